import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { NamedRecordView } from "../../src/host/bindings";
import { SEVERAL } from "../../src/host/fake/sentinels";
import { asked, openWindow, press, type, type OpenWindow } from "./window";

async function palette(situation = "idle"): Promise<OpenWindow> {
  const open = await openWindow(situation);
  await press("k", { ctrlKey: true });
  await screen.findByRole("dialog", { name: "Actions" });
  await screen.findByRole("option", { name: /Search contacts/ });
  expect(document.activeElement).toBe(screen.getByRole("combobox", { name: "What do you want to do?" }));
  return open;
}

/** Picks an action by words, with the keyboard alone. */
async function pick(words: string): Promise<void> {
  const box = screen.getByRole("combobox", { name: "What do you want to do?" });
  await type(box, words);
  await fireEvent.keyDown(box, { key: "Enter" });
}

test("an action is found by words and read by keyboard; rows link to their records", async () => {
  const { fake } = await palette();
  await pick("search cont");
  await type(await screen.findByLabelText("Name, e-mail, phone or title"), "Sarah");
  await fireEvent.submit(
    screen.getByRole("button", { name: /Look it up/ }).closest("form") as HTMLFormElement,
  );
  expect(await screen.findByText("2 found")).toBeTruthy();
  expect(screen.getByRole("button", { name: /Sarah Johnson/ })).toBeTruthy();
  expect(asked(fake, "run_action")[0]?.given[0]?.inputs).toEqual({ term: "Sarah" });
});

test("what runs a form stands when its fields do, not before", async () => {
  const { fake } = await palette();
  const forms = await fake.call("action_forms", { name: "contact.search", call: null });
  let come: () => void = () => undefined;
  const coming = new Promise<typeof forms>((resolve) => (come = () => resolve(forms)));
  fake.override("action_forms", () => coming);
  await pick("search cont");
  await waitFor(() => expect(screen.queryByRole("combobox")).toBeNull());
  expect(screen.queryByRole("button", { name: /Look it up/ })).toBeNull();
  come();
  expect(await screen.findByRole("button", { name: /Look it up/ })).toBeTruthy();
  expect(screen.getByLabelText("Name, e-mail, phone or title")).toBeTruthy();
});

test("what does not fit is said at its field; the new case shows its number and can be undone", async () => {
  const { fake } = await palette();
  await pick("create case");
  const status = await screen.findByLabelText(/Status/);
  await fireEvent.change(status, { target: { value: "" } });
  const form = status.closest("form") as HTMLFormElement;
  await fireEvent.submit(form);
  expect(await screen.findByText("Status is missing.")).toBeTruthy();
  await fireEvent.change(status, { target: { value: "New" } });
  await fireEvent.submit(form);
  expect(await screen.findByRole("button", { name: /Case 00001042/ })).toBeTruthy();
  await waitFor(() => expect(document.activeElement?.textContent).toContain("Once more"));
  await press("u");
  expect(await screen.findByText("in the recycle bin")).toBeTruthy();
  await press("u");
  expect(asked(fake, "undo_action")).toHaveLength(1);
});

test("a field that gives way to another is named with the reason", async () => {
  const { fake } = await palette();
  const why = "A lead cannot be related to another record as well.";
  fake.override("outbox_entry", ({ entry }) => {
    const kept = fake.world.entries.get(entry);
    if (!kept) throw new Error("it is there");
    return Promise.resolve({ ...kept, gone: [{ field: "Related to", why }] });
  });
  await pick("create case");
  await fireEvent.submit((await screen.findByLabelText(/Status/)).closest("form") as HTMLFormElement);
  expect(await screen.findByText(`Related to is not written. ${why}`)).toBeTruthy();
});

test("how a write stands is read when the outbox says that something changed, and only then", async () => {
  const { fake } = await palette();
  await pick("create case");
  await fireEvent.submit((await screen.findByLabelText(/Status/)).closest("form") as HTMLFormElement);
  await screen.findByRole("button", { name: /Case 00001042/ });
  // Many turns of the loop: what was read would have made it read again by now.
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setTimeout(resolve));
  const reads = () => asked(fake, "outbox_entry").length;
  const before = reads();
  expect(before).toBeLessThanOrEqual(2);
  fake.world.tell({ kind: "outbox", counts: { waiting: 0, refused: 0, sent_today: 1 } });
  await waitFor(() => expect(reads()).toBe(before + 1));
});

