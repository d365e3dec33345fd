import type { Language } from "../host/bindings";
import type { Preferences } from "../host/host";
import { en, type Words } from "./en/en";
import { numberFormat } from "./formats";

export type { Words };

/** Every language that the shell speaks too, as it calls itself. */
export const NAMES: Record<Language, string> = {
  en: "English",
  de: "Deutsch",
  es: "Español",
  fr: "Français",
  ar: "العربية",
};

/** The languages that a window brings in when somebody wants them: each is a file of its own, and few need two. */
const OTHERS: Record<Exclude<Language, "en">, () => Promise<Words>> = {
  de: async () => (await import("./de/de")).de,
  es: async () => (await import("./es/es")).es,
  fr: async () => (await import("./fr/fr")).fr,
  ar: async () => (await import("./ar/ar")).ar,
};

const here = new Map<Language, Words>([["en", en]]);

/** The words of a language, where they have been brought in. */
export const wordsHere = (language: Language): Words | undefined => here.get(language);

/** Brings a language in. */
export async function bringIn(language: Language): Promise<Words> {
  const words = here.get(language) ?? (language === "en" ? en : await OTHERS[language]());
  here.set(language, words);
  return words;
}

/** The code of a language, for what is only a text. */
export function isLanguage(code: string): code is Language {
  return Object.hasOwn(NAMES, code);
}

const base = (tag: string) => tag.split("-", 1)[0]?.toLowerCase() ?? "";

/** The language of a preference, or that which the system asks for; English when it asks for something else. */
export function languageFor(wanted: Preferences["language"], system: readonly string[]): Language {
  return wanted === "system" ? (system.map(base).find(isLanguage) ?? "en") : wanted;
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
