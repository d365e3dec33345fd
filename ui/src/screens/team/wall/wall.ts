/** What the board says in numbers, and which rows are wanted. Pure. */
import type { AgentStateView, TallyRowView, WaitingCallView, WallAgentView } from "../../../host/bindings";
import { AGENTS } from "../../../parts/tones";
import { collator } from "../../../words/formats";

/** States in the order in which a supervisor asks for them. */
export const ALL_STATES = Object.keys(AGENTS) as AgentStateView[];

/** What is wanted of the agents; `""` = all. */
export interface Wish {
  state: AgentStateView | "";
  queue: string;
  team: string;
  order: "name" | "longest";
}

/** What an agent is called. */
export const called = (agent: WallAgentView): string => agent.name ?? agent.person;

/** The agents that are wanted, in the order that is wanted. Rows in the order of names stay where they are. */
export function wanted(agents: readonly WallAgentView[], wish: Wish, locale: string): WallAgentView[] {
  const fits = agents.filter(
    (agent) =>
      (wish.state === "" || agent.state === wish.state) &&
      (wish.queue === "" || agent.queue === wish.queue) &&
      (wish.team === "" || agent.teams.includes(wish.team)),
  );
  const names = collator(locale);
  const byName = (a: WallAgentView, b: WallAgentView) =>
    names.compare(called(a), called(b)) || (a.person < b.person ? -1 : 1);
  return fits.sort((a, b) => (wish.order === "longest" ? a.since - b.since : 0) || byName(a, b));
}

/** How many agents are in each state. */
export function counts(agents: readonly WallAgentView[]): Record<AgentStateView, number> {
  const all = Object.fromEntries(ALL_STATES.map((state) => [state, 0])) as Record<AgentStateView, number>;
  for (const { state } of agents) all[state] += 1;
  return all;
}

/** A queue, or everything together. */
export interface QueueNumbers {
  name: string | null;
  waiting: number;
  /** Since when the call waits that has waited longest. */
  oldest: number | null;
  came: number;
  answered: number;
  lost: number;
  /** Share of calls that were answered in time; `null` before any counts. */
  level: number | null;
}

/** Adds up calls that wait and tallies; the level is as the relay defines it: in time of those answered or lost. */
export function sum(
  name: string | null,
  waiting: readonly WaitingCallView[],
  tallies: readonly TallyRowView[],
): QueueNumbers {
  const add = (pick: (row: TallyRowView) => number) => tallies.reduce((all, row) => all + pick(row), 0);
  const [answered, lost] = [add((row) => row.answered), add((row) => row.lost)];
  return {
    name,
    waiting: waiting.length,
    oldest: waiting.length === 0 ? null : Math.min(...waiting.map(({ since }) => since)),
    came: add((row) => row.came),
    answered,
    lost,
    level: answered + lost === 0 ? null : add((row) => row.in_time) / (answered + lost),
  };
}

/** The numbers by queue or campaign: those where calls wait first, the longest first, then those with most calls. */
export function groups(
  by: "queue" | "campaign",
  waiting: readonly WaitingCallView[],
  tallies: readonly TallyRowView[],
): QueueNumbers[] {
  const names = new Set([...waiting, ...tallies].map((row) => row[by]));
  const all = [...names].map((name) =>
    sum(
      name,
      waiting.filter((call) => call[by] === name),
      tallies.filter((row) => row[by] === name),
    ),
  );
  // A call whose queue was named later leaves a row without any behind.
  return all
    .filter(({ waiting, came }) => waiting + came > 0)
    .sort(
      (a, b) =>
        (a.oldest ?? Number.MAX_SAFE_INTEGER) - (b.oldest ?? Number.MAX_SAFE_INTEGER) ||
        b.came - a.came ||
        (a.name ?? "").localeCompare(b.name ?? ""),
    );
}
