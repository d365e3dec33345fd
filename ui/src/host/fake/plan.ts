/** What the stand-in would write: enough of the real rules to show and test every part of the preview. */
import type {
  CalendarView,
  DispositionView,
  DraftView,
  PlanView,
  PopView,
  PreviewView,
  Sentence,
  ValueView,
} from "../bindings";
import { numberText } from "./rows";

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
  if (!picked) return missing("disposition", { say: "lacks_disposition" });
  if (picked.needs_notes && draft.notes.trim() === "") return missing("notes", { say: "lacks_notes" });
  if (!draft.new_record && pop.who.kind === "several") return missing("caller", { say: "lacks_pick" });
  if (!draft.new_record && pop.who.kind === "one" && pop.who.masked) {
    return missing("caller", { say: "lacks_confirmation" });
  }
  if (draft.new_record && !draft.new_record.fields["LastName"]?.trim()) {
    return missing("LastName", { say: "lacks_field", label: "Last name" });
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

/** The agent's calendar: tomorrow at ten there is a meeting. */
export function calendar(draft: DraftView, now: number): CalendarView {
  const picked = DISPOSITIONS.find((row) => row.code === draft.disposition);
  if (picked?.label !== "Booked") return { kind: "silent" };
  const tomorrow = (hour: number, minute = 0) => {
    const day = new Date(now);
    day.setDate(day.getDate() + 1);
    return day.setHours(hour, minute, 0, 0);
  };
  const meeting = { subject: "Team meeting", from: tomorrow(10), until: tomorrow(11), whole_days: false };
  const at = draft.agreed_at ?? tomorrow(10);
  const taken = at < meeting.until && at + 30 * 60_000 > meeting.from;
  const free = [tomorrow(9), tomorrow(9, 30), tomorrow(11)];
  return { kind: "told", free, taken_by: taken ? meeting : null };
}

function missing(input: string, message: Sentence): PreviewView {
  return { kind: "missing", input, message };
}

const text = (text: string): ValueView => ({ kind: "text", text });

function plan(pop: PopView, draft: DraftView, picked: DispositionView, at: number): PlanView {
  const name =
    pop.who.kind === "one" ? pop.who.caller.name : (draft.new_record?.fields["LastName"] ?? numberText(pop));
  const about = pop.cases.find((row) => row.id === draft.case_id);
  const deal = pop.opportunities.find((row) => row.id === draft.opportunity_id);
  const writes: PlanView["writes"] = [];
  if (draft.new_record) {
    writes.push({
      title: { kind: "new_record", object: draft.new_record.object },
      label: name,
      record: null,
      changes: Object.entries(draft.new_record.fields)
        .filter(([, value]) => value !== "")
        .map(([field, after]) => ({ field, label: field, before: null, after: text(after) })),
    });
  }
  writes.push({
    title: { kind: "call_log" },
    label: about ? `${name}, case ${about.number}` : name,
    record: null,
    changes: [
      { field: "CallDisposition", label: "Call result", before: null, after: text(picked.label) },
      ...(draft.notes === ""
        ? []
        : [{ field: "Description", label: "Comments", before: null, after: text(draft.notes) }]),
    ],
  });
  if (picked.asks_for_time) {
    const moment = (at: number): ValueView => ({ kind: "moment", at, zone: null });
    const change = (field: string, label: string, at: number) => ({
      field,
      label,
      before: null,
      after: moment(at),
    });
    const meets = picked.code === "booked";
    writes.push({
      title: meets ? { kind: "calendar_event" } : { kind: "record", object: "Task" },
      label: meets ? `Meeting with ${name}` : `Call back ${name}`,
      record: null,
      changes: meets
        ? [change("ReminderDateTime", "Reminder", at - 15 * 60_000), change("StartDateTime", "Start", at)]
        : [change("ReminderDateTime", "Reminder", at)],
    });
  }
  if (deal && picked.code === "interested") {
    writes.push({
      title: { kind: "record", object: "Opportunity" },
      label: deal.name,
      record: { object: "Opportunity", id: deal.id },
      changes: [
        { field: "StageName", label: "Stage", before: text(deal.stage), after: text("Qualification") },
      ],
    });
  }
  const left_out: PlanView["left_out"] =
    picked.code === "wrong_number"
      ? [{ field: "Phone invalid", object: "Contact", because: "not_in_org" }]
      : [];
  const at_desk: PlanView["at_desk"] = picked.code === "do_not_call" ? [{ kind: "suppress" }] : [];
  return { writes, left_out, at_desk };
}
