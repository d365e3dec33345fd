/** The rules of a wrap-up on the stand-in: enough of the engine's checks to show and test the editors. */
import type {
  CallbackView,
  CallbacksView,
  CountedView,
  EffectView,
  MappingRowView,
  OutcomeTableView,
  PlanView,
  RehearsalView,
  RehearsedCallView,
  RehearsedChangeView,
  RowFaultView,
  SheetView,
  ValueView,
  WordView,
  WorkingHoursView,
  Wrong,
} from "../bindings";
import { ACTIONS } from "./actions";
import { DISPOSITIONS } from "./plan";

const text = (it: string): ValueView => ({ kind: "text", text: it });

const row = (on: string, field: string, from: string, through = ""): MappingRowView => ({
  on,
  record_type: "",
  field,
  from,
  through,
  only_when_empty: false,
  optional: false,
});

/** The mapping that the stand-in starts with. */
export const MAPPING: MappingRowView[] = [
  row("call_log", "Subject", "{{disposition}}: {{caller}}", "one line"),
  row("call_log", "Status", "=Completed"),
  row("call_log", "ActivityDate", "timestamp", "date"),
  row("call_log", "CallType", "call_direction", "translate inbound=Inbound, outbound=Outbound"),
  row("call_log", "CallDurationInSeconds", "call_duration", "seconds"),
  row("call_log", "Description", "notes"),
  row("follow_up_task", "Status", "=Not Started"),
  row("new_contact", "FirstName", "contact_name", "first name"),
  row("new_contact", "LastName", "contact_name", "last name"),
];

const FIELDS = [
  "Subject",
  "Status",
  "ActivityDate",
  "CallType",
  "CallDurationInSeconds",
  "Description",
  "Recording__c",
];

const sheet = (on: string, object: string, fields: string[]): SheetView => ({
  on,
  object,
  record_types: object === "Task" ? ["Sales_Call"] : [],
  fields: fields.map((name) => ({
    name,
    label: name.replace(/__c$/, "").replace(/([a-z])([A-Z])/g, "$1 $2"),
    kind: name === "DoNotCall" ? "boolean" : "string",
    values: name === "StageName" ? ["Prospecting", "Qualification", "Needs Analysis", "Closed Won"] : [],
  })),
});

/** The kinds of record of the mapping. */
export const SHEETS: SheetView[] = [
  sheet("call_log", "Task", FIELDS),
  sheet("follow_up_task", "Task", FIELDS),
  sheet("follow_up_event", "Event", ["Subject", "Location"]),
  sheet("new_contact", "Contact", ["FirstName", "LastName", "Phone", "Email", "LeadSource"]),
  sheet("new_lead", "Lead", ["FirstName", "LastName", "Company", "Phone", "LeadSource"]),
  sheet("contact", "Contact", ["DoNotCall", "Description"]),
  sheet("lead", "Lead", ["Status", "DoNotCall"]),
  sheet("opportunity", "Opportunity", ["StageName", "NextStep"]),
  sheet("case", "Case", ["Status", "Priority"]),
];

/** What outcomes can change. */
export const TARGETS: SheetView[] = SHEETS.slice(5).map((target) => ({ ...target, on: target.object }));

/** Words of the mapping. */
export const WORDS: WordView[] = [
  { word: "contact_phone", about: "phone" },
  { word: "contact_name", about: "text" },
  { word: "call_duration", about: "duration" },
  { word: "notes", about: "text" },
  { word: "recording_url", about: "link" },
  { word: "timestamp", about: "moment" },
];

/** Its steps. */
export const STEPS = [
  "first name",
  "last name",
  "seconds",
  "minutes",
  "one line",
  "date",
  "truncate",
  "translate",
];

const effect = (kind: string, parts: Partial<EffectView>): EffectView => ({
  kind,
  on: "",
  field: "",
  value: "",
  only_from: [],
  optional: false,
  record_type: "",
  subject: "",
  due: "",
  count: 0,
  length: 0,
  at_most: null,
  message: "",
  ...parts,
});

const EFFECTS: Record<string, EffectView[]> = {
  interested: [
    effect("set", {
      on: "Opportunity",
      field: "StageName",
      value: "Qualification",
      only_from: ["Prospecting"],
    }),
    effect("task", { subject: "Follow up with {name}", due: "working_days", count: 1 }),
  ],
  booked: [effect("event", { subject: "Meeting with {name}", due: "agreed", length: 30 })],
  no_answer: [effect("retry", { subject: "Call {name} again", due: "minutes", count: 240 })],
  callback_requested: [effect("task", { subject: "Call back {name}", due: "agreed" })],
  do_not_call: [effect("set", { on: "Contact", field: "DoNotCall", value: "true" }), effect("suppress", {})],
  busy: [effect("retry", { subject: "Call {name} again", due: "minutes", count: 30 })],
};

