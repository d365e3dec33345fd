import type {
  ListedField,
  ObjectPhonesView,
  PhoneFieldsChange,
  PhoneFieldsView,
  SearchedFieldView,
  UiError,
} from "../../../host/bindings";
import { asUiError } from "../../../host/host";
import { Deed } from "../../../state/deed.svelte";
import type { House } from "../../../state/house.svelte";

/** A list as typed; `null` = the standard one. */
type Typed = ListedField[] | null;

const asTyped = ({ standard, searched }: ObjectPhonesView): Typed =>
  standard ? null : searched.map(({ name, confirm }) => ({ name, confirm }));

/** The lists of phone fields as they hold, and as they are typed. */
export class PhoneFieldsForm {
  readonly saving = new Deed();
  #house: House;
  #kept = $state.raw<PhoneFieldsView | null>(null);
  #typed = $state.raw<Readonly<Record<string, Typed>>>({});
  #problem = $state.raw<UiError | null>(null);

  constructor(house: House) {
    this.#house = house;
  }

  /** As they hold; `null` before the first answer. */
  get kept(): PhoneFieldsView | null {
    return this.#kept;
  }
  /** Why they could not be read. */
  get problem(): UiError | null {
    return this.#problem;
  }
  /** What is typed and does not hold yet. */
  get change(): PhoneFieldsChange {
    const changed = (this.#kept?.objects ?? []).filter((object) => this.#differs(object));
    return {
      searched: Object.fromEntries(changed.map(({ object }) => [object, this.#typed[object] ?? null])),
    };
  }
  /** Something is typed that does not hold yet. */
  get changed(): boolean {
    return (this.#kept?.objects ?? []).some((object) => this.#differs(object));
  }

  /** The standard list is typed, or stands. */
  isStandard({ object }: ObjectPhonesView): boolean {
    return (this.#typed[object] ?? null) === null;
  }

  /** The fields as typed, with what is known of each. */
  rows(object: ObjectPhonesView): SearchedFieldView[] {
    const typed = this.#typed[object.object] ?? null;
    if (typed === null) return object.standard ? object.searched : object.usual;
    const known = this.#known(object);
    return typed.map(({ name, confirm }) => ({ ...(known.get(name) ?? absent(name)), confirm }));
  }

  /** What can be added. */
  choices(object: ObjectPhonesView): { name: string; label: string; text: boolean }[] {
    const listed = new Set(this.rows(object).map(({ name }) => name));
    const usable = [...this.#known(object).values()].filter(
      ({ name, standing }) => !listed.has(name) && (standing === "searched" || standing === "spellings"),
    );
    return usable.map(({ name, label, standing }) => ({ name, label, text: standing === "spellings" }));
  }

  /** Types another list: these fields in this order. */
  list(object: ObjectPhonesView, names: readonly string[]): void {
    const before = new Map(this.rows(object).map((row) => [row.name, row.confirm]));
    const known = this.#known(object);
    const of = (name: string) => before.get(name) ?? known.get(name)?.confirm ?? false;
    this.#type(
      object,
      names.map((name) => ({ name, confirm: of(name) })),
    );
  }

  /** Types whether a match in a field is confirmed first. */
  confirm(object: ObjectPhonesView, field: string, confirm: boolean): void {
    const rows = this.rows(object).map(({ name, confirm }) => ({ name, confirm }));
    this.#type(
      object,
      rows.map((row) => (row.name === field ? { ...row, confirm } : row)),
    );
  }

  /** Types the standard list. */
  standard(object: ObjectPhonesView): void {
    this.#typed = { ...this.#typed, [object.object]: null };
  }

  #type(object: ObjectPhonesView, list: ListedField[]): void {
    const usual = object.usual.map(({ name, confirm }) => ({ name, confirm }));
    const typed = JSON.stringify(list) === JSON.stringify(usual) ? null : list;
    this.#typed = { ...this.#typed, [object.object]: typed };
  }

  #differs(object: ObjectPhonesView): boolean {
    return JSON.stringify(this.#typed[object.object] ?? null) !== JSON.stringify(asTyped(object));
  }

  /** Every field that is known of, phone fields as the org lists them first. */
  #known(object: ObjectPhonesView): Map<string, SearchedFieldView> {
    const choices = object.choices.map(({ name, label, text }): SearchedFieldView => ({
      name,
      label,
      standing: text ? "spellings" : "searched",
      confirm: object.usual.find((field) => field.name === name)?.confirm ?? false,
    }));
    const all = [...object.usual, ...choices, ...object.searched];
    return new Map(all.map((field) => [field.name, field]));
  }

  /** Reads them. What is being typed stays. */
  async load(): Promise<void> {
    try {
      const kept = await this.#house.host.call("phone_fields");
      // Something may have been typed while it was asked for.
      const untouched = !this.changed;
      this.#kept = kept;
      if (untouched) this.reset();
      this.#problem = null;
    } catch (thrown) {
      this.#problem = asUiError(thrown);
    }
  }

  /** Forgets what was typed. */
  reset(): void {
    const objects = this.#kept?.objects ?? [];
    this.#typed = Object.fromEntries(objects.map((object) => [object.object, asTyped(object)]));
  }

  /** Puts what is typed in force; `true` when it holds. */
  async save(): Promise<boolean> {
    const next = await this.saving.run(() => this.#house.host.call("save_phone_fields", this.change));
    if (!next) return false;
    this.#kept = next;
    this.reset();
    return true;
  }
}

function absent(name: string): SearchedFieldView {
  return { name, label: name, standing: "absent", confirm: false };
}
