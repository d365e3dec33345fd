import type { Words } from "../en/en";
import { plural } from "./plural";

/** French: the guide inside of the window. */
export const help: Pick<Words, "help"> = {
  help: {
    title: "Aide",
    lead: "Le guide, dans Callside même : il répond sans réseau. Seule la liste des réglages d'une stratégie est en anglais.",
    search: "Que voulez-vous savoir ?",
    all: "Toutes les pages",
    results: "Trouvé dans le guide",
    count: (n) => plural(n, `${n} endroit trouvé`, `${n} endroits trouvés`),
    none: (text) => `Le guide ne dit rien de « ${text} ». Essayez un autre mot.`,
  },
};
