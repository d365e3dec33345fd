import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { notes, openWindow, press, type } from "./window";

test("a call comes to the front of an idle desk and is read out", async () => {
  const { fake } = await openWindow("idle");
  fake.ring("known");
  expect(await screen.findByRole("heading", { level: 1, name: "Sarah Johnson" })).toBeTruthy();
  expect(screen.getByText("Incoming call: Sarah Johnson")).toBeTruthy();
  expect(document.activeElement).toBe(document.body);
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
