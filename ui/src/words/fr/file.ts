import type { Words } from "../en/en";

/** French: the configuration as a file. */
export const file: Pick<Words, "file"> = {
  file: {
    title: "Fichier de configuration",
    text: "Texte du fichier",
    pick: "Prendre un fichier",
    copy: "Copier",
    save: "Enregistrer en fichier",
    savedAs: (path) => `Enregistré sous ${path}`,
    show: "Afficher ce qui tourne",
    signature: "Signature (Ed25519, base64)",
    signatureHint: "Seulement si votre stratégie en demande une.",
    take: "Reprendre",
    taken: "Repris. Cela tourne dès maintenant.",
    notTaken: "Rien n'a changé. Il faut d'abord corriger ceci :",
  },
};
