import type { AboutView } from "../../host/bindings";
import type { Words } from "../en/en";

/** ": Etapa (Oportunidad)", where it is known. */
function about({ object, fields }: AboutView): string {
  if (fields.length === 0) return object === null ? "" : `: ${object}`;
  return object === null ? `: ${fields.join(", ")}` : `: ${fields.join(", ")} (${object})`;
}

/** Spanish: what became of things, and why. */
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
    unreachable: "No se llega a Salesforce. Se envía en cuanto se pueda.",
    answer_lost: "La respuesta de Salesforce se perdió. Callside mira primero si se escribió.",
    busy: "Salesforce estaba ocupado con este registro. Se envía de nuevo enseguida.",
    limit: "Su organización agotó sus llamadas a la API de Salesforce. Se envía cuando haya nuevas.",
    sign_in: "Salesforce le pide iniciar sesión de nuevo. Se envía después.",
    unexpected: "Salesforce dio una respuesta que Callside no puede leer. Se intenta otra vez.",
  },
  stale: {
    sign_in: "Salesforce le pide iniciar sesión de nuevo.",
    unreachable: "No se llega a Salesforce.",
    too_late: "Salesforce tardó demasiado.",
    limit: "Su organización agotó sus llamadas a la API de Salesforce.",
    refused: "Salesforce no le deja consultar estos registros.",
    trouble: "Salesforce dio una respuesta que Callside no puede leer.",
  },
  refusedBecause: {
    rule: (what) => `Una regla de su organización rechaza esto${about(what)}.`,
    missing: (what) => `Salesforce pide algo que falta${about(what)}.`,
    bad_value: (what) => `Salesforce no acepta uno de los valores${about(what)}.`,
    not_allowed: (what) => `Su usuario de Salesforce no puede escribir esto${about(what)}.`,
    gone: (what) => `El registro ya no está en Salesforce${about(what)}.`,
    several: (what) => `La clave nombra varios registros${about(what)}; no se cambió nada.`,
    duplicate: () => "Salesforce ya tiene un registro como este.",
    changed: () => "Alguien cambió el registro después de que se le mostró.",
    org_lacks: (what) => `A su organización le falta algo que este resultado necesita${about(what)}.`,
    other: (what) => `Salesforce rechazó esto${about(what)}.`,
  },
  refusedKept: "Sus notas y la llamada se conservan.",
  refusedAdvice: {
    rule: "Cambie lo que pide la regla, o deje fuera el campo, y envíelo de nuevo.",
    missing: "Rellénelo y envíelo de nuevo, o pregunte a su administrador si aquí debe ser obligatorio.",
    bad_value: "Elija otro valor, o deje fuera el campo, y envíelo de nuevo.",
    not_allowed: "Pida el permiso a su administrador, o deje fuera el campo, y envíelo de nuevo.",
    gone: "Elija otro registro para esta llamada.",
    several: "Elija el registro que se quiere decir.",
    duplicate: "Use el registro que ya existe.",
    changed: "Compare ambos y quédese con lo suyo o lo de la otra persona.",
    org_lacks: "Deje fuera el campo y envíelo de nuevo, y dígaselo a su administrador.",
    other: "Lea abajo las palabras de Salesforce, cambie lo que nombran y envíelo de nuevo.",
  },
  refusedAdviceOrCreate: "Use el registro que ya existe, o cree este de todos modos.",
  because: (why) => {
    if (why.kind === "found") return "Encontrado por búsqueda.";
    const same = why.same === "exact" ? "número exacto" : "el mismo número sin prefijo de país";
    const before = why.chosen_before ? " Elegido antes para este número." : "";
    const here = why.made_here ? " Creado aquí hace un momento." : "";
    return `Coincide en ${why.field}, ${same}.${before}${here}`;
  },
  owner: "Propietario",
  nameless: "Persona desconocida",
  line: (line) => {
    if (line.kind === "number")
      return line.extension ? `${line.text}, extensión ${line.extension}` : line.text;
    if (line.kind === "internal") return `Extensión ${line.digits}`;
    if (line.kind === "unknown") return "Número desconocido";
    return line.kind === "withheld" ? "Número oculto" : "Número ilegible";
  },
  writing: (title) => {
    if (title.kind === "call_log") return "Registrar la llamada con";
    if (title.kind === "calendar_event") return "Evento de calendario";
    return title.kind === "new_record" ? `Nuevo: ${title.object}` : title.object;
  },
  wrote: (title) => {
    if (title.kind === "call_log") return "Registro de la llamada";
    return title.kind === "calendar_event" ? "Evento de calendario" : title.object;
  },
  leftOutBecause: {
    not_in_org: (field, object) => `${field} (${object}) queda fuera: su organización no se lo muestra.`,
    not_allowed: (field, object) => `${field} (${object}) queda fuera: su usuario no puede escribirlo.`,
    not_from_there: (field, object) => `${field} (${object}) no cambia: ya pasó de este paso.`,
    no_record: (field, object) => `${field} no cambia: la llamada no trata de ${object}.`,
    does_not_fit: (field, object) =>
      `${field} (${object}) se omite: el campo no admite lo que le da la asignación. Avise a su administrador.`,
    not_empty: (field, object) => `${field} (${object}) queda: ya hay algo ahí.`,
    not_of_record_type: (field, object) =>
      `${field} (${object}) no cambia: los registros de su tipo no tienen este valor. Avise a su administrador.`,
    tried_enough: () => "No sigue nada: este número se intentó tantas veces como se puede.",
    shortened: (field) => `${field} se acorta para que quepa.`,
  },
  value: { yes: "Sí", no: "No", empty: "(vacío)", newRecord: "el registro nuevo" },
  past: (title) => {
    if (title.kind === "text") return title.text;
    if (title.kind === "case_opened") return `Caso ${title.number} abierto`;
    return title.kind === "called" ? "Llamada hecha" : "Llamada";
  },
  withOwner: (owner) => `con ${owner}`,
  orgFault: (fault) => {
    if (fault.kind === "table")
      return `La tabla ${fault.table} no es para ninguna llamada, es para las mismas que otra, o no permite ningún resultado.`;
    if (fault.kind === "outcome")
      return `La tabla ${fault.table} permite el resultado ${fault.code}, que no existe.`;
    if (fault.kind === "row") {
      return `El resultado ${fault.label} comparte su tecla o su código con otro, o no tiene ninguna de las teclas 1-9.`;
    }
    if (fault.kind === "phone_field_absent")
      return `La búsqueda nombra el campo de teléfono ${fault.field} (${fault.object}), que su organización no tiene o su usuario no puede ver. Queda fuera.`;
    if (fault.kind === "phone_field_holds_none")
      return `La búsqueda nombra el campo ${fault.field} (${fault.object}), en cuyo tipo no se pueden encontrar números. Queda fuera.`;
    const what = `${fault.label} pone ${fault.field} (${fault.object})`;
    return fault.kind === "field"
      ? `${what}, que su organización no tiene o su usuario no puede escribir. Queda fuera hasta que su administrador lo permita.`
      : `${what} en ${fault.value}, que su organización no tiene.`;
  },
  rejection: {
    host: "No iba dirigido a este equipo.",
    origin: "Vino de una página web que no puede enviar llamadas.",
    embedded: "Vino de dentro de otra página web.",
    unsigned: "No llevaba firma ni secreto.",
    bad_signature: "Su firma o su secreto no es correcto.",
    stale: "Es demasiado antiguo.",
    not_found: "Su dirección no es de Callside.",
    not_configured: "Esta centralita no está configurada aquí.",
    method: "Se envió de forma equivocada (método HTTP).",
    media_type: "Su formato no se lee aquí.",
    too_large: "Es demasiado grande.",
    slow: "Tardó demasiado en llegar.",
    broken_off: "Se cortó en el camino.",
    malformed: "No se puede leer.",
    unsupported_event: "Callside no conoce este tipo de evento.",
    busy: "Callside estaba ocupado.",
    full: "El disco estaba lleno.",
    broken: "Callside no pudo guardarlo.",
    other: "No se aceptó.",
  },
  door: "Puerta",
  toldSender: "Al remitente se le dijo:",
};
