import type { DatabaseTrouble, KeychainTrouble, RelayTrouble, SecretOf } from "../../host/bindings";
import type { Words } from "../en/en";
import { phoneTroubles } from "./phone-troubles";
import { told } from "./told";

const keychain: Record<KeychainTrouble, string> = {
  no_keychain: "Dieser Rechner hat keinen Schlüsselbund, den Callside erreicht.",
  locked: "Der Schlüsselbund ist gesperrt.",
  unsafe: "Die Datei anstelle eines Schlüsselbunds ist für andere lesbar oder beschädigt.",
  failed: "Der Schlüsselbund antwortet nicht.",
};

const copy = (at: string | null) =>
  at === null
    ? "Eine Kopie war nicht möglich; die Datei blieb, wie sie war."
    : `Eine Kopie liegt unter ${at}.`;

const UNLOCK =
  "Entsperren Sie den Schlüsselbund von vorher, oder bitten Sie Ihren Admin, den Eintrag wiederherzustellen.";
const START_AGAIN = "Starten Sie Callside neu; kommt es wieder, schicken Sie das Protokoll an Ihren Admin.";

function database(trouble: DatabaseTrouble): [what: string, todo: string] {
  switch (trouble.kind) {
    case "wrong_key":
      return [
        "Der Schlüssel in Ihrem Schlüsselbund öffnet die Datenbank von Callside nicht. Die Datei blieb, wie sie war.",
        UNLOCK,
      ];
    case "key_lost":
      return [
        "Der Schlüssel der Datenbank von Callside fehlt im Schlüsselbund. Die Datenbank blieb, wie sie war.",
        UNLOCK,
      ];
    case "corrupt":
      return [
        `Die Datenbank von Callside ist beschädigt. ${copy(trouble.copied_to)}`,
        "Stellen Sie sie aus einer Sicherung wieder her, oder fragen Sie Ihren Admin, bevor Sie mit einer leeren beginnen.",
      ];
    case "newer":
      return [
        `Ein neueres Callside hat diese Datenbank geschrieben. ${copy(trouble.copied_to)}`,
        "Installieren Sie wieder das neuere Callside.",
      ];
    case "gone":
      return [
        "Die Datenbankdatei von Callside ist aus ihrem Ordner verschwunden. An ihrer Stelle wurde nichts Neues angelegt.",
        "Legen Sie die Datei zurück, oder fragen Sie Ihren Admin, bevor Sie mit einer leeren beginnen.",
      ];
    case "locked":
      return [
        "Ein anderes Callside auf diesem Rechner benutzt die Datenbank.",
        "Schließen Sie das andere und starten Sie Callside neu.",
      ];
    case "full":
      return [
        "Der Datenträger ist voll; es wird nichts Neues gespeichert.",
        "Schaffen Sie Platz und versuchen Sie es noch einmal.",
      ];
    case "read_only":
      return [
        "Der Ordner von Callside ist nicht beschreibbar; es wird nichts Neues gespeichert.",
        "Bitten Sie Ihren Admin um das Schreibrecht.",
      ];
    case "closed":
      return [
        "Die Datenbank von Callside ist geschlossen; es wird nichts Neues gespeichert.",
        "Starten Sie Callside neu.",
      ];
    case "unexpected":
      return [
        `Die Datenbank von Callside hat versagt (${trouble.code}); es wird nichts Neues gespeichert.`,
        START_AGAIN,
      ];
    case "not_started":
      return ["Callside konnte seine Teile nicht starten. Es wurde nichts geändert.", START_AGAIN];
  }
}

const relay: Record<RelayTrouble, string> = {
  unreachable:
    "Das Relay ist nicht erreichbar. Anrufe warten dort; Callside versucht es von selbst wieder. Bleibt es so, prüfen Sie Adresse und Netz.",
  not_a_relay:
    "Unter dieser Adresse antwortet etwas, das kein Relay ist, etwa die Seite eines Proxys. Prüfen Sie die Adresse; Callside versucht es von selbst wieder.",
  busy: "Das Relay ist überlastet oder startet neu. Anrufe warten dort; Callside versucht es von selbst wieder.",
  silent: "Die Verbindung ist verstummt. Anrufe warten im Relay; Callside verbindet sich neu.",
  not_kept:
    "Dieser Rechner konnte nicht behalten, was kam. Es wartet im Relay; schaffen Sie Platz auf dem Datenträger, dann geht es weiter.",
  not_of_the_team: "Das Relay kennt Sie nicht. Bitten Sie Ihren Admin, Sie in sein Team aufzunehmen.",
  version:
    "Dieses Callside und das Relay sind zu verschieden alt. Fragen Sie Ihren Admin, welches zu erneuern ist.",
  address: "Das ist keine Adresse eines Relays. Geben Sie eine ein wie https://relay.example.com.",
  no_answer: "Das Relay ist nicht erreichbar. Es wurde nichts geändert; versuchen Sie es noch einmal.",
};

