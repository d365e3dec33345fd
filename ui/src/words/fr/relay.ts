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
    parked: {
      title: "Pour personne encore",
      lead: "Ce qui est arrivé pour quelqu'un que le relais ne connaît pas. C'est conservé ; dès que l'équipe du relais a le nom qui manque, cela parvient à la bonne personne.",
      none: "Tout ce qui est arrivé a trouvé sa personne.",
      at: (relays, total) => `${total === 1 ? "1 attend" : `${total} attendent`} sur ${relays}.`,
      silent: (relays) =>
        `Pas de réponse de ${relays} : ce qui y attend manque ici. Vérifiez qu'il fonctionne.`,
      oldest: (n) => `Les ${n} plus anciens :`,
      again: "Regarder à nouveau",
      looked: (placed, still, relays) =>
        `Nouvel examen sur ${relays} : ${placed} en route vers leur personne, ${still} encore en attente.`,
      reasons: {
        unknown_agent: "Personne dans l'équipe n'a ce nom. Ajoutez-le aux noms de quelqu'un.",
        unmapped_campaign:
          "Personne n'est nommé, et aucune règle ne vaut pour cette campagne. Ajoutez-en une.",
        unassigned:
          "Personne n'est nommé, et aucune règle ne convient. Ajoutez-en une, par exemple pour la file.",
        unknown_extension:
          "La note d'une remise est pour un poste que personne n'a. Ajoutez-le aux noms de quelqu'un.",
        unassigned_record:
          "Aucune règle ne vaut pour cet objet, et son propriétaire n'est pas dans l'équipe. Ajoutez-en une.",
        unclaimed:
          "Personne ne l'a pris à temps. Le poste de travail était éteint, ou la personne est partie.",
      },
      other: (reason) => `Pour une autre raison : ${reason}`,
      names: {
        agent: "Agent",
        handed_over_to: "Remis à",
        queue: "File d'attente",
        campaign: "Campagne",
        company_number: "Votre numéro",
        object: "Objet",
        record: "Enregistrement",
        call: "Appel",
        relay: "Gardé par",
      },
    },
  },
};
