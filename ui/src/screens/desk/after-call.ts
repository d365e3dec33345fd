/** The time for the work after a call. Pure: call, lengths and moment come in. */
import type { PopView } from "../../host/bindings";

/** How the clock after a call stands, in seconds. Running out changes nothing but what it shows. */
export type AfterCall =
  { kind: "none" } | { kind: "left"; seconds: number } | { kind: "over"; seconds: number };

/** `allowed`: seconds that the company or the person set, 0 = no clock; `more`: seconds that were added for this call. */
export function afterCall(
  pop: Pick<PopView, "phase" | "ended_at">,
  allowed: number,
  more: number,
  now: number,
): AfterCall {
  if (allowed === 0 || pop.phase !== "wrap_up" || pop.ended_at === null) return { kind: "none" };
  const gone = Math.max(0, Math.floor((now - pop.ended_at) / 1000));
  const left = allowed + more - gone;
  return left > 0 ? { kind: "left", seconds: left } : { kind: "over", seconds: gone - allowed - more };
}

/** What to add so that at least `step` seconds are left: from now on when the time has run out. */
export function extension(clock: AfterCall, step: number): number {
  return clock.kind === "over" ? clock.seconds + step : step;
}
