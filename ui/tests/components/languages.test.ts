/** A window in one language says nothing in another: every situation of the stand-in is walked in each of them. */
import { screen, waitFor } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import type { Language } from "../../src/host/bindings";
import { SCENARIOS } from "../../src/host/fake/scenarios";
import { LANGUAGES, type Words } from "../languages";
import { openWindow, press, type } from "./window";

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

const OTHERS = Object.keys(LANGUAGES).filter((code) => code !== "en") as Language[];

describe.each(OTHERS)("%s", (language) => {
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

test("Arabic turns the window around, and what points along the line with it; English turns it back", async () => {
  const { house, container } = await openWindow("known", undefined, { language: "ar" });
  const root = document.documentElement;
  expect([root.lang, root.dir]).toEqual(["ar", "rtl"]);
  expect(container.querySelectorAll("svg.turns").length).toBeGreaterThan(0);
  const number = container.querySelector("bdi.number");
  expect(number?.textContent).toBe("\u2068+1 415-555-0134\u2069");
  await house.preferences.set({ language: "en" });
  await waitFor(() => expect([root.lang, root.dir]).toEqual(["en", "ltr"]));
});

test("a field runs as the window does while it is empty, and as its text does then", async () => {
  await openWindow("known", undefined, { language: "ar" });
  const notes = screen.getByLabelText<HTMLTextAreaElement>(LANGUAGES.ar.wrap.notes);
  await type(notes, "");
  expect(notes.getAttribute("dir") ?? "").toBe("");
  await type(notes, "Wants the renewal.");
  expect(notes.getAttribute("dir")).toBe("auto");
});
