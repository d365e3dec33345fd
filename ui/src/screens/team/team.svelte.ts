import type {
  FilterChoicesView,
  FilterView,
  NumbersView,
  SatisfactionView,
  UiError,
} from "../../host/bindings";
import { asUiError } from "../../host/host";
import type { House } from "../../state/house.svelte";
import type { Words } from "../../words/en/en";
import { Wanted } from "../history/wanted.svelte";
import { dayOf, daysOf, type Period } from "./numbers";

/** What the Team screen looks at, and what was read of it. It outlives the screen. */
export class Team {
  #house: House;
  #look = $state<"now" | "numbers">("numbers");
  #period = $state<Period>("7");
  #days = $state.raw({ first: "", last: "" });
  #agent = $state<string | null>(null);
  #queue = $state<string | null>(null);
  #campaign = $state<string | null>(null);
  #by = $state<"agent" | "queue" | "campaign">("agent");
  #window = $state(7);
  #numbers = $state.raw<NumbersView | null>(null);
  #choices = $state.raw<FilterChoicesView>({ agents: [], queues: [], campaigns: [], outcomes: [] });
  #satisfaction = $state.raw<SatisfactionView | null>(null);
  #problem = $state.raw<UiError | null>(null);
  #busy = $state(false);
  #turn = 0;

  constructor(house: House) {
    this.#house = house;
    this.#days = daysOf("7", house.clock.now);
  }

  /** What the screen shows: what the team does now, or its numbers. */
  get look(): "now" | "numbers" {
    return this.#look;
  }
  get period(): Period {
    return this.#period;
  }
  /** First and last day, `YYYY-MM-DD`. */
  get days(): { first: string; last: string } {
    return this.#days;
  }
  get agent(): string | null {
    return this.#agent;
  }
  get queue(): string | null {
    return this.#queue;
  }
  get campaign(): string | null {
    return this.#campaign;
  }
  /** What calls are told apart by. */
  get by(): "agent" | "queue" | "campaign" {
    return this.#by;
  }
  /** Days within which a call is a repeat. */
  get window(): number {
    return this.#window;
  }
  /** The last answer; `null` before the first. */
  get numbers(): NumbersView | null {
    return this.#numbers;
  }
  /** What customers said; `null` where nobody has said where that stands. */
  get satisfaction(): SatisfactionView | null {
    return this.#satisfaction;
  }
  get choices(): FilterChoicesView {
    return this.#choices;
  }
  get problem(): UiError | null {
    return this.#problem;
  }
  get busy(): boolean {
    return this.#busy;
  }

  /** Shows what the team does now, or its numbers. */
  lookAt(look: "now" | "numbers"): void {
    this.#look = look;
  }

  /** Looks at other days. */
  async show(period: Period, days = this.#days): Promise<void> {
    this.#period = period;
    this.#days = period === "custom" ? days : daysOf(period, this.#house.clock.now);
    await this.load();
  }

  /** Narrows or widens what is counted, or counts it otherwise. */
  async change(
    to: Partial<{
      agent: string | null;
      queue: string | null;
      campaign: string | null;
      by: "agent" | "queue" | "campaign";
      window: number;
    }>,
  ): Promise<void> {
    if (to.agent !== undefined) this.#agent = to.agent;
    if (to.queue !== undefined) this.#queue = to.queue;
    if (to.campaign !== undefined) this.#campaign = to.campaign;
    if (to.by !== undefined) this.#by = to.by;
    if (to.window !== undefined) this.#window = to.window;
    await this.load();
  }

  /** Reads the numbers; an answer that another question has overtaken is dropped. */
  async load(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#busy = true;
    if (this.#period !== "custom") this.#days = daysOf(this.#period, this.#house.clock.now);
    const request = this.#request();
    try {
      const numbers = await this.#house.host.call("team_numbers", request);
      const choices = await this.#house.host.call("filter_choices");
      const satisfaction = await this.#house.host.call("satisfaction", request);
      if (turn !== this.#turn) return;
      [this.#numbers, this.#choices, this.#problem] = [numbers, choices, null];
      this.#satisfaction = satisfaction;
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.#problem = asUiError(thrown);
    }
    this.#busy = false;
  }

  /** Reads anew what customers said: the answers have come. */
  async loadSatisfaction(): Promise<void> {
    const turn = this.#turn;
    const satisfaction = await this.#house.host.call("satisfaction", this.#request()).catch(() => null);
    if (turn === this.#turn && satisfaction) this.#satisfaction = satisfaction;
  }

  #request() {
    const { first, last } = this.#days;
    return {
      first: first || dayOf(this.#house.clock.now),
      last: last || dayOf(this.#house.clock.now),
      agent: this.#agent,
      queue: this.#queue,
      campaign: this.#campaign,
      by: this.#by,
      window_days: this.#window,
    };
  }

  /** Which days and whose calls are looked at, in words. */
  about(words: Words): string {
    const { first, last } = this.#days;
    const agent = this.#choices.agents.find(({ key }) => key === this.#agent)?.name ?? this.#agent;
    const chosen: [string, string | null | undefined][] = [
      [words.filters.agent, agent],
      [words.filters.queue, this.#queue],
      [words.filters.campaign, this.#campaign],
    ];
    const scope = chosen.flatMap(([label, value]) => (value ? [words.pair(label, value)] : []));
    return [first === last ? first : `${first} – ${last}`, ...scope].join(" · ");
  }

  /** Shows the calls behind a part of a picture, in the history. */
  openCalls(more: Partial<FilterView> = {}): void {
    const { first, last } = this.#days;
    const scope = { agent: this.#agent, queue: this.#queue, campaign: this.#campaign };
    this.#house.one(Wanted).want("", { first, last, ...scope, ...more });
    this.#house.place.go("history");
  }

  /** Shows the calls that were rated in these days, whenever they were. */
  openRated(more: Partial<FilterView> = {}, { first, last } = this.#days): void {
    this.openCalls({ first: null, last: null, rated: { first, last }, ...more });
  }
}
