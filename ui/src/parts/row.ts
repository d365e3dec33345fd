/** Names of what stands in rows: a screen reader hears one control at a time, without the table around it. */
import { getContext, setContext } from "svelte";

const ROW = Symbol("row");

/** Says to which row everything below belongs; a row within a row keeps the outer one's name behind its own. */
export function nameRow(name: () => string): void {
  const outer = getContext<(() => string) | undefined>(ROW);
  setContext(ROW, () => [name(), outer?.() ?? ""].filter((part) => part !== "").join(", "));
}

/** Puts the row's name behind that of a control: "Delay: No answer". Outside of rows a control has its own name alone. */
export function useRow(): (label: string) => string {
  const row = getContext<(() => string) | undefined>(ROW);
  return (label) => {
    const name = row?.() ?? "";
    return name === "" ? label : `${label}: ${name}`;
  };
}

/** What {@link rowName} asks about rows. */
interface Rows<T> {
  name: (row: T) => string;
  /** "row 3". */
  nth: (n: number) => string;
  /** Whether a row before could have the same name; rows that can stand side by side. `undefined` = every row can. */
  near?: (row: T, before: T) => boolean;
}

/** Whether a row before this one has the same name. */
export function hasTwin<T>(rows: readonly T[], at: number, { name, near }: Omit<Rows<T>, "nth">): boolean {
  const row = rows[at];
  if (row === undefined) return false;
  const own = name(row).trim();
  for (let i = at - 1; i >= 0; i--) {
    const before = rows[i] as T;
    if (near && !near(row, before)) return false;
    if (name(before).trim() === own) return true;
  }
  return false;
}

/** The name of a row by which it is told from those before it: its own, its place behind it when there was one like it. */
export function rowName<T>(rows: readonly T[], at: number, told: Rows<T>): string {
  const row = rows[at];
  const [own, place] = [row === undefined ? "" : told.name(row).trim(), told.nth(at + 1)];
  if (own === "") return place;
  return hasTwin(rows, at, told) ? `${own}, ${place}` : own;
}
