import type { UiError } from "../host/bindings";
import { asUiError } from "../host/host";

/** Pause after the last key before something is asked for. */
const PAUSE_MS = 150;

/** Answers to what is typed: asked a moment after the last key; an answer that was overtaken is dropped. */
export class Asked<T> {
  #ask: (text: string) => Promise<T>;
  #text = $state("");
  #answer = $state.raw<{ text: string; value: T } | null>(null);
  #busy = $state(false);
  #problem = $state.raw<UiError | null>(null);
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: (text: string) => Promise<T>) {
    this.#ask = ask;
  }

  /** As typed. */
  get text(): string {
    return this.#text;
  }
  /** The last answer and what it is an answer to. */
  get answer(): { text: string; value: T } | null {
    return this.#answer;
  }
  /** A newer answer is on its way. */
  get busy(): boolean {
    return this.#busy;
  }
  /** Why there is no answer. */
  get problem(): UiError | null {
    return this.#problem;
  }

  /** Takes what is typed now. */
  type(text: string): void {
    this.#text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.ask(), PAUSE_MS);
  }

  /** Asks at once. */
  async ask(): Promise<void> {
    clearTimeout(this.#timer);
    this.#turn += 1;
    const turn = this.#turn;
    const text = this.#text.trim();
    this.#busy = true;
    try {
      const value = await this.#ask(text);
      if (turn !== this.#turn) return;
      this.#answer = { text, value };
      this.#problem = null;
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.#problem = asUiError(thrown);
    }
    this.#busy = false;
  }
}
