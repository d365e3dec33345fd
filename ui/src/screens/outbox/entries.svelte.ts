import type { OutboxView, UiError } from "../../host/bindings";
import { asUiError, type Host } from "../../host/host";
import { Reread } from "../../state/reread";

/** The outbox as last read. */
export class Entries {
  #host: Host;
  #view = $state.raw<OutboxView | null>(null);
  #problem = $state.raw<UiError | null>(null);

  constructor(host: Host) {
    this.#host = host;
  }

  /** It; `null` before the first answer. */
  get view(): OutboxView | null {
    return this.#view;
  }

  /** Why it could not be read. */
  get problem(): UiError | null {
    return this.#problem;
  }

  /** Reads it. */
  readonly load = new Reread(async () => {
    try {
      this.#view = await this.#host.call("outbox");
      this.#problem = null;
    } catch (thrown) {
      this.#problem = asUiError(thrown);
    }
  }).now;
}
