/** French: what is wrong with what an admin sets up, by its kinds and parts. No full stop at the end. */
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
  text: "un texte",
  number: "un nombre",
  bool: "oui ou non",
  date: "un jour",
  moment: "un moment",
  list: "une liste",
  any: "n'importe quoi",
};

const piece: Record<PieceSort, string> = {
  text: "un texte",
  whole: "un nombre entier",
  duration: "une durée",
  moment: "un moment",
  day: "un jour",
  phone: "un numéro de téléphone",
  person: "une personne",
  link: "un lien",
  any: "n'importe quoi",
};

/** With the words that go before: nothing here is called so. */
const no: Record<NamedThing, string> = {
  action: "aucune action nommée",
  disposition: "aucune qualification nommée",
  object: "aucun objet nommé",
  field: "aucun champ nommé",
  automation: "aucune automatisation nommée",
  look_up: "aucune consultation nommée",
  transform: "aucune étape nommée",
};

const rule: Record<RuleExpects, string> = {
  operand: "un nom ou une valeur",
  joint: "and, or, ou la fin de la règle",
  close: "une parenthèse fermante",
  list: 'une liste comme ["a", "b"]',
  comma: "une virgule ou la fin de la liste",
  value: "un texte, un nombre, true ou false",
  with: "le mot with",
  empty: "empty ou not empty",
  side: "une valeur de chaque côté, pas une condition",
};

const query: Record<Exclude<SoqlExpects["what"], "words">, string> = {
  field: "un champ",
  condition: "une condition",
  value:
    "une valeur : un texte entre apostrophes, un nombre, un jour, true, false, null ou {{une valeur de l'appel}}",
  count: "un nombre entier de jours, semaines, …",
  operator: "un opérateur : =, !=, <, <=, >, >=, LIKE, IN, NOT IN, INCLUDES ou EXCLUDES",
  object: "le nom d'un objet",
  one_object: "un seul objet ; les parents s'écrivent en chemins",
  scope: "une portée",
  relationship: "le nom d'une relation",
  function: "une fonction de SOQL",
  category_group: "un groupe de catégories",
  category: "une catégorie",
  limit: "combien de lignes au plus",
  offset: "combien de lignes sauter",
  end: "la fin de la requête, ou une clause dans l'ordre de SOQL",
};

const wants: Record<SoqlWants, string> = {
  bool: "true ou false",
  number: "un nombre",
  day: "un jour comme 2026-01-31 ou TODAY",
  moment: "un moment comme 2026-01-31T12:00:00Z, ou un mot comme TODAY",
  text: "un texte entre apostrophes",
  value: "une valeur",
};

const typed: Record<TypedWants, string> = {
  bool: "true ou false",
  whole: "un nombre entier",
  day: "un jour comme 2026-11-20",
  moment: "un moment comme 2026-11-20T17:00:00Z",
};

const step: Record<StepWrong, string> = {
  no_step: "cette étape n'existe pas",
  zone_form: "un fuseau s'écrit ainsi : date in Europe/Paris",
  no_zone: "ce fuseau horaire n'existe pas",
  pattern: "ce motif n'est pas de ceux de strftime",
  length: "une longueur s'écrit ainsi : truncate 80, ou : truncate 80 with …",
  words: "les mots s'écrivent ainsi : translate inbound=Inbound, outbound=Outbound, otherwise nothing",
};

const signature: Record<SignatureWrong, string> = {
  missing: "Votre organisation demande des fichiers signés, et celui-ci vient sans signature",
  wrong: "La signature n'est pas celle de ce fichier",
  key: "La clé de la stratégie de votre organisation n'est pas une clé publique Ed25519 en base64",
};

