import type { SetupRights, SettingsView, WayView } from "../../host/bindings";
import type { House } from "../../state/house.svelte";
import { after, before, FRESH, type FirstRun, type FirstStep, STEPS } from "../../state/first-run";

/** The first steps of this person: which are theirs, which are done, and where they are. */
export class FirstSteps {
  #house: House;
  #rights = $state.raw<SetupRights | null>(null);
  #ways = $state.raw<WayView[]>([]);
  #settings = $state.raw<SettingsView | null>(null);

  constructor(house: House) {
    this.#house = house;
  }

  /** What is kept. */
  get kept(): FirstRun {
    return this.#house.preferences.firstRun;
  }
  /** The steps of this person: who may not set up phone systems is not asked to. */
  get own(): readonly FirstStep[] {
    // Computed when it is asked for: this outlives the screen that made it.
    return STEPS.filter((step) => step !== "phones" || this.#rights === null || this.isAdmin);
  }
  /** Where this person is; a step that is not theirs any more is passed over. */
  get at(): FirstStep | "end" {
    const { at } = this.kept;
    return at === "end" || this.own.includes(at) ? at : after("sign_in", this.own);
  }
  /** May change the set-up by hand. */
  get isAdmin(): boolean {
    return this.#rights === "change";
  }
  /** The ways to phone systems. */
  get ways(): readonly WayView[] {
    return this.#ways;
  }
  /** The settings that the policy of the machine sets. */
  get ruled(): SettingsView["policy"]["settings"] {
    return this.#settings?.policy.settings.filter((row) => row.layer === "policy") ?? [];
  }

  /** Reads what decides about the steps; what cannot be read yet (nobody is signed in) is read later. */
  async read(): Promise<void> {
    const { host, desk } = this.#house;
    const session = desk.session?.kind;
    const [rights, setup, settings] = await Promise.all([
      host.call("setup_rights").catch(() => null),
      host.call("phone_setup").catch(() => null),
      host.call("settings").catch(() => null),
    ]);
    // Somebody signed in or out meanwhile: another reading is on its way.
    if (session !== desk.session?.kind) return;
    this.#rights = rights;
    this.#ways = setup?.ways ?? [];
    this.#settings = settings;
    this.#arrive();
  }

  /** The sign-in goes on by itself, and so does its step: once it is known whose steps follow. */
  #arrive(): void {
    if (this.#house.desk.session?.kind !== "signed_in" || this.isDone("sign_in")) return;
    const waits = this.at === "sign_in";
    this.done("sign_in");
    if (waits) this.next();
  }

  /** Whether a step is done. */
  isDone(step: FirstStep): boolean {
    return this.kept.done.includes(step);
  }

  /** Notes that a step is done. */
  done(step: FirstStep): void {
    if (!this.isDone(step)) this.#keep({ done: STEPS.filter((one) => one === step || this.isDone(one)) });
  }

  /** On to the next step, done or not. */
  next(): void {
    this.#keep({ at: after(this.at, this.own) });
  }

  /** One step back. */
  back(): void {
    const to = before(this.at, this.own);
    if (to !== null) this.#keep({ at: to });
  }

  /** To a step. */
  go(step: FirstStep): void {
    this.#keep({ at: step });
  }

  /** It does not come by itself any more. */
  finish(): void {
    this.#keep({ at: FRESH.at, over: true });
    this.#house.place.go("desk");
  }

  #keep(change: Partial<FirstRun>): void {
    // A failed write only means that the next start asks again.
    this.#house.preferences.set({ first_run: { ...this.kept, ...change } }).catch(() => undefined);
  }
}
