/** The guide inside of the window: every page is read whole, and what somebody looks for is found. */
import { describe, expect, test } from "vitest";
import { blocks, inlines } from "../../src/help/markdown";
import { readPages } from "../../src/help/pages";
import { search, textOf } from "../../src/help/search";

const pages = await readPages();

test.each(pages.map((page) => [page.file, page] as const))(
  "%s leaves no marks of its writing",
  (_file, page) => {
    expect(page.title).not.toMatch(/[#`]|\.md$/);
    for (const block of page.blocks) {
      if (block.kind !== "code") expect(textOf(block)).not.toMatch(/\]\(|\*\*|^#|^\||```/);
    }
  },
);

test("pages for agents come first, and links lead to pages that there are", () => {
  expect(pages.slice(0, 2).map((page) => page.file)).toEqual(["agent.md", "everyday.md"]);
  const lines = pages
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => {
      if (block.kind === "paragraph") return block.parts;
      if (block.kind === "list") return block.items.flat();
      return block.kind === "table" ? [...block.head, ...block.rows.flat()].flat() : [];
    });
  const files = pages.map((page) => page.file);
  const inside = lines.flatMap((part) =>
    part.kind === "link" && /^[\w-]+\.md/.test(part.to) ? [part.to] : [],
  );
  expect(inside.length).toBeGreaterThan(5);
  for (const to of inside) expect(files).toContain(to.replace(/#.*/, ""));
});

describe("search", () => {
  test.each([
    ["undo", "agent.md"],
    ["do not disturb", "everyday.md"],
    ["quiet hours", "phone-switch.md"],
    ["PERMISSION sets", "salesforce.md"],
  ])("%s is found in %s", (typed, file) => {
    expect(search(pages, typed).map((found) => found.page.file)).toContain(file);
  });

  test("every word must be there, and nothing typed finds nothing", () => {
    expect(search(pages, "undo xylophone")).toEqual([]);
    expect(search(pages, "  ")).toEqual([]);
    expect(search(pages, "(.*)+[")).toEqual([]);
  });

  test("headings come before mentions, and the words around are shown", () => {
    const [first] = search(pages, "language");
    expect(first?.heading).toBe("Language");
    expect(first?.excerpt).toMatch(/English, German/);
  });
});

test("what is hostile in a page stays text", () => {
  const [block] = blocks('<img src=x onerror="window.__ran=1"> [x](javascript:alert(1))');
  expect(block).toEqual({
    kind: "paragraph",
    parts: [
      { kind: "text", text: '<img src=x onerror="window.__ran=1"> ' },
      { kind: "link", text: "x", to: "javascript:alert(1" },
      { kind: "text", text: ")" },
    ],
  });
  expect(inlines("a `b|c` **d** *e*").map((part) => part.kind)).toEqual([
    "text",
    "code",
    "text",
    "strong",
    "text",
    "em",
  ]);
});
