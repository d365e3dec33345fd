/** Look-ups as a part of a configuration file, and back. Pure. */
import type { LookUpDraft } from "../../../host/bindings";

/** The file that says them. */
export function asFile(all: readonly LookUpDraft[]): string {
  const look_ups = all.map(({ name, title, when, soql, rows, seconds }) => ({
    name: name.trim(),
    title: title.trim(),
    ...(when.trim() === "" ? {} : { when: when.trim() }),
    soql,
    rows,
    seconds,
  }));
  return `${JSON.stringify({ callside_config: 1, look_ups }, null, 2)}\n`;
}

/** The look-ups of a file; `null` when it is none of ours or has none. What is wrong in them is checked elsewhere. */
export function fromFile(text: string): LookUpDraft[] | null {
  try {
    const file: unknown = JSON.parse(text);
    if (typeof file !== "object" || file === null || !("callside_config" in file)) return null;
    if (!("look_ups" in file) || !Array.isArray(file.look_ups)) return null;
    return file.look_ups.map((row: unknown) => draft(row));
  } catch {
    return null;
  }
}

function draft(row: unknown): LookUpDraft {
  const values = (typeof row === "object" && row !== null ? row : {}) as Record<string, unknown>;
  const text = (key: string) => (typeof values[key] === "string" ? values[key] : "");
  const number = (key: string) => (typeof values[key] === "number" ? Math.round(values[key]) : 5);
  return {
    name: text("name"),
    title: text("title"),
    when: text("when"),
    soql: text("soql"),
    rows: number("rows"),
    seconds: number("seconds"),
  };
}

/** Whether both say the same. */
export function sameLookUps(a: readonly LookUpDraft[], b: readonly LookUpDraft[]): boolean {
  return asFile(a) === asFile(b);
}

/** A name that none has. */
export function unusedName(all: readonly LookUpDraft[]): string {
  const names = new Set(all.map((row) => row.name));
  for (let n = all.length + 1; ; n += 1) if (!names.has(`look_up_${n}`)) return `look_up_${n}`;
}
