import type {
  FactKind,
  NamedThing,
  PieceSort,
  RuleExpects,
  SignatureWrong,
  SoqlExpects,
  SoqlWants,
  StepWrong,
  TypedWants,
} from "../../host/bindings";
import type { Words } from "../en/en";

const fact: Record<FactKind, string> = {
  text: "ein Text",
  number: "eine Zahl",
  bool: "ja oder nein",
  date: "ein Tag",
  moment: "ein Zeitpunkt",
  list: "eine Liste",
  any: "irgendetwas",
};

/** In the accusative: what somebody can take. */
const piece: Record<PieceSort, string> = {
  text: "einen Text",
  whole: "eine ganze Zahl",
  duration: "eine Dauer",
  moment: "einen Zeitpunkt",
  day: "einen Tag",
  phone: "eine Telefonnummer",
  person: "eine Person",
  link: "einen Link",
  any: "irgendetwas",
};

const thing: Record<NamedThing, string> = {
  action: "keine Aktion",
  disposition: "kein Ergebnis",
  object: "kein Objekt",
  field: "kein Feld",
  automation: "keine Automation",
  look_up: "keine Abfrage",
  transform: "keinen Schritt",
};

const rule: Record<RuleExpects, string> = {
  operand: "ein Name oder ein Wert",
  joint: "and, or oder das Ende der Regel",
  close: "eine schließende Klammer",
  list: 'eine Liste wie ["a", "b"]',
  comma: "ein Komma oder das Ende der Liste",
  value: "ein Text, eine Zahl, true oder false",
  with: "das Wort with",
  empty: "empty oder not empty",
  side: "ein Wert auf jeder Seite, keine Bedingung",
};

const query: Record<Exclude<SoqlExpects["what"], "words">, string> = {
  field: "ein Feld",
  condition: "eine Bedingung",
  value:
    "ein Wert: ein Text in einfachen Anführungszeichen, eine Zahl, ein Tag, true, false, null oder {{ein Wert des Anrufs}}",
  count: "eine ganze Zahl von Tagen, Wochen, …",
  operator: "ein Operator: =, !=, <, <=, >, >=, LIKE, IN, NOT IN, INCLUDES oder EXCLUDES",
  object: "der Name eines Objekts",
  one_object: "nur ein Objekt; übergeordnete stehen als Pfad",
  scope: "ein Geltungsbereich",
  relationship: "der Name einer Beziehung",
  function: "eine Funktion von SOQL",
  category_group: "eine Gruppe von Kategorien",
  category: "eine Kategorie",
  limit: "wie viele Zeilen höchstens",
  offset: "wie viele Zeilen übersprungen werden",
  end: "das Ende der Abfrage oder eine Klausel in der Reihenfolge von SOQL",
};

const wants: Record<SoqlWants, string> = {
  bool: "true oder false",
  number: "einer Zahl",
  day: "einem Tag wie 2026-01-31 oder TODAY",
  moment: "einem Zeitpunkt wie 2026-01-31T12:00:00Z oder einem Wort wie TODAY",
  text: "einem Text in einfachen Anführungszeichen",
  value: "einem Wert",
};

const typed: Record<TypedWants, string> = {
  bool: "true oder false",
  whole: "eine ganze Zahl",
  day: "einen Tag wie 2026-11-20",
  moment: "einen Zeitpunkt wie 2026-11-20T17:00:00Z",
};

const step: Record<StepWrong, string> = {
  no_step: "diesen Schritt gibt es nicht",
  zone_form: "eine Zeitzone schreibt man so: date in Europe/Berlin",
  no_zone: "diese Zeitzone gibt es nicht",
  pattern: "das Muster ist keines von strftime",
  length: "eine Länge schreibt man so: truncate 80, oder: truncate 80 with …",
  words: "Wörter schreibt man so: translate inbound=Inbound, outbound=Outbound, otherwise nothing",
};

const signature: Record<SignatureWrong, string> = {
  missing: "Ihre Organisation verlangt signierte Dateien, und diese kommt ohne Signatur",
  wrong: "Die Signatur gehört nicht zu dieser Datei",
  key: "Der Schlüssel in der Richtlinie Ihrer Organisation ist kein öffentlicher Ed25519-Schlüssel in Base64",
};

