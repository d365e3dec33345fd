import type { Words } from "../en/en";

/** French: which fields the pop shows. */
export const popFields: Pick<Words, "popFields"> = {
  popFields: {
    tab: "Champs de la fiche",
    title: "Autres champs de la fiche",
    lead: "Nom, société, e-mail, propriétaire et statut y sont toujours. Ajoutez ce dont vos agents ont besoin avant de dire bonjour, comme le niveau d'assistance.",
    choose: "Choisissez un champ…",
    add: "Ajouter un champ",
    ofParents: "Champs des enregistrements parents",
    none: "Aucun autre champ.",
    remove: "Retirer",
    up: "Monter",
    full: (most) => `${most} champs : on n'en lit pas plus d'un coup d'œil.`,
    signInFirst: "Connectez-vous d'abord à Salesforce : les champs viennent de votre organisation.",
  },
};
