import type { AboutView } from "../../host/bindings";
import type { Words } from "../en/en";

/** ": Phase (Opportunity)", where it is known. */
function about({ object, fields }: AboutView): string {
  if (fields.length === 0) return object === null ? "" : `: ${object}`;
  return object === null ? `: ${fields.join(", ")}` : `: ${fields.join(", ")} (${object})`;
}

/** German: what became of things, and why. */
export const told: Pick<
  Words,
  | "trouble"
  | "stale"
  | "refusedBecause"
  | "refusedKept"
  | "refusedAdvice"
  | "refusedAdviceOrCreate"
  | "because"
  | "owner"
  | "nameless"
  | "line"
  | "writing"
  | "wrote"
  | "leftOutBecause"
  | "value"
  | "past"
  | "withOwner"
  | "orgFault"
  | "rejection"
  | "door"
  | "toldSender"
> = {
  trouble: {
    unreachable: "Salesforce ist nicht erreichbar. Es wird gesendet, sobald das wieder geht.",
    answer_lost:
      "Die Antwort von Salesforce ging verloren. Callside sieht erst nach, ob es geschrieben wurde.",
    busy: "Salesforce war mit diesem Datensatz beschäftigt. Es wird gleich neu gesendet.",
    limit: "Ihre Org hat ihre API-Aufrufe von Salesforce verbraucht. Es wird gesendet, sobald es neue gibt.",
    sign_in: "Salesforce bittet Sie, sich neu anzumelden. Danach wird es gesendet.",
    unexpected: "Salesforce gab eine Antwort, die Callside nicht lesen kann. Es wird noch einmal versucht.",
  },
  stale: {
    sign_in: "Salesforce bittet Sie, sich neu anzumelden.",
    unreachable: "Salesforce ist nicht erreichbar.",
    too_late: "Salesforce hat zu lange gebraucht.",
    limit: "Ihre Org hat ihre API-Aufrufe von Salesforce verbraucht.",
    refused: "Salesforce lässt Sie diese Datensätze nicht ansehen.",
    trouble: "Salesforce gab eine Antwort, die Callside nicht lesen kann.",
  },
  refusedBecause: {
    rule: (what) => `Eine Regel Ihrer Org lehnt das ab${about(what)}.`,
    missing: (what) => `Salesforce verlangt etwas, das fehlt${about(what)}.`,
    bad_value: (what) => `Salesforce nimmt einen der Werte nicht an${about(what)}.`,
    not_allowed: (what) => `Ihr Salesforce-Benutzer darf das nicht schreiben${about(what)}.`,
    gone: (what) => `Der Datensatz ist nicht mehr in Salesforce${about(what)}.`,
    several: (what) => `Der Schlüssel nennt mehrere Datensätze${about(what)}; geändert wurde nichts.`,
    duplicate: () => "Salesforce hat schon einen solchen Datensatz.",
    changed: () => "Jemand hat den Datensatz geändert, nachdem er Ihnen gezeigt wurde.",
    org_lacks: (what) => `Ihrer Org fehlt etwas, das dieser Ausgang braucht${about(what)}.`,
    other: (what) => `Salesforce hat das abgelehnt${about(what)}.`,
  },
  refusedKept: "Ihre Notizen und der Anruf sind behalten.",
  refusedAdvice: {
    rule: "Ändern Sie, was die Regel verlangt, oder lassen Sie das Feld weg, und senden Sie es neu.",
    missing:
      "Füllen Sie es aus und senden Sie es neu, oder fragen Sie Ihren Admin, ob es hier nötig sein muss.",
    bad_value: "Wählen Sie einen anderen Wert, oder lassen Sie das Feld weg, und senden Sie es neu.",
    not_allowed: "Bitten Sie Ihren Admin um das Recht, oder lassen Sie das Feld weg, und senden Sie es neu.",
    gone: "Wählen Sie einen anderen Datensatz für diesen Anruf.",
    several: "Wählen Sie den gemeinten Datensatz.",
    duplicate: "Nehmen Sie den vorhandenen Datensatz.",
    changed: "Vergleichen Sie beide und behalten Sie Ihre oder die andere Fassung.",
    org_lacks: "Lassen Sie das Feld weg und senden Sie es neu, und sagen Sie es Ihrem Admin.",
    other: "Lesen Sie unten die Worte von Salesforce, ändern Sie, was sie nennen, und senden Sie es neu.",
  },
  refusedAdviceOrCreate: "Nehmen Sie den vorhandenen Datensatz, oder legen Sie diesen trotzdem an.",
  because: (why) => {
    if (why.kind === "found") return "Durch Suchen gefunden.";
    const same = why.same === "exact" ? "genau diese Nummer" : "dieselbe Nummer ohne Landesvorwahl";
    const before = why.chosen_before ? " Für diese Nummer schon einmal gewählt." : "";
    const here = why.made_here ? " Gerade eben hier angelegt." : "";
    return `Gefunden über ${why.field}, ${same}.${before}${here}`;
  },
  owner: "Inhaber",
  nameless: "Unbekannter Anrufer",
  line: (line) => {
    if (line.kind === "number")
      return line.extension ? `${line.text}, Nebenstelle ${line.extension}` : line.text;
    if (line.kind === "internal") return `Nebenstelle ${line.digits}`;
    if (line.kind === "unknown") return "Nummer nicht bekannt";
    return line.kind === "withheld" ? "Nummer unterdrückt" : "Nummer nicht lesbar";
  },
  writing: (title) => {
    if (title.kind === "call_log") return "Anruf festhalten mit";
    if (title.kind === "calendar_event") return "Kalendereintrag";
    return title.kind === "new_record" ? `Neu: ${title.object}` : title.object;
  },
  wrote: (title) => {
    if (title.kind === "call_log") return "Anrufprotokoll";
    return title.kind === "calendar_event" ? "Kalendereintrag" : title.object;
  },
  leftOutBecause: {
    not_in_org: (field, object) => `${field} (${object}) bleibt weg: Ihre Org zeigt es Ihnen nicht.`,
    not_allowed: (field, object) => `${field} (${object}) bleibt weg: Ihr Benutzer darf es nicht schreiben.`,
    not_from_there: (field, object) => `${field} (${object}) bleibt: dieser Schritt liegt schon zurück.`,
    no_record: (field, object) => `${field} bleibt: der Anruf betrifft nichts von ${object}.`,
    does_not_fit: (field, object) =>
      `${field} (${object}) bleibt aus: das Feld kann nicht aufnehmen, was die Feldzuordnung ihm gibt. Sagen Sie es Ihrem Admin.`,
    not_empty: (field, object) => `${field} (${object}) bleibt: dort steht schon etwas.`,
    not_of_record_type: (field, object) =>
      `${field} (${object}) bleibt: Datensätze dieses Typs haben diesen Wert nicht. Sagen Sie es Ihrem Admin.`,
    tried_enough: () => "Es folgt nichts: diese Nummer wurde so oft versucht, wie sie darf.",
    shortened: (field) => `${field} wird gekürzt, damit es passt.`,
  },
  value: { yes: "Ja", no: "Nein", empty: "(leer)", newRecord: "der neue Datensatz" },
  past: (title) => {
    if (title.kind === "text") return title.text;
    if (title.kind === "case_opened") return `Vorgang ${title.number} eröffnet`;
    return title.kind === "called" ? "Angerufen" : "Anruf";
  },
  withOwner: (owner) => `mit ${owner}`,
  orgFault: (fault) => {
    if (fault.kind === "table")
      return `Die Tabelle ${fault.table} gilt für keine Anrufe, für dieselben wie eine andere, oder lässt kein Ergebnis zu.`;
    if (fault.kind === "outcome")
      return `Die Tabelle ${fault.table} lässt das Ergebnis ${fault.code} zu, das es nicht gibt.`;
    if (fault.kind === "row") {
      return `Der Ausgang ${fault.label} hat seine Taste oder seinen Code mit einem anderen gemeinsam, oder keine der Tasten 1-9.`;
    }
    if (fault.kind === "phone_field_absent")
      return `Die Suche nennt das Telefonfeld ${fault.field} (${fault.object}); Ihre Org hat es nicht, oder Ihr Benutzer darf es nicht sehen. Es bleibt weg.`;
    if (fault.kind === "phone_field_holds_none")
      return `Die Suche nennt das Feld ${fault.field} (${fault.object}); in einem Feld dieser Art lassen sich keine Nummern finden. Es bleibt weg.`;
    const what = `${fault.label} setzt ${fault.field} (${fault.object})`;
    return fault.kind === "field"
      ? `${what}; Ihre Org hat das nicht, oder Ihr Benutzer darf es nicht schreiben. Es bleibt weg, bis Ihr Admin es erlaubt.`
      : `${what} auf ${fault.value}; das hat Ihre Org nicht.`;
  },
  rejection: {
    host: "Es war nicht an diesen Rechner gerichtet.",
    origin: "Es kam von einer Webseite, die keine Anrufe senden darf.",
    embedded: "Es kam aus einer anderen Webseite heraus.",
    unsigned: "Es trug weder Signatur noch Geheimnis.",
    bad_signature: "Signatur oder Geheimnis stimmen nicht.",
    stale: "Es ist zu alt.",
    not_found: "Seine Adresse ist keine von Callside.",
    not_configured: "Diese Telefonanlage ist hier nicht eingerichtet.",
    method: "Es wurde auf falsche Weise gesendet (HTTP-Methode).",
    media_type: "Sein Format wird hier nicht gelesen.",
    too_large: "Es ist zu groß.",
    slow: "Es brauchte zu lange.",
    broken_off: "Es brach unterwegs ab.",
    malformed: "Es ist nicht lesbar.",
    unsupported_event: "Callside kennt diese Art von Ereignis nicht.",
    busy: "Callside war überlastet.",
    full: "Der Datenträger war voll.",
    broken: "Callside konnte es nicht speichern.",
    other: "Es wurde nicht angenommen.",
  },
  door: "Tür",
  toldSender: "Dem Absender wurde gesagt:",
};
