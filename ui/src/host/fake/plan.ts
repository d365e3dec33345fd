/** What the stand-in would write: enough of the real rules to show and test every part of the preview. */
import type { DispositionView, DraftView, PlanView, PopView, PreviewView } from "../bindings";

const LABELS = [
  "Interested",
  "Booked",
  "Not interested",
  "No answer",
  "Voicemail left",
  "Callback requested",
  "Wrong number",
  "Do not call",
  "Busy",
];

/** The nine dispositions. */
export const DISPOSITIONS: DispositionView[] = LABELS.map((label, i) => ({
  code: label.toLowerCase().replaceAll(" ", "_"),
  label,
  key: i + 1,
  needs_notes: label === "Not interested",
  asks_for_time: label === "Booked" || label === "Callback requested",
}));

/** The plan of a draft, or what is missing. */
export function preview(pop: PopView, draft: DraftView, now: number): PreviewView {
  const picked = DISPOSITIONS.find((row) => row.code === draft.disposition);
  if (!picked) return missing("disposition", "Pick how the call ended (keys 1-9).");
  if (picked.needs_notes && draft.notes.trim() === "")
    return missing("notes", "This disposition asks for notes.");
  if (!draft.new_record && pop.who.kind === "several") return missing("caller", "Pick who is calling first.");
  if (!draft.new_record && pop.who.kind === "one" && pop.who.masked) {
    return missing("caller", "Confirm who is calling first.");
  }
  if (draft.new_record && !draft.new_record.fields["LastName"]?.trim()) {
    return missing("LastName", "Last name must be filled in.");
  }
  const tomorrow = new Date(now);
  tomorrow.setDate(tomorrow.getDate() + 1);
  tomorrow.setHours(10, 0, 0, 0);
  const at = draft.agreed_at ?? tomorrow.getTime();
  return {
    kind: "ready",
    plan: plan(pop, draft, picked, at),
    follow_up_at: picked.asks_for_time ? at : null,
  };
}

function missing(input: string, message: string): PreviewView {
  return { kind: "missing", input, message };
}

function plan(pop: PopView, draft: DraftView, picked: DispositionView, at: number): PlanView {
  const name =
    pop.who.kind === "one" ? pop.who.caller.name : (draft.new_record?.fields["LastName"] ?? pop.number);
  const about = pop.cases.find((row) => row.id === draft.case_id);
  const deal = pop.opportunities.find((row) => row.id === draft.opportunity_id);
  const writes: PlanView["writes"] = [];
  if (draft.new_record) {
    writes.push({
      title: draft.new_record.object === "Lead" ? "New lead" : "New contact",
      label: name,
      record: null,
      changes: Object.entries(draft.new_record.fields)
        .filter(([, value]) => value !== "")
        .map(([field, after]) => ({ field, label: field, before: null, after })),
    });
  }
  writes.push({
    title: "Log the call with",
    label: about ? `${name}, case ${about.number}` : name,
    record: null,
    changes: [
      { field: "CallDisposition", label: "Call result", before: null, after: picked.label },
      ...(draft.notes === ""
        ? []
        : [{ field: "Description", label: "Comments", before: null, after: draft.notes }]),
    ],
  });
  if (picked.asks_for_time) {
    const after = new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
    const change = { field: "ReminderDateTime", label: "Reminder", before: null, after };
    writes.push({ title: "Task", label: `Call back ${name}`, record: null, changes: [change] });
  }
  if (deal && picked.code === "interested") {
    writes.push({
      title: "Opportunity",
      label: deal.name,
      record: { object: "Opportunity", id: deal.id },
      changes: [{ field: "StageName", label: "Stage", before: deal.stage, after: "Qualification" }],
    });
  }
  const left_out =
    picked.code === "wrong_number" ? ["Phone invalid is left out: your org does not show it to you."] : [];
  return { writes, left_out };
}
