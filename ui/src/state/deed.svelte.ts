import type { UiError } from "../host/bindings";
import { asUiError } from "../host/host";

/** One thing that a screen asks for: whether it runs, and what went wrong the last time. */
export class Deed {
  #busy = $state(false);
  #problem = $state.raw<UiError | null>(null);

  /** It runs. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Why it failed. */
  get problem(): UiError | null {
    return this.#problem;
  }

  /** Does it, once at a time; `undefined` when it failed or was running already. */
  async run<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.#busy) return undefined;
    this.#busy = true;
    this.#problem = null;
    try {
      return await work();
    } catch (thrown) {
      this.#problem = asUiError(thrown);
      return undefined;
    } finally {
      this.#busy = false;
    }
  }

  /** The failure was read. */
  clear(): void {
    this.#problem = null;
  }
}
