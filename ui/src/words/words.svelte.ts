import type { Language } from "../host/bindings";
import type { Preferences } from "../host/host";
import { ar } from "./ar/ar";
import { de } from "./de/de";
import { en, type Words } from "./en/en";
import { es } from "./es/es";
import { fr } from "./fr/fr";
import { numberFormat } from "./formats";

export type { Words };

/** Every language that the shell speaks too; the type makes each of them complete. */
export const LANGUAGES: Record<Language, Words> = { en, de, es, fr, ar };

/** The code of a language, for what is only a text. */
export function isLanguage(code: string): code is Language {
  return Object.hasOwn(LANGUAGES, code);
}

const base = (tag: string) => tag.split("-", 1)[0]?.toLowerCase() ?? "";

/** The words for a preference, or for what the system asks for; English when it asks for something else. */
export function wordsFor(wanted: Preferences["language"], system: readonly string[]): Words {
  if (wanted !== "system") return LANGUAGES[wanted];
  const code = system.map(base).find(isLanguage);
  return code === undefined ? en : LANGUAGES[code];
}

/**
 * Locale for dates and numbers: the system's variant of the chosen language (en-GB for en), else the language. Digits are
 * always 0 to 9, as in phone numbers, ids and what Salesforce shows beside them.
 */
export function localeFor(words: Words, system: readonly string[]): string {
  const tag = system.find((tag) => base(tag) === words.locale) ?? words.locale;
  const { numberingSystem } = numberFormat(tag).resolvedOptions();
  return numberingSystem === "latn" ? tag : new Intl.Locale(tag, { numberingSystem: "latn" }).toString();
}