const secret: Record<SecretOf, string> = {
  aircall: "Das Token von Aircall",
  phone: "Das Signaturgeheimnis",
};

/** German: what the engine says, by its kinds and parts. */
export const sentences: Pick<Words, "sentence" | "keychainTrouble" | "databaseTrouble"> = {
  sentence: {
    internal:
      "Callside hat einen Fehler gemacht. Gespeichertes ist behalten. Versuchen Sie es noch einmal; kommt es wieder, schicken Sie das Protokoll an Ihren Admin.",
    not_ready:
      "Die Datenbank von Callside ist nicht offen; nichts kann gelesen oder gespeichert werden. Die erste Ansicht sagt, was zu tun ist.",
    unknown_call: "Dieser Anruf ist auf diesem Rechner nicht bekannt.",
    unknown_action: "Diese Aktion gibt es nicht mehr.",
    admin_only: "Das darf nur ein Admin von Callside ändern.",
    supervisor_only:
      "Die Zahlen eines Teams sehen nur Teamleitungen und Admins von Callside. Ihr Admin vergibt diese Rolle.",
    flags_by_supervisors:
      "Anrufe markieren nur Teamleitungen und Admins von Callside. Ihr Admin vergibt diese Rolle.",
    unknown_flag: "Ihre Firma hat diesen Merker nicht mehr. Wählen Sie einen anderen.",
    colleague_unknown: "Diesem Kollegen kann gerade keine Arbeit gegeben werden. Nichts hat sich geändert.",
    filter_needs_name: "Geben Sie dem Filter einen Namen, damit Sie ihn wiederfinden.",
    too_many_filters: ({ most }) =>
      `Es gibt schon ${most} Filter. Vergessen Sie zuerst einen; dieser gilt weiter.`,
    signed_files_only:
      "Ihr Unternehmen nimmt nur unterschriebene Konfigurationsdateien an. Nichts wurde geändert.",
    unknown_entry: "Dieser Eintrag ist nicht mehr im Ausgang.",
    not_offered:
      "Dieses Ergebnis steht für den Anruf nicht mehr zur Wahl. Ihre Notiz ist behalten; wählen Sie ein anderes.",
    rules_faulty: ({ faults }) => `Das Eingegebene hat Fehler (${faults}). Was vorher lief, läuft weiter.`,
    nothing_rehearsed: "Es wurde noch nichts geprobt.",
    bad_days: ({ most }) => `Proben Sie über 1 bis ${most} Tage.`,
    not_a_record_id: "Geben Sie die ID eines Salesforce-Datensatzes ein: 15 oder 18 Buchstaben und Ziffern.",
    nobody_meant: "Geben Sie zuerst eine Telefonnummer oder eine Datensatz-ID ein.",
    bad_term: ({ least, most }) => `Geben Sie ${least} bis ${most} Tage ein.`,
    not_a_phone_number: "Geben Sie eine Telefonnummer ein, im Ausland mit Landesvorwahl.",
    update_in_call:
      "Während es klingelt oder jemand spricht, wird nichts installiert. Installieren Sie nach dem Anruf.",
    too_late: "Es ist schon unterwegs zu Salesforce und hier nicht mehr zu ändern.",
    other_org:
      "Das gehört zu einer anderen Org. Melden Sie sich dort an, um damit weiterzumachen; es ist behalten.",
    only_signed:
      "Ihre Organisation lässt dies nur durch eine signierte Konfigurationsdatei ändern. Es wurde nichts geändert; wenden Sie sich an die Person, die sie signiert.",
    sign_in_needed:
      "Salesforce bittet um die Anmeldung. Anrufe und Notizen gehen weiter; was Sie speichern, wird danach gesendet.",
    unreachable: "Salesforce ist nicht erreichbar. Anrufe und Notizen gehen weiter.",
    took_too_long: "Salesforce hat zu lange gebraucht. Versuchen Sie es noch einmal.",
    answer_too_large:
      "Die Antwort von Salesforce ist größer, als Callside auf einmal liest (16 MB); darum wird nichts davon gezeigt. Fragen Sie nach weniger Zeilen oder Feldern.",
    busy: "Salesforce ist überlastet. Versuchen Sie es gleich noch einmal.",
    limit_reached:
      "Ihre Org hat ihre API-Aufrufe von Salesforce verbraucht. Was Sie speichern, wird gesendet, sobald es neue gibt.",
    not_permitted: "Salesforce erlaubt Ihrem Benutzer das nicht. Bitten Sie Ihren Admin um das Recht.",
    unreadable_answer:
      "Salesforce gab eine Antwort, die Callside nicht lesen kann. Es wurde nichts geändert. Versuchen Sie es noch einmal.",
    no_browser:
      "Kein Browser ließ sich starten. Bitten Sie Ihren Admin, den Standardbrowser dieses Rechners festzulegen.",
    database: ({ trouble }) => database(trouble).join(" "),
    secrets_not_changed: (parts) => `${keychain[parts.keychain]} Die Geheimnisse wurden nicht geändert.`,
    sign_in_still_rests: (parts) =>
      `${keychain[parts.keychain]} Die Anmeldung liegt vielleicht noch dort; melden Sie sich noch einmal ab.`,
    phone_system_bad: ({ system, fault }) => phoneTroubles.phoneFault(system, fault),
    confidences_bad:
      "Sicherheiten liegen zwischen 0 und 1, und „zu prüfen ab“ liegt nicht über „wiedererkannt ab“.",
    quiet_hours_bad: "Ruhezeiten sind Uhrzeiten wie 21:00.",
    id_without_source: ({ name }) => `Sagen Sie, woher die Id ${name} kommt.`,
    webhook_needs_https: "Aircall sendet an eine Adresse, die mit https:// beginnt, etwa die eines Relays.",
    no_sticky_key: "Geben Sie zuerst einen Schlüssel von Sticky Calls ein und speichern Sie.",
    number_needed: "Geben Sie eine ganze Telefonnummer ein, etwa +1 415 555 0134.",
    mapping_unreadable: ({ line, column }) =>
      `Die Zuordnung ist in Zeile ${line}, Spalte ${column} nicht lesbar. Die bisherige gilt weiter.`,
    mapping_path_bad: ({ field, character }) =>
      `Die Stelle von ${field} ist ab Zeichen ${character} kein JSON-Pfad. Die bisherige Zuordnung gilt weiter.`,
    ivr_unreadable: ({ line, column }) =>
      `Die Regeln sind in Zeile ${line}, Spalte ${column} nicht lesbar. Die bisherigen gelten weiter.`,
    ivr_budget_bad: ({ least, most }) =>
      `budget_ms liegt zwischen ${least} und ${most}. Die Regeln in Gebrauch bleiben.`,
    ivr_rule_bad: ({ rule, character }) =>
      `„${rule}“ nennt bei Zeichen ${character} etwas, das es nicht gibt. Die bisherigen Regeln gelten weiter.`,
    notes_too_long: ({ most }) =>
      `Die Notizen sind länger, als Salesforce fassen kann (${most} Zeichen). Kürzen Sie sie.`,
    too_many_fields: ({ most }) =>
      `Von einem Objekt werden höchstens ${most} weitere Felder gezeigt. Entfernen Sie erst eines.`,
    too_many_phone_fields: ({ most }) =>
      `Eine Suche fragt nach höchstens ${most} Telefonfeldern eines Objekts. Entfernen Sie erst eines.`,
    no_such_field: ({ field }) =>
      `Ihre Org hat kein Feld ${field}, oder Ihr Benutzer darf es nicht sehen. Fragen Sie Ihren Admin.`,
    bad_time: "Diese Zeit ist nicht lesbar. Wählen Sie sie noch einmal.",
    not_a_record: "Das ist kein Datensatz von Salesforce.",
    not_a_caller: "Ein Anrufer ist ein Kontakt, ein Lead oder ein Account.",
    bad_region: "Die Region sind zwei Buchstaben eines Landes, etwa US oder DE.",
    bad_api_version: "Die API-Version ist eine Zahl wie 62.0, nicht unter 59.0.",
    secret_too_short: ({ of, least }) =>
      `${secret[of]} genügt nicht: es braucht mindestens ${least} Zeichen.`,
    not_a_signing_key: "Das Signaturgeheimnis genügt nicht: es ist whsec_ und dann Base64.",
    not_an_address:
      "Das ist keine Adresse von Salesforce. Geben Sie einen Rechnernamen wie acme.my.salesforce.com ein.",
    no_client_id:
      "Es ist kein Consumer Key gesetzt. Fragen Sie Ihren Salesforce-Admin nach dem der Callside-App und tragen Sie ihn in den Einstellungen ein.",
    no_sign_in_port: ({ ports }) =>
      `Andere Programme benutzen die Ports der Anmeldung (${ports.join(", ")}). Schließen Sie eines davon und melden Sie sich neu an.`,
    sign_in_denied: "Die Anmeldung wurde im Browser abgelehnt. Melden Sie sich an, wenn Sie so weit sind.",
    sign_in_timed_out: "Fünf Minuten lang hat sich niemand angemeldet. Melden Sie sich neu an.",
    sign_in_refused: ({ code }) =>
      `Salesforce hat die Anmeldung abgelehnt (${code}). Sagen Sie Ihrem Admin dieses Wort.`,
    sign_in_unreachable:
      "Der Anmeldeserver von Salesforce ist nicht erreichbar. Versuchen Sie es noch einmal.",
    sign_in_bad_answer:
      "Der Anmeldeserver gab eine Antwort, die Callside nicht brauchen kann. Prüfen Sie die Adresse mit Ihrem Admin.",
    sign_in_not_kept: (parts) =>
      `${keychain[parts.keychain]} Die Anmeldung kann nicht behalten werden; melden Sie sich neu an.`,
    no_tls:
      "Dieser Rechner kann keine sicheren Verbindungen aufbauen. Bitten Sie Ihren Admin, die Zertifikate zu prüfen.",
    org_not_read: "Die Org konnte nicht gelesen werden. Melden Sie sich neu an.",
    not_revoked:
      "Sie sind auf diesem Rechner abgemeldet. Salesforce war nicht erreichbar, um die Anmeldung auch dort zu beenden; Ihr Admin kann das.",
    sign_in_again: "Salesforce bittet Sie, sich neu anzumelden.",
    unreachable_sent_later:
      "Salesforce ist nicht erreichbar. Anrufe und Notizen gehen weiter; was Sie speichern, wird später gesendet.",
    door_ports_taken: ({ ports }) =>
      `Ein anderes Programm benutzt die Ports der Tür von Callside (${ports.join(", ")}); Anrufe der Telefonanlage kommen nicht an. Schließen Sie dieses Programm; Callside versucht es von selbst wieder.`,
    door_no_secret: (parts) =>
      `${keychain[parts.keychain]} Anrufe der Telefonanlage kommen deshalb nicht an. Callside versucht es von selbst wieder.`,
    door_bad_secret:
      "Das Geheimnis der Tür von Callside ist beschädigt; Anrufe der Telefonanlage kommen nicht an. Bitten Sie Ihren Admin, es aus dem Schlüsselbund zu entfernen, und starten Sie Callside neu.",
    paused_for_sign_in: "Nichts wird gesendet, bis sich jemand bei Salesforce anmeldet. Alles ist behalten.",
    paused_until: (_, when) =>
      `Ihre Org hat ihre API-Aufrufe von Salesforce verbraucht. Vor ${when} wird nichts gesendet. Alles ist behalten.`,
    console_not_allowed:
      "Die Konsole ist für Supervisoren und Admins. Bitten Sie Ihren Admin um den passenden Berechtigungssatz.",
    api_calls_kept:
      "Ihrer Org gehen die API-Aufrufe aus. Sie bleiben für Anrufe und Nacharbeit; der Rest geht später von selbst weiter.",
    query_over: "Diese Abfrage ist vorbei. Starten Sie sie noch einmal.",
    bad_condition: "Die Bedingung ist nicht lesbar.",
    look_up_faulty: ({ message }) => `Ihr Admin muss diese Abfrage richten: ${message}`,
    stale: ({ because }) => told.stale[because],
    bad_file: "Diese Datei enthält keine Abfragen von Callside. Ihr Stand bleibt.",
    no_downloads:
      "Die Datei ließ sich nicht speichern: Es gibt keinen Ordner für Downloads. Sonst wurde nichts geändert.",
    no_room_for_file:
      "Der Datenträger ist voll, die Datei wurde nicht gespeichert. Was da war, ist unverändert. Schaffen Sie Platz und versuchen Sie es noch einmal.",
    not_a_picture: "Das ist kein Bild; es wurde nichts gespeichert.",
    older_calls_not_allowed:
      "Ihre Rolle oder Ihre Organisation erlaubt es nicht, diese Anrufe zu holen. Fragen Sie Ihren Admin.",
    older_calls_under_way: "Ältere Anrufe kommen schon. Warten Sie darauf, oder beenden Sie es zuerst.",
    file_not_saved:
      "Die Datei ließ sich nicht speichern. Sonst wurde nichts geändert. Schaffen Sie Platz bei den Downloads und versuchen Sie es noch einmal.",
    relay: ({ trouble }) => relay[trouble],
    relay_not_kept: (parts) =>
      `${keychain[parts.keychain]} Die Sitzung des Relays lässt sich nicht aufbewahren; es wurde nichts geändert.`,
    set_by_policy:
      "Ihre Organisation hat das festgelegt; nur Ihr Admin kann es ändern. Es wurde nichts geändert.",
    lacks_disposition: "Wählen Sie, wie der Anruf ausging (Tasten 1-9).",
    lacks_notes: "Dieser Ausgang verlangt Notizen.",
    lacks_confirmation: "Bestätigen Sie erst, wer anruft.",
    lacks_pick: "Wählen Sie erst, wer anruft.",
    lacks_field: ({ label }) => `${label} muss ausgefüllt sein.`,
  },
  keychainTrouble: keychain,
  databaseTrouble: {
    what: (trouble) => database(trouble)[0],
    todo: (trouble) => database(trouble)[1],
  },
};
