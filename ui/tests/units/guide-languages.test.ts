/** The guide in other languages: the same page, with the labels and keys that the window has in that language. */
import { describe, expect, test } from "vitest";
import { type Block, blocks, type Inline } from "../../src/help/markdown";
import { type HelpPage, readPages } from "../../src/help/pages";
import { search } from "../../src/help/search";
import type { Language } from "../../src/host/bindings";
import { LANGUAGES } from "../languages";

type Other = Exclude<Language, "en">;

const TEXTS = import.meta.glob<string>("../../../docs/guide/**/*.md", {
  query: "?raw",
  import: "default",
  eager: true,
});
const CATALOGUES = import.meta.glob<Readonly<Record<string, string>>>("../../src/words/*/catalogue.ts", {
  import: "catalogue",
  eager: true,
});

const textOf = (path: string) => TEXTS[`../../../docs/guide/${path}`] ?? "";
const translated = Object.keys(TEXTS).flatMap((path) => {
  const [, language, file] = /\/guide\/(\w\w)\/(.+)$/.exec(path) ?? [];
  return language !== undefined && file !== undefined ? [[language as Other, file] as const] : [];
});

/** The pieces of a block's lines. */
function pieces(block: Block | undefined): Inline[] {
  if (block?.kind === "paragraph") return block.parts;
  if (block?.kind === "list") return block.items.flat();
  return block?.kind === "table" ? [...block.head, ...block.rows.flat()].flat() : [];
}

const of = (block: Block | undefined, ...kinds: Inline["kind"][]) =>
  pieces(block).flatMap((part) => (kinds.includes(part.kind) ? [part.text] : []));

/** What a block is: its kind, with the level of a heading and how many items or cells there are. */
function shape(block: Block): string {
  if (block.kind === "heading") return `heading ${block.level}`;
  if (block.kind === "list") return `list of ${block.items.length}`;
  return block.kind === "table" ? `table of ${block.rows.length} by ${block.head.length}` : block.kind;
}

/** Pictures of a page, from the root of the documents. */
const pictures = (text: string) =>
  [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, to = ""]) => to.replace(/^(\.\.\/)+/, ""));

