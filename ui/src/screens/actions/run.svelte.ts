import type { ActionFieldView, ActionFormView, ActionRow, EntryView, RanView } from "../../host/bindings";
import { Deed } from "../../state/deed.svelte";
import type { House } from "../../state/house.svelte";
import { Reread } from "../../state/reread";
import { RECORD_TYPE, refilled } from "./lists";

/** Names a field among all steps of an action. */
export const keyOf = (step: number, field: ActionFieldView): string =>
  `${step}.${field.input ? "input" : "field"}.${field.name}`;

/** One run of an action: its form, what is filled in, and what came of it. */
export class ActionRun {
  readonly action: ActionRow;
  readonly call: string | null;
  readonly deed = new Deed();
  /** Made once: asking twice with it is asking once. */
  #key = crypto.randomUUID();
  #house: House;
  #forms = $state.raw<ActionFormView[] | null>(null);
  #values = $state<Record<string, unknown>>({});
  #faults = $state.raw<Record<string, string>>({});
  #along = $state.raw<string[] | null>(null);
  #ran = $state.raw<RanView | null>(null);
  #entry = $state.raw<EntryView | null>(null);
  /** The entry that is followed: the run, or what takes it back. */
  #followed: number | null = null;

  constructor(house: House, action: ActionRow, call: string | null) {
    this.#house = house;
    this.action = action;
    this.call = call;
  }

  get forms(): ActionFormView[] | null {
    return this.#forms;
  }
  /** What is filled in, by {@link keyOf}. */
  get values(): Record<string, unknown> {
    return this.#values;
  }
  /** What does not fit, by {@link keyOf}; the whole form by the empty name. */
  get faults(): Record<string, string> {
    return this.#faults;
  }
  /** A person must say yes: what goes with a delete, or nothing more. */
  get asking(): string[] | null {
    return this.#along;
  }
  get ran(): RanView | null {
    return this.#ran;
  }
  /** How the write stands. */
  get entry(): EntryView | null {
    return this.#entry;
  }

  async open(): Promise<void> {
    const { name } = this.action;
    const forms = await this.deed.run(() => this.#house.host.call("action_forms", { name, call: this.call }));
    if (!forms) return;
    const values: Record<string, unknown> = {};
    const { text } = this.#house.words.actions;
    // What a template asks for is worded by the product; labels of fields are the org's.
    for (const field of forms.flatMap((form) => form.fields).filter((known) => known.input)) {
      field.label = text(field.label);
      if (field.help !== null) field.help = text(field.help);
    }
    forms.forEach((form, step) =>
      form.fields.forEach((field) => (values[keyOf(step, field)] = field.value ?? "")),
    );
    this.#values = values;
    this.#forms = forms;
    const nothing = forms.every((form) => form.fields.length === 0);
    if (nothing && !this.action.confirm) await this.go();
  }

  set(key: string, value: unknown): void {
    this.#values[key] = value;
    (this.#forms ?? []).forEach((form, step) => {
      if (key !== `${step}.field.${RECORD_TYPE}`) return;
      const changed = refilled(form, (field) => this.#values[keyOf(step, field)]);
      for (const [field, next] of changed) this.#values[keyOf(step, field)] = next;
    });
  }

  /** Runs it, or asks first where that is wished. */
  async submit(): Promise<void> {
    if (this.action.confirm && this.#along === null) await this.#ask();
    else await this.go();
  }

  cancelAsking(): void {
    this.#along = null;
  }

  async go(): Promise<void> {
    this.#along = null;
    const ran = await this.deed.run(() => this.#house.host.call("run_action", this.#request()));
    if (!ran) return;
    this.#faults = ran.kind === "faults" ? this.#named(ran) : {};
    if (ran.kind === "faults") return;
    this.#ran = ran;
    if (ran.kind === "queued") await this.#on(ran.entry);
  }

  /** Takes a done write back. */
  async undo(): Promise<void> {
    const entry = this.#entry;
    if (!entry) return;
    const ran = await this.deed.run(() => this.#house.host.call("undo_action", { entry: entry.id }));
    if (ran?.kind === "queued") await this.#on(ran.entry);
  }

  /** Reads how the write stands. */
  readonly follow = new Reread(async () => {
    const id = this.#followed;
    if (id === null) return;
    const entry = await this.#house.host.call("outbox_entry", { entry: id }).catch(() => null);
    // Another entry may be followed since.
    if (entry && this.#followed === id) this.#entry = entry;
  }).now;

  async #on(entry: number): Promise<void> {
    this.#followed = entry;
    await this.follow();
  }

  async #ask(): Promise<void> {
    if (this.action.kind !== "delete") {
      this.#along = [];
      return;
    }
    const along = await this.deed.run(() => this.#house.host.call("goes_along", this.#request()));
    const words = this.#house.words.actions;
    if (along) this.#along = along.map((it) => words.goesAlong(it.count, words.text(it.label), it.more));
  }

  #request() {
    const given = (this.#forms ?? []).map((form, step) => {
      const part = (input: boolean) =>
        Object.fromEntries(
          form.fields
            .filter((field) => field.input === input)
            .map((field) => [field.name, this.#values[keyOf(step, field)]] as const)
            .filter(([, value]) => value !== "" && value !== undefined),
        );
      return { inputs: part(true), fields: part(false) };
    });
    return { name: this.action.name, call: this.call, key: this.#key, given };
  }

  #named(ran: Extract<RanView, { kind: "faults" }>): Record<string, string> {
    const fields = this.#forms?.[ran.step]?.fields ?? [];
    return Object.fromEntries(
      ran.faults.map((fault) => {
        const field = fields.find((known) => known.name === fault.name);
        return [field ? keyOf(ran.step, field) : "", this.#house.words.actions.misfit(fault.because)];
      }),
    );
  }
}
