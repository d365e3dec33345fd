/** The stand-in's answers about actions. */
import type {
  ActionFieldView,
  ActionRow,
  EntryStateView,
  ListValueView,
  TypeListsView,
  UiError,
  ValueView,
} from "../bindings";
import type { Handlers } from "./commands";
import { SARAH } from "./people";
import { OFFLINE, SEVERAL } from "./sentinels";
import type { World } from "./world";

const row = (name: string, title: string, group: string, kind: ActionRow["kind"]): ActionRow => ({
  name,
  title,
  about: `${title}, as your org allows.`,
  group,
  kind,
  confirm: kind === "delete",
  on_call: kind === "create" && name !== "contact.create",
});

export const ACTIONS: ActionRow[] = [
  row("follow_up", "Follow up in a week", "Your company's", "create"),
  row("contact.search", "Search contacts", "Contact", "read"),
  row("contact.create", "Create contact", "Contact", "create"),
  row("contact.update", "Update contact", "Contact", "update"),
  row("case.create", "Create case", "Case", "create"),
  row("case.search", "Search cases", "Case", "read"),
  row("campaign.delete", "Delete campaign", "Campaigns", "delete"),
  row("knowledge.search", "Search articles", "Knowledge", "read"),
];

const field = (name: string, label: string, part: Partial<ActionFieldView>): ActionFieldView => ({
  input: false,
  name,
  label,
  help: null,
  required: false,
  more: false,
  value: null,
  control: { kind: "text", length: 80 },
  ...part,
});

const CONTACTS = { name: "Contact", label: "Contact" };

const cells = (...texts: string[]): ValueView[] =>
  texts.map((text) => (text === "" ? { kind: "empty" } : { kind: "text", text }));

const choice = (
  value: string,
  valid_for: string[] | null = null,
  is_default = false,
  label = value,
): ListValueView => ({ value, label, valid_for, is_default });

const sentCase = (at: number): EntryStateView => ({
  kind: "sent",
  at,
  found_again: false,
  records: [
    {
      title: { kind: "record", object: "Case" },
      name: "00001042",
      object: "Case",
      id: "5005g00000Case42AAA",
      created: true,
    },
  ],
});

/** Record types of a case: each has statuses and areas of its own. */
const SUPPORT = "012Qy000001SuppIAC";
const BILLING = "012Qy000001BillIAC";
const TYPES: TypeListsView[] = [
  {
    id: SUPPORT,
    lists: {
      Status: [choice("New", null, true), choice("Working"), choice("Escalated")],
      Product_Area__c: [choice("Billing"), choice("Hardware")],
      Product_Issue__c: [choice("Invoice wrong", ["Billing"]), choice("Does not start", ["Hardware"])],
    },
  },
  {
    id: BILLING,
    lists: {
      Status: [choice("Received", null, true), choice("Working")],
      Product_Area__c: [choice("Billing")],
      Product_Issue__c: [choice("Invoice wrong", ["Billing"])],
    },
  },
];

const CASE: ActionFieldView[] = [
  field("RecordTypeId", "Record type", {
    value: SUPPORT,
    control: {
      kind: "choice",
      values: [choice(SUPPORT, null, false, "Support"), choice(BILLING, null, false, "Billing question")],
      open: false,
      controller: null,
    },
  }),
  field("Subject", "Subject", { control: { kind: "text", length: 255 } }),
  field("ContactId", "Contact", {
    value: SARAH.record.id,
    control: { kind: "record", objects: [CONTACTS] },
  }),
  field("Status", "Status", {
    required: true,
    value: "New",
    control: {
      kind: "choice",
      values: ["New", "Working", "Escalated"].map((it) => choice(it)),
      open: false,
      controller: null,
    },
  }),
  field("Product_Area__c", "Product area", {
    control: {
      kind: "choice",
      values: ["Billing", "Hardware"].map((it) => choice(it)),
      open: false,
      controller: null,
    },
  }),
  field("Product_Issue__c", "Product issue", {
    help: "Depends on the product area.",
    control: {
      kind: "choice",
      values: [choice("Invoice wrong", ["Billing"]), choice("Does not start", ["Hardware"])],
      open: false,
      controller: "Product_Area__c",
    },
  }),
  field("Description", "Description", { control: { kind: "area", length: 32000 } }),
  field("IsEscalated", "Escalated", { more: true, control: { kind: "bool" } }),
];

/** What an admin built: one that can be built on in the window, and one that says more. */
const OWN_FILE = `${JSON.stringify(
  {
    callside_config: 1,
    actions: {
      setups: {
        follow_up: {
          title: "Follow up in a week",
          steps: [{ run: "case.create", fields: { Subject: "Follow up of {{caller.name}}" } }],
          serves: { moments: ["talking", "wrap_up"] },
        },
      },
      templates: {
        "own.two": { title: "Two at once", steps: [{ do: "call" }, { do: "call" }] },
      },
    },
  },
  null,
  2,
)}\n`;

/** Fields of a contact, and what stands in them. */
const CONTACT: ActionFieldView[] = [
  field("Title", "Title", {}),
  field("MobilePhone", "Mobile", {}),
  field("ReportsToId", "Reports to", { control: { kind: "record", objects: [CONTACTS] } }),
  field("DoNotCall", "Do not call", { control: { kind: "bool" } }),
  field("Interests__c", "Interests", {
    control: { kind: "several", values: ["Golf", "Opera", "Sailing"].map((it) => choice(it)) },
  }),
  field("Last_Visit__c", "Last visit", { control: { kind: "moment" } }),
];
const STANDING: Record<string, unknown> = {
  Title: "VP of Operations",
  MobilePhone: "(415) 555-0134",
  ReportsToId: "0035g00000PriyaNAAA",
  DoNotCall: false,
  Interests__c: "Opera;Golf",
  Last_Visit__c: "2026-11-03T09:30:00.000+0000",
};

