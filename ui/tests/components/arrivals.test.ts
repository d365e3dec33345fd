import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { ringing } from "../../src/host/fake/calls";
import { asked, notes, openWindow, press, type } from "./window";

test("a call comes to the front of an idle desk and is read out", async () => {
  const { fake } = await openWindow("idle");
  fake.ring("known");
  expect(await screen.findByRole("heading", { level: 1, name: "Sarah Johnson" })).toBeTruthy();
  expect(screen.getByText("Incoming call: Sarah Johnson")).toBeTruthy();
  expect(document.activeElement).toBe(document.body);
});

test("a name that is found after the call came is read out then", async () => {
  const { fake } = await openWindow("idle");
  const { call } = fake.ring("unknown");
  await screen.findByText(/^Incoming call: \+1/);
  fake.world.change(call, { who: ringing(call, "known", 0).who });
  expect(await screen.findByText("Caller: Sarah Johnson")).toBeTruthy();
});

test("a call comes to the front of another screen that nobody types in", async () => {
  const { fake } = await openWindow("idle");
  await press("h");
  await screen.findByRole("heading", { level: 1, name: "History" });
  fake.ring("known");
  expect(await screen.findByRole("heading", { level: 1, name: "Sarah Johnson" })).toBeTruthy();
});

test("while somebody types, it is only offered: nothing moves, no key is taken", async () => {
  const { fake } = await openWindow("known");
  await type(notes(), "in the middle of a");
  fake.ring("several");
  expect(await screen.findByRole("group", { name: "Another call" })).toBeTruthy();
  expect(document.activeElement).toBe(notes());
  expect(notes().value).toBe("in the middle of a");
  expect(screen.getByRole("heading", { level: 1, name: "Sarah Johnson" })).toBeTruthy();

  await fireEvent.click(screen.getByRole("button", { name: "Switch" }));
  expect(await screen.findByRole("heading", { name: "2 people have this number" })).toBeTruthy();
  expect(screen.queryByRole("group", { name: "Another call" })).toBeNull();
});

test("a call that is worked on is not replaced, even when nobody types", async () => {
  const { fake } = await openWindow("known");
  fake.ring("several");
  expect(await screen.findByRole("group", { name: "Another call" })).toBeTruthy();
  await fireEvent.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByRole("group", { name: "Another call" })).toBeNull();
  expect(screen.getByRole("heading", { level: 1, name: "Sarah Johnson" })).toBeTruthy();
});

test("a call that the engine keeps back is offered all the same", async () => {
  const { fake } = await openWindow("known");
  fake.world.put(ringing("five9:9", "several", Date.now()));
  expect(await screen.findByRole("group", { name: "Another call" })).toBeTruthy();
  expect(screen.getByRole("heading", { level: 1, name: "Sarah Johnson" })).toBeTruthy();
});

test("a change of a call that is listed already is no arrival", async () => {
  const { fake } = await openWindow("two-calls");
  fake.world.change("five9:2", { queue: "Sales" });
  expect(screen.queryByRole("group", { name: "Another call" })).toBeNull();
});

test("a call that was asked for on its toast is shown, whatever is in front, with the notes kept", async () => {
  const { fake } = await openWindow("two-calls");
  await type(notes(), "half a sentence");
  fake.world.tell({ kind: "open", call: "five9:2" });
  expect(await screen.findByRole("heading", { name: "2 people have this number" })).toBeTruthy();
  expect(asked(fake, "save_draft").at(-1)).toMatchObject({
    call: "five9:1",
    draft: { notes: "half a sentence" },
  });
});

test("a call that is saved while it goes on makes room as well", async () => {
  const { fake } = await openWindow("interested");
  await press("Enter");
  await screen.findByText("Saved. Waiting to be sent to Salesforce.");
  fake.world.change("five9:1", { phase: "talking" });
  fake.ring("several");
  expect(await screen.findByRole("heading", { name: "2 people have this number" })).toBeTruthy();
});

test("settings that are half typed are not left", async () => {
  const { fake } = await openWindow("idle");
  await press("s");
  await type(await screen.findByLabelText("API version"), "63.0");
  (document.activeElement as HTMLElement).blur();
  fake.ring("known");
  expect(await screen.findByRole("group", { name: "Another call" })).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>("API version").value).toBe("63.0");
});

test("a wrapped-up call makes room for the next one", async () => {
  const { fake } = await openWindow("interested");
  await press("Enter");
  await screen.findByText("Saved. Waiting to be sent to Salesforce.");
  fake.ring("several");
  expect(await screen.findByRole("heading", { name: "2 people have this number" })).toBeTruthy();
});

test("calls stay reachable while nobody is signed in", async () => {
  const { fake } = await openWindow("known");
  fake.world.setSession({ kind: "signed_out", reason: null });
  await waitFor(() => expect(screen.getByRole("button", { name: "Sign in" })).toBeTruthy());
  expect(screen.getByRole("heading", { level: 1, name: "Sarah Johnson" })).toBeTruthy();
});

test("a screen that breaks takes neither the window nor the other calls with it", async () => {
  const { fake } = await openWindow("two-calls", ({ world }) => {
    world.change("five9:1", { timeline: null as never });
  });
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("What you saved is kept.");
  fake.world.change("five9:1", { timeline: [] });
  await fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Sarah Johnson" })).toBeTruthy();
});