/** Which pages a block leads to. */
const leads = (block: Block) =>
  pieces(block).flatMap((part) => (part.kind === "link" ? [part.to.replace(/^(\.\.\/)+|#.*$/g, "")] : []));

/** What the window says for an English text in this language, wherever it says it. */
function labels(language: Other): Map<string, Set<string>> {
  const all = new Map<string, Set<string>>();
  const put = (english: string, own: string) =>
    all.set(english.toLowerCase(), (all.get(english.toLowerCase()) ?? new Set()).add(own.toLowerCase()));
  const walk = (english: object, own: object) => {
    for (const [key, value] of Object.entries(english)) {
      const other: unknown = (own as Record<string, unknown>)[key];
      if (typeof value === "string" && typeof other === "string") put(value, other);
      else if (typeof value === "object" && value !== null) walk(value as object, (other ?? {}) as object);
    }
  };
  walk(LANGUAGES.en, LANGUAGES[language]);
  const catalogue = CATALOGUES[`../../src/words/${language}/catalogue.ts`] ?? {};
  for (const [english, own] of Object.entries(catalogue)) put(english, own);
  return all;
}

/** A label, or several that lead from one to the next. */
const steps = (label: string) => label.toLowerCase().split(/[,،] /);

describe.each(translated)("%s/%s", (language, file) => {
  const [english, own] = [blocks(textOf(file)), blocks(textOf(`${language}/${file}`))];
  const pairs = english.map((block, i) => [block, own[i]] as const);

  test("has the same headings, lists and pictures in the same order", () => {
    expect(own.map(shape)).toEqual(english.map(shape));
    expect(pictures(textOf(`${language}/${file}`))).toEqual(pictures(textOf(file)));
    expect(own.map(leads)).toEqual(english.map(leads));
  });

  test("has the same keys, as keyboards of that language name them", () => {
    const { ctrl, enter, esc } = LANGUAGES[language].keys;
    const names: Record<string, string> = { Ctrl: ctrl, Enter: enter, Esc: esc };
    for (const [block, other] of pairs) {
      const keys = of(block, "code").map((key) => names[key] ?? key);
      expect(of(other, "code").sort()).toEqual(keys.sort());
    }
  });

  test("names what stands in the window as the window does", () => {
    const window = labels(language);
    const wrong = pairs.flatMap(([block, other]) => {
      const said = of(other, "strong", "em").map((label) => label.toLowerCase());
      return of(block, "strong", "em").filter((label) => {
        const wanted = steps(label).map((step) => window.get(step));
        if (wanted.some((own) => own === undefined)) return false;
        const [only] = wanted;
        if (wanted.length === 1) return !said.some((own) => only?.has(own));
        return !said.map(steps).some((own) => own.every((step, i) => wanted[i]?.has(step)));
      });
    });
    expect(wrong).toEqual([]);
  });
});

test.each(Object.keys(TEXTS))("%s leaves no marks of its writing in the window", (path) => {
  for (const block of blocks(TEXTS[path] ?? "")) {
    const said = pieces(block).flatMap((part) => (part.kind === "code" ? [] : [part.text]));
    if (block.kind === "heading") said.push(block.text);
    for (const text of said) expect(text).not.toMatch(/\]\(|\*|^#|^\||`/);
  }
});

test("every page is there in every language, but for the table of settings that is made by the program", () => {
  const files = (language: Other) => translated.flatMap(([own, file]) => (own === language ? [file] : []));
  const english = Object.keys(TEXTS).flatMap((path) => /\/guide\/([\w-]+\.md)$/.exec(path)?.[1] ?? []);
  const written = english.filter((file) => file !== "policy-settings.md");
  expect(written.length).toBeGreaterThan(20);
  for (const language of ["de", "es", "fr", "ar"] as const) expect(files(language)).toEqual(written);
});

/** The name under which a heading is led to, as GitHub makes it. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, "")
    .replaceAll(" ", "-");

test("links into a page lead to a heading of it", () => {
  const missing = Object.entries(TEXTS).flatMap(([path, text]) => {
    const folder = path.slice("../../../docs/guide/".length).replace(/[^/]*$/, "");
    return [...text.matchAll(/\]\(((?:\.\.\/)?[\w-]+\.md)#([^)]+)\)/g)].flatMap(
      ([, to = "", wanted = ""]) => {
        const there = blocks(textOf(to.startsWith("../") ? to.slice(3) : `${folder}${to}`));
        const anchors = there.flatMap((block) => (block.kind === "heading" ? [anchor(block.text)] : []));
        return anchors.includes(wanted) ? [] : [`${path}: ${to}#${wanted}`];
      },
    );
  });
  expect(missing).toEqual([]);
});

describe("pages", () => {
  const page = (pages: HelpPage[], file: string) => pages.find((one) => one.file === file);

  test("a page that is not written in a language is the English one", async () => {
    const [english, german] = [await readPages("en"), await readPages("de")];
    expect(german.map(({ file }) => file).sort()).toEqual(english.map(({ file }) => file).sort());
    expect(page(german, "agent.md")).toMatchObject({ language: "de", direction: "ltr" });
    expect(page(german, "policy-settings.md")).toEqual(page(english, "policy-settings.md"));
    expect(english.every(({ language }) => language === "en")).toBe(true);
  });

  test("Arabic ones run from right to left, and only these", async () => {
    const pages = await readPages("ar");
    expect(page(pages, "everyday.md")?.direction).toBe("rtl");
    expect(page(pages, "policy-settings.md")?.direction).toBe("ltr");
  });

  test.each([
    ["de", "sperrliste", "everyday.md", "de"],
    ["de", "oldest lines", "policy-settings.md", "en"],
    ["de", "berechtigungss", "salesforce.md", "de"],
    ["fr", "listes de travail", "everyday.md", "fr"],
    ["es", "papelera", "agent-actions.md", "es"],
    ["ar", "مساعدة", "everyday.md", "ar"],
    ["ar", "المساعدة", "everyday.md", "ar"],
    ["ar", "مفاتيح", "agent.md", "ar"],
  ] as const)("in %s, %s is found in %s", async (language, typed, file, written) => {
    const found = search(await readPages(language), typed, 40).filter((one) => one.page.file === file);
    expect(found.map((one) => one.page.language)).toContain(written);
  });
});
