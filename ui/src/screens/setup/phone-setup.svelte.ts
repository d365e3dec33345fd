import type { PhoneForm, PhoneKeysChange, PhoneSetupView, UiError } from "../../host/bindings";
import { asUiError } from "../../host/host";
import { Deed } from "../../state/deed.svelte";
import type { House } from "../../state/house.svelte";
import { Reread } from "../../state/reread";

const NO_KEYS: PhoneKeysChange = {
  switch_key: null,
  switch_password: null,
  five9_token: null,
  aircall_token: null,
  sticky_key: null,
};

/** The set-up of phone systems as it is kept, and what was typed over it. */
export class PhoneSetup {
  readonly saving = new Deed();
  #house: House;
  #kept = $state.raw<PhoneSetupView | null>(null);
  #form = $state.raw<PhoneForm | null>(null);
  #keys = $state.raw<PhoneKeysChange>(NO_KEYS);
  #problem = $state.raw<UiError | null>(null);
  readonly #changed = $derived(
    this.#kept !== null &&
      (JSON.stringify(this.#form) !== JSON.stringify(this.#kept.form) ||
        Object.values(this.#keys).some((key) => key !== null)),
  );

  constructor(house: House) {
    this.#house = house;
  }

  /** As kept; `null` before the first answer. */
  get kept(): PhoneSetupView | null {
    return this.#kept;
  }
  /** As typed. */
  get form(): PhoneForm | null {
    return this.#form;
  }
  /** Secrets as typed; `null` = as they are. */
  get keys(): PhoneKeysChange {
    return this.#keys;
  }
  /** Why it could not be read. */
  get problem(): UiError | null {
    return this.#problem;
  }
  /** Something is typed that is not kept. */
  get changed(): boolean {
    return this.#changed;
  }

  /** Reads it; what is being typed stays. */
  readonly load = new Reread(async () => {
    try {
      const untouched = !this.changed;
      this.#kept = await this.#house.host.call("phone_setup");
      if (untouched) this.#form = this.#kept.form;
      this.#problem = null;
    } catch (thrown) {
      this.#problem = asUiError(thrown);
    }
  }).now;

  /** Changes a part of one system. */
  set<S extends keyof PhoneForm, K extends keyof PhoneForm[S]>(
    system: S,
    key: K,
    value: PhoneForm[S][K],
  ): void {
    if (this.#form) this.#form = { ...this.#form, [system]: { ...this.#form[system], [key]: value } };
  }

  /** Types a secret. */
  key<K extends keyof PhoneKeysChange>(key: K, value: string): void {
    this.#keys = { ...this.#keys, [key]: value };
  }

  /** Keeps it; `true` when it is kept. */
  async save(): Promise<boolean> {
    const form = this.#form;
    if (!form) return false;
    const request = { form, keys: this.#keys };
    const kept = await this.saving.run(() => this.#house.host.call("save_phone_setup", request));
    if (!kept) return false;
    this.#kept = kept;
    this.#form = kept.form;
    this.#keys = NO_KEYS;
    await this.#house.phone.load();
    return true;
  }
}
