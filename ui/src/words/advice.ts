import type { EntryStateView } from "../host/bindings";
import type { Words } from "./en/en";

type Refused = Extract<EntryStateView, { kind: "refused" }>;

/** What was kept, and what to do about a refusal. */
export function advice(
  words: Words,
  refused: Pick<Refused, "reason" | "may_save_anyway">,
  isAction = false,
): string {
  const kept = isAction ? words.actions.kept : words.refusedKept;
  const todo = refused.may_save_anyway ? words.refusedAdviceOrCreate : words.refusedAdvice[refused.reason];
  return `${kept} ${todo}`;
}
