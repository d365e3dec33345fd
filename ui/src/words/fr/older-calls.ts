import type { Words } from "../en/en";
import { numberFormat } from "../formats";

/** French: older calls from Salesforce, and what customers said. */
const n = (count: number) => numberFormat("fr").format(count);

export const olderCalls: Pick<Words, "olderCalls" | "satisfaction"> = {
  olderCalls: {
    title: "Reprendre d'anciens appels",
    lead: "Les appels consignés dans Salesforce entrent dans l'historique de ce poste. Rien n'est écrit dans Salesforce.",
    whose: "Appels de qui",
    mine: "Les miens",
    team: "Tous ceux que je peux voir",
    first: "Du jour",
    last: "Au jour",
    earliest: (day) => `Les appels d'avant le ${day} ne sont pas gardés sur ce poste.`,
    start: "Reprendre",
    pause: "Suspendre",
    resume: "Continuer",
    cancel: "Terminer",
    bar: "Avancement",
    counting: "Salesforce est interrogé sur leur nombre…",
    progress: (read, total) => `${n(read)} sur ${n(total)}`,
    speed: (perSecond) => `${n(perSecond)} par seconde`,
    left: (time) => `encore ${time}`,
    came: (fresh, known) => `${n(fresh)} nouveaux, ${n(known)} déjà connus`,
    unreadable: (count) => `${n(count)} n'ont pas pu être lus et manquent.`,
    state: {
      running: "Ils arrivent",
      paused: "Suspendu. Ce qui est arrivé reste, et la suite reprend au même point.",
      done: "Ils sont tous là.",
      cancelled: "Terminé. Ce qui est arrivé reste.",
      failed: "Salesforce refuse. Ce qui est arrivé reste.",
    },
    waits: {
      sign_in: "La suite vient quand vous serez connecté.",
      org: "La suite vient quand la personne qui a commencé sera connectée à la même org.",
      salesforce: "Salesforce ne répond pas. La suite vient d'elle-même.",
      budget: "Les appels d'API de l'org s'épuisent. La suite vient d'elle-même quand il y en aura.",
    },
    ready: (done, total) =>
      `Les appels d'une version antérieure sont préparés pour les filtres et les chiffres : ${n(done)} sur ${n(total)}.`,
    only: "de Salesforce, connu par une tâche seulement",
    onlyLead:
      "Aucun système téléphonique n'a signalé cet appel à Callside : il est connu par une tâche de Salesforce. L'attente, la mise en garde et le travail après appel ne sont pas connus.",
    dayOnly: "La tâche dit le jour et non l'heure.",
    openTask: "Ouvrir la tâche",
    numbers:
      "Les appels connus par des tâches de Salesforce seulement comptent avec ce que dit la tâche : sa durée est la conversation. Mise en garde, travail après appel, répétitions et réponse à un appel sans durée sont inconnus et ne tirent aucune moyenne vers le bas.",
  },
  satisfaction: {
    title: "Satisfaction des clients",
    of: (average, best) => `${average} sur ${best}`,
    count: (count) => (count === 1 ? "1 note" : `${n(count)} notes`),
    against: (change) => `${change} par rapport aux jours précédents`,
    asOf: (age) => `État : ${age}`,
    asking: "Salesforce est interrogé…",
    never: "Salesforce n'a pas encore été interrogé.",
    trouble: "Salesforce n'a pas pu être interrogé.",
    leftOut: (count, worst, best) =>
      `${n(count)} lignes ne portent pas de note de ${worst} à ${best} et manquent.`,
    cut: "Il y a plus de notes que ce qui est lu. La requête devrait porter sur moins de jours.",
    byDay: "Satisfaction par jour",
    by: {
      agent: "Satisfaction par agent",
      queue: "Satisfaction par file d'attente",
      campaign: "Satisfaction par campagne",
    },
    day: "Jour",
    ratings: "Notes",
    average: "Moyenne",
    means: (worst, best) =>
      `Moyenne de ce qu'ont dit les clients, de ${worst} (pire) à ${best} (meilleur), selon la requête de l'administrateur. Les jours sans note sont un vide.`,
    none: "La satisfaction des clients n'est pas configurée. Un administrateur indique dans le fichier de configuration où sont les notes : voir le guide des superviseurs.",
  },
};
