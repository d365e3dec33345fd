import type { SettingKey, SettingsChange, SettingsView, UiError } from "../../host/bindings";
import { asUiError, type Host } from "../../host/host";
import { NO_CHANGE } from "../../host/no-change";
import { Deed } from "../../state/deed.svelte";
import { Reread } from "../../state/reread";
import { changeOf, faultsOf, type Faults, type Typed, typedOf } from "./typed";

/** The settings as they are kept, and what was typed over them. */
export class SettingsForm {
  readonly saving = new Deed();
  #host: Host;
  #kept = $state.raw<SettingsView | null>(null);
  #typed = $state.raw<Typed | null>(null);
  #problem = $state.raw<UiError | null>(null);
  readonly #change = $derived.by<SettingsChange | null>(() =>
    this.#kept && this.#typed ? changeOf(this.#kept, this.#typed) : null,
  );

  constructor(host: Host) {
    this.#host = host;
  }

  /** As kept; `null` before the first answer. */
  get kept(): SettingsView | null {
    return this.#kept;
  }
  /** As typed. */
  get typed(): Typed | null {
    return this.#typed;
  }
  /** Why they could not be read. */
  get problem(): UiError | null {
    return this.#problem;
  }
  /** Something is typed that is not kept. */
  get changed(): boolean {
    return this.#change !== null;
  }
  /** What is wrong with what was typed. */
  get faults(): Faults {
    return this.#typed ? faultsOf(this.#typed) : {};
  }

  /** Whether the policy sets a setting. */
  locks(key: SettingKey): boolean {
    return this.#kept?.policy.settings.some((row) => row.key === key && row.layer === "policy") ?? false;
  }

  /** Reads them. What is being typed stays. */
  readonly load = new Reread(async () => {
    try {
      const untouched = !this.changed;
      this.#kept = await this.#host.call("settings");
      if (untouched) this.#typed = typedOf(this.#kept);
      this.#problem = null;
    } catch (thrown) {
      this.#problem = asUiError(thrown);
    }
  }).now;

  /** Takes what is typed. */
  type<K extends keyof Typed>(key: K, value: Typed[K]): void {
    if (this.#typed) this.#typed = { ...this.#typed, [key]: value };
  }

  /** Forgets what was typed. */
  reset(): void {
    if (this.#kept) this.#typed = typedOf(this.#kept);
  }

  /** Keeps what was typed; `true` when it is kept. */
  async save(): Promise<boolean> {
    const change = this.#change;
    if (!change || Object.keys(this.faults).length > 0) return false;
    const kept = await this.saving.run(() => this.#host.call("save_settings", change));
    if (!kept) return false;
    this.#kept = kept;
    this.#typed = typedOf(kept);
    return true;
  }

  /** Changes one thing at once. */
  async setNow(change: Partial<SettingsChange>): Promise<void> {
    const kept = await this.saving.run(() => this.#host.call("save_settings", { ...NO_CHANGE, ...change }));
    if (kept) this.#kept = kept;
  }
}
