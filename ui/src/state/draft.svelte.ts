import type { DraftView, UiError } from "../host/bindings";
import { asUiError, type Host } from "../host/host";

/** How long after the last key a draft is stored. */
export const PAUSE_MS = 250;

/** How long until a failed write is tried again by itself. */
export const RETRY_MS = 3000;

/** Where the stored copy stands. */
export type Kept =
  { kind: "untouched" } | { kind: "saving" } | { kind: "kept" } | { kind: "failed"; problem: UiError };

/** An empty draft. */
export const EMPTY: DraftView = {
  notes: "",
  disposition: null,
  agreed_at: null,
  case_id: null,
  opportunity_id: null,
  new_record: null,
  intent: null,
  allow_duplicate: false,
  added_s: 0,
};

/**
 * What the agent types and picks for one call.
 *
 * This window is the only editor, so whatever was touched here wins over every announcement; the engine's copy only
 * fills what the agent has not touched.
 */
export class Draft {
  readonly call: string;
  #host: Host;
  #values = $state.raw<DraftView>(EMPTY);
  #kept = $state.raw<Kept>({ kind: "untouched" });
  #touched = new Set<keyof DraftView>();
  #dirty = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> | undefined;

  constructor(host: Host, call: string) {
    this.#host = host;
    this.call = call;
  }

  /** As it stands now. */
  get values(): DraftView {
    return this.#values;
  }

  /** Whether it is safe on disk. */
  get kept(): Kept {
    return this.#kept;
  }

  /** Nothing typed here is missing in the stored copy. */
  get safe(): boolean {
    return !this.#dirty && this.#writing === undefined;
  }

  /** Takes the engine's copy for everything that was not touched here. */
  take(stored: DraftView): void {
    const mine = Object.fromEntries([...this.#touched].map((key) => [key, this.#values[key]]));
    this.#values = { ...stored, ...mine };
  }

  /** Changes a part and stores it a moment later. */
  set<K extends keyof DraftView>(key: K, value: DraftView[K]): void {
    this.#touched.add(key);
    this.#values = { ...this.#values, [key]: value };
    this.#dirty = true;
    this.#kept = { kind: "saving" };
    this.#later(PAUSE_MS);
  }

  /** Another person is on the line: what was picked of the last one's records no longer holds. */
  forgetPicks(): void {
    for (const key of ["case_id", "opportunity_id", "new_record"] as const) this.#touched.delete(key);
    this.#values = { ...this.#values, case_id: null, opportunity_id: null, new_record: null };
  }

  /** Stores what is not stored yet, at once; resolves when the stored copy is the shown one or a write failed. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#writing) await this.#writing;
    if (!this.#dirty) return;
    this.#writing = this.#write().finally(() => {
      this.#writing = undefined;
    });
    await this.#writing;
  }

  /** The wrap-up is saved: there is nothing left to store. */
  settled(): void {
    clearTimeout(this.#timer);
    this.#dirty = false;
    this.#kept = { kind: "kept" };
  }

  #later(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), pause);
  }

  async #write(): Promise<void> {
    const draft = this.#values;
    this.#dirty = false;
    try {
      await this.#host.call("save_draft", { call: this.call, draft });
      if (!this.#dirty) this.#kept = { kind: "kept" };
    } catch (thrown) {
      this.#dirty = true;
      this.#kept = { kind: "failed", problem: asUiError(thrown) };
      this.#later(RETRY_MS);
    }
  }
}
