import type { Words } from "../en/en";
import { numberFormat } from "../formats";

/** Spanish: older calls from Salesforce, and what customers said. */
const n = (count: number) => numberFormat("es").format(count);

export const olderCalls: Pick<Words, "olderCalls" | "satisfaction"> = {
  olderCalls: {
    title: "Traer llamadas anteriores",
    lead: "Las llamadas registradas en Salesforce entran en el historial de este equipo. No se escribe nada en Salesforce.",
    whose: "De quién",
    mine: "Mías",
    team: "Todas las que puedo ver",
    first: "Desde el día",
    last: "Hasta el día",
    earliest: (day) => `Las llamadas anteriores al ${day} no se guardan en este equipo.`,
    start: "Traerlas",
    pause: "Pausar",
    resume: "Seguir",
    cancel: "Terminar",
    bar: "Avance",
    counting: "Se pregunta a Salesforce cuántas hay…",
    progress: (read, total) => `${n(read)} de ${n(total)}`,
    speed: (perSecond) => `${n(perSecond)} por segundo`,
    left: (time) => `quedan ${time}`,
    came: (fresh, known) => `${n(fresh)} nuevas, ${n(known)} ya conocidas`,
    unreadable: (count) => `${n(count)} no se pudieron leer y faltan.`,
    state: {
      running: "Están llegando",
      paused: "En pausa. Lo que llegó se queda, y sigue donde se detuvo.",
      done: "Están todas.",
      cancelled: "Terminado. Lo que llegó se queda.",
      failed: "Salesforce lo rechaza. Lo que llegó se queda.",
    },
    waits: {
      sign_in: "Sigue cuando haya iniciado sesión.",
      org: "Sigue cuando quien lo empezó inicie sesión en la misma org.",
      salesforce: "Salesforce no responde. Sigue por sí solo.",
      budget: "Quedan pocas llamadas a la API de la org. Sigue por sí solo cuando haya más.",
    },
    ready: (done, total) =>
      `Las llamadas de una versión anterior se preparan para filtros y cifras: ${n(done)} de ${n(total)}.`,
    only: "de Salesforce, conocida solo por una tarea",
    onlyLead:
      "Ningún sistema telefónico contó esta llamada a Callside: se conoce por una tarea de Salesforce. No se sabe la espera, la retención ni el trabajo posterior.",
    dayOnly: "La tarea dice el día y no la hora.",
    openTask: "Abrir la tarea",
    numbers:
      "Las llamadas conocidas solo por tareas de Salesforce cuentan con lo que dice la tarea: su duración es conversación. La retención, el trabajo posterior, las repeticiones y si se atendió una llamada sin duración no se conocen y no rebajan ningún promedio.",
  },
  satisfaction: {
    title: "Satisfacción del cliente",
    of: (average, best) => `${average} de ${best}`,
    count: (count) => (count === 1 ? "1 valoración" : `${n(count)} valoraciones`),
    against: (change) => `${change} frente a los días anteriores`,
    asOf: (age) => `Datos: ${age}`,
    asking: "Se pregunta a Salesforce…",
    never: "Aún no se ha preguntado a Salesforce.",
    trouble: "No se pudo preguntar a Salesforce.",
    leftOut: (count, worst, best) =>
      `${n(count)} filas no tienen una valoración de ${worst} a ${best} y faltan.`,
    cut: "Hay más valoraciones de las que se leen. La consulta debería pedir menos días.",
    byDay: "Satisfacción por día",
    by: {
      agent: "Satisfacción por agente",
      queue: "Satisfacción por cola",
      campaign: "Satisfacción por campaña",
    },
    day: "Día",
    ratings: "Valoraciones",
    average: "Promedio",
    means: (worst, best) =>
      `Promedio de lo que dijeron los clientes, de ${worst} (peor) a ${best} (mejor), según la consulta del administrador. Los días sin valoración quedan vacíos.`,
    none: "La satisfacción del cliente no está configurada. Un administrador indica en el archivo de configuración dónde están las valoraciones: vea la guía para supervisores.",
  },
};
