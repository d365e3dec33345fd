import type { FieldsView, MappingRowView, SampleView, UiError } from "../../../host/bindings";
import { asUiError } from "../../../host/host";
import { Deed } from "../../../state/deed.svelte";
import type { House } from "../../../state/house.svelte";
import { Reread } from "../../../state/reread";
import { Check } from "./check.svelte";

/** A new row of a kind of record. */
function empty(on: string): MappingRowView {
  return { on, record_type: "", field: "", from: "", through: "", only_when_empty: false, optional: false };
}

/** The field mapping as it holds, and as it is typed. */
export class FieldsForm {
  readonly saving = new Deed();
  readonly check: Check;
  #house: House;
  #kept = $state.raw<FieldsView | null>(null);
  #rows = $state.raw<MappingRowView[]>([]);
  #problem = $state.raw<UiError | null>(null);
  #sample = $state.raw<SampleView | null>(null);
  #outcome = $state("interested");

  constructor(house: House) {
    this.#house = house;
    this.check = new Check(async () => {
      const answer = await house.host.call("check_fields", { rows: this.#rows });
      if (answer.faults.length === 0) await this.look();
      return answer.faults;
    });
  }

  /** As it holds; `null` before the first answer. */
  get kept(): FieldsView | null {
    return this.#kept;
  }
  /** As typed. */
  get rows(): MappingRowView[] {
    return this.#rows;
  }
  /** Why it could not be read. */
  get problem(): UiError | null {
    return this.#problem;
  }
  /** What a call like the last one would write. */
  get sample(): SampleView | null {
    return this.#sample;
  }
  /** The outcome of the sample. */
  get outcome(): string {
    return this.#outcome;
  }
  /** Something is typed that does not hold yet. */
  get changed(): boolean {
    return this.#kept !== null && JSON.stringify(this.#kept.rows) !== JSON.stringify(this.#rows);
  }

  /** Reads it. What is being typed stays. */
  readonly load = new Reread(async () => {
    try {
      const kept = await this.#house.host.call("fields_setup");
      // Something may have been typed while it was asked for.
      const untouched = !this.changed;
      this.#kept = kept;
      if (untouched) this.#take(kept.rows);
      this.#problem = null;
      await this.look();
    } catch (thrown) {
      this.#problem = asUiError(thrown);
    }
  }).now;

  #take(rows: MappingRowView[]): void {
    this.#rows = rows;
    this.check.know(rows === this.#kept?.rows ? this.#kept.faults : []);
  }

  /** Puts other rows in place of those that are typed. */
  replace(rows: MappingRowView[]): void {
    this.#rows = rows;
    void this.check.now();
  }

  /** Types into a cell. */
  type<K extends keyof MappingRowView>(index: number, key: K, value: MappingRowView[K]): void {
    this.#rows = this.#rows.map((row, i) => (i === index ? { ...row, [key]: value } : row));
    this.check.soon();
  }

  /** Adds a row for a kind of record, after the last of its kind; its place. */
  add(on: string): number {
    const last = this.#rows.findLastIndex((row) => row.on === on);
    const at = last < 0 ? this.#rows.length : last + 1;
    this.#rows = this.#rows.toSpliced(at, 0, empty(on));
    this.check.soon();
    return at;
  }

  /** Takes a row away. */
  remove(index: number): void {
    this.#rows = this.#rows.toSpliced(index, 1);
    this.check.soon();
  }

  /** Forgets what was typed. */
  reset(): void {
    if (this.#kept) this.#take(this.#kept.rows);
    void this.look();
  }

  /** Puts what is typed in force; `true` when it holds. */
  async save(): Promise<boolean> {
    const answer = await this.saving.run(() => this.#house.host.call("save_fields", { rows: this.#rows }));
    if (!answer) return false;
    this.check.know(answer.faults);
    if (answer.faults.length > 0) return false;
    await this.load();
    return true;
  }

  /** Looks at a call with another outcome. */
  pick(outcome: string): void {
    this.#outcome = outcome;
    void this.look();
  }

  /** Asks what a sample call would write. */
  async look(): Promise<void> {
    const request = { outcome: this.#outcome, mapping: { rows: this.#rows }, tables: null };
    try {
      this.#sample = await this.#house.host.call("sample_call", request);
    } catch {
      // The faults say why; the last sample stays.
    }
  }
}
