import type { PhoneSystem } from "../../host/bindings";
import type { Words } from "../en/en";

const systems: Record<PhoneSystem, string> = {
  five9: "Five9",
  aircall: "Aircall",
  phone: "Une autre téléphonie",
};
const s = (system: PhoneSystem) => systems[system];

/** French: the self-test. */
export const selfTest: Pick<Words, "selfTest"> = {
  selfTest: {
    title: "Autotest",
    lead: "Passe en revue tout ce qui doit être en ordre : cet ordinateur, le chemin vers Salesforce, vos droits là-bas, la téléphonie. Rien n'est modifié.",
    run: "Lancer l'autotest",
    again: "Le relancer",
    running: "Examen… cela dure autant que la réponse la plus lente.",
    allGood: "Tout ce qui compte fonctionne.",
    warnings: "Cela fonctionne ; quelqu'un devrait regarder ce qui est signalé.",
    bad: "Quelque chose ne fonctionne pas. Chaque ligne dit quoi et qui y remédie.",
    mends: "Y remédie",
    diagnostics: "Fichier de diagnostic",
    diagnosticsLead:
      "Pour l'assistance : autotest, réglages et journal, sans noms, numéros ni secrets. Lisez-le d'abord ; il n'est enregistré qu'ensuite.",
    prepare: "Le préparer",
    content: "C'est exactement ceci qui sera enregistré",
    save: "Enregistrer dans les téléchargements",
    saved: (path) => `Enregistré sous ${path}.`,
    grades: { good: "Bon", skipped: "Pas requis", warning: "À voir", bad: "Mauvais" },
    menders: {
      person: "Vous",
      it: "L'informatique",
      salesforce_admin: "Votre administrateur Salesforce",
      phone_admin: "Qui gère la téléphonie",
    },
    areas: {
      policy: "Stratégie",
      keychain: "Trousseau",
      database: "Base de données",
      disk: "Disque",
      display: "Écran",
      notifications: "Notifications",
      network: "Chemin vers Salesforce",
      clock: "Horloge",
      sign_in: "Connexion",
      scopes: "Portées",
      permissions: "Autorisations",
      fields: "Champs",
      rules: "Qualifications et champs",
      api_budget: "Appels d'API",
      door: "Point d'entrée de cet ordinateur",
      phones: "Téléphonie",
      relay: "Relais",
      updates: "Nouvelles versions",
    },
    keychain: {
      no_keychain: "Callside n'atteint aucun trousseau ; les secrets ne durent que cette session.",
      locked: "Le trousseau est verrouillé.",
      unsafe: "Le fichier qui remplace le trousseau est lisible par d'autres ou endommagé.",
      failed: "Le trousseau ne répond pas.",
    },
    found: {
      policy_none: (p) => `Il n'y en a pas (${p.place}).`,
      policy_holds: (p) => `${p.settings} réglages de ${p.place}.`,
      keychain_works: "Les secrets reposent dans le trousseau.",
      secrets_in_file:
        "Il n'y a pas de trousseau ; les secrets reposent dans un fichier que vous seul pouvez lire.",
      database_opens: "Elle s'ouvre avec sa clé.",
      database_not_yet: "Il n'y en a pas encore.",
      database_in_use: "Un autre Callside l'utilise.",
      disk_room: (p) => `${p.megabytes} Mo sont libres.`,
      disk_short: (p) =>
        `Seulement ${p.megabytes} Mo sont libres. Faites de la place avant que l'enregistrement échoue.`,
      disk_unknown: "Ce système ne dit pas la place restante.",
      display_there: "Présent.",
      display_none: "Il n'y en a pas dans cette session.",
      notifications_shown: (p) => (p.server === "" ? "Le système les affiche." : `${p.server} les affiche.`),
      notifications_none: "Rien n'affiche de notifications ici ; la fenêtre annonce quand même les appels.",
      network_works: (p) => `${p.host} répond en ${p.ms} ms.`,
      network_name: (p) => `Le nom ${p.host} est inconnu. Vérifiez le DNS.`,
      network_unreachable: (p) => `${p.host} est injoignable. Vérifiez le réseau et le pare-feu.`,
      network_proxy: (p) => `Le proxy ne laisse pas passer ${p.host}. Vérifiez ses règles.`,
      network_certificate: (p) =>
        `Le certificat de ${p.host} n'est pas reconnu. Si un proxy ouvre TLS, installez le certificat racine de l'entreprise.`,
      network_slow: (p) => `${p.host} n'a pas répondu en 10 secondes.`,
      network_strange: (p) =>
        `Ce qui répond à ${p.host} n'est pas Salesforce : un proxy ou une page de connexion.`,
      network_no_tls:
        "Cet ordinateur ne peut pas établir de connexion sûre. Vérifiez OpenSSL et ses certificats.",
      clock_right: "À l'heure.",
      clock_off: (p) =>
        p.seconds > 0
          ? `${p.seconds} secondes d'avance sur Salesforce. Activez la synchronisation de l'heure.`
          : `${-p.seconds} secondes de retard sur Salesforce. Activez la synchronisation de l'heure.`,
      clock_unknown: "Rien à quoi la comparer.",
      signed_in: (p) => `${p.username} sur ${p.host}`,
      signed_out: "Personne n'est connecté.",
      no_client_id: "Aucune clé consommateur n'est saisie, personne ne peut donc se connecter.",
      sign_in_over: "La connexion a expiré. Reconnectez-vous ; rien n'est perdu.",
      scopes_enough: "Suffisantes.",
      scope_missing: (p) => `Il manque à l'application la portée ${p.scope}.`,
      permissions_enough: "Suffisantes.",
      object_hidden: (p) => `Vous ne voyez pas ${p.object}.`,
      object_not_createable: (p) => `Vous ne pouvez pas créer d'enregistrements ${p.object}.`,
      fields_there: (p) => `Tous là. Les appels sont marqués dans ${p.mark}.`,
      field_missing: (p) => `${p.object}.${p.field} manque ou ne peut pas être écrit.`,
      mark_in_subject:
        "CallObject est masqué et CallKey__c absent ; l'objet porte donc la marque de l'appel.",
      rules_fit: "Elles conviennent à l'organisation.",
      rules_faulty: (p) => `${p.faults} erreurs. Configuration les nomme.`,
      budget_fine: (p) => `${p.percent} % des appels du jour sont consommés.`,
      budget_short: (p) =>
        `${p.percent} % des appels du jour sont consommés ; ce qui peut attendre ralentit.`,
      budget_spent: "Ils sont épuisés. Les clôtures enregistrées attendent.",
      budget_unknown: "Salesforce ne l'a pas dit.",
      door_open: (p) => `Ouvert sur le port ${p.port}.`,
      phone_ready: (p) => `${s(p.system)} : en place ; rien n'a été refusé en un jour.`,
      phone_unused: (p) => `${s(p.system)} : pas configuré.`,
      phone_refused: (p) =>
        `${s(p.system)} : ${p.count} événements refusés en un jour, le dernier pour cette raison :`,
      phone_answers: (p) => `${p.name} accepte la clé et répond en ${p.ms} ms.`,
      phone_untried: (p) =>
        `${p.name} a une clé. L'interroger coûte du crédit ; seule la configuration l'essaie.`,
      relay_none: "Pas utilisé.",
      relay_answers: (p) => `${p.relay} répond.`,
      relay_by_events: (p) =>
        `${p.relay} répond. Un proxy bloque les WebSockets ; les appels arrivent quand même.`,
      relay_sign_in: (p) => `${p.relay} répond et vous demande de vous connecter.`,
    },
  },
};
