import type { Words } from "../en/en";

/** French: what rules on the machine. */
export const policy: Pick<Words, "policy"> = {
  policy: {
    title: "Stratégie de cet ordinateur",
    lead: "Ce que fixe votre organisation l'emporte sur ce que vous réglez. Le cadenas le signale.",
    none: (place) => `Il n'y a pas de stratégie ici (${place}).`,
    found: (place) => `Lue dans ${place} au démarrage de Callside.`,
    locked: "Fixé par votre organisation",
    ignored: "Une partie de la stratégie est ignorée. Prévenez votre administrateur.",
    setting: "Réglage",
    value: "Valeur",
    from: "Fixé par",
    empty: "Non fixé",
    layer: { default: "D'origine", person: "Vous", policy: "Votre organisation" },
    names: {
      admin_permission_sets: "Ensembles d'autorisations des administrateurs",
      after_call_seconds: "Temps post-appel en secondes",
      api_version: "Version d'API",
      bring_in_calls: "Anciens appels de Salesforce",
      card_numbers: "Numéros de carte dans les notes",
      client_id: "Clé consommateur",
      compact_window: "Fenêtre compacte",
      configuration_key: "Clé des fichiers de configuration",
      flags_for_agents: "Les agents voient les repères",
      home_region: "Région d'origine",
      keep_calls_days: "Jours de conservation des appels",
      keep_copies_days: "Jours de conservation des copies de Salesforce",
      keep_diagnostics_days: "Jours de conservation des diagnostics",
      mask_screens: "Écrans masqués",
      quality_flags: "Repères de la revue qualité",
      relay_address: "Adresse du relais",
      role: "Rôle",
      secrets_file: "Secrets dans un fichier",
      settling_seconds: "Secondes avant de renvoyer une écriture perdue",
      supervisor_permission_sets: "Ensembles d'autorisations des superviseurs",
      toast: "Notification des appels",
      undo_seconds: "Secondes pour reprendre une clôture",
      watch_seconds: "Secondes entre deux regards sur les objets surveillés",
    },
    faults: {
      writable: (p) =>
        `Toute la stratégie : d'autres que l'administrateur peuvent écrire ${p.place}. Seul root doit en être propriétaire et pouvoir l'écrire.`,
      unreadable: (p) => `Toute la stratégie : ${p.place} est illisible. Tout le monde doit pouvoir le lire.`,
      too_large: "Toute la stratégie : le fichier dépasse 256 Ko.",
      malformed: (p) => `Toute la stratégie : le fichier n'est pas un objet JSON (ligne ${p.line}).`,
      not_ours: "Toute la stratégie : il manque au fichier “callside_policy”: 1.",
      newer: (p) =>
        `Toute la stratégie : le fichier est de version ${p.found}, et ce Callside lit la version 1. Mettez d'abord Callside à jour.`,
      unsigned: (p) => `Toute la stratégie : la signature ${p.place} manque.`,
      forged: "Toute la stratégie : la signature n'est pas celle du fichier.",
      bad_key: (p) => `Toute la stratégie : ${p.place} n'est pas une clé publique.`,
      unknown: (p) =>
        p.nearest === null
          ? `Il n'y a pas de réglage nommé ${p.key}.`
          : `Il n'y a pas de réglage nommé ${p.key}. Fallait-il lire ${p.nearest} ?`,
      twice: (p) => `${p.key} y figure deux fois ; aucun des deux ne compte.`,
      not_allowed: (p, allowed) => `${p.key} doit être ${allowed}.`,
    },
    allowed: {
      flag: "true ou false",
      number: (p) => `un nombre entier de ${p.least} à ${p.most}`,
      choice: (p) => `l'un de ${p.words.join(", ")}`,
      region: "deux majuscules d'un pays, comme FR",
      api_version: "une version à partir de 59.0, comme 62.0",
      word: "un mot sans espace",
      https: "une adresse qui commence par https://",
      public_key: "une clé publique Ed25519 en base64",
      texts: (p) => `une liste d'au plus ${p.most} noms d'API`,
    },
  },
};
