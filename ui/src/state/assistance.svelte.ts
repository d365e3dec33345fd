import { SvelteMap } from "svelte/reactivity";
import type { AdviceFateView, AssistanceView, LookView, PopView, TheirRequestView } from "../host/bindings";
import type { Host } from "../host/host";

/** Why help cannot be asked for on a call. */
export type NotAsked = "no_relay" | "over";

/** What the house says of it. */
export interface AssistanceEvents {
  /** An agent whom this person looks after asks. */
  asks(name: string): void;
  /** Somebody answered this agent. */
  answered(by: string, text: string): void;
  /** It was asked, or taken back. */
  asked(on: boolean): void;
}

const NONE: AssistanceView = { way: "no_relay", mine: null, theirs: [], look: null };

/** Names a request. */
export const requestKey = ({ person, call }: { person: string; call: string }) => `${person} ${call}`;

/** Whether a call goes on. */
const goesOn = ({ phase }: PopView) => phase !== "wrap_up" && phase !== "saved";

/** Help on a call, both ends of it, as the engine tells it. What somebody writes to an agent stays until it is sent. */
export class Assistance {
  #host: Host;
  #events: AssistanceEvents;
  #view = $state.raw<AssistanceView>(NONE);
  #notAsked = $state.raw<{ call: string; because: NotAsked } | null>(null);
  #written = new SvelteMap<string, string>();
  #known: { asked: ReadonlySet<string>; notes: number } = { asked: new Set(), notes: 0 };
  #turn = 0;

  constructor(host: Host, events: AssistanceEvents) {
    this.#host = host;
    this.#events = events;
  }

  /** All that is known. */
  get view(): AssistanceView {
    return this.#view;
  }

  /** Help can be asked for on this call, or has been. */
  offers(pop: PopView): boolean {
    return this.#view.way !== "no_relay" && goesOn(pop);
  }

  /** Why it was not asked for on a call. */
  notAsked(call: string): NotAsked | null {
    return this.#notAsked?.call === call ? this.#notAsked.because : null;
  }

  /** The request that is looked at, while it stands. */
  get looked(): TheirRequestView | undefined {
    const { look } = this.#view;
    return look === null ? undefined : this.#view.theirs.find((row) => requestKey(row) === requestKey(look));
  }

  /** What has been written to the agent of a request. */
  written(look: LookView): string {
    return this.#written.get(requestKey(look)) ?? "";
  }

  /** Keeps what is being written. */
  write(look: LookView, text: string): void {
    this.#written.set(requestKey(look), text);
  }

  /** Reads all of it; an answer that another question has overtaken is dropped. While the database is not open, nothing is. */
  async read(): Promise<void> {
    await this.#take(this.#host.call("assistance").catch(() => this.#view));
  }

  /** Asks for help on a call, or takes that back. */
  async toggle(pop: PopView): Promise<void> {
    this.#notAsked = null;
    if (this.#view.mine?.call === pop.call) return this.takeBack();
    const because = this.#view.way === "no_relay" ? "no_relay" : goesOn(pop) ? null : "over";
    if (because !== null) {
      this.#notAsked = { call: pop.call, because };
      return;
    }
    const { mine } = await this.#take(this.#host.call("ask_assistance", { call: pop.call }));
    if (mine?.call === pop.call) this.#events.asked(true);
    else this.#notAsked = { call: pop.call, because: "over" };
  }

  /** Takes the request back. */
  async takeBack(): Promise<void> {
    await this.#take(this.#host.call("take_back_assistance"));
    this.#events.asked(false);
  }

  /** Looks at a request. */
  async lookAt({ person, call }: TheirRequestView): Promise<void> {
    await this.#take(this.#host.call("look_at_request", { person, call }));
  }

  /** No longer looks. */
  async leave(): Promise<void> {
    await this.#take(this.#host.call("leave_request"));
  }

  /** Sends what was written; it stays where nobody has it. */
  async advise(look: LookView): Promise<AdviceFateView> {
    const { person, call } = look;
    const fate = await this.#host.call("advise", { person, call, text: this.written(look) });
    if (fate === "sent") this.#written.delete(requestKey(look));
    return fate;
  }

  /** Takes an answer; one that another question has overtaken is only given back. */
  async #take(answer: Promise<AssistanceView>): Promise<AssistanceView> {
    this.#turn += 1;
    const turn = this.#turn;
    const view = await answer;
    if (turn !== this.#turn) return view;
    this.#view = view;
    const asked = new Set(view.theirs.map(requestKey));
    const notes = view.mine?.notes ?? [];
    for (const row of view.theirs) if (!this.#known.asked.has(requestKey(row))) this.#events.asks(row.name);
    for (const note of notes.slice(this.#known.notes)) this.#events.answered(note.by, note.text);
    this.#known = { asked, notes: notes.length };
    return view;
  }
}
