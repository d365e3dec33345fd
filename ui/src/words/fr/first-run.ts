import type { Words } from "../en/en";

/** French: the first steps. */
export const firstRun: Pick<Words, "firstRun"> = {
  firstRun: {
    title: "Premiers pas",
    progress: "Étapes",
    isDone: "fait",
    isOpen: "pas encore fait",
    step: {
      sign_in: "Connexion",
      phones: "Téléphonie",
      test_call: "Appel d'essai",
      keys: "Touches",
    },
    heading: {
      sign_in: "Se connecter à Salesforce",
      phones: "Quel système téléphonique a votre entreprise\u00a0?",
      test_call: "Les appels arrivent-ils à ce poste\u00a0?",
      keys: "Un appel au clavier",
      end: "Voici ce qui est en place",
    },
    later: "Plus tard",
    next: "Suivant",
    skip: "Passer cette étape",
    phonesLead:
      "Ses appels arrivent dans cette fenêtre. Choisissez-le et saisissez ce qu'il lui faut\u00a0; les autres restent possibles.",
    provider: "Système téléphonique",
    ways: { five9: "Five9", aircall: "Aircall", switch: "Un autre système téléphonique" },
    wayHints: {
      five9: "Connecteurs web du navigateur de l'agent, ou un middleware",
      aircall: "Webhooks, et l'API pour appeler",
      switch: "Webhooks signés, et toute API REST pour appeler",
    },
    byAdmin: "Mis en place par votre entreprise",
    waysReady: (names) => `Prêt\u00a0: ${names}.`,
    waysDoor: "Les appels arrivent à la porte de ce poste.",
    testLead:
      "Un appel d'essai va de ce poste à sa propre porte, comme ceux d'un système téléphonique. Ou appelez votre propre numéro d'un autre téléphone. Rien d'un appel d'essai ne va dans Salesforce.",
    place: "Passer un appel d'essai",
    lessonLead:
      "Cet appel sert à s'exercer\u00a0: rien n'en est conservé ni envoyé. Les touches sont les vraies.",
    practice: "Appel d'exercice",
    practiceCaller: "Robin Exemple, Société Exemple",
    practiceWhy: "Qui appelle, et pourquoi Callside le pense, se lit toujours ici.",
    press: (key) => `Appuyez sur ${key}\u00a0:`,
    keyDoes: {
      notes: "écrire des notes.",
      blur: "quitter les notes. Ce que vous avez écrit reste.",
      pick: "dire comment l'appel s'est terminé.",
      save: "enregistrer et terminer.",
      find: "trouver un appelant.",
      back: "un pas en arrière, depuis tout écran.",
      team: "voir les chiffres de votre équipe.",
      setup: "voir la configuration.",
    },
    count: (n, all) => `Touche ${n} sur ${all}`,
    notThatOne: (key) => `C'était une autre touche. ${key} est demandé.`,
    learnt: "Voilà les touches d'un appel entier. Toutes les autres sont sur la fiche des touches.",
    again: "Encore une fois",
    doIt: "Le faire maintenant",
    goOn: "Pour continuer",
    comeBack: "Ces étapes ne reviennent pas d'elles-mêmes. Paramètres, Premiers pas, les montre.",
    finish: "Terminer",
    settingsLead:
      "Connexion, système téléphonique, appel d'essai et une leçon sur les touches, l'un après l'autre.",
    open: "Ouvrir les premiers pas",
    goOnHere: "Continuer les premiers pas",
  },
};
