/** The stand-in's older calls, ratings and pictures. */
import type { CallRow, FillView, OlderCallsView, SatisfactionView, UiError } from "../bindings";
import type { Handlers } from "./commands";
import type { World } from "./world";

type OlderCommand =
  "older_calls" | "order_older_calls" | "steer_older_calls" | "satisfaction" | "save_picture";

/** Half of the way. */
export const FILLING: FillView = {
  team: true,
  first: "2026-01-01",
  last: "2026-10-31",
  total: 48_200,
  read: 21_400,
  new: 20_910,
  known: 490,
  unreadable: 0,
  state: "running",
  waits: null,
  refusal: null,
  per_second: 5_350,
  left_s: 5,
};

/** Calls that only tasks tell of. */
export function logged(now: number): CallRow[] {
  const names = ["Rosa Delgado", "Wei Zhang", "Mary O’Neil"];
  return names.map((who, i) => ({
    call: `salesforce:00T00000000000${i}AAA`,
    at: now - (i + 1) * 20 * 60_000,
    who,
    number: { kind: "unknown" as const },
    provider: "Salesforce",
    direction: i === 1 ? "outbound" : "inbound",
    queue: null,
    disposition: ["Booked", "No answer", null][i] ?? null,
    notes: "Asked for twelve more seats.",
    talk_s: i === 1 ? null : 240 + i * 31,
    phase: "saved",
    entry: null,
    flags: [],
    only_logged: true,
    by_relay: false,
    agent: null,
    day_only: i === 2,
  }));
}

/** Two weeks of ratings; nobody rated on Sundays. */
export function rated(now: number, by: "agent" | "queue" | "campaign" = "agent"): SatisfactionView {
  const day = (back: number) => new Date(now - back * 86_400_000);
  const days = Array.from({ length: 7 }, (_, i) => day(6 - i))
    .filter((date) => date.getDay() !== 0)
    .map((date, i) => ({
      day: `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`,
      rated: { count: 9 + ((i * 5) % 7), average: 3.9 + ((i * 3) % 8) / 10 },
    }));
  const names = {
    agent: ["Dana Whitfield", "Priya Nair", "Tom Becker", "Lucía Ramos"],
    queue: ["Billing", "Renewals"],
    campaign: ["Spring renewals", "Win back"],
  }[by];
  const groups = names.map((name, i) => ({
    key: by === "agent" ? (name.split(" ")[0]?.toLowerCase() ?? name) : name,
    name,
    now: { count: 21 - i * 4, average: 4.6 - i * 0.22 },
    before: { count: 18 - i * 3, average: 4.4 - i * 0.15 },
  }));
  return {
    worst: 1,
    best: 5,
    as_of: now - 7 * 60_000,
    now: { count: 63, average: 4.31 },
    before: { count: 58, average: 4.18 },
    days,
    groups,
    left_out: 2,
    cut: false,
    asking: false,
    trouble: null,
  };
}

/** The handlers of older calls, ratings and pictures. */
export function olderHandlers(world: World): Pick<Handlers, OlderCommand> {
  const view = (): OlderCallsView => ({
    mine: world.mayFill,
    team: world.mayFill && world.supervises,
    earliest: "2024-11-27",
    fill: world.fill,
    ready: null,
  });
  return {
    older_calls: view,
    order_older_calls: ({ team, first, last }) => {
      const refused: UiError = { code: "invalid", message: { say: "older_calls_under_way" }, action: null };
      if (world.fill?.state === "running") throw refused;
      world.fill = {
        ...FILLING,
        team,
        first,
        last,
        total: null,
        read: 0,
        new: 0,
        known: 0,
        per_second: null,
        left_s: null,
      };
      return view();
    },
    steer_older_calls: (to) => {
      const state = { pause: "paused", resume: "running", cancel: "cancelled" }[to];
      if (world.fill) world.fill = { ...world.fill, state, per_second: null, left_s: null };
      return view();
    },
    satisfaction: ({ by }) =>
      world.satisfaction && {
        ...world.satisfaction,
        groups: rated(world.now(), by as "agent" | "queue" | "campaign").groups,
      },
    save_picture: ({ name }) => ({ path: `Downloads/${name}` }),
  };
}