/** The tables that the stand-in starts with. */
export const TABLES: OutcomeTableView[] = [
  {
    name: "",
    campaign: "",
    queue: "",
    allowed: null,
    rows: DISPOSITIONS.map(({ code, label, key, needs_notes }) => ({
      code,
      label,
      key,
      needs_notes,
      also_called: [],
      effects: EFFECTS[code] ?? [],
    })),
  },
  {
    name: "Spring campaign",
    campaign: "Spring",
    queue: "",
    allowed: ["interested", "no_answer", "busy"],
    rows: [],
  },
];

const fault = (table: number, at: number | null, column: string, wrong: Wrong): RowFaultView => ({
  table,
  row: at,
  column,
  wrong,
  has: [],
  nearest: null,
});

/** What is wrong with a mapping. */
export function mappingFaults(rows: MappingRowView[]): RowFaultView[] {
  return rows.flatMap((typed, i) => {
    const fields = SHEETS.find((it) => it.on === typed.on)?.fields ?? [];
    if (typed.field === "") return [fault(0, i, "field", { wrong: "name_the_field" })];
    if (fields.some((field) => field.name === typed.field)) return [];
    const nearest = fields.find((field) => field.name[0] === typed.field[0])?.name ?? null;
    const wrong: Wrong = { wrong: "no_field", of: { object: "task", name: typed.field } };
    return [{ ...fault(0, i, "field", wrong), nearest }];
  });
}

/** The working hours that the stand-in starts with. */
export const HOURS: WorkingHoursView = { days: [1, 2, 3, 4, 5], from: "09:00", until: "17:00", days_off: [] };

