import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { asked, notes, openWindow, popOf, press, type } from "./window";

test("are stored as they are typed", async () => {
  const { fake } = await openWindow("known");
  await type(notes(), "wants a call at ten");
  expect(screen.getByText("saving…")).toBeTruthy();
  await waitFor(() => expect(asked(fake, "save_draft").at(-1)?.draft.notes).toBe("wants a call at ten"));
  expect(await screen.findByText("saved")).toBeTruthy();
});

test("are never overwritten by an announcement", async () => {
  const { fake } = await openWindow("known");
  await type(notes(), "what I am typing right now");
  fake.world.change("five9:1", {
    draft: { ...popOf(fake).draft, notes: "an older copy" },
  });
  fake.answerLive("five9:1");
  await waitFor(() => expect(screen.getAllByText(/^Live/).length).toBeGreaterThan(0));
  expect(notes().value).toBe("what I am typing right now");
});

test("what was not touched here is taken from announcements", async () => {
  const { fake } = await openWindow("known");
  await type(notes(), "mine");
  const draft = { ...popOf(fake).draft, notes: "theirs", disposition: "busy" };
  fake.world.change("five9:1", { draft });
  await waitFor(() =>
    expect(screen.getByRole<HTMLInputElement>("radio", { name: "Busy" }).checked).toBe(true),
  );
  expect(notes().value).toBe("mine");
});

test.each([
  ["when the keyboard leaves them", () => fireEvent.blur(notes())],
  [
    "when the window is hidden",
    () => {
      vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
      return fireEvent(document, new Event("visibilitychange"));
    },
  ],
  ["when the window closes", () => fireEvent(window, new Event("pagehide"))],
  ["before another call comes to the front", () => press("1", { ctrlKey: true })],
])("are stored at once %s", async (_name, leave) => {
  const { fake } = await openWindow("two-calls");
  await type(notes(), "kept at once");
  expect(asked(fake, "save_draft")).toEqual([]);
  await leave();
  expect(asked(fake, "save_draft").at(-1)).toMatchObject({
    call: "five9:1",
    draft: { notes: "kept at once" },
  });
});

test("each call has its own", async () => {
  await openWindow("two-calls");
  await type(notes(), "for Sarah");
  await press("1", { ctrlKey: true });
  expect(await screen.findByRole("heading", { name: "2 people have this number" })).toBeTruthy();
  expect(notes().value).toBe("");
  await type(notes(), "for the other");
  await press("2", { ctrlKey: true });
  expect(await screen.findByRole("heading", { level: 1, name: "Sarah Johnson" })).toBeTruthy();
  expect(notes().value).toBe("for Sarah");
});

test("that cannot be stored stay, and that is said", async () => {
  await openWindow("known");
  await type(notes(), "#disk but still here");
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("The disk is full");
  expect(screen.getByText("not saved")).toBeTruthy();
  expect(notes().value).toBe("#disk but still here");
});

test("come back after a restart", async () => {
  await openWindow("known");
  expect(notes().value).toContain("October invoice");
});
