import type { Words } from "../en/en";

/** Spanish: help on a call. */
export const assistance: Pick<Words, "assist"> = {
  assist: {
    ask: "Pedir ayuda",
    mine: "Su petición de ayuda",
    asked: (at) => `Ayuda pedida a las ${at}`,
    told: (count) =>
      count === 1
        ? `Avisada: ${count} persona a cargo de su equipo`
        : `Avisadas: ${count} personas a cargo de su equipo`,
    nobody: "Nadie a cargo de su equipo está en su puesto. Quien vuelva la verá.",
    waits: "No se llega al relay. La petición saldrá en cuanto se llegue.",
    tooOld: "El relay de su equipo es demasiado antiguo para pasarla. Su administrador puede actualizarlo.",
    looking: (names) => `Ve lo que usted ve: ${names}`,
    takeBack: "Retirar",
    askedSaid: "Ayuda pedida.",
    takenBack: "La petición de ayuda se ha retirado.",
    noRelay: "La ayuda se pide por el relay de su equipo, y aquí no hay ninguno configurado.",
    callOver: "La llamada ha terminado. Se puede pedir ayuda mientras dura.",
    noteFrom: (by, at) => `${by}, a las ${at}`,
    noteSaid: (by, text) => `${by} escribe: ${text}`,
    title: "Piden ayuda",
    asks: (who) => `${who} pide ayuda`,
    count: (count) => `Piden ayuda: ${count}`,
    since: (age) => `desde hace ${age}`,
    alsoLooking: (names) => `Mirando: ${names}`,
    look: "Mirar",
    lookAt: (who) => `Mirar la llamada de ${who}`,
    hint: "Quien mira ve lo que ve el agente, y el agente ve quién mira.",
    old: "No se llega al relay: esto puede haber cambiado.",
    sees: (who) => `Lo que ve ${who}`,
    comes: "Está en camino desde el puesto del agente.",
    unreadable:
      "El Callside del agente es de otra versión: lo que muestra no se puede leer aquí. Las notas le llegan igual.",
    over: "La llamada ha terminado, o el agente retiró la petición.",
    typed: "Escrito hasta ahora",
    nothingTyped: "Nada todavía",
    notes: "Notas para el agente",
    write: "Nota para el agente",
    writeHint: "Aparece enseguida en la llamada del agente, con su nombre, y se queda con la llamada.",
    send: "Enviar nota",
    sent: "La nota está en la llamada del agente.",
    fate: {
      over: "La petición ha terminado: nadie tiene esta nota. Sigue aquí.",
      not_reached: "No se llega al relay: nadie tiene esta nota. Sigue aquí.",
      empty: "Todavía no hay nada que enviar.",
    },
    leave: "Cerrar",
  },
};
