import type { Words } from "../en/en";

/** French: the clock after a call, do not disturb, and the keys. */
export const workday: Pick<Words, "workday"> = {
  workday: {
    afterCall: "Temps post-appel",
    left: (time) => `reste ${time}`,
    over: (time) => `${time} de plus`,
    overSaid: "Le temps post-appel est écoulé. Rien n'est perdu ; prenez ce qu'il vous faut.",
    extend: "+1 min",
    extended: "Une minute de plus.",
    clock: "Minuteur post-appel",
    clockHint: "Il décompte et se prolonge. Quand il est écoulé, il ne se passe rien.",
    clockNone: "Pas de minuteur",
    quiet: "Ne pas déranger",
    quietOn:
      "Ne pas déranger est activé : les appels arrivent dans cette fenêtre, et rien d'autre ne les annonce.",
    quietOff: "Ne pas déranger est désactivé.",
    quietHint:
      "Pas de notifications, et la fenêtre ne réclame pas d'attention. Les appels y arrivent quand même.",
    keysTitle: "Touches",
    keysLead:
      "Chacune de ces touches peut être une autre. Chiffres, Entrée, Échap et Ctrl K restent tels quels.",
    change: "Modifier",
    changeOf: (what) => `Modifier la touche : ${what}`,
    press: "Appuyez sur la nouvelle touche ; Échap garde l'ancienne",
    noKey: "aucune touche",
    taken: (key, what) => `${key} est déjà la touche de : ${what}.`,
    takeIt: "La prendre quand même",
    reserved: (key) => `${key} a un sens fixe. Appuyez sur une autre touche.`,
    resetKeys: "Toutes les touches comme à l'origine",
    keysReset: "Toutes les touches sont comme à l'origine.",
    changed: (what, key) => `${what} : ${key}`,
  },
};
