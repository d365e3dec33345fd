import type { Words } from "../en/en";

/** German: the compact window. */
export const compact: Pick<Words, "compact"> = {
  compact: {
    enter: "Kompaktes Fenster",
    leave: "Ganzes Fenster",
    idle: "Anrufe erscheinen hier, sobald sie kommen.",
    unknown: "Nicht in Salesforce. Im ganzen Fenster lässt sich ein Datensatz anlegen.",
    isCompact: "Das Fenster ist eine kleine Karte über allen anderen.",
    isFull: "Das Fenster ist wieder ganz.",
  },
};
