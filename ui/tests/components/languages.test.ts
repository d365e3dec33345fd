/** A window in one language says nothing in another: every situation of the stand-in is walked in each of them. */
import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import { tick } from "svelte";
import { describe, expect, test } from "vitest";
import type { Language } from "../../src/host/bindings";
import { SCENARIOS } from "../../src/host/fake/scenarios";
import { TABS } from "../../src/screens/setup/tabs";
import { STEPS } from "../../src/state/first-run";
import type { Screen } from "../../src/state/place.svelte";
import { LANGUAGES, type Words } from "../languages";
import { type OpenWindow, openWindow, press, type } from "./window";

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

/** Screens that a word leads to; the others are opened below. */
const SCREENS: readonly Screen[] = [
  "desk",
  "search",
  "history",
  "callbacks",
  "work",
  "team",
  "outbox",
  "settings",
  "help",
];

/** Walks through every screen of the window and every part of the set-up, and tells each as it is there. */
async function walk({ house, container }: OpenWindow, look: (where: string) => void): Promise<void> {
  const at = async (where: string) => {
    await tick();
    await waitFor(() => expect(container.querySelector("main [aria-busy=true]")).toBeNull());
    for (const fold of container.querySelectorAll("details")) fold.open = true;
    look(where);
  };
  const click = async (css: string) => {
    const found = await waitFor(() => {
      const element = container.querySelector(css);
      if (!element) throw new Error(`no ${css}`);
      return element;
    });
    await fireEvent.click(found);
  };
  for (const screen of SCREENS) {
    house.place.go(screen);
    await at(screen);
  }
  house.place.go("history");
  await click("main button.filter");
  await at("history, filter");
  await click("main button.filter:nth-of-type(2)");
  await at("history, older calls");
  house.place.go("team");
  await click("main .tools button");
  await at("team, as table");
  await click("input[value=now]");
  await at("team, now");
  house.place.openStory("past:5");
  await waitFor(() => expect(container.querySelectorAll("main section").length).toBeGreaterThan(3));
  await at("story");
  for (const tab of TABS) {
    house.place.openTab(tab.id);
    await waitFor(() =>
      expect(container.querySelector(`[role=tabpanel][aria-labelledby$="-${tab.id}"]`)).toBeTruthy(),
    );
    await at(`setup, ${tab.id}`);
  }
  house.place.go("first_run");
  for (const step of [...STEPS, "end" as const]) {
    await house.preferences.set({ first_run: { at: step, done: [], over: false } });
    await at(`first steps, ${step}`);
  }
  house.place.go("desk");
  house.place.openPalette();
  await waitFor(() => expect(container.querySelector("dialog [role=option]")).toBeTruthy());
  await at("actions");
  house.place.closePalette();
  await house.takeForm("compact");
  await at("compact");
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

  test.each(["supervisor"])("on every screen: %s", { timeout: 60_000 }, async (scenario) => {
    const opened = await openWindow(scenario, undefined, { language });
    const said: Record<string, string[]> = {};
    await walk(opened, (where) => {
      // What somebody wrote stands in <bdi>, and stays in their language.
      const page = document.body.cloneNode(true) as HTMLElement;
      for (const name of page.querySelectorAll("bdi")) name.remove();
      const text = shown(page);
      const found = english.filter((phrase) => says(text, phrase));
      if (found.length > 0) said[where] = found;
    });
    expect(said).toEqual({});
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
