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

/** A chart as a picture of its own: what the window's style sheet gives it is written into it. */
export function picture(svg: SVGSVGElement, title: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const drawn = [svg, ...svg.querySelectorAll<SVGElement>("*")];
  [copy, ...copy.querySelectorAll<SVGElement>("*")].forEach((element, i) => {
    const style = getComputedStyle(drawn[i] as Element);
    for (const name of KEPT) {
      const value = style.getPropertyValue(name);
      if (value !== "") element.setAttribute(name, value);
    }
    for (const name of ["class", "style", "tabindex", "data-pick"]) element.removeAttribute(name);
  });
  const { width, height } = svg.viewBox.baseVal ?? { width: 0, height: 0 };
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  if (width > 0) copy.setAttribute("width", String(width));
  if (height > 0) copy.setAttribute("height", String(height));
  const named = document.createElementNS("http://www.w3.org/2000/svg", "title");
  named.textContent = title;
  copy.prepend(named);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}
