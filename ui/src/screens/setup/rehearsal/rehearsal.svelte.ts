import type { RehearsalView, RehearsedCallView, RehearsedRequest, UiError } from "../../../host/bindings";
import { asUiError } from "../../../host/host";
import { Deed } from "../../../state/deed.svelte";
import type { House } from "../../../state/house.svelte";
import { FieldsForm } from "../rules/fields.svelte";
import { OutcomesForm } from "../rules/outcomes.svelte";

/** Which of the differing calls are listed. */
export type Filter = Pick<RehearsedRequest, "disposition" | "object" | "field">;

const ALL: Filter = { disposition: null, object: null, field: null };

/** The rehearsal: what is put to it, how it stands, and the calls that it found. */
export class RehearsalState {
  readonly starting = new Deed();
  readonly writing = new Deed();
  #house: House;
  #view = $state.raw<RehearsalView>({ kind: "none" });
  #problem = $state.raw<UiError | null>(null);
  #filter = $state.raw<Filter>(ALL);
  #calls = $state.raw<RehearsedCallView[]>([]);
  #total = $state(0);
  #turn = 0;
  days = $state("28");
  region = $state("");

  constructor(house: House) {
    this.#house = house;
  }

  /** How it stands. */
  get view(): RehearsalView {
    return this.#view;
  }
  /** Why it could not be read. */
  get problem(): UiError | null {
    return this.#problem;
  }
  /** Which calls are listed. */
  get filter(): Filter {
    return this.#filter;
  }
  /** They, as far as they were read. */
  get calls(): RehearsedCallView[] {
    return this.#calls;
  }
  /** How many there are of them. */
  get total(): number {
    return this.#total;
  }
  /** The mapping is typed over. */
  get fields(): boolean {
    return this.#house.one(FieldsForm).changed;
  }
  /** The tables are typed over. */
  get outcomes(): boolean {
    return this.#house.one(OutcomesForm).changed;
  }

  /** Reads how it stands. */
  async load(): Promise<void> {
    try {
      const was = this.#view.kind;
      this.#view = await this.#house.host.call("rehearsal");
      this.#problem = null;
      if (this.#view.kind === "done" && (was !== "done" || this.#calls.length === 0)) await this.show(ALL);
    } catch (thrown) {
      this.#problem = asUiError(thrown);
    }
  }

  /** Puts what is typed to the test. */
  async start(): Promise<void> {
    this.#calls = [];
    this.#total = 0;
    const mapping = this.fields ? { rows: this.#house.one(FieldsForm).rows } : null;
    const tables = this.outcomes ? { tables: this.#house.one(OutcomesForm).tables } : null;
    const home_region = this.region.trim() === "" ? null : this.region.trim();
    const request = { days: Number.parseInt(this.days, 10) || 0, mapping, tables, home_region };
    const view = await this.starting.run(() => this.#house.host.call("start_rehearsal", request));
    if (view) this.#view = view;
  }

  /** Ends it; what it found so far is shown. */
  async cancel(): Promise<void> {
    await this.#house.host.call("cancel_rehearsal");
  }

  /** Lists the calls behind a number. */
  async show(filter: Filter): Promise<void> {
    this.#filter = filter;
    this.#calls = [];
    this.#total = 0;
    await this.more();
  }

  /** Reads further calls. */
  async more(): Promise<void> {
    if (this.#calls.length > 0 && this.#calls.length >= this.#total) return;
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const page = await this.#house.host.call("rehearsed_calls", {
        ...this.#filter,
        from: this.#calls.length,
      });
      if (turn !== this.#turn) return;
      this.#calls = [...this.#calls, ...page.calls];
      this.#total = page.total;
    } catch (thrown) {
      this.#problem = asUiError(thrown);
    }
  }

  /** Writes all of it to a file; where it is. */
  async write(): Promise<string | undefined> {
    return (await this.writing.run(() => this.#house.host.call("write_rehearsal")))?.path;
  }
}
