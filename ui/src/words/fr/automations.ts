import type {
  BecauseView,
  CallWord,
  CannotView,
  DidView,
  NamedRecordView,
  HeldBackView,
  LeftOutStep,
} from "../../host/bindings";
import type { Words } from "../en/en";
import { actions } from "./actions";

const { text, misfit } = actions.actions;

const inputs = (given: [string, string][]) =>
  given.map(([name, value]) => `${text(name)} = ${value}`).join(", ");

/** What set a run off: a call by whom it was with, a record by its name where that is known. */
function because(of: BecauseView, who: string | null): string {
  switch (of.because) {
    case "call":
      return call(who, EVENT[of.word]);
    case "disposition":
      return call(who, of.label);
    case "record":
      return `${record(of.record)} : ${{ new: "nouveau", updated: "modifié", deleted: "supprimé" }[of.change]}`;
    case "message":
      return `${record(of.record)} : message sortant`;
  }
}

const call = (who: string | null, what: string) =>
  who === null ? `Un appel qui n'est plus conservé : ${what}` : `Appel avec ${who} : ${what}`;

const record = ({ label, name }: NamedRecordView) => (name === null ? label : `${label} ${name}`);

/** What a step did, or how the run ended. */
function did(of: DidView): string {
  switch (of.did) {
    case "ran":
      return `${text(of.action)} exécutée : ${inputs(of.inputs)}`;
    case "showed":
      return `Affiché : ${of.text}`;
    case "opened":
      return "Ouvert dans le navigateur :";
    case "tagged":
      return `Appel étiqueté : ${of.tag}`;
    case "asked":
      return `${of.when} : ${of.held ? "oui" : "non"}`;
    case "left_out":
      return LEFT_OUT[of.step];
    case "held_back":
      return HELD_BACK[of.why];
    case "taken_back":
      return `Terminé : l'étape ${of.step} a été reprise dans la boîte d'envoi.`;
    case "failed":
      return `Terminé : l'étape ${of.step} n'a pas pu se faire. ${cannot(of.why)}`;
    case "too_many_steps":
      return "Terminé : il y avait plus d'étapes que permis.";
  }
}

/** What a phone system said about a call. */
const EVENT: Record<CallWord, string> = {
  created: "il existe",
  previewed: "affiché avant d'être composé",
  ringing: "il sonne",
  declined: "refusé",
  answered: "pris",
  held: "mis en attente",
  unheld: "repris",
  transferred: "transféré",
  hung_up: "la ligne est coupée",
  ended: "il est terminé",
  dispositioned: "qualification saisie dans la téléphonie",
  voicemail_left: "message vocal laissé",
  commented: "commentaire écrit",
  tagged: "étiqueté",
  untagged: "étiquette retirée",
  assigned: "attribué",
  archived: "archivé",
  handed_over: "remis avec une note",
  noted: "tout le reste",
};

const LEFT_OUT: Record<LeftOutStep, string> = {
  toast: "Aucun message affiché : son texte était vide.",
  open_record: "Aucun enregistrement ouvert : son identifiant est inconnu.",
  tag: "Appel non étiqueté : l'étiquette était vide.",
};

/** Why a step could not be done. */
function cannot(why: CannotView): string {
  switch (why.cannot) {
    case "no_action":
      return `Plus aucune action ne s'appelle ${why.action}.`;
    case "does_not_fit":
      return why.because.map(misfit).join(" ");
    case "refused":
      return `Salesforce indique : ${why.message}`;
    case "unexpected":
      return `La réponse de Salesforce est illisible (${why.code}).`;
    case "no_step":
      return "L'exécution ne connaît plus son étape.";
  }
}

const HELD_BACK: Record<HeldBackView, string> = {
  own_write: "Retenu : c'est sa propre écriture qui l'a déclenché.",
  chain: "Retenu : des automatisations se sont déclenchées l'une l'autre trop de fois.",
  too_often: "Retenu : le nombre d'exécutions permis par heure est atteint.",
};

