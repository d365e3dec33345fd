/** Values of a table as people read them, and how they are put in order. Pure. */
import type { CellView, RowView, TableView } from "../host/bindings";
import type { Words } from "../words/words.svelte";
import { collator, dateFormat, numberFormat } from "../words/formats";

/** A value as text. */
export function cellText(words: Words, locale: string, cell: CellView): string {
  switch (cell.kind) {
    case "empty":
      return "";
    case "text":
      return cell.text;
    case "number":
      return numberText(locale, cell.text);
    case "bool":
      return cell.yes ? words.lookUps.yes : words.lookUps.no;
    case "date":
      return dayText(locale, cell.day);
    case "moment":
      return dateFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(cell.at);
    case "record":
      return cell.record.id;
    case "rows":
      return words.lookUps.childRows(cell.table.rows.length + cell.table.left_out);
  }
}

/** Digits beyond what a number can hold exactly stay as they are. */
function numberText(locale: string, text: string): string {
  const value = Number(text);
  const digits = text.replace(/\D/g, "").length;
  if (!Number.isFinite(value) || digits > 15) return text;
  return numberFormat(locale, { maximumFractionDigits: 10 }).format(value);
}

function dayText(locale: string, day: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!found) return day;
  const at = new Date(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
  return dateFormat(locale, { dateStyle: "medium" }).format(at);
}

/** Which way a column is ordered. */
export interface Sorting {
  column: number;
  descending: boolean;
}

/** Rows in the order of a column; those without a value come last either way. Equal rows stay as they came. */
export function sorted(table: TableView, sorting: Sorting | null, locale: string): readonly RowView[] {
  if (sorting === null) return table.rows;
  const compare = collator(locale, { numeric: true }).compare;
  const turn = sorting.descending ? -1 : 1;
  return [...table.rows].sort((a, b) => {
    const [x, y] = [a.cells[sorting.column], b.cells[sorting.column]];
    if (!x || !y) return 0;
    if (x.kind === "empty" || y.kind === "empty")
      return Number(x.kind === "empty") - Number(y.kind === "empty");
    return turn * order(x, y, compare);
  });
}

function order(x: CellView, y: CellView, compare: (a: string, b: string) => number): number {
  if (x.kind === "moment" && y.kind === "moment") return x.at - y.at;
  if (x.kind === "number" && y.kind === "number") return Number(x.text) - Number(y.text);
  if (x.kind === "bool" && y.kind === "bool") return Number(x.yes) - Number(y.yes);
  if (x.kind === "rows" && y.kind === "rows") return x.table.rows.length - y.table.rows.length;
  return compare(plain(x), plain(y));
}

function plain(cell: CellView): string {
  if (cell.kind === "text" || cell.kind === "number") return cell.text;
  if (cell.kind === "date") return cell.day;
  return cell.kind === "record" ? cell.record.id : "";
}

/** A table as text with tabs, as spreadsheets paste it. A value that would be a formula there gets an apostrophe. */
export function asTabs(
  words: Words,
  locale: string,
  columns: readonly string[],
  rows: readonly RowView[],
): string {
  const one = (text: string) => {
    const flat = text.replace(/[\t\r\n]+/g, " ");
    return /^\s*[=+\-@＝＋－＠]/.test(flat) && !/^-?[\d.]+$/.test(flat) ? `'${flat}` : flat;
  };
  const line = (cells: string[]) => cells.map(one).join("\t");
  const raw = (cell: CellView) => (cell.kind === "number" ? cell.text : cellText(words, locale, cell));
  return [line([...columns]), ...rows.map((row) => line(row.cells.map(raw)))].join("\n");
}
