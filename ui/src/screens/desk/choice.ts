import type { PopView, RecordView } from "../../host/bindings";
import type { Deed } from "../../state/deed.svelte";
import type { Draft } from "../../state/draft.svelte";
import type { House } from "../../state/house.svelte";

/** The agent's word on who is calling. */
export class Choice {
  #house: House;
  #draft: Draft;
  #deed: Deed;

  constructor(house: House, draft: Draft, deed: Deed) {
    this.#house = house;
    this.#draft = draft;
    this.#deed = deed;
  }

  /** It is this record; `null`: none of those that were found. */
  async choose(record: RecordView | null): Promise<boolean> {
    return this.#take(() => this.#house.host.call("choose_caller", { call: this.#draft.call, record }), true);
  }

  /** It is the person that the pop guesses. */
  async confirm(): Promise<boolean> {
    return this.#take(() => this.#house.host.call("confirm_caller", { call: this.#draft.call }), false);
  }

  /** Asks Salesforce again. */
  async refresh(): Promise<boolean> {
    return this.#take(() => this.#house.host.call("refresh_pop", { call: this.#draft.call }), false);
  }

  async #take(ask: () => Promise<PopView>, another: boolean): Promise<boolean> {
    const pop = await this.#deed.run(ask);
    if (!pop) return false;
    if (another) this.#draft.forgetPicks();
    this.#house.desk.accept(pop);
    return true;
  }
}
