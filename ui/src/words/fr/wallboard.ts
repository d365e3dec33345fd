import type { Words } from "../en/en";

/** French: the live board of a team. */
export const wallboard: Pick<Words, "wall"> = {
  wall: {
    title: "Tableau mural",
    look: "Que regarder",
    now: "Maintenant",
    numbers: "Chiffres",
    live: "En direct",
    old: (at, age) => `Le relais est injoignable : chiffres de ${at}, vieux de ${age}`,
    coming: "Le tableau arrive du relais.",
    noRelay:
      "Le tableau vient du relais de votre équipe et aucun n'est configuré ici. Cela se fait dans Réglages, Relais.",
    notAllowed:
      "Le relais ne nomme aucune équipe dont vous avez la charge. Votre administrateur l'inscrit sous « supervises ».",
    notThere:
      "Le relais de votre équipe est trop ancien pour un tableau en direct. Votre administrateur peut le mettre à jour.",
    waiting: "En file",
    longest: "Plus longue attente",
    nobody: "–",
    level: (seconds) => `En ${seconds} s`,
    states: {
      available: "Disponible",
      ringing: "Sonne",
      talking: "En conversation",
      on_hold: "En attente",
      wrap_up: "Post-appel",
      away: "Absent",
      unknown: "Relié",
      offline: "Hors ligne",
    },
    showState: (state) => `Montrer seulement : ${state}`,
    state: "État",
    anyState: "Tous les états",
    team: "Équipe",
    anyTeam: "Toutes les équipes",
    order: "Ordre",
    byName: "Par nom",
    byLongest: "Le plus long d'abord",
    since: "Depuis",
    agents: "Agents",
    agentsOf: (shown, all) => (shown === all ? `Agents : ${all}` : `Agents : ${shown} sur ${all}`),
    noAgents: "Personne n'est dans cet état.",
    big: "Vue murale",
    by: "Par",
    today: (at) => `Appels depuis ${at}`,
    noCalls: "Aucun appel n'est encore arrivé.",
    unnamed: "Sans nom",
    came: "Arrivés",
    answered: "Pris",
    lost: "Perdus",
    definitionTitle: "Comment c'est compté",
    definition: (seconds) =>
      `« En ${seconds} s » est la part des appels que quelqu'un a pris en ${seconds} secondes, parmi tous ceux qui ont été pris ou perdus. Perdu : terminé sans réponse après plus de ${seconds} secondes. Les appels terminés plus tôt ne comptent pas, ni ceux qui attendent encore, ni ceux que votre société a composés. Votre administrateur fixe les secondes dans le relais.`,
  },
};
