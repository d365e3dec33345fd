/** What is wrong with what an admin sets up, in the words of the window. Pure. */
import type { Wrong } from "../host/bindings";
import type { Words } from "./en/en";

type Kind = Exclude<Wrong["wrong"], "at">;

/** The part of a kind that has one. */
export type WrongOf<K extends Wrong["wrong"]> =
  Extract<Wrong, { wrong: K }> extends { of: infer Of } ? Of : undefined;

/** Words of every kind; some need their part. */
type Said = { [K in Kind]: string | ((of: WrongOf<K>) => string) };

/** What is wrong, without a full stop. */
export function wrongText(words: Words, wrong: Wrong): string {
  if (wrong.wrong === "at") return words.wrongAt(wrong.of.character, wrongText(words, wrong.of.what));
  const all: Said = words.wrong;
  // The kind has chosen the words, so the part is theirs.
  const said = all[wrong.wrong] as string | ((of: unknown) => string);
  if (typeof said === "string") return said;
  return said("of" in wrong ? wrong.of : undefined);
}

/** The same as a sentence. */
export const wrongSentence = (words: Words, wrong: Wrong): string => `${wrongText(words, wrong)}.`;
