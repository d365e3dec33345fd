import type { Words } from "../en/en";

/** French: which fields are searched for a caller's number. */
export const phoneFields: Pick<Words, "phoneFields"> = {
  phoneFields: {
    tab: "Champs de téléphone",
    title: "Champs de téléphone de la recherche",
    lead: "L'appelant est cherché dans ces champs. Si plusieurs portent le numéro, le premier est donné comme raison. Cochez « Confirmer d'abord » là où un numéro peut joindre quelqu'un d'autre : une telle correspondance reste masquée jusqu'à ce que l'agent la confirme. Rien ne vaut avant la mise en vigueur.",
    confirm: "Confirmer d'abord",
    none: "Aucun champ : aucun de ces enregistrements n'est trouvé par son numéro.",
    full: (most) => `Une recherche ne peut pas porter sur plus de ${most} champs.`,
    standard: "Revenir aux champs standard",
    text: (label) => `${label} (texte)`,
    standing: {
      spellings: "Un champ de texte : les numéros n'y sont trouvés que sous leurs formes habituelles.",
      absent: "Omis : votre organisation n'a pas ce champ, ou votre utilisateur ne le voit pas.",
      no_numbers: "Omis : un champ de ce type ne permet pas de trouver des numéros.",
    },
  },
};