test("an answer that comes late does not stay: the end of a write is shown", async () => {
  const { fake } = await palette();
  const late: (() => void)[] = [];
  fake.override("outbox_entry", async ({ entry }) => {
    const kept = fake.world.entries.get(entry);
    if (!kept) throw new Error("it is there");
    if (late.length > 0) return kept;
    await new Promise<void>((resolve) => late.push(resolve));
    return { ...kept, can_undo: false, state: { kind: "sending" as const } };
  });
  await pick("create case");
  await fireEvent.submit((await screen.findByLabelText(/Status/)).closest("form") as HTMLFormElement);
  await waitFor(() => expect(late).toHaveLength(1));
  fake.world.tell({ kind: "outbox", counts: { waiting: 0, refused: 0, sent_today: 1 } });
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve));
  late[0]?.();
  expect(await screen.findByRole("button", { name: /Case 00001042/ })).toBeTruthy();
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve));
  expect(screen.getByRole("button", { name: /Case 00001042/ })).toBeTruthy();
});

test("a key that names several records lists them, and one is picked", async () => {
  const { fake } = await palette();
  const existing = SEVERAL.existing;
  fake.override("outbox_entry", ({ entry }) => {
    const kept = fake.world.entries.get(entry);
    if (!kept) throw new Error("it is there");
    const about = { object: "Case", fields: [] };
    const why = { kind: "refused" as const, reason: "several" as const, about, message: "", fields: [] };
    const state = { ...why, differences: [], existing, may_save_anyway: false };
    return Promise.resolve({ ...kept, can_undo: false, state });
  });
  const [first, second] = existing as [NamedRecordView, NamedRecordView];
  const called = [{ ...first, name: "00001041", detail: "Seats are missing · New" }, second];
  let answer: () => void = () => undefined;
  const slow = new Promise<void>((resolve) => (answer = resolve));
  fake.override("existing_records", async () => {
    await slow;
    return called;
  });
  await pick("create case");
  await fireEvent.submit((await screen.findByLabelText(/Status/)).closest("form") as HTMLFormElement);
  expect(await screen.findByText(/names several records: Case, so nothing was changed/i)).toBeTruthy();
  expect(screen.getByText(/Pick the record that is meant/)).toBeTruthy();
  const buttons = () =>
    screen.getAllByRole("button", { name: /^Use this one/ }).map((it) => it.getAttribute("aria-label"));
  const byId = ["Use this one: Case 5005g00000Case41AAA", "Use this one: Case 5005g00000Case42AAA"];
  expect(buttons(), "nobody waits for names").toEqual(byId);
  answer();
  const byName = "Use this one: Case 00001041, Seats are missing · New";
  await waitFor(() => expect(buttons(), "what may not be read stays by its id").toEqual([byName, byId[1]]));
  expect(screen.getByText("Case 00001041, Seats are missing · New")).toBeTruthy();
  expect(asked(fake, "existing_records"), "asked for once").toHaveLength(1);
  await fireEvent.click(screen.getByRole("button", { name: byName }));
  await waitFor(() =>
    expect(asked(fake, "repair_entry")[0]?.how).toEqual({ kind: "use_existing", record: first.record }),
  );
});

test("records of one name are told apart by their ids", async () => {
  const { fake } = await openWindow("outbox");
  fake.override("existing_records", ({ entry }) => {
    const { state } = fake.world.entries.get(entry) ?? {};
    if (state?.kind !== "refused") return Promise.resolve([]);
    return Promise.resolve(state.existing.map((found) => ({ ...found, name: "Sara Johnson", detail: "" })));
  });
  for (const [id, kept] of fake.world.entries) {
    if (kept.state.kind !== "refused" || kept.state.existing.length === 0) continue;
    const [one] = kept.state.existing as [NamedRecordView];
    const twin = { ...one, record: { ...one.record, id: "0035g00000JohnsttAAA" } };
    fake.world.entries.set(id, { ...kept, state: { ...kept.state, existing: [one, twin] } });
  }
  await press("o");
  const name = (id: string) => new RegExp(`^Use this one: Contact Sara Johnson, ${id}`);
  expect(await screen.findByRole("button", { name: name("0035g00000JohnsonAAA") })).toBeTruthy();
  expect(screen.getByRole("button", { name: name("0035g00000JohnsttAAA") })).toBeTruthy();
});

