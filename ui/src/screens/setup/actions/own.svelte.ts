import type { ActionFieldView, ChoicesView, FactView, FaultView } from "../../../host/bindings";
import { Asked } from "../../../state/asked.svelte";
import { Deed } from "../../../state/deed.svelte";
import type { House } from "../../../state/house.svelte";
import { nameOf, newOwn, ownNames, withOwn, withoutOwn, type Own, type OwnKind } from "./own";

/** Facts of a call are what an action can be filled with. */
const OF_A_CALL = JSON.stringify({ trigger: "call", events: ["ended"] });
const FILE = "actions.json";

/** An action of one's own that is being built. */
export class OwnForm {
  readonly deed = new Deed();
  readonly check: Asked<FaultView[]>;
  own: Own = $state(newOwn("run"));
  #house: House;
  #file: string;
  /** What each action takes, by its name; asked for when it is picked. */
  #fields = $state.raw<Record<string, ActionFieldView[]>>({});
  #choices = $state.raw<ChoicesView | null>(null);

  constructor(house: House, file: string, own: Own | OwnKind) {
    this.#house = house;
    this.#file = file;
    this.own = typeof own === "string" ? newOwn(own) : own;
    this.check = new Asked(async (text) => {
      if (text === "") return [];
      const asked = { name: FILE, text, signature: null };
      const { faults } = await house.host.call("check_configuration", asked);
      // What is wrong elsewhere in the file is said where the file is.
      return faults.filter((fault) => fault.path.includes(this.name));
    });
    for (const { run } of this.own.steps) void this.learn(run);
    void house.host.call("automation_choices", { trigger: OF_A_CALL }).then(
      (choices) => (this.#choices = choices),
      // Facts can be typed all the same.
      () => undefined,
    );
  }

  /** Its name in the file. */
  get name(): string {
    return this.own.name ?? nameOf(this.own.title, ownNames(this.#file));
  }

  get faults(): FaultView[] {
    return this.check.answer?.value ?? [];
  }

  fieldsOf(action: string): ActionFieldView[] {
    return this.#fields[action] ?? [];
  }

  /** What can be named in the texts of a step. */
  facts(step: number): FactView[] {
    const fact = (path: string): FactView => ({ path, kind: "any", values: [] });
    const before = step > 0 ? ["previous.id"] : [];
    const asked = this.own.inputs.filter(({ name }) => name !== "").map(({ name }) => `input.${name}`);
    return [...[...before, ...asked].map(fact), ...(this.#choices?.facts ?? [])];
  }

  async learn(action: string): Promise<void> {
    if (action === "" || this.#fields[action]) return;
    const forms = await this.#house.host.call("action_forms", { name: action, call: null }).catch(() => null);
    if (forms) this.#fields = { ...this.#fields, [action]: forms[0]?.fields ?? [] };
  }

  /** Something was typed: it is held against the org a moment later. */
  touch(): void {
    this.check.type(this.own.title.trim() === "" ? "" : withOwn(this.#file, this.own, this.name));
  }

  /** Takes it over. Whether it holds now. */
  async save(): Promise<boolean> {
    return this.#take(withOwn(this.#file, this.own, this.name));
  }

  async remove(): Promise<boolean> {
    return this.#take(withoutOwn(this.#file, this.name));
  }

  async #take(text: string): Promise<boolean> {
    const file = { name: FILE, text, signature: null };
    const taken = await this.deed.run(() => this.#house.host.call("import_configuration", file));
    if (!taken) return false;
    if (taken.faults.length > 0) {
      // What is refused for another reason than the last check knew is said here as well.
      this.check.type(text);
      await this.check.ask();
      return false;
    }
    this.#house.said.say(this.#house.words.act.saved);
    return true;
  }
}
