import type { Words } from "../en/en";

/** German: the first screens. */
export const start: Pick<Words, "signIn" | "keychain" | "database"> = {
  signIn: {
    title: "Bei Salesforce anmelden",
    lead: "Callside zeigt, wer anruft, und hält fest, was daraus wurde. Für beides braucht es Ihren Salesforce-Benutzer.",
    where: "Wo melden Sie sich an?",
    production: "Produktion",
    productionHint: "login.salesforce.com",
    sandbox: "Sandbox",
    sandboxHint: "test.salesforce.com",
    myDomain: "My Domain",
    myDomainHint: "Die eigene Adresse Ihrer Firma",
    host: "My-Domain-Adresse",
    hostExample: "acme.my.salesforce.com",
    hostNeeded: "Geben Sie die Adresse Ihrer Firma ein, etwa acme.my.salesforce.com.",
    go: "Mit Salesforce anmelden",
    browser: "Ihr Browser öffnet sich. Callside sieht Ihr Kennwort nie.",
    ended: "Warum Sie abgemeldet sind",
    waitingTitle: "Weiter im Browser",
    waitingLead: "Melden Sie sich dort an und erlauben Sie Callside. Hier geht es dann von selbst weiter.",
    noBrowser: "Kein Browser? Öffnen Sie diese Adresse in einem Browser auf diesem Rechner:",
    address: "Anmeldeadresse",
    settings: "Verbindungseinstellungen",
    expired: (name) =>
      `${name}, Salesforce verlangt eine neue Anmeldung. Anrufe und Notizen laufen weiter; was Sie speichern, wird danach gesendet.`,
  },
  keychain: {
    title: "Kein Schlüsselbund",
    lead: "Callside verwahrt Ihre Anmeldung und den Schlüssel seiner Datenbank im Schlüsselbund dieses Rechners. Es erreicht keinen:",
    choose: "Was soll Callside tun?",
    tryAgain: "Noch einmal versuchen",
    tryAgainHint: "Nachdem Sie einen Schlüsselbund entsperrt oder installiert haben. Der sicherste Weg.",
    session: "Nur bis Callside schließt",
    sessionHint:
      "Geheimnisse bleiben im Arbeitsspeicher. Sie melden sich nach jedem Start neu an, und gespeicherte Anrufe sind dann nicht lesbar.",
    file: "In einer Datei Ihres Benutzers",
    fileHint:
      "Wer Ihre Dateien oder Ihre Sicherung lesen kann, kann Ihre Anmeldung benutzen und die Anrufe lesen. Nur mit Zustimmung Ihres Admins.",
    go: "Weiter",
  },
  database: {
    title: "Die Datenbank von Callside lässt sich nicht öffnen",
    what: "Was geschehen ist",
    todo: "Was zu tun ist",
    kept: "Nichts wurde gelöscht. Bis dies behoben ist, kann hier kein Anruf gespeichert werden.",
    look: "Noch einmal nachsehen",
  },
};
