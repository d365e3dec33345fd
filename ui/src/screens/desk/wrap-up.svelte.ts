import type { CalendarView, PlanView, PopView, Sentence, UiError } from "../../host/bindings";
import { asUiError } from "../../host/host";
import { Deed } from "../../state/deed.svelte";
import type { Draft } from "../../state/draft.svelte";
import type { House } from "../../state/house.svelte";

/** What would be written. */
export type Preview =
  | { kind: "none" }
  | { kind: "asking" }
  | { kind: "ready"; plan: PlanView; followUpAt: number | null }
  | { kind: "missing"; input: string; message: Sentence }
  | { kind: "failed"; problem: UiError };

/** Something that must be given first. */
export interface Missing {
  input: string;
  message: Sentence;
}

/** The wrap-up of one call: its draft, its preview, and saving it. */
export class WrapUp {
  readonly draft: Draft;
  readonly saving = new Deed();
  readonly undoing = new Deed();
  #house: House;
  #preview = $state.raw<Preview>({ kind: "none" });
  #missing = $state.raw<Missing | null>(null);
  #calendar = $state.raw<CalendarView>({ kind: "silent" });
  #turn = 0;

  constructor(house: House, call: string) {
    this.#house = house;
    this.draft = house.drafts.of(call);
  }

  /** What would be written as it stands. */
  get preview(): Preview {
    return this.#preview;
  }

  /** What the agent's calendar says about the follow-up. */
  get calendar(): CalendarView {
    return this.#calendar;
  }

  /** What the last attempt to save missed. */
  get missing(): Missing | null {
    return this.#missing;
  }

  /** Asks anew what would be written; an answer that was overtaken is dropped. */
  async look(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    if (this.draft.values.disposition === null) {
      this.#preview = { kind: "none" };
      return;
    }
    // The last preview stays until the next one is there: nothing flickers while somebody types.
    if (this.#preview.kind === "none") this.#preview = { kind: "asking" };
    const preview = await this.#ask();
    if (turn !== this.#turn) return;
    this.#preview = preview;
    await this.#lookUpTime(preview, turn);
  }

  /** Asks the agent's calendar about an agreed time. Without an answer a time is agreed as ever. */
  async #lookUpTime(preview: Preview, turn: number): Promise<void> {
    let told: CalendarView = { kind: "silent" };
    if (preview.kind === "ready" && preview.followUpAt !== null) {
      const { call, values } = this.draft;
      const asked = this.#house.host.call("follow_up_calendar", { call, draft: values });
      told = await asked.catch(() => told);
    }
    if (turn === this.#turn) this.#calendar = told;
  }

  async #ask(): Promise<Preview> {
    try {
      const { call, values } = this.draft;
      const answer = await this.#house.host.call("preview_wrap_up", { call, draft: values });
      if (answer.kind === "missing") return answer;
      return { kind: "ready", plan: answer.plan, followUpAt: answer.follow_up_at };
    } catch (thrown) {
      return { kind: "failed", problem: asUiError(thrown) };
    }
  }

  /** Saves, or sends again what Salesforce refused. */
  async save(pop: PopView): Promise<void> {
    const saved = await this.saving.run(() => (pop.saved ? this.#repair(pop.saved.entry) : this.#saveNew()));
    if (saved) this.#house.said.say(this.#house.words.wrap.savedSaid);
  }

  async #saveNew(): Promise<boolean> {
    await this.draft.flush();
    const { call, values } = this.draft;
    const answer = await this.#house.host.call("save_wrap_up", { call, draft: values });
    if (answer.kind === "missing") {
      this.#missing = answer;
      focusInput(answer.input);
      return false;
    }
    this.#missing = null;
    this.draft.settled();
    return true;
  }

  async #repair(entry: number): Promise<boolean> {
    await this.#house.host.call("repair_entry", { entry, how: { kind: "edit", draft: this.draft.values } });
    this.#missing = null;
    this.draft.settled();
    return true;
  }

  /** Takes the wrap-up back. */
  async undo(entry: number): Promise<void> {
    const pop = await this.undoing.run(() => this.#house.host.call("undo_wrap_up", { entry }));
    if (!pop) return;
    this.#house.desk.accept(pop);
    this.#house.said.say(this.#house.words.wrap.undoneSaid);
  }

  /** It was given. */
  given(): void {
    this.#missing = null;
  }
}

/** Brings the keyboard to what is missing. */
function focusInput(input: string): void {
  const places: Record<string, string> = {
    disposition: "#wrap-outcome input",
    notes: "#wrap-notes",
    caller: "#caller :is(button, input)",
  };
  document.querySelector<HTMLElement>(places[input] ?? `#new-${CSS.escape(input)}`)?.focus();
}
