import type { CallRow, UiError } from "../../host/bindings";
import { asUiError, type Host } from "../../host/host";
import { Reread } from "../../state/reread";
import { ANY } from "../history/wanted.svelte";

/** The newest calls of the history. */
export class Newest {
  #host: Host;
  #rows = $state.raw<CallRow[] | null>(null);
  #more = $state(false);
  #problem = $state.raw<UiError | null>(null);

  constructor(host: Host) {
    this.#host = host;
  }

  /** They; `null` before the first answer. */
  get rows(): CallRow[] | null {
    return this.#rows;
  }

  /** There are older ones. */
  get more(): boolean {
    return this.#more;
  }

  /** Why they could not be read. */
  get problem(): UiError | null {
    return this.#problem;
  }

  /** Reads them. */
  readonly load = new Reread(async () => {
    try {
      const page = await this.#host.call("history", { text: "", filter: ANY, before: null });
      this.#rows = page.rows;
      this.#more = page.next !== null;
      this.#problem = null;
    } catch (thrown) {
      this.#problem = asUiError(thrown);
    }
  }).now;
}
