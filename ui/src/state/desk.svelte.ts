import { SvelteMap } from "svelte/reactivity";
import type {
  Announcement,
  CallRow,
  ConnectionsView,
  DispositionView,
  LookUpView,
  OutboxCounts,
  PopView,
  SessionView,
  SnapshotView,
  WallNewsView,
} from "../host/bindings";
import type { Host } from "../host/host";
import type { Drafts } from "./drafts.svelte";

/** What the desk tells the house about. */
export interface DeskEvents {
  /** May a new call take the place of what is shown? */
  mayTakeOver(): boolean;
  /** The policy masks every screen, or does not. */
  ruled(masked: boolean): void;
  /** A call has come to the front. */
  broughtToFront(pop: PopView): void;
  /** A call arrived. */
  arrived(pop: PopView): void;
  /** It is known now who calls, after the call was announced. */
  recognised(pop: PopView): void;
  /** A person asked for a call outside of the window. */
  asked(call: string): void;
  /** A person opened the link of a recording. */
  recording(): void;
  /** A person opened the link of a call. */
  story(): void;
  /** An automation has something to say. */
  told(title: string, text: string): void;
  /** The board of the team changed. */
  wallboard(news: WallNewsView): void;
  /** Something is known of newer versions. */
  updates(): void;
  /** Requests for help changed. */
  assistance(): void;
  /** A wrap-up's fate changed. */
  settled(pop: PopView): void;
}