test("a field that is filled with the caller says who it is, and sends the id", async () => {
  const { fake } = await palette("known");
  await pick("create case");
  expect((await screen.findByLabelText<HTMLInputElement>("Contact")).value).toBe("Sarah Johnson");
  await fireEvent.submit((await screen.findByLabelText(/Status/)).closest("form") as HTMLFormElement);
  await waitFor(() => expect(asked(fake, "run_action")).toHaveLength(1));
  expect(asked(fake, "run_action")[0]?.given[0]?.fields["ContactId"]).toBe("0035g00000JohnsonAAA");
});

/** The form of a change, once what stands in the record is in it. */
async function change(): Promise<OpenWindow & { form: HTMLFormElement }> {
  const open = await palette();
  await pick("update contact");
  await type(await screen.findByLabelText(/^Record/), "003000000000001");
  await screen.findByText(/What stands there is filled in/);
  return { ...open, form: screen.getByLabelText("Title").closest("form") as HTMLFormElement };
}

test("a change begins with what stands there; only what was changed is sent, with what was seen", async () => {
  const { fake, form } = await change();
  const value = (label: string) => screen.getByLabelText<HTMLInputElement>(label).value;
  expect([value("Title"), value("Mobile"), value("Reports to"), value("Do not call")]).toEqual([
    "VP of Operations",
    "(415) 555-0134",
    "Priya Nair",
    "false",
  ]);
  expect(screen.getByLabelText<HTMLInputElement>("Opera").checked).toBe(true);
  expect(screen.queryByLabelText("Empty a field"), "a field is emptied by emptying it").toBeNull();
  await type(screen.getByLabelText("Title"), "COO");
  await type(screen.getByLabelText("Mobile"), "");
  await fireEvent.click(screen.getByLabelText("Golf"));
  await fireEvent.submit(form);
  await waitFor(() => expect(asked(fake, "run_action")).toHaveLength(1));
  expect(asked(fake, "run_action")[0]?.given[0]).toEqual({
    inputs: { id: "003000000000001" },
    fields: { Title: "COO", MobilePhone: null, Interests__c: ["Opera"] },
    seen: { Title: "VP of Operations", MobilePhone: "(415) 555-0134", Interests__c: "Opera;Golf" },
  });
});

test("what a person typed stays when another record is meant, and nothing is filled in for none", async () => {
  const { fake } = await change();
  await type(screen.getByLabelText("Title"), "COO");
  fake.override("present_values", ({ inputs }) =>
    Promise.resolve({ id: String(inputs["id"]), fields: { Title: "Buyer", MobilePhone: "1" }, names: {} }),
  );
  const mobile = () => screen.getByLabelText<HTMLInputElement>("Mobile").value;
  await type(screen.getByLabelText(/^Record/), "003000000000002");
  await waitFor(() => expect(mobile()).toBe("1"));
  expect(screen.getByLabelText<HTMLInputElement>("Title").value).toBe("COO");
  await type(screen.getByLabelText(/^Record/), "Somebody");
  await waitFor(() => expect(mobile()).toBe(""));
  fake.override("present_values", () => Promise.reject(new Error("away")));
  await type(screen.getByLabelText(/^Record/), "003000000000001");
  await screen.findByText(/could not be read just now/);
  expect(screen.getByLabelText("Empty a field"), "as it was without it").toBeTruthy();
});

test("what a masked screen fills in is covered", async () => {
  await openWindow("idle");
  await press("m");
  await press("k", { ctrlKey: true });
  await screen.findByRole("option", { name: /Update contact/ });
  await pick("update contact");
  await type(await screen.findByLabelText(/^Record/), "003000000000001");
  const mobile = await screen.findByLabelText<HTMLInputElement>("Mobile");
  await waitFor(() => expect(mobile.value).toBe("(415) 555-0134"));
  expect(mobile.hasAttribute("data-covered")).toBe(true);
});

