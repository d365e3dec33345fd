/** What a pressed key means. Pure, so that every rule can be read and tested in one place. */

/** Where the keyboard is: in a text, on a control that has its own use for Enter, or elsewhere. */
export type Focus = "text" | "control" | "elsewhere";

/** A key as pressed. */
export interface Pressed {
  key: string;
  /** Ctrl, or Command on a Mac. */
  ctrl: boolean;
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
  | {
      kind:
        | "save"
        | "find"
        | "palette"
        | "back"
        | "blur"
        | "sheet"
        | "mask"
        | "notes"
        | "undo"
        | "confirm"
        | "refresh";
    }
  | { kind: "desk" | "history" | "callbacks" | "team" | "outbox" | "settings" | "setup" };

const LETTERS: Record<string, Exclude<Asked["kind"], "pick" | "switch">> = {
  "/": "find",
  a: "palette",
  "?": "sheet",
  m: "mask",
  n: "notes",
  u: "undo",
  y: "confirm",
  r: "refresh",
  c: "desk",
  h: "history",
  o: "outbox",
  b: "callbacks",
  t: "team",
  s: "settings",
  ",": "setup",
};

/** The meaning of a key; `null` when it is not for Callside. Single keys mean nothing while somebody types. */
export function meaning(given: Pressed): Asked | null {
  const { key, ctrl, alt, repeat, composing, focus } = given;
  if (composing || alt || repeat) return null;
  const digit = /^[1-9]$/.test(key) ? Number(key) : null;
  if (ctrl) {
    if (digit !== null) return { kind: "switch", index: digit - 1 };
    if (key.toLowerCase() === "k") return { kind: "palette" };
    return key === "Enter" ? { kind: "save" } : null;
  }
  if (key === "Escape") return { kind: focus === "text" ? "blur" : "back" };
  if (focus === "text") return null;
  if (digit !== null) return { kind: "pick", key: digit };
  if (key === "Enter") return focus === "control" ? null : { kind: "save" };
  const letter = LETTERS[key.toLowerCase()];
  return letter === undefined ? null : { kind: letter };
}

/** A key as the browser tells it. */
export function pressed(event: KeyboardEvent): Pressed {
  return {
    key: event.key,
    ctrl: event.ctrlKey || event.metaKey,
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
