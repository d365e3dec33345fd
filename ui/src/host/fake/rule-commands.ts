/** The stand-in's answers about rules, rehearsals and callbacks. */
import type { FaultView, MappingRowView, OutcomeTables, RehearsalView, RehearsedCallView } from "../bindings";
import type { Handlers } from "./commands";
import { rehearsedAutomations, rehearsedMatches } from "./rehearsed";
import {
  callbacks,
  hourFaults,
  HOURS,
  MAPPING,
  mappingFaults,
  rehearsed,
  rehearsedRecords,
  samplePlan,
  SHEETS,
  STEPS,
  tableFaults,
  TABLES,
  TARGETS,
  WORDS,
} from "./rules";
import type { World } from "./world";

const NOT_OURS: FaultView = { line: 1, path: "", wrong: { wrong: "not_ours" }, nearest: null };

type Mine =
  | "fields_setup"
  | "check_fields"
  | "save_fields"
  | "outcomes_setup"
  | "check_outcomes"
  | "save_outcomes"
  | "sample_call"
  | "read_rules_file"
  | "write_rules_file"
  | "rehearsal"
  | "start_rehearsal"
  | "cancel_rehearsal"
  | "rehearsed_calls"
  | "callbacks"
  | "change_callback"
  | "suppress_number";

const PAGE = 100;

const outcomeFaults = ({ tables, working_hours }: OutcomeTables) => [
  ...tableFaults(tables),
  ...hourFaults(working_hours),
];

/** Every automation of the file reacts to records of Salesforce. */
function onlyRecords(text: string): boolean {
  const { automations = [] } = JSON.parse(text) as { automations?: { on?: { object?: string } }[] };
  return automations.length > 0 && automations.every((automation) => automation.on?.object !== undefined);
}

/** The handlers. */
export function ruleHandlers(world: World): Pick<Handlers, Mine> {
  let mapping: MappingRowView[] = MAPPING;
  let [tables, hours] = [TABLES, HOURS];
  let view: RehearsalView = { kind: "none" };
  let calls: RehearsedCallView[] = [];
  let list = callbacks(world.now());
  return {
    fields_setup: () => ({
      rows: mapping,
      faults: mappingFaults(mapping),
      sheets: SHEETS,
      words: WORDS,
      steps: STEPS,
    }),
    check_fields: ({ rows }) => ({ faults: mappingFaults(rows) }),
    save_fields: ({ rows }) => {
      const faults = mappingFaults(rows);
      if (faults.length === 0) mapping = rows;
      return { faults };
    },
    outcomes_setup: () => ({ tables, working_hours: hours, faults: tableFaults(tables), targets: TARGETS }),
    check_outcomes: (typed) => ({ faults: outcomeFaults(typed) }),
    save_outcomes: (typed) => {
      const faults = outcomeFaults(typed);
      if (faults.length === 0) [tables, hours] = [typed.tables, typed.working_hours];
      return { faults };
    },
    sample_call: (request) => ({
      call: "Sarah Johnson",
      made_up: false,
      plan: samplePlan(request.mapping?.rows ?? mapping),
    }),
    read_rules_file: ({ text }) =>
      text.includes("callside_config")
        ? { mapping: MAPPING.slice(0, 2), tables: null, faults: [] }
        : { mapping: null, tables: null, faults: [NOT_OURS] },
    write_rules_file: () => ({ path: "~/Downloads/callside-rules.json" }),
    rehearsal: () => view,
    start_rehearsal: ({ file, mapping, phone_fields }) => {
      const typed = mapping !== null ? rehearsed : phone_fields !== null ? rehearsedMatches : rehearsed;
      const built = file && (onlyRecords(file.text) ? rehearsedRecords : rehearsedAutomations);
      const done = (built ?? typed)(world.now());
      view = done.view;
      calls = done.calls;
      return { kind: "running", done: 1_000, total: 4_812 };
    },
    cancel_rehearsal: () => null,
    rehearsed_calls: ({ disposition, from, rows }) => {
      const of = ({ about }: RehearsedCallView) => (about.kind === "call" ? about.disposition : null);
      const these = calls.filter((call) => disposition === null || of(call) === disposition);
      return { total: these.length, calls: these.slice(from, from + (rows ?? PAGE)) };
    },
    callbacks: () => list,
    change_callback: ({ id, move_to }) => {
      const others = list.callbacks.filter((row) => row.id !== id);
      const moved = list.callbacks.find((row) => row.id === id);
      const kept = moved && move_to !== null ? [...others, { ...moved, due_at: move_to }] : others;
      list = { ...list, callbacks: kept.sort((a, b) => a.due_at - b.due_at) };
      return null;
    },
    suppress_number: ({ number, suppressed }) => {
      const others = list.suppressed.filter((row) => row.dial !== number);
      const row = { dial: number, number, since: world.now() };
      list = { ...list, suppressed: suppressed ? [row, ...others] : others };
      return null;
    },
  };
}
