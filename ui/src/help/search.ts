/** Searching the guide. Pure. */
import { type Block, plain } from "./markdown";
import type { HelpPage } from "./pages";

/** A part of a page that has the words. */
export interface Found {
  page: HelpPage;
  /** The heading it stands under; that of the page at its beginning. */
  heading: string;
  /** The text around the first word. */
  excerpt: string;
}

/** What a block says. */
export function textOf(block: Block): string {
  switch (block.kind) {
    case "heading":
    case "code":
      return block.text;
    case "paragraph":
      return plain(block.parts);
    case "list":
      return block.items.map(plain).join(" ");
    case "table":
      return [block.head, ...block.rows].map((row) => row.map(plain).join(" ")).join(" ");
  }
}

interface Part {
  page: HelpPage;
  heading: string;
  text: string;
}

/** The parts of a page, from heading to heading. */
function parts(page: HelpPage): Part[] {
  const all: Part[] = [{ page, heading: page.title, text: "" }];
  for (const block of page.blocks) {
    if (block.kind === "heading") all.push({ page, heading: block.text, text: "" });
    else {
      const last = all.at(-1);
      if (last) last.text += `${textOf(block)} `;
    }
  }
  return all;
}

const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** What Arabic writes together with the word after it: and, so, by, like, to, the. */
const JOINED = "(?:[وف]?(?:[بك]?ال|لل|[بكل])?)";

/** A word at the beginning of one of the text's; an Arabic one also behind what is written together with it. */
const beginning = (word: string) =>
  /^\p{Script=Arabic}/u.test(word)
    ? new RegExp(`(?<![\\p{L}\\p{N}])${JOINED}${word.replace(/^ال(?=..)/u, "(?:ال)?")}`, "u")
    : new RegExp(`(?<![\\p{L}\\p{N}])${word}`, "u");

/** Parts that have every word, as the beginning of one of theirs; words in headings count more. At most `most`. */
export function search(pages: readonly HelpPage[], typed: string, most = 20): Found[] {
  const words = folded(typed)
    .split(/[^\p{L}\p{N}_]+/u)
    .filter((word) => word !== "");
  if (words.length === 0) return [];
  const starts = words.map(beginning);
  const weighed = pages.flatMap(parts).flatMap((part) => {
    const [heading, text] = [folded(`${part.page.title} ${part.heading}`), folded(part.text)];
    if (!starts.every((start) => start.test(heading) || start.test(text))) return [];
    const weight = starts.reduce(
      (sum, start) => sum + (start.test(heading) ? 3 : 0) + (start.test(text) ? 1 : 0),
      0,
    );
    return [
      {
        weight,
        found: { page: part.page, heading: part.heading, excerpt: excerpt(part.text, text, starts) },
      },
    ];
  });
  return weighed
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most)
    .map(({ found }) => found);
}

const AROUND = 60;

/** Some words before and after the first one that was looked for. */
function excerpt(text: string, searched: string, starts: RegExp[]): string {
  const places = starts.map((start) => searched.search(start)).filter((at) => at >= 0);
  const at = places.length === 0 ? 0 : Math.min(...places);
  const [from, to] = [Math.max(0, at - AROUND), Math.min(text.length, at + 2 * AROUND)];
  const cut = text
    .slice(from, to)
    .replace(/^\S*\s/, from > 0 ? "…" : "$&")
    .trim();
  return to < text.length ? `${cut.replace(/\s\S*$/, "")}…` : cut;
}