test("a record is found and picked with the arrows; what was typed and not picked is no record", async () => {
  const { fake } = await palette("known");
  await pick("create case");
  const contact = await screen.findByLabelText<HTMLInputElement>("Contact");
  const form = contact.closest("form") as HTMLFormElement;
  await type(contact, "Johns");
  await fireEvent.submit(form);
  await waitFor(() => expect(asked(fake, "run_action")).toHaveLength(1));
  const sent = () => asked(fake, "run_action").at(-1)?.given[0]?.fields["ContactId"];
  expect(sent(), "the caller is not written for somebody else's name").toBe("Johns");
  await fireEvent.click(await screen.findByRole("button", { name: /Once more/ }));
  const again = await screen.findByLabelText<HTMLInputElement>("Contact");
  await type(again, "Johns");
  await screen.findByRole("option", { name: /Sanjay Johnston/ });
  expect(again.getAttribute("aria-expanded")).toBe("true");
  await fireEvent.keyDown(again, { key: "ArrowDown" });
  await fireEvent.keyDown(again, { key: "ArrowDown" });
  const at = again.getAttribute("aria-activedescendant");
  expect(document.getElementById(at ?? "")?.textContent).toContain("Sanjay Johnston");
  await fireEvent.keyDown(again, { key: "Enter" });
  expect(again.value).toBe("Sanjay Johnston");
  expect(again.getAttribute("aria-expanded")).toBe("false");
  await fireEvent.submit(again.closest("form") as HTMLFormElement);
  await waitFor(() => expect(sent()).toBe("0035g00000JohnstoAAA"));
});

test("an admin has an action ask first; a delete asks anyway", async () => {
  const { fake } = await setUp();
  const row = (title: string) => within(screen.getAllByText(title)[0]?.closest("details") as HTMLElement);
  const ask = (title: string) =>
    row(title).getByRole<HTMLInputElement>("checkbox", { name: `Asks before it is done: ${title}` });
  expect(ask("Delete campaign").checked && ask("Delete campaign").disabled).toBe(true);
  expect(row("Search contacts").queryByRole("checkbox", { name: /Asks before/ })).toBeNull();
  await fireEvent.click(ask("Update contact"));
  await fireEvent.click(ask("Follow up in a week"));
  await fireEvent.click(screen.getByRole("button", { name: "Save 2 changes" }));
  await waitFor(() => expect(asked(fake, "import_configuration")).toHaveLength(1));
  const file = JSON.parse(asked(fake, "import_configuration")[0]?.text ?? "{}") as Record<string, unknown>;
  expect(file["actions"]).toMatchObject({
    setups: { follow_up: { title: "Follow up in a week", confirm: true } },
    confirm: ["contact.update"],
  });
});

test("a dependent list shows what goes with its controlling value", async () => {
  await palette();
  await pick("create case");
  const issue = await screen.findByLabelText<HTMLSelectElement>("Product issue");
  const labels = () => [...issue.options].map((option) => option.textContent.trim());
  expect(labels()).toEqual(["–"]);
  await fireEvent.change(screen.getByLabelText("Product area"), { target: { value: "Billing" } });
  await waitFor(() => expect(labels()).toEqual(["–", "Invoice wrong"]));
});

test("the form follows the record type: its values, its default, and nothing that it lacks", async () => {
  const { fake } = await palette();
  await pick("create case");
  const of = (label: string | RegExp) => screen.findByLabelText<HTMLSelectElement>(label);
  const offered = (list: HTMLSelectElement) => [...list.options].map((option) => option.textContent.trim());
  const [type, status, area] = [await of("Record type"), await of(/Status/), await of("Product area")];
  expect(offered(type)).toEqual(["–", "Support", "Billing question"]);
  expect(offered(status)).toEqual(["–", "New", "Working", "Escalated"]);
  await fireEvent.change(area, { target: { value: "Hardware" } });
  await fireEvent.change(type, { target: { value: "012Qy000001BillIAC" } });
  await waitFor(() => expect(offered(status)).toEqual(["–", "Received", "Working"]));
  expect([status.value, area.value]).toEqual(["Received", ""]);
  await fireEvent.change(area, { target: { value: "Billing" } });
  await waitFor(async () => expect(offered(await of("Product issue"))).toEqual(["–", "Invoice wrong"]));
  await fireEvent.change(status, { target: { value: "Working" } });
  await fireEvent.change(type, { target: { value: "012Qy000001SuppIAC" } });
  await waitFor(() => expect(offered(status)).toContain("Escalated"));
  expect([status.value, area.value], "what both types have stays").toEqual(["Working", "Billing"]);
  await fireEvent.submit(status.closest("form") as HTMLFormElement);
  await waitFor(() => expect(asked(fake, "run_action")).toHaveLength(1));
  expect(asked(fake, "run_action")[0]?.given[0]?.fields).toMatchObject({
    RecordTypeId: "012Qy000001SuppIAC",
    Status: "Working",
  });
});

