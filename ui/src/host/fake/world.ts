import type {
  Announcement,
  CallRow,
  FillView,
  SatisfactionView,
  ConnectionsView,
  EntryStateView,
  EntryView,
  FormView,
  LookUpDraft,
  LookUpView,
  OutboxCounts,
  PopView,
  Sentence,
  ParkedView,
  RelayView,
  SessionView,
  SettingsView,
  SnapshotView,
  SelfTestView,
} from "../bindings";
import { FakeAssistance } from "./assistance";
import { FakeAutomations } from "./automations";
import { POP_FIELDS, SETTINGS } from "./defaults";
import { LOOK_UPS } from "./look-ups";
import { DISPOSITIONS } from "./plan";
import { FakePhoneFields } from "./phone-fields";
import { FakePrivacy } from "./privacy";
import { rowOf } from "./rows";
import { ALL_GOOD } from "./self-test";
import { FakeUpdates } from "./updates";
import { FakeWall } from "./wallboard";
import { FakeWork } from "./work";

/** Everything that the stand-in keeps. Changes are announced as the engine announces them. */
export class World {
  session: SessionView = {
    kind: "signed_in",
    name: "Dana Whitfield",
    username: "dana@acme.example",
    host: "acme.my.salesforce.com",
  };
  connections: ConnectionsView = {
    salesforce: { kind: "up" },
    salesforce_down_since: null,
    door: { kind: "up" },
    api_used_percent: 12,
    pace: "go",
  };
  settings: SettingsView = SETTINGS;
  doNotDisturb = false;
  form: FormView = { form: "full", may_be_compact: true };
  selfTest: SelfTestView = ALL_GOOD;
  paused: Sentence | null = null;
  popFields = POP_FIELDS;
  phoneFields = new FakePhoneFields();
  automations = new FakeAutomations();
  parked: ParkedView = { relays: ["relay-a"], silent: [], total: 0, rows: [] };
  relay: RelayView = { address: "", state: { kind: "off" }, tells: "off" };
  /** A phone system is set up that can call out. */
  canDial = false;
  /** The policy masks every screen. */
  masked = false;
  privacy = new FakePrivacy();
  updates = new FakeUpdates();
  work = new FakeWork();
  /** The call whose recording a link asked for. */
  askedRecording: string | null = null;
  /** The call whose link was opened. */
  askedStory: string | null = null;
  /** This person looks after a team. */
  supervises = false;
  /** The board of the team. */
  readonly wall = new FakeWall(this);
  /** Requests for help. */
  readonly assistance = new FakeAssistance(this);
  past: CallRow[] = [];
  /** The order to bring in older calls. */
  fill: FillView | null = null;
  /** Older calls may be brought in. */
  mayFill = true;
  /** What customers said. */
  satisfaction: SatisfactionView | null = null;
  lookUps = new Map<string, LookUpView[]>();
  lookUpSetup: LookUpDraft[] = LOOK_UPS;
  pops = new Map<string, PopView>();
  entries = new Map<number, EntryView>();
  front: string | null = null;
  readonly now: () => number;
  #heard = new Set<(announcement: Announcement) => void>();
  #sentBefore = 14;

  constructor(now: () => number) {
    this.now = now;
  }

  /** Hears what is announced. */
  listen(hear: (announcement: Announcement) => void): () => void {
    this.#heard.add(hear);
    return () => this.#heard.delete(hear);
  }

  /** Announces. */
  tell(announcement: Announcement): void {
    for (const hear of this.#heard) hear(announcement);
  }

  /** Where everything stands. */
  snapshot(): SnapshotView {
    return {
      session: this.session,
      connections: this.connections,
      calls: this.calls(),
      pop: this.front === null ? null : (this.pops.get(this.front) ?? null),
      outbox: this.counts(),
      dispositions: DISPOSITIONS,
      do_not_disturb: this.doNotDisturb,
      after_call_seconds: this.settings.after_call_seconds,
      version: "0.1.0",
      masked: this.masked,
    };
  }

  /** Live calls and those that wait for their wrap-up, newest first. */
  calls(): CallRow[] {
    const open = [...this.pops.values()].filter((pop) => pop.phase !== "saved");
    return open.sort((a, b) => b.began_at - a.began_at).map(rowOf);
  }

  /** Numbers of the outbox. */
  counts(): OutboxCounts {
    const states = [...this.entries.values()].map((entry) => entry.state.kind);
    return {
      waiting: states.filter((kind) => kind === "waiting" || kind === "sending").length,
      refused: states.filter((kind) => kind === "refused" || kind === "untold").length,
      sent_today: this.#sentBefore + states.filter((kind) => kind === "sent").length,
    };
  }

  /** Signs in, out, or on the way. */
  setSession(session: SessionView): void {
    this.session = session;
    this.tell({ kind: "session", session });
  }

  /** A call arrives. */
  arrive(pop: PopView): void {
    this.front ??= pop.call;
    this.put(pop, true);
    this.tell({ kind: "calls", calls: this.calls() });
  }

  /** A pop changes. */
  put(pop: PopView, toFront = false): PopView {
    this.pops.set(pop.call, pop);
    this.tell({ kind: "pop", pop, to_front: toFront });
    return pop;
  }

  /** The look-ups beside a pop change. */
  putLookUps(call: string, look_ups: LookUpView[]): void {
    this.lookUps.set(call, look_ups);
    this.tell({ kind: "look_ups", call, look_ups });
  }

  /** Changes part of a pop. */
  change(call: string, part: Partial<PopView>): PopView {
    const pop = this.pops.get(call);
    if (!pop) throw new Error(`no call ${call}`);
    const changed = this.put({ ...pop, ...part });
    this.tell({ kind: "calls", calls: this.calls() });
    return changed;
  }

  /** An outbox entry takes a new state. */
  settle(id: number, state: EntryStateView): void {
    const entry = this.entries.get(id);
    if (!entry) throw new Error(`no entry ${id}`);
    const canCancel = state.kind === "waiting" || state.kind === "refused" || state.kind === "untold";
    const attempts = entry.attempts + (state.kind === "sending" ? 1 : 0);
    this.entries.set(id, { ...entry, state, attempts, can_cancel: canCancel });
    const pop = this.pops.get(entry.call ?? "");
    if (pop?.saved?.entry === id)
      this.change(pop.call, { saved: { ...pop.saved, state, can_undo: canCancel } });
    this.tell({ kind: "outbox", counts: this.counts() });
  }

  /** A wrap-up is taken back: the call waits for one again. */
  takeBack(id: number): PopView {
    const entry = this.entries.get(id);
    const pop = entry && this.pops.get(entry.call ?? "");
    if (!entry || !pop) throw new Error(`no entry ${id}`);
    this.settle(id, { kind: "cancelled" });
    return this.change(pop.call, { phase: "wrap_up", saved: null });
  }
}
