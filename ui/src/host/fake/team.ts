/** The stand-in's team: made up from a fixed pattern, so that pictures are the same each time. */
import type {
  CallRow,
  FilterView,
  GroupView,
  HourView,
  NumbersRequest,
  NumbersView,
  PopView,
  SavedFilterView,
  StoryView,
  TallyView,
  ToldStandingView,
  ToldWritingView,
  UiError,
} from "../bindings";
import { ringing, live } from "./calls";
import type { Handlers } from "./commands";
import type { World } from "./world";

type TeamCommand =
  | "filter_choices"
  | "saved_filters"
  | "save_filter"
  | "drop_filter"
  | "story"
  | "asked_story"
  | "supervises"
  | "team_numbers";

const AGENTS = ["Dana Whitfield", "Priya Nair", "Tom Becker", "Lucía Ramos", "Kenji Mori", "Amy Cole"];
const QUEUES = ["Billing", "Sales", "Support"];
const CAMPAIGNS = ["Renewals", "Win back", "Spring offer", "Survey"];
const OUTCOMES = [
  "Interested",
  "Callback requested",
  "Not interested",
  "No answer",
  "Booked",
  "Voicemail left",
  "Wrong number",
  "Do not call",
  "Busy",
];
const WEIGHTS = [31, 22, 17, 12, 9, 5, 2, 1, 1];

const keyOf = (name: string) => name.split(" ")[0]?.toLowerCase() ?? name;

/** Whether a row of the history is as a filter asks. */
export function lets(row: CallRow, filter: FilterView): boolean {
  return (
    (filter.queue === null || row.queue === filter.queue) &&
    (filter.outcome === null || row.disposition === filter.outcome) &&
    (filter.direction === null || row.direction === filter.direction) &&
    (filter.at_least_s === null || (row.talk_s ?? 0) >= filter.at_least_s) &&
    (filter.at_most_s === null || (row.talk_s ?? 0) <= filter.at_most_s) &&
    (filter.flag === null || (filter.flag === "" ? row.flags.length > 0 : row.flags.includes(filter.flag))) &&
    (filter.again === null || row.direction === "inbound") &&
    (filter.standing === null || (filter.standing === "refused" && row.entry?.kind === "refused"))
  );
}

function tally(calls: number, seed: number): TallyView {
  return {
    calls,
    inbound: Math.round(calls * 0.7),
    offered: calls,
    answered: Math.round(calls * 0.92),
    talk_s: 190 + (seed % 5) * 12,
    hold_s: 18 + (seed % 4) * 6,
    wrap_up_s: 50 + (seed % 3) * 14,
    resolved: 0.81 - (seed % 6) * 0.02,
    firsts: Math.round(calls * 0.6),
    repeated: 0.14 + (seed % 5) * 0.01,
  };
}

function hours(): HourView[] {
  const all: HourView[] = [];
  for (let weekday = 1; weekday <= 5; weekday += 1) {
    for (let hour = 9; hour <= 18; hour += 1) {
      const calls = Math.round(14 - Math.abs(13 - hour) * 1.9 + ((weekday * 7 + hour * 3) % 5));
      const talked = Math.max(1, calls - 1);
      all.push({
        weekday,
        hour,
        calls,
        talked,
        talk_s: talked * (160 + ((hour * 37) % 90)),
        held: talked,
        hold_s: talked * (14 + ((hour * 11) % 22)),
        wrapped: talked,
        wrap_up_s: talked * (44 + ((hour * 17) % 40)),
      });
    }
  }
  return all;
}

function numbers(request: NumbersRequest): NumbersView {
  const scale = request.agent === null ? 1 : 0.2;
  const total = Math.round(412 * scale);
  const names = { agent: AGENTS, queue: QUEUES, campaign: CAMPAIGNS }[request.by] ?? AGENTS;
  const groups: GroupView[] = names.map((name, i) => ({
    key: request.by === "agent" ? keyOf(name) : name,
    name,
    now: tally(Math.round((96 - i * 11) * scale), i),
    before: tally(Math.round((90 - i * 9) * scale), i + 1),
  }));
  return {
    now: tally(total, 0),
    before: tally(Math.round(total / 1.06), 2),
    before_first: "2026-11-13",
    before_last: "2026-11-19",
    hours: hours(),
    hours_before: hours().map((hour) => ({ ...hour, calls: Math.max(1, hour.calls - 2) })),
    outcomes: [
      ...OUTCOMES.map((outcome, i) => ({
        outcome,
        calls: Math.round(((WEIGHTS[i] ?? 0) / 100) * total),
        before: Math.round(((WEIGHTS[(i + 1) % 9] ?? 0) / 100) * total),
      })),
      { outcome: null, calls: 3, before: 5 },
    ],
    groups: groups.filter(
      ({ key }) => request.by !== "agent" || request.agent === null || key === request.agent,
    ),
    campaigns: CAMPAIGNS.flatMap((campaign, c) =>
      OUTCOMES.slice(0, 6).map((outcome, o) => ({
        campaign,
        outcome,
        calls: 4 + ((c * 13 + o * 7) % 31),
        before: 5,
      })),
    ),
    is_open: true,
  };
}

