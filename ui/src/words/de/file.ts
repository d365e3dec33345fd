import type { Words } from "../en/en";

/** Deutsch: die Konfiguration als Datei. */
export const file: Pick<Words, "file"> = {
  file: {
    title: "Konfigurationsdatei",
    text: "Text der Datei",
    pick: "Datei nehmen",
    copy: "Kopieren",
    save: "Als Datei speichern",
    savedAs: (path) => `Gespeichert als ${path}`,
    show: "Zeigen, was läuft",
    signature: "Signatur (Ed25519, base64)",
    signatureHint: "Nur wo Ihre Richtlinie eine verlangt.",
    take: "Übernehmen",
    taken: "Übernommen. Es läuft ab jetzt.",
    notTaken: "Nichts wurde geändert. Das ist zuerst zu beheben:",
  },
};