test("before a delete it is said what goes with the record", async () => {
  const { fake } = await palette();
  await pick("delete campaign");
  await type(await screen.findByLabelText(/Record/), "701000000000001");
  await fireEvent.submit(screen.getByRole("button", { name: /Do it/ }).closest("form") as HTMLFormElement);
  const ask = within(await screen.findByRole("alertdialog"));
  expect(ask.getByText(/3 members/)).toBeTruthy();
  expect(asked(fake, "run_action")).toHaveLength(0);
  await fireEvent.click(ask.getByRole("button", { name: "Delete it" }));
  await waitFor(() => expect(asked(fake, "run_action")).toHaveLength(1));
});

async function setUp(): Promise<OpenWindow> {
  const open = await openWindow("idle");
  await press(",");
  await fireEvent.click(await screen.findByRole("tab", { name: "Actions" }));
  await screen.findByText("Delete campaign");
  return open;
}

test("a faulty configuration is said line by line and changes nothing", async () => {
  await setUp();
  const file = screen.getByRole("textbox", { name: "Text of the file" });
  await waitFor(() => expect((file as HTMLTextAreaElement).value).toContain("callside_config"));
  await type(file, '{"callside_config":1,"actions":{"setups":{"x":{"steps":[{"run":"oops"}]}}}}');
  await fireEvent.click(screen.getByRole("button", { name: "Take it over" }));
  expect(await screen.findByText(/case\.create/, { selector: ".fault, .fault *" })).toBeTruthy();
});

test("an admin says for whom and when an action is offered; it holds when it is saved", async () => {
  const { fake } = await setUp();
  const row = within(screen.getByText("Delete campaign").closest("details") as HTMLElement);
  await fireEvent.change(row.getByLabelText("For whom"), { target: { value: "admin" } });
  await fireEvent.click(row.getByRole("checkbox", { name: "after the call: Delete campaign" }));
  await type(row.getByLabelText(/On calls of these queues/), "Billing, Sales");
  const own = within(screen.getAllByText("Follow up in a week")[0]?.closest("details") as HTMLElement);
  await fireEvent.click(own.getByRole("checkbox", { name: "Offered: Follow up in a week" }));
  await fireEvent.click(screen.getByRole("button", { name: "Save 2 changes" }));
  await waitFor(() => expect(asked(fake, "import_configuration")).toHaveLength(1));
  const file = JSON.parse(asked(fake, "import_configuration")[0]?.text ?? "{}") as Record<string, unknown>;
  expect(file["actions"]).toMatchObject({
    serves: { "campaign.delete": { roles: ["admin"], queues: ["Billing", "Sales"], moments: ["wrap_up"] } },
    off: ["follow_up"],
  });
});

test("what the admin put on the call stands there and opens its form at once", async () => {
  await openWindow("known");
  const actions = within(await screen.findByRole("group", { name: "Actions" }));
  await fireEvent.click(await actions.findByRole("button", { name: /Create case/ }));
  expect(await screen.findByLabelText("Product area")).toBeTruthy();
  expect(screen.getByRole("dialog", { name: "Create case" })).toBeTruthy();
});

