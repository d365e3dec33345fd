/** Rows drawn above and below what can be seen, so that a quick scroll shows no gap. */
const SPARE = 6;

/** Which rows of a list are drawn. */
export function slice(
  count: number,
  rowPx: number,
  scrolled: number,
  seenPx: number,
): { from: number; to: number } {
  const first = Math.floor(Math.max(0, scrolled) / rowPx);
  const last = Math.ceil((Math.max(0, scrolled) + seenPx) / rowPx);
  const to = Math.min(count, last + SPARE);
  return { from: Math.max(0, Math.min(first - SPARE, to)), to };
}
