/** French: what a phone system did not do, and what to check. */
import type { CheckFoundView, PhoneFault, PhoneTrouble, SymptomView } from "../../host/bindings";
import type { Words } from "../en/en";

const said = (words: string) => (words === "" ? "" : ` Sa réponse : ${words}`);

/** What happened, in one sentence. */
function trouble(system: string, it: PhoneTrouble): string {
  switch (it.kind) {
    case "not_a_number":
      return "Ce n'est pas un numéro que l'on peut appeler.";
    case "no_destination":
      return "Ce n'est ni un numéro ni un poste. Votre note est toujours là.";
    case "none_can_dial":
      return "Aucune téléphonie configurée ici ne peut appeler.";
    case "no_agent":
      return `${system} doit savoir qui appelle.`;
    case "not_set_up":
      return `${system} n'est pas configuré ici.`;
    case "not_offered":
      return `${system} ne propose pas cela.`;
    case "wrong_key":
      return `${system} n'accepte pas la clé qu'a Callside.`;
    case "not_allowed":
      return `${system} accepte la clé, mais elle ne permet pas cela.`;
    case "no_credit":
      return `Votre compte ${system} n'a plus de crédit.`;
    case "too_many":
      return `${system} a reçu trop de demandes et prie d'attendre ${it.wait_s} secondes.`;
    case "refused":
      return `${system} a refusé (HTTP ${it.status}).${said(it.said)}`;
    case "agent_not_ready":
      return `${system} indique que votre téléphone n'est pas prêt.`;
    case "not_there":
      return `${system} ne connaît pas cela, peut-être pas encore.`;
    case "unreachable":
      return `${system} est injoignable. Rien n'a été fait.`;
    case "answer_lost":
      return `${system} n'a pas répondu à temps. Cela a pu se faire quand même : regardez votre téléphone.`;
    case "its_fault":
      return `${system} a lui-même une panne (HTTP ${it.status}).`;
    case "unreadable":
      return `${system} a donné une réponse que Callside ne sait pas lire.`;
  }
}

const checks: Record<SymptomView, string[]> = {
  connect_fails: [
    "L'adresse de base : orthographe, https, et le chemin placé devant les autres.",
    "Depuis cet ordinateur : DNS, proxy et pare-feu doivent laisser passer.",
    "Le chemin de connexion : certaines téléphonies ne répondent que sous un chemin à elles.",
  ],
  key_refused: [
    "401 : la clé d'API, ou l'identifiant et le mot de passe, est fausse, expirée ou d'un autre environnement.",
    "403 : la clé est bonne mais ne permet pas cela ; donnez-lui le droit de lancer et de terminer des appels.",
    "Bearer et Basic : avec une clé d'API Callside envoie Bearer, avec identifiant et mot de passe Basic.",
  ],
  dial_refused: [
    "Le numéro : Callside envoie du E.164 (+ et chiffres) ; la téléphonie veut peut-être une autre forme.",
    "campaign_name et skill_id doivent y exister et être permis à cet agent.",
    "Le chemin d'appel et son contenu, tels que les décrit la documentation de la téléphonie.",
  ],
  agent_cannot_dial: [
    "Vous êtes connecté au téléphone et pas déjà en ligne.",
    "Votre poste ou utilisateur dans les réglages est bien celui de la téléphonie.",
    "Vous avez le droit d'appeler, et la compétence que l'appel demande.",
  ],
  hang_up_does_nothing: [
    "L'ID de l'appel : ce doit être celui que la téléphonie a donné au lancement ou à la remontée de fiche.",
    "L'endroit de l'ID dans la réponse est un réglage ; regardez la dernière réponse.",
    "Certaines téléphonies ne terminent que les appels qu'elles ont lancés.",
  ],
  recording_empty: [
    "Les enregistrements arrivent souvent quelques minutes après l'appel ; réessayez plus tard.",
    "L'enregistrement doit être activé pour la campagne, le numéro ou la file d'attente.",
    "L'endroit de l'adresse de l'enregistrement dans la réponse est un réglage.",
  ],
  pop_without_customer: [
    "Le webhook doit porter le numéro de l'appelant ; voyez les noms et chemins de ses champs.",
    "Un numéro sans indicatif de pays appartient à la région d'origine des réglages.",
    "Les numéros masqués et les postes ne sont jamais recherchés.",
  ],
  strange_answer: [
    "L'adresse de base est peut-être celle de ses pages web et non de son API.",
    "Il a lui-même une panne (5xx) : son journal en dit plus.",
  ],
  too_many_requests: [
    "D'autres programmes utilisent peut-être la même clé ; sa limite compte pour tous ensemble.",
  ],
  no_credit: ["Achetez du crédit, ou désactivez ce service dans les réglages."],
  not_set_up: [
    "Configuration, Téléphonie : entrez son adresse, sa clé et qui vous y êtes ; puis enregistrez.",
  ],
};

const found: Record<CheckFoundView, string> = {
  accepted: "L'adresse répond et la clé est acceptée.",
  usable: "Adresse et clé sont utilisables. Envoyez un appel d'essai pour voir si elle répond.",
  webhook_made: "Un nouveau webhook y envoie ses événements.",
  webhook_woken: "Son webhook était désactivé ; il est de nouveau actif.",
  webhook_completed: "Son webhook n'apportait pas tous les événements que lit Callside ; maintenant oui.",
  webhook_there: "Son webhook y envoie déjà les événements.",
};

const faults: Record<PhoneFault, string> = {
  address: "son adresse commence par https:// (http:// seulement dans votre propre réseau).",
  credentials: "il faut une clé, ou un identifiant et un mot de passe.",
  sticky_key: "sa clé commence par sk_test_ ou sk_live_.",
  path: "un chemin JSON est illisible.",
  other: "quelque chose n'y convient pas.",
};

export const phoneTroubles: Pick<
  Words,
  "phoneTrouble" | "phoneChecks" | "phoneFound" | "phoneFault" | "toldTo" | "connectorFor"
> = {
  phoneTrouble: trouble,
  phoneChecks: checks,
  phoneFound: found,
  phoneFault: (system, fault) => `${system} est inutilisable tel que saisi : ${faults[fault]}`,
  toldTo: {
    waiting: (system) => `${system} sera informé après la clôture.`,
    later: (system, when) => `${system} n'a pas encore pu être informé. Prochain essai ${when}.`,
    sending: (system) => `On informe ${system}…`,
    sent: (system, when) => `${system} a été informé à ${when}.`,
    again: "L'informer de nouveau",
  },
  connectorFor: {
    answered: "La fiche s'affiche.",
    previewed: "Les appels sortants s'affichent avant d'être composés.",
    transferred: "Un transfert est noté sur l'appel.",
    hung_up: "La clôture commence.",
    dispositioned: "La qualification de Five9 est proposée.",
  },
};
