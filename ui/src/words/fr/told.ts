/** French: what became of things, and why: words for the small kinds of the bindings. */
import type { AboutView, LeftOutReason, LineView, RefusedBecause } from "../../host/bindings";
import type { Words } from "../en/en";

/** " : Étape (opportunité)", where it is known. */
function about({ object, fields }: AboutView): string {
  if (fields.length === 0) return object === null ? "" : ` : ${object.toLowerCase()}`;
  return object === null ? ` : ${fields.join(", ")}` : ` : ${fields.join(", ")} (${object.toLowerCase()})`;
}

const refusedBecause: Record<RefusedBecause, (what: AboutView) => string> = {
  rule: (what) => `Une règle de votre organisation refuse ceci${about(what)}.`,
  missing: (what) => `Salesforce demande quelque chose qui manque${about(what)}.`,
  bad_value: (what) => `Salesforce n'accepte pas l'une des valeurs${about(what)}.`,
  not_allowed: (what) => `Votre utilisateur Salesforce ne peut pas écrire ceci${about(what)}.`,
  gone: (what) => `L'enregistrement n'est plus dans Salesforce${about(what)}.`,
  several: (what) => `La clé désigne plusieurs enregistrements${about(what)} ; rien n'a été modifié.`,
  duplicate: () => "Salesforce a déjà un enregistrement semblable.",
  changed: () => "Quelqu'un a modifié l'enregistrement après qu'il vous a été montré.",
  org_lacks: (what) => `Il manque à votre organisation ce que demande cette qualification${about(what)}.`,
  other: (what) => `Salesforce a refusé ceci${about(what)}.`,
};

const leftOutBecause: Record<LeftOutReason, (field: string, object: string) => string> = {
  not_in_org: (field, object) =>
    `${field} (${object.toLowerCase()}) est omis : votre organisation ne vous le montre pas.`,
  not_allowed: (field, object) =>
    `${field} (${object.toLowerCase()}) est omis : votre utilisateur ne peut pas l'écrire.`,
  not_from_there: (field, object) =>
    `${field} (${object.toLowerCase()}) reste : cette étape est déjà dépassée.`,
  no_record: (field, object) => `${field} reste : l'appel ne concerne pas de ${object.toLowerCase()}.`,
  does_not_fit: (field, object) =>
    `${field} (${object.toLowerCase()}) est omis : il ne peut pas prendre ce que les règles de champs lui donnent. Prévenez votre administrateur.`,
  not_empty: (field, object) => `${field} (${object.toLowerCase()}) reste : quelque chose y figure déjà.`,
  not_of_record_type: (field, object) =>
    `${field} (${object.toLowerCase()}) reste : les enregistrements de ce type n'ont pas cette valeur. Prévenez votre administrateur.`,
  tried_enough: () => "Rien ne suit : ce numéro a été essayé autant de fois que permis.",
  shortened: (field) => `${field} est raccourci pour tenir.`,
};

export const told: Pick<
  Words,
  | "trouble"
  | "stale"
  | "refusedBecause"
  | "refusedKept"
  | "refusedAdvice"
  | "refusedAdviceOrCreate"
  | "because"
  | "owner"
  | "nameless"
  | "line"
  | "writing"
  | "wrote"
  | "leftOutBecause"
  | "value"
  | "past"
  | "withOwner"
  | "orgFault"
  | "rejection"
  | "door"
  | "toldSender"
