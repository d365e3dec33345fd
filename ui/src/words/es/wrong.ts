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
  text: "un texto",
  number: "un número",
  bool: "sí o no",
  date: "un día",
  moment: "un momento",
  list: "una lista",
  any: "cualquier cosa",
};

const piece: Record<PieceSort, string> = {
  text: "un texto",
  whole: "un número entero",
  duration: "una duración",
  moment: "un momento",
  day: "un día",
  phone: "un número de teléfono",
  person: "una persona",
  link: "un enlace",
  any: "cualquier cosa",
};

const thing: Record<NamedThing, string> = {
  action: "ninguna acción llamada",
  disposition: "ningún resultado llamado",
  object: "ningún objeto llamado",
  field: "ningún campo llamado",
  automation: "ninguna automatización llamada",
  look_up: "ninguna consulta llamada",
  transform: "ningún paso llamado",
};

const rule: Record<RuleExpects, string> = {
  operand: "un nombre o un valor",
  joint: "and, or o el final de la regla",
  close: "un paréntesis de cierre",
  list: 'una lista como ["a", "b"]',
  comma: "una coma o el final de la lista",
  value: "un texto, un número, true o false",
  with: "la palabra with",
  empty: "empty o not empty",
  side: "un valor en cada lado, no una condición",
};

const query: Record<Exclude<SoqlExpects["what"], "words">, string> = {
  field: "un campo",
  condition: "una condición",
  value:
    "un valor: un texto entre comillas simples, un número, un día, true, false, null o {{un valor de la llamada}}",
  count: "un número entero de días, semanas, …",
  operator: "un operador: =, !=, <, <=, >, >=, LIKE, IN, NOT IN, INCLUDES o EXCLUDES",
  object: "el nombre de un objeto",
  one_object: "un solo objeto; los superiores se escriben como rutas",
  scope: "un ámbito",
  relationship: "el nombre de una relación",
  function: "una función de SOQL",
  category_group: "un grupo de categorías",
  category: "una categoría",
  limit: "cuántas filas como máximo",
  offset: "cuántas filas se saltan",
  end: "el final de la consulta, o una cláusula en el orden de SOQL",
};

const wants: Record<SoqlWants, string> = {
  bool: "true o false",
  number: "un número",
  day: "un día como 2026-01-31 o TODAY",
  moment: "un momento como 2026-01-31T12:00:00Z, o una palabra como TODAY",
  text: "un texto entre comillas simples",
  value: "un valor",
};

const typed: Record<TypedWants, string> = {
  bool: "true o false",
  whole: "un número entero",
  day: "un día como 2026-11-20",
  moment: "un momento como 2026-11-20T17:00:00Z",
};

const step: Record<StepWrong, string> = {
  no_step: "no existe ese paso",
  zone_form: "una zona se escribe así: date in Europe/Berlin",
  no_zone: "no existe esa zona horaria",
  pattern: "el patrón no es de strftime",
  length: "una longitud se escribe así: truncate 80, o bien: truncate 80 with …",
  words: "las palabras se escriben así: translate inbound=Inbound, outbound=Outbound, otherwise nothing",
};

const signature: Record<SignatureWrong, string> = {
  missing: "Su organización pide archivos firmados, y este viene sin firma",
  wrong: "La firma no es de este archivo",
  key: "La clave de la directiva de su organización no es una clave pública Ed25519 en base64",
};

