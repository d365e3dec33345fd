/** Deutsch: was eine Telefonanlage nicht getan hat, und was zu prüfen ist. */
import type { CheckFoundView, PhoneFault, PhoneTrouble, SymptomView } from "../../host/bindings";
import type { Words } from "../en/en";

const said = (words: string) => (words === "" ? "" : ` Sie sagt: ${words}`);

function trouble(system: string, it: PhoneTrouble): string {
  switch (it.kind) {
    case "not_a_number":
      return "Das ist keine Nummer, die man anrufen kann.";
    case "no_destination":
      return "Das ist weder eine Nummer noch eine Nebenstelle. Ihre Notiz steht noch da.";
    case "none_can_dial":
      return "Hier ist keine Telefonanlage eingerichtet, die wählen kann.";
    case "no_agent":
      return `${system} muss wissen, wer anruft.`;
    case "not_set_up":
      return `${system} ist hier nicht eingerichtet.`;
    case "not_offered":
      return `${system} bietet das nicht an.`;
    case "wrong_key":
      return `${system} nimmt den Schlüssel nicht an, den Callside hat.`;
    case "not_allowed":
      return `${system} nimmt den Schlüssel an, aber er darf das nicht.`;
    case "no_credit":
      return `Ihr Konto bei ${system} hat kein Guthaben mehr.`;
    case "too_many":
      return `${system} hatte zu viele Anfragen und bittet um ${it.wait_s} Sekunden Pause.`;
    case "refused":
      return `${system} hat abgelehnt (HTTP ${it.status}).${said(it.said)}`;
    case "agent_not_ready":
      return `${system} meldet, dass Ihr Telefon nicht bereit ist.`;
    case "not_there":
      return `${system} kennt das nicht, vielleicht noch nicht.`;
    case "unreachable":
      return `${system} ist nicht erreichbar. Es ist nichts geschehen.`;
    case "answer_lost":
      return `${system} hat nicht rechtzeitig geantwortet. Es kann trotzdem geschehen sein: Sehen Sie auf Ihr Telefon.`;
    case "its_fault":
      return `${system} hat selbst einen Fehler (HTTP ${it.status}).`;
    case "unreadable":
      return `${system} hat etwas geantwortet, das Callside nicht lesen kann.`;
  }
}

const checks: Record<SymptomView, string[]> = {
  connect_fails: [
    "Die Basisadresse: Schreibweise, https und der Pfad vor den anderen.",
    "Von diesem Rechner aus: Namensauflösung, Proxy und Firewall müssen es durchlassen.",
    "Der Pfad zum Verbinden: Manche Anlagen antworten nur unter einem eigenen Pfad.",
  ],
  key_refused: [
    "401: Schlüssel oder Name und Passwort sind falsch, abgelaufen oder aus einer anderen Umgebung.",
    "403: Der Schlüssel stimmt, darf das aber nicht; geben Sie ihm das Recht, Anrufe zu machen und zu beenden.",
    "Bearer und Basic: Mit einem Schlüssel sendet Callside Bearer, mit Name und Passwort Basic.",
  ],
  dial_refused: [
    "Die Nummer: Callside sendet E.164 (+ und Ziffern); die Anlage will vielleicht eine andere Form.",
    "campaign_name und skill_id müssen dort bestehen und für diese Person erlaubt sein.",
    "Der Pfad zum Wählen und sein Inhalt, wie die Anleitung der Anlage sie nennt.",
  ],
  agent_cannot_dial: [
    "Sie sind am Telefon angemeldet und in keinem Gespräch.",
    "Ihre Nebenstelle oder Kennung in den Einstellungen ist die der Anlage.",
    "Sie dürfen nach außen wählen und haben den Skill, den der Anruf braucht.",
  ],
  hang_up_does_nothing: [
    "Die Anrufkennung: Es muss die sein, die die Anlage beim Wählen oder beim Pop gab.",
    "Wo sie in der Antwort steht, ist eine Einstellung; sehen Sie die letzte Antwort an.",
    "Manche Anlagen beenden nur Anrufe, die sie selbst gemacht haben.",
  ],
  recording_empty: [
    "Aufnahmen erscheinen oft erst Minuten nach dem Anruf; versuchen Sie es später.",
    "Für Kampagne, Nummer oder Warteschlange muss die Aufnahme eingeschaltet sein.",
    "Wo die Adresse der Aufnahme in der Antwort steht, ist eine Einstellung.",
  ],
  pop_without_customer: [
    "Der Webhook muss die Nummer mitbringen; prüfen Sie Namen und Pfade seiner Felder.",
    "Eine Nummer ohne Landesvorwahl gehört zur Heimatregion der Einstellungen.",
    "Unterdrückte Nummern und Nebenstellen werden nie gesucht.",
  ],
  strange_answer: [
    "Die Basisadresse ist vielleicht die der Webseiten statt der API.",
    "Die Anlage hat selbst einen Fehler (5xx): Ihr Protokoll sagt mehr.",
  ],
  too_many_requests: [
    "Vielleicht nutzen andere Programme denselben Schlüssel; die Grenze gilt für alle zusammen.",
  ],
  no_credit: ["Kaufen Sie Guthaben, oder schalten Sie den Dienst in den Einstellungen ab."],
  not_set_up: ["Einrichtung, Telefone: Adresse, Schlüssel und Ihre Kennung dort eintragen; dann speichern."],
};

const found: Record<CheckFoundView, string> = {
  accepted: "Die Adresse antwortet, und der Schlüssel wird angenommen.",
  usable: "Adresse und Schlüssel sind brauchbar. Senden Sie einen Testanruf, um zu sehen, ob es antwortet.",
  webhook_made: "Ein neuer Webhook sendet die Ereignisse dorthin.",
  webhook_woken: "Der Webhook war abgeschaltet; er ist wieder an.",
  webhook_completed: "Der Webhook brachte nicht alle Ereignisse, die Callside liest; jetzt tut er es.",
  webhook_there: "Der Webhook sendet die Ereignisse schon dorthin.",
};

const faults: Record<PhoneFault, string> = {
  address: "Die Adresse beginnt mit https:// (http:// nur im eigenen Netz).",
  credentials: "Es fehlt ein Schlüssel oder Name und Passwort.",
  sticky_key: "Der Schlüssel beginnt mit sk_test_ oder sk_live_.",
  path: "Ein JSON-Pfad ist nicht lesbar.",
  other: "Etwas darin passt nicht.",
};

export const phoneTroubles: Pick<
  Words,
  "phoneTrouble" | "phoneChecks" | "phoneFound" | "phoneFault" | "connectorFor" | "toldTo"
> = {
  phoneTrouble: trouble,
  phoneChecks: checks,
  phoneFound: found,
  phoneFault: (system, fault) => `${system} ist so nicht zu gebrauchen. ${faults[fault]}`,
  toldTo: {
    waiting: (system) => `${system} erfährt es nach der Nachbearbeitung.`,
    later: (system, when) => `${system} konnte es noch nicht erfahren. Nächster Versuch ${when}.`,
    sending: (system) => `${system} erfährt es gerade…`,
    sent: (system, when) => `${system} weiß es seit ${when}.`,
    again: "Noch einmal senden",
  },
  connectorFor: {
    answered: "Der Anruf erscheint.",
    previewed: "Ausgehende Anrufe erscheinen, bevor gewählt wird.",
    transferred: "Ein Weiterverbinden wird am Anruf vermerkt.",
    hung_up: "Die Nachbearbeitung beginnt.",
    dispositioned: "Das Ergebnis aus Five9 wird vorgeschlagen.",
  },
};
