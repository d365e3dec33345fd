import type { ActionSetupRow, FaultView } from "../../../host/bindings";
import { Deed } from "../../../state/deed.svelte";
import type { House } from "../../../state/house.svelte";
import { withRows } from "./file";

/** The actions as an admin sets them up: switches that were changed, and the file behind them. */
export class ActionsForm {
  readonly deed = new Deed();
  #house: House;
  #kept = $state.raw<readonly ActionSetupRow[]>([]);
  #changed = $state.raw<ReadonlyMap<string, ActionSetupRow>>(new Map());
  #file = $state("");
  #mayChange = $state(true);
  #faults = $state.raw<FaultView[]>([]);

  constructor(house: House) {
    this.#house = house;
  }

  /** As they are, with the switches as they stand on the screen. */
  get rows(): ActionSetupRow[] {
    return this.#kept.map((row) => this.#changed.get(row.action.name) ?? row);
  }
  /** The configuration as it runs. */
  get file(): string {
    return this.#file;
  }
  /** Switches that do not hold yet. */
  get changed(): number {
    return this.#changed.size;
  }
  get mayChange(): boolean {
    return this.#mayChange;
  }
  /** What was wrong with what was saved last. */
  get faults(): FaultView[] {
    return this.#faults;
  }

  async load(): Promise<void> {
    const setup = await this.deed.run(() => this.#house.host.call("actions_setup"));
    if (!setup) return;
    this.#kept = setup.actions;
    this.#file = setup.file;
    this.#mayChange = setup.may_change;
    this.#changed = new Map();
  }

  /** Moves a switch. It holds once it is saved. */
  set(row: ActionSetupRow, change: Partial<Omit<ActionSetupRow, "action">>): void {
    this.#put({ ...row, ...change });
  }

  /** Puts an action on the call, or takes it from there. */
  onCall(row: ActionSetupRow, on_call: boolean): void {
    this.#put({ ...row, action: { ...row.action, on_call } });
  }

  /** Whether it is asked before the action is run. */
  asks(row: ActionSetupRow, confirm: boolean): void {
    this.#put({ ...row, action: { ...row.action, confirm } });
  }

  /** Lets a search bring what its template says. */
  asTemplate(row: ActionSetupRow): void {
    const kept = this.#kept.find((known) => known.action.name === row.action.name)?.results ?? row.results;
    this.#put({ ...row, results: kept && { ...kept, set: false } });
  }

  #put(row: ActionSetupRow): void {
    const kept = this.#kept.find((known) => known.action.name === row.action.name);
    const next = new Map(this.#changed);
    if (JSON.stringify(kept) === JSON.stringify(row)) next.delete(row.action.name);
    else next.set(row.action.name, row);
    this.#changed = next;
  }

  /** Lets the switches hold. */
  async saveRows(): Promise<void> {
    const text = withRows(this.#file, [...this.#changed.values()]);
    const file = { name: "actions.json", text, signature: null };
    const taken = await this.deed.run(() => this.#house.host.call("import_configuration", file));
    if (!taken) return;
    this.#faults = taken.faults;
    if (taken.faults.length > 0) return;
    this.#house.said.say(this.#house.words.act.saved);
    await this.load();
  }
}
