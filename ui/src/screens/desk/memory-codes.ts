/** The codes that Sticky Calls answers with, in plain words; one that is not known stays as it is. */
import type { Words } from "../../words/words.svelte";

type Codes = Words["memoryCodes"];

/** Why a caller was recognised, such as `ani:mobile` or `recency:1day`. */
export function source(words: Codes, code: string): string {
  const [kind = "", detail = ""] = code.split(":");
  if (kind === "ani") return words.number(detail);
  if (code === "external_id") return words.external;
  if (code === "customer_ref") return words.reference;
  const days = kind === "recency" ? /^([0-9]{1,3})days?$/.exec(detail)?.[1] : undefined;
  return days === undefined ? code : words.recent(Number(days));
}

/** A level, an advice or a status. */
export function word(words: Record<string, string>, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code;
}
