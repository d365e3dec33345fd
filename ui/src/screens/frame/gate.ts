import type { Desk } from "../../state/desk.svelte";
import type { Screen } from "../../state/place.svelte";

/** What fills the window: one of the gates, or the frame with its screens. */
export type Gate = "starting" | "keychain" | "database" | "sign_in" | "frame";

/**
 * A gate closes only where nothing else can be done: a call that is on the desk stays reachable while signed out, and
 * so do the settings that a sign-in needs, and the first steps, of which it is one.
 */
export function gate(desk: Pick<Desk, "session" | "calls" | "front">, screen: Screen): Gate {
  switch (desk.session?.kind) {
    case undefined:
      return "starting";
    case "no_keychain":
      return "keychain";
    case "no_database":
      return "database";
    case "signed_out":
    case "signing_in": {
      const idle = desk.calls.length === 0 && desk.front === null;
      return idle && screen !== "settings" && screen !== "first_run" ? "sign_in" : "frame";
    }
    case "signed_in":
    case "expired":
      return "frame";
  }
}
