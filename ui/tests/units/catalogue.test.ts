/** The built-in actions speak every language: each text of the engine's catalogue has its words. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LANGUAGES } from "../languages";

interface Template {
  title: string;
  about: string;
  inputs?: { label: string; help?: string }[];
  steps: {
    goes_with?: { label: string }[];
    drop?: { why: string }[];
    checks?: { else: string }[];
  }[];
}

const FOLDER = join(import.meta.dirname, "../../../crates/callside-core/src/action/catalogue");

function texts(): Set<string> {
  const all = new Set<string>(["Your company's"]);
  for (const name of readdirSync(FOLDER)) {
    const file = JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as {
      title: string;
      templates: Record<string, Template>;
    };
    all.add(file.title);
    for (const { title, about, inputs = [], steps } of Object.values(file.templates)) {
      for (const text of [title, about]) all.add(text);
      for (const { label, help } of inputs) [label, help].forEach((text) => text && all.add(text));
      for (const { goes_with = [], drop = [], checks = [] } of steps) {
        for (const { label } of goes_with) all.add(label);
        for (const { why } of drop) all.add(why);
        for (const check of checks) all.add(check.else);
      }
    }
  }
  return all;
}

/** Words that a language has as they are. */
const SAME: Record<string, string[]> = {
  de: ["Lead", "Account", "Opportunity"],
  fr: ["Contact", "Notes", "Note", "Article", "contacts"],
};

test.each(Object.entries(LANGUAGES).filter(([code]) => code !== "en"))("%s", (code, words) => {
  const all = texts();
  expect(all.size).toBeGreaterThan(150);
  for (const text of all)
    if (!SAME[code]?.includes(text)) expect(words.actions.text(text), text).not.toBe(text);
});
