import type { Words } from "../en/en";

/** German: the clock after a call, do not disturb, and the keys. */
export const workday: Pick<Words, "workday"> = {
  workday: {
    afterCall: "Nachbearbeitungszeit",
    left: (time) => `noch ${time}`,
    over: (time) => `${time} darüber`,
    overSaid: "Die Zeit nach dem Anruf ist um. Nichts geht verloren; nehmen Sie sich, was Sie brauchen.",
    extend: "+1 min",
    extended: "Eine Minute mehr.",
    clock: "Uhr nach einem Anruf",
    clockHint: "Sie zählt herunter und lässt sich verlängern. Ist sie abgelaufen, geschieht nichts.",
    clockNone: "Keine Uhr",
    quiet: "Nicht stören",
    quietOn: "Nicht stören ist an: Anrufe kommen in dieses Fenster, und nichts sonst meldet sie.",
    quietOff: "Nicht stören ist aus.",
    quietHint:
      "Keine Benachrichtigungen, und das Fenster bittet nicht um Beachtung. Anrufe kommen trotzdem hinein.",
    keysTitle: "Tasten",
    keysLead:
      "Jede dieser Tasten kann eine andere sein. Ziffern, Eingabe, Esc und Strg K bleiben, wie sie sind.",
    change: "Ändern",
    changeOf: (what) => `Taste ändern: ${what}`,
    press: "Neue Taste drücken; Esc behält die alte",
    noKey: "keine Taste",
    taken: (key, what) => `${key} ist schon die Taste für: ${what}.`,
    takeIt: "Trotzdem nehmen",
    reserved: (key) => `${key} hat eine feste Bedeutung. Drücken Sie eine andere Taste.`,
    resetKeys: "Alle Tasten wie am Anfang",
    keysReset: "Alle Tasten sind wie am Anfang.",
    changed: (what, key) => `${what}: ${key}`,
  },
};
