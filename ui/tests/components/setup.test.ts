import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { TABS } from "../../src/screens/setup/tabs";
import { LANGUAGES } from "../languages";
import { asked, openWindow, press } from "./window";

test("the setup checks the org", async () => {
  await openWindow("idle");
  await press(",");
  await fireEvent.click(await screen.findByRole("tab", { name: "Check the org" }));
  await fireEvent.click(await screen.findByRole("button", { name: "Check now" }));
  expect(await screen.findByText(/Interested sets Stage of the opportunity to Qualification/)).toBeTruthy();
  expect(screen.getByText(/Needs Analysis/)).toBeTruthy();
});

test("the setup is walked by arrow keys, and opens where it was left", async () => {
  await openWindow("idle");
  await press(",");
  const tabs = await screen.findAllByRole("tab");
  expect(tabs.map((tab) => tab.textContent?.trim())).toEqual(TABS.map((tab) => tab.label(LANGUAGES.en)));
  tabs[0]?.focus();
  await press("End");
  const last = screen.getAllByRole("tab").at(-1);
  expect(document.activeElement).toBe(last);
  expect(last?.getAttribute("aria-selected")).toBe("true");
  expect(screen.getByRole("tabpanel").getAttribute("aria-labelledby")).toBe(last?.id);

  await press("Escape");
  await press(",");
  expect(screen.getAllByRole("tab").at(-1)?.getAttribute("aria-selected")).toBe("true");
  screen.getAllByRole("tab").at(-1)?.focus();
  await press("ArrowDown");
  expect(screen.getAllByRole("tab")[0]?.getAttribute("aria-selected")).toBe("true");
});

test("fields of parents are picked for the pop, one relationship at a time", async () => {
  const { fake } = await openWindow("idle");
  await press(",");
  await fireEvent.click(await screen.findByRole("tab", { name: "Fields on the pop" }));
  const contact = within(await screen.findByRole("region", { name: "Contact" }));
  const list = contact.getByRole("combobox", { name: "Fields of parents: Contact" });
  await fireEvent.change(list, { target: { value: "Account" } });
  await within(list).findByRole("option", { name: "Industry (text)" });
  await fireEvent.change(list, { target: { value: "Account.Owner" } });
  await within(list).findByRole("option", { name: "Email (text)" });
  await fireEvent.change(list, { target: { value: "Account.Owner.Email" } });
  await contact.findByText("Account Owner Email");
  expect(asked(fake, "save_pop_fields").map(({ shown }) => shown["Contact"])).toEqual([
    ["Support_Tier__c", "Account.Owner.Email"],
  ]);
});

test("fields of the pop are added, put in order and taken away, each kept at once", async () => {
  const { fake } = await openWindow("idle");
  await press(",");
  await fireEvent.click(await screen.findByRole("tab", { name: "Fields on the pop" }));
  const contact = within(await screen.findByRole("region", { name: "Contact" }));
  await fireEvent.change(contact.getByLabelText("Add a field"), { target: { value: "Department" } });
  await fireEvent.click(await contact.findByRole("button", { name: "Move up: Department, Contact" }));
  await contact.findByRole("button", { name: "Move up: Support tier, Contact" });
  await fireEvent.click(contact.getByRole("button", { name: "Take away: Support tier, Contact" }));
  await waitFor(() =>
    expect(asked(fake, "save_pop_fields").map(({ shown }) => shown["Contact"])).toEqual([
      ["Support_Tier__c", "Department"],
      ["Department", "Support_Tier__c"],
      ["Department"],
    ]),
  );
});
