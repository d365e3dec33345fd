import { expect, test } from "vitest";
import { LANGUAGES, localeFor, wordsFor } from "../../src/words/words.svelte";

type Tree = { [key: string]: string | ((...parts: never[]) => string) | Tree };

function leaves(tree: Tree, path = ""): [string, string | ((...parts: never[]) => string)][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "object"
      ? leaves(value, `${path}${key}.`)
      : [[`${path}${key}`, value] as const].map(([k, v]) => [k, v]),
  ) as [string, string | ((...parts: never[]) => string)][];
}

/** Words that take a shape of the bindings; `sentences.test.ts`, `policy.test.ts` and `self-test.test.ts` walk them. */
const SHAPED =
  /^(sentence|keychainTrouble|databaseTrouble|refusedBecause|because|line|writing|wrote|leftOutBecause|past|orgFault|wrong|automations\.because|automations\.did|actions\.misfit|policy\.faults|policy\.allowed|selfTest\.found|phoneTrouble|phoneFault)(\.|$)/;

const ENGLISH = leaves(LANGUAGES.en as unknown as Tree).filter(([key]) => !SHAPED.test(key));

test.each(Object.entries(LANGUAGES))("%s says everything, with every part", (_code, words) => {
  const own = new Map(leaves(words as unknown as Tree));
  for (const [key, english] of ENGLISH) {
    const text = own.get(key);
    if (typeof english === "string") {
      expect(text, key).toSatisfy((value: unknown) => typeof value === "string" && value.trim() !== "");
      continue;
    }
    const say = text as (...parts: unknown[]) => string;
    const parts = Array.from({ length: english.length }, (_, i) =>
      key.includes("count") ? i + 7 : `⟨${i}⟩`,
    );
    const said = say(...parts);
    const needed = parts.filter((part) =>
      (english as (...all: unknown[]) => string)(...parts).includes(String(part)),
    );
    for (const part of needed) expect(said, key).toContain(String(part));
  }
});

test.each([
  ["system", ["fr-FR", "de-AT"], "de"],
  ["system", ["fr-FR"], "en"],
  ["system", [], "en"],
  ["es", ["de-DE"], "es"],
] as const)("asked for %s where the system speaks %j: %s", (wanted, system, code) => {
  expect(wordsFor(wanted, system).locale).toBe(code);
});

test("dates follow the system's variant of the language", () => {
  expect(localeFor(LANGUAGES.en, ["de-DE", "en-GB"])).toBe("en-GB");
  expect(localeFor(LANGUAGES.es, ["de-DE"])).toBe("es");
});
