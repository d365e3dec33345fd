import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import axe from "axe-core";
import { describe, expect, test } from "vitest";
import type { FakeHost } from "../../src/host/fake/fake";
import { asked, notes, openWindow, popOf, press, type } from "./window";

const small = (fake: FakeHost) => void (fake.world.form = { form: "compact", may_be_compact: true });
const leave = () => screen.findByRole("button", { name: "Full window" });

describe("the compact window", () => {
  test("a key makes the window a card and whole again, and what is typed stays", async () => {
    const { fake } = await openWindow("known");
    await type(notes(), "half a sentence");
    (document.activeElement as HTMLElement).blur();
    await press("v");
    await leave();
    expect(screen.queryByRole("navigation", { name: "Screens" })).toBeNull();
    expect(notes().value).toBe("half a sentence");
    await press("v");
    expect(await screen.findByRole("navigation", { name: "Screens" })).toBeTruthy();
    expect(notes().value).toBe("half a sentence");
    expect(asked(fake, "set_window_form")).toEqual(["compact", "full"]);
  });

  test("a button does the same", async () => {
    await openWindow("known");
    await fireEvent.click(screen.getByRole("button", { name: "Compact window" }));
    await fireEvent.click(await leave());
    expect(await screen.findByRole("button", { name: "Compact window" })).toBeTruthy();
  });

  test("has the caller, why, the first facts, and everything to finish with", async () => {
    const { fake } = await openWindow("interested", small);
    expect(await screen.findByRole("heading", { level: 1, name: "Sarah Johnson" })).toBeTruthy();
    expect(document.querySelector("dl")?.textContent).toContain("00001063 Add two seats");
    expect(document.querySelector(".why")?.textContent?.trim()).toBeTruthy();
    await press("n");
    expect(document.activeElement).toBe(notes());
    await press("Escape");
    await press("4");
    await press("Enter");
    await waitFor(() => expect(popOf(fake).saved).not.toBeNull());
    expect(asked(fake, "save_wrap_up")).toHaveLength(1);
  });

  test("a call comes into it; another one is offered while something is typed", async () => {
    const { fake } = await openWindow("idle", small);
    await leave();
    fake.ring("known");
    expect(await screen.findByRole("heading", { level: 1, name: "Sarah Johnson" })).toBeTruthy();
    await type(notes(), "busy");
    fake.ring("several");
    expect(await screen.findByRole("group", { name: "Another call" })).toBeTruthy();
    expect(notes().value).toBe("busy");
  });

  test("going to another screen makes it whole", async () => {
    const { fake } = await openWindow("idle", small);
    await leave();
    await press("h");
    expect(await screen.findByRole("heading", { level: 1, name: "History" })).toBeTruthy();
    expect(fake.world.form.form).toBe("full");
  });

  test("there is none where the policy wants none", async () => {
    const { fake } = await openWindow("known", (host) => {
      host.world.form = { form: "full", may_be_compact: false };
    });
    expect(screen.queryByRole("button", { name: "Compact window" })).toBeNull();
    await press("v");
    await press("?");
    expect(screen.queryByText("Compact window, and back")).toBeNull();
    expect(asked(fake, "set_window_form")).toEqual([]);
  });

  test.each(["known", "masked", "several", "unknown", "withheld", "saved-waiting", "idle"])(
    "no axe violation: %s",
    async (situation) => {
      await openWindow(situation, small);
      await leave();
      const { violations } = await axe.run(document, {
        rules: { "color-contrast": { enabled: false } },
        resultTypes: ["violations"],
      });
      expect(violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html}`))).toEqual([]);
    },
  );
});
