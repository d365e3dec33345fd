/** What charts are drawn by. Pure. */

/** The lines of an axis: round numbers from 0 to at least `most`, four to six of them. */
export function ticks(most: number): number[] {
  if (most <= 0) return [0, 1];
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? 10 * power;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

/** How dark a cell is: none where nothing is, then five steps up to the greatest. */
export function shade(value: number, most: number): 0 | 1 | 2 | 3 | 4 | 5 {
  if (value <= 0 || most <= 0) return 0;
  return Math.min(5, Math.max(1, Math.ceil((value / most) * 5))) as 1 | 2 | 3 | 4 | 5;
}

/** A table behind a chart. `pick`: what a press on the row does. */
export interface ChartTable {
  columns: string[];
  rows: { cells: (string | number)[]; pick?: () => void; label?: string }[];
}

/** As CSV (RFC 4180), with a mark that makes spreadsheets read UTF-8, and nothing that they take for a formula. */
export function csv(table: ChartTable): string {
  const field = (cell: string | number) => {
    if (typeof cell === "number") return String(cell);
    const safe = /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]/.test(cell) ? `'${cell}` : cell;
    return /[",;\n\r\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = [table.columns, ...table.rows.map((row) => row.cells)];
  return `\ufeff${lines.map((cells) => cells.map(field).join(",")).join("\r\n")}\r\n`;
}

const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "font-family", "font-size", "font-weight"];

const SVG = "http://www.w3.org/2000/svg";

/** A chart apart from the window: what the style sheet gives it is written into it, in the light colours. */
function apart(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const drawn = [svg, ...svg.querySelectorAll<SVGElement>("*")];
  const scheme = svg.style.colorScheme;
  // Paper is white, whatever the window is; nothing is painted before it is put back.
  svg.style.colorScheme = "light";
  [copy, ...copy.querySelectorAll<SVGElement>("*")].forEach((element, i) => {
    const style = getComputedStyle(drawn[i] as Element);
    for (const name of KEPT) {
      const value = style.getPropertyValue(name);
      if (value !== "") element.setAttribute(name, value);
    }
    for (const name of ["class", "style", "tabindex", "data-pick"]) element.removeAttribute(name);
  });
  svg.style.colorScheme = scheme;
  const { width, height } = svg.viewBox.baseVal ?? { width: 0, height: 0 };
  copy.setAttribute("xmlns", SVG);
  if (width > 0) copy.setAttribute("width", String(width));
  if (height > 0) copy.setAttribute("height", String(height));
  return copy;
}

/** A chart as a picture of its own, as SVG. */
export function picture(svg: SVGSVGElement, title: string): string {
  const copy = apart(svg);
  const named = document.createElementNS(SVG, "title");
  named.textContent = title;
  copy.prepend(named);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}

/** What stands on a picture beside the chart. */
export interface Caption {
  title: string;
  /** Which days and whose calls. */
  period: string;
  legend: readonly { label: string; tone: 1 | 2 | 3 }[];
  /** How it is counted. */
  definition: string;
  direction: "ltr" | "rtl";
}

/** Lines of at most so many characters; a word that is longer has a line of its own. */
export function lines(text: string, most: number): string[] {
  const all: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    const last = all.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) all[all.length - 1] = `${last} ${word}`;
    else all.push(word);
  }
  return all;
}

const SHEET = { width: 900, edge: 28, letters: 140 };

/** Colours of the window as they are by day: paper is white at night, too. */
function byDay<N extends string>(names: readonly N[]): Record<N, string> {
  const probe = document.createElement("span");
  probe.style.colorScheme = "light";
  document.body.append(probe);
  const read = names.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  return Object.fromEntries(read) as Record<N, string>;
}

/** A sheet of paper with the chart, its title, its days, its legend and how it is counted: `width` by `height`. */
export function sheet(svg: SVGSVGElement, caption: Caption): { text: string; width: number; height: number } {
  const { width, edge, letters } = SHEET;
  const add = (parent: Element, name: string, with_: Record<string, string | number>, text = "") => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(with_)) made.setAttribute(key, String(value));
    if (text !== "") made.textContent = text;
    parent.append(made);
    return made;
  };
  const colours = byDay(["surface", "ink", "ink-2", "chart-1", "chart-2", "chart-3"]);
  const root = document.createElementNS(SVG, "svg");
  const paper = add(root, "rect", { x: 0, y: 0, width, fill: colours.surface });
  const font = { "font-family": "Inter, system-ui, sans-serif", direction: caption.direction };
  const begin = caption.direction === "rtl" ? width - edge : edge;
  add(
    root,
    "text",
    { x: begin, y: 44, "font-size": 22, "font-weight": 600, fill: colours.ink, ...font },
    caption.title,
  );
  add(root, "text", { x: begin, y: 70, "font-size": 14, fill: colours["ink-2"], ...font }, caption.period);
  let [y, x] = [84, begin];
  const way = caption.direction === "rtl" ? -1 : 1;
  for (const { label, tone } of caption.legend) {
    add(root, "rect", {
      x: way > 0 ? x : x - 12,
      y,
      width: 12,
      height: 12,
      rx: 2,
      fill: colours[`chart-${tone}`],
    });
    add(
      root,
      "text",
      { x: x + way * 18, y: y + 11, "font-size": 13, fill: colours["ink-2"], ...font },
      label,
    );
    x += way * (46 + label.length * 7);
  }
  if (caption.legend.length > 0) y += 22;
  const chart = apart(svg);
  const { width: w, height: h } = svg.viewBox.baseVal ?? { width: 0, height: 0 };
  const drawn = w > 0 ? ((width - 2 * edge) / w) * h : 320;
  for (const [key, value] of Object.entries({ x: edge, y, width: width - 2 * edge, height: drawn }))
    chart.setAttribute(key, String(value));
  root.append(chart);
  y += drawn + 20;
  for (const line of lines(caption.definition, letters)) {
    add(root, "text", { x: begin, y, "font-size": 12, fill: colours["ink-2"], ...font }, line);
    y += 17;
  }
  const height = Math.ceil(y + 8);
  paper.setAttribute("height", String(height));
  for (const [key, value] of Object.entries({ xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` }))
    root.setAttribute(key, String(value));
  return { text: new XMLSerializer().serializeToString(root), width, height };
}

/** A sheet as PNG, two dots to each unit, in base64. */
export async function png({ text, width, height }: ReturnType<typeof sheet>): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * 2, height * 2];
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.drawImage(image, 0, 0, width * 2, height * 2);
  return canvas.toDataURL("image/png").split(",")[1] ?? "";
}
