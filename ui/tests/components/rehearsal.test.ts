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
    rows: null,
  });
  expect(found.getAllByText("Wants the…")).toHaveLength(6);
  await fireEvent.click(found.getByRole("button", { name: "Save as CSV" }));
  expect(await found.findByText(/callside-rehearsal-\d{4}-\d\d-\d\d\.csv/)).toBeTruthy();
  const saved = asked(fake, "save_text")[0]?.text.split("\r\n") ?? [];
  expect(saved[0]).toBe(
    "\ufeffCall or record,Began,Who,Disposition or news,Where,Field or step,Before,After",
  );
  expect(saved.length, "a line for each change of every call, not only of those that are listed").toBe(
    1 + 18 + 6 * 2 + 1,
  );
});

test("from the tab where something is typed, a press leads to its rehearsal", async () => {
  const { house } = await openWindow("idle");
  const form = house.one(FieldsForm);
  await form.load();
  house.place.openTab("fields");
  await screen.findByRole("region", { name: "Call log" });
  expect(screen.queryByRole("button", { name: "Rehearse" })).toBeNull();
  form.type(0, "through", "truncate 20");
  await fireEvent.click(await screen.findByRole("button", { name: "Rehearse" }));
  expect(await screen.findByText("The field mapping as typed")).toBeTruthy();
});

test("automations as built are rehearsed, and each step shows what it was and would be", async () => {
  const { fake, house } = await openWindow("idle");
  house.place.openTab("automations");
  const condition = (await screen.findAllByLabelText("And only if"))[0] as HTMLInputElement;
  expect(screen.queryByRole("button", { name: "Rehearse" })).toBeNull();
  await fireEvent.input(condition, { target: { value: 'caller.found = "nobody"' } });
  await fireEvent.click(await screen.findByRole("button", { name: "Rehearse" }));
  expect(await screen.findByText("The automations as built")).toBeTruthy();
  expect(screen.getByText(/by what Salesforce told of records while this machine watched/)).toBeTruthy();
  await fireEvent.click(await screen.findByRole("button", { name: "Rehearse" }));
  await waitFor(() => expect(asked(fake, "start_rehearsal")).toHaveLength(1));
  const request = asked(fake, "start_rehearsal")[0];
  expect(request).toMatchObject({ mapping: null, tables: null });
  expect(JSON.parse(request?.file?.text ?? "{}")).toMatchObject({ callside_config: 1 });
  fake.world.tell({ kind: "rehearsal" });
  const found = within(await screen.findByRole("region", { name: "What would have differed" }));
  expect(found.getByRole("button", { name: /^Automation: Busy twice/ })).toBeTruthy();
  expect((await found.findAllByText(/: Subject$/)).length).toBeGreaterThan(0);
  expect(found.getAllByText("(not done)").length).toBeGreaterThan(0);
});

test("news of records are counted apart, link to the record, and say which fields nobody had asked for", async () => {
  const { fake, house } = await openWindow("idle");
  house.place.openTab("rehearsal");
  await fireEvent.change(await screen.findByLabelText("What is rehearsed"), { target: { value: "file" } });
  const text = '{"callside_config": 1, "automations": [{"on": {"trigger": "new_record", "object": "Lead"}}]}';
  const file = new File([text], "leads.json", { type: "application/json" });
  await fireEvent.change(screen.getByLabelText("Take a file"), { target: { files: [file] } });
  await screen.findByText("The rules of leads.json");
  await fireEvent.click(screen.getByRole("button", { name: "Rehearse" }));
  await waitFor(() => expect(asked(fake, "start_rehearsal")).toHaveLength(1));
  fake.world.tell({ kind: "rehearsal" });
  const found = within(await screen.findByRole("region", { name: "What would have differed" }));
  expect(found.getByText(/^3 of 120 changes and messages from Salesforce/)).toBeTruthy();
  expect(found.getByText("Lead: Industry (12)")).toBeTruthy();
  const rates = within(found.getByRole("region", { name: "Runs per hour" }));
  const cells = rates
    .getAllByRole("row")
    .map((row) => [...row.children].map((cell) => cell.textContent.trim()));
  expect(cells[1]?.[0]).toMatch(
    /^Hot leads\s+More than the 500 that an hour may have: the rest would be held back\.$/,
  );
  expect([cells[1]?.[1], cells[1]?.[3], cells[1]?.[4]]).toEqual(["612", "7.5", "1,204"]);
  expect(cells[2]).toEqual(["Cold leads", "4", expect.any(String), "0.3", "40"]);
  expect(await found.findByRole("heading", { name: "3 calls and records" })).toBeTruthy();
  expect(found.queryByRole("region", { name: "By disposition" })).toBeNull();
  expect(found.getByText("Lead: Outbound Message")).toBeTruthy();
  await fireEvent.click(found.getByRole("button", { name: /^Chidi Okafor/ }));
  expect(asked(fake, "open_record").at(-1)).toMatchObject({ object: "Lead", id: "00Q000000000000AAA" });
});

test("a configuration file is rehearsed; one with faults says line and nearest name and is not", async () => {
  const { fake, house } = await openWindow("idle");
  house.place.openTab("rehearsal");
  await fireEvent.change(await screen.findByLabelText("What is rehearsed"), { target: { value: "file" } });
  const start = () => screen.getByRole("button", { name: "Rehearse" });
  expect(start().getAttribute("aria-disabled")).toBe("true");
  const take = async (text: string) => {
    const file = new File([text], "monday.json", { type: "application/json" });
    await fireEvent.change(screen.getByLabelText("Take a file"), { target: { files: [file] } });
    await screen.findByText("The rules of monday.json");
  };
  await take('{"callside_config": 1, "automations": [{"when": "caler.found"}]}');
  await fireEvent.click(start());
  expect(await screen.findByText(/This file has faults/)).toBeTruthy();
  expect(screen.getByText(/Did you mean caller.found/)).toBeTruthy();
  expect(asked(fake, "start_rehearsal")).toEqual([]);
  const text = '{"callside_config": 1, "automations": []}';
  await take(text);
  await fireEvent.click(start());
  await waitFor(() => expect(asked(fake, "start_rehearsal")).toHaveLength(1));
  expect(asked(fake, "start_rehearsal")[0]).toMatchObject({
    file: { name: "monday.json", text },
    mapping: null,
    tables: null,
  });
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
