/** Which key asks for what: one table, which a person may change. Pure. */

/** What a key can be given to. Digits, Enter, Esc and Ctrl+K have a fixed meaning (`keys.ts`). */
export const DEFAULT_KEYS = {
  notes: "n",
  undo: "u",
  confirm: "y",
  refresh: "r",
  extend: "e",
  assist: "F2",
  palette: "a",
  find: "/",
  desk: "c",
  history: "h",
  callbacks: "b",
  work: "w",
  team: "t",
  outbox: "o",
  settings: "s",
  setup: ",",
  quiet: "d",
  compact: "v",
  mask: "m",
  sheet: "?",
  help: "F1",
} as const satisfies Record<string, string>;

/** Something that a person may give another key. */
export type Keyed = keyof typeof DEFAULT_KEYS;

/** A key for each; `""` = none. */
export type KeyTable = Record<Keyed, string>;

/** All that can be given another key, in the order in which people read it. */
export const KEYED = Object.keys(DEFAULT_KEYS) as Keyed[];

/** A key as pressed, as far as its name matters. */
export interface Chord {
  key: string;
  /** Place on the keyboard, such as `KeyN`: what the key is called where the layout has no Latin letters. */
  code: string;
  ctrl: boolean;
  shift: boolean;
}

/**
 * The name of a key: `n`, `?`, `F2`, `Ctrl+j`; `null` for keys that mean nothing on their own. On a layout without Latin
 * letters (Arabic, Greek, Cyrillic) the place on the keyboard names the key, so that every shortcut is there, too.
 */
export function chordOf({ key, code, ctrl, shift }: Chord): string | null {
  const name = /^F([1-9]|1[0-2])$/.test(key) ? key : latin(key, code, shift);
  if (name === null) return null;
  return ctrl ? `Ctrl+${name}` : name;
}

function latin(key: string, code: string, shift: boolean): string | null {
  if ([...key].length !== 1) return null;
  if (/^[!-~]$/.test(key)) return key.toLowerCase();
  const letter = /^(?:Key([A-Z])|Digit([0-9])|Numpad([0-9]))$/.exec(code);
  if (letter) return (letter[1] ?? letter[2] ?? letter[3] ?? "").toLowerCase();
  const signs: Record<string, string> = { Slash: shift ? "?" : "/", Comma: shift ? "<" : "," };
  return signs[code] ?? null;
}

/** With Ctrl these belong to the text, the window or the system. */
const TAKEN_WITH_CTRL = /^Ctrl\+([1-9]|[acknopqrstvwxyz+\-0])$/;

/** Whether a key has a meaning that cannot be taken from it. */
export function isFixed(chord: string): boolean {
  return /^[0-9]$/.test(chord) || TAKEN_WITH_CTRL.test(chord);
}

/** What a key asks for now. */
export function holderOf(table: KeyTable, chord: string): Keyed | null {
  return KEYED.find((keyed) => table[keyed] === chord) ?? null;
}

/** The table of what was kept. The file may be older, newer or damaged: what it should not say counts as not said. */
export function tableOf(kept: unknown): KeyTable {
  const table: KeyTable = { ...DEFAULT_KEYS };
  if (typeof kept !== "object" || kept === null) return table;
  const said = new Map(Object.entries(kept).filter(([keyed]) => Object.hasOwn(DEFAULT_KEYS, keyed))) as Map<
    Keyed,
    unknown
  >;
  for (const keyed of KEYED) if (said.has(keyed)) table[keyed] = "";
  for (const [keyed, chord] of said) {
    const isKey = typeof chord === "string" && /^(Ctrl\+)?([!-~]|F([1-9]|1[0-2]))$/.test(chord);
    if (isKey && !isFixed(chord) && holderOf(table, chord) === null) table[keyed] = chord;
  }
  return table;
}

/** What differs from how the keys come; this is kept. */
export function differences(table: KeyTable): Partial<KeyTable> {
  return Object.fromEntries(KEYED.filter((k) => table[k] !== DEFAULT_KEYS[k]).map((k) => [k, table[k]]));
}

/** The table with another key for something; whoever had that key has none then. */
export function given(table: KeyTable, keyed: Keyed, chord: string): KeyTable {
  const before = holderOf(table, chord);
  return { ...table, ...(before === null ? {} : { [before]: "" }), [keyed]: chord };
}
