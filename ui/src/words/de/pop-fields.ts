import type { Words } from "../en/en";

/** German: which fields the pop shows. */
export const popFields: Pick<Words, "popFields"> = {
  popFields: {
    tab: "Felder im Anruferbild",
    title: "Weitere Felder zum Anrufer",
    lead: "Name, Firma, E-Mail, Inhaber und Status stehen immer da. Fügen Sie hinzu, was Ihre Leute vor der Begrüßung wissen müssen, etwa die Servicestufe.",
    choose: "Feld wählen …",
    add: "Feld hinzufügen",
    ofParents: "Felder übergeordneter Datensätze",
    none: "Kein weiteres Feld.",
    remove: "Entfernen",
    up: "Nach oben",
    full: (most) => `Mehr als ${most} Felder lassen sich nicht auf einen Blick lesen.`,
    signInFirst: "Melden Sie sich erst bei Salesforce an: die Felder kommen aus Ihrer Org.",
  },
};