const first = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const wrong: Pick<Words, "pieceSort" | "wrongAt" | "wrong"> = {
  pieceSort: {
    text: "ein Text",
    whole: "eine ganze Zahl",
    duration: "eine Dauer",
    moment: "ein Zeitpunkt",
    day: "ein Tag",
    phone: "eine Telefonnummer",
    person: "eine Person",
    link: "ein Link",
    any: "irgendetwas",
  },
  wrongAt: (character, what) => `Zeichen ${character}: ${what}`,
  wrong: {
    file_too_large: "Die Datei ist größer als 4 MB",
    not_json: (message) => `Das ist kein JSON: ${message}`,
    not_ours: 'Das ist keine Konfiguration von Callside: Sie beginnt nicht mit "callside_config": 1',
    newer: (version) =>
      `Diese Datei hat die Version ${version}, die erst ein neueres Callside liest. Aktualisieren Sie zuerst Callside`,
    signature: (why) => signature[why],
    unknown_key: (key) => `Nichts heißt hier ${key}`,
    unknown_word: (word) => `${word} ist keines der Wörter, die hier stehen können`,
    twice: (name) => `${name} steht zweimal da`,
    shape: (message) => `Das ist nicht, wie es sein soll: ${message}`,
    nowhere: (of) => `Es gibt ${thing[of.thing]} namens ${of.name}`,
    no_value: (of) => `${of.field} hat keinen Wert ${of.value}`,
    no_record_type: (object) => `${object} hat in Ihrer Org keinen solchen Datensatztyp`,
    not_writable: (field) => `Ihr Benutzer darf ${field} nicht schreiben`,
    kind: (of) => `Hierher gehört ${fact[of.wanted]}, nicht ${fact[of.found]}`,
    missing: (name) => `${name} fehlt`,
    needs_call: "Das braucht einen Anruf, und der Auslöser hat keinen",
    circle: (names) => `Diese führen auf sich selbst zurück: ${names.join(" → ")}`,
    too_many: (most) => `Hier sind höchstens ${most} erlaubt`,
    range: (of) => `Hierher gehört eine Zahl von ${of.from} bis ${of.to}`,
    too_long: (most) => `Das ist länger als ${most} Zeichen`,
    shares: "slow, stop und last sind Prozentwerte von 1 bis 100, in dieser Reihenfolge",
    rule_empty: "Die Regel ist leer",
    too_deep: (most) => `Das ist tiefer als ${most} Ebenen verschachtelt`,
    open_text: "Dieser Text hat kein schließendes Anführungszeichen",
    escape: "Nach einem Backslash kommt ein Anführungszeichen, ein Backslash, n oder t",
    character: (what) => `${what} hat hier keine Bedeutung`,
    number: "Das ist keine Zahl",
    name: "Ein Name hat Buchstaben, Ziffern und _ zwischen einzelnen Punkten",
    expected: (what) => `Hierher gehört: ${rule[what]}`,
    unknown_name: (name) => `Nichts heißt ${name}`,
    never: (of) => `${of.name} ist nie „${of.value}“`,
    kinds: (of) =>
      `${first(fact[of.left])} und ${fact[of.right]} lassen sich hier nicht miteinander vergleichen`,
    no_condition: (kind) => `${first(fact[kind])} ist keine Bedingung: Vergleichen Sie es mit etwas`,
    open_slot: "{{ hat kein schließendes }}",
    slot: "Zwischen {{ und }} kommt ein Name, oder mehrere mit or dazwischen",
    query_empty: "Die Abfrage ist leer",
    not_select: "Hier lässt sich nur fragen, was mit SELECT beginnt: Eine Abfrage ändert nichts",
    changes: (clause) => `${clause} ändert oder sperrt Datensätze; lassen Sie es weg`,
    not_over_rest: (clause) => `${clause} lässt sich über REST nicht fragen; lassen Sie es weg`,
    query_escape: "Davor kann kein Backslash stehen; schreiben Sie zwei für einen",
    literal: "Das ist keine Zahl, kein Tag und kein Zeitpunkt; Texte stehen in einfachen Anführungszeichen",
    placeholder: "Ein Wert des Anrufs steht als zwei Klammern, ein Name und zwei Klammern",
    no_placeholders:
      "Werte eines Anrufs können in dieser Abfrage nicht stehen; in einer gespeicherten können sie es",
    variable: "Ein Doppelpunkt beginnt eine Variable von Apex, die hier niemand füllt",
    soql: (of) => `Hierher gehört: ${of.what === "words" ? of.of : query[of.what]}`,
    mixed_logic: "AND und OR nebeneinander brauchen Klammern",
    no_object: (name) => `Ihre Org zeigt Ihnen kein Objekt namens ${name}`,
    no_field: (of) => `${of.object} hat in Ihrer Org kein Feld ${of.name}, oder Sie dürfen es nicht sehen`,
    no_relationship: (of) => `${of.object} hat keine Beziehung namens ${of.name}`,
    no_children: (of) => `${of.object} hat keine untergeordneten Datensätze namens ${of.name}`,
    not_filterable: (name) => `Über ${name} lassen sich keine Datensätze finden`,
    compared: (of) => `${of.name} vergleicht man mit ${wants[of.with]}`,
    operator: (of) => `${of.operator} passt nicht zu ${of.name}`,
    no_sheet: (name) => `Es gibt keine Art von Datensatz namens ${name}`,
    name_the_field: "Nennen Sie das Feld, das gefüllt wird",
    say_what:
      "Sagen Sie, was geschrieben wird: ein Wort der Liste, ein Text mit {{Wörtern}}, oder = und ein fester Wert",
    no_word: (word) => `${word} ist kein Wort der Zuordnung`,
    step: (of) => `${of.step}: ${step[of.because]}`,
    filled_twice: (field) => `Eine andere Zeile füllt ${field} schon`,
    own: (field) => `Callside füllt ${field} selbst; ohne das könnte ein Anruf zweimal erfasst werden`,
    step_takes: (of) => `${of.step} kann ${piece[of.gets]} nicht verarbeiten`,
    field_takes: (of) => `${of.field} ist vom Typ ${of.kind} und kann ${piece[of.gives]} nicht aufnehmen`,
    field_of_type: (of) => `${of.field} ist vom Typ ${of.kind} und kann diesen Wert nicht aufnehmen`,
    no_subject: "Was folgt, braucht einen Betreff",
    cannot_change: (object) => `Ein Ergebnis kann das Objekt ${object} nicht ändern`,
    no_length: "Ein Termin braucht eine Länge in Minuten",
    no_pause: "Ein weiterer Versuch braucht eine Pause in Minuten",
    no_effect: (name) => `Nichts, was folgen kann, heißt ${name}`,
    no_due: (name) => `${name} ist keine Zeit, zu der etwas fällig ist`,
    no_working_day: "Mindestens ein Tag ist nötig",
    no_time_of_day: "Das ist keine Uhrzeit: schreiben Sie sie wie 09:00",
    ends_first: "Das endet, bevor es beginnt: Das Ende liegt später am selben Tag",
    no_date: "Schreiben Sie einen Tag wie 2026-04-03, oder wie 12-25 für jedes Jahr",
    not_of_kind: (of) => `${of.text} geht nicht: Das Feld nimmt ${typed[of.wanted]}`,
    key: (label) =>
      `Das Ergebnis ${label} teilt Taste oder Code mit einem anderen oder hat keine der Tasten 1-9`,
    nameless: "Ein Ergebnis hat keinen Namen oder keinen Code",
    outcome: (of) => `Die Tabelle ${of.table} erlaubt das Ergebnis ${of.code}, das es nicht gibt`,
    scope: (table) =>
      `Die Tabelle ${table} gilt für keine Kampagne und keine Warteschlange, oder für dieselben wie eine andere`,
    no_outcome: (table) => `Die Tabelle ${table} erlaubt kein einziges Ergebnis`,
    org_lacks: (of) =>
      `${of.label} setzt ${of.field} (${of.object}); das fehlt Ihrer Org, oder Sie dürfen es nicht schreiben: Es wird weggelassen`,
    org_lacks_value: (of) => `${of.label} setzt ${of.field} auf ${of.value}; diesen Wert hat Ihre Org nicht`,
  },
};
