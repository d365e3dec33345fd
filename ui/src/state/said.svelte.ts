import { untrack } from "svelte";

/** What is read out to people who use a screen reader. */
export class Said {
  #text = $state("");
  #turn = $state(0);

  /** The last sentence. */
  get text(): string {
    return this.#text;
  }

  /** Grows with each sentence, so that the same one can be said twice. */
  get turn(): number {
    return this.#turn;
  }

  /** Reads a sentence out. */
  say(text: string): void {
    this.#text = text;
    // Whoever says something does not thereby depend on what is said.
    this.#turn = untrack(() => this.#turn) + 1;
  }
}
