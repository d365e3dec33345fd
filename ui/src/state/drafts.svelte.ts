import type { PopView } from "../host/bindings";
import type { Host } from "../host/host";
import { Draft } from "./draft.svelte";

/** The drafts of all calls that were shown. */
export class Drafts {
  #host: Host;
  #drafts = new Map<string, Draft>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** The draft of a call. */
  of(call: string): Draft {
    let draft = this.#drafts.get(call);
    if (!draft) {
      draft = new Draft(this.#host, call);
      this.#drafts.set(call, draft);
    }
    return draft;
  }

  /** Hands a pop's stored draft on. */
  take(pop: PopView): void {
    this.of(pop.call).take(pop.draft);
  }

  /** Lets go of the drafts of all other calls, but of none that is not stored yet. */
  keepOnly(calls: ReadonlySet<string | null>): void {
    for (const [call, draft] of [...this.#drafts]) {
      if (!calls.has(call) && draft.safe) this.#drafts.delete(call);
    }
  }

  /** Stores everything that is not stored yet. */
  async flush(): Promise<void> {
    await Promise.all([...this.#drafts.values()].map((draft) => draft.flush()));
  }
}
