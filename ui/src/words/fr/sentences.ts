/** French: what the engine says, by its kinds and parts. */
import type { DatabaseTrouble, KeychainTrouble, RelayTrouble, SecretOf } from "../../host/bindings";
import type { Words } from "../en/en";
import { phoneTroubles } from "./phone-troubles";
import { told } from "./told";

const keychain: Record<KeychainTrouble, string> = {
  no_keychain: "Cet ordinateur n'a pas de trousseau que Callside puisse atteindre.",
  locked: "Le trousseau est verrouillé.",
  unsafe: "Le fichier qui remplace le trousseau est lisible par d'autres ou endommagé.",
  failed: "Le trousseau ne répond pas.",
};

const copy = (at: string | null) =>
  at === null
    ? "Aucune copie n'a pu être faite ; le fichier a été laissé tel quel."
    : `Une copie a été mise sous ${at}.`;

const RESTART = "Redémarrez Callside ; si cela revient, envoyez le journal à votre administrateur.";

/** What happened to the database, and what to do. */
function database(trouble: DatabaseTrouble): [what: string, todo: string] {
  switch (trouble.kind) {
    case "wrong_key":
      return [
        "La clé de votre trousseau n'ouvre pas la base de données de Callside. Le fichier a été laissé tel quel.",
        "Déverrouillez le trousseau utilisé auparavant, ou demandez à votre administrateur d'en restaurer l'entrée.",
      ];
    case "key_lost":
      return [
        "La clé de la base de données de Callside n'est pas dans le trousseau. La base a été laissée telle quelle.",
        "Déverrouillez le trousseau utilisé auparavant, ou demandez à votre administrateur d'en restaurer l'entrée.",
      ];
    case "corrupt":
      return [
        `La base de données de Callside est endommagée. ${copy(trouble.copied_to)}`,
        "Restaurez-la depuis une sauvegarde, ou consultez votre administrateur avant de repartir d'une base vide.",
      ];
    case "newer":
      return [
        `Un Callside plus récent a écrit cette base de données. ${copy(trouble.copied_to)}`,
        "Réinstallez le Callside plus récent.",
      ];
    case "gone":
      return [
        "Le fichier de la base de données de Callside a disparu de son dossier. Rien de neuf n'a été créé à sa place.",
        "Remettez le fichier, ou consultez votre administrateur avant de repartir d'une base vide.",
      ];
    case "locked":
      return [
        "Un autre Callside de cet ordinateur utilise la base de données.",
        "Fermez l'autre et redémarrez Callside.",
      ];
    case "full":
      return ["Le disque est plein ; rien de nouveau n'est enregistré.", "Faites de la place et réessayez."];
    case "read_only":
      return [
        "Le dossier de Callside n'est pas accessible en écriture ; rien de nouveau n'est enregistré.",
        "Demandez à votre administrateur le droit d'y écrire.",
      ];
    case "closed":
      return [
        "La base de données de Callside est fermée ; rien de nouveau n'est enregistré.",
        "Redémarrez Callside.",
      ];
    case "unexpected":
      return [
        `La base de données de Callside a échoué (${trouble.code}) ; rien de nouveau n'est enregistré.`,
        RESTART,
      ];
    case "not_started":
      return ["Callside n'a pas pu démarrer ses composants. Rien n'a été modifié.", RESTART];
  }
}

const relay: Record<RelayTrouble, string> = {
  unreachable:
    "Le relais est injoignable. Les appels y attendent ; Callside réessaie de lui-même. Si cela dure, vérifiez l'adresse et le réseau.",
  not_a_relay:
    "Ce qui répond à cette adresse n'est pas un relais, par exemple la page d'un proxy. Vérifiez l'adresse ; Callside réessaie de lui-même.",
  busy: "Le relais est occupé ou redémarre. Les appels y attendent ; Callside réessaie de lui-même.",
  silent: "La liaison est devenue muette. Les appels attendent au relais ; Callside se reconnecte.",
  not_kept:
    "Cet ordinateur n'a pas pu conserver ce qui est arrivé. Cela attend au relais ; faites de la place sur le disque et cela repart.",
  not_of_the_team:
    "Le relais ne vous connaît pas. Demandez à votre administrateur de vous ajouter à son équipe.",
  version:
    "Ce Callside et le relais sont trop éloignés en version. Demandez à votre administrateur lequel mettre à jour.",
  address: "Ce n'est pas l'adresse d'un relais. Saisissez-en une comme https://relay.example.com.",
  no_answer: "Le relais est injoignable. Rien n'a été modifié ; réessayez.",
};

