/** A window in one language says nothing in another: every situation of the stand-in is walked in German and Spanish. */
import { describe, expect, test } from "vitest";
import { SCENARIOS } from "../../src/host/fake/scenarios";
import { LANGUAGES, type Words } from "../../src/words/words.svelte";
import { openWindow, press } from "./window";

type Tree = { [key: string]: unknown };

/** Every fixed text of a language, by its key. */
function texts(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    if (typeof value === "string") return [[`${path}${key}`, value]];
    return typeof value === "object" && value !== null ? texts(value as Tree, `${path}${key}.`) : [];
  });
}

/** English texts of several words that this language says otherwise. */
function foreign(words: Words): string[] {
  const own = new Set(texts(words as unknown as Tree).map(([, text]) => text));
  const several = texts(LANGUAGES.en as unknown as Tree).filter(([, text]) => text.trim().includes(" "));
  return several.map(([, text]) => text).filter((text) => !own.has(text));
}

/** All that a person can read or hear. */
function shown(container: HTMLElement): string {
  const spoken = [...container.querySelectorAll("*")].flatMap((element) =>
    ["aria-label", "title", "placeholder", "alt"].map((name) => element.getAttribute(name) ?? ""),
  );
  return [container.textContent ?? "", ...spoken].join("\n");
}

/** Whether whole words stand there: "la persona" does not say "a person". */
function says(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const around = text.charAt(at - 1) + text.charAt(at + phrase.length);
    if (!/\p{L}/u.test(around)) return true;
  }
  return false;
}

describe.each(["de", "es"] as const)("%s", (language) => {
  const english = foreign(LANGUAGES[language]);

  test.each(SCENARIOS)("%s", async (scenario) => {
    const { container } = await openWindow(scenario, undefined, { language });
    for (const key of ["", "o", "s"]) {
      if (key !== "") await press(key);
      const text = shown(container);
      expect(english.filter((phrase) => says(text, phrase))).toEqual([]);
    }
  });
});
