/** Rules of this folder that a reviewer would otherwise have to look for. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const SOURCE = join(import.meta.dirname, "../../src");

const FILES = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(svelte|ts|css)$/.test(name))
  .map((name) => ({ name: name.replaceAll("\\", "/"), text: readFileSync(join(SOURCE, name), "utf8") }));

const found = (pattern: RegExp, where: (name: string) => boolean) =>
  FILES.filter(({ name, text }) => where(name) && pattern.test(text)).map(({ name }) => name);

test("there are sources", () => {
  expect(FILES.length).toBeGreaterThan(100);
});

test("only the host speaks to the window", () => {
  expect(found(/@tauri-apps\//, (name) => !name.startsWith("host/"))).toEqual([]);
});

test("only development reaches the stand-in host", () => {
  const allowed = (name: string) => name !== "main.ts" && !name.startsWith("host/fake/");
  expect(found(/host\/fake/, allowed)).toEqual([]);
});

test("no text of others becomes markup", () => {
  expect(found(/\{@html|innerHTML|insertAdjacentHTML|document\.write|eval\(/, () => true)).toEqual([]);
});

test("colours are named in one file", () => {
  const other = (name: string) => name !== "theme/tokens.css" && name !== "host/bindings.ts";
  expect(found(/#[0-9a-f]{6}\b|rgba?\((?!0 0 0 \/)|hsla?\(|light-dark\(/i, other)).toEqual([]);
});

test("no motion is longer than the one that can be switched off", () => {
  expect(
    found(/transition:[^;]*\d+m?s|animation:|@keyframes/, (name) => name !== "theme/tokens.css"),
  ).toEqual([]);
});

test("no file is longer than 500 lines", () => {
  const long = FILES.filter(({ name, text }) => name !== "host/bindings.ts" && text.split("\n").length > 500);
  expect(long.map(({ name }) => name)).toEqual([]);
});
