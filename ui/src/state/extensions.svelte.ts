import { SvelteMap } from "svelte/reactivity";

/** Time that was added to the clock after a call. Kept while the window is open: the clock only informs. */
export class Extensions {
  #seconds = new SvelteMap<string, number>();

  /** Seconds added for a call. */
  of(call: string): number {
    return this.#seconds.get(call) ?? 0;
  }

  /** Adds seconds. */
  add(call: string, seconds: number): void {
    this.#seconds.set(call, this.of(call) + seconds);
  }
}
