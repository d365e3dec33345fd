/** How far the first steps have come: kept with the preferences. Pure. */

/** The steps, in their order. */
export const STEPS = ["sign_in", "phones", "test_call", "keys"] as const;

/** One of them. */
export type FirstStep = (typeof STEPS)[number];

/** What is kept. */
export interface FirstRun {
  /** Where somebody is. */
  at: FirstStep | "end";
  /** What was done, not only passed over. */
  done: FirstStep[];
  /** It was gone through or put away for good: it does not come by itself any more. */
  over: boolean;
}

/** Before anything. */
export const FRESH: FirstRun = { at: "sign_in", done: [], over: false };

/** What was kept. The file may be older, newer or damaged: what it should not say counts as not said. */
export function firstRunOf(kept: unknown): FirstRun {
  if (typeof kept !== "object" || kept === null) return FRESH;
  const { at, done, over } = kept as Record<string, unknown>;
  return {
    at: at === "end" || STEPS.some((step) => step === at) ? (at as FirstRun["at"]) : FRESH.at,
    done: STEPS.filter((step) => Array.isArray(done) && done.includes(step)),
    over: over === true,
  };
}

/** The step after one, among those that are this person's own. */
export function after(at: FirstStep | "end", own: readonly FirstStep[]): FirstStep | "end" {
  return at === "end" ? "end" : (own[own.indexOf(at) + 1] ?? "end");
}

/** The step before one. */
export function before(at: FirstStep | "end", own: readonly FirstStep[]): FirstStep | null {
  const last = at === "end" ? own.length : own.indexOf(at);
  return own[last - 1] ?? null;
}
