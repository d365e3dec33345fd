import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import { asked, notes, openWindow, popOf, press, type } from "./window";

/** A call that ended so many seconds ago and waits for its wrap-up. */
const ended = (ago: number) =>
  openWindow("known", (fake) => {
    fake.world.change("five9:1", { phase: "wrap_up", ended_at: Date.now() - ago * 1000 });
  });

describe("the clock after a call", () => {
  test("counts down and is extended by a key", async () => {
    await ended(20);
    expect(screen.getByText(/^1:(39|40) left$/)).toBeTruthy();
    await press("e");
    expect(screen.getByText(/^2:(39|40) left$/)).toBeTruthy();
  });

  test("what was added is kept with the call and is there again after a new start", async () => {
    const { fake } = await ended(20);
    await press("e");
    await press("e");
    await waitFor(() => expect(asked(fake, "save_draft").at(-1)?.draft.added_s).toBe(120));
    cleanup();
    const { draft } = popOf(fake);
    await openWindow("known", (again) => {
      again.world.change("five9:1", { phase: "wrap_up", ended_at: Date.now() - 20_000, draft });
    });
    expect(screen.getByText(/^3:(39|40) left$/)).toBeTruthy();
  });

  test("when it has run out it says so once, and nothing is lost or saved by it", async () => {
    const { fake, container } = await ended(200);
    expect(screen.getByText(/^1:2\d over$/)).toBeTruthy();
    await waitFor(() => expect(container.textContent).toContain("The time after the call is over."));
    await type(notes(), "still writing");
    expect(notes().value).toBe("still writing");
    expect(asked(fake, "save_wrap_up")).toEqual([]);
    await fireEvent.click(screen.getByRole("button", { name: "+1 min" }));
    expect(screen.getByText(/^(1:00|0:59) left$/)).toBeTruthy();
    expect(popOf(fake).phase).toBe("wrap_up");
  });

  test("there is none where the settings say so", async () => {
    const { house, fake } = await ended(20);
    await press("s");
    await fireEvent.change(await screen.findByLabelText("Clock after a call"), { target: { value: "0" } });
    await waitFor(() => expect(house.desk.afterCallSeconds).toBe(0));
    expect(asked(fake, "save_settings").at(-1)?.after_call_seconds).toBe(0);
    await press("Escape");
    expect(await screen.findByRole("heading", { level: 1, name: "Sarah Johnson" })).toBeTruthy();
    expect(screen.queryByText(/\d left$/)).toBeNull();
  });
});

describe("do not disturb", () => {
  test("a key turns it on and off, and the header says so", async () => {
    const { fake } = await openWindow("idle");
    const button = () => screen.getByRole("button", { name: "Do not disturb" });
    expect(button().getAttribute("aria-pressed")).toBe("false");
    await press("d");
    await waitFor(() => expect(button().getAttribute("aria-pressed")).toBe("true"));
    expect(asked(fake, "save_settings")[0]?.do_not_disturb).toBe(true);
    await press("d");
    await waitFor(() => expect(button().getAttribute("aria-pressed")).toBe("false"));
  });

  test("calls come into the window as ever", async () => {
    const { fake } = await openWindow("idle");
    await press("d");
    fake.ring("known");
    expect(await screen.findByRole("heading", { level: 1, name: "Sarah Johnson" })).toBeTruthy();
  });
});

describe("the keys", () => {
  const row = (what: string) =>
    within(screen.getByText(what, { selector: "li > span" }).closest("li") as HTMLElement);

  test("a key is given, acts, is shown where it acts, and is kept", async () => {
    const { fake } = await openWindow("idle");
    await press("s");
    await fireEvent.click(await screen.findByRole("button", { name: "Change the key: History" }));
    expect(row("History").getByText("Press the new key; Esc keeps the old one")).toBeTruthy();
    await press("j");
    await waitFor(async () => expect((await fake.readPreferences()).keys).toEqual({ history: "j" }));
    expect(screen.getByTitle("History (J)").getAttribute("aria-keyshortcuts")).toBe("j");
    await press("Escape");
    await press("h");
    expect(screen.getByRole("heading", { level: 1, name: "No call right now" })).toBeTruthy();
    await press("j");
    expect(await screen.findByRole("heading", { level: 1, name: "History" })).toBeTruthy();
  });

  test("a conflict is named; whoever had the key has none when it is taken", async () => {
    const { fake } = await openWindow("idle");
    await press("s");
    await fireEvent.click(await screen.findByRole("button", { name: "Change the key: History" }));
    await press("o");
    expect(row("History").getByText(/O is already the key of: Outbox\./)).toBeTruthy();
    expect(await fake.readPreferences()).not.toHaveProperty("keys");
    await fireEvent.click(row("History").getByRole("button", { name: "Take it all the same" }));
    await waitFor(async () =>
      expect((await fake.readPreferences()).keys).toEqual({ history: "o", outbox: "" }),
    );
    expect(row("Outbox").getByText("no key")).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "All keys as they came" }));
    await waitFor(async () => expect((await fake.readPreferences()).keys).toEqual({}));
  });

  test("a key with a fixed meaning is refused, Esc keeps the old one", async () => {
    const { fake } = await openWindow("idle");
    await press("s");
    await fireEvent.click(await screen.findByRole("button", { name: "Change the key: History" }));
    await press("4");
    expect(screen.getByText("4 has a fixed meaning. Press another key.")).toBeTruthy();
    await fireEvent.click(screen.getByRole("button", { name: "Change the key: History" }));
    await press("Escape");
    expect(screen.queryByText("Press the new key; Esc keeps the old one")).toBeNull();
    expect(await fake.readPreferences()).not.toHaveProperty("keys");
    expect(screen.getByRole("heading", { level: 1, name: "Settings" })).toBeTruthy();
  });

  test("what was kept holds from the start", async () => {
    await openWindow("known", undefined, { keys: { notes: "Ctrl+j" } });
    await press("n");
    expect(document.activeElement).not.toBe(notes());
    await press("j", { ctrlKey: true });
    expect(document.activeElement).toBe(notes());
  });
});
