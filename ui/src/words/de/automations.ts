import type {
  BecauseView,
  CallWord,
  CannotView,
  DidView,
  NamedRecordView,
  HeldBackView,
  LeftOutStep,
} from "../../host/bindings";
import type { Words } from "../en/en";
import { actions } from "./actions";

const { text, misfit } = actions.actions;

const inputs = (given: [string, string][]) =>
  given.map(([name, value]) => `${text(name)} = ${value}`).join(", ");

/** What set a run off: a call by whom it was with, a record by its name where that is known. */
function because(of: BecauseView, who: string | null): string {
  switch (of.because) {
    case "call":
      return call(who, EVENT[of.word]);
    case "disposition":
      return call(who, of.label);
    case "record":
      return `${record(of.record)}: ${{ new: "neu", updated: "geändert", deleted: "gelöscht" }[of.change]}`;
    case "message":
      return `${record(of.record)}: Outbound Message von Salesforce`;
  }
}

const call = (who: string | null, what: string) =>
  who === null ? `Ein Anruf, der nicht mehr gespeichert ist: ${what}` : `Anruf mit ${who}: ${what}`;

const record = ({ label, name }: NamedRecordView) => (name === null ? label : `${label} ${name}`);

/** What a step did, or how the run ended. */
function did(of: DidView): string {
  switch (of.did) {
    case "ran":
      return `${text(of.action)} ausgeführt: ${inputs(of.inputs)}`;
    case "showed":
      return `Gezeigt: ${of.text}`;
    case "opened":
      return "Im Browser geöffnet:";
    case "tagged":
      return `Anruf markiert: ${of.tag}`;
    case "asked":
      return `${of.when}: ${of.held ? "ja" : "nein"}`;
    case "left_out":
      return LEFT_OUT[of.step];
    case "held_back":
      return HELD_BACK[of.why];
    case "taken_back":
      return `Beendet: Schritt ${of.step} wurde im Ausgang zurückgenommen.`;
    case "failed":
      return `Beendet: Schritt ${of.step} ging nicht. ${cannot(of.why)}`;
    case "too_many_steps":
      return "Beendet: Es waren mehr Schritte als erlaubt.";
  }
}

/** What a phone system said about a call. */
const EVENT: Record<CallWord, string> = {
  created: "er entsteht",
  previewed: "vor dem Wählen gezeigt",
  ringing: "es klingelt",
  declined: "abgelehnt",
  answered: "angenommen",
  held: "gehalten",
  unheld: "wieder aufgenommen",
  transferred: "weitergeleitet",
  hung_up: "aufgelegt",
  ended: "er ist vorbei",
  dispositioned: "Ergebnis in der Telefonanlage gesetzt",
  voicemail_left: "Nachricht hinterlassen",
  commented: "kommentiert",
  tagged: "markiert",
  untagged: "Markierung entfernt",
  assigned: "zugewiesen",
  archived: "abgelegt",
  handed_over: "mit einer Notiz übergeben",
  noted: "etwas anderes",
};

const LEFT_OUT: Record<LeftOutStep, string> = {
  toast: "Kein Hinweis gezeigt: Sein Text war leer.",
  open_record: "Kein Datensatz geöffnet: Seine Id ist nicht bekannt.",
  tag: "Anruf nicht markiert: Die Markierung war leer.",
};

/** Why a step could not be done. */
function cannot(why: CannotView): string {
  switch (why.cannot) {
    case "no_action":
      return `Eine Aktion namens ${why.action} gibt es nicht mehr.`;
    case "does_not_fit":
      return why.because.map(misfit).join(" ");
    case "refused":
      return `Salesforce sagt: ${why.message}`;
    case "unexpected":
      return `Die Antwort von Salesforce ist nicht lesbar (${why.code}).`;
    case "no_step":
      return "Der Lauf kennt seinen Schritt nicht mehr.";
  }
}

const HELD_BACK: Record<HeldBackView, string> = {
  own_write: "Zurückgehalten: Die eigene Änderung hat dies ausgelöst.",
  chain: "Zurückgehalten: Automationen haben einander zu oft ausgelöst.",
  too_often: "Zurückgehalten: Sie lief so oft, wie sie in einer Stunde darf.",
};