/** What the wrap-ups of calls that came to a colleague's desk write, each standing in another way. */
function writing({ entry, disposition }: CallRow): ToldWritingView | null {
  if (entry === null) return null;
  const standing: ToldStandingView =
    entry.kind === "sent"
      ? { kind: "sent", at: entry.at, found_again: false }
      : entry.kind === "refused"
        ? {
            kind: "refused",
            at: 1_790_000_000_000,
            reason: "rule",
            about: { object: "Case", fields: ["Case Reason"] },
          }
        : { kind: "waiting" };
  const done = standing.kind === "sent";
  return {
    by: "priya.nair@example.com",
    outcome: disposition ?? "Interested",
    standing,
    records: [
      {
        title: { kind: "call_log" },
        name: null,
        record: done ? { object: "Task", id: "00T000000000007AAA" } : null,
        created: true,
        fields: ["Call Result", "Description"],
      },
      {
        title: { kind: "record", object: "Case" },
        name: "00001042",
        record: { object: "Case", id: "500000000000007AAA" },
        created: false,
        fields: ["Status", "Case Reason"],
      },
    ],
  };
}

/** What a colleague saw: the pop of this caller. */
function seenThere({ who, number }: CallRow, pop: PopView): PopView {
  if (pop.who.kind !== "one" || number.kind !== "number") return pop;
  const caller = {
    ...pop.who.caller,
    name: who ?? "",
    tells_apart: `Acme Corporation · Mobile ${number.text}`,
  };
  return { ...pop, number, who: { ...pop.who, caller } };
}

const WORDS: Record<string, string> = { sent: "wrap_up_written", refused: "wrap_up_refused" };

function story(world: World, row: CallRow): StoryView {
  const { call, at, by_relay: told } = row;
  const rang = ringing(call, "known", at);
  const agent = row.agent ?? "Dana Whitfield";
  const events = [
    ["ringing", 0, null],
    ["answered", 6_000, null],
    ["held", 62_000, null],
    ["unheld", 84_000, null],
    ["tagged", 95_000, "renewal"],
    ...(told ? [] : [["transferred", 120_000, "Priya Nair"] as const]),
    ["ended", 240_000, null],
    ...(told
      ? [[WORDS[row.entry?.kind ?? ""] ?? "wrapped_up", 275_000, row.disposition ?? "Interested"] as const]
      : []),
  ] as const;
  return {
    row,
    agent,
    campaign: "Renewals",
    hold_s: 22,
    by_relay: told,
    link: `callside://call/${encodeURIComponent(call)}`,
    events: events.map(([what, after, detail], i) => ({
      at: at + after,
      received_at: at + after + (what === "ended" ? 31_000 : 300),
      what,
      detail,
      agent: told || i < 6 ? agent : "Priya Nair",
      told_by: after > 240_000 ? "priya.nair@example.com" : null,
    })),
    legs: told
      ? [{ agent, from: at + 6_000, until: at + 240_000 }]
      : [
          { agent, from: at + 6_000, until: at + 120_000 },
          { agent: "Priya Nair", from: at + 120_000, until: at + 240_000 },
        ],
    shown_there: told,
    writing: told ? writing(row) : null,
    shown: told
      ? [{ at: at + 360, pop: seenThere(row, { ...rang, ...live(rang), timeline: [] }) }]
      : [
          { at: at + 40, pop: rang },
          { at: at + 360, pop: { ...rang, ...live(rang) } },
        ],
    notes: [
      { at: at + 50_000, notes: "October invoice on the old rate." },
      {
        at: at + 130_000,
        notes: "October invoice on the old rate.\nWants the corrected one and a call on Friday.",
      },
    ],
    entries: [...world.entries.values()].filter((entry) => entry.call === call),
    before: {
      call: world.past.find((past) => past.at < at)?.call ?? call,
      at: at - 6 * 86_400_000,
      disposition: "Callback requested",
      changes: [
        { kind: "field", field: "title", before: "Buyer", now: "VP of Operations" },
        { kind: "case", number: "00001042", subject: "October invoice", before: null, now: "New" },
        { kind: "opportunity", name: "Renewal 2027", before: "Prospecting", now: "Negotiation/Review" },
        { kind: "activity", subject: "Sent the price list", at: at - 2 * 86_400_000 },
      ],
    },
    flags: world.work.flags.get(call) ?? [],
    recording: !row.only_logged,
    voicemail: false,
    logs: row.only_logged ? ["00T000000000001AAA"] : [],
  };
}

/** The handlers of the team. */
export function teamHandlers(world: World): Pick<Handlers, TeamCommand> {
  let saved: SavedFilterView[] = [];
  return {
    filter_choices: () => ({
      agents: AGENTS.map((name) => ({ key: keyOf(name), name })),
      queues: QUEUES,
      campaigns: CAMPAIGNS,
      outcomes: OUTCOMES,
    }),
    saved_filters: () => saved,
    save_filter: (filter) => {
      const refused: UiError = { code: "invalid", message: { say: "filter_needs_name" }, action: null };
      if (filter.name.trim() === "") throw refused;
      saved = [...saved.filter(({ name }) => name !== filter.name), filter];
      return saved;
    },
    drop_filter: ({ name }) => (saved = saved.filter((filter) => filter.name !== name)),
    story: ({ call }) => {
      const row = world.past.find((past) => past.call === call);
      const unknown: UiError = { code: "not_found", message: { say: "unknown_call" }, action: null };
      if (!row) throw unknown;
      return story(world, row);
    },
    asked_story: () => {
      const call = world.askedStory;
      world.askedStory = null;
      return call;
    },
    supervises: () => world.supervises,
    team_numbers: (request) => {
      const refused: UiError = { code: "refused", message: { say: "supervisor_only" }, action: "ask_admin" };
      if (!world.supervises) throw refused;
      return numbers(request);
    },
  };
}
