import type { PhoneSystem } from "../../host/bindings";
import type { Words } from "../en/en";

const systems: Record<PhoneSystem, string> = {
  five9: "Five9",
  aircall: "Aircall",
  phone: "Ein anderes Telefonsystem",
};
const s = (system: PhoneSystem) => systems[system];

/** German: the self-test. */
export const selfTest: Pick<Words, "selfTest"> = {
  selfTest: {
    title: "Selbsttest",
    lead: "Prüft alles, was stimmen muss: diesen Rechner, den Weg zu Salesforce, Ihre Rechte dort, die Telefonsysteme. Es wird nichts geändert.",
    run: "Selbsttest starten",
    again: "Noch einmal",
    running: "Wird geprüft … so lange, wie die langsamste Antwort braucht.",
    allGood: "Alles, was zählt, funktioniert.",
    warnings: "Es funktioniert; jemand sollte sich das Markierte ansehen.",
    bad: "Etwas funktioniert nicht. Jede Zeile sagt, was und wer es behebt.",
    mends: "Behebt",
    diagnostics: "Diagnosedatei",
    diagnosticsLead:
      "Für den Support: Selbsttest, Einstellungen und Protokoll, ohne Namen, Nummern und Geheimnisse. Lesen Sie sie zuerst; erst dann wird sie gespeichert.",
    prepare: "Vorbereiten",
    content: "Genau das wird gespeichert",
    save: "In Downloads speichern",
    saved: (path) => `Gespeichert als ${path}.`,
    grades: {
      good: "Gut",
      skipped: "Nicht nötig",
      warning: "Ansehen",
      bad: "Defekt",
    },
    menders: {
      person: "Sie",
      it: "IT",
      salesforce_admin: "Ihr Salesforce-Admin",
      phone_admin: "Wer das Telefonsystem betreut",
    },
    areas: {
      policy: "Richtlinie",
      keychain: "Schlüsselbund",
      database: "Datenbank",
      disk: "Festplatte",
      display: "Bildschirm",
      notifications: "Hinweise",
      network: "Weg zu Salesforce",
      clock: "Uhr",
      sign_in: "Anmeldung",
      scopes: "Bereiche (Scopes)",
      permissions: "Rechte",
      fields: "Felder",
      rules: "Ergebnisse und Zuordnung",
      api_budget: "API-Aufrufe",
      door: "Tür auf diesem Rechner",
      phones: "Telefonsysteme",
      relay: "Relay-Server",
      updates: "Neue Versionen",
    },
    keychain: {
      no_keychain: "Callside erreicht keinen Schlüsselbund; Geheimnisse gelten nur für diese Sitzung.",
      locked: "Der Schlüsselbund ist gesperrt.",
      unsafe: "Die Datei anstelle eines Schlüsselbunds ist für andere lesbar oder beschädigt.",
      failed: "Der Schlüsselbund antwortet nicht.",
    },
    found: {
      policy_none: (p) => `Es gibt keine (${p.place}).`,
      policy_holds: (p) => `${p.settings} Einstellungen aus ${p.place}.`,
      keychain_works: "Geheimnisse liegen im Schlüsselbund.",
      secrets_in_file:
        "Es gibt keinen Schlüsselbund; Geheimnisse liegen in einer Datei, die nur Sie lesen können.",
      database_opens: "Sie öffnet sich mit ihrem Schlüssel.",
      database_not_yet: "Es gibt noch keine.",
      database_in_use: "Ein anderes Callside benutzt sie.",
      disk_room: (p) => `${p.megabytes} MB sind frei.`,
      disk_short: (p) =>
        `Nur ${p.megabytes} MB sind frei. Schaffen Sie Platz, bevor das Speichern scheitert.`,
      disk_unknown: "Freier Platz lässt sich hier nicht abfragen.",
      display_there: "Vorhanden.",
      display_none: "In dieser Sitzung gibt es keinen.",
      notifications_shown: (p) => (p.server === "" ? "Das System zeigt sie." : `${p.server} zeigt sie.`),
      notifications_none: "Hier zeigt nichts Hinweise; das Fenster meldet Anrufe trotzdem.",
      network_works: (p) => `${p.host} antwortet in ${p.ms} ms.`,
      network_name: (p) => `Der Name ${p.host} ist nicht bekannt. Prüfen Sie DNS.`,
      network_unreachable: (p) => `${p.host} ist nicht erreichbar. Prüfen Sie Netz und Firewall.`,
      network_proxy: (p) => `Der Proxy lässt ${p.host} nicht durch. Prüfen Sie seine Regeln.`,
      network_certificate: (p) =>
        `Dem Zertifikat von ${p.host} wird nicht vertraut. Falls ein Proxy TLS öffnet, installieren Sie das Stammzertifikat der Firma.`,
      network_slow: (p) => `${p.host} hat nicht innerhalb von 10 Sekunden geantwortet.`,
      network_strange: (p) =>
        `Was bei ${p.host} antwortet, ist nicht Salesforce: ein Proxy oder eine Anmeldeseite.`,
      network_no_tls:
        "Dieser Rechner kann keine sicheren Verbindungen aufbauen. Prüfen Sie OpenSSL und seine Zertifikate.",
      clock_right: "Geht richtig.",
      clock_off: (p) =>
        p.seconds > 0
          ? `Geht ${p.seconds} Sekunden gegenüber Salesforce vor. Schalten Sie die Zeitsynchronisierung ein.`
          : `Geht ${-p.seconds} Sekunden gegenüber Salesforce nach. Schalten Sie die Zeitsynchronisierung ein.`,
      clock_unknown: "Es gibt nichts, womit sie verglichen werden kann.",
      signed_in: (p) => `${p.username} bei ${p.host}`,
      signed_out: "Niemand ist angemeldet.",
      no_client_id: "Es ist kein Consumer Key gesetzt, daher kann sich niemand anmelden.",
      sign_in_over: "Die Anmeldung ist abgelaufen. Melden Sie sich neu an; nichts geht verloren.",
      scopes_enough: "Ausreichend.",
      scope_missing: (p) => `Der App fehlt der Scope ${p.scope}.`,
      permissions_enough: "Reichen aus.",
      object_hidden: (p) => `Sie sehen ${p.object} nicht.`,
      object_not_createable: (p) => `Sie dürfen keine Datensätze von ${p.object} anlegen.`,
      fields_there: (p) => `Alle vorhanden. Anrufe werden in ${p.mark} markiert.`,
      field_missing: (p) => `${p.object}.${p.field} fehlt oder darf nicht geschrieben werden.`,
      mark_in_subject:
        "CallObject ist verborgen und CallKey__c fehlt, daher trägt der Betreff die Marke des Anrufs.",
      rules_fit: "Sie passen zur Org.",
      rules_faulty: (p) => `${p.faults} Fehler. Die Einrichtung nennt sie.`,
      budget_fine: (p) => `${p.percent} % der heutigen Aufrufe sind verbraucht.`,
      budget_short: (p) =>
        `${p.percent} % der heutigen Aufrufe sind verbraucht; was warten kann, wird langsamer.`,
      budget_spent: "Sie sind verbraucht. Gespeicherte Abschlüsse warten.",
      budget_unknown: "Salesforce hat es nicht gesagt.",
      door_open: (p) => `Offen an Port ${p.port}.`,
      phone_ready: (p) => `${s(p.system)} ist eingerichtet; seit einem Tag wurde nichts abgewiesen.`,
      phone_unused: (p) => `${s(p.system)} ist nicht eingerichtet.`,
      phone_refused: (p) =>
        `${s(p.system)}: ${p.count} Ereignisse wurden innerhalb eines Tages abgewiesen, das letzte aus diesem Grund:`,
      phone_answers: (p) => `${p.name} nimmt den Schlüssel an und antwortet in ${p.ms} ms.`,
      phone_untried: (p) =>
        `${p.name} hat einen Schlüssel. Eine Anfrage kostet Guthaben, daher probiert ihn nur die Einrichtung.`,
      relay_none: "Nicht benutzt.",
      relay_answers: (p) => `${p.relay} antwortet.`,
      relay_by_events: (p) =>
        `${p.relay} antwortet. Ein Proxy lässt keinen WebSocket durch; Anrufe kommen trotzdem an.`,
      relay_sign_in: (p) => `${p.relay} antwortet und bittet Sie, sich anzumelden.`,
    },
  },
};