test("fields of a row are picked, also of parents, one relationship at a time", async () => {
  const { fake } = await setUp();
  expect(asked(fake, "row_choices"), "nothing is asked for what nobody sees").toEqual([]);
  const details = screen.getByText("Search contacts").closest("details") as HTMLDetailsElement;
  details.open = true;
  await fireEvent(details, new Event("toggle"));
  const own = within(details);
  const pick = await own.findByLabelText<HTMLSelectElement>(/^Add a field to the rows/);
  const fields = own.getByLabelText<HTMLInputElement>(/Fields of a row/);
  expect(fields.value).toBe("Name, Title");
  await fireEvent.change(pick, { target: { value: "Status" } });
  await waitFor(() => expect(fields.value).toBe("Name, Title, Status"));
  const offered = () => [...pick.options].map((option) => option.value);
  await fireEvent.change(pick, { target: { value: "Account" } });
  await waitFor(() => expect(offered()).toContain("Account.Industry"));
  expect(fields.value, "a parent alone is no field").toBe("Name, Title, Status");
  await fireEvent.change(pick, { target: { value: "Account.Owner" } });
  await waitFor(() => expect(offered()).toContain("Account.Owner.Name"));
  await fireEvent.change(pick, { target: { value: "Account.Owner.Name" } });
  await waitFor(() => expect(fields.value).toBe("Name, Title, Status, Account.Owner.Name"));
  expect(offered(), "back at the object").toContain("Priority");
  expect(asked(fake, "row_choices")).toEqual(
    ["", "Account", "Account.Owner"].map((way) => ({ action: "contact.search", way })),
  );
  await fireEvent.click(screen.getByRole("button", { name: /^Save 1/ }));
  await waitFor(() => expect(asked(fake, "import_configuration")).toHaveLength(1));
  expect(asked(fake, "import_configuration")[0]?.text).toContain("Account.Owner.Name");
});

test("an admin says which fields a search compares, and how", async () => {
  const { fake } = await setUp();
  const details = screen.getByText("Search contacts").closest("details") as HTMLDetailsElement;
  details.open = true;
  await fireEvent(details, new Event("toggle"));
  const own = within(details);
  const add = await own.findByLabelText<HTMLSelectElement>(/^Add a field: Fields that are compared/);
  await waitFor(() => expect([...add.options].map((option) => option.value)).toContain("Status"));
  await fireEvent.change(add, { target: { value: "Status" } });
  const how = await own.findByLabelText<HTMLSelectElement>(/^How Status is compared/);
  expect(how.value).toBe("contains");
  await fireEvent.change(how, { target: { value: "exact" } });
  const away = (field: string) =>
    own.getByRole("button", { name: `Take away: ${field}, Fields that are compared: Search contacts` });
  await fireEvent.click(away("Name"));
  await fireEvent.click(away("Phone"));
  await fireEvent.click(screen.getByRole("button", { name: /^Save 1/ }));
  await waitFor(() => expect(asked(fake, "import_configuration")).toHaveLength(1));
  const file = JSON.parse(asked(fake, "import_configuration")[0]?.text ?? "{}") as {
    actions: { searches: Record<string, { any: unknown }> };
  };
  expect(file.actions.searches["contact.search"]?.any).toEqual([{ field: "Status", by: "exact" }]);
});

test("an admin says how many rows a search brings and which fields, and takes it back", async () => {
  const { fake } = await setUp();
  const own = within(screen.getByText("Search contacts").closest("details") as HTMLElement);
  await type(own.getByLabelText<HTMLInputElement>(/Rows at most/), "25");
  await type(own.getByLabelText<HTMLInputElement>(/Fields of a row/), "Name, Account.Name,");
  await fireEvent.click(screen.getByRole("button", { name: /^Save 1/ }));
  await waitFor(() => expect(asked(fake, "import_configuration")).toHaveLength(1));
  const saved = () => JSON.parse(asked(fake, "import_configuration").at(-1)?.text ?? "{}") as Saved;
  interface Saved {
    actions: { searches?: Record<string, unknown> };
  }
  const any = [
    { field: "Name", by: "contains" },
    { field: "Phone", by: "phone" },
  ];
  expect(saved().actions.searches).toEqual({
    "contact.search": { limit: 25, show: ["Name", "Account.Name"], any },
  });
  await waitFor(() => expect(screen.queryByRole("button", { name: /^Save 1/ })).toBeNull());
  await type(own.getByLabelText<HTMLInputElement>(/Rows at most/), "5");
  await fireEvent.click(own.getByRole("button", { name: "As the template has it" }));
  expect(screen.queryByRole("button", { name: /^Save 1/ })).toBeNull();
});
