import type { Words } from "../en/en";

/** German: the frame of the setup; each part brings its own file of words. */
export const setup: Pick<Words, "setup"> = {
  setup: {
    notAdmin:
      "Sie können sich das alles ansehen und es ausprobieren. Ändern darf es nur ein Admin von Callside.",
    signedFiles:
      "Ihr Unternehmen nimmt nur unterschriebene Dateien an: Automationen, Als Datei. Von Hand lässt sich hier nichts ändern.",
    title: "Einrichten",
    lead: "Für Admins: was alle Agenten dieser Firma bekommen.",
    parts: "Teile der Einrichtung",
    org: "Org prüfen",
  },
};