/** German: the setup of automations. */
export const automations: Pick<Words, "automations"> = {
  automations: {
    tab: "Automationen",
    parts: "Ansichten der Automationen",
    part: { build: "Bauen", log: "Was lief", file: "Als Datei" },
    all: "Alle Automationen",
    add: "Neue Automation",
    save: "Speichern",
    savedSaid: "Die Automationen sind gespeichert und laufen ab jetzt.",
    revert: "Änderungen verwerfen",
    remove: "Diese Automation entfernen",
    removeShort: "Entfernen",
    signed:
      "Die Richtlinie Ihrer Firma nimmt nur signierte Dateien an. Automationen lassen sich hier ansehen und durch eine signierte Datei ändern.",
    none: "Noch keine Automationen. Sie tun, was Sie sonst von Hand täten, sobald etwas geschieht.",
    untitled: "Neue Automation",
    off: "aus",
    faulty: "Bitte ansehen",
    nearest: (name) => `Meinten Sie ${name}?`,
    what: "Wie sie heißt",
    title: "Titel",
    enabled: "Sie läuft",
    starts: "Wenn",
    startsLead: "Was sie auslöst und was außerdem gelten muss.",
    startsWith: "Sie beginnt, wenn",
    condition: "Und nur falls",
    conditionHint: 'Zum Beispiel: caller.found = "nobody" and call.answered. Leer: immer.',
    does: "Dann",
    doesLead: "Die Schritte folgen aufeinander. Alles für Salesforce geht durch den Postausgang.",
    recipes: "Mit einer davon beginnen",
    recipesLead: "Jede ist eine gewöhnliche Automation, die Sie beliebig ändern.",
    recipe: {
      stranger: "Neuer Lead von unbekannten Anrufern",
      follow_up: "Folgeaufgabe bei Interesse",
      callback: "Erinnerung, wenn niemand abnahm",
      escalated: "Eskalierten Vorgang öffnen, wenn der Anruf angenommen wird",
      message: "Auf eine Outbound Message reagieren",
    },
    trigger: {
      call: "Mit einem Anruf geschieht etwas",
      disposition: "Ein Anruf wird abgeschlossen",
      new_record: "Ein Datensatz ist neu in Salesforce",
      updated_record: "Ein Datensatz ändert sich in Salesforce",
      deleted_record: "Ein Datensatz wird in Salesforce gelöscht",
      outbound_message: "Salesforce schickt eine Outbound Message",
    },
    event: EVENT,
    events: "Ereignisse",
    dispositions: "Ergebnisse",
    any: "(nichts angekreuzt: alle)",
    object: "Objekt",
    whose: "Wessen Datensätze",
    mine: "Die der angemeldeten Person",
    anyones: "Alle (für einen Platz der Firma)",
    fields: "Nur wenn eines dieser Felder sich geändert hat",
    step: {
      action: "Aktion ausführen",
      toast: "Hinweis zeigen",
      open_record: "Datensatz öffnen",
      tag: "Anruf markieren",
      branch: "So oder so weiter",
      stop: "Hier aufhören",
    },
    stepNumber: (n) => `Schritt ${n}`,
    addStep: "Schritt hinzufügen",
    removeStep: (n) => `Schritt ${n} entfernen`,
    earlier: (n) => `Schritt ${n} nach oben`,
    action: "Aktion",
    pick: "Aktion wählen",
    moreField: "Weiteres Feld, nach API-Name",
    addField: "Hinzufügen",
    text: "Hinweis",
    record: "Id des Datensatzes",
    tag: "Markierung",
    then: "Wenn es gilt",
    otherwise: "Wenn nicht",
    stopLead: "Kein weiterer Schritt.",
    insert: (field) => `Angabe in ${field} einfügen`,
    insertShort: "Einfügen…",
    parents: "Felder übergeordneter Datensätze",
    parentOpened: (path) => `In der Liste stehen die Felder von ${path}. Zum Auswählen noch einmal öffnen.`,
    allFacts: "Alle Angaben…",
    kind: {
      text: "Text",
      number: "Zahl",
      bool: "ja oder nein",
      date: "Tag",
      moment: "Zeitpunkt",
      list: "Liste",
      any: "beliebig",
    },
    fileLead: "Dasselbe als Text: für die Versionsverwaltung, für andere Plätze und zum Signieren.",
    line: (n) => `Zeile ${n}`,
    noRuns: "Noch lief nichts. Hier stehen die Läufe der letzten 90 Tage, was sie sahen und was sie taten.",
    state: {
      going: "Läuft",
      waiting: "Wartet auf Salesforce",
      done: "Fertig",
      failed: "Vorzeitig beendet",
      held_back: "Zurückgehalten",
    },
    because,
    openCall: (when) => `Anruf vom ${when} öffnen`,
    ids: "Um anderswo danach zu suchen",
    callId: "Kennung des Anrufs in der Telefonanlage",
    recordId: "Kennung des Datensatzes in Salesforce",
    did,
    inputs: (n) => `Was sie sah (${n})`,
    older: "Ältere Läufe",
    lookNow: "Jetzt in Salesforce nachsehen",
  },
};
