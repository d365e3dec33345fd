import type { Preferences } from "../host/host";
import { de } from "./de/de";
import { en, type Words } from "./en/en";
import { es } from "./es/es";

export type { Words };

/** Every language; the type makes each of them complete. */
export const LANGUAGES = { en, de, es } satisfies Record<string, Words>;

/** The words for a preference, or for what the system asks for; English when it asks for something else. */
export function wordsFor(wanted: Preferences["language"], system: readonly string[]): Words {
  if (wanted !== "system") return LANGUAGES[wanted];
  for (const tag of system) {
    const code = tag.slice(0, 2).toLowerCase();
    if (code === "en" || code === "de" || code === "es") return LANGUAGES[code];
  }
  return en;
}

/** Locale for dates and numbers: the system's variant of the chosen language (en-GB for en), else the language. */
export function localeFor(words: Words, system: readonly string[]): string {
  return system.find((tag) => tag.toLowerCase().startsWith(words.locale)) ?? words.locale;
}
