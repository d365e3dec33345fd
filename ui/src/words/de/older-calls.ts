import type { Words } from "../en/en";
import { numberFormat } from "../formats";

/** German: older calls from Salesforce, and what customers said. */
const n = (count: number) => numberFormat("de").format(count);

export const olderCalls: Pick<Words, "olderCalls" | "satisfaction"> = {
  olderCalls: {
    title: "Ältere Anrufe holen",
    lead: "Anrufe, die in Salesforce protokolliert sind, kommen in den Verlauf dieses Rechners. In Salesforce wird nichts geschrieben.",
    whose: "Wessen Anrufe",
    mine: "Meine",
    team: "Alle, die ich sehen darf",
    first: "Von Tag",
    last: "Bis Tag",
    earliest: (day) => `Anrufe vor dem ${day} werden auf diesem Rechner nicht aufbewahrt.`,
    start: "Holen",
    pause: "Anhalten",
    resume: "Weiter",
    cancel: "Beenden",
    bar: "Wie weit es ist",
    counting: "Salesforce wird gefragt, wie viele es sind …",
    progress: (read, total) => `${n(read)} von ${n(total)}`,
    speed: (perSecond) => `${n(perSecond)} je Sekunde`,
    left: (time) => `noch ${time}`,
    came: (fresh, known) => `${n(fresh)} neu, ${n(known)} schon bekannt`,
    unreadable: (count) => `${n(count)} waren nicht lesbar und fehlen.`,
    state: {
      running: "Sie kommen",
      paused: "Angehalten. Was da ist, bleibt, und es geht dort weiter.",
      done: "Alle sind da.",
      cancelled: "Beendet. Was da ist, bleibt.",
      failed: "Salesforce lehnt es ab. Was da ist, bleibt.",
    },
    waits: {
      sign_in: "Es geht weiter, sobald Sie angemeldet sind.",
      org: "Es geht weiter, sobald die Person, die es begann, bei derselben Org angemeldet ist.",
      salesforce: "Salesforce antwortet nicht. Es geht von selbst weiter.",
      budget:
        "Die API-Aufrufe der Org werden knapp. Es geht von selbst weiter, sobald es wieder welche gibt.",
    },
    ready: (done, total) =>
      `Anrufe einer älteren Version werden für Filter und Zahlen bereit gemacht: ${n(done)} von ${n(total)}.`,
    only: "aus Salesforce, nur als Aufgabe bekannt",
    onlyLead:
      "Keine Telefonanlage hat Callside von diesem Anruf erzählt: Er ist aus einer Aufgabe in Salesforce bekannt. Halten, Nachbearbeitung und Wartezeit sind nicht bekannt.",
    dayOnly: "Die Aufgabe nennt den Tag, nicht die Stunde.",
    openTask: "Aufgabe öffnen",
    numbers:
      "Anrufe, die nur aus Aufgaben in Salesforce bekannt sind, zählen mit dem, was die Aufgabe sagt: Ihre Länge ist Gespräch. Halten, Nachbearbeitung, Wiederholungen und ob ein Anruf ohne Länge angenommen wurde, sind unbekannt und verdünnen keinen Durchschnitt.",
  },
  satisfaction: {
    title: "Kundenzufriedenheit",
    of: (average, best) => `${average} von ${best}`,
    count: (count) => (count === 1 ? "1 Bewertung" : `${n(count)} Bewertungen`),
    against: (change) => `${change} gegenüber den Tagen davor`,
    asOf: (age) => `Stand: ${age}`,
    asking: "Salesforce wird gefragt …",
    never: "Salesforce wurde noch nicht gefragt.",
    trouble: "Salesforce ließ sich nicht fragen.",
    leftOut: (count, worst, best) =>
      `${n(count)} Zeilen enthalten keine Bewertung von ${worst} bis ${best} und fehlen.`,
    cut: "Es gibt mehr Bewertungen, als gelesen werden. Die Abfrage sollte weniger Tage umfassen.",
    byDay: "Zufriedenheit nach Tag",
    by: {
      agent: "Zufriedenheit nach Agent",
      queue: "Zufriedenheit nach Warteschlange",
      campaign: "Zufriedenheit nach Kampagne",
    },
    day: "Tag",
    ratings: "Bewertungen",
    average: "Durchschnitt",
    means: (worst, best) =>
      `Durchschnitt dessen, was Kunden sagten, von ${worst} (am schlechtesten) bis ${best} (am besten), wie es die Abfrage des Admins findet. Tage ohne Bewertung sind eine Lücke.`,
    none: "Kundenzufriedenheit ist nicht eingerichtet. Ein Admin sagt in der Konfigurationsdatei, wo die Bewertungen stehen: siehe Anleitung für Teamleitungen.",
  },
};
