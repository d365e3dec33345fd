import type { DialView, ObjectionView, OffersView, PhoneFailure } from "../host/bindings";
import type { Host } from "../host/host";
import { Deed } from "./deed.svelte";
import { Reread } from "./reread";

/** What became of the last dial. */
export type DialResult =
  | { kind: "none" }
  | { kind: "dialled"; number: string }
  | { kind: "already"; number: string }
  | { kind: "objected"; number: string; objections: ObjectionView[]; mayGoOn: boolean }
  | { kind: "failed"; number: string; failure: PhoneFailure };

/** Calling out from any number that is shown: one dial at a time, with its result. */
export class Phone {
  readonly dialling = new Deed();
  #host: Host;
  #offers = $state.raw<OffersView | null>(null);
  #result = $state.raw<DialResult>({ kind: "none" });
  #asked = $state<string | null>(null);

  constructor(host: Host) {
    this.#host = host;
  }

  /** Some phone system here can call out. */
  get canDial(): boolean {
    return this.#offers?.dial ?? false;
  }

  /** What became of the last dial. */
  get result(): DialResult {
    return this.#result;
  }

  /** Reads what can be done; failing means that nothing can. */
  readonly load = new Reread(async () => {
    this.#offers = await this.#host.call("phone_offers").catch(() => null);
  }).now;

  /** The call whose recording a link asked for. */
  get asked(): string | null {
    return this.#asked;
  }

  /** Asks which recording a link asked for; none is fine. */
  async takeAsked(): Promise<void> {
    try {
      this.#asked = (await this.#host.call("asked_recording")) ?? this.#asked;
    } catch {
      // The link can be opened again.
    }
  }

  /** The recording was heard. */
  heard(): void {
    this.#asked = null;
  }

  /** Calls a number; `despite`: what speaks against it was read. */
  async dial(number: string, despite = false): Promise<void> {
    this.#result = { kind: "none" };
    const answer = await this.dialling.run(() => this.#host.call("dial", { number, despite }));
    if (answer) this.#result = resultOf(number, answer);
  }

  /** The result was read. */
  clear(): void {
    this.#result = { kind: "none" };
    this.dialling.clear();
  }
}

function resultOf(number: string, answer: DialView): DialResult {
  switch (answer.kind) {
    case "dialled":
      return { kind: "dialled", number };
    case "already":
      return { kind: "already", number };
    case "objected":
      return { kind: "objected", number, objections: answer.objections, mayGoOn: answer.may_go_on };
    case "failed":
      return { kind: "failed", number, failure: answer.failure };
  }
}
