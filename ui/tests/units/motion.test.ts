/** Whoever asks the system for less movement gets none: every movement takes its length from one token. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const SRC = join(import.meta.dirname, "../../src");
const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((name) =>
  /\.(svelte|css)$/.test(name),
);

/** Lengths of movements in a style sheet. */
function lengths(text: string): string[] {
  const moves = text.match(/(?:transition|animation)(?:-duration)?:[^;}]+[;}]/g) ?? [];
  return moves.flatMap((rule) => rule.match(/var\(--[\w-]+\)|[\d.]+m?s\b/g) ?? []);
}

test("every movement is as long as the token says", () => {
  const all = files.flatMap((name) => lengths(readFileSync(join(SRC, name), "utf8")));
  expect(all.length).toBeGreaterThan(4);
  expect(new Set(all)).toEqual(new Set(["var(--quick)"]));
});

test("the token is nothing for whoever wants less movement", () => {
  const tokens = readFileSync(join(SRC, "theme/tokens.css"), "utf8");
  const reduced = tokens.slice(tokens.indexOf("prefers-reduced-motion: reduce"));
  expect(reduced).toMatch(/^[^}]*--quick: 0ms;/);
});

test("nothing scrolls smoothly, which no style could stop", () => {
  const scripts = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.(svelte|ts|css)$/.test(name),
  );
  const smooth = scripts.filter((name) => /smooth["';]/.test(readFileSync(join(SRC, name), "utf8")));
  expect(smooth).toEqual([]);
});
