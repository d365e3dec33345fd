import { expect, test } from "vitest";
import { lines, sheet } from "../../src/screens/team/charts/chart";

function chart(): SVGSVGElement {
  document.body.innerHTML = `<svg viewBox="0 0 400 100"><g data-pick="0"><rect class="bar" width="9" height="9"/></g></svg>`;
  const svg = document.querySelector("svg") as SVGSVGElement;
  // jsdom knows no view boxes.
  Object.defineProperty(svg, "viewBox", { value: { baseVal: { width: 400, height: 100 } } });
  return svg;
}

const CAPTION = {
  title: "Handle <time>",
  period: "2026-11-01 – 2026-11-07 · Queue: Billing",
  legend: [
    { label: "Talk", tone: 1 as const },
    { label: "Hold", tone: 2 as const },
  ],
  definition: "Average talk, hold and wrap-up. ".repeat(9),
  direction: "ltr" as const,
};

test("a sheet says what it shows, and is as high as it needs", () => {
  const svg = chart();
  const { text, width, height } = sheet(svg, CAPTION);
  const read = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  const texts = [...read.querySelectorAll(":scope > text")].map((one) => one.textContent);
  expect(texts.slice(0, 4)).toEqual([CAPTION.title, CAPTION.period, "Talk", "Hold"]);
  expect(texts.slice(4).join(" ")).toBe(CAPTION.definition.trim());
  expect(read.querySelector("rect")?.getAttribute("height"), "paper behind all of it").toBe(String(height));
  expect([read.getAttribute("width"), read.getAttribute("height")]).toEqual([String(width), String(height)]);
  const inner = read.querySelector("svg");
  expect(inner?.getAttribute("y")).toBe("106");
  expect(Number(inner?.getAttribute("height"))).toBe(((width - 56) / 400) * 100);
  expect(read.querySelector("[class], [data-pick], [style]")).toBeNull();
  expect(svg.style.colorScheme, "the window keeps its colours").toBe("");
});

test("a sheet in Arabic begins at the right", () => {
  const { text, width } = sheet(chart(), { ...CAPTION, direction: "rtl" });
  const title = new DOMParser().parseFromString(text, "image/svg+xml").querySelector("text");
  expect([title?.getAttribute("x"), title?.getAttribute("direction")]).toEqual([String(width - 28), "rtl"]);
});

test.each([
  ["a bb ccc", 4, ["a bb", "ccc"]],
  ["abcdefgh i", 4, ["abcdefgh", "i"]],
  ["  ", 4, []],
])("%o is broken into lines of %d", (text, most, expected) => {
  expect(lines(text, most)).toEqual(expected);
});
