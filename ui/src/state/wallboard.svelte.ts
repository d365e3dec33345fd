import type {
  TallyRowView,
  UiError,
  WaitingCallView,
  WallAgentView,
  WallBoardView,
  WallNewsView,
  WallStandingView,
  WallView,
} from "../host/bindings";
import { asUiError, type Host } from "../host/host";

/** The board of the team, as the engine tells it. News of one frame is taken together, so that a busy team stays calm. */
export class Wallboard {
  #host: Host;
  #nextFrame: (work: () => void) => void;
  #standing = $state.raw<WallStandingView>({ kind: "coming" });
  #goal = $state(0);
  #countedSince = $state(0);
  #agents = $state.raw<readonly WallAgentView[]>([]);
  #waiting = $state.raw<readonly WaitingCallView[]>([]);
  #tallies = $state.raw<readonly TallyRowView[]>([]);
  #has = $state(false);
  #problem = $state.raw<UiError | null>(null);
  #looking = false;
  #seq = 0;
  #byPerson = new Map<string, WallAgentView>();
  #byCall = new Map<string, WaitingCallView>();
  #byPlace = new Map<string, TallyRowView>();
  #queue: WallNewsView[] = [];
  #due = false;
  #turn = 0;

  constructor(host: Host, nextFrame: (work: () => void) => void = (work) => requestAnimationFrame(work)) {
    this.#host = host;
    this.#nextFrame = nextFrame;
  }

  /** How it stands. */
  get standing(): WallStandingView {
    return this.#standing;
  }
  /** There is something on it. */
  get has(): boolean {
    return this.#has;
  }
  /** Seconds within which a call counts as answered in time. */
  get goal(): number {
    return this.#goal;
  }
  /** Tallies begin here. */
  get countedSince(): number {
    return this.#countedSince;
  }
  get agents(): readonly WallAgentView[] {
    return this.#agents;
  }
  get waiting(): readonly WaitingCallView[] {
    return this.#waiting;
  }
  get tallies(): readonly TallyRowView[] {
    return this.#tallies;
  }
  get problem(): UiError | null {
    return this.#problem;
  }

  /** Somebody looks, until the returned function is called. */
  enter(): () => void {
    this.#looking = true;
    void this.read();
    return () => {
      this.#looking = false;
      this.#turn += 1;
      void this.#host.call("leave_wallboard").catch(() => undefined);
    };
  }

  /** Reads all of it; an answer that another question has overtaken is dropped. */
  async read(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const view = await this.#host.call("wallboard");
      if (turn !== this.#turn) return;
      this.#problem = null;
      this.#take(view);
    } catch (thrown) {
      if (turn === this.#turn) this.#problem = asUiError(thrown);
    }
  }

  /** Takes news; it shows with the next frame. */
  hear(news: WallNewsView): void {
    if (!this.#looking) return;
    this.#queue.push(news);
    if (this.#due) return;
    this.#due = true;
    this.#nextFrame(() => this.#frame());
  }

  #frame(): void {
    this.#due = false;
    const queue = this.#queue;
    this.#queue = [];
    let changed = false;
    for (const news of queue) {
      if (news.kind === "anew" || news.seq > this.#seq + 1) {
        // What it says is in the answer.
        void this.read();
        return;
      }
      // An answer that was read meanwhile may have it already.
      if (news.seq <= this.#seq) continue;
      this.#seq = news.seq;
      for (const call of news.over) this.#byCall.delete(call);
      this.#put(news);
      changed = true;
    }
    if (changed) this.#show();
  }

  #take({ standing, board }: WallView): void {
    this.#standing = standing;
    this.#has = board !== null;
    this.#byPerson.clear();
    this.#byCall.clear();
    this.#byPlace.clear();
    this.#seq = board?.seq ?? 0;
    this.#goal = board?.goal_s ?? 0;
    this.#countedSince = board?.counted_since ?? 0;
    if (board) this.#put(board);
    this.#show();
  }

  #put({ agents, waiting, tallies }: Pick<WallBoardView, "agents" | "waiting" | "tallies">): void {
    for (const agent of agents) this.#byPerson.set(agent.person, agent);
    for (const call of waiting) this.#byCall.set(call.call, call);
    for (const row of tallies) this.#byPlace.set(JSON.stringify([row.queue, row.campaign]), row);
  }

  #show(): void {
    this.#agents = [...this.#byPerson.values()];
    this.#waiting = [...this.#byCall.values()];
    this.#tallies = [...this.#byPlace.values()];
  }
}
