import type { Words } from "../en/en";

/** French: help on a call. */
export const assistance: Pick<Words, "assist"> = {
  assist: {
    ask: "Demander de l'aide",
    mine: "Votre demande d'aide",
    asked: (at) => `Aide demandée à ${at}`,
    told: (count) =>
      count < 2
        ? `Prévenue : ${count} personne en charge de votre équipe`
        : `Prévenues : ${count} personnes en charge de votre équipe`,
    nobody: "Personne en charge de votre équipe n'est à son poste. Qui revient la verra.",
    waits: "Le relais est injoignable. La demande partira dès qu'il répondra.",
    tooOld:
      "Le relais de votre équipe est trop ancien pour la transmettre. Votre administrateur peut le mettre à jour.",
    looking: (names) => `Voit ce que vous voyez : ${names}`,
    takeBack: "Retirer",
    askedSaid: "Aide demandée.",
    takenBack: "La demande d'aide est retirée.",
    noRelay: "L'aide se demande par le relais de votre équipe, et aucun n'est configuré ici.",
    callOver: "L'appel est terminé. L'aide se demande pendant l'appel.",
    noteFrom: (by, at) => `${by}, à ${at}`,
    noteSaid: (by, text) => `${by} : ${text}`,
    title: "Demandes d'aide",
    asks: (who) => `${who} demande de l'aide`,
    count: (count) => `Demandes d'aide : ${count}`,
    since: (age) => `depuis ${age}`,
    alsoLooking: (names) => `Regarde : ${names}`,
    look: "Regarder",
    lookAt: (who) => `Regarder l'appel de ${who}`,
    hint: "Qui regarde voit ce que voit l'agent, et l'agent voit qui regarde.",
    old: "Le relais est injoignable : ceci a pu changer.",
    sees: (who) => `Ce que voit ${who}`,
    comes: "Cela arrive du poste de l'agent.",
    unreadable:
      "Le Callside de l'agent est d'une autre version : ce qu'il montre est illisible ici. Les notes lui parviennent quand même.",
    over: "L'appel est terminé, ou l'agent a retiré la demande.",
    typed: "Écrit jusqu'ici",
    nothingTyped: "Rien pour l'instant",
    notes: "Notes à l'agent",
    write: "Note à l'agent",
    writeHint: "Elle apparaît aussitôt sur l'appel de l'agent, avec votre nom, et reste avec l'appel.",
    send: "Envoyer la note",
    sent: "La note est sur l'appel de l'agent.",
    fate: {
      over: "La demande est close : personne n'a cette note. Elle est toujours ici.",
      not_reached: "Le relais est injoignable : personne n'a cette note. Elle est toujours ici.",
      empty: "Il n'y a encore rien à envoyer.",
    },
    leave: "Fermer",
  },
};
