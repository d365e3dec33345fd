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
    parked: {
      title: "Noch für niemanden",
      lead: "Was für jemanden ankam, den das Relay nicht kennt. Es ist aufgehoben; sobald das Team des Relays den fehlenden Namen hat, erreicht es seine Person.",
      none: "Alles, was ankam, hat seine Person gefunden.",
      at: (relays, total) => `${total === 1 ? "1 wartet" : `${total} warten`} bei ${relays}.`,
      silent: (relays) =>
        `Keine Antwort von ${relays}: Was dort wartet, fehlt hier. Sehen Sie nach, ob es läuft.`,
      oldest: (n) => `Die ältesten ${n}:`,
      again: "Noch einmal ansehen",
      looked: (placed, still, relays) =>
        `Bei ${relays} noch einmal nachgesehen: ${placed} auf dem Weg zu ihrer Person, ${still} warten weiter.`,
      reasons: {
        unknown_agent: "Niemand im Team hat diesen Namen. Fügen Sie ihn jemandes Namen hinzu.",
        unmapped_campaign:
          "Es nennt niemanden, und keine Regel gilt für diese Kampagne. Fügen Sie eine hinzu.",
        unassigned:
          "Es nennt niemanden, und keine Regel passt. Fügen Sie eine hinzu, etwa für die Warteschlange.",
        unknown_extension:
          "Die Notiz einer Übergabe gilt einer Nebenstelle, die niemand hat. Fügen Sie sie jemandes Namen hinzu.",
        unassigned_record:
          "Keine Regel gilt für dieses Objekt, und sein Inhaber ist nicht im Team. Fügen Sie eine hinzu.",
        unclaimed: "Niemand holte es rechtzeitig ab. Der Arbeitsplatz war aus, oder die Person ist fort.",
      },
      other: (reason) => `Aus anderem Grund: ${reason}`,
      names: {
        agent: "Agent",
        handed_over_to: "Übergeben an",
        queue: "Warteschlange",
        campaign: "Kampagne",
        company_number: "Ihre Nummer",
        object: "Objekt",
        record: "Datensatz",
        call: "Anruf",
        relay: "Aufgehoben bei",
      },
    },
  },
};
