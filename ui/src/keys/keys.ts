/** What a pressed key means. Pure, so that every rule can be read and tested in one place. */
import { type Chord, chordOf, DEFAULT_KEYS, holderOf, type Keyed, type KeyTable } from "./table";

/** Where the keyboard is: in a text, on a control that has its own use for Enter, or elsewhere. */
export type Focus = "text" | "control" | "elsewhere";

/** A key as pressed; `ctrl`: Ctrl, or Command on a Mac. */
export interface Pressed extends Chord {
  alt: boolean;
  /** Held down. */
  repeat: boolean;
  /** An input method is composing a character. */
  composing: boolean;
  focus: Focus;
}

/** What a key asks for. */
export type Asked =
  | { kind: "pick"; key: number }
  | { kind: "switch"; index: number }
  | { kind: "save" | "back" | "blur" }
  | { kind: Keyed };

/** The meaning of a key; `null` when it is not for Callside. Single keys mean nothing while somebody types. */
export function meaning(given: Pressed, table: KeyTable = DEFAULT_KEYS): Asked | null {
  const { key, ctrl, alt, repeat, composing, focus } = given;
  if (composing || alt || repeat) return null;
  if (key === "Enter") return ctrl || focus === "elsewhere" ? { kind: "save" } : null;
  if (key === "Escape") return ctrl ? null : { kind: focus === "text" ? "blur" : "back" };
  const chord = chordOf(given);
  if (chord === null) return null;
  const types = focus === "text" && !ctrl && chord.length === 1;
  const digit = /^(Ctrl\+)?([1-9])$/.exec(chord);
  if (types) return null;
  if (digit) {
    const number = Number(digit[2]);
    return ctrl ? { kind: "switch", index: number - 1 } : { kind: "pick", key: number };
  }
  if (chord === "Ctrl+k") return { kind: "palette" };
  const held = holderOf(table, chord);
  return held === null ? null : { kind: held };
}

/** A key as the browser tells it. */
export function pressed(event: KeyboardEvent): Pressed {
  return {
    key: event.key,
    code: event.code,
    ctrl: event.ctrlKey || event.metaKey,
    shift: event.shiftKey,
    alt: event.altKey,
    repeat: event.repeat,
    composing: event.isComposing,
    focus: focusOf(document.activeElement),
  };
}

const CHOICES = ["radio", "checkbox"];
const PRESSED = ["button", "submit", "reset"];

/** Where the keyboard is, for {@link meaning}. */
export function focusOf(element: Element | null): Focus {
  if (element instanceof HTMLInputElement) {
    if (PRESSED.includes(element.type)) return "control";
    // Enter on a choice saves: pick and save without leaving the keyboard's place.
    return CHOICES.includes(element.type) ? "elsewhere" : "text";
  }
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return "text";
  if (element instanceof HTMLElement && element.isContentEditable) return "text";
  return element?.closest("button, a[href], summary, [role=button], [role=option]") ? "control" : "elsewhere";
}
