/** Every language at once: a window brings in the one that it speaks. */
import type { Language } from "../src/host/bindings";
import { ar } from "../src/words/ar/ar";
import { de } from "../src/words/de/de";
import { en, type Words } from "../src/words/en/en";
import { es } from "../src/words/es/es";
import { fr } from "../src/words/fr/fr";

export type { Words };

/** The type makes each of them complete. */
export const LANGUAGES: Record<Language, Words> = { en, de, es, fr, ar };
