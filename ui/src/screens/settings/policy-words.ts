import type { AllowedView, PolicyFaultView } from "../../host/bindings";
import type { Words } from "../../words/words.svelte";

type Policy = Words["policy"];

/** What of a policy is ignored, in words. */
export function ignored(words: Policy, fault: PolicyFaultView): string {
  if (fault.fault === "not_allowed") return words.faults.not_allowed(fault, allowed(words, fault.allowed));
  // The kind has chosen the words, so the parts are theirs.
  const said = words.faults[fault.fault] as string | ((parts: PolicyFaultView) => string);
  return typeof said === "string" ? said : said(fault);
}

function allowed(words: Policy, may: AllowedView): string {
  const said = words.allowed[may.kind] as string | ((parts: AllowedView) => string);
  return typeof said === "string" ? said : said(may);
}
