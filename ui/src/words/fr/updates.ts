import type { Words } from "../en/en";

/** French: newer versions of Callside. */
export const updates: Pick<Words, "updates"> = {
  updates: {
    title: "Nouvelles versions",
    version: (version) => `Ceci est Callside ${version}.`,
    checked: (at) => `Vérifié : ${at}.`,
    waits: "une nouvelle version est prête",
    look: "Vérifier maintenant",
    looking: "Vérification…",
    install: "Télécharger et installer",
    again: "Ouvrir l'installateur",
    later: "Plus tard",
    file: "Le paquet",
    off: {
      policy: "Votre organisation l'a désactivé. Elle s'occupe des nouvelles versions.",
      repository:
        "Les nouvelles versions arrivent avec les mises à jour de cet ordinateur. Il n'y a rien à faire ici.",
      not_set:
        "Personne n'a indiqué d'où viennent les nouvelles versions. Le service informatique les installe.",
    },
    unknown: "Personne n'a vérifié depuis le démarrage de Callside.",
    current: "C'est la version la plus récente.",
    laterTurn: (version) =>
      `La version ${version} est en cours de déploiement. Cet ordinateur la recevra plus tard.`,
    newer: (version) => `La version ${version} est prête. Elle peut être installée entre deux appels.`,
    putOff: (version) => `La version ${version} est prête quand vous voudrez.`,
    byIt: (version) => `La version ${version} existe. Le service informatique l'installe.`,
    fetching: (version, percent) => `Téléchargement de la version ${version} : ${percent} %.`,
    ready: (version) =>
      `La version ${version} est sur cet ordinateur, vérifiée octet par octet. Si aucun installateur ne s'ouvre, ouvrez le paquet vous-même ou remettez-le au service informatique. Callside continue de tourner ; le prochain démarrage sera la nouvelle version.`,
    troubles: {
      unreachable:
        "Le serveur des nouvelles versions est injoignable. Cette version continue de fonctionner ; vérifiez plus tard.",
      no_list:
        "Il n'y a pas de liste de nouvelles versions à l'adresse indiquée. Prévenez le service informatique.",
      forged:
        "La liste des nouvelles versions n'est pas signée par la clé à laquelle cet ordinateur se fie. Rien n'a été pris. Prévenez le service informatique.",
      foreign:
        "La liste est celle d'un autre produit ou canal. Rien n'a été pris. Prévenez le service informatique.",
      superseded:
        "La liste est plus ancienne qu'une autre que cet ordinateur a déjà vue. Rien n'a été pris. Prévenez le service informatique.",
      expired:
        "La liste des nouvelles versions est trop ancienne pour être crue. Rien n'a été pris. Prévenez le service informatique.",
      changed:
        "Le paquet reçu n'est pas celui qui a été signé. Rien n'en a été gardé. Prévenez le service informatique.",
      no_room: "Il n'y a pas de place pour le paquet. Faites de la place et vérifiez de nouveau.",
      not_kept: "Un fichier du dossier de Callside ne peut pas être écrit. Prévenez le service informatique.",
    },
  },
};
