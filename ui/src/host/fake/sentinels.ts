/**
 * How to make the stand-in fail: things that a person can type, in `npm run dev` as well as in tests.
 *
 * | typed | where | what happens |
 * |---|---|---|
 * | `#disk` | notes, history search | the database fails |
 * | `#rule` | notes, then save | a validation rule refuses the wrap-up |
 * | `#duplicate` | notes, then save | a duplicate rule refuses it |
 * | `#changed` | notes, then save | somebody changed the record since the pop |
 * | `#offline` | notes, then save; caller search | Salesforce cannot be reached |
 * | `deny.` at the start of My Domain | sign-in | the sign-in fails |
 */
import type { EntryStateView, UiError } from "../bindings";

/** The database fails. */
export const DISK: UiError = {
  code: "storage",
  message: "The disk is full; nothing new is saved. Make room and try again.",
  action: "ask_admin",
};

/** No way to Salesforce. */
export const OFFLINE: UiError = {
  code: "unreachable",
  message: "Salesforce cannot be reached. Calls and notes go on.",
  action: "retry",
};

type Refused = Extract<EntryStateView, { kind: "refused" }>;

const RULE: Refused = {
  kind: "refused",
  reason: "Salesforce refused the stage Qualification: a rule of your org asks for a budget first.",
  message: "Enter a budget before you move the opportunity on.",
  advice: "Leave the stage out, or give the budget in Salesforce and send again.",
  fields: ["Opportunity.StageName"],
  differences: [],
  existing: [],
  may_save_anyway: false,
};

const DUPLICATE: Refused = {
  kind: "refused",
  reason: "Your org has a contact like this one already.",
  message: "Use one of these records?",
  advice: "Use the existing record, or create a second one.",
  fields: [],
  differences: [],
  existing: [{ object: "Contact", id: "0035g00000JohnsonAAA" }],
  may_save_anyway: true,
};

const CHANGED: Refused = {
  kind: "refused",
  reason: "Somebody changed the opportunity since the call began.",
  message: "",
  advice: "Compare both and pick one.",
  fields: ["Opportunity.StageName"],
  differences: [
    {
      object: "Opportunity",
      field: "Stage",
      before: "Prospecting",
      theirs: "Negotiation",
      mine: "Qualification",
    },
  ],
  existing: [],
  may_save_anyway: false,
};

/** What becomes of a wrap-up with these notes; `null` when it is sent. */
export function fate(notes: string, now: number): EntryStateView | null {
  if (notes.includes("#rule")) return RULE;
  if (notes.includes("#duplicate")) return DUPLICATE;
  if (notes.includes("#changed")) return CHANGED;
  if (notes.includes("#offline")) {
    return { kind: "waiting", trouble: "Salesforce cannot be reached.", next_at: now + 30_000 };
  }
  return null;
}
