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
      return `${record(of.record)}: ${{ new: "nuevo", updated: "cambiado", deleted: "borrado" }[of.change]}`;
    case "message":
      return `${record(of.record)}: Outbound Message de Salesforce`;
  }
}

const call = (who: string | null, what: string) =>
  who === null ? `Una llamada que ya no se guarda: ${what}` : `Llamada con ${who}: ${what}`;

const record = ({ label, name }: NamedRecordView) => (name === null ? label : `${label} ${name}`);

/** What a step did, or how the run ended. */
function did(of: DidView): string {
  switch (of.did) {
    case "ran":
      return `Ejecutó ${text(of.action)}: ${inputs(of.inputs)}`;
    case "showed":
      return `Mostró: ${of.text}`;
    case "opened":
      return "Abierto en el navegador:";
    case "tagged":
      return `Etiquetó la llamada: ${of.tag}`;
    case "asked":
      return `${of.when}: ${of.held ? "sí" : "no"}`;
    case "left_out":
      return LEFT_OUT[of.step];
    case "held_back":
      return HELD_BACK[of.why];
    case "taken_back":
      return `Terminó: el paso ${of.step} se retiró en la bandeja de salida.`;
    case "failed":
      return `Terminó: el paso ${of.step} no se pudo hacer. ${cannot(of.why)}`;
    case "too_many_steps":
      return "Terminó: tenía más pasos de los permitidos.";
  }
}

/** What a phone system said about a call. */
const EVENT: Record<CallWord, string> = {
  created: "existe",
  previewed: "se muestra antes de marcar",
  ringing: "suena",
  declined: "rechazada",
  answered: "contestada",
  held: "en espera",
  unheld: "fuera de espera",
  transferred: "transferida",
  hung_up: "se cortó la línea",
  ended: "terminó",
  dispositioned: "resultado fijado en la centralita",
  voicemail_left: "dejó un mensaje de voz",
  commented: "comentada",
  tagged: "etiquetada",
  untagged: "etiqueta quitada",
  assigned: "asignada",
  archived: "archivada",
  handed_over: "entregada con una nota",
  noted: "otra cosa",
};

const LEFT_OUT: Record<LeftOutStep, string> = {
  toast: "No mostró ningún mensaje: su texto estaba vacío.",
  open_record: "No abrió ningún registro: no se conoce su id.",
  tag: "No etiquetó la llamada: la etiqueta estaba vacía.",
};

/** Why a step could not be done. */
function cannot(why: CannotView): string {
  switch (why.cannot) {
    case "no_action":
      return `Ya no hay ninguna acción llamada ${why.action}.`;
    case "does_not_fit":
      return why.because.map(misfit).join(" ");
    case "refused":
      return `Salesforce dice: ${why.message}`;
    case "unexpected":
      return `La respuesta de Salesforce no se puede leer (${why.code}).`;
    case "no_step":
      return "La ejecución ya no conoce su paso.";
  }
}

const HELD_BACK: Record<HeldBackView, string> = {
  own_write: "Retenida: la provocó su propio cambio.",
  chain: "Retenida: las automatizaciones se han lanzado unas a otras demasiadas veces.",
  too_often: "Retenida: se ejecutó tantas veces como puede en una hora.",
};