const secret: Record<SecretOf, string> = { aircall: "Le jeton d'Aircall", phone: "Le secret de signature" };

export const sentences: Pick<Words, "sentence" | "keychainTrouble" | "databaseTrouble"> = {
  sentence: {
    internal:
      "Callside a commis une erreur. Ce que vous avez enregistré est conservé. Réessayez ; si cela revient, envoyez le journal à votre administrateur.",
    not_ready:
      "La base de données de Callside n'est pas ouverte, rien ne peut être lu ni enregistré. Le premier écran dit quoi faire.",
    unknown_call: "Cet appel est inconnu sur cet ordinateur.",
    unknown_action: "Cette action n'existe plus.",
    admin_only: "Seul un administrateur de Callside peut modifier ceci.",
    signed_files_only:
      "Votre entreprise n'accepte que des fichiers de configuration signés. Rien n'a été modifié.",
    unknown_entry: "Cet élément n'est plus dans la boîte d'envoi.",
    not_offered:
      "Cette qualification n'est plus proposée pour cet appel. Vos notes sont conservées ; choisissez-en une autre.",
    rules_faulty: ({ faults }) =>
      `Ce que vous avez saisi a des erreurs (${faults}). Ce qui tournait continue.`,
    nothing_rehearsed: "Rien n'a encore été simulé.",
    bad_days: ({ most }) => `Simulez sur 1 à ${most} jours.`,
    not_a_record_id: "Saisissez l'identifiant d'un enregistrement Salesforce : 15 ou 18 lettres et chiffres.",
    nobody_meant: "Saisissez d'abord un numéro de téléphone ou un identifiant d'enregistrement.",
    bad_term: ({ least, most }) => `Saisissez de ${least} à ${most} jours.`,
    not_a_phone_number: "Saisissez un numéro de téléphone, avec son indicatif s'il est à l'étranger.",
    update_in_call:
      "Rien n'est installé pendant qu'un appel sonne ou est en cours. Installez-la après l'appel.",
    too_late: "C'est déjà en route vers Salesforce et ne peut plus être modifié ici.",
    other_org: "Ceci appartient à une autre organisation. Connectez-vous-y pour continuer ; c'est conservé.",
    only_signed:
      "Votre organisation ne laisse modifier ceci que par un fichier de configuration signé. Rien n'a été modifié ; demandez à qui les signe.",
    sign_in_needed:
      "Salesforce vous demande de vous connecter. Appels et notes continuent ; ce que vous enregistrez est envoyé ensuite.",
    unreachable: "Salesforce est injoignable. Appels et notes continuent.",
    took_too_long: "Salesforce a mis trop de temps à répondre. Réessayez.",
    answer_too_large:
      "La réponse de Salesforce dépasse ce que Callside lit en une fois (16 Mo) ; rien n'en est donc affiché. Demandez moins de lignes ou de champs.",
    busy: "Salesforce est occupé. Réessayez dans un instant.",
    limit_reached:
      "Votre organisation a épuisé ses appels d'API Salesforce. Ce que vous enregistrez part quand il y en a de nouveau.",
    not_permitted:
      "Salesforce ne le permet pas à votre utilisateur. Demandez l'autorisation à votre administrateur.",
    unreadable_answer:
      "Salesforce a donné une réponse que Callside ne sait pas lire. Rien n'a été modifié. Réessayez.",
    no_browser:
      "Aucun navigateur n'a pu démarrer. Demandez à votre administrateur de définir le navigateur par défaut de cet ordinateur.",
    database: ({ trouble }) => database(trouble).join(" "),
    secrets_not_changed: (parts) => `${keychain[parts.keychain]} Les secrets n'ont pas été modifiés.`,
    sign_in_still_rests: (parts) =>
      `${keychain[parts.keychain]} La connexion s'y trouve peut-être encore ; déconnectez-vous de nouveau.`,
    phone_system_bad: ({ system, fault }) => phoneTroubles.phoneFault(system, fault),
    confidences_bad:
      "Les taux vont de 0 à 1, et « à vérifier à partir de » n'est pas au-dessus de « reconnu à partir de ».",
    quiet_hours_bad: "Les heures de repos sont des heures du jour, comme 21:00.",
    id_without_source: ({ name }) => `Dites d'où vient l'ID ${name}.`,
    webhook_needs_https:
      "Aircall envoie ses événements à une adresse qui commence par https://, comme celle d'un relais.",
    no_sticky_key: "Saisissez d'abord une clé de Sticky Calls et enregistrez-la.",
    number_needed: "Saisissez un numéro complet, comme +1 415 555 0134.",
    mapping_unreadable: ({ line, column }) =>
      `La correspondance est illisible à la ligne ${line}, colonne ${column}. Celle en vigueur reste.`,
    mapping_path_bad: ({ field, character }) =>
      `L'emplacement de ${field} n'est pas un chemin JSON, au caractère ${character}. La correspondance en vigueur reste.`,
    ivr_unreadable: ({ line, column }) =>
      `Les règles sont illisibles à la ligne ${line}, colonne ${column}. Celles en vigueur restent.`,
    ivr_budget_bad: ({ least, most }) =>
      `budget_ms est compris entre ${least} et ${most}. Les règles en vigueur restent.`,
    ivr_rule_bad: ({ rule, character }) =>
      `« ${rule} » nomme quelque chose qui n'existe pas, au caractère ${character}. Les règles en vigueur restent.`,
    notes_too_long: ({ most }) =>
      `Les notes sont plus longues que ce que Salesforce peut contenir (${most} caractères). Raccourcissez-les.`,
    too_many_fields: ({ most }) =>
      `La fiche affiche au plus ${most} champs supplémentaires d'un objet. Retirez-en d'abord un.`,
    too_many_phone_fields: ({ most }) =>
      `Une recherche porte sur ${most} champs de téléphone d'un objet au plus. Retirez-en d'abord un.`,
    no_such_field: ({ field }) =>
      `Votre organisation n'a pas de champ ${field}, ou votre utilisateur ne le voit pas. Demandez à votre administrateur.`,
    bad_time: "Cette heure est illisible. Choisissez-la de nouveau.",
    not_a_record: "Ce n'est pas un enregistrement Salesforce.",
    not_a_caller: "Un appelant est un Contact, une Piste ou un Compte.",
    bad_region: "La région est formée de deux lettres d'un pays, comme FR ou BE.",
    bad_api_version: "La version d'API est un nombre comme 62.0, pas inférieur à 59.0.",
    secret_too_short: ({ of, least }) =>
      `${secret[of]} ne convient pas : il faut au moins ${least} caractères.`,
    not_a_signing_key: "Le secret de signature ne convient pas : c'est whsec_ suivi de base64.",
    not_an_address: "Ce n'est pas une adresse Salesforce. Saisissez un hôte comme acme.my.salesforce.com.",
    no_client_id:
      "Aucune clé consommateur n'est saisie. Demandez à votre administrateur Salesforce celle de l'application Callside et entrez-la dans les réglages.",
    no_sign_in_port: ({ ports }) =>
      `D'autres programmes utilisent les ports de la connexion (${ports.join(", ")}). Fermez-en un et reconnectez-vous.`,
    sign_in_denied: "La connexion a été refusée dans le navigateur. Reconnectez-vous quand vous êtes prêt.",
    sign_in_timed_out: "Personne ne s'est connecté en cinq minutes. Reconnectez-vous.",
    sign_in_refused: ({ code }) =>
      `Salesforce a refusé la connexion (${code}). Donnez ce mot à votre administrateur.`,
    sign_in_unreachable: "Le serveur de connexion de Salesforce est injoignable. Réessayez.",
    sign_in_bad_answer:
      "Le serveur de connexion a donné une réponse que Callside ne peut utiliser. Vérifiez l'adresse avec votre administrateur.",
    sign_in_not_kept: (parts) =>
      `${keychain[parts.keychain]} La connexion ne peut pas être conservée ; reconnectez-vous.`,
    no_tls:
      "Cet ordinateur ne peut pas établir de connexion sûre. Demandez à votre administrateur de vérifier ses certificats.",
    org_not_read: "L'organisation n'a pas pu être lue. Reconnectez-vous.",
    not_revoked:
      "Vous êtes déconnecté sur cet ordinateur. Salesforce était injoignable pour y mettre fin aussi là-bas ; votre administrateur le peut.",
    sign_in_again: "Salesforce vous demande de vous reconnecter.",
    unreachable_sent_later:
      "Salesforce est injoignable. Appels et notes continuent ; ce que vous enregistrez est envoyé plus tard.",
    door_ports_taken: ({ ports }) =>
      `Un autre programme utilise les ports du point d'entrée de Callside (${ports.join(", ")}), les appels de la téléphonie n'arrivent donc pas. Fermez ce programme ; Callside réessaie de lui-même.`,
    door_no_secret: (parts) =>
      `${keychain[parts.keychain]} Les appels de la téléphonie n'arrivent donc pas. Callside réessaie de lui-même.`,
    door_bad_secret:
      "Le secret du point d'entrée de Callside est endommagé, les appels de la téléphonie n'arrivent donc pas. Demandez à votre administrateur de le retirer du trousseau et redémarrez Callside.",
    paused_for_sign_in: "Rien n'est envoyé tant que personne ne se connecte à Salesforce. Tout est conservé.",
    paused_until: (_, when) =>
      `Votre organisation a épuisé ses appels d'API Salesforce. Rien n'est envoyé avant ${when}. Tout est conservé.`,
    console_not_allowed:
      "La console est réservée aux superviseurs et administrateurs. Demandez l'ensemble d'autorisations à votre administrateur.",
    api_calls_kept:
      "Votre organisation manque d'appels d'API. Ils sont gardés pour les appels et les clôtures ; le reste continue plus tard de lui-même.",
    query_over: "Cette requête est terminée. Relancez-la.",
    bad_condition: "La condition est illisible.",
    look_up_faulty: ({ message }) => `Votre administrateur doit corriger cette consultation : ${message}`,
    stale: ({ because }) => told.stale[because],
    bad_file: "Ce fichier ne contient pas de consultations de Callside. Ce que vous aviez est conservé.",
    no_downloads:
      "Le fichier n'a pas pu être enregistré : il n'y a pas de dossier de téléchargements. Rien d'autre n'a changé.",
    no_room_for_file:
      "Le disque est plein : le fichier n'a pas été enregistré. Ce qui existait n'a pas changé. Faites de la place et réessayez.",
    not_a_picture: "Ce n'est pas une image ; rien n'a été enregistré.",
    older_calls_not_allowed:
      "Votre rôle ou votre organisation ne permet pas de reprendre ces appels. Demandez à votre administrateur.",
    older_calls_under_way: "D'anciens appels arrivent déjà. Attendez-les, ou terminez d'abord.",
    file_not_saved:
      "Le fichier n'a pas pu être enregistré. Rien d'autre n'a changé. Faites de la place dans vos téléchargements et réessayez.",
    relay: ({ trouble }) => relay[trouble],
    relay_not_kept: (parts) =>
      `${keychain[parts.keychain]} La session du relais ne peut pas être conservée ; rien n'a été modifié.`,
    set_by_policy:
      "Votre organisation a fixé ceci, et seul votre administrateur peut le modifier. Rien n'a changé.",
    supervisor_only:
      "Seuls les superviseurs et administrateurs de Callside voient les nombres d'une équipe. Votre administrateur donne ce rôle.",
    flags_by_supervisors:
      "Seuls les superviseurs et administrateurs de Callside marquent des appels. Votre administrateur donne ce rôle.",
    unknown_flag: "Votre entreprise n'a plus ce repère. Choisissez-en un autre.",
    colleague_unknown: "Ce collègue ne peut pas recevoir de travail pour l'instant. Rien n'a changé.",
    filter_needs_name: "Donnez un nom au filtre, pour le retrouver.",
    too_many_filters: ({ most }) =>
      `Il y a déjà ${most} filtres. Oubliez-en d'abord un ; celui-ci reste appliqué.`,
    lacks_disposition: "Choisissez comment l'appel s'est terminé (touches 1-9).",
    lacks_notes: "Cette qualification exige des notes.",
    lacks_confirmation: "Confirmez d'abord qui appelle.",
    lacks_pick: "Choisissez d'abord qui appelle.",
    lacks_field: ({ label }) => `${label} doit être rempli.`,
  },
  keychainTrouble: keychain,
  databaseTrouble: {
    what: (trouble) => database(trouble)[0],
    todo: (trouble) => database(trouble)[1],
  },
};
