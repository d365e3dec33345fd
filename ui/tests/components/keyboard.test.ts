import { screen, waitFor } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import { asked, notes, openWindow, press } from "./window";

const checked = (name: string) => screen.getByRole<HTMLInputElement>("radio", { name }).checked;

describe("on a call", () => {
  test("two keys wrap it up: a digit and Enter", async () => {
    const { fake } = await openWindow("interested");
    await press("4");
    expect(checked("No answer")).toBe(true);
    await press("Enter");
    await waitFor(() => expect(asked(fake, "save_wrap_up")).toHaveLength(1));
    expect(asked(fake, "save_wrap_up")[0]?.draft.disposition).toBe("no_answer");
    expect(await screen.findByText("Saved. Waiting to be sent to Salesforce.")).toBeTruthy();
  });

  test("while somebody types, letters, digits and Enter are text", async () => {
    const { fake } = await openWindow("interested");
    notes().focus();
    for (const key of ["4", "n", "/", "?", "h", "Enter"]) await press(key);
    expect(checked("Interested")).toBe(true);
    expect(asked(fake, "save_wrap_up")).toEqual([]);
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(document.activeElement).toBe(notes());
  });

  test("Ctrl+Enter saves from the notes", async () => {
    const { fake } = await openWindow("interested");
    notes().focus();
    await press("Enter", { ctrlKey: true });
    await waitFor(() => expect(asked(fake, "save_wrap_up")).toHaveLength(1));
  });

  test("a key that is held down saves once", async () => {
    const { fake } = await openWindow("interested");
    await press("Enter");
    await press("Enter", { repeat: true });
    await press("Enter");
    await screen.findByText("Saved. Waiting to be sent to Salesforce.");
    await press("Enter");
    expect(asked(fake, "save_wrap_up")).toHaveLength(1);
  });

  test("N leads to the notes, Esc first leaves them and then the call", async () => {
    await openWindow("known");
    await press("n");
    expect(document.activeElement).toBe(notes());
    await press("Escape");
    expect(document.activeElement).toBe(document.body);
    await press("Escape");
    expect(await screen.findByRole("heading", { name: "One call on your desk" })).toBeTruthy();
  });

  test("Ctrl and a digit switch calls", async () => {
    await openWindow("two-calls");
    await press("1", { ctrlKey: true });
    expect(await screen.findByRole("heading", { name: "2 people have this number" })).toBeTruthy();
  });

  test("Y confirms who it is", async () => {
    const { fake } = await openWindow("masked");
    await press("y");
    expect(asked(fake, "confirm_caller")).toHaveLength(1);
  });
});

test.each([
  ["h", "History"],
  ["o", "Outbox"],
  ["s", "Settings"],
  ["/", "Find a caller"],
])("%s opens %s, Esc leads back", async (key, title) => {
  await openWindow("idle");
  await press(key);
  expect(await screen.findByRole("heading", { level: 1, name: title })).toBeTruthy();
  await press("Escape");
  expect(await screen.findByRole("heading", { level: 1, name: "No call right now" })).toBeTruthy();
});

test("? shows every key; while it is open no other key acts", async () => {
  await openWindow("interested");
  await press("?");
  expect(await screen.findByRole("dialog")).toBeTruthy();
  expect(screen.getByText("Pick how the call ended")).toBeTruthy();
  await press("4");
  expect(checked("Interested")).toBe(true);
});
