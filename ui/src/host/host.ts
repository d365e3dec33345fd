/** What the window may ask of the engine and what it is told. Everything above this file is plain web code. */
import type { FirstRun } from "../state/first-run";
import type { Announcement, Commands, Language, Sentence, UiError } from "./bindings";

/** Name of a command. */
export type Command = keyof Commands;

/** What follows the command's name: its request, or nothing where it takes none. */
export type Request<C extends Command> = Commands[C]["request"] extends null ? [] : [Commands[C]["request"]];

/** What a command answers. */
export type Answer<C extends Command> = Commands[C]["answer"];

/** What a person set for this window. Absent parts have their defaults. */
export interface Preferences {
  theme: "system" | "light" | "dark";
  language: "system" | Language;
  /** Keys that are not those that come with Callside, by what they ask for; see `keys/table.ts`. */
  keys: Partial<Record<string, string>>;
  /** How far the first steps have come. */
  first_run: FirstRun;
}

/** The way to the engine. */
export interface Host {
  /** Sends a command. Rejects with a {@link UiError}. */
  call<C extends Command>(command: C, ...request: Request<C>): Promise<Answer<C>>;
  /** Hears every announcement until the returned function is called. */
  listen(hear: (announcement: Announcement) => void): Promise<() => void>;
  /** Preferences of this window. */
  readPreferences(): Promise<Partial<Preferences>>;
  /** Keeps preferences of this window. */
  writePreferences(preferences: Preferences): Promise<void>;
  /** Puts text on the clipboard. */
  copy(text: string): Promise<void>;
}

const CODES: readonly string[] = [
  "sign_in_needed",
  "unreachable",
  "refused",
  "not_found",
  "too_late",
  "invalid",
  "storage",
  "internal",
] satisfies UiError["code"][];

function isSentence(message: unknown): message is Sentence {
  return typeof message === "object" && message !== null && "say" in message;
}

/** Reads whatever was thrown; what is no {@link UiError} is a fault of Callside. */
export function asUiError(thrown: unknown): UiError {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown) {
    const { code, message } = thrown;
    if (typeof code === "string" && CODES.includes(code) && isSentence(message)) {
      const action = "action" in thrown ? thrown.action : null;
      return { code, message, action } as UiError;
    }
  }
  return { code: "internal", message: { say: "internal" }, action: "retry" };
}
