import type {
  PastQueryView,
  SavedRowsView,
  SoqlAnswerView,
  SoqlFaultView,
  TableView,
  UiError,
} from "../../../host/bindings";
import { asUiError, type Host } from "../../../host/host";
import { asTabs, sorted, type Sorting } from "../../../parts/cell-text";
import { Deed } from "../../../state/deed.svelte";
import type { House } from "../../../state/house.svelte";

/** Pause after the last key before a query is checked. */
const PAUSE_MS = 400;

/** Runs of this window; the engine follows and withdraws them by number. */
let runs = 0;

/** How far a long query is. */
export interface RowsSoFar {
  here: number;
  total: number;
  /** When it was asked. */
  since: number;
}

/** The console: what is typed, what was found. It outlives its screen. */
export class ConsoleState {
  readonly exporting = new Deed();
  #house: House;
  #host: Host;
  #soql = $state("");
  #faults = $state.raw<SoqlFaultView[]>([]);
  #table = $state.raw<TableView | null>(null);
  #more = $state(false);
  #took = $state(0);
  #run = $state(0);
  #since = $state<number | null>(null);
  #savingSince = $state(0);
  #stopped = false;
  #refused = $state<string | null>(null);
  #withdrawn = $state(false);
  #problem = $state.raw<UiError | null>(null);
  #past = $state.raw<PastQueryView[]>([]);
  #saved = $state.raw<SavedRowsView | null>(null);
  #sorting = $state.raw<Sorting | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(house: House) {
    this.#house = house;
    this.#host = house.host;
  }

  /** As typed. */
  get soql(): string {
    return this.#soql;
  }
  /** What is wrong with it. */
  get faults(): SoqlFaultView[] {
    return this.#faults;
  }
  /** What was found so far. */
  get table(): TableView | null {
    return this.#table;
  }
  /** There are more rows in Salesforce. */
  get more(): boolean {
    return this.#more;
  }
  /** Milliseconds that the last page took. */
  get took(): number {
    return this.#took;
  }
  /** When the question that runs was asked. */
  get since(): number | null {
    return this.#since;
  }
  /** Why Salesforce said no, in its words. */
  get refused(): string | null {
    return this.#refused;
  }
  /** How many rows there are in Salesforce. */
  get total(): number {
    return this.#table ? this.#table.rows.length + this.#table.left_out : 0;
  }
  /** How far the question that runs is, once its first rows are here. */
  get reading(): RowsSoFar | null {
    if (this.#since === null || this.#table === null) return null;
    return { here: this.#table.rows.length, total: this.total, since: this.#since };
  }
  /** How far the file is that is being written. */
  get saving(): RowsSoFar | null {
    if (!this.exporting.busy) return null;
    const told = this.#house.desk.queryRows;
    const here = told?.run === this.#run ? told.rows : 0;
    return { here, total: this.total, since: this.#savingSince };
  }
  /** The next rows are asked for as one comes near them: not after somebody stopped that, or it failed. */
  get readsOn(): boolean {
    return this.#more && !this.#withdrawn && this.#problem === null;
  }
  /** The last question was withdrawn. */
  get withdrawn(): boolean {
    return this.#withdrawn;
  }
  /** What failed. */
  get problem(): UiError | null {
    return this.#problem;
  }
  /** Queries of the past. */
  get past(): PastQueryView[] {
    return this.#past;
  }
  /** The file that was written last. */
  get saved(): SavedRowsView | null {
    return this.#saved;
  }
  /** How the rows are ordered. */
  get sorting(): Sorting | null {
    return this.#sorting;
  }
  /** Rows in that order. */
  readonly rows = $derived.by(() =>
    this.#table ? sorted(this.#table, this.#sorting, this.#house.locale) : [],
  );

  /** Takes what is typed; it is checked a moment later. */
  type(soql: string): void {
    this.#soql = soql;
    this.#faults = [];
    clearTimeout(this.#timer);
    if (soql.trim() !== "") this.#timer = setTimeout(() => void this.#check(), PAUSE_MS);
  }

  async #check(): Promise<void> {
    const soql = this.#soql;
    const faults = await this.#host.call("check_soql", { soql, values: false }).catch(() => []);
    if (soql === this.#soql) this.#faults = faults;
  }

  /** Asks. */
  async run(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#since !== null || this.#soql.trim() === "") return;
    runs += 1;
    this.#run = runs;
    this.#table = null;
    this.#more = false;
    this.#saved = null;
    this.#sorting = null;
    await this.#ask(() => this.#host.call("run_soql", { run: this.#run, soql: this.#soql }));
    void this.readPast();
  }

  /** Asks for the next page. */
  async readMore(): Promise<void> {
    if (this.#since !== null || !this.#more) return;
    await this.#ask(() => this.#host.call("more_soql", { run: this.#run }));
  }

  /** Asks for all pages that are left, one after the other, until it is stopped. */
  async readAll(): Promise<void> {
    if (this.#since !== null) return;
    const since = this.#house.clock.now;
    this.#stopped = false;
    do {
      await this.#ask(() => this.#host.call("more_soql", { run: this.#run }), since);
    } while (this.readsOn && !this.#stopped);
  }

  async #ask(ask: () => Promise<SoqlAnswerView>, since = this.#house.clock.now): Promise<void> {
    this.#since = since;
    this.#problem = null;
    this.#refused = null;
    this.#withdrawn = false;
    try {
      const answer = await ask();
      if (answer.kind === "rows") this.#take(answer.table, answer.more, answer.took_ms);
      else if (answer.kind === "wrong") this.#faults = answer.faults;
      else if (answer.kind === "refused") this.#refused = answer.message;
      else this.#withdrawn = true;
      if (answer.kind === "wrong" || answer.kind === "refused") this.#more = false;
    } catch (thrown) {
      this.#problem = asUiError(thrown);
    }
    this.#since = null;
  }

  #take(table: TableView, more: boolean, took: number): void {
    const before = this.#table;
    const rows = before ? [...before.rows, ...table.rows] : table.rows;
    const total = table.rows.length + table.left_out;
    this.#table = { ...table, rows, left_out: Math.max(0, total - rows.length) };
    this.#more = more;
    this.#took = took;
  }

  /** Withdraws the question that runs. The rows that are here stay. */
  cancel(): void {
    this.#stopped = true;
    void this.#host.call("cancel_soql", { run: this.#run }).catch(() => undefined);
  }

  /** Orders by a column: up, down, as they came. */
  sort(column: number): void {
    const now = this.#sorting;
    if (now?.column !== column) this.#sorting = { column, descending: false };
    else this.#sorting = now.descending ? null : { column, descending: true };
  }

  /** Copies the rows that are here. */
  async copy(): Promise<void> {
    if (!this.#table) return;
    const columns = this.#table.columns.map((column) => column.path);
    await this.#host.copy(asTabs(this.#house.words, this.#house.locale, columns, this.rows));
    this.#house.said.say(this.#house.words.act.copied);
  }

  /** Writes all rows of the query to a file. */
  async save(): Promise<void> {
    this.#saved = null;
    this.#savingSince = this.#house.clock.now;
    const saved = await this.exporting.run(() => this.#host.call("export_soql", { run: this.#run }));
    this.#saved = saved ?? null;
  }

  /** Reads the queries of the past. */
  async readPast(): Promise<void> {
    this.#past = await this.#host.call("soql_history").catch(() => []);
  }
}
