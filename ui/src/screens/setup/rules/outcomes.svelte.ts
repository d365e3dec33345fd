import type {
  EffectView,
  OutcomeRowView,
  OutcomesView,
  OutcomeTables,
  OutcomeTableView,
  SampleView,
  UiError,
  WorkingHoursView,
} from "../../../host/bindings";
import { asUiError } from "../../../host/host";
import { Deed } from "../../../state/deed.svelte";
import type { House } from "../../../state/house.svelte";
import { Reread } from "../../../state/reread";
import { Check } from "./check.svelte";

/** What can follow, in the order in which it is offered. */
export const KINDS = ["set", "task", "event", "retry", "suppress"] as const;

/** An effect that begins with sensible parts. */
export function newEffect(kind: string): EffectView {
  return {
    kind,
    on: kind === "set" ? "Lead" : "",
    field: "",
    value: "",
    only_from: [],
    optional: false,
    record_type: "",
    subject: kind === "retry" ? "Call {name} again" : "",
    due: kind === "retry" ? "minutes" : "working_days",
    count: kind === "retry" ? 30 : 1,
    length: kind === "event" ? 30 : 0,
    at_most: null,
    message: "",
  };
}

const NO_HOURS: WorkingHoursView = { days: [], from: "", until: "", days_off: [] };

/** The outcome tables as they hold, and as they are typed. */
export class OutcomesForm {
  readonly saving = new Deed();
  readonly check: Check;
  #house: House;
  #kept = $state.raw<OutcomesView | null>(null);
  #tables = $state.raw<OutcomeTableView[]>([]);
  #hours = $state.raw<WorkingHoursView>(NO_HOURS);
  #table = $state(0);
  #row = $state(0);
  #problem = $state.raw<UiError | null>(null);
  #sample = $state.raw<SampleView | null>(null);

  constructor(house: House) {
    this.#house = house;
    this.check = new Check(async () => {
      const answer = await house.host.call("check_outcomes", this.typed);
      if (answer.faults.length === 0) await this.look();
      return answer.faults;
    });
  }

