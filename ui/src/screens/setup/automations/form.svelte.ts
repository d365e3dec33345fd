import type { AutomationsView, ChoicesView, FaultView, ParentView, RulesFile } from "../../../host/bindings";
import { Asked } from "../../../state/asked.svelte";
import { Deed } from "../../../state/deed.svelte";
import type { House } from "../../../state/house.svelte";
import { fileOf, newDefinition, type Definition } from "./definition";
import { wrongSentence } from "../../../words/wrong";

/** The file that the builder makes, so that a fault's path begins with the automation's number. */
const FILE = "automations.json";

const NOTHING: ChoicesView = {
  facts: [],
  parents: [],
  actions: [],
  objects: [],
  fields: [],
  dispositions: [],
  events: [],
};

/** What is being built. It outlives its screen, so that nothing typed is lost by looking elsewhere. */
export class AutomationsForm {
  #house: House;
  #view = $state.raw<AutomationsView | null>(null);
  #definitions = $state<Definition[]>([]);
  #saved = $state("");
  #open = $state<string | null>(null);
  #choices = $state.raw<ChoicesView>(NOTHING);
  #parents = $state.raw<Record<string, ParentView>>({});
  readonly reading = new Deed();
  readonly saving = new Deed();
  readonly check: Asked<FaultView[]>;

  constructor(house: House) {
    this.#house = house;
    this.check = new Asked(async (text) => {
      if (text === "") return [];
      return (await house.host.call("check_configuration", { name: FILE, text, signature: null })).faults;
    });
  }

  /** The automations as they are on the screen. */
  get definitions(): Definition[] {
    return this.#definitions;
  }

  /** Only signed files are taken. */
  get signed(): boolean {
    return this.#view?.signed ?? false;
  }

  get view(): AutomationsView | null {
    return this.#view;
  }

  /** The one that is open. */
  get open(): Definition | null {
    return (
      this.#definitions.find((definition) => definition.name === this.#open) ?? this.#definitions[0] ?? null
    );
  }

  get choices(): ChoicesView {
    return this.#choices;
  }

  get changed(): boolean {
    return fileOf(this.#definitions) !== this.#saved;
  }

  /** Something was built that does not run yet; before they were read nothing was. */
  get touched(): boolean {
    return this.#saved !== "" && this.changed;
  }

  /** What was built, as a configuration file. */
  get file(): RulesFile {
    return { name: FILE, text: fileOf(this.#definitions) };
  }

  /** Faults of a place in the open automation; an empty path gives all of it. */
  faults(path: string): FaultView[] {
    const number = this.open ? this.#definitions.indexOf(this.open) : -1;
    const own = `automations.${number}${path === "" ? "" : `.${path}`}`;
    const below = (fault: FaultView) => path === "" && fault.path.startsWith(`${own}.`);
    return (this.check.answer?.value ?? []).filter((fault) => fault.path === own || below(fault));
  }

  /** Whether an automation has faults. */
  isFaulty(definition: Definition): boolean {
    const own = `automations.${this.#definitions.indexOf(definition)}`;
    return (this.check.answer?.value ?? []).some(
      (fault) => fault.path === own || fault.path.startsWith(`${own}.`),
    );
  }

  /** What is wrong in one sentence; `undefined` when nothing is. */
  fault(path: string): string | undefined {
    const [first] = this.faults(path);
    if (!first) return undefined;
    const words = this.#house.words;
    const what = wrongSentence(words, first.wrong);
    return first.nearest ? `${what} ${words.automations.nearest(first.nearest)}` : what;
  }

  /** Reads what runs, unless something is being built. */
  async read(): Promise<void> {
    const view = await this.reading.run(() => this.#house.host.call("automations"));
    if (!view) return;
    const keeps = this.touched;
    this.#view = view;
    if (keeps) return;
    this.#definitions = view.definitions.map((text) => JSON.parse(text) as Definition);
    this.#saved = fileOf(this.#definitions);
    await this.choose(this.open?.name ?? null);
  }

  /** Opens one. */
  async choose(name: string | null): Promise<void> {
    this.#open = name;
    await this.#askChoices();
  }

  get #trigger(): string {
    return JSON.stringify(this.open?.on ?? { trigger: "call", events: [] });
  }

  async #askChoices(): Promise<void> {
    const trigger = this.#trigger;
    const choices = await this.reading.run(() => this.#house.host.call("automation_choices", { trigger }));
    if (!choices) return;
    // Whoever picked another trigger meanwhile was not asked for: one thing is read at a time.
    if (trigger !== this.#trigger) return this.#askChoices();
    this.#choices = choices;
    this.#parents = {};
  }

  /** What can be named of a parent, once it was asked for. */
  parent(path: string): ParentView | undefined {
    return this.#parents[path];
  }

  /** Asks what can be named of a parent; whether it is known now. */
  async askParent(path: string): Promise<boolean> {
    if (this.#parents[path]) return true;
    const [trigger, choices] = [this.#trigger, this.#choices];
    const found = await this.reading.run(() => this.#house.host.call("parent_choices", { trigger, path }));
    // Another trigger has other parents.
    if (trigger !== this.#trigger) await this.#askChoices();
    if (!found || this.#choices !== choices) return false;
    this.#parents = { ...this.#parents, [path]: found };
    return true;
  }

  /** Something was changed on the screen. */
  touch(trigger = false): void {
    this.check.type(fileOf(this.#definitions));
    if (trigger) void this.#askChoices();
  }

  /** Adds one and opens it. */
  add(definition?: Definition): void {
    const names = this.#definitions.map((known) => known.name);
    const made = definition ?? newDefinition(names, this.#house.words.automations.untitled);
    const name = names.includes(made.name) ? newDefinition(names, "").name : made.name;
    this.#definitions.push({ ...made, name });
    void this.choose(name);
    this.touch();
  }

  /** Takes the open one away. */
  remove(): void {
    const open = this.open;
    this.#definitions = this.#definitions.filter((definition) => definition !== open);
    void this.choose(this.#definitions[0]?.name ?? null);
    this.touch();
  }

  /** Saves all of it; with faults nothing is saved and they are shown. */
  async save(): Promise<boolean> {
    const text = fileOf(this.#definitions);
    this.check.type(text);
    const answer = await this.saving.run(() =>
      this.#house.host.call("import_configuration", { name: FILE, text, signature: null }),
    );
    if (!answer || answer.faults.length > 0) {
      await this.check.ask();
      return false;
    }
    this.#saved = text;
    this.#house.said.say(this.#house.words.automations.savedSaid);
    return true;
  }

  /** What was built is dropped. */
  async revert(): Promise<void> {
    this.#saved = "";
    this.check.type("");
    await this.read();
  }
}
