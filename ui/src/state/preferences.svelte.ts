import type { Host, Preferences } from "../host/host";
import { differences, type Keyed, type KeyTable, tableOf } from "../keys/table";
import { FRESH, type FirstRun, firstRunOf } from "./first-run";
import { bringIn, isLanguage, languageFor, localeFor, wordsHere, type Words } from "../words/words.svelte";
import { en } from "../words/en/en";

const THEMES: readonly string[] = ["system", "light", "dark"];

/** Theme, language and keys of this window, and how far its person has come. */
export class PreferencesState {
  #host: Host;
  #system: readonly string[];
  #isRead = false;
  // Where they cannot be read, nobody is led through the first steps at each start.
  #kept = $state.raw<Preferences>({
    theme: "system",
    language: "system",
    keys: {},
    first_run: { ...FRESH, over: true },
  });
  #words = $state.raw<Words>(en);
  readonly #keys = $derived.by(() => tableOf(this.#kept.keys));

  constructor(host: Host, system: readonly string[]) {
    this.#host = host;
    this.#system = system;
  }

  /** Colours. */
  get theme(): Preferences["theme"] {
    return this.#kept.theme;
  }

  /** Whether they were read, so that the window can be shown as its person wants it. */
  get isRead(): boolean {
    return this.#isRead;
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

  /** Which key asks for what. */
  get keys(): KeyTable {
    return this.#keys;
  }

  /** How far the first steps have come. */
  get firstRun(): FirstRun {
    return this.#kept.first_run;
  }

  /** A key as people read it: "N", "Ctrl J". */
  chordText(chord: string): string {
    return chord.startsWith("Ctrl+")
      ? `${this.#words.keys.ctrl} ${chord.slice(5).toUpperCase()}`
      : chord.toUpperCase();
  }

  /** The key of something, for a button: to be read, and for assistive technology. Nothing where it has none. */
  keyOf(keyed: Keyed): { hint: string; shortcut: string } {
    const chord = this.#keys[keyed];
    return { hint: this.chordText(chord), shortcut: chord.replace("Ctrl+", "Control+") };
  }

  /** Reads what was kept. Unknown values count as not set; where nothing can be read, the system's language is spoken. */
  async load(): Promise<void> {
    try {
      const kept = await this.#host.readPreferences();
      const { theme, language } = kept;
      this.#kept = {
        theme: theme !== undefined && THEMES.includes(theme) ? theme : "system",
        language: language !== undefined && isLanguage(language) ? language : "system",
        keys: differences(tableOf(kept.keys)),
        first_run: firstRunOf(kept.first_run),
      };
      this.#isRead = true;
    } finally {
      await this.#speak();
    }
  }

  /** The words that are wanted, at once where they are here. Of two wishes the later counts, whichever comes in first. */
  async #speak(): Promise<void> {
    const wanted = () => languageFor(this.#kept.language, this.#system);
    const language = wanted();
    const words = wordsHere(language) ?? (await bringIn(language).catch(() => undefined));
    if (words !== undefined && wanted() === language) this.#words = words;
  }

  /** Sets and keeps. The window follows at once; a failed write only means that the next start has the old ones. */
  async set(change: Partial<Preferences>): Promise<void> {
    this.#kept = { ...this.#kept, ...change };
    await this.#speak();
    await this.#host.writePreferences(this.#kept);
  }

  /** Gives keys. */
  setKeys(table: KeyTable): Promise<void> {
    return this.set({ keys: differences(table) });
  }
}
