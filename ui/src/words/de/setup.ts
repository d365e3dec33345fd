import type { Words } from "../en/en";

/** German: the frame of the setup; each part brings its own file of words. */
export const setup: Pick<Words, "setup"> = {
  setup: {
    title: "Einrichten",
    lead: "Für Admins: was alle Agenten dieser Firma bekommen.",
    parts: "Teile der Einrichtung",
    org: "Org prüfen",
  },
};
