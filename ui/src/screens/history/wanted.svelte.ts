import type { FilterView } from "../../host/bindings";

/** Lets every call through. */
export const ANY: FilterView = {
  agent: null,
  queue: null,
  campaign: null,
  outcome: null,
  direction: null,
  at_least_s: null,
  at_most_s: null,
  first: null,
  last: null,
  slot: null,
  standing: null,
  again: null,
  rated: null,
  flag: null,
};

/** How many things a filter asks for. */
export function conditions(filter: FilterView): number {
  return Object.values(filter).filter((value) => value !== null).length;
}

/** What the history shows. It outlives its screen, so that another screen can ask for calls. */
export class Wanted {
  #text = $state("");
  #filter = $state.raw<FilterView>(ANY);

  /** Words or digits, as typed. */
  get text(): string {
    return this.#text;
  }
  /** The rest. */
  get filter(): FilterView {
    return this.#filter;
  }

  /** Wants exactly this. */
  want(text: string, filter: Partial<FilterView>): void {
    this.#text = text;
    this.#filter = { ...ANY, ...filter };
  }

  /** Types. */
  type(text: string): void {
    this.#text = text;
  }

  /** Changes a part of the filter. */
  change(part: Partial<FilterView>): void {
    this.#filter = { ...this.#filter, ...part };
  }
}
