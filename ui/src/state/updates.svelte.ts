import type { UpdatesView } from "../host/bindings";
import type { Host } from "../host/host";
import { Reread } from "./reread";

/** What is known of newer versions of Callside. */
export class Updates {
  #host: Host;
  #view = $state.raw<UpdatesView | null>(null);

  constructor(host: Host) {
    this.#host = host;
  }

  /** As last read; `null` before the first answer. */
  get view(): UpdatesView | null {
    return this.#view;
  }

  /** There is something that this person can do, and they did not put it off. */
  get waits(): boolean {
    const state = this.#view?.state;
    return state?.kind === "ready" || (state?.kind === "newer" && state.install && !state.put_off);
  }

  /** Takes the answer of a command. */
  take(view: UpdatesView): void {
    this.#view = view;
  }

  /** Reads it anew. */
  readonly read = new Reread(async () => {
    this.#view = await this.#host.call("updates").catch(() => this.#view);
  }).now;
}
