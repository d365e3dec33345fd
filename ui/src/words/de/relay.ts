import type { Words } from "../en/en";

/** German: the link to a relay. */
export const relay: Pick<Words, "relay"> = {
  relay: {
    title: "Relay",
    lead: "Ein Relay nimmt die Anrufe des ganzen Teams an und gibt Ihnen Ihre, auch die, die kamen, als dieser Rechner aus war.",
    states: {
      off: "Nicht benutzt",
      connecting: "Verbindet",
      up: "Verbunden",
      waiting: "Nicht verbunden",
      sign_in_needed: "Anmeldung nötig",
      signing_in: "Wartet auf den Browser",
      stopped: "Angehalten",
    },
    upAs: (person: string, relay: string) => `als ${person}, bei ${relay}`,
    tells: {
      calls:
        "Wer Sie betreut, sieht im eigenen Verlauf Ihre Anrufe, deren Ergebnisse und welche Datensätze geschrieben wurden.",
      calls_and_notes:
        "Wer Sie betreut, sieht im eigenen Verlauf Ihre Anrufe, deren Ergebnisse, Ihre Notizen, was Ihnen zum Anruf gezeigt und was geschrieben wurde.",
    },
    fallback: "(ein Proxy lässt keinen WebSocket durch; Anrufe kommen trotzdem an)",
    signInLead: "Ihre Org sagt dem Relay, wer Sie sind. Kein Passwort erreicht es.",
    browser: "Falls kein Browser aufging, öffnen Sie diese Adresse",
    address: "Adresse des Relays",
    addressHint:
      "Von Ihrem Admin, etwa https://relay.example.com. Leer: Anrufe kommen nur über die eigene Tür dieses Rechners.",
    connect: "Speichern und verbinden",
    leave: "Lassen, wie es war",
    signIn: "Beim Relay anmelden",
    tryNow: "Jetzt versuchen",
    disconnect: "Trennen",
  },
};
