import type { Words } from "../en/en";

/** French: the first screens. */
export const start: Pick<Words, "signIn" | "keychain" | "database"> = {
  signIn: {
    title: "Se connecter à Salesforce",
    lead: "Callside montre qui appelle et écrit ce qu'il en est advenu. Il lui faut votre utilisateur Salesforce pour les deux.",
    where: "Où vous connectez-vous ?",
    production: "Production",
    productionHint: "login.salesforce.com",
    sandbox: "Sandbox",
    sandboxHint: "test.salesforce.com",
    myDomain: "My Domain",
    myDomainHint: "L'adresse propre à votre entreprise",
    host: "Adresse My Domain",
    hostExample: "acme.my.salesforce.com",
    hostNeeded: "Saisissez l'adresse de votre entreprise, comme acme.my.salesforce.com.",
    go: "Se connecter avec Salesforce",
    browser: "Votre navigateur s'ouvre. Callside ne voit jamais votre mot de passe.",
    ended: "Pourquoi vous êtes déconnecté",
    waitingTitle: "Continuez dans votre navigateur",
    waitingLead: "Connectez-vous là-bas et autorisez Callside. Cet écran continue de lui-même.",
    noBrowser: "Pas de navigateur ? Copiez cette adresse dans l'un de ceux de cet ordinateur :",
    address: "Adresse de connexion",
    settings: "Réglages de connexion",
    expired: (name) =>
      `${name}, Salesforce vous demande de vous reconnecter. Appels et notes continuent ; ce que vous enregistrez est envoyé ensuite.`,
  },
  keychain: {
    title: "Pas de trousseau",
    lead: "Callside garde votre connexion et la clé de sa base de données dans le trousseau de cet ordinateur. Il n'en atteint aucun :",
    choose: "Que doit faire Callside ?",
    tryAgain: "Réessayer",
    tryAgainHint: "Après avoir déverrouillé ou installé un trousseau. Le plus sûr.",
    session: "Seulement jusqu'à la fermeture de Callside",
    sessionHint:
      "Les secrets restent en mémoire. Vous vous reconnectez après chaque démarrage, et les appels gardés sur cet ordinateur ne sont alors plus lisibles.",
    file: "Dans un fichier de votre utilisateur",
    fileHint:
      "Qui peut lire vos fichiers, ou votre sauvegarde, peut utiliser votre connexion et lire les appels conservés. Ne le choisissez que si votre administrateur est d'accord.",
    go: "Continuer",
  },
  database: {
    title: "La base de données de Callside ne s'ouvre pas",
    what: "Ce qui s'est passé",
    todo: "Que faire",
    kept: "Rien n'a été supprimé. Tant que ce n'est pas réparé, aucun appel ne peut être conservé ici.",
    look: "Regarder de nouveau",
  },
};
