import type { Words } from "../en/en";

/** German: the guide inside of the window. */
export const help: Pick<Words, "help"> = {
  help: {
    title: "Hilfe",
    lead: "Die Anleitung, in Callside selbst: Sie antwortet ohne Netz. Nur die Liste der Einstellungen einer Richtlinie ist auf Englisch.",
    search: "Was möchten Sie wissen?",
    all: "Alle Seiten",
    results: "In der Anleitung gefunden",
    count: (n) => (n === 1 ? "1 Stelle gefunden" : `${n} Stellen gefunden`),
    none: (text) => `Die Anleitung sagt nichts über „${text}“. Versuchen Sie ein anderes Wort.`,
  },
};
