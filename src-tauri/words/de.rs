//! German.

use super::Vocabulary;
use callside_flow::CardWords;
use callside_salesforce::oauth::PageWords;

pub(super) const WORDS: Vocabulary = Vocabulary {
    several: |count| format!("{count} Personen haben diese Nummer."),
    unknown: "Niemand in Salesforce hat diese Nummer.",
    withheld: "Der Anrufer verbirgt die Nummer.",
    internal: "Jemand aus dem Haus oder eine Kurzwahl.",
    unreadable: "Die Nummer ist nicht lesbar.",
    number_withheld: "Nummer unterdrückt",
    number_unreadable: "Nummer nicht lesbar",
    number: str::to_owned,
    extension: |digits| format!("Nebenstelle {digits}"),
    matched: |field| format!("Gefunden über {field}, genau diese Nummer."),
    matched_national: |field| format!("Gefunden über {field}, dieselbe Nummer ohne Landesvorwahl."),
    chosen_before: "Für diese Nummer schon einmal gewählt.",
    made_here: "Gerade eben hier angelegt.",
    open: "Öffnen",
    show: "Callside zeigen",
    quit: "Beenden",
    nothing_waits: "Nichts wartet",
    waiting: |count| format!("{count} warten auf das Senden"),
    refused: |count| format!("{count} abgelehnt: im Ausgang ansehen"),
    needs_you: "Callside braucht Sie",
    rings: "Ein Anruf klingelt",
    asks_for_help: |who| format!("{who} bittet um Hilfe"),
    answers: |who| format!("{who} hat auf Ihre Bitte um Hilfe geantwortet"),
    card: CardWords {
        company: "Firma",
        open_case: "Offener Vorgang",
        escalated: "eskaliert",
        last_outcome: "Letztes Ergebnis",
        still_wants: "Möchte noch",
    },
    sign_in: PageWords {
        language: "de",
        signed_in: "Sie sind angemeldet.",
        not_signed_in: "Sie sind nicht angemeldet.",
        says_why: "Callside sagt, warum.",
        close: "Sie können diesen Tab schließen.",
    },
};
