import type {
  ActionFieldView,
  ActionFormView,
  ActionRow,
  EntryView,
  PresentView,
  RanView,
} from "../../host/bindings";
import { Deed } from "../../state/deed.svelte";
import type { House } from "../../state/house.svelte";
import { Reread } from "../../state/reread";
import { RECORD_TYPE, refilled } from "./lists";
import { changes, filled, ID } from "./standing";

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
  /** What stands in the record that a step changes; `null` where it could not be read. */
  #present = $state.raw<Record<number, PresentView | null>>({});
  /** What a person filled in stays, whatever is read. */
  #touched = new Set<string>();
  #reading = 0;
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
  /** What stands in the record that a step changes: `undefined` while no record is meant, `null` where it is not known. */
  standing(step: number): PresentView | null | undefined {
    return this.#present[step];
  }
  /** What people call the record that stands in a field and was not changed. */
  nameOf(step: number, field: ActionFieldView): string | undefined {
    const present = this.#present[step];
    const same = present?.fields[field.name] === this.#values[keyOf(step, field)];
    return same ? present?.names[field.name] : undefined;
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
    forms.forEach((_, step) => void this.#read(step));
    const nothing = forms.every((form) => form.fields.length === 0);
    if (nothing && !this.action.confirm) await this.go();
  }

  set(key: string, value: unknown): void {
    this.#values[key] = value;
    this.#touched.add(key);
    (this.#forms ?? []).forEach((form, step) => {
      if (key.startsWith(`${step}.input.`)) void this.#read(step);
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

  #inputs(form: ActionFormView, step: number): Record<string, unknown> {
    const given = form.fields
      .filter((field) => field.input)
      .map((field) => [field.name, this.#values[keyOf(step, field)]] as const);
    return Object.fromEntries(given.filter(([, value]) => value !== "" && value !== undefined));
  }

  /** Fills a change with what stands in its record. Without an answer the form is as it was. */
  async #read(step: number): Promise<void> {
    const form = this.#forms?.[step];
    if (form?.kind !== "update") return;
    const inputs = this.#inputs(form, step);
    const unsure = form.fields.some(
      ({ input, control, name }) =>
        input && control.kind === "record" && !ID.test(String(inputs[name] ?? "").trim()),
    );
    const turn = ++this.#reading;
    const { name } = this.action;
    const asked = { name, call: this.call, step, inputs };
    const found = unsure ? undefined : await this.#house.host.call("present_values", asked).catch(() => null);
    // Another record may be meant since.
    if (turn !== this.#reading) return;
    const present = found?.id === null ? undefined : found;
    const others = Object.fromEntries(
      Object.entries(this.#present).filter(([known]) => Number(known) !== step),
    );
    this.#present = present === undefined ? others : { ...others, [step]: present };
    for (const field of form.fields) {
      const key = keyOf(step, field);
      if (field.input || this.#touched.has(key)) continue;
      const known = field.value === null && present && field.name in present.fields;
      this.#values[key] = known ? filled(field, present.fields[field.name]) : (field.value ?? "");
    }
  }

  #request() {
    const given = (this.#forms ?? []).map((form, step) => {
      const fields = form.fields.filter((field) => !field.input);
      const valueOf = (field: ActionFieldView) => this.#values[keyOf(step, field)];
      const present = this.#present[step] ?? undefined;
      return { inputs: this.#inputs(form, step), ...changes(fields, valueOf, present) };
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
