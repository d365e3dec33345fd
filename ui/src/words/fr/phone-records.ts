import type { Words } from "../en/en";
import { plural } from "./plural";

/** French: what phone systems know, what they have in store for the set-up, and the codes of Sticky Calls. */
export const phoneRecords: Pick<Words, "phoneRecord" | "phoneLists" | "memoryCodes"> = {
  phoneRecord: {
    show: (system) => `Ce que sait ${system}`,
    asking: "On demande…",
    contacts: "Dans son carnet d'adresses",
    none: "Son carnet d'adresses n'a pas ce numéro.",
    add: (system) => `Ajouter à ${system}`,
    timeline: "Ce qui s'est passé",
    tags: "Étiquettes",
    comments: "Commentaires",
    close: "Fermer",
  },
  phoneLists: {
    people: "Utilisateurs",
    peopleLead: "Qui a la même adresse e-mail dans Salesforce est la même personne.",
    list: "Les lister",
    listing: "On demande…",
    name: "Nom",
    email: "Adresse e-mail",
    id: "ID",
    takesCalls: "Prend des appels",
    me: "C'est moi",
    isMe: "vous",
    team: "Pour l'équipe du relais",
    none: "Il n'y en a pas.",
    campaign: "Campagne pour les appels",
    campaignHint: "Vide : votre middleware décide.",
    campaigns: "Campagnes dans Five9",
    dispositionsLead: "Une qualification saisie dans Five9 est proposée ici.",
    theirs: "Qualification dans Five9",
    push: "Poser la qualification dans Five9 après la clôture",
  },
  memoryCodes: {
    number: (kind) =>
      ({ mobile: "son numéro mobile", landline: "son numéro fixe", voip: "son numéro internet" })[kind] ??
      "son numéro",
    external: "l'un de vos ID",
    reference: "sa référence",
    recent: (days) => plural(days, "un appel du dernier jour", `un appel des ${days} derniers jours`),
    levels: {
      very_low: "très faible",
      low: "faible",
      medium: "moyen",
      high: "élevé",
      very_high: "très élevé",
    },
    advice: {
      ignore: "traiter comme nouveau",
      verify: "vérifier d'abord",
      reuse: "reprendre où l'on en était",
    },
    status: { open: "ouvert", resolved: "réglé", abandoned: "abandonné" },
  },
};
