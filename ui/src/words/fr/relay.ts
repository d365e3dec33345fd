import type { Words } from "../en/en";

/** French: the link to a relay. */
export const relay: Pick<Words, "relay"> = {
  relay: {
    title: "Relais",
    lead: "Un relais reçoit les appels de toute votre équipe et vous remet les vôtres, même ceux arrivés quand cet ordinateur était éteint.",
    states: {
      off: "Pas utilisé",
      connecting: "Connexion",
      up: "Connecté",
      waiting: "Pas connecté",
      sign_in_needed: "Connexion requise",
      signing_in: "En attente du navigateur",
      stopped: "Arrêté",
    },
    upAs: (person, relay) => `en tant que ${person}, sur ${relay}`,
    tells: {
      calls:
        "Ceux qui vous encadrent voient dans leur historique vos appels, leurs résultats et les enregistrements écrits.",
      calls_and_notes:
        "Ceux qui vous encadrent voient dans leur historique vos appels, leurs résultats, vos notes, ce qui vous a été montré et ce qui a été écrit.",
    },
    fallback: "(un proxy bloque les WebSockets ; les appels arrivent quand même)",
    signInLead: "Votre organisation dit au relais qui vous êtes. Aucun mot de passe ne lui parvient.",
    browser: "Si aucun navigateur ne s'est ouvert, ouvrez cette adresse",
    address: "Adresse du relais",
    addressHint:
      "De votre administrateur, comme https://relay.example.com. Vide : les appels viennent du seul point d'entrée de cet ordinateur.",
    connect: "Enregistrer et connecter",
    leave: "Laisser tel quel",
    signIn: "Se connecter au relais",
    tryNow: "Essayer maintenant",
    disconnect: "Déconnecter",
  },
};
