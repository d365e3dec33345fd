import type { Words } from "../en/en";

/** French: the frame of the setup. */
export const setup: Pick<Words, "setup"> = {
  setup: {
    notAdmin:
      "Vous pouvez tout regarder et tout essayer. Seul un administrateur de Callside peut le modifier.",
    signedFiles:
      "Votre entreprise n'accepte que des fichiers signés : Automatisations, En fichier. Rien ici ne se modifie à la main.",
    title: "Configuration",
    lead: "Pour les administrateurs : ce que reçoit chaque agent de cette entreprise.",
    parts: "Parties de la configuration",
    org: "Vérifier l'organisation",
  },
};
