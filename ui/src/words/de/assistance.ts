import type { Words } from "../en/en";
import { dative } from "./dative";

/** German: help on a call. */
export const assistance: Pick<Words, "assist"> = {
  assist: {
    ask: "Um Hilfe bitten",
    mine: "Ihre Bitte um Hilfe",
    asked: (at) => `Um Hilfe gebeten um ${at}`,
    told: (count) =>
      count === 1
        ? `Benachrichtigt: ${count} Person, die sich um Ihr Team kümmert`
        : `Benachrichtigt: ${count} Personen, die sich um Ihr Team kümmern`,
    nobody: "Niemand, der sich um Ihr Team kümmert, ist am Platz. Wer zurückkommt, sieht es.",
    waits: "Das Relay ist nicht erreichbar. Die Bitte geht hinaus, sobald es wieder da ist.",
    tooOld: "Das Relay Ihres Teams ist zu alt, um sie weiterzugeben. Ihr Admin kann es aktualisieren.",
    looking: (names) => `Sieht, was Sie sehen: ${names}`,
    takeBack: "Zurücknehmen",
    askedSaid: "Um Hilfe gebeten.",
    takenBack: "Die Bitte um Hilfe ist zurückgenommen.",
    noRelay: "Um Hilfe wird über das Relay Ihres Teams gebeten, und hier ist keines eingerichtet.",
    callOver: "Der Anruf ist vorbei. Um Hilfe bitten geht, solange er läuft.",
    noteFrom: (by, at) => `${by}, um ${at}`,
    noteSaid: (by, text) => `${by} schreibt: ${text}`,
    title: "Bitten um Hilfe",
    asks: (who) => `${who} bittet um Hilfe`,
    count: (count) => `Bitten um Hilfe: ${count}`,
    since: (age) => `seit ${dative(age)}`,
    alsoLooking: (names) => `Sieht zu: ${names}`,
    look: "Ansehen",
    lookAt: (who) => `Anruf ansehen: ${who}`,
    hint: "Wer hinsieht, sieht, was der Agent sieht, und der Agent sieht, wer hinsieht.",
    old: "Das Relay ist nicht erreichbar: Das kann sich geändert haben.",
    sees: (who) => `Was ${who} sieht`,
    comes: "Es ist vom Platz des Agenten unterwegs.",
    unreadable:
      "Das Callside des Agenten hat eine andere Version: Was es zeigt, ist hier nicht lesbar. Notizen kommen trotzdem an.",
    over: "Der Anruf ist vorbei, oder der Agent hat die Bitte zurückgenommen.",
    typed: "Bisher geschrieben",
    nothingTyped: "Noch nichts",
    notes: "Notizen an den Agenten",
    write: "Notiz an den Agenten",
    writeHint: "Sie erscheint sofort beim Anruf des Agenten, mit Ihrem Namen, und bleibt beim Anruf.",
    send: "Notiz senden",
    sent: "Die Notiz steht beim Anruf des Agenten.",
    fate: {
      over: "Die Bitte ist erledigt: Niemand hat diese Notiz. Sie steht noch hier.",
      not_reached: "Das Relay ist nicht erreichbar: Niemand hat diese Notiz. Sie steht noch hier.",
      empty: "Es gibt noch nichts zu senden.",
    },
    leave: "Schließen",
  },
};
