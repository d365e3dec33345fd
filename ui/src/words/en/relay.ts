/** English: the link to a relay. */
import type { ParkedWhat, ShareView } from "../../host/bindings";

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
    parked: {
      title: "For nobody yet",
      lead: "What came in for somebody whom the relay does not know. It is kept; as soon as the relay's team has the missing name, it reaches its person.",
      none: "Everything that came in found its person.",
      at: (relays: string, total: number) =>
        total === 1 ? `1 waits at ${relays}.` : `${total} wait at ${relays}.`,
      silent: (relays: string) =>
        `No answer from ${relays}: what waits there is missing here. Look whether it is on.`,
      oldest: (n: number) => `The oldest ${n}:`,
      again: "Look again",
      looked: (placed: number, still: number, relays: string) =>
        `Looked again at ${relays}: ${placed} on the way to their person, ${still} still waiting.`,
      reasons: {
        unknown_agent: "Nobody in the team has this name. Add it to somebody's names.",
        unmapped_campaign: "It names nobody, and no rule is for this campaign. Add a rule.",
        unassigned: "It names nobody, and no rule fits. Add a rule, such as for its queue.",
        unknown_extension:
          "The note of a hand-over is for an extension that nobody has. Add it to somebody's names.",
        unassigned_record: "No rule is for this object, and its owner is not in the team. Add a rule.",
        unclaimed: "Nobody fetched it in time. Its person's desk was off, or has left.",
      } as Record<string, string>,
      other: (reason: string) => `For another reason: ${reason}`,
      names: {
        agent: "Agent",
        handed_over_to: "Handed over to",
        queue: "Queue",
        campaign: "Campaign",
        company_number: "Your number",
        object: "Object",
        record: "Record",
        call: "Call",
        relay: "Kept by",
      } satisfies Record<ParkedWhat, string>,
    },
  },
};
