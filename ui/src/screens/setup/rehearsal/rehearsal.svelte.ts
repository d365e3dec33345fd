import type {
  FaultView,
  RehearsalRequest,
  RehearsalView,
  RehearsedCallView,
  RehearsedRequest,
  RulesFile,
  UiError,
} from "../../../host/bindings";
import { asUiError } from "../../../host/host";
import { Deed } from "../../../state/deed.svelte";
import type { House } from "../../../state/house.svelte";
import { Reread } from "../../../state/reread";
import { dateFormat } from "../../../words/formats";
import { AutomationsForm } from "../automations/form.svelte";
import { FieldsForm } from "../rules/fields.svelte";
import { OutcomesForm } from "../rules/outcomes.svelte";
import { PhoneFieldsForm } from "../phone-fields/form.svelte";
import { file } from "./told";

/** Which of the differing calls are listed. */
export type Filter = Pick<RehearsedRequest, "disposition" | "object" | "field">;

/** Calls that are read at once to be written to a file. */
const ROWS = 2_000;

const ALL: Filter = { disposition: null, object: null, field: null };

/** The rehearsal: what is put to it, how it stands, and the calls that it found. */
export class RehearsalState {
  readonly starting = new Deed();
  readonly writing = new Deed();
  #house: House;
  #view = $state.raw<RehearsalView>({ kind: "none" });
  #problem = $state.raw<UiError | null>(null);
  #filter = $state.raw<Filter>(ALL);
  #calls = $state.raw<RehearsedCallView[]>([]);
  #total = $state(0);
  #turn = 0;
  #file = $state.raw<RulesFile | null>(null);
  #faults = $state.raw<FaultView[]>([]);
  days = $state("28");
  region = $state("");
  /** What is put to the test: what is typed in the tabs, or a file. */
  source = $state<"typed" | "file">("typed");

  constructor(house: House) {
    this.#house = house;
  }

  /** How it stands. */
  get view(): RehearsalView {
    return this.#view;
  }
  /** Why it could not be read. */
  get problem(): UiError | null {
    return this.#problem;
  }
  /** Which calls are listed. */
  get filter(): Filter {
    return this.#filter;
  }
  /** They, as far as they were read. */
  get calls(): RehearsedCallView[] {
    return this.#calls;
  }
  /** How many there are of them. */
  get total(): number {
    return this.#total;
  }
  /** The mapping is typed over. */
  get fields(): boolean {
    return this.#house.one(FieldsForm).changed;
  }
  /** The tables are typed over. */
  get outcomes(): boolean {
    return this.#house.one(OutcomesForm).changed;
  }

  /** The lists of phone fields are typed over. */
  get phoneFields(): boolean {
    return this.#house.one(PhoneFieldsForm).changed;
  }
  /** The automations are built over. */
  get automations(): boolean {
    return this.#house.one(AutomationsForm).touched;
  }
  /** The file that was taken. */
  get file(): RulesFile | null {
    return this.#file;
  }
  /** Why it cannot be rehearsed. */
  get faults(): FaultView[] {
    return this.#faults;
  }
  /** Nothing that is put to the test differs from what holds. */
  get nothing(): boolean {
    if (this.source === "file") return this.#file === null;
    return (
      !this.fields && !this.outcomes && !this.phoneFields && !this.automations && this.region.trim() === ""
    );
  }

  /** Takes a file to put it to the test. */
  take(file: RulesFile): void {
    this.#file = file;
    this.#faults = [];
  }

  /** Reads how it stands. */
  readonly load = new Reread(async () => {
    try {
      const was = this.#view.kind;
      this.#view = await this.#house.host.call("rehearsal");
      this.#problem = null;
      if (this.#view.kind === "done" && (was !== "done" || this.#calls.length === 0)) await this.show(ALL);
    } catch (thrown) {
      this.#problem = asUiError(thrown);
    }
  }).now;

  /** Puts what is typed, or the file, to the test. A file with faults is not rehearsed; they are listed. */
  async start(): Promise<void> {
    this.#calls = [];
    this.#total = 0;
    const view = await this.starting.run(async () => {
      const request = this.source === "file" ? await this.#ofFile() : this.#ofTyped();
      return request && (await this.#house.host.call("start_rehearsal", request));
    });
    if (view) this.#view = view;
  }

  #ofTyped(): RehearsalRequest {
    return {
      ...this.#rest(),
      file: this.automations ? this.#house.one(AutomationsForm).file : null,
      mapping: this.fields ? { rows: this.#house.one(FieldsForm).rows } : null,
      tables: this.outcomes ? this.#house.one(OutcomesForm).typed : null,
      phone_fields: this.phoneFields ? this.#house.one(PhoneFieldsForm).change : null,
    };
  }

  async #ofFile(): Promise<RehearsalRequest | null> {
    const file = this.#file;
    if (file === null) return null;
    const checked = await this.#house.host.call("check_configuration", { ...file, signature: null });
    this.#faults = checked.faults;
    return checked.faults.length > 0
      ? null
      : { ...this.#rest(), file, mapping: null, tables: null, phone_fields: null };
  }

  #rest(): Pick<RehearsalRequest, "days" | "home_region"> {
    const region = this.region.trim();
    return { days: Number.parseInt(this.days, 10) || 0, home_region: region === "" ? null : region };
  }

  /** Ends it; what it found so far is shown. */
  async cancel(): Promise<void> {
    await this.#house.host.call("cancel_rehearsal");
  }

  /** Lists the calls behind a number. */
  async show(filter: Filter): Promise<void> {
    this.#filter = filter;
    this.#calls = [];
    this.#total = 0;
    await this.more();
  }

  /** Reads further calls. */
  async more(): Promise<void> {
    if (this.#calls.length > 0 && this.#calls.length >= this.#total) return;
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const page = await this.#house.host.call("rehearsed_calls", {
        ...this.#filter,
        from: this.#calls.length,
        rows: null,
      });
      if (turn !== this.#turn) return;
      this.#calls = [...this.#calls, ...page.calls];
      this.#total = page.total;
    } catch (thrown) {
      this.#problem = asUiError(thrown);
    }
  }

  /** Writes all of it to a file; where it is. */
  async write(): Promise<string | undefined> {
    const { words, locale, host } = this.#house;
    return await this.writing.run(async () => {
      const calls: RehearsedCallView[] = [];
      for (let total = Infinity; calls.length < total;) {
        const page = await host.call("rehearsed_calls", { ...ALL, from: calls.length, rows: ROWS });
        calls.push(...page.calls);
        total = page.calls.length === 0 ? 0 : page.total;
      }
      const text = file(words, locale, calls);
      return (await host.call("save_text", { name: `callside-rehearsal-${today()}.csv`, text })).path;
    });
  }
}

/** "2026-11-20", by the clock of this machine. */
function today(): string {
  return dateFormat("sv-SE", { dateStyle: "short" }).format(Date.now());
}
