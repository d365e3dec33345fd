import { describe, expect, test } from "vitest";
import { KeyHandlers } from "../../src/keys/handlers";
import { type Asked, type Focus, focusOf, meaning, type Pressed } from "../../src/keys/keys";

const pressed = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrl: false,
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
