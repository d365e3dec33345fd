/** French: actions. */
import type { MisfitBecause, WantedView } from "../../host/bindings";
import type { Words } from "../en/en";
import { catalogue } from "./catalogue";
import { plural } from "./plural";

/** What a field takes. */
const WANTED: Record<WantedView, string> = {
  yes_or_no: "oui ou non",
  whole_number: "un nombre entier",
  number: "un nombre",
  day: "un jour, comme 2026-11-30",
  moment: "un jour et une heure",
  record: "un enregistrement",
};

const meant = (nearest: string | null) => (nearest === null ? "" : ` Vouliez-vous dire ${nearest} ?`);

export const actions: Pick<Words, "actions"> = {
  actions: {
    title: "Actions",
    all: "Toutes les actions",
    find: "Que voulez-vous faire ?",
    none: "Aucune action ne contient ces mots.",
    more: "Autres champs",
    look: "Consulter",
    doIt: "Exécuter",
    sure: "Exécuter maintenant ?",
    sureDelete: "Supprimer cet enregistrement ?",
    goesWith: "Disparaissent avec lui",
    bin: "Il reste 15 jours dans la corbeille de Salesforce ; Annuler l'en fait revenir.",
    deleteIt: "Supprimer",
    keepIt: "Conserver",
    emptyField: "Vider un champ",
    emptyNone: "Aucun",
    emptied: "sera vidé",
    recordHint: "Saisissez un nom ou collez un ID",
    gone: (field) => `${field} n'est pas écrit.`,
    recordOf: "Sorte d'enregistrement",
    noRecord: "Rien ne porte ce nom.",
    standing:
      "Ce qui s'y trouve est rempli. Seul ce que vous modifiez est écrit ; un champ que vous videz est vidé.",
    notRead:
      "Ce qui s'y trouve n'a pas pu être lu pour l'instant. Ce que vous remplissez est écrit, le reste ne change pas.",
    whole: "Toute la réponse de Salesforce",
    cut: "La réponse était trop longue ; en voici le début.",
    undo: "Annuler",
    undoHint:
      "Les anciennes valeurs reviennent là où personne ne les a modifiées depuis, ce qui est nouveau va à la corbeille, ce qui a été supprimé en revient.",
    text: (english) => catalogue[english] ?? english,
    kept: "Ce que vous avez rempli est conservé.",
    binned: "dans la corbeille",
    goesAlong: (count, label, more) => `${more ? "plus de " : ""}${count} ${label}`,
    misfit: (because: MisfitBecause): string => {
      switch (because.kind) {
        case "missing":
          return `${because.label} manque.`;
        case "missing_one_of":
          return `Il manque l'un de ces champs : ${because.labels.join(", ")}.`;
        case "wanted":
          return `${because.label} attend ${WANTED[because.wanted]}.`;
        case "too_long":
          return `${because.label} : ${because.most} caractères au plus.`;
        case "not_listed":
          return `${because.label} : votre organisation n'accepte pas ${because.value}.${meant(because.nearest)}`;
        case "no_field":
          return `${because.object} n'a pas de champ ${because.field}.${meant(because.nearest)}`;
        case "not_writable":
          return `Votre utilisateur Salesforce ne peut pas modifier ${because.label}.`;
        case "nothing":
          return "Remplissez au moins un champ.";
      }
    },
    saved: "Enregistré. Envoi en cours.",
    again: "Encore une fois",
    count: (n) => plural(n, `${n} trouvé`, `${n} trouvés`),
    firstOf: (n) => `Les ${n} premiers ; il y en a d'autres`,
    setup: "Actions",
    setupLead:
      "Pour qui, lors de quels appels et quand chaque action est proposée. Rien ne s'applique avant l'enregistrement.",
    asItIs: "Afficher ce qui s'applique",
    adminOnly: "Seul un administrateur de Callside peut modifier ceci.",
    isOff: "pas proposée",
    isOffered: "Proposée",
    onCall: "sur l'appel",
    onCallLong: "Figure sur l'appel lui-même",
    asks: "demande d'abord",
    asksFirst: "Demande avant de le faire",
    asksAlways: "Avant une suppression, la question est toujours posée.",
    forWhom: "Pour qui",
    roles: {
      agent: "Tout le monde",
      supervisor: "Superviseurs et administrateurs",
      admin: "Administrateurs",
    },
    when: "Quand",
    moments: {
      ringing: "pendant la sonnerie",
      talking: "pendant la conversation",
      wrap_up: "après l'appel",
      always: "aussi sans appel",
    },
    queues: "Lors des appels de ces files d'attente",
    queuesHint: "Noms séparés par des virgules. Vide : de toutes.",
    rows: "Lignes au plus",
    rowsHint: "De 1 à 2000",
    rowFields: "Champs d'une ligne",
    addRowField: "Ajouter un champ aux lignes",
    rowFieldsHint: "Noms d'API séparés par des virgules, comme Name, Account.Name",
    compared: "Champs comparés",
    comparedHint: "Ce qui est saisi est cherché dans chacun d'eux.",
    comparesOne: "Une recherche compare au moins un champ.",
    comparesMost: (n: number) => `Une recherche compare au plus ${n} champs.`,
    addCompared: "Comparer un champ d'un enregistrement parent",
    howCompared: (field: string) => `Comment ${field} est comparé`,
    comparedBy: {
      contains: "le contient",
      starts_with: "commence ainsi",
      exact: "est exactement cela",
      phone: "même numéro de téléphone",
      case_number: "même numéro de requête",
    },
    asTemplate: "Comme dans le modèle",
    nothingChanged: "Rien n'a changé.",
    saveCount: (n) =>
      n === 0 ? "Enregistrer" : plural(n, `Enregistrer ${n} modification`, `Enregistrer ${n} modifications`),
    fileLead:
      "Enchaînements, actions sous vos propres noms et modèles à vous s'écrivent ici. Le guide donne des exemples.",
    own: "Vos propres actions",
    ownLead:
      "Faites des actions ci-dessus, d'une requête ou d'un appel de l'API de l'organisation, chacune sous son propre nom.",
    ownNone: "Aucune pour l'instant.",
    ownInFile: "écrite dans le fichier ci-dessous",
    ownChange: "Modifier",
    ownNew: {
      run: "Nouvelle : remplie d'avance",
      query: "Nouvelle : une requête",
      call: "Nouvelle : un appel de l'API",
    },
    ownTitle: "Titre",
    ownAbout: "À quoi elle sert, en une phrase",
    ownName: "Dans le fichier",
    ownNoTitle: "Donnez-lui d'abord un titre.",
    ownRuns: "Exécute cette action",
    ownChoose: "Choisissez une action…",
    ownChooseField: "Choisissez un champ…",
    ownFill: "Remplir un champ d'avance",
    ownAddStep: "Encore une action après",
    ownRemove: "Retirer",
    ownInputs: "Ce qu'elle demande à l'agent",
    ownInputsHint: "Dans les textes, chacune est {{input.name}}.",
    ownInputName: "Nom",
    ownInputLabel: "Libellé",
    ownAddInput: "Demander quelque chose",
    ownQuery: "Requête",
    ownMethod: "Méthode",
    ownPath: "Chemin",
    ownPathHint: "Ce qui suit /services/data/vXX.0/. Les valeurs y sont encodées.",
    ownBody: "Corps (JSON)",
    ownRepeatable: "Ne change rien, ou la même chose aussi souvent qu'on l'envoie",
    ownWrong: "Elle ne peut pas encore être reprise :",
    ownDelete: "Supprimer",
    ownSure: "Oui, la supprimer",
    ownStep: (n) => `Action ${n}`,
    ownInput: (n) => `Question ${n}`,
    merge: "Écrire les champs choisis, garder les leurs ailleurs",
    takeMine: "Le mien",
  },
};
