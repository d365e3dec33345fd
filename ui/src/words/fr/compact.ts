import type { Words } from "../en/en";

/** French: the compact window. */
export const compact: Pick<Words, "compact"> = {
  compact: {
    enter: "Fenêtre compacte",
    leave: "Fenêtre entière",
    idle: "Les appels s'affichent ici dès qu'ils arrivent.",
    unknown: "Pas dans Salesforce. La fenêtre entière permet de créer un enregistrement.",
    isCompact: "La fenêtre est une petite carte au-dessus de toutes les autres.",
    isFull: "La fenêtre est de nouveau entière.",
  },
};
