import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { asked, openWindow, press } from "./window";

/** The list of contacts, once the tab is open. */
async function contacts() {
  await press(",");
  await fireEvent.click(await screen.findByRole("tab", { name: "Phone fields" }));
  return within(await screen.findByRole("region", { name: "Contact" }));
}

const listed = (...fields: readonly (string | [string])[]) =>
  fields.map((field) =>
    typeof field === "string" ? { name: field, confirm: false } : { name: field[0], confirm: true },
  );
const START = ["MobilePhone", "Phone", "HomePhone", "OtherPhone"] as const;

test("a field of the org's own is added, put first, and holds only once it is put in force", async () => {
  const { fake } = await openWindow("idle");
  const list = await contacts();
  expect(list.queryByRole("button", { name: /^Standard fields again/ })).toBeNull();
  expect(screen.queryByRole("button", { name: "Put in force" })).toBeNull();
  await fireEvent.click(await list.findByRole("button", { name: "Take away: Business Fax, Contact" }));
  const add = list.getByLabelText<HTMLSelectElement>("Add a field");
  await waitFor(() =>
    expect([...add.options].map(({ text }) => text)).toEqual([
      "Choose a field…",
      "Business Fax",
      "Emergency Phone",
      "Pager (text)",
    ]),
  );
  await fireEvent.change(add, { target: { value: "Emergency_Phone__c" } });
  await fireEvent.click(await list.findByRole("button", { name: "Move up: Emergency Phone, Contact" }));
  await waitFor(() =>
    expect(list.getAllByRole("listitem").at(-2)?.textContent).toMatch("Emergency_Phone__c"),
  );
  expect(asked(fake, "save_phone_fields")).toEqual([]);
  await fireEvent.click(screen.getByRole("button", { name: "Put in force" }));
  await waitFor(() =>
    expect(asked(fake, "save_phone_fields")).toEqual([
      { searched: { Contact: listed(...START, "Emergency_Phone__c", ["AssistantPhone"]) } },
    ]),
  );
  await waitFor(() => expect(screen.queryByRole("button", { name: "Put in force" })).toBeNull());
  await fireEvent.click(list.getByRole("button", { name: "Standard fields again: Contact" }));
  await fireEvent.click(screen.getByRole("button", { name: "Put in force" }));
  await waitFor(() =>
    expect(asked(fake, "save_phone_fields").at(-1)).toEqual({ searched: { Contact: null } }),
  );
  expect((await list.findAllByRole("button", { name: /^Take away/ })).length).toBe(6);
});

test("a field says whether a match in it is confirmed first", async () => {
  const { fake } = await openWindow("idle");
  const list = await contacts();
  const tick = async (field: string) =>
    await list.findByRole<HTMLInputElement>("checkbox", { name: `Confirm first: ${field}, Contact` });
  expect([(await tick("Mobile Phone")).checked, (await tick("Business Fax")).checked]).toEqual([false, true]);
  await fireEvent.click(await tick("Business Fax"));
  await fireEvent.click(await tick("Mobile Phone"));
  await fireEvent.click(screen.getByRole("button", { name: "Put in force" }));
  const all = listed(["MobilePhone"], "Phone", "HomePhone", "OtherPhone", ["AssistantPhone"], "Fax");
  await waitFor(() => expect(asked(fake, "save_phone_fields")).toEqual([{ searched: { Contact: all } }]));
});

test("what is typed is rehearsed before it holds, and what cannot be known is counted", async () => {
  const { fake } = await openWindow("idle");
  const list = await contacts();
  await fireEvent.change(await list.findByLabelText("Add a field"), {
    target: { value: "Emergency_Phone__c" },
  });
  await fireEvent.click(await screen.findByRole("button", { name: "Rehearse" }));
  expect(await screen.findByText("The phone fields as typed")).toBeTruthy();
  await fireEvent.click(await screen.findByRole("button", { name: "Rehearse" }));
  await waitFor(() => expect(asked(fake, "start_rehearsal")).toHaveLength(1));
  const fields = listed(...START, ["AssistantPhone"], ["Fax"], "Emergency_Phone__c");
  expect(asked(fake, "start_rehearsal")[0]).toMatchObject({
    mapping: null,
    phone_fields: { searched: { Contact: fields } },
  });
  fake.world.tell({ kind: "rehearsal" });
  const found = within(await screen.findByRole("region", { name: "What would have differed" }));
  expect(found.getByText(/cannot be known from here/)).toBeTruthy();
  expect(
    found.getByText("Contact: Emergency Phone: 4,633 calls; in 371 of them nobody had been found"),
  ).toBeTruthy();
  const row = (await found.findByText("(nobody)")).closest("tr");
  expect(row?.textContent).toMatch(/Caller found.*Sarah Johnson/);
  expect(asked(fake, "save_phone_fields")).toEqual([]);
});

test("what is left out, and what is found less, is said beside the field", async () => {
  const { fake } = await openWindow("idle");
  fake.world.phoneFields.lists.set("Contact", listed("Pager__c", "Nowhere__c", "Phone"));
  const list = await contacts();
  const rows = (await list.findAllByRole("listitem")).map((row) => row.textContent ?? "");
  expect(rows[0]).toMatch("A text field: numbers are found in their usual spellings only.");
  expect(rows[1]).toMatch("Left out: your org does not have this field, or your user may not see it.");
  expect(rows[2]).not.toMatch(/Left out|text field/);
});

test("the policy's list is shown and cannot be changed", async () => {
  const { fake } = await openWindow("idle");
  fake.world.phoneFields.ruled.add("Contact");
  fake.world.phoneFields.lists.set("Contact", listed("Phone", ["Emergency_Phone__c"]));
  const list = await contacts();
  await list.findByText("Set by your organisation");
  const rows = list.getAllByRole("listitem").map((row) => row.textContent ?? "");
  expect(rows).toHaveLength(2);
  expect(rows[1]).toMatch("Confirm first");
  expect(list.queryByRole("button")).toBeNull();
  expect(list.queryByRole("checkbox")).toBeNull();
  expect(list.queryByRole("combobox")).toBeNull();
});
