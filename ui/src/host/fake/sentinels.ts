/**
 * How to make the stand-in fail: things that a person can type, in `npm run dev` as well as in tests.
 *
 * | typed | where | what happens |
 * |---|---|---|
 * | `#disk` | notes, history search | the database fails |
 * | `#rule` | notes, then save | a validation rule refuses the wrap-up |
 * | `#duplicate` | notes, then save | a duplicate rule refuses it |
 * | `#changed` | notes, then save | somebody changed the record since the pop |
 * | `#several` | subject of an action, then run | its key names several records |
 * | `#offline` | notes, then save; caller search | Salesforce cannot be reached |
 * | `deny.` at the start of My Domain | sign-in | the sign-in fails |
 */
import type { EntryStateView, EntryView, NamedRecordView, UiError } from "../bindings";

/** The database fails. */
export const DISK: UiError = {
  code: "storage",
  message: { say: "database", trouble: { kind: "full" } },
  action: "ask_admin",
};

/** No way to Salesforce. */
export const OFFLINE: UiError = {
  code: "unreachable",
  message: { say: "unreachable" },
  action: "retry",
};

/** A record that is known by its id. */
export const byId = (object: string, id: string): NamedRecordView => ({
  record: { object, id },
  label: object,
  name: null,
  detail: "",
});

/** What people call the records that can be picked; of one the name may not be read. */
const CALLED: Record<string, Pick<NamedRecordView, "name" | "detail">> = {
  "0035g00000JohnsonAAA": { name: "Sara Johnson", detail: "Globex · sara.johnson@globex.example" },
  "5005g00000Case41AAA": { name: "00001041", detail: "Seats are missing · New" },
};

/** The records that an entry lets one pick from, by name. */
export function existingOf({ state }: EntryView): NamedRecordView[] {
  if (state.kind !== "refused") return [];
  return state.existing.map((found) => ({ ...found, ...CALLED[found.record.id] }));
}

type Refused = Extract<EntryStateView, { kind: "refused" }>;

const RULE: Refused = {
  kind: "refused",
  reason: "rule",
  about: { object: "Opportunity", fields: ["Stage"] },
  message: "Enter a budget before you move the opportunity on.",
  fields: ["Opportunity.StageName"],
  differences: [],
  existing: [],
  may_save_anyway: false,
};

const DUPLICATE: Refused = {
  kind: "refused",
  reason: "duplicate",
  about: { object: "Contact", fields: [] },
  message: "Use one of these records?",
  fields: [],
  differences: [],
  existing: [byId("Contact", "0035g00000JohnsonAAA")],
  may_save_anyway: true,
};

const CHANGED: Refused = {
  kind: "refused",
  reason: "changed",
  about: { object: "Opportunity", fields: ["Stage"] },
  message: "",
  fields: ["Opportunity.StageName"],
  differences: [
    {
      object: "Opportunity",
      field: "Stage",
      name: "Opportunity.StageName",
      before: { kind: "text", text: "Prospecting" },
      theirs: { kind: "text", text: "Negotiation" },
      mine: { kind: "text", text: "Qualification" },
    },
    {
      object: "Opportunity",
      field: "Next step",
      name: "Opportunity.NextStep",
      before: { kind: "empty" },
      theirs: { kind: "text", text: "Send offer" },
      mine: { kind: "text", text: "Call again" },
    },
  ],
  existing: [],
  may_save_anyway: false,
};

/** A key of an action names several records. */
export const SEVERAL: Refused = {
  kind: "refused",
  reason: "several",
  about: { object: "Case", fields: [] },
  message: "",
  fields: [],
  differences: [],
  existing: [byId("Case", "5005g00000Case41AAA"), byId("Case", "5005g00000Case42AAA")],
  may_save_anyway: false,
};

/** What becomes of a wrap-up with these notes; `null` when it is sent. */
export function fate(notes: string, now: number): EntryStateView | null {
  if (notes.includes("#rule")) return RULE;
  if (notes.includes("#duplicate")) return DUPLICATE;
  if (notes.includes("#changed")) return CHANGED;
  if (notes.includes("#offline")) {
    return { kind: "waiting", trouble: "unreachable", next_at: now + 30_000 };
  }
  return null;
}
