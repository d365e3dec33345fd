import type { Finding, Sentence } from "../../host/bindings";
import type { Words } from "../../words/words.svelte";
import { ignored } from "./policy-words";
import { rejection } from "../../words/rejection";
import { stands } from "./updates-words";

/** What a line of the self-test found, in words. */
export function found(words: Words, say: (sentence: Sentence) => string, finding: Finding): string {
  switch (finding.found) {
    case "policy_ignored":
      return ignored(words.policy, finding.fault);
    case "no_keychain":
      return words.selfTest.keychain[finding.keychain];
    case "database_shut":
      return say({ say: "database", trouble: finding.trouble });
    case "relay_trouble":
      return say({ say: "relay", trouble: finding.trouble });
    case "updates":
      return stands(words.updates, finding.state);
    case "sign_in_unknown":
      return say(finding.because);
    case "door_shut":
      return say(finding.reason);
    case "phone_fails":
      return words.phoneTrouble(finding.failure.system, finding.failure.trouble);
    case "phone_refused":
      return `${words.selfTest.found.phone_refused(finding)} ${rejection(words, finding.reason)}`;
    default: {
      // The kind has chosen the words, so the parts are theirs.
      const said = words.selfTest.found[finding.found] as string | ((parts: Finding) => string);
      return typeof said === "string" ? said : said(finding);
    }
  }
}
