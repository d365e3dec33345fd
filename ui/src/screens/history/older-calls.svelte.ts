import type { FillView, OlderCallsView } from "../../host/bindings";
import { Deed } from "../../state/deed.svelte";
import type { House } from "../../state/house.svelte";
import { Reread } from "../../state/reread";

/** Older calls from Salesforce: what may be asked for, and how the last order stands. It outlives the screen. */
export class OlderCalls {
  readonly deed = new Deed();
  #house: House;
  #view = $state.raw<OlderCallsView | null>(null);
  first = $state("");
  last = $state("");
  whose = $state<"mine" | "team">("mine");

  constructor(house: House) {
    this.#house = house;
  }

  /** It; `null` before the first answer. */
  get view(): OlderCallsView | null {
    return this.#view;
  }
  /** An order that may still go on. */
  get open(): FillView | null {
    const fill = this.#view?.fill ?? null;
    return fill !== null && (fill.state === "running" || fill.state === "paused") ? fill : null;
  }
  /** There is something to offer or to tell. */
  get offered(): boolean {
    return this.#view !== null && (this.#view.mine || this.#view.team || this.#view.ready !== null);
  }

  /** Reads it. Nobody asked for that, so a failure is not told. */
  readonly load = new Reread(async () => {
    this.#view = await this.#house.host.call("older_calls").catch(() => this.#view);
  }).now;

  /** Orders what is picked. */
  async order(): Promise<void> {
    const request = { team: this.whose === "team", first: this.first, last: this.last };
    this.#view =
      (await this.deed.run(() => this.#house.host.call("order_older_calls", request))) ?? this.#view;
  }

  /** Stops for a while, goes on, or ends it. */
  async steer(to: "pause" | "resume" | "cancel"): Promise<void> {
    this.#view = (await this.deed.run(() => this.#house.host.call("steer_older_calls", to))) ?? this.#view;
  }
}
