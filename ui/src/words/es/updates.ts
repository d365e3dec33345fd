import type { Words } from "../en/en";

/** Spanish: newer versions of Callside. */
export const updates: Pick<Words, "updates"> = {
  updates: {
    title: "Versiones nuevas",
    version: (version) => `Esto es Callside ${version}.`,
    checked: (at) => `Consultado: ${at}.`,
    waits: "hay una versión nueva lista",
    look: "Consultar ahora",
    looking: "Consultando…",
    install: "Descargar e instalar",
    again: "Abrir el instalador",
    later: "Más tarde",
    file: "El paquete",
    off: {
      policy: "Su organización lo ha desactivado. Ella se ocupa de las versiones nuevas.",
      repository:
        "Las versiones nuevas llegan con las actualizaciones de este equipo. Aquí no hay nada que hacer.",
      not_set: "Nadie ha indicado de dónde vienen las versiones nuevas. Las instala TI.",
    },
    unknown: "Nadie ha consultado desde que se inició Callside.",
    current: "Esta es la versión más reciente.",
    laterTurn: (version) => `La versión ${version} se está repartiendo. A este equipo le llega más tarde.`,
    newer: (version) => `La versión ${version} está lista. Se puede instalar entre dos llamadas.`,
    putOff: (version) => `La versión ${version} está lista cuando usted quiera.`,
    byIt: (version) => `Existe la versión ${version}. La instala TI.`,
    fetching: (version, percent) => `Descargando la versión ${version}: ${percent} %.`,
    ready: (version) =>
      `La versión ${version} está en este equipo, comprobada byte a byte. Si no se abre ningún instalador, abra usted el paquete o déselo a TI. Callside sigue en marcha; el próximo inicio es la versión nueva.`,
    troubles: {
      unreachable:
        "No se puede llegar al servidor de versiones nuevas. Esta versión sigue funcionando; consulte más tarde.",
      no_list: "En la dirección indicada no hay ninguna lista de versiones nuevas. Avise a TI.",
      forged:
        "La lista de versiones nuevas no está firmada por la clave en la que confía este equipo. No se ha tomado nada. Avise a TI.",
      foreign: "La lista es de otro producto o canal. No se ha tomado nada. Avise a TI.",
      superseded:
        "La lista es más antigua que otra que este equipo ya ha visto. No se ha tomado nada. Avise a TI.",
      expired:
        "La lista de versiones nuevas es demasiado antigua para creerla. No se ha tomado nada. Avise a TI.",
      changed: "El paquete que llegó no es el que se firmó. No se ha guardado nada de él. Avise a TI.",
      no_room: "No hay sitio para el paquete. Haga sitio y consulte otra vez.",
      not_kept: "No se puede escribir un archivo en la carpeta de Callside. Avise a TI.",
    },
  },
};