/** Spanish: the setup of automations. */
export const automations: Pick<Words, "automations"> = {
  automations: {
    tab: "Automatizaciones",
    parts: "Vistas de las automatizaciones",
    part: { build: "Construir", log: "Lo que se ejecutó", file: "Como archivo" },
    all: "Todas las automatizaciones",
    add: "Nueva automatización",
    save: "Guardar",
    savedSaid: "Las automatizaciones están guardadas y se ejecutan desde ahora.",
    revert: "Descartar cambios",
    remove: "Quitar esta automatización",
    removeShort: "Quitar",
    signed:
      "La política de su empresa solo acepta archivos firmados. Aquí se pueden ver las automatizaciones; se cambian con un archivo firmado.",
    none: "Aún no hay automatizaciones. Hacen lo que usted haría a mano cuando algo ocurre.",
    untitled: "Nueva automatización",
    off: "desactivada",
    faulty: "Requiere atención",
    nearest: (name) => `¿Quiso decir ${name}?`,
    what: "Cómo se llama",
    title: "Título",
    enabled: "Se ejecuta",
    starts: "Cuando",
    startsLead: "Qué la inicia y qué debe cumplirse además.",
    startsWith: "Empieza cuando",
    condition: "Y solo si",
    conditionHint: 'Por ejemplo: caller.found = "nobody" and call.answered. Vacío: siempre.',
    does: "Entonces",
    doesLead: "Los pasos van en orden. Todo lo que se escribe en Salesforce pasa por la bandeja de salida.",
    recipes: "Empiece con una de estas",
    recipesLead: "Cada una es una automatización corriente que puede cambiar a su gusto.",
    recipe: {
      stranger: "Nuevo candidato de quien llama sin ser conocido",
      follow_up: "Tarea de seguimiento tras el interés",
      callback: "Recordatorio si nadie contesta",
      escalated: "Abrir un caso escalado al contestar la llamada",
      message: "Reaccionar a un Outbound Message",
    },
    trigger: {
      call: "Ocurre algo con una llamada",
      disposition: "Se cierra una llamada",
      new_record: "Hay un registro nuevo en Salesforce",
      updated_record: "Cambia un registro en Salesforce",
      deleted_record: "Se elimina un registro en Salesforce",
      outbound_message: "Salesforce envía un Outbound Message",
    },
    event: EVENT,
    events: "Eventos",
    dispositions: "Resultados",
    any: "(ninguno marcado: todos)",
    object: "Objeto",
    whose: "Registros de quién",
    mine: "Los de la persona conectada",
    anyones: "Los de todos (para un puesto de la empresa)",
    fields: "Solo si cambió uno de estos campos",
    step: {
      action: "Ejecutar una acción",
      toast: "Mostrar un mensaje",
      open_record: "Abrir un registro",
      tag: "Etiquetar la llamada",
      branch: "Seguir de un modo u otro",
      stop: "Parar aquí",
    },
    stepNumber: (n) => `Paso ${n}`,
    addStep: "Añadir un paso",
    removeStep: (n) => `Quitar el paso ${n}`,
    earlier: (n) => `Subir el paso ${n}`,
    action: "Acción",
    pick: "Elija una acción",
    moreField: "Otro campo, por su nombre de API",
    addField: "Añadir",
    text: "Mensaje",
    record: "Id del registro",
    tag: "Etiqueta",
    then: "Si se cumple",
    otherwise: "Si no",
    stopLead: "No se da ningún paso más.",
    insert: (field) => `Insertar un dato en ${field}`,
    insertShort: "Insertar…",
    parents: "Campos de registros superiores",
    parentOpened: (path) => `La lista tiene los campos de ${path}. Ábrala de nuevo para elegir uno.`,
    allFacts: "Todos los datos…",
    kind: {
      text: "texto",
      number: "número",
      bool: "sí o no",
      date: "día",
      moment: "momento",
      list: "lista",
      any: "cualquiera",
    },
    fileLead: "Lo mismo como texto: para el control de versiones, para otros puestos y para firmarlo.",
    line: (n) => `Línea ${n}`,
    noRuns:
      "Aún no se ha ejecutado nada. Aquí están las ejecuciones de los últimos 90 días: qué vieron y qué hicieron.",
    state: {
      going: "En curso",
      waiting: "Espera a Salesforce",
      done: "Hecha",
      failed: "Terminó antes",
      held_back: "Retenida",
    },
    because,
    openCall: (when) => `Abrir la llamada de ${when}`,
    ids: "Para buscarlo en otro lugar",
    callId: "Identificador de la llamada en el sistema telefónico",
    recordId: "Identificador del registro en Salesforce",
    did,
    inputs: (n) => `Lo que vio (${n})`,
    older: "Ejecuciones anteriores",
    lookNow: "Mirar Salesforce ahora",
  },
};
