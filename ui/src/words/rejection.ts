import type { Words } from "./words.svelte";

/** Why an event of a phone system was refused, in words; a reason that a later version gave is said to be another. */
export function rejection(words: Words, reason: string): string {
  const said: Record<string, string> = words.rejection;
  return said[reason] ?? words.rejection.other;
}
