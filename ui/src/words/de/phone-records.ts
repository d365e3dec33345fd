import type { Words } from "../en/en";

/** Deutsch: was Telefonanlagen wissen, was sie für die Einrichtung bieten, und die Kürzel von Sticky Calls. */
export const phoneRecords: Pick<Words, "phoneRecord" | "phoneLists" | "memoryCodes"> = {
  phoneRecord: {
    show: (system) => `Was ${system} weiß`,
    asking: "Wird gefragt…",
    contacts: "In ihrem Adressbuch",
    none: "Ihr Adressbuch hat diese Nummer nicht.",
    add: (system) => `In ${system} aufnehmen`,
    timeline: "Was geschah",
    tags: "Tags",
    comments: "Kommentare",
    close: "Schließen",
  },
  phoneLists: {
    people: "Benutzer",
    peopleLead: "Wer in Salesforce dieselbe E-Mail-Adresse hat, ist dieselbe Person.",
    list: "Auflisten",
    listing: "Wird gefragt…",
    name: "Name",
    email: "E-Mail",
    id: "Id",
    takesCalls: "Nimmt Anrufe an",
    me: "Das bin ich",
    isMe: "Sie",
    team: "Für das Team des Relays",
    none: "Es gibt keine.",
    campaign: "Kampagne für Anrufe",
    campaignHint: "Leer: Ihre Middleware entscheidet.",
    campaigns: "Kampagnen in Five9",
    dispositionsLead: "Ein Ergebnis, das in Five9 gesetzt wird, wird hier vorgeschlagen.",
    theirs: "Ergebnis in Five9",
    push: "Das Ergebnis nach dem Abschluss in Five9 setzen",
  },
  memoryCodes: {
    number: (kind) =>
      ({ mobile: "Mobilnummer", landline: "Festnetznummer", voip: "Internetnummer" })[kind] ?? "Nummer",
    external: "eine Ihrer Ids",
    reference: "Referenz",
    recent: (days) => (days === 1 ? "Anruf am letzten Tag" : `Anruf in den letzten ${days} Tagen`),
    levels: {
      very_low: "sehr gering",
      low: "gering",
      medium: "mittel",
      high: "hoch",
      very_high: "sehr hoch",
    },
    advice: { ignore: "wie neu behandeln", verify: "erst prüfen", reuse: "an das letzte Mal anknüpfen" },
    status: { open: "offen", resolved: "erledigt", abandoned: "aufgegeben" },
  },
};
