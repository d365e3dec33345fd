/** Deutsch: Aktionen. */
import type { MisfitBecause, WantedView } from "../../host/bindings";
import type { Words } from "../en/en";
import { catalogue } from "./catalogue";

/** What a field takes. */
const WANTED: Record<WantedView, string> = {
  yes_or_no: "ja oder nein",
  whole_number: "eine ganze Zahl",
  number: "eine Zahl",
  day: "einen Tag, etwa 2026-11-30",
  moment: "einen Tag und eine Uhrzeit",
  record: "einen Datensatz",
};

export const actions: Pick<Words, "actions"> = {
  actions: {
    title: "Aktionen",
    all: "Alle Aktionen",
    find: "Was möchten Sie tun?",
    none: "Keine Aktion hat diese Wörter.",
    more: "Weitere Felder",
    look: "Nachsehen",
    doIt: "Ausführen",
    sure: "Jetzt ausführen?",
    sureDelete: "Diesen Datensatz löschen?",
    goesWith: "Mit ihm gehen",
    bin: "Er bleibt 15 Tage im Papierkorb von Salesforce; Rückgängig holt ihn von dort zurück.",
    deleteIt: "Löschen",
    keepIt: "Behalten",
    emptyField: "Ein Feld leeren",
    emptyNone: "Keines",
    emptied: "wird geleert",
    recordHint: "Namen eintippen oder eine ID einfügen",
    gone: (field) => `${field} wird nicht geschrieben.`,
    recordOf: "Art des Datensatzes",
    noRecord: "So heißt nichts.",
    standing:
      "Was dort steht, ist ausgefüllt. Geschrieben wird nur, was Sie ändern; ein Feld, das Sie leeren, wird geleert.",
    notRead:
      "Was dort steht, ließ sich gerade nicht lesen. Was Sie ausfüllen, wird geschrieben, alles andere bleibt, wie es ist.",
    whole: "Die ganze Antwort von Salesforce",
    cut: "Die Antwort war zu groß; das ist ihr Anfang.",
    undo: "Rückgängig",
    undoHint:
      "Frühere Werte kommen zurück, wo sie seither niemand geändert hat; Neues kommt in den Papierkorb, Gelöschtes kommt von dort zurück.",
    text: (english) => catalogue[english] ?? english,
    kept: "Was Sie eingetragen haben, ist behalten.",
    binned: "im Papierkorb",
    goesAlong: (count: number, label: string, more: boolean) => `${more ? "mehr als " : ""}${count} ${label}`,
    misfit: (because: MisfitBecause): string => {
      switch (because.kind) {
        case "missing":
          return `${because.label} fehlt.`;
        case "missing_one_of":
          return `Eines davon fehlt: ${because.labels.join(", ")}.`;
        case "wanted":
          return `${because.label} nimmt ${WANTED[because.wanted]}.`;
        case "too_long":
          return `${because.label}: höchstens ${because.most} Zeichen passen.`;
        case "not_listed":
          return `${because.label}: Ihre Org erlaubt ${because.value} nicht.${because.nearest === null ? "" : ` Meinten Sie ${because.nearest}?`}`;
        case "no_field":
          return `${because.object} hat kein Feld ${because.field}.${because.nearest === null ? "" : ` Meinten Sie ${because.nearest}?`}`;
        case "not_writable":
          return `Ihr Salesforce-Benutzer darf ${because.label} nicht schreiben.`;
        case "nothing":
          return "Füllen Sie mindestens ein Feld aus.";
      }
    },
    saved: "Gespeichert. Es wird gesendet.",
    again: "Noch einmal",
    count: (n: number) => (n === 1 ? "1 gefunden" : `${n} gefunden`),
    firstOf: (n: number) => `Die ersten ${n}; es gibt mehr`,
    setup: "Aktionen",
    setupLead:
      "Für wen, bei welchen Anrufen und wann jede Aktion angeboten wird. Nichts gilt, bevor Sie speichern.",
    asItIs: "Zeigen, was gilt",
    adminOnly: "Nur ein Admin von Callside darf das ändern.",
    isOff: "nicht angeboten",
    isOffered: "Wird angeboten",
    onCall: "am Anruf",
    onCallLong: "Steht am Anruf selbst",
    asks: "fragt vorher",
    asksFirst: "Fragt, bevor es geschieht",
    asksAlways: "Vor dem Löschen wird immer gefragt.",
    forWhom: "Für wen",
    roles: { agent: "Alle", supervisor: "Teamleitung und Admins", admin: "Admins" },
    when: "Wann",
    moments: {
      ringing: "solange es klingelt",
      talking: "während des Gesprächs",
      wrap_up: "nach dem Anruf",
      always: "auch ohne Anruf",
    },
    queues: "Bei Anrufen dieser Warteschlangen",
    queuesHint: "Namen, durch Kommas getrennt. Leer: bei allen.",
    rows: "Höchstens so viele Zeilen",
    rowsHint: "1 bis 2000",
    rowFields: "Felder einer Zeile",
    addRowField: "Den Zeilen ein Feld hinzufügen",
    rowFieldsHint: "API-Namen, durch Kommas getrennt, wie Name, Account.Name",
    compared: "Felder, die verglichen werden",
    comparedHint: "Was eingegeben wird, wird in jedem von ihnen gesucht.",
    comparesOne: "Eine Suche vergleicht mindestens ein Feld.",
    comparesMost: (n: number) => `Eine Suche vergleicht höchstens ${n} Felder.`,
    addCompared: "Ein Feld eines übergeordneten Datensatzes vergleichen",
    howCompared: (field: string) => `Wie ${field} verglichen wird`,
    comparedBy: {
      contains: "enthält es",
      starts_with: "beginnt damit",
      exact: "ist genau das",
      phone: "gleiche Telefonnummer",
      case_number: "gleiche Fallnummer",
    },
    asTemplate: "Wie in der Vorlage",
    nothingChanged: "Nichts wurde geändert.",
    saveCount: (n: number) =>
      n === 0 ? "Speichern" : n === 1 ? "1 Änderung speichern" : `${n} Änderungen speichern`,
    fileLead:
      "Hier stehen Ketten, Aktionen unter eigenen Namen und eigene Vorlagen. Beispiele hat das Handbuch.",
    own: "Eigene Aktionen",
    ownLead:
      "Gebaut aus den Aktionen oben, aus einer Abfrage oder aus einem Aufruf der API der Organisation; jede unter eigenem Namen.",
    ownNone: "Noch keine.",
    ownInFile: "steht in der Datei unten",
    ownChange: "Ändern",
    ownNew: { run: "Neu: vorab ausgefüllt", query: "Neu: eine Abfrage", call: "Neu: ein Aufruf der API" },
    ownTitle: "Titel",
    ownAbout: "Wofür sie ist, in einem Satz",
    ownName: "In der Datei",
    ownNoTitle: "Geben Sie ihr zuerst einen Titel.",
    ownRuns: "Führt diese Aktion aus",
    ownChoose: "Aktion wählen…",
    ownChooseField: "Feld wählen…",
    ownFill: "Ein Feld vorab ausfüllen",
    ownAddStep: "Danach noch eine Aktion",
    ownRemove: "Entfernen",
    ownInputs: "Wonach sie den Agenten fragt",
    ownInputsHint: "In den Texten steht jede als {{input.name}}.",
    ownInputName: "Name",
    ownInputLabel: "Beschriftung",
    ownAddInput: "Nach etwas fragen",
    ownQuery: "Abfrage",
    ownMethod: "Methode",
    ownPath: "Pfad",
    ownPathHint: "Was nach /services/data/vXX.0/ kommt. Werte darin werden kodiert.",
    ownBody: "Inhalt (JSON)",
    ownRepeatable: "Ändert nichts oder dasselbe, so oft es gesendet wird",
    ownWrong: "So lässt sie sich noch nicht übernehmen:",
    ownDelete: "Löschen",
    ownSure: "Ja, löschen",
    ownStep: (n) => `Aktion ${n}`,
    ownInput: (n) => `Frage ${n}`,
    merge: "Gewählte Felder schreiben, sonst deren Werte behalten",
    takeMine: "Meins",
  },
};
