/** English: the link to a relay. */
import type { ShareView } from "../../host/bindings";

export const relay = {
  relay: {
    title: "Relay",
    lead: "A relay takes the calls of your whole team and hands you yours, also those that came while this machine was off.",
    states: {
      off: "Not used",
      connecting: "Connecting",
      up: "Connected",
      waiting: "Not connected",
      sign_in_needed: "Sign in needed",
      signing_in: "Waiting for the browser",
      stopped: "Stopped",
    },
    upAs: (person: string, relay: string) => `as ${person}, at ${relay}`,
    tells: {
      calls:
        "Those who look after you see your calls, their outcomes and which records were written, in their history.",
      calls_and_notes:
        "Those who look after you see your calls, their outcomes, your notes, what the pop showed you and what was written, in their history.",
    } satisfies Record<Exclude<ShareView, "off">, string>,
    fallback: "(a proxy lets no WebSocket through; calls come in all the same)",
    signInLead: "Your org tells the relay who you are. No password reaches it.",
    browser: "If no browser opened, open this address",
    address: "Address of the relay",
    addressHint:
      "From your admin, such as https://relay.example.com. Empty: calls come from this machine's own door alone.",
    connect: "Save and connect",
    leave: "Leave as it was",
    signIn: "Sign in to the relay",
    tryNow: "Try now",
    disconnect: "Disconnect",
  },
};
