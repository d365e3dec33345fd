import type { Words } from "../en/en";

/** German: newer versions of Callside. */
export const updates: Pick<Words, "updates"> = {
  updates: {
    title: "Neue Versionen",
    version: (version) => `Dies ist Callside ${version}.`,
    checked: (at) => `Nachgesehen: ${at}.`,
    waits: "eine neuere Version liegt bereit",
    look: "Jetzt nachsehen",
    looking: "Sieht nach …",
    install: "Holen und installieren",
    again: "Installer öffnen",
    later: "Später",
    file: "Das Paket",
    off: {
      policy: "Ihre Organisation hat das ausgeschaltet. Sie kümmert sich um neue Versionen.",
      repository: "Neue Versionen kommen mit den Updates dieses Rechners. Hier ist nichts zu tun.",
      not_set: "Niemand hat eingestellt, woher neue Versionen kommen. Die IT installiert sie.",
    },
    unknown: "Seit dem Start von Callside hat niemand nachgesehen.",
    current: "Dies ist die neueste Version.",
    laterTurn: (version) =>
      `Version ${version} wird nach und nach verteilt. Dieser Rechner kommt später dran.`,
    newer: (version) => `Version ${version} liegt bereit. Zwischen zwei Anrufen kann sie installiert werden.`,
    putOff: (version) => `Version ${version} liegt bereit, wann immer Sie möchten.`,
    byIt: (version) => `Es gibt Version ${version}. Die IT installiert sie.`,
    fetching: (version, percent) => `Version ${version} wird geholt: ${percent} %.`,
    ready: (version) =>
      `Version ${version} liegt auf diesem Rechner, Byte für Byte geprüft. Öffnet sich kein Installer, öffnen Sie das Paket selbst oder geben Sie es der IT. Callside läuft weiter; der nächste Start ist die neue Version.`,
    troubles: {
      unreachable:
        "Der Server für neue Versionen ist nicht erreichbar. Diese Version arbeitet weiter; sehen Sie später wieder nach.",
      no_list: "An der eingestellten Adresse liegt keine Liste neuer Versionen. Sagen Sie es der IT.",
      forged:
        "Die Liste neuer Versionen trägt nicht die Signatur des Schlüssels, dem dieser Rechner vertraut. Nichts wurde übernommen. Sagen Sie es der IT.",
      foreign:
        "Die Liste gehört zu einem anderen Produkt oder Kanal. Nichts wurde übernommen. Sagen Sie es der IT.",
      superseded:
        "Die Liste ist älter als eine, die dieser Rechner schon gesehen hat. Nichts wurde übernommen. Sagen Sie es der IT.",
      expired:
        "Die Liste neuer Versionen ist zu alt, um ihr zu glauben. Nichts wurde übernommen. Sagen Sie es der IT.",
      changed:
        "Das Paket, das ankam, ist nicht das signierte. Nichts davon wurde behalten. Sagen Sie es der IT.",
      no_room: "Für das Paket ist kein Platz. Schaffen Sie Platz und sehen Sie wieder nach.",
      not_kept: "Eine Datei im Ordner von Callside lässt sich nicht schreiben. Sagen Sie es der IT.",
    },
  },
};
