/** The guide's pages as blocks that the window draws: what the guide uses of Markdown, and no HTML. Pure. */

/** A piece of a line. */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "strong"; text: string }
  | { kind: "em"; text: string }
  | { kind: "code"; text: string }
  | { kind: "link"; text: string; to: string };

/** A block of a page. */
export type Block =
  | { kind: "heading"; level: number; text: string }
  | { kind: "paragraph"; parts: Inline[] }
  | { kind: "list"; ordered: boolean; items: Inline[][] }
  | { kind: "table"; head: Inline[][]; rows: Inline[][][] }
  | { kind: "code"; text: string };

const PIECES = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|!?\[([^\]]*)\]\(([^)\s]+)\)/g;

/** The pieces of a text. A picture is its description. */
export function inlines(text: string): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  const put = (part: Inline) => {
    if (part.text !== "") parts.push(part);
  };
  for (const found of text.matchAll(PIECES)) {
    put({ kind: "text", text: text.slice(from, found.index) });
    from = found.index + found[0].length;
    const [whole, code, strong, em, label, to] = found;
    if (code !== undefined) put({ kind: "code", text: code });
    else if (strong !== undefined) put({ kind: "strong", text: strong.replaceAll("`", "") });
    else if (em !== undefined) put({ kind: "em", text: em });
    else if (whole.startsWith("!")) put({ kind: "em", text: label ?? "" });
    else put({ kind: "link", text: (label ?? "").replaceAll("`", ""), to: to ?? "" });
  }
  put({ kind: "text", text: text.slice(from) });
  return parts;
}

/** Words alone, for searching. */
export const plain = (parts: Inline[]): string => parts.map((part) => part.text).join("");

const cells = (line: string): Inline[][] =>
  line
    .replace(/^\s*\||\|\s*$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => inlines(cell.replaceAll("\\|", "|").trim()));

/** The blocks of a page. */
export function blocks(text: string): Block[] {
  const lines = text.split(/\r?\n/);
  const all: Block[] = [];
  let at = 0;
  const peek = () => lines[at] ?? "";
  /** Lines as long as they go on. */
  const take = (goesOn: (line: string) => boolean): string[] => {
    const taken: string[] = [];
    while (at < lines.length && goesOn(peek())) taken.push(lines[at++] ?? "");
    return taken;
  };
  while (at < lines.length) {
    const line = peek();
    const heading = /^(#{1,6}) +(.*)$/.exec(line);
    const item = /^(?:-|\d+\.) +/.exec(line);
    if (line.trim() === "") at += 1;
    else if (heading) {
      at += 1;
      all.push({ kind: "heading", level: heading[1]?.length ?? 1, text: plain(inlines(heading[2] ?? "")) });
    } else if (line.startsWith("```")) {
      at += 1;
      const code = take((next) => !next.startsWith("```"));
      at += 1;
      all.push({ kind: "code", text: code.join("\n") });
    } else if (line.startsWith("|")) {
      const [head = "", , ...rows] = take((next) => next.startsWith("|"));
      all.push({ kind: "table", head: cells(head), rows: rows.map(cells) });
    } else if (item) {
      const ordered = /^\d/.test(line);
      const items: string[] = [];
      for (const next of take((next) => /^(?:-|\d+\.) +|^ {2,}\S/.test(next))) {
        const start = /^(?:-|\d+\.) +(.*)$/.exec(next);
        if (start) items.push(start[1] ?? "");
        else items.push(`${items.pop() ?? ""} ${next.trim()}`);
      }
      all.push({ kind: "list", ordered, items: items.map(inlines) });
    } else {
      const paragraph = take((next) => next.trim() !== "" && !/^(#{1,6} |```|\||- |\d+\. )/.test(next));
      // A line that begins like a list but is none still is a line.
      if (paragraph.length === 0) paragraph.push(lines[at++] ?? "");
      all.push({ kind: "paragraph", parts: inlines(paragraph.map((next) => next.trim()).join(" ")) });
    }
  }
  return all;
}
