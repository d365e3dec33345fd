import type { Host, Preferences } from "../host/host";
import { isLanguage, localeFor, wordsFor, type Words } from "../words/words.svelte";

const THEMES: readonly string[] = ["system", "light", "dark"];

/** Theme and language of this window. */
export class PreferencesState {
  #host: Host;
  #system: readonly string[];
  #kept = $state.raw<Preferences>({ theme: "system", language: "system" });
  readonly #words = $derived.by(() => wordsFor(this.#kept.language, this.#system));

  constructor(host: Host, system: readonly string[]) {
    this.#host = host;
    this.#system = system;
  }

  /** Colours. */
  get theme(): Preferences["theme"] {
    return this.#kept.theme;
  }

  /** Language as set. */
  get language(): Preferences["language"] {
    return this.#kept.language;
  }

  /** The words of the language. */
  get words(): Words {
    return this.#words;
  }

  /** For dates and numbers. */
  get locale(): string {
    return localeFor(this.#words, this.#system);
  }

  /** Reads what was kept. Unknown values count as not set. */
  async load(): Promise<void> {
    const kept = await this.#host.readPreferences();
    const { theme, language } = kept;
    this.#kept = {
      theme: theme !== undefined && THEMES.includes(theme) ? theme : "system",
      language: language !== undefined && isLanguage(language) ? language : "system",
    };
  }

  /** Sets and keeps. The window follows at once; a failed write only means that the next start has the old ones. */
  async set(change: Partial<Preferences>): Promise<void> {
    this.#kept = { ...this.#kept, ...change };
    await this.#host.writePreferences(this.#kept);
  }
}
