/**
 * Arabic sentences with parts in them. A part may be a name, a number, a host, a query: it is isolated, so that its own
 * direction neither turns the sentence around nor is turned by it, and so that controls which somebody wrote into it end
 * with it. Source: Unicode Standard Annex 9, 2.4 (FSI, PDI) and 5.2.
 */
import { contained } from "../contained";

/** A sentence whose parts keep their own direction. */
export function t(texts: TemplateStringsArray, ...parts: (string | number)[]): string {
  return texts.reduce((all, text, i) => all + isolated(parts[i - 1] ?? "") + text);
}

/** A part, isolated; numbers have no direction of their own and need it not. */
function isolated(part: string | number): string {
  if (typeof part === "number" || part === "") return String(part);
  return `\u2068${contained(part)}\u2069`;
}

/** What is counted: alone for none, one and two, after the number for the rest. */
export interface Noun {
  zero: string;
  one: string;
  two: string;
  few: string;
  many: string;
  other: string;
}

const rules = new Intl.PluralRules("ar");

/** The six Arabic plurals (CLDR, "ar"): a number and what it counts. */
export function counted(n: number, noun: Noun): string {
  const form = rules.select(n);
  return form === "zero" || form === "one" || form === "two" ? noun[form] : `${n} ${noun[form]}`;
}