const first = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const wrong: Pick<Words, "pieceSort" | "wrongAt" | "wrong"> = {
  pieceSort: piece,
  wrongAt: (character, what) => `Carácter ${character}: ${what}`,
  wrong: {
    file_too_large: "El archivo supera los 4 MB",
    not_json: (message) => `Esto no es JSON: ${message}`,
    not_ours: 'Esto no es una configuración de Callside: no empieza por "callside_config": 1',
    newer: (version) =>
      `Este archivo es de la versión ${version}, que solo lee un Callside más nuevo. Actualice Callside primero`,
    signature: (why) => signature[why],
    unknown_key: (key) => `Aquí nada se llama ${key}`,
    unknown_word: (word) => `${word} no es ninguna de las palabras que pueden ir aquí`,
    twice: (name) => `${name} está dos veces`,
    shape: (message) => `Esto no es como debe ser: ${message}`,
    nowhere: (of) => `No hay ${thing[of.thing]} ${of.name}`,
    no_value: (of) => `${of.field} no tiene el valor ${of.value}`,
    no_record_type: (object) => `${object} no tiene ese tipo de registro en su organización`,
    not_writable: (field) => `Su usuario no puede escribir ${field}`,
    kind: (of) => `Aquí va ${fact[of.wanted]}, no ${fact[of.found]}`,
    missing: (name) => `Falta ${name}`,
    needs_call: "Esto necesita una llamada, y lo que lo desencadena no tiene ninguna",
    circle: (names) => `Estos vuelven a sí mismos: ${names.join(" → ")}`,
    too_many: (most) => `Aquí se permiten ${most} como máximo`,
    range: (of) => `Aquí va un número de ${of.from} a ${of.to}`,
    too_long: (most) => `Esto pasa de ${most} caracteres`,
    shares: "slow, stop y last son porcentajes de 1 a 100, en este orden",
    rule_empty: "La regla está vacía",
    too_deep: (most) => `Esto tiene más de ${most} niveles`,
    open_text: "Este texto no tiene comilla de cierre",
    escape: "Tras una barra invertida va una comilla, una barra invertida, n o t",
    character: (what) => `${what} no significa nada aquí`,
    number: "Esto no es un número",
    name: "Un nombre tiene letras, cifras y _ entre puntos sueltos",
    expected: (what) => `Aquí va ${rule[what]}`,
    unknown_name: (name) => `Nada se llama ${name}`,
    never: (of) => `${of.name} nunca es «${of.value}»`,
    kinds: (of) => `${first(fact[of.left])} no se puede comparar aquí con ${fact[of.right]}`,
    no_condition: (kind) => `${first(fact[kind])} no es una condición: compárelo con algo`,
    open_slot: "{{ no tiene }} de cierre",
    slot: "Entre {{ y }} va un nombre, o varios con or en medio",
    query_empty: "La consulta está vacía",
    not_select: "Aquí solo se puede preguntar lo que empieza por SELECT: una consulta no cambia nada",
    changes: (clause) => `${clause} cambia o bloquea registros; quítelo`,
    not_over_rest: (clause) => `${clause} no se puede pedir por REST; quítelo`,
    query_escape: "Una barra invertida no puede ir delante de esto; escriba dos por una",
    literal: "Esto no es un número, un día ni un momento; los textos van entre comillas simples",
    placeholder: "Un valor de la llamada se escribe con dos llaves, un nombre y dos llaves",
    no_placeholders: "Los valores de una llamada no pueden ir en esta consulta; en una guardada sí",
    variable: "Dos puntos empiezan una variable de Apex, que aquí nadie rellena",
    soql: (of) => `Aquí va ${of.what === "words" ? of.of : query[of.what]}`,
    mixed_logic: "AND y OR juntos necesitan paréntesis",
    no_object: (name) => `Su organización no le muestra ningún objeto llamado ${name}`,
    no_field: (of) => `${of.object} no tiene en su organización el campo ${of.name}, o usted no puede verlo`,
    no_relationship: (of) => `${of.object} no tiene ninguna relación llamada ${of.name}`,
    no_children: (of) => `${of.object} no tiene registros secundarios llamados ${of.name}`,
    not_filterable: (name) => `No se pueden buscar registros por ${name}`,
    compared: (of) => `${of.name} se compara con ${wants[of.with]}`,
    operator: (of) => `${of.operator} no va con ${of.name}`,
    no_sheet: (name) => `No hay ninguna clase de registro llamada ${name}`,
    name_the_field: "Diga qué campo se rellena",
    say_what: "Diga qué se escribe: una palabra de la lista, un texto con {{palabras}}, o = y un valor fijo",
    no_word: (word) => `${word} no es una palabra de la asignación`,
    step: (of) => `${of.step}: ${step[of.because]}`,
    filled_twice: (field) => `Otra fila ya rellena ${field}`,
    own: (field) =>
      `Callside rellena ${field} por su cuenta; sin ello una llamada podría registrarse dos veces`,
    step_takes: (of) => `${of.step} no admite ${piece[of.gets]}`,
    field_takes: (of) => `${of.field} es de tipo ${of.kind} y no admite ${piece[of.gives]}`,
    field_of_type: (of) => `${of.field} es de tipo ${of.kind} y no admite este valor`,
    no_subject: "Lo que sigue necesita un asunto",
    cannot_change: (object) => `Un resultado no puede cambiar el objeto ${object}`,
    no_length: "Un evento necesita una duración en minutos",
    no_pause: "Otro intento necesita una pausa en minutos",
    no_effect: (name) => `Nada de lo que puede seguir se llama ${name}`,
    no_due: (name) => `${name} no es un momento en el que algo venza`,
    no_working_day: "Hace falta al menos un día",
    no_time_of_day: "Esto no es una hora del día: escríbala como 09:00",
    ends_first: "Termina antes de empezar: el final va después, el mismo día",
    no_date: "Escriba un día como 2026-04-03, o como 12-25 para todos los años",
    not_of_kind: (of) => `${of.text} no sirve: el campo admite ${typed[of.wanted]}`,
    key: (label) =>
      `El resultado ${label} comparte tecla o código con otro, o no tiene ninguna de las teclas 1-9`,
    nameless: "Un resultado no tiene nombre o no tiene código",
    outcome: (of) => `La tabla ${of.table} permite el resultado ${of.code}, que no existe`,
    scope: (table) =>
      `La tabla ${table} no es para ninguna campaña ni cola, o es para las mismas que otra tabla`,
    no_outcome: (table) => `La tabla ${table} no permite ningún resultado`,
    org_lacks: (of) =>
      `${of.label} fija ${of.field} (${of.object}), que su organización no tiene o usted no puede escribir: se omite`,
    org_lacks_value: (of) =>
      `${of.label} fija ${of.field} en ${of.value}, valor que su organización no tiene`,
  },
};