/** French: the setup of automations. */
export const automations: Pick<Words, "automations"> = {
  automations: {
    tab: "Automatisations",
    parts: "Vues des automatisations",
    part: { build: "Construire", log: "Ce qui a tourné", file: "En fichier" },
    all: "Toutes les automatisations",
    add: "Nouvelle automatisation",
    save: "Enregistrer",
    savedSaid: "Les automatisations sont enregistrées et tournent dès maintenant.",
    revert: "Abandonner les modifications",
    remove: "Retirer cette automatisation",
    removeShort: "Retirer",
    signed:
      "La stratégie de votre entreprise n'accepte que des fichiers signés. Les automatisations se consultent ici et se modifient par un fichier signé.",
    none: "Aucune automatisation. Elles font ce que vous feriez à la main chaque fois que quelque chose se produit.",
    untitled: "Nouvelle automatisation",
    off: "arrêtée",
    faulty: "À revoir",
    nearest: (name) => `Vouliez-vous dire ${name} ?`,
    what: "Comment elle s'appelle",
    title: "Titre",
    enabled: "Elle tourne",
    starts: "Quand",
    startsLead: "Ce qui la déclenche, et ce qui doit être vrai en plus.",
    startsWith: "Elle démarre quand",
    condition: "Et seulement si",
    conditionHint: 'Par exemple : caller.found = "nobody" and call.answered. Vide : toujours.',
    does: "Alors",
    doesLead:
      "Les étapes se suivent dans l'ordre. Tout ce qui s'écrit dans Salesforce passe par la boîte d'envoi.",
    recipes: "Commencez par l'une d'elles",
    recipesLead: "Chacune est une automatisation ordinaire que vous modifiez à votre gré.",
    recipe: {
      stranger: "Nouvelle piste pour un appelant inconnu",
      follow_up: "Tâche de suivi après un intérêt",
      callback: "Pense-bête après une absence de réponse",
      escalated: "Ouvrir une requête escaladée quand l'appel est pris",
      message: "Réagir à un message sortant",
    },
    trigger: {
      call: "Il arrive quelque chose à un appel",
      disposition: "Un appel est clôturé",
      new_record: "Un enregistrement est nouveau dans Salesforce",
      updated_record: "Un enregistrement change dans Salesforce",
      deleted_record: "Un enregistrement est supprimé dans Salesforce",
      outbound_message: "Salesforce envoie un message sortant",
    },
    event: EVENT,
    events: "Événements",
    dispositions: "Qualifications",
    any: "(rien de coché : tous)",
    object: "Objet",
    whose: "Enregistrements de qui",
    mine: "Ceux dont la personne connectée est propriétaire",
    anyones: "Ceux de tout le monde (pour un seul poste de l'entreprise)",
    fields: "Seulement si l'un de ces champs a changé",
    step: {
      action: "Exécuter une action",
      toast: "Afficher un message",
      open_record: "Ouvrir un enregistrement",
      tag: "Étiqueter l'appel",
      branch: "Prendre l'un ou l'autre chemin",
      stop: "S'arrêter ici",
    },
    stepNumber: (n) => `Étape ${n}`,
    addStep: "Ajouter une étape",
    removeStep: (n) => `Retirer l'étape ${n}`,
    earlier: (n) => `Monter l'étape ${n}`,
    action: "Action",
    pick: "Choisissez une action",
    moreField: "Un autre champ, par son nom d'API",
    addField: "Ajouter",
    text: "Message",
    record: "ID de l'enregistrement",
    tag: "Étiquette",
    then: "Si c'est vrai",
    otherwise: "Sinon",
    stopLead: "Aucune autre étape n'est exécutée.",
    insert: (field) => `Insérer un fait dans ${field}`,
    insertShort: "Insérer…",
    parents: "Champs des enregistrements parents",
    parentOpened: (path) => `La liste contient les champs de ${path}. Rouvrez-la pour en choisir un.`,
    allFacts: "Tous les faits…",
    kind: {
      text: "texte",
      number: "nombre",
      bool: "oui ou non",
      date: "jour",
      moment: "moment",
      list: "liste",
      any: "tout",
    },
    fileLead:
      "La même chose en texte : pour la gestion de versions, pour d'autres postes, pour la signature.",
    line: (n) => `Ligne ${n}`,
    noRuns:
      "Rien n'a encore tourné. Les exécutions des 90 derniers jours s'affichent ici, avec ce qu'elles ont vu et ce qu'elles ont fait.",
    state: {
      going: "En cours",
      waiting: "Attend Salesforce",
      done: "Terminé",
      failed: "Arrêté avant la fin",
      held_back: "Retenu",
    },
    because,
    openCall: (when) => `Ouvrir l'appel du ${when}`,
    ids: "Pour le chercher ailleurs",
    callId: "Identifiant de l'appel dans la téléphonie",
    recordId: "Identifiant de l'enregistrement dans Salesforce",
    did,
    inputs: (n) => `Ce qu'elle a vu (${n})`,
    older: "Exécutions plus anciennes",
    lookNow: "Regarder Salesforce maintenant",
  },
};
