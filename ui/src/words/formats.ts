/**
 * Formatters of dates, numbers and orders, made once for each way of writing: making one takes longer than painting a row,
 * and a list asks for the same one at every row.
 */

const dates = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();
const orders = new Map<string, Intl.Collator>();

function once<T>(made: Map<string, T>, key: string, make: () => T): T {
  const known = made.get(key);
  if (known !== undefined) return known;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}

/** Writes moments. Without a zone in the options it is the machine's; a laptop that travels gets another formatter. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions = {}): Intl.DateTimeFormat {
  const key = `${locale} ${new Date().getTimezoneOffset()} ${JSON.stringify(options)}`;
  return once(dates, key, () => new Intl.DateTimeFormat(locale, options));
}

/** Writes numbers. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return once(numbers, `${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));
}

/** Compares texts as a dictionary of the language does. */
export function collator(locale: string, options: Intl.CollatorOptions = {}): Intl.Collator {
  return once(orders, `${locale} ${JSON.stringify(options)}`, () => new Intl.Collator(locale, options));
}
