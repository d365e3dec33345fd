import type { FlagSetupView } from "../../host/bindings";
import type { House } from "../../state/house.svelte";
import { Reread } from "../../state/reread";

/** What this person may do with flags, as last read. */
export class FlagSetup {
  #house: House;
  #view = $state.raw<FlagSetupView>({ may_flag: false, kinds: [], for_agents: null });

  constructor(house: House) {
    this.#house = house;
  }

  get view(): FlagSetupView {
    return this.#view;
  }

  /** Reads it anew: the role comes with the sign-in. */
  readonly load = new Reread(async () => {
    this.#view = await this.#house.host.call("flag_setup").catch(() => this.#view);
  }).now;
}
