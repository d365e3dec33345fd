import type { Words } from "../en/en";

/** German: which fields are searched for a caller's number. */
export const phoneFields: Pick<Words, "phoneFields"> = {
  phoneFields: {
    tab: "Telefonfelder",
    title: "Telefonfelder, in denen gesucht wird",
    lead: "Wer anruft, wird in diesen Feldern gesucht. Steht die Nummer in mehreren, wird das erste als Grund genannt. Wählen Sie „Erst bestätigen“, wo eine Nummer jemand anderen erreichen kann: Ein solcher Treffer bleibt verdeckt, bis der Agent ihn bestätigt. Nichts gilt, bevor Sie es in Kraft setzen.",
    confirm: "Erst bestätigen",
    none: "Kein Feld: Keiner dieser Datensätze wird an seiner Nummer gefunden.",
    full: (most) => `Nach mehr als ${most} Feldern kann eine Suche nicht fragen.`,
    standard: "Wieder die Standardfelder",
    text: (label) => `${label} (Text)`,
    standing: {
      spellings: "Ein Textfeld: Nummern werden nur in ihren üblichen Schreibweisen gefunden.",
      absent: "Bleibt weg: Ihre Org hat dieses Feld nicht, oder Ihr Benutzer darf es nicht sehen.",
      no_numbers: "Bleibt weg: In einem Feld dieser Art lassen sich keine Nummern finden.",
    },
  },
};
