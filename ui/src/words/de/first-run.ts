import type { Words } from "../en/en";

/** German: the first steps. */
export const firstRun: Pick<Words, "firstRun"> = {
  firstRun: {
    title: "Erste Schritte",
    progress: "Schritte",
    isDone: "erledigt",
    isOpen: "noch nicht erledigt",
    step: {
      sign_in: "Anmelden",
      phones: "Telefonanlage",
      test_call: "Testanruf",
      keys: "Tasten",
    },
    heading: {
      sign_in: "Bei Salesforce anmelden",
      phones: "Welche Telefonanlage hat Ihre Firma?",
      test_call: "Erreichen Anrufe diesen Rechner?",
      keys: "Ein Anruf mit der Tastatur",
      end: "Das ist eingerichtet",
    },
    later: "Später",
    next: "Weiter",
    skip: "Schritt auslassen",
    phonesLead:
      "Ihre Anrufe kommen in dieses Fenster. Wählen Sie sie und tragen Sie ein, was sie braucht; die anderen bleiben möglich.",
    provider: "Telefonanlage",
    ways: { five9: "Five9", aircall: "Aircall", switch: "Eine andere Telefonanlage" },
    wayHints: {
      five9: "Web Connectors im Browser der Agenten oder eine Middleware",
      aircall: "Webhooks, und die API zum Anrufen",
      switch: "Signierte Webhooks, und eine REST-API zum Anrufen",
    },
    byAdmin: "Von Ihrer Firma eingerichtet",
    waysReady: (names) => `Bereit: ${names}.`,
    waysDoor: "Anrufe kommen an der Tür dieses Rechners an.",
    testLead:
      "Ein Testanruf geht von diesem Rechner durch seine eigene Tür, wie die Anrufe einer Telefonanlage. Oder rufen Sie Ihre eigene Nummer von einem anderen Telefon an. Von einem Testanruf geht nichts an Salesforce.",
    place: "Testanruf machen",
    lessonLead:
      "Dieser Anruf ist zum Üben: Nichts davon wird behalten oder gesendet. Die Tasten sind die echten.",
    practice: "Übungsanruf",
    practiceCaller: "Robin Muster, Musterfirma",
    practiceWhy: "Hier steht immer, wer anruft und warum Callside das annimmt.",
    press: (key) => `Drücken Sie ${key}:`,
    keyDoes: {
      notes: "Notizen schreiben.",
      blur: "die Notizen verlassen. Was Sie geschrieben haben, bleibt.",
      pick: "sagen, wie der Anruf ausging.",
      save: "sichern und abschließen.",
      find: "einen Anrufer finden.",
      back: "einen Schritt zurück, von jeder Seite aus.",
      team: "die Zahlen Ihres Teams sehen.",
      setup: "die Einrichtung sehen.",
    },
    count: (n, all) => `Taste ${n} von ${all}`,
    notThatOne: (key) => `Das war eine andere Taste. Gefragt ist ${key}.`,
    learnt: "Das sind die Tasten für einen ganzen Anruf. Alle anderen stehen auf dem Tastenblatt.",
    again: "Noch einmal",
    doIt: "Jetzt erledigen",
    goOn: "Wie es weitergeht",
    comeBack:
      "Diese Schritte kommen nicht mehr von selbst. Unter Einstellungen, Erste Schritte, sind sie zu finden.",
    finish: "Fertig",
    settingsLead: "Anmelden, Telefonanlage, Testanruf und eine Übung der Tasten, nacheinander.",
    open: "Erste Schritte öffnen",
    goOnHere: "Mit den ersten Schritten weitermachen",
  },
};
