import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { asked, openWindow, press } from "./window";

/** The list of contacts, once the tab is open. */
async function contacts() {
  await press(",");
  await fireEvent.click(await screen.findByRole("tab", { name: "Phone fields" }));
  return within(await screen.findByRole("region", { name: "Contact" }));
}

test("a field of the org's own is added, put first, and the standard list comes back, each kept at once", async () => {
  const { fake } = await openWindow("idle");
  const list = await contacts();
  expect(list.queryByRole("button", { name: /^Standard fields again/ })).toBeNull();
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
  await fireEvent.click(list.getByRole("button", { name: "Standard fields again: Contact" }));
  const start = ["MobilePhone", "Phone", "HomePhone", "OtherPhone"];
  await waitFor(() =>
    expect(asked(fake, "save_phone_fields").map(({ searched }) => searched["Contact"])).toEqual([
      [...start, "AssistantPhone"],
      [...start, "AssistantPhone", "Emergency_Phone__c"],
      [...start, "Emergency_Phone__c", "AssistantPhone"],
      null,
    ]),
  );
  expect((await list.findAllByRole("button", { name: /^Take away/ })).length).toBe(6);
});

test("what is left out, and what is found less, is said beside the field", async () => {
  const { fake } = await openWindow("idle");
  fake.world.phoneFields.lists.set("Contact", ["Pager__c", "Nowhere__c", "Phone"]);
  const list = await contacts();
  const rows = (await list.findAllByRole("listitem")).map((row) => row.textContent ?? "");
  expect(rows[0]).toMatch("A text field: numbers are found in their usual spellings only.");
  expect(rows[1]).toMatch("Left out: your org does not have this field, or your user may not see it.");
  expect(rows[2]).not.toMatch(/Left out|text field/);
});

test("the policy's list is shown and cannot be changed", async () => {
  const { fake } = await openWindow("idle");
  fake.world.phoneFields.ruled.add("Contact");
  fake.world.phoneFields.lists.set("Contact", ["Phone", "Emergency_Phone__c"]);
  const list = await contacts();
  await list.findByText("Set by your organisation");
  expect(list.getAllByRole("listitem").length).toBe(2);
  expect(list.queryByRole("button")).toBeNull();
  expect(list.queryByRole("combobox")).toBeNull();
});
