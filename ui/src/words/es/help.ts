import type { Words } from "../en/en";

/** Spanish: the guide inside of the window. */
export const help: Pick<Words, "help"> = {
  help: {
    title: "Ayuda",
    lead: "La guía, dentro de Callside: responde sin red. Solo la lista de ajustes de una directiva está en inglés.",
    search: "¿Qué quiere saber?",
    all: "Todas las páginas",
    results: "Encontrado en la guía",
    count: (n) => (n === 1 ? "1 lugar encontrado" : `${n} lugares encontrados`),
    none: (text) => `La guía no dice nada de «${text}». Pruebe con otra palabra.`,
  },
};
