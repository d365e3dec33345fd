/** Rehearsals of other phone fields, and of automations, on the stand-in. */
import type {
  CountView,
  RehearsalNumbers,
  RehearsalView,
  RehearsedCallView,
  RehearsedChangeView,
  StepPartView,
  ValueView,
} from "../bindings";

interface Done {
  view: RehearsalView;
  calls: RehearsedCallView[];
}

const text = (it: string): ValueView => ({ kind: "text", text: it });

const CALLS: readonly [string, string, RehearsedChangeView[]][] = [
  [
    "Sarah Johnson",
    "Interested",
    [{ what: { kind: "place", place: "caller" }, before: text("Sarah Johnson"), after: null }],
  ],
  [
    "Priya Nair",
    "Busy",
    [
      {
        what: { kind: "place", place: "caller" },
        before: text("Jonas Weber, Priya Nair"),
        after: text("Priya Nair"),
      },
    ],
  ],
  [
    "Ana García López",
    "No answer",
    [
      {
        what: { kind: "place", place: "reason" },
        before: text("Mobile Phone"),
        after: text("Emergency Phone"),
      },
      { what: { kind: "place", place: "confirmation" }, before: { kind: "no" }, after: { kind: "yes" } },
    ],
  ],
];

/** What both have in common. */
function done(now: number, calls: RehearsedCallView[], numbers: Partial<RehearsalNumbers>): Done {
  const usual: RehearsalNumbers = {
    since: now - 28 * 86_400_000,
    calls: 4_812,
    differing: calls.length,
    records: null,
    unread: 0,
    rates: [],
    unasked: [],
    kept: calls.length,
    cancelled: false,
    took_ms: 164,
    by_disposition: [],
    by_object: [],
    by_field: [],
  };
  return { calls, view: { kind: "done", numbers: { ...usual, ...numbers } } };
}

const outcome = (label: string, calls: number): CountView => ({
  name: label,
  of: { kind: "label", label },
  calls,
});

/** One of phone fields that is through. */
export function rehearsedMatches(now: number): Done {
  const calls = CALLS.map(([who, disposition, changes], i): RehearsedCallView => ({
    about: { kind: "call", call: `past:${i}`, disposition },
    at: now - (i + 1) * 5_400_000,
    who,
    changes,
  }));
  const count = (place: "caller" | "reason" | "confirmation", calls: number): CountView => ({
    name: place,
    of: { kind: "place", place },
    calls,
  });
  const places = [count("caller", 2), count("confirmation", 1), count("reason", 1)];
  return done(now, calls, {
    unasked: [{ object: "Contact", field: "Emergency Phone", calls: 4_633, of_nobody: 371 }],
    by_disposition: CALLS.map(([, disposition]) => outcome(disposition, 1)),
    by_object: places,
    by_field: places,
  });
}

const LEAD = "New lead from an unknown caller";
const BUSY = "Busy twice";

const step = (automation: string, part: StepPartView, after: ValueView): RehearsedChangeView => ({
  what: { kind: "step", automation, part, time: 1 },
  before: null,
  after,
});

/** One of automations that is through: some callers would have become leads, and two calls a task. */
export function rehearsedAutomations(now: number): Done {
  const strangers = ["Ngozi Adeyemi", "+1 212-555-0142", "Mateo Rossi", "+1 312-555-0107"];
  const lead = (who: string): RehearsedChangeView[] => {
    const action = "Create lead";
    const input = (input: string, value: string) => step(LEAD, { part: "input", action, input }, text(value));
    return [
      step(LEAD, { part: "action", action }, { kind: "yes" }),
      input("Last name", who.startsWith("+") ? "Unknown caller" : who),
      step(LEAD, { part: "toast" }, text(`New lead for ${who}`)),
    ];
  };
  const task: StepPartView = { part: "input", action: "Log a call or create a task", input: "Subject" };
  const all: [string, string, RehearsedChangeView[]][] = [
    ...strangers.map((who): [string, string, RehearsedChangeView[]] => [who, "Interested", lead(who)]),
    ...["Sarah Johnson", "Jonas Weber"].map((who): [string, string, RehearsedChangeView[]] => [
      who,
      "Busy",
      [step(BUSY, task, text(`Try ${who} again`))],
    ]),
  ];
  const calls = all.map(([who, disposition, changes], i): RehearsedCallView => ({
    about: { kind: "call", call: `past:${i}`, disposition },
    at: now - (i + 1) * 7_400_000,
    who,
    changes,
  }));
  const automation = (title: string, calls: number): CountView => ({
    name: `automation.${title}`,
    of: { kind: "automation", title },
    calls,
  });
  return done(now, calls, {
    rates: [
      { title: LEAD, runs: 4, hours: 160, peak: 2, peak_at: now - 3 * 3_600_000, limit: 500 },
      { title: BUSY, runs: 2, hours: 160, peak: 1, peak_at: now - 30 * 3_600_000, limit: 500 },
    ],
    by_disposition: [outcome("Interested", 4), outcome("Busy", 2)],
    by_object: [{ name: "automation", of: { kind: "place", place: "automation" }, calls: 6 }],
    by_field: [automation(LEAD, 4), automation(BUSY, 2)],
  });
}
