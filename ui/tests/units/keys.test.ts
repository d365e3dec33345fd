import { describe, expect, test } from "vitest";
import { KeyHandlers } from "../../src/keys/handlers";
import { type Asked, type Focus, focusOf, meaning, type Pressed } from "../../src/keys/keys";
import {
  chordOf,
  DEFAULT_KEYS,
  differences,
  given,
  isFixed,
  type KeyTable,
  tableOf,
} from "../../src/keys/table";

const pressed = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  code: "",
  ctrl: false,
  shift: false,
  alt: false,
  repeat: false,
  composing: false,
  focus: "elsewhere",
  ...more,
});

const CASES: [string, Pressed, Asked | null][] = [
  ["a digit picks", pressed("7"), { kind: "pick", key: 7 }],
  ["zero is no key", pressed("0"), null],
  ["a digit while typing is text", pressed("7", { focus: "text" }), null],
  ["a digit on a button picks", pressed("7", { focus: "control" }), { kind: "pick", key: 7 }],
  [
    "Ctrl and a digit switch, also while typing",
    pressed("2", { ctrl: true, focus: "text" }),
    { kind: "switch", index: 1 },
  ],
  ["Enter saves", pressed("Enter"), { kind: "save" }],
  ["Enter on a button presses it", pressed("Enter", { focus: "control" }), null],
  ["Enter while typing is text", pressed("Enter", { focus: "text" }), null],
  ["Ctrl+Enter saves while typing", pressed("Enter", { ctrl: true, focus: "text" }), { kind: "save" }],
  ["held keys mean nothing", pressed("Enter", { repeat: true }), null],
  ["keys of an input method mean nothing", pressed("Enter", { composing: true, ctrl: true }), null],
  ["Alt belongs to the system", pressed("1", { alt: true }), null],
  ["Ctrl+K opens the actions while typing", pressed("k", { ctrl: true, focus: "text" }), { kind: "palette" }],
  ["Ctrl and a letter belong to the system", pressed("s", { ctrl: true }), null],
  ["Esc leaves a text first", pressed("Escape", { focus: "text" }), { kind: "blur" }],
  ["Esc leads back", pressed("Escape", { focus: "control" }), { kind: "back" }],
  ["slash finds", pressed("/"), { kind: "find" }],
  ["team", pressed("t"), { kind: "team" }],
  ["letters do not mind the case", pressed("H"), { kind: "history" }],
  ["other letters mean nothing", pressed("x"), null],
  ["an Arabic letter is the key where it stands", pressed("ى", { code: "KeyN" }), { kind: "notes" }],
  ["so is a Cyrillic one", pressed("Р", { code: "KeyH" }), { kind: "history" }],
  ["an Arabic-Indic digit picks", pressed("٧", { code: "Digit7" }), { kind: "pick", key: 7 }],
  ["and with Ctrl it switches", pressed("٢", { code: "Digit2", ctrl: true }), { kind: "switch", index: 1 }],
  ["the Arabic question mark, too", pressed("؟", { code: "Slash", shift: true }), { kind: "sheet" }],
  ["a Latin letter is what it says, wherever it stands", pressed("n", { code: "KeyL" }), { kind: "notes" }],
];

test.each(CASES)("%s", (_name, key, asked) => {
  expect(meaning(key)).toEqual(asked);
});

const PLACES: [string, Focus][] = [
  ["<input>", "text"],
  ["<input type=password>", "text"],
  ["<input type=search>", "text"],
  ["<textarea></textarea>", "text"],
  ["<select></select>", "text"],
  ["<input type=radio>", "elsewhere"],
  ["<input type=checkbox>", "elsewhere"],
  ["<button></button>", "control"],
  ["<a href='#x'>x</a>", "control"],
  ["<summary></summary>", "control"],
  ["<h2 tabindex=-1></h2>", "elsewhere"],
];

test.each(PLACES)("the keyboard in %s is in: %s", (html, focus) => {
  document.body.innerHTML = html;
  expect(focusOf(document.body.firstElementChild)).toBe(focus);
});

describe("handlers", () => {
  test("the topmost screen that knows a key acts, and only while it is shown", () => {
    const keys = new KeyHandlers();
    const acted: string[] = [];
    keys.on({ back: () => acted.push("window"), find: () => acted.push("find") });
    const leave = keys.on({ back: () => acted.push("screen") });
    expect(keys.act({ kind: "back" })).toBe(true);
    keys.act({ kind: "find" });
    leave();
    keys.act({ kind: "back" });
    expect(acted).toEqual(["screen", "find", "window"]);
    expect(keys.act({ kind: "undo" })).toBe(false);
  });
});

describe("keys of one's own", () => {
  test("no two of the keys that come with Callside are the same", () => {
    expect(new Set(Object.values(DEFAULT_KEYS)).size).toBe(Object.keys(DEFAULT_KEYS).length);
  });

  test("another key asks for the same, and the old one for nothing", () => {
    const table = given(DEFAULT_KEYS, "history", "j");
    expect(meaning(pressed("j"), table)).toEqual({ kind: "history" });
    expect(meaning(pressed("h"), table)).toBeNull();
  });

  test("a key with Ctrl and a function key act while typing, a single one does not", () => {
    const table = given(given(DEFAULT_KEYS, "history", "Ctrl+j"), "outbox", "F4");
    expect(meaning(pressed("J", { ctrl: true, focus: "text" }), table)).toEqual({ kind: "history" });
    expect(meaning(pressed("F4", { focus: "text" }), table)).toEqual({ kind: "outbox" });
    expect(meaning(pressed("n", { focus: "text" }), table)).toBeNull();
  });

  test("whoever had the key has none then", () => {
    const table = given(DEFAULT_KEYS, "history", "n");
    expect([table.history, table.notes]).toEqual(["n", ""]);
    expect(meaning(pressed("n"), table)).toEqual({ kind: "history" });
  });

  test.each(["1", "0", "Ctrl+1", "Ctrl+k", "Ctrl+c", "Ctrl+v", "Ctrl+z"])("%s stays what it is", (chord) => {
    expect(isFixed(chord)).toBe(true);
  });

  test.each(["j", "F2", "Ctrl+j", ";"])("%s can be given", (chord) => {
    expect(isFixed(chord)).toBe(false);
  });

  test.each(["Shift", "Tab", "Dead", "é", "👍"])("%s alone names no key", (key) => {
    expect(chordOf({ key, code: "", ctrl: false, shift: false })).toBeNull();
  });

  test("only what differs is kept, and comes back as it was", () => {
    const table: KeyTable = given(given(DEFAULT_KEYS, "history", "n"), "setup", "Ctrl+j");
    expect(differences(table)).toEqual({ history: "n", notes: "", setup: "Ctrl+j" });
    expect(tableOf(JSON.parse(JSON.stringify(differences(table))))).toEqual(table);
    expect(differences(DEFAULT_KEYS)).toEqual({});
  });

  test.each([[null], ["n"], [[]], [{ nothing: "j", toString: "j" }], [{ __proto__: { notes: "j" } }]])(
    "a damaged file (%j) leaves the keys as they come",
    (kept) => {
      expect(tableOf(kept)).toEqual(DEFAULT_KEYS);
    },
  );

  test("a key that cannot be, is fixed, or is there twice counts as none", () => {
    const table = tableOf({ notes: 7, undo: "Ctrl+c", history: "j", outbox: "j", settings: "<b>" });
    expect([table.notes, table.undo, table.history, table.outbox, table.settings]).toEqual([
      "",
      "",
      "j",
      "",
      "",
    ]);
  });
});
