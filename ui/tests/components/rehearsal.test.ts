import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { FieldsForm } from "../../src/screens/setup/rules/fields.svelte";
import { asked, openWindow } from "./window";

async function withChangedFields() {
  const open = await openWindow("idle");
  const form = open.house.one(FieldsForm);
  await form.load();
  form.type(0, "through", "truncate 20");
  open.house.place.openTab("rehearsal");
  await screen.findByRole("tab", { name: "Rehearsal" });
  return open;
}

test("what is typed is rehearsed, and a bar lists the calls behind it", async () => {
  const { fake } = await withChangedFields();
  expect(screen.getByText("The field mapping as typed")).toBeTruthy();
  await fireEvent.click(screen.getByRole("button", { name: "Rehearse" }));
  expect(await screen.findByRole("progressbar")).toBeTruthy();
  expect(asked(fake, "start_rehearsal")[0]).toMatchObject({ days: 28, tables: null, home_region: null });
  expect(asked(fake, "start_rehearsal")[0]?.mapping?.rows[0]?.through).toBe("truncate 20");
  fake.world.tell({ kind: "rehearsal" });
  const found = within(await screen.findByRole("region", { name: "What would have differed" }));
  expect(found.getByText("18", { selector: "strong" })).toBeTruthy();
  await fireEvent.click(found.getByRole("button", { name: /^Busy/ }));
  expect(await found.findByRole("heading", { name: "6 calls" })).toBeTruthy();
  expect(asked(fake, "rehearsed_calls").at(-1)).toEqual({
    disposition: "Busy",
    object: null,
    field: null,
    from: 0,
  });
  expect(found.getAllByText("Wants the…")).toHaveLength(6);
  await fireEvent.click(found.getByRole("button", { name: "Save as CSV" }));
  expect(await found.findByText(/callside-rehearsal.csv/)).toBeTruthy();
});

test("a rehearsal that runs can be ended", async () => {
  const { fake } = await withChangedFields();
  await fireEvent.click(screen.getByRole("button", { name: "Rehearse" }));
  await fireEvent.click(await screen.findByRole("button", { name: "Cancel" }));
  await waitFor(() => expect(asked(fake, "cancel_rehearsal")).toHaveLength(1));
});

test("without a change there is nothing to rehearse, and it says what to do", async () => {
  const { fake, house } = await openWindow("idle");
  house.place.openTab("rehearsal");
  const start = await screen.findByRole("button", { name: "Rehearse" });
  expect(start.getAttribute("aria-disabled")).toBe("true");
  await fireEvent.click(start);
  expect(asked(fake, "start_rehearsal")).toEqual([]);
});