/** What is wrong with working hours. */
export function hourFaults({ days, from, until, days_off }: WorkingHoursView): RowFaultView[] {
  const isTime = (typed: string) => /^([01]?\d|2[0-3]):[0-5]\d$/.test(typed.trim());
  if (!isTime(from)) return [fault(0, null, "from", { wrong: "no_time_of_day" })];
  if (!isTime(until)) return [fault(0, null, "until", { wrong: "no_time_of_day" })];
  if (days.length === 0) return [fault(0, null, "days", { wrong: "no_working_day" })];
  const minutes = (typed: string) =>
    typed.split(":").reduce((sum, part) => sum * 60 + Number.parseInt(part, 10), 0);
  if (minutes(until) <= minutes(from)) return [fault(0, null, "until", { wrong: "ends_first" })];
  return days_off.flatMap(({ date }, n) => {
    const twice = days_off.slice(0, n).some((before) => before.date === date);
    const wrong: Wrong = twice ? { wrong: "twice", of: date } : { wrong: "no_date" };
    return twice || !/^(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(date.trim())
      ? [fault(0, null, `days_off.${n}`, wrong)]
      : [];
  });
}

/** What is wrong with tables. */
export function tableFaults(tables: OutcomeTableView[]): RowFaultView[] {
  const stages = SHEETS[7]?.fields[0]?.values ?? [];
  return tables.flatMap((table, t) =>
    table.rows.flatMap((typed, r) => {
      const twice = table.rows.slice(0, r).some((other) => other.key === typed.key);
      const unknown = typed.effects.find(
        (it) => it.message !== "" && !ACTIONS.some((action) => action.name === it.message),
      );
      const stage = typed.effects.find((it) => it.field === "StageName" && !stages.includes(it.value));
      return [
        ...(typed.label === "" ? [fault(t, r, "label", { wrong: "nameless" })] : []),
        ...(twice ? [fault(t, r, "key", { wrong: "key", of: typed.label })] : []),
        ...(unknown
          ? [
              {
                ...fault(t, r, "effects", {
                  wrong: "nowhere",
                  of: { thing: "action" as const, name: unknown.message },
                }),
                nearest: "follow_up",
              },
            ]
          : []),
        ...(stage
          ? [
              {
                ...fault(t, r, "effects", {
                  wrong: "org_lacks_value",
                  of: { label: typed.label, field: "Stage", value: stage.value },
                }),
                has: stages,
                nearest: "Qualification",
              },
            ]
          : []),
      ];
    }),
  );
}

/** What a sample call would write. */
export function samplePlan(rows: MappingRowView[]): PlanView {
  const changes = rows
    .filter((typed) => typed.on === "call_log" && typed.field !== "")
    .map((typed) => ({
      field: typed.field,
      label: typed.field,
      before: null,
      after: text(typed.from.replace(/^=/, "")),
    }));
  return {
    writes: [{ title: { kind: "call_log" }, label: "Sarah Johnson", record: null, changes }],
    left_out: [],
    at_desk: [{ kind: "call_back", at: Date.UTC(2026, 10, 27, 10), zone: "UTC", tries: 1 }],
  };
}

/** What else would have been otherwise for a call that was busy. */
const OF_BUSY: RehearsedChangeView[] = [
  {
    what: { kind: "place", place: "callback_list" },
    before: text("Fri 27 Nov, 10:00"),
    after: text("Fri 27 Nov, 10:30"),
  },
  {
    what: {
      kind: "step",
      automation: "Busy twice",
      part: { part: "input", action: "Log a call or create a task", input: "Subject" },
      time: 1,
    },
    before: null,
    after: text("Try Sarah again"),
  },
];

/** A rehearsal of automations on records that is through. */
export function rehearsedRecords(now: number): { view: RehearsalView; calls: RehearsedCallView[] } {
  const calls = (["updated", "new", "message"] as const).map((news, i): RehearsedCallView => ({
    about: {
      kind: "record",
      record: { object: "Lead", id: `00Q00000000000${i}AAA` },
      object: "Lead",
      news,
    },
    at: now - i * 3_600_000,
    who: i === 0 ? "Chidi Okafor" : `00Q00000000000${i}AAA`,
    changes: [
      {
        what: { kind: "step", automation: "Hot leads", part: { part: "toast" }, time: 1 },
        before: null,
        after: text("Call Chidi Okafor today"),
      },
    ],
  }));
  const { view } = rehearsed(now);
  if (view.kind !== "done") return { view, calls };
  const unknown: CountedView = { kind: "field", object: "Lead", field: "Industry" };
  const counted: CountedView = { kind: "automation", title: "Hot leads" };
  const numbers = {
    ...view.numbers,
    differing: 0,
    records: { told: 120, differing: 3, unknown: [{ name: "Lead.Industry", of: unknown, calls: 12 }] },
    rates: [
      { title: "Hot leads", runs: 1_204, hours: 160, peak: 612, peak_at: now - 3 * 3_600_000, limit: 500 },
      { title: "Cold leads", runs: 40, hours: 160, peak: 4, peak_at: now - 30 * 3_600_000, limit: 500 },
    ],
    unasked: [],
    kept: 3,
    by_disposition: [],
    by_object: [{ name: "automation", of: { kind: "place", place: "automation" } as CountedView, calls: 3 }],
    by_field: [{ name: "automation.Hot leads", of: counted, calls: 3 }],
  };
  return { view: { kind: "done", numbers }, calls };
}

/** A rehearsal that is through. */
export function rehearsed(now: number): { view: RehearsalView; calls: RehearsedCallView[] } {
  const names = ["Sarah Johnson", "Jonas Weber", "Ana García López", "Wei Zhang", "=1+1"];
  const calls = Array.from({ length: 18 }, (_, i): RehearsedCallView => ({
    about: { kind: "call", call: `past:${i}`, disposition: i % 3 === 0 ? "Busy" : "Interested" },
    at: now - i * 3_600_000,
    who: names[i % names.length] ?? "",
    changes: [
      {
        what: { kind: "field", record: "Task Call with Sarah", field: "Comments" },
        before: text("Wants the corrected invoice by Friday."),
        after: text("Wants the…"),
      },
      ...(i % 3 === 0 ? OF_BUSY : []),
    ],
  }));
  const count = (name: string, of: CountedView, n: number) => ({ name, of, calls: n });
  const label = (label: string): CountedView => ({ kind: "label", label });
  const list: CountedView = { kind: "place", place: "callback_list" };
  const automations: CountedView = { kind: "place", place: "automation" };
  return {
    calls,
    view: {
      kind: "done",
      numbers: {
        since: now - 28 * 86_400_000,
        calls: 4_812,
        differing: 18,
        records: null,
        unread: 0,
        rates: [],
        unasked: [],
        kept: 18,
        cancelled: false,
        took_ms: 231,
        by_disposition: [count("Interested", label("Interested"), 12), count("Busy", label("Busy"), 6)],
        by_object: [
          count("Task", label("Task"), 18),
          count("callback list", list, 6),
          count("automation", automations, 6),
        ],
        by_field: [
          count("Task.Description", { kind: "field", object: "Task", field: "Comments" }, 18),
          count("callback list", list, 6),
          count("automation.Busy twice", { kind: "automation", title: "Busy twice" }, 6),
        ],
      },
    },
  };
}

/** Callbacks of a usual morning. */
export function callbacks(now: number): CallbacksView {
  const callback = (
    id: number,
    who: string,
    because: string,
    minutes: number,
    tries: number,
  ): CallbackView => ({
    id,
    call: `past:${id}`,
    who,
    number: `+1 415-555-01${String(30 + id)}`,
    dial: `+1415555013${id}`,
    because,
    due_at: now + minutes * 60_000,
    tries,
  });
  return {
    callbacks: [
      callback(1, "Priya Nair", "Busy", -42, 2),
      callback(2, "Jonas Weber", "Callback requested", 2, 0),
      callback(3, "Ana García López", "No answer", 170, 1),
    ],
    suppressed: [{ dial: "+14155550171", number: "+1 415-555-0171", since: now - 5 * 86_400_000 }],
  };
}