  /** As they hold; `null` before the first answer. */
  get kept(): OutcomesView | null {
    return this.#kept;
  }
  /** As typed. */
  get tables(): OutcomeTableView[] {
    return this.#tables;
  }
  /** The working hours as typed. */
  get hours(): WorkingHoursView {
    return this.#hours;
  }
  /** All of it as typed. */
  get typed(): OutcomeTables {
    return { tables: this.#tables, working_hours: this.#hours };
  }
  /** Why they could not be read. */
  get problem(): UiError | null {
    return this.#problem;
  }
  /** The table that is edited. */
  get at(): number {
    return this.#table;
  }
  get table(): OutcomeTableView | undefined {
    return this.#tables[this.#table];
  }
  /** The row that is edited. */
  get rowAt(): number {
    return this.#row;
  }
  get row(): OutcomeRowView | undefined {
    return this.table?.rows[this.#row];
  }
  /** What a call with this outcome would write. */
  get sample(): SampleView | null {
    return this.#sample;
  }
  /** Something is typed that does not hold yet. */
  get changed(): boolean {
    if (this.#kept === null) return false;
    const { tables, working_hours } = this.#kept;
    return JSON.stringify({ tables, working_hours }) !== JSON.stringify(this.typed);
  }

  /** Reads them. What is being typed stays. */
  readonly load = new Reread(async () => {
    try {
      const kept = await this.#house.host.call("outcomes_setup");
      // Something may have been typed while it was asked for.
      const untouched = !this.changed;
      this.#kept = kept;
      if (untouched) {
        this.#take(kept);
        this.check.know(kept.faults);
      }
      this.#problem = null;
      await this.look();
    } catch (thrown) {
      this.#problem = asUiError(thrown);
    }
  }).now;

  #take({ tables, working_hours }: OutcomeTables): void {
    this.#tables = tables;
    this.#hours = working_hours;
  }

  /** Puts other tables in place of those that are typed. */
  replace(tables: OutcomeTables): void {
    this.#take(tables);
    [this.#table, this.#row] = [0, 0];
    void this.check.now();
  }

  /** Shows a table. */
  open(table: number): void {
    [this.#table, this.#row] = [table, 0];
    void this.look();
  }

  /** Shows a row. */
  pick(row: number): void {
    this.#row = row;
    void this.look();
  }

  /** Types into the open table. */
  typeTable(change: Partial<OutcomeTableView>): void {
    this.#tables = this.#tables.map((table, i) => (i === this.#table ? { ...table, ...change } : table));
    this.check.soon();
  }

  /** Types into the working hours. */
  typeHours(change: Partial<WorkingHoursView>): void {
    this.#hours = { ...this.#hours, ...change };
    this.check.soon();
  }

  /** Types into a row of the open table. */
  type(index: number, change: Partial<OutcomeRowView>): void {
    const rows = this.table?.rows.map((row, i) => (i === index ? { ...row, ...change } : row));
    if (rows) this.typeTable({ rows });
  }

  /** Types into an effect of the open row. */
  typeEffect(index: number, change: Partial<EffectView>): void {
    const effects = this.row?.effects.map((effect, i) => (i === index ? { ...effect, ...change } : effect));
    if (effects) this.type(this.#row, { effects });
  }

  /** Adds what follows to the open row. */
  addEffect(kind: string): void {
    if (this.row) this.type(this.#row, { effects: [...this.row.effects, newEffect(kind)] });
  }

  /** Takes it away. */
  removeEffect(index: number): void {
    if (this.row) this.type(this.#row, { effects: this.row.effects.toSpliced(index, 1) });
  }

  /** Adds an outcome to the open table, on the first free key. */
  addRow(): void {
    const table = this.table;
    if (!table) return;
    const taken = new Set(table.rows.map((row) => row.key));
    const key = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((free) => !taken.has(free)) ?? 9;
    const row = { code: "", label: "", key, needs_notes: false, also_called: [], effects: [] };
    this.typeTable({ rows: [...table.rows, row] });
    this.#row = table.rows.length;
  }

  /** Takes an outcome out of the open table. */
  removeRow(index: number): void {
    if (this.table) this.typeTable({ rows: this.table.rows.toSpliced(index, 1) });
    this.#row = Math.max(0, Math.min(this.#row, (this.table?.rows.length ?? 1) - 1));
  }

  /** Copies an outcome of the org into the open table, to change it there. */
  takeOver(code: string): void {
    const row = this.#tables[0]?.rows.find((own) => own.code === code);
    const table = this.table;
    if (!row || !table || table.rows.some((own) => own.code === code)) return;
    this.typeTable({ rows: [...table.rows, structuredClone(row)] });
    this.#row = table.rows.length;
  }

  /** Adds a table for a campaign or queue. */
  addTable(name: string): void {
    this.#tables = [...this.#tables, { name, campaign: "", queue: "", allowed: null, rows: [] }];
    this.open(this.#tables.length - 1);
    this.check.soon();
  }

  /** Takes the open table away. The org's own stays. */
  removeTable(): void {
    if (this.#table === 0) return;
    this.#tables = this.#tables.toSpliced(this.#table, 1);
    this.open(0);
    this.check.soon();
  }

  /** Forgets what was typed. */
  reset(): void {
    if (!this.#kept) return;
    this.#take(this.#kept);
    this.check.know(this.#kept.faults);
    this.open(0);
  }

  /** Puts what is typed in force; `true` when it holds. */
  async save(): Promise<boolean> {
    const answer = await this.saving.run(() => this.#house.host.call("save_outcomes", this.typed));
    if (!answer) return false;
    this.check.know(answer.faults);
    if (answer.faults.length > 0) return false;
    await this.load();
    return true;
  }

  /** Asks what a sample call with the open outcome would write. */
  async look(): Promise<void> {
    const outcome = this.row?.code;
    if (!outcome) return;
    try {
      const tables = this.typed;
      this.#sample = await this.#house.host.call("sample_call", { outcome, mapping: null, tables });
    } catch {
      // The faults say why; the last sample stays.
    }
  }
}
