/** French plurals: zero takes the singular (CLDR, "fr"). */
const rules = new Intl.PluralRules("fr");

/** The form for a number. */
export function plural(n: number, one: string, other: string): string {
  return rules.select(n) === "one" ? one : other;
}
