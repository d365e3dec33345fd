/**
 * Covers people in a text: names that are known, e-mail addresses, and numbers of a phone's length. Pure.
 *
 * Dates, times and amounts keep their digits: they are told apart by how their groups are written.
 */
const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu;
const DIGITS = /\+?\d[\d\s().\-/\u2011]{4,}\d/g;
const DATE = /^\d{1,4}[-/.]\s?\d{1,2}[-/.]\s?\d{1,4}\b/;
const AMOUNT = /^\d{1,3}(?:[.\u00a0\u202f]\d{3})+$/;
/** Digits from which a run may be somebody's number. */
const NUMBER = 7;
/** Digits of a number that stay, so that two callers can still be told apart. */
const TAIL = 2;

/** `Sarah Johnson` -> `S•••• J••••••`, as the engine covers unsure matches. */
export function coverName(name: string): string {
  return name.replace(/\S+/gu, (word) => {
    const [first = "", ...rest] = [...word];
    return first + "•".repeat(rest.length);
  });
}

function coverNumber(found: string): string {
  const digits = found.replace(/\D/g, "").length;
  if (digits < NUMBER || DATE.test(found) || AMOUNT.test(found)) return found;
  let left = digits - TAIL;
  return found.replace(/\d/g, (digit) => (left-- > 0 ? "•" : digit));
}

/** `sarah@acme.example` -> `s••••@••••`. */
function coverEmail(found: string): string {
  return `${[...found][0] ?? ""}••••@••••`;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** One pattern for all names, longest first, as whole words; `null` when nobody is known. */
export function patternOf(names: Iterable<string>): RegExp | null {
  const known = [...names].sort((a, b) => b.length - a.length).map(escaped);
  return known.length === 0
    ? null
    : new RegExp(`(?<![\\p{L}\\p{N}])(?:${known.join("|")})(?![\\p{L}\\p{N}])`, "giu");
}

/** The text with everybody covered. */
export function cover(text: string, names: RegExp | null): string {
  const named = names === null ? text : text.replace(names, coverName);
  return named.replace(EMAIL, coverEmail).replace(DIGITS, coverNumber);
}
