/** The stand-in's flags and lists of work. */
import type { FlagView, HolderView, UiError, WorkRowView } from "../bindings";
import type { Handlers } from "./commands";
import { callbacks } from "./rules";
import type { World } from "./world";

type WorkCommand =
  | "flag_setup"
  | "flag_call"
  | "resolve_flag"
  | "work"
  | "work_counts"
  | "colleagues"
  | "give_work"
  | "settle_work"
  | "take_up";

const ME = "dana@acme.example";
const KINDS = ["praise", "coach", "compliance", "data_wrong"];
const FORBIDDEN: UiError = { code: "refused", message: { say: "flags_by_supervisors" }, action: "ask_admin" };

/** Flags and work as they stand. */
export class FakeWork {
  readonly flags = new Map<string, FlagView[]>();
  readonly given = new Map<string, HolderView>();
  readonly settled = new Set<string>();
  /** Refused writes of other desks. */
  elsewhere: WorkRowView[] = [];
  /** The desks of the team are connected. */
  others: string[] = [];

  /** Kinds of the open flags of a call. */
  openFlags(call: string): string[] {
    return (this.flags.get(call) ?? []).filter(({ resolved }) => resolved === null).map(({ kind }) => kind);
  }
}

/** Calls that nobody logged: every ninth of the past. */
function unlogged(world: World): WorkRowView[] {
  return world.past
    .filter((_, i) => i % 9 === 2)
    .map((row, i) => ({
      key: row.call,
      call: row.call,
      entry: null,
      who: i % 3 === 1 ? null : row.who,
      number: row.number.kind === "number" ? row.number.text : "?",
      dial: null,
      queue: row.queue,
      at: row.at,
      talk_s: i % 3 === 2 ? null : row.talk_s,
      because: null,
      elsewhere: null,
      tries: 0,
      given: null,
    }));
}

function toCall(world: World): WorkRowView[] {
  return callbacks(world.now()).callbacks.map((row) => ({
    key: row.call,
    call: row.call,
    entry: null,
    who: row.who,
    number: row.number,
    dial: row.dial,
    queue: null,
    at: row.due_at,
    talk_s: null,
    because: row.because,
    elsewhere: null,
    tries: row.tries,
    given: null,
  }));
}

function refused(world: World): WorkRowView[] {
  const stuck = [...world.entries.values()].filter(({ state }) => ["refused", "untold"].includes(state.kind));
  return stuck.map((entry) => ({
    key: String(entry.id),
    call: entry.call,
    entry,
    who: entry.who,
    number: "",
    dial: null,
    queue: null,
    at: entry.created_at,
    talk_s: null,
    because: null,
    elsewhere: null,
    tries: 0,
    given: null,
  }));
}

/** What is given to somebody else than its desk is to be taken back there first. */
function asked(row: WorkRowView): WorkRowView {
  const { elsewhere, given } = row;
  if (elsewhere === null || given === null) return row;
  return { ...row, elsewhere: { ...elsewhere, asked: given.to !== elsewhere.desk } };
}

/** The handlers of flags and work. */
export function workHandlers(world: World): Pick<Handlers, WorkCommand> {
  const { work } = world;
  const open = (kind: string, rows: WorkRowView[]) =>
    rows
      .filter((row) => !work.settled.has(`${kind}:${row.call}`))
      .map((row) => ({ ...row, given: work.given.get(`${kind}:${row.call}`) ?? null }));
  const lists = {
    unlogged: () => open("unlogged", unlogged(world)),
    callbacks: () => open("callback", toCall(world)),
    refused: () => open("refused", [...refused(world), ...work.elsewhere]).map(asked),
  };
  const told = () => {
    world.tell({ kind: "work" });
    return null;
  };
  return {
    flag_setup: () => ({ may_flag: world.supervises, kinds: KINDS, for_agents: null }),
    flag_call: ({ call, kind, comment, for_agent }) => {
      if (!world.supervises) throw FORBIDDEN;
      const before = work.flags.get(call) ?? [];
      const id = `flag-${before.length + 1}`;
      const flag = { id, kind, comment, for_agent, by: ME, at: world.now(), resolved: null };
      work.flags.set(call, [...before, flag]);
      told();
      return work.flags.get(call) ?? [];
    },
    resolve_flag: ({ call, flag: id, resolved }) => {
      const done = resolved ? { by: ME, at: world.now() } : null;
      const flags = (work.flags.get(call) ?? []).map((flag) =>
        flag.id === id ? { ...flag, resolved: done } : flag,
      );
      work.flags.set(call, flags);
      return flags;
    },
    work: ({ list }) => ({ rows: lists[list](), next: null }),
    work_counts: () => ({
      unlogged: lists.unlogged().length,
      callbacks: lists.callbacks().length,
      due: lists.callbacks().filter((row) => row.at <= world.now()).length,
      refused: lists.refused().length,
      mine: [...work.given.values()].filter(({ mine }) => mine).length,
    }),
    colleagues: () => ({
      me: ME,
      others: work.others,
      only_me: !world.supervises ? "not_supervisor" : work.others.length === 0 ? "no_relay" : null,
    }),
    give_work: ({ kind, call, to, note }) => {
      if (to === null) work.given.delete(`${kind}:${call}`);
      else
        work.given.set(`${kind}:${call}`, {
          to,
          by: ME,
          at: world.now(),
          note,
          mine: to === ME,
          by_me: true,
        });
      return told();
    },
    settle_work: ({ kind, call, how }) => {
      if (how === null) work.settled.delete(`${kind}:${call}`);
      else work.settled.add(`${kind}:${call}`);
      return told();
    },
    take_up: () => null,
  };
}
