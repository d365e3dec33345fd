import type { CallRow, EntryStateView, PopView } from "../bindings";

/** The number of a pop, where it is one. */
export const numberText = (pop: PopView): string => (pop.number.kind === "number" ? pop.number.text : "?");

/** A pop as a line in a list. */
export function rowOf(pop: PopView): CallRow {
  const talked = pop.answered_at !== null && pop.ended_at !== null;
  return {
    call: pop.call,
    at: pop.began_at,
    who: pop.who.kind === "one" ? pop.who.caller.name : null,
    number: pop.number,
    provider: pop.provider,
    direction: pop.direction,
    queue: pop.queue,
    disposition: pop.saved?.disposition ?? null,
    notes: pop.draft.notes.split("\n")[0] || null,
    talk_s: talked ? Math.round(((pop.ended_at ?? 0) - (pop.answered_at ?? 0)) / 1000) : null,
    phase: pop.phase,
    entry: pop.saved?.state ?? null,
    flags: [],
    only_logged: false,
    by_relay: false,
    agent: null,
    day_only: false,
  };
}

const NAMES = [
  "Priya Nair",
  "Jonas Weber",
  "Ana García López",
  "Wei Zhang",
  "Oluwaseun Adeyemi",
  "Mary O’Neil",
  "François Dupré",
];
const ENDS = ["Interested", "No answer", "Callback requested", "Voicemail left", "Booked"];

/** Calls of the past that came to a colleague's desk, and where their writing stands; that of the sixth is done. */
const TOLD: Record<number, EntryStateView> = {
  8: {
    kind: "refused",
    reason: "rule",
    about: { object: "Case", fields: ["Case Reason"] },
    message: "",
    fields: [],
    differences: [],
    existing: [],
    may_save_anyway: false,
  },
  11: { kind: "waiting", trouble: null, next_at: 0 },
};

/** Calls of the past: one each 47 minutes back from now. */
export function pastCalls(count: number, now: number): CallRow[] {
  return Array.from({ length: count }, (_, i) => ({
    call: `past:${i}`,
    at: now - (i + 1) * 47 * 60_000,
    who: NAMES[i % NAMES.length] ?? "",
    number: {
      kind: "number" as const,
      text: `+1 415-555-01${String(i % 100).padStart(2, "0")}`,
      extension: null,
    },
    provider: i % 3 === 0 ? "Aircall" : "Five9",
    direction: i % 4 === 0 ? "outbound" : "inbound",
    queue: i % 2 === 0 ? "Billing" : null,
    disposition: ENDS[i % ENDS.length] ?? null,
    notes:
      i % 3 === 1
        ? null
        : "Asked about the invoice of October; will call back on Friday with the order number.",
    talk_s: 25 + ((i * 97) % 900),
    phase: "saved",
    entry: TOLD[i] ?? { kind: "sent", at: now - i * 47 * 60_000, records: [], found_again: false },
    flags: [],
    only_logged: false,
    by_relay: i === 5 || i in TOLD,
    agent: i === 5 || i in TOLD ? "Priya Nair" : null,
    day_only: false,
  }));
}
