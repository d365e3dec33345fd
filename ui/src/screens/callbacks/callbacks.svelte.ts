import type { CallbacksView, CallbackView, UiError } from "../../host/bindings";
import { asUiError } from "../../host/host";
import { Deed } from "../../state/deed.svelte";
import type { House } from "../../state/house.svelte";
import { Reread } from "../../state/reread";

/** How a callback stands against the clock: five minutes around its time it is due. */
export function urgency(dueAt: number, now: number): "overdue" | "due" | "later" {
  const slack = 5 * 60_000;
  if (dueAt < now - slack) return "overdue";
  return dueAt <= now + slack ? "due" : "later";
}

/** The callback list and the suppression list as last read. */
export class Callbacks {
  readonly changing = new Deed();
  #house: House;
  #view = $state.raw<CallbacksView | null>(null);
  #problem = $state.raw<UiError | null>(null);

  constructor(house: House) {
    this.#house = house;
  }

  /** They; `null` before the first answer. */
  get view(): CallbacksView | null {
    return this.#view;
  }
  /** Why they could not be read. */
  get problem(): UiError | null {
    return this.#problem;
  }

  /** Reads them. */
  readonly load = new Reread(async () => {
    try {
      this.#view = await this.#house.host.call("callbacks");
      this.#problem = null;
    } catch (thrown) {
      this.#problem = asUiError(thrown);
    }
  }).now;

  /** Takes one off the list. */
  async done(callback: CallbackView): Promise<void> {
    await this.#change(() => this.#house.host.call("change_callback", { id: callback.id, move_to: null }));
  }

  /** Puts one off, from now. */
  async putOff(callback: CallbackView, minutes: number): Promise<void> {
    const move_to = this.#house.clock.now + minutes * 60_000;
    await this.#change(() => this.#house.host.call("change_callback", { id: callback.id, move_to }));
  }

  /** Puts a number on the suppression list, or takes it off; whether it could be read as one. */
  async suppress(number: string, suppressed: boolean): Promise<boolean> {
    return this.#change(() => this.#house.host.call("suppress_number", { number, suppressed }));
  }

  async #change(work: () => Promise<null>): Promise<boolean> {
    const done = await this.changing.run(async () => {
      await work();
      return true;
    });
    if (done) await this.load();
    return done === true;
  }
}