> = {
  trouble: {
    unreachable: "Salesforce est injoignable. L'envoi se fait dès que cela remarche.",
    answer_lost: "La réponse de Salesforce s'est perdue. Callside regarde d'abord si c'est écrit.",
    busy: "Salesforce était occupé avec cet enregistrement. Nouvel envoi sous peu.",
    limit:
      "Votre organisation a épuisé ses appels d'API Salesforce. L'envoi se fait quand il y en a de nouveau.",
    sign_in: "Salesforce vous demande de vous reconnecter. L'envoi se fait ensuite.",
    unexpected: "Salesforce a donné une réponse que Callside ne sait pas lire. Nouvel essai prévu.",
  },
  stale: {
    sign_in: "Salesforce vous demande de vous reconnecter.",
    unreachable: "Salesforce est injoignable.",
    too_late: "Salesforce a mis trop de temps à répondre.",
    limit: "Votre organisation a épuisé ses appels d'API Salesforce.",
    refused: "Salesforce ne vous laisse pas consulter ces enregistrements.",
    trouble: "Salesforce a donné une réponse que Callside ne sait pas lire.",
  },
  refusedBecause,
  refusedKept: "Vos notes et l'appel sont conservés.",
  refusedAdvice: {
    rule: "Changez ce que demande la règle, ou omettez le champ, et renvoyez.",
    missing: "Remplissez-le et renvoyez, ou demandez à votre administrateur s'il doit être obligatoire ici.",
    bad_value: "Choisissez une autre valeur, ou omettez le champ, et renvoyez.",
    not_allowed: "Demandez l'autorisation à votre administrateur, ou omettez le champ, et renvoyez.",
    gone: "Choisissez un autre enregistrement pour cet appel.",
    several: "Choisissez l'enregistrement voulu.",
    duplicate: "Prenez l'enregistrement existant.",
    changed: "Comparez les deux et gardez le vôtre ou le leur.",
    org_lacks: "Omettez le champ et renvoyez, et prévenez votre administrateur.",
    other: "Lisez ci-dessous les mots de Salesforce, changez ce qu'ils nomment, et renvoyez.",
  },
  refusedAdviceOrCreate: "Prenez l'enregistrement existant, ou enregistrez celui-ci quand même.",
  because: (why) => {
    if (why.kind === "found") return "Trouvé par la recherche.";
    const same = why.same === "exact" ? "numéro exact" : "même numéro sans l'indicatif de pays";
    const before = why.chosen_before ? " Déjà choisi pour ce numéro." : "";
    const here = why.made_here ? " Créé à ce poste il y a un instant." : "";
    return `Reconnu par ${why.field}, ${same}.${before}${here}`;
  },
  owner: "Propriétaire",
  nameless: "Appelant inconnu",
  line: (line: LineView) => {
    if (line.kind === "number") return line.extension ? `${line.text} poste ${line.extension}` : line.text;
    if (line.kind === "internal") return `Poste ${line.digits}`;
    if (line.kind === "unknown") return "Numéro inconnu";
    return line.kind === "withheld" ? "Numéro masqué" : "Numéro illisible";
  },
  writing: (title) => {
    if (title.kind === "call_log") return "Journaliser l'appel avec";
    if (title.kind === "calendar_event") return "Événement du calendrier";
    return title.kind === "new_record" ? `Création : ${title.object.toLowerCase()}` : title.object;
  },
  wrote: (title) => {
    if (title.kind === "call_log") return "Journal de l'appel";
    return title.kind === "calendar_event" ? "Événement du calendrier" : title.object;
  },
  leftOutBecause,
  value: { yes: "Oui", no: "Non", empty: "(vide)", newRecord: "le nouvel enregistrement" },
  past: (title) => {
    if (title.kind === "text") return title.text;
    if (title.kind === "case_opened") return `Requête ${title.number} ouverte`;
    return title.kind === "called" ? "A appelé" : "Appel";
  },
  withOwner: (owner) => `avec ${owner}`,
  orgFault: (fault) => {
    if (fault.kind === "table")
      return `La table ${fault.table} ne vise aucun appel, vise les mêmes qu'une autre, ou ne permet aucune qualification.`;
    if (fault.kind === "outcome")
      return `La table ${fault.table} permet la qualification ${fault.code}, qui n'existe pas.`;
    if (fault.kind === "row") {
      return `La qualification ${fault.label} partage sa touche ou son code avec une autre, ou n'a aucune des touches 1-9.`;
    }
    if (fault.kind === "phone_field_absent")
      return `La recherche nomme le champ de téléphone ${fault.field} (${fault.object}), que votre organisation n'a pas ou que votre utilisateur ne voit pas. Il est omis.`;
    if (fault.kind === "phone_field_holds_none")
      return `La recherche nomme le champ ${fault.field} (${fault.object}), dont le type ne permet pas de trouver des numéros. Il est omis.`;
    const what = `${fault.label} fixe ${fault.field} (${fault.object.toLowerCase()})`;
    return fault.kind === "field"
      ? `${what}, que votre organisation n'a pas ou que votre utilisateur ne peut pas écrire. Il est omis jusqu'à ce que votre administrateur l'accorde.`
      : `${what} à ${fault.value}, que votre organisation n'a pas.`;
  },
  rejection: {
    host: "Il n'était pas adressé à cet ordinateur.",
    origin: "Il venait d'une page web qui ne peut pas envoyer d'appels.",
    embedded: "Il venait de l'intérieur d'une autre page web.",
    unsigned: "Il ne portait ni signature ni secret.",
    bad_signature: "Sa signature ou son secret est faux.",
    stale: "Il est trop ancien.",
    not_found: "Son adresse n'est pas l'une de celles de Callside.",
    not_configured: "Cette téléphonie n'est pas configurée ici.",
    method: "Il a été envoyé de la mauvaise façon (méthode HTTP).",
    media_type: "Son format n'est pas de ceux qui sont lus ici.",
    too_large: "Il est trop volumineux.",
    slow: "Il a mis trop de temps à arriver.",
    broken_off: "Il s'est interrompu en route.",
    malformed: "Il est illisible.",
    unsupported_event: "Callside ne connaît pas ce genre d'événement.",
    busy: "Callside était trop occupé.",
    full: "Le disque était plein.",
    broken: "Callside n'a pas pu le conserver.",
    other: "Il n'a pas été pris.",
  },
  door: "Point d'entrée",
  toldSender: "L'expéditeur a reçu :",
};