export const wrong: Pick<Words, "pieceSort" | "wrongAt" | "wrong"> = {
  pieceSort: piece,
  wrongAt: (character, what) => `Caractère ${character} : ${what}`,
  wrong: {
    file_too_large: "Le fichier dépasse 4 Mo",
    not_json: (message) => `Ce n'est pas du JSON : ${message}`,
    not_ours: 'Ce n\'est pas une configuration de Callside : il ne commence pas par "callside_config": 1',
    newer: (version) =>
      `Ce fichier est de version ${version}, que seul un Callside plus récent lit. Mettez d'abord Callside à jour`,
    signature: (why) => signature[why],
    unknown_key: (key) => `Rien ici ne s'appelle ${key}`,
    unknown_word: (word) => `${word} n'est pas l'un des mots possibles ici`,
    twice: (name) => `${name} y figure deux fois`,
    shape: (message) => `Ceci n'est pas comme il faut : ${message}`,
    nowhere: (of) => `Il n'y a ${no[of.thing]} ${of.name}`,
    no_value: (of) => `${of.field} n'a pas de valeur ${of.value}`,
    no_record_type: (object) => `${object} n'a pas ce type d'enregistrement dans votre organisation`,
    not_writable: (field) => `Votre utilisateur ne peut pas écrire ${field}`,
    kind: (of) => `Il faut ici ${fact[of.wanted]}, pas ${fact[of.found]}`,
    missing: (name) => `${name} manque`,
    needs_call: "Ceci demande un appel, et le déclencheur n'en a pas",
    circle: (names) => `Ceux-ci ramènent à eux-mêmes : ${names.join(" → ")}`,
    too_many: (most) => `${most} au plus sont permis ici`,
    range: (of) => `Il faut ici un nombre de ${of.from} à ${of.to}`,
    too_long: (most) => `Ceci dépasse ${most} caractères`,
    shares: "slow, stop et last sont des pourcentages de 1 à 100, dans cet ordre",
    rule_empty: "La règle est vide",
    too_deep: (most) => `L'imbrication dépasse ${most} niveaux`,
    open_text: "Ce texte n'a pas de guillemet fermant",
    escape: "Après une barre oblique inverse vient un guillemet, une barre oblique inverse, n ou t",
    character: (what) => `${what} n'a pas de sens ici`,
    number: "Ce n'est pas un nombre",
    name: "Un nom a des lettres, des chiffres et _ entre des points simples",
    expected: (what) => `Il faut ici ${rule[what]}`,
    unknown_name: (name) => `Rien ne s'appelle ${name}`,
    never: (of) => `${of.name} n'est jamais « ${of.value} »`,
    kinds: (of) => `On ne peut pas comparer ici ${fact[of.left]} à ${fact[of.right]}`,
    no_condition: (kind) => `Ce n'est pas une condition mais ${fact[kind]} : comparez avec quelque chose`,
    open_slot: "{{ n'a pas de }} fermant",
    slot: "Entre {{ et }} vient un nom, ou plusieurs séparés par or",
    query_empty: "La requête est vide",
    not_select:
      "Seules les requêtes qui commencent par SELECT sont possibles ici : une requête ne modifie rien",
    changes: (clause) => `${clause} modifie ou verrouille des enregistrements ; omettez-le`,
    not_over_rest: (clause) => `${clause} n'est pas possible par REST ; omettez-le`,
    query_escape: "Une barre oblique inverse ne peut pas précéder ceci ; écrivez-en deux pour une",
    literal: "Ce n'est ni un nombre, ni un jour, ni un moment ; les textes sont entre apostrophes",
    placeholder: "Une valeur de l'appel s'écrit avec deux accolades, un nom et deux accolades",
    no_placeholders:
      "Des valeurs d'un appel ne peuvent pas figurer dans cette requête ; elles le peuvent dans une consultation",
    variable: "Un deux-points ouvre une variable d'Apex, que personne ne remplit ici",
    soql: (of) => `Il faut ici ${of.what === "words" ? of.of : query[of.what]}`,
    mixed_logic: "AND et OR côte à côte demandent des parenthèses",
    no_object: (name) => `Votre organisation ne vous montre pas d'objet nommé ${name}`,
    no_field: (of) =>
      `${of.object} de votre organisation n'a pas de champ ${of.name}, ou vous ne pouvez pas le voir`,
    no_relationship: (of) => `${of.object} n'a pas de relation nommée ${of.name}`,
    no_children: (of) => `${of.object} n'a pas d'enregistrements enfants nommés ${of.name}`,
    not_filterable: (name) => `On ne peut pas trouver des enregistrements par ${name}`,
    compared: (of) => `${of.name} se compare avec ${wants[of.with]}`,
    operator: (of) => `${of.operator} ne va pas avec ${of.name}`,
    no_sheet: (name) => `Il n'y a pas de genre d'enregistrement nommé ${name}`,
    name_the_field: "Nommez le champ à remplir",
    say_what: "Dites ce qui s'écrit : un mot de la liste, un texte avec {{mots}}, ou = et une valeur fixe",
    no_word: (word) => `${word} n'est pas un mot des règles de champs`,
    step: (of) => `${of.step} : ${step[of.because]}`,
    filled_twice: (field) => `Une autre ligne remplit déjà ${field}`,
    own: (field) =>
      `Callside remplit ${field} lui-même ; sans cela un appel pourrait être journalisé deux fois`,
    step_takes: (of) => `${of.step} ne peut pas prendre ${piece[of.gets]}`,
    field_takes: (of) => `${of.field} est de type ${of.kind} et ne peut pas prendre ${piece[of.gives]}`,
    field_of_type: (of) => `${of.field} est de type ${of.kind} et ne peut pas prendre cette valeur`,
    no_subject: "Ce qui suit demande un objet",
    cannot_change: (object) => `Une qualification ne peut pas modifier l'objet ${object}`,
    no_length: "Un événement demande une durée en minutes",
    no_pause: "Un nouvel essai demande une pause en minutes",
    no_effect: (name) => `Rien de ce qui peut suivre ne s'appelle ${name}`,
    no_due: (name) => `${name} n'est pas une échéance`,
    no_working_day: "Il faut au moins un jour",
    no_time_of_day: "Ce n'est pas une heure du jour : écrivez-la comme 09:00",
    ends_first: "Cela finit avant de commencer : la fin vient plus tard, le même jour",
    no_date: "Écrivez un jour comme 2026-04-03, ou comme 12-25 pour chaque année",
    not_of_kind: (of) => `${of.text} ne convient pas : le champ attend ${typed[of.wanted]}`,
    key: (label) =>
      `La qualification ${label} partage sa touche ou son code avec une autre, ou n'a aucune des touches 1-9`,
    nameless: "Une qualification n'a pas de nom ou pas de code",
    outcome: (of) => `La table ${of.table} permet la qualification ${of.code}, qui n'existe pas`,
    scope: (table) => `La table ${table} ne vise ni campagne ni file, ou les mêmes qu'une autre table`,
    no_outcome: (table) => `La table ${table} ne permet aucune qualification`,
    org_lacks: (of) =>
      `${of.label} fixe ${of.field} (${of.object}), que votre organisation n'a pas ou que vous ne pouvez pas écrire : il est omis`,
    org_lacks_value: (of) => `${of.label} fixe ${of.field} à ${of.value}, que votre organisation n'a pas`,
  },
};
