import type { RowFaultView, UiError } from "../../../host/bindings";
import { asUiError } from "../../../host/host";

/** Pause after the last key before the engine looks at what was typed. */
const PAUSE_MS = 200;

/** What is wrong with rules as they are typed: looked at a moment after the last key; an overtaken answer is dropped. */
export class Check {
  #ask: () => Promise<RowFaultView[]>;
  #faults = $state.raw<RowFaultView[]>([]);
  #problem = $state.raw<UiError | null>(null);
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: () => Promise<RowFaultView[]>) {
    this.#ask = ask;
  }

  /** They. */
  get faults(): RowFaultView[] {
    return this.#faults;
  }
  /** Why nobody could look. */
  get problem(): UiError | null {
    return this.#problem;
  }

  /** Takes faults that are known from elsewhere. */
  know(faults: RowFaultView[]): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.#faults = faults;
  }

  /** Something was typed. */
  soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.now(), PAUSE_MS);
  }

  /** Looks at once. */
  async now(): Promise<void> {
    clearTimeout(this.#timer);
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const faults = await this.#ask();
      if (turn !== this.#turn) return;
      this.#faults = faults;
      this.#problem = null;
    } catch (thrown) {
      if (turn === this.#turn) this.#problem = asUiError(thrown);
    }
  }

  /** Faults of a row, or of a table (`row` is `null`). */
  of(table: number, row: number | null): RowFaultView[] {
    return this.#faults.filter((fault) => fault.table === table && fault.row === row);
  }
}
