import type { FaultView, LookUpDraft, SoqlFaultView, TableView, UiError } from "../../../host/bindings";
import { asUiError } from "../../../host/host";
import { Deed } from "../../../state/deed.svelte";
import type { House } from "../../../state/house.svelte";
import { asFile, fromFile, sameLookUps, unusedName } from "./file";
import { wrongSentence } from "../../../words/wrong";

/** Pause after the last key before what is typed is checked. */
const PAUSE_MS = 400;

/** The look-ups as they run, and what was changed of them. It outlives its screen. */
export class LookUpsForm {
  readonly saving = new Deed();
  readonly trying = new Deed();
  #house: House;
  #kept = $state.raw<LookUpDraft[] | null>(null);
  #typed = $state.raw<LookUpDraft[]>([]);
  #values = $state.raw<string[]>([]);
  #signed = $state(false);
  #open = $state<number | null>(null);
  #faults = $state.raw<FaultView[]>([]);
  #soqlFaults = $state.raw<SoqlFaultView[]>([]);
  #problem = $state.raw<UiError | null>(null);
  #tried = $state.raw<{ table: TableView | null } | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: string[] = [];

  constructor(house: House) {
    this.#house = house;
  }

  /** Whether they were read. */
  get ready(): boolean {
    return this.#kept !== null;
  }
  /** As typed. */
  get all(): readonly LookUpDraft[] {
    return this.#typed;
  }
  /** Only signed files are taken: nothing can be changed here. */
  get signed(): boolean {
    return this.#signed;
  }
  /** Values of a call that can stand in a query. */
  get values(): readonly string[] {
    return this.#values;
  }
  /** The one that is edited. */
  get open(): number | null {
    return this.#open;
  }
  /** What is wrong, by the path in the file. */
  get faults(): readonly FaultView[] {
    return this.#faults;
  }
  /** What is wrong in the query that is edited. */
  get soqlFaults(): SoqlFaultView[] {
    return this.#soqlFaults;
  }
  /** Why they could not be read. */
  get problem(): UiError | null {
    return this.#problem;
  }
  /** What the one that is edited shows for the call that was picked. */
  get tried(): { table: TableView | null } | null {
    return this.#tried;
  }
  /** Something is typed that does not run. */
  get changed(): boolean {
    return this.#kept !== null && !sameLookUps(this.#kept, this.#typed);
  }

  /** What is wrong with a part of a look-up, in words. */
  faultOf(index: number, part: string): string | undefined {
    const found = this.#faults.find((fault) => fault.path === `look_ups.${index}.${part}`);
    if (!found) return undefined;
    const near = found.nearest === null ? "" : ` ${this.#house.words.console.didYouMean(found.nearest)}`;
    return `${wrongSentence(this.#house.words, found.wrong)}${near}`;
  }

  /** Reads them. What is typed stays. */
  async load(): Promise<void> {
    try {
      const setup = await this.#house.host.call("look_up_setup");
      const untouched = !this.changed;
      this.#kept = setup.look_ups;
      if (untouched) this.#typed = setup.look_ups;
      this.#values = setup.values;
      this.#signed = setup.signed;
      this.#problem = null;
      for (const soql of this.#waiting.splice(0)) this.addFrom(soql);
    } catch (thrown) {
      this.#problem = asUiError(thrown);
    }
  }

  /** Opens one, or none. */
  show(index: number | null): void {
    this.#open = index;
    this.#tried = null;
    this.#soqlFaults = [];
    if (index !== null) this.#checkSoon();
  }

  /** Adds an empty one. */
  add(): void {
    this.addFrom("");
  }

  /** Adds one with a query. */
  addFrom(soql: string): void {
    if (this.#kept === null) {
      this.#waiting.push(soql);
      void this.load();
      return;
    }
    const name = unusedName(this.#typed);
    this.#typed = [...this.#typed, { name, title: "", when: "", soql, rows: 5, seconds: 5 }];
    this.show(this.#typed.length - 1);
  }

  /** Changes one. */
  type(index: number, change: Partial<LookUpDraft>): void {
    this.#typed = this.#typed.map((row, i) => (i === index ? { ...row, ...change } : row));
    this.#tried = null;
    this.#checkSoon();
  }

  /** Takes one away. */
  remove(index: number): void {
    this.#typed = this.#typed.filter((_, i) => i !== index);
    this.show(null);
    this.#checkSoon();
  }

  /** Moves one up or down. */
  move(index: number, by: -1 | 1): void {
    const to = index + by;
    const moved = [...this.#typed];
    const [row] = moved.splice(index, 1);
    if (!row || to < 0 || to > moved.length) return;
    moved.splice(to, 0, row);
    this.#typed = moved;
    if (this.#open === index) this.#open = to;
  }

  /** Forgets what was typed. */
  reset(): void {
    this.#typed = this.#kept ?? [];
    this.#faults = [];
    this.show(null);
  }

  #checkSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.check(), PAUSE_MS);
  }

  /** Holds what is typed against the org. */
  async check(): Promise<void> {
    clearTimeout(this.#timer);
    const typed = this.#typed;
    const edited = this.#open === null ? undefined : typed[this.#open];
    const file = { name: "look-ups.json", text: asFile(typed), signature: null };
    const [checked, soql] = await Promise.all([
      this.#house.host.call("check_configuration", file).catch(() => ({ faults: [] })),
      edited && edited.soql.trim() !== ""
        ? this.#house.host.call("check_soql", { soql: edited.soql, values: true }).catch(() => [])
        : [],
    ]);
    if (typed !== this.#typed) return;
    this.#faults = checked.faults;
    this.#soqlFaults = soql;
  }

  /** Lets what is typed run; `true` when it does. */
  async save(): Promise<boolean> {
    const typed = this.#typed;
    const file = { name: "look-ups.json", text: asFile(typed), signature: null };
    const taken = await this.saving.run(() => this.#house.host.call("import_configuration", file));
    if (!taken) return false;
    this.#faults = taken.faults;
    if (taken.faults.length > 0) {
      const first = /^look_ups\.(\d+)/.exec(taken.faults[0]?.path ?? "");
      if (first) this.show(Number(first[1]));
      return false;
    }
    this.#kept = typed;
    this.#house.said.say(this.#house.words.act.saved);
    return true;
  }

  /** Tries the one that is edited on a call. */
  async tryOn(call: string): Promise<void> {
    const look_up = this.#open === null ? undefined : this.#typed[this.#open];
    if (!look_up) return;
    this.#tried = null;
    const answer = await this.trying.run(async () => ({
      table: await this.#house.host.call("try_look_up", { call, look_up }),
    }));
    this.#tried = answer ?? null;
  }

  /** Takes the look-ups of a file as typed; they run when they are saved. */
  takeFile(text: string): void {
    const read = fromFile(text);
    if (read === null) {
      this.#problem = { code: "invalid", message: { say: "bad_file" }, action: null };
      return;
    }
    this.#problem = null;
    this.#typed = read;
    this.show(null);
    void this.check();
  }

  /** Saves them as a file. */
  async saveFile(): Promise<string | null> {
    const request = { name: "callside-look-ups.json", text: asFile(this.#typed) };
    const saved = await this.saving.run(() => this.#house.host.call("save_text", request));
    return saved?.path ?? null;
  }
}
