import type { CallRow, CallerView, PopView } from "../host/bindings";
import type { Words } from "../words/en/en";
import { hasTwin, rowName } from "../parts/row";
import { moment } from "../words/times";

/** Whether a text has anything that can be seen: letters, digits, signs; not only blanks and control characters. */
export function canBeSeen(text: string): boolean {
  return /[^\p{C}\p{Z}\p{M}]/u.test(text);
}

/** A name for people; a text of invisible characters is said to be one. */
export function shown(words: Words, text: string): string {
  return canBeSeen(text) ? text : words.call.unreadable;
}

/** Whom a call is headed with: the name, else the number. */
export function heading(words: Words, pop: PopView): string {
  return pop.who.kind === "one" ? shown(words, pop.who.caller.name) : words.line(pop.number);
}

/** Whom a call in a list is with: the name, else the number. */
export function calledBy(words: Words, row: Pick<CallRow, "who" | "number">): string {
  return row.who ?? words.line(row.number);
}

/** "VP of Operations, Acme Corporation" in its parts. */
export function position(caller: CallerView): string[] {
  return [caller.title, caller.company].filter((part) => part !== null && canBeSeen(part)) as string[];
}

/** Since when a call is in its phase: ringing since it began, talking since it was answered, over since its end. */
export function since(pop: Pick<PopView, "phase" | "began_at" | "answered_at" | "ended_at">): number {
  if (pop.phase === "wrap_up" || pop.phase === "saved") return pop.ended_at ?? pop.began_at;
  if (pop.phase === "talking" || pop.phase === "on_hold") return pop.answered_at ?? pop.began_at;
  return pop.began_at;
}

type Listed = Pick<CallRow, "who" | "number" | "at">;

/** What tells a call of a list, newest first, from the others: who, when, and which of those of a minute. */
const told = (words: Words, locale: string) => ({
  name: (row: Listed) => `${calledBy(words, row)}, ${moment(locale, row.at)}`,
  nth: words.act.row,
  near: (row: Listed, before: Listed) => minute(row) === minute(before),
});
const minute = (row: Listed) => Math.floor(row.at / 60_000);

/** A call of a list as a screen reader tells it from the others. */
export function callRow(words: Words, locale: string, rows: readonly Listed[], at: number): string {
  return rowName(rows, at, told(words, locale));
}

/** Its place, where who and when do not tell it from one before; else nothing. */
export function callPlace(words: Words, locale: string, rows: readonly Listed[], at: number): string {
  return hasTwin(rows, at, told(words, locale)) ? words.act.row(at + 1) : "";
}
