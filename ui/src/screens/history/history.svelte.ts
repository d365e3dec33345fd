import type { CallRow, FilterView, UiError } from "../../host/bindings";
import { asUiError, type Host } from "../../host/host";
import { ANY } from "./wanted.svelte";

/** The call history, read page by page. */
export class History {
  #host: Host;
  #rows = $state.raw<CallRow[]>([]);
  #text = $state("");
  #filter = $state.raw<FilterView>(ANY);
  #next = $state<number | null>(null);
  #busy = $state(false);
  #read = $state(false);
  #problem = $state.raw<UiError | null>(null);
  #turn = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  /** What was read so far, newest first. */
  get rows(): CallRow[] {
    return this.#rows;
  }
  /** What is searched for; empty = all. */
  get text(): string {
    return this.#text;
  }
  /** What else is asked for. */
  get filter(): FilterView {
    return this.#filter;
  }
  /** There may be more. */
  get more(): boolean {
    return this.#next !== null;
  }
  /** A page is being read. */
  get busy(): boolean {
    return this.#busy;
  }
  /** At least one page was read. */
  get read(): boolean {
    return this.#read;
  }
  /** Why a page could not be read. */
  get problem(): UiError | null {
    return this.#problem;
  }

  /** Reads from the top: all, or what a text finds, as far as a filter lets it through. */
  async find(text: string, filter: FilterView): Promise<void> {
    this.#text = text;
    this.#filter = filter;
    await this.#page(null);
  }

  /** Reads the next page, unless one is being read or there is none. */
  async next(): Promise<void> {
    if (this.#busy || this.#problem || this.#next === null) return;
    await this.#page(this.#next);
  }

  async #page(before: number | null): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#busy = true;
    this.#problem = null;
    try {
      const page = await this.#host.call("history", { text: this.#text, filter: this.#filter, before });
      if (turn !== this.#turn) return;
      const known = new Set(before === null ? [] : this.#rows.map((row) => row.call));
      const fresh = page.rows.filter((row) => !known.has(row.call));
      this.#rows = before === null ? fresh : [...this.#rows, ...fresh];
      this.#next = page.next;
      this.#read = true;
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.#problem = asUiError(thrown);
    }
    this.#busy = false;
  }
}
