/** The stand-in's board: made up from a fixed pattern, so that pictures are the same each time. */
import type {
  AgentStateView,
  TallyRowView,
  WaitingCallView,
  WallAgentView,
  WallBoardView,
  WallNewsView,
  WallStandingView,
} from "../bindings";
import type { Handlers } from "./commands";
import type { World } from "./world";

const FIRST = ["Dana", "Priya", "Tom", "Lucía", "Kenji", "Amy", "Omar", "Nora", "Luca", "Mei"];
const LAST = ["Whitfield", "Nair", "Becker", "Ramos", "Mori", "Cole", "Haddad", "Lind", "Conti", "Zhang"];
const QUEUES = ["Billing", "Support", "Sales"];
const TEAMS = ["billing", "support", "sales"];
const PATTERN: AgentStateView[] = [
  "talking",
  "wrap_up",
  "available",
  "talking",
  "away",
  "ringing",
  "talking",
  "on_hold",
  "available",
  "offline",
];

/** The board of the stand-in, with the strings to pull. */
export class FakeWall {
  standing: WallStandingView = { kind: "no_relay" };
  seq = 1;
  agents: WallAgentView[] = [];
  waiting: WaitingCallView[] = [];
  tallies: TallyRowView[] = [];
  /** Somebody looks. */
  watched = false;
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** So many agents at work. */
  fill(count: number): void {
    const now = this.#world.now();
    this.standing = { kind: "live" };
    this.agents = Array.from({ length: count }, (_, i) => agent(i, now));
    this.waiting = [48, 31, 12, 4].map((waited, i) => ({
      call: `five9:w${i}`,
      queue: QUEUES[i % 3] ?? null,
      campaign: null,
      rings: i === 3,
      since: now - waited * 1000,
    }));
    this.tallies = QUEUES.map((queue, i) => ({
      queue,
      campaign: i === 2 ? "Spring" : "Renewals",
      came: 180 - i * 40,
      answered: 160 - i * 38,
      in_time: 138 - i * 36,
      lost: 9 - i,
    }));
  }

  /** One agent does something else, or a call waits or no longer waits. */
  change(news: Partial<Extract<WallNewsView, { kind: "changes" }>>): void {
    this.seq += 1;
    for (const row of news.agents ?? []) {
      this.agents = [...this.agents.filter(({ person }) => person !== row.person), row];
    }
    this.waiting = this.waiting.filter(({ call }) => !news.over?.includes(call)).concat(news.waiting ?? []);
    const changes = { agents: [], waiting: [], over: [], tallies: [], ...news };
    if (this.watched) {
      this.#world.tell({ kind: "wallboard", news: { ...changes, kind: "changes", seq: this.seq } });
    }
  }

  /** The link to the relay breaks, or is there again. */
  stand(standing: WallStandingView): void {
    this.standing = standing;
    this.#world.tell({ kind: "wallboard", news: { kind: "anew" } });
  }

  board(): WallBoardView | null {
    if (this.agents.length === 0) return null;
    const midnight = new Date(this.#world.now()).setHours(0, 0, 0, 0);
    const { seq, agents, waiting, tallies } = this;
    return { seq, goal_s: 20, counted_since: midnight, agents, waiting, tallies };
  }
}

function agent(i: number, now: number): WallAgentView {
  const state = PATTERN[(i * 7) % 10] ?? "available";
  const [first, last] = [FIRST[i % 10] ?? "", LAST[(i + Math.floor(i / 10)) % 10] ?? ""];
  const more = i < 100 ? "" : ` ${Math.floor(i / 100) + 1}`;
  const busy = ["talking", "ringing", "on_hold", "wrap_up"].includes(state);
  return {
    person: `agent${i}@example.com`,
    name: `${first} ${last}${more}`,
    teams: [TEAMS[i % 3] ?? ""],
    state,
    since: now - (((i * 37) % 700) + 4) * 1000,
    queue: busy ? (QUEUES[i % 3] ?? null) : null,
    campaign: busy && i % 2 === 0 ? "Renewals" : null,
    direction: busy ? (i % 4 === 0 ? "outbound" : "inbound") : null,
  };
}

/** The stand-in's answers about the board. */
export function wallHandlers(world: World): Pick<Handlers, "wallboard" | "leave_wallboard"> {
  return {
    wallboard: () => {
      world.wall.watched = true;
      return { standing: world.wall.standing, board: world.wall.board() };
    },
    leave_wallboard: () => {
      world.wall.watched = false;
      return null;
    },
  };
}
