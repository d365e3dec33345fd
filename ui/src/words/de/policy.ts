import type { Words } from "../en/en";

/** German: what rules on the machine. */
export const policy: Pick<Words, "policy"> = {
  policy: {
    title: "Richtlinie dieses Rechners",
    lead: "Was Ihre Organisation festlegt, steht über dem, was Sie einstellen. Das Schloss zeigt es an.",
    none: (place) => `Hier gibt es keine Richtlinie (${place}).`,
    found: (place) => `Beim Start von Callside aus ${place} gelesen.`,
    locked: "Von Ihrer Organisation festgelegt",
    ignored: "Ein Teil der Richtlinie wird nicht beachtet. Sagen Sie es Ihrem Admin.",
    setting: "Einstellung",
    value: "Wert",
    from: "Festgelegt von",
    empty: "Nicht gesetzt",
    layer: { default: "Vorgabe", person: "Ihnen", policy: "Ihrer Organisation" },
    names: {
      admin_permission_sets: "Berechtigungssätze der Admins",
      after_call_seconds: "Zeit nach einem Anruf in Sekunden",
      api_version: "API-Version",
      bring_in_calls: "Ältere Anrufe aus Salesforce",
      card_numbers: "Kartennummern in Notizen",
      client_id: "Consumer Key",
      compact_window: "Kompaktes Fenster",
      configuration_key: "Schlüssel für Konfigurationsdateien",
      flags_for_agents: "Agenten sehen Merker",
      home_region: "Heimatregion",
      keep_calls_days: "Tage, die Anrufe bleiben",
      keep_copies_days: "Tage, die Kopien von Salesforce bleiben",
      keep_diagnostics_days: "Tage, die Diagnosedaten bleiben",
      mask_screens: "Verdeckte Bildschirme",
      quality_flags: "Merker der Qualitätsprüfung",
      relay_address: "Adresse des Relays",
      role: "Rolle",
      secrets_file: "Geheimnisse in einer Datei",
      settling_seconds: "Sekunden, bis ein verlorener Eintrag erneut gesendet wird",
      supervisor_permission_sets: "Berechtigungssätze der Supervisoren",
      toast: "Hinweis auf Anrufe",
      undo_seconds: "Sekunden, um einen Abschluss zurückzunehmen",
      watch_seconds: "Sekunden zwischen Blicken auf beobachtete Objekte",
    },
    faults: {
      writable: (p) =>
        `Alles: Auch andere als der Administrator dürfen ${p.place} beschreiben. Nur root darf die Datei besitzen und beschreiben.`,
      unreadable: (p) => `Alles: ${p.place} ist nicht lesbar. Alle müssen die Datei lesen dürfen.`,
      too_large: "Alles: Die Datei ist größer als 256 KB.",
      malformed: (p) => `Alles: Die Datei ist kein JSON-Objekt (Zeile ${p.line}).`,
      not_ours: "Alles: In der Datei fehlt „callside_policy“: 1.",
      newer: (p) =>
        `Alles: Die Datei hat Version ${p.found}, dieses Callside liest Version 1. Aktualisieren Sie zuerst Callside.`,
      unsigned: (p) => `Alles: Die Signatur ${p.place} fehlt.`,
      forged: "Alles: Die Signatur gehört nicht zu dieser Datei.",
      bad_key: (p) => `Alles: ${p.place} ist kein öffentlicher Schlüssel.`,
      unknown: (p) =>
        p.nearest === null
          ? `Eine Einstellung ${p.key} gibt es nicht.`
          : `Eine Einstellung ${p.key} gibt es nicht. Gemeint war vielleicht ${p.nearest}.`,
      twice: (p) => `${p.key} steht zweimal da; keines zählt.`,
      not_allowed: (p, allowed) => `Für ${p.key} ist erlaubt: ${allowed}.`,
    },
    allowed: {
      flag: "true oder false",
      number: (p) => `eine ganze Zahl von ${p.least} bis ${p.most}`,
      choice: (p) => `eines von ${p.words.join(", ")}`,
      region: "zwei Großbuchstaben eines Landes, etwa DE",
      api_version: "eine Version ab 59.0, etwa 62.0",
      word: "ein Wort ohne Leerzeichen",
      https: "eine Adresse, die mit https:// beginnt",
      public_key: "ein öffentlicher Ed25519-Schlüssel in Base64",
      texts: (p) => `eine Liste von höchstens ${p.most} API-Namen`,
    },
  },
};