const TERM = field("term", "Name, e-mail, phone or title", {
  input: true,
  help: "Empty: the ten that were changed last.",
});

/** The handlers for actions. */
export function actionHandlers(
  world: World,
): Pick<
  Handlers,
  | "actions"
  | "action_forms"
  | "present_values"
  | "run_action"
  | "goes_along"
  | "outbox_entry"
  | "undo_action"
  | "find_records"
  | "row_choices"
  | "actions_setup"
> {
  const find = (name: string): ActionRow => {
    const found = ACTIONS.find((known) => known.name === name);
    if (!found)
      throw {
        code: "not_found",
        message: { say: "unknown_action" },
        action: null,
      } satisfies UiError;
    return found;
  };
  const save = (action: ActionRow, call: string | null, subject: unknown): number => {
    const isSeveral = String(subject).includes("#several");
    const id = world.entries.size + 1;
    world.entries.set(id, {
      id,
      call,
      who: action.title,
      disposition: action.title,
      notes: "",
      created_at: world.now(),
      attempts: 1,
      state: isSeveral ? SEVERAL : sentCase(world.now()),
      plan: { writes: [], left_out: [], at_desk: [] },
      can_cancel: false,
      told_to: null,
      elsewhere: null,
      is_action: true,
      can_undo: !isSeveral,
      gone: [],
    });
    return id;
  };
  return {
    actions: () => ACTIONS,
    action_forms: ({ name }) => {
      const { title, kind } = find(name);
      const id = field("id", "Record", {
        input: true,
        required: true,
        control: { kind: "record", objects: [{ name: "Campaign", label: "Campaign" }] },
      });
      const contact = { ...id, control: { kind: "record" as const, objects: [CONTACTS] } };
      const fields =
        kind === "read"
          ? [TERM]
          : kind === "delete"
            ? [id]
            : kind === "update"
              ? [contact, ...CONTACT]
              : CASE;
      const types = kind === "create" ? TYPES : [];
      return [{ title, kind, object: kind === "update" ? "Contact" : "Case", fields, types }];
    },
    present_values: ({ inputs }) =>
      typeof inputs["id"] === "string"
        ? { id: inputs["id"], fields: STANDING, names: { ReportsToId: "Priya Nair" } }
        : { id: null, fields: {}, names: {} },
    run_action: ({ name, call, given }) => {
      const action = find(name);
      const typed = given[0];
      if (String(typed?.inputs["term"] ?? "").includes("#offline")) throw OFFLINE;
      if (action.kind === "create" && !typed?.fields["Status"]) {
        return {
          kind: "faults",
          step: 0,
          faults: [{ name: "Status", because: { kind: "missing", label: "Status" } }],
        };
      }
      if (action.kind !== "read")
        return { kind: "queued", entry: save(action, call, typed?.fields["Subject"]) };
      const rows = [
        {
          object: "Contact",
          id: "0035g00000SarahJAAA",
          cells: cells("Sarah Johnson", "VP of Operations", "(415) 555-0134"),
        },
        {
          object: "Contact",
          id: "0035g00000JohnstoAAA",
          cells: cells("Sanjay Johnston", "Buyer", ""),
        },
      ];
      return {
        kind: "answered",
        answers: [{ kind: "rows", columns: ["Name", "Title", "Phone"], rows, more: false }],
      };
    },
    goes_along: () => [{ label: "members", count: 3, more: false }],
    outbox_entry: ({ entry }) => {
      const found = world.entries.get(entry);
      if (!found)
        throw {
          code: "not_found",
          message: { say: "unknown_entry" },
          action: null,
        } satisfies UiError;
      return found;
    },
    undo_action: ({ entry }) => {
      const found = world.entries.get(entry);
      if (found?.state.kind !== "sent") return { kind: "queued", entry };
      world.entries.set(entry, { ...found, can_undo: false });
      const binned = found.state.records.map((record) => ({
        ...record,
        title: { kind: "binned" as const, object: "Case" },
        created: false,
      }));
      const undone = entry + 1_000;
      world.entries.set(undone, {
        ...found,
        id: undone,
        state: { ...found.state, records: binned },
        can_undo: false,
      });
      return { kind: "queued", entry: undone };
    },
    find_records: ({ object }) => [
      { id: "0035g00000SarahJAAA", label: "Sarah Johnson", detail: `${object} · Globex` },
      { id: "0035g00000JohnstoAAA", label: "Sanjay Johnston", detail: `${object} · Initech` },
    ],
    row_choices: (request) => world.automations.row(request),
    actions_setup: () => ({
      may_change: true,
      file: OWN_FILE,
      actions: ACTIONS.map((action) => ({
        action,
        own: action.name === "follow_up",
        off: false,
        role: action.kind === "delete" ? ("supervisor" as const) : ("agent" as const),
        queues: [],
        moments: action.name === "follow_up" ? ["talking" as const, "wrap_up" as const] : [],
        results: action.name.endsWith(".search")
          ? {
              limit: 10,
              show: ["Name", "Title"],
              any: [
                { field: "Name", by: "contains" },
                { field: "Phone", by: "phone" },
              ],
              set: false,
            }
          : null,
      })),
    }),
  };
}
