import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { urgency } from "../../src/screens/callbacks/callbacks.svelte";
import { asked, openWindow, press, type } from "./window";

test("whom to call again, the soonest first, and a key away", async () => {
  const { fake } = await openWindow("idle");
  await press("b");
  const list = within(await screen.findByRole("list", { name: "Callbacks, the soonest first" }));
  const rows = list.getAllByRole("listitem").map((row) => row.textContent);
  expect(rows.map((text) => /Overdue|Due|Later/.exec(text)?.[0])).toEqual(["Overdue", "Due", "Later"]);
  expect(rows[0]).toContain("tried 2 times");
  await fireEvent.click(list.getByRole("button", { name: /^Done: Jonas Weber, / }));
  await waitFor(() => expect(list.queryByText("Jonas Weber")).toBeNull());
  expect(asked(fake, "change_callback")).toEqual([{ id: 2, move_to: null }]);
  await fireEvent.click(list.getByRole("button", { name: /^Priya Nair.*Open this call/ }));
  await waitFor(() => expect(asked(fake, "open_call")).toEqual([{ call: "past:1" }]));
});

test("a number is put on the list of those that are never dialled, and taken off", async () => {
  const { fake } = await openWindow("idle");
  await press("b");
  await type(await screen.findByLabelText<HTMLInputElement>("Number"), "+1 415-555-0199");
  await fireEvent.click(screen.getByRole("button", { name: "Never dial" }));
  await fireEvent.click(await screen.findByRole("button", { name: "Allow again: +1 415-555-0171" }));
  await waitFor(() =>
    expect(asked(fake, "suppress_number")).toEqual([
      { number: "+1 415-555-0199", suppressed: true },
      { number: "+14155550171", suppressed: false },
    ]),
  );
});

test.each([
  [-301_000, "overdue"],
  [-300_000, "due"],
  [300_000, "due"],
  [300_001, "later"],
])("a callback %i ms from now is %s", (from, expected) => {
  expect(urgency(1_000_000 + from, 1_000_000)).toBe(expected);
});
