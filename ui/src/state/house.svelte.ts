import { createContext } from "svelte";
import type { Sentence, UiError, ValueView, WindowForm } from "../host/bindings";
import { asUiError, type Host } from "../host/host";
import { NO_CHANGE } from "../host/no-change";
import { KeyHandlers } from "../keys/handlers";
import { focusOf } from "../keys/keys";
import { say, valueText } from "../words/say";
import type { Words } from "../words/words.svelte";
import { Assistance } from "./assistance.svelte";
import { Clock } from "./clock.svelte";
import { Desk } from "./desk.svelte";
import { Drafts } from "./drafts.svelte";
import { Form } from "./form.svelte";
import { Masking } from "./masking.svelte";
import { heading } from "./names";
import { Phone } from "./phone.svelte";
import { Place } from "./place.svelte";
import { PreferencesState } from "./preferences.svelte";
import { Reread } from "./reread";
import { Said } from "./said.svelte";
import { Updates } from "./updates.svelte";
import { OpenWork } from "./work.svelte";
import { Wallboard } from "./wallboard.svelte";

/** All state of the window, wired together once. */
export class House {
  readonly host: Host;
  readonly desk: Desk;
  readonly drafts: Drafts;
  readonly preferences: PreferencesState;
  readonly clock: Clock;
  readonly place = new Place();
  readonly said = new Said();
  readonly keys = new KeyHandlers();
  readonly masking = new Masking();
  readonly phone: Phone;
  readonly work: OpenWork;
  readonly updates: Updates;
  readonly form: Form;
  readonly wallboard: Wallboard;
  readonly assistance: Assistance;
  #trouble = $state.raw<UiError | null>(null);
  #ones = new Map<unknown, unknown>();
  #supervises = $state(false);

  constructor(bare: Host, now: () => number = Date.now, languages: readonly string[] = navigator.languages) {
    const host = this.masking.over(bare);
    this.host = host;
    this.clock = new Clock(now);
    this.preferences = new PreferencesState(host, languages);
    this.drafts = new Drafts(host);
    this.phone = new Phone(host);
    this.work = new OpenWork(host);
    this.updates = new Updates(host);
    this.form = new Form(host);
    this.wallboard = new Wallboard(host);
    this.assistance = new Assistance(host, {
      asks: (name) => this.said.say(this.words.assist.asks(name)),
      answered: (by, text) => this.said.say(this.words.assist.noteSaid(by, text)),
      asked: (on) => this.said.say(on ? this.words.assist.askedSaid : this.words.assist.takenBack),
    });
    this.desk = new Desk(host, this.drafts, {
      ruled: (masked) => this.masking.rule(masked),
      mayTakeOver: () => this.#mayTakeOver(),
      broughtToFront: () => this.place.go("desk"),
      arrived: (pop) => this.said.say(this.words.call.arrived(heading(this.words, pop))),
      recognised: (pop) => this.said.say(this.words.call.recognised(heading(this.words, pop))),
      told: (title, text) => this.said.say(this.words.pair(title, text)),
      asked: (call) => void this.open(call),
      recording: () => void this.phone.takeAsked(),
      story: () => void this.takeStory(),
      wallboard: (news) => this.wallboard.hear(news),
      updates: () => void this.updates.read(),
      assistance: () => void this.assistance.read(),
      settled: (pop) => this.#tellFate(pop.saved?.state.kind),
    });
  }

  /** This person looks after a team. */
  get supervises(): boolean {
    return this.#supervises;
  }

  /** Asks whether this person looks after a team: the role comes with the sign-in. */
  readonly readRole = new Reread(async () => {
    this.#supervises = await this.host.call("supervises").catch(() => false);
  }).now;

  /** The words of the chosen language. */
  get words(): Words {
    return this.preferences.words;
  }

  /** For dates and numbers. */
  get locale(): string {
    return this.preferences.locale;
  }

  /** The one state of this kind in the window, made when it is first asked for: what is typed in it outlives its screen. */
  one<T>(kind: new (house: House) => T): T {
    let found = this.#ones.get(kind) as T | undefined;
    if (found === undefined) this.#ones.set(kind, (found = new kind(this)));
    return found;
  }

  /** What the engine says, in the chosen language. */
  say(sentence: Sentence): string {
    return say(this.words, this.locale, sentence);
  }

  /** A value of a field, in the chosen language. */
  valueText(value: ValueView): string {
    return valueText(this.words, this.locale, value);
  }

  /** A failure that has no place of its own on a screen. */
  get trouble(): UiError | null {
    return this.#trouble;
  }

  /** The failure was read. */
  clearTrouble(): void {
    this.#trouble = null;
  }

  /** Shows a call. */
  async open(call: string): Promise<void> {
    await this.#orTrouble(() => this.desk.open(call));
  }

  /** Tells the call whole whose link was opened, if any. */
  async takeStory(): Promise<void> {
    // The link can be opened again.
    const call = await this.host.call("asked_story").catch(() => null);
    if (call !== null) this.place.openStory(call);
  }

  /** Opens a record in the browser. */
  async openRecord(object: string, id: string): Promise<void> {
    await this.#orTrouble(() => this.host.call("open_record", { object, id }));
  }

  /** Turns do-not-disturb on or off; it holds until it is turned again, also over a new start. */
  async turnQuiet(): Promise<void> {
    const do_not_disturb = !this.desk.doNotDisturb;
    await this.#orTrouble(async () => {
      await this.host.call("save_settings", { ...NO_CHANGE, do_not_disturb });
      await this.desk.readAnew();
      this.said.say(do_not_disturb ? this.words.workday.quietOn : this.words.workday.quietOff);
    });
  }

  /** Makes the window a small card, or whole again. What is typed stays. */
  async takeForm(form: WindowForm): Promise<void> {
    if (form === "compact" && !this.form.mayBeCompact) return;
    if (form === "compact") this.place.go("desk");
    await this.#orTrouble(() => this.form.take(form));
    this.said.say(form === "compact" ? this.words.compact.isCompact : this.words.compact.isFull);
  }

  async #orTrouble(work: () => Promise<unknown>): Promise<void> {
    this.#trouble = null;
    try {
      await work();
    } catch (thrown) {
      this.#trouble = asUiError(thrown);
    }
  }

  /** A call that is being worked on is never replaced, and no key is taken from somebody who types. */
  #mayTakeOver(): boolean {
    if (focusOf(document.activeElement) === "text" || this.place.held) return false;
    const front = this.desk.front;
    return front === null || (front.saved !== null && front.saved.state.kind !== "refused");
  }

  #tellFate(kind: string | undefined): void {
    if (kind === "sent") this.said.say(this.words.wrap.sentSaid);
    if (kind === "refused") this.said.say(this.words.wrap.refusedSaid);
  }
}

/** The house of the component tree. */
export const [useHouse, provideHouse] = createContext<House>();