/** Everything that the engine told, and which call is in front. Fed by announcements and the snapshot only. */
export class Desk {
  #host: Host;
  #drafts: Drafts;
  #events: DeskEvents;
  #pops = new SvelteMap<string, PopView>();
  #lookUps = new SvelteMap<string, LookUpView[]>();
  #session = $state.raw<SessionView | null>(null);
  #connections = $state.raw<ConnectionsView>({
    salesforce: { kind: "unknown" },
    salesforce_down_since: null,
    door: { kind: "unknown" },
    api_used_percent: null,
    pace: "go",
  });
  #calls = $state.raw<CallRow[]>([]);
  #counts = $state.raw<OutboxCounts>({ waiting: 0, refused: 0, sent_today: 0 });
  #callbacksTurn = $state(0);
  #workTurn = $state(0);
  #rehearsalTurn = $state(0);
  #queryRows = $state.raw<Extract<Announcement, { kind: "query_rows" }> | null>(null);
  #olderCallsTurn = $state(0);
  #ratingsTurn = $state(0);
  #dispositions = $state.raw<DispositionView[]>([]);
  #version = $state("");
  #doNotDisturb = $state(false);
  #afterCallSeconds = $state(0);
  #front = $state<string | null>(null);
  #offered = $state<string | null>(null);
  #outboxTurn = $state(0);
  #settingsTurn = $state(0);
  #automationsTurn = $state(0);

  constructor(host: Host, drafts: Drafts, events: DeskEvents) {
    this.#host = host;
    this.#drafts = drafts;
    this.#events = events;
  }

  /** Sign-in; `null` before the first snapshot. */
  get session(): SessionView | null {
    return this.#session;
  }
  /** What is reachable. */
  get connections(): ConnectionsView {
    return this.#connections;
  }
  /** Live calls and those that wait for their wrap-up, newest first. */
  get calls(): CallRow[] {
    return this.#calls;
  }
  /** Numbers of the outbox. */
  get counts(): OutboxCounts {
    return this.#counts;
  }
  /** How a call can end. */
  get dispositions(): DispositionView[] {
    return this.#dispositions;
  }
  /** Version of Callside. */
  get version(): string {
    return this.#version;
  }
  /** No notification and no attention for now. */
  get doNotDisturb(): boolean {
    return this.#doNotDisturb;
  }
  /** Seconds of the clock after a call; 0 = none. */
  get afterCallSeconds(): number {
    return this.#afterCallSeconds;
  }
  /** The call that is worked on. */
  get front(): PopView | null {
    return this.#front === null ? null : (this.#pops.get(this.#front) ?? null);
  }
  /** What is known of a call that was shown or announced. */
  known(call: string): PopView | undefined {
    return this.#pops.get(call);
  }
  /** The look-ups beside a call's pop. */
  lookUps(call: string): readonly LookUpView[] {
    return this.#lookUps.get(call) ?? [];
  }
  /** Asks how the look-ups of a call stand; what is announced meanwhile is newer. */
  async readLookUps(call: string): Promise<void> {
    const rows = await this.#host.call("look_ups", { call }).catch(() => null);
    if (rows !== null && !this.#lookUps.has(call)) this.#lookUps.set(call, rows);
  }
  /** A call that came while another one was being worked on. */
  get offered(): PopView | null {
    return this.#offered === null ? null : (this.#pops.get(this.#offered) ?? null);
  }
  /** Grows when automations or their runs changed. */
  get automationsTurn(): number {
    return this.#automationsTurn;
  }
  /** Grows when the outbox changed. */
  get outboxTurn(): number {
    return this.#outboxTurn;
  }
  /** Grows when the callback list or the suppression list changed. */
  get callbacksTurn(): number {
    return this.#callbacksTurn;
  }
  /** Grows when flags, or who has which work, changed. */
  get workTurn(): number {
    return this.#workTurn;
  }
  /** Grows when a rehearsal got on. */
  get rehearsalTurn(): number {
    return this.#rehearsalTurn;
  }
  /** How far a query whose rows go to a file was when it was told last. */
  get queryRows(): { run: number; rows: number; total: number } | null {
    return this.#queryRows;
  }
  /** Counts announcements about older calls. */
  get olderCallsTurn(): number {
    return this.#olderCallsTurn;
  }
  /** Counts announcements about ratings. */
  get ratingsTurn(): number {
    return this.#ratingsTurn;
  }
  /** Grows when settings changed. */
  get settingsTurn(): number {
    return this.#settingsTurn;
  }

  /** Listens, then reads where everything stands: in this order nothing falls between. */
  async start(): Promise<() => void> {
    const stop = await this.#host.listen((announcement) => this.hear(announcement));
    await this.readAnew();
    return stop;
  }

  /** Reads where everything stands. */
  async readAnew(): Promise<void> {
    this.#takeSnapshot(await this.#host.call("snapshot"));
  }

  /** Takes one announcement. */
  hear(announcement: Announcement): void {
    switch (announcement.kind) {
      case "session":
        this.#session = announcement.session;
        break;
      case "connections":
        this.#connections = announcement.connections;
        break;
      case "pop":
        this.#takePop(announcement.pop, announcement.to_front);
        break;
      case "open":
        this.#events.asked(announcement.call);
        break;
      case "calls":
        this.#takeCalls(announcement.calls);
        break;
      case "look_ups":
        this.#lookUps.set(announcement.call, announcement.look_ups);
        break;
      case "outbox":
        this.#counts = announcement.counts;
        this.#outboxTurn += 1;
        break;
      case "callbacks":
        this.#callbacksTurn += 1;
        break;
      case "work":
        this.#workTurn += 1;
        break;
      case "rehearsal":
        this.#rehearsalTurn += 1;
        break;
      case "query_rows":
        this.#queryRows = announcement;
        break;
      case "older_calls":
        this.#olderCallsTurn += 1;
        break;
      case "ratings":
        this.#ratingsTurn += 1;
        break;
      case "automations":
        this.#automationsTurn += 1;
        break;
      case "recording":
        this.#events.recording();
        break;
      case "story":
        this.#events.story();
        break;
      case "told":
        this.#events.told(announcement.title, announcement.text);
        break;
      case "wallboard":
        this.#events.wallboard(announcement.news);
        break;
      case "updates":
        this.#events.updates();
        break;
      case "assistance":
        this.#events.assistance();
        break;
      case "settings":
        this.#settingsTurn += 1;
        void this.readAnew();
        break;
    }
  }

  /** Takes a pop, from an announcement or from a command's answer. */
  accept(pop: PopView): void {
    const before = this.#pops.get(pop.call)?.saved?.state.kind;
    this.#pops.set(pop.call, pop);
    this.#drafts.take(pop);
    if (pop.saved && before !== undefined && before !== pop.saved.state.kind) this.#events.settled(pop);
    if (pop.saved && this.#offered === pop.call) this.#offered = null;
  }

  /** Brings a call to the front, with what was typed for the last one safe first. */
  async open(call: string): Promise<void> {
    const leaving = this.#front;
    if (leaving !== null && leaving !== call) void this.#drafts.of(leaving).flush();
    if (!this.#pops.has(call)) {
      const pop = await this.#host.call("open_call", { call });
      // What was announced meanwhile is newer.
      if (!this.#pops.has(call)) this.accept(pop);
    }
    this.#bring(call);
  }

  /** Back to the desk without a call. */
  leave(): void {
    if (this.#front !== null) void this.#drafts.of(this.#front).flush();
    this.#front = null;
  }

  /** The other call can wait. */
  dismissOffer(): void {
    this.#offered = null;
  }

  #bring(call: string): void {
    this.#front = call;
    if (this.#offered === call) this.#offered = null;
    const pop = this.#pops.get(call);
    if (pop) this.#events.broughtToFront(pop);
  }

  /** The engine keeps a new call back where something is typed; it is offered then, or nobody would see it come. */
  #takePop(pop: PopView, toFront: boolean): void {
    const listed = this.#calls.some((row) => row.call === pop.call);
    const before = this.#pops.get(pop.call);
    const isNew = before === undefined && !listed && pop.ended_at === null;
    this.accept(pop);
    if (!toFront && !isNew) {
      const isNamed = before !== undefined && before.who.kind !== "one" && pop.who.kind === "one";
      if (isNamed && this.#front === pop.call && pop.ended_at === null) this.#events.recognised(pop);
      return;
    }
    if (this.#front !== pop.call) {
      if (toFront && this.#events.mayTakeOver()) this.#bring(pop.call);
      else this.#offered = pop.call;
    }
    this.#events.arrived(pop);
  }

  #takeSnapshot(snapshot: SnapshotView): void {
    this.#session = snapshot.session;
    this.#connections = snapshot.connections;
    this.#counts = snapshot.outbox;
    this.#dispositions = snapshot.dispositions;
    this.#version = snapshot.version;
    this.#doNotDisturb = snapshot.do_not_disturb;
    this.#afterCallSeconds = snapshot.after_call_seconds;
    this.#events.ruled(snapshot.masked);
    this.#takeCalls(snapshot.calls);
    if (!snapshot.pop) return;
    this.accept(snapshot.pop);
    if (this.#front === null && snapshot.pop.saved === null) this.#front = snapshot.pop.call;
  }

  #takeCalls(calls: CallRow[]): void {
    this.#calls = calls;
    const wanted = new Set([...calls.map((row) => row.call), this.#front, this.#offered]);
    for (const call of [...this.#pops.keys()]) {
      if (!wanted.has(call)) this.#pops.delete(call);
    }
    for (const call of [...this.#lookUps.keys()]) {
      if (!wanted.has(call)) this.#lookUps.delete(call);
    }
    this.#drafts.keepOnly(wanted);
  }
}
