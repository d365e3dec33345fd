//! English.

use super::Vocabulary;
use callside_flow::CardWords;
use callside_salesforce::oauth::PageWords;

pub(super) const WORDS: Vocabulary = Vocabulary {
    several: |count| format!("{count} people have this number."),
    unknown: "Nobody in Salesforce has this number.",
    withheld: "The caller hides the number.",
    internal: "A colleague or a short code.",
    unreadable: "The number cannot be read.",
    number_withheld: "Number withheld",
    number_unreadable: "Unreadable number",
    number: str::to_owned,
    extension: |digits| format!("Extension {digits}"),
    matched: |field| format!("Matched on {field}, exact number."),
    matched_national: |field| format!("Matched on {field}, same number without its country code."),
    chosen_before: "Picked for this number before.",
    made_here: "Made at this desk a moment ago.",
    open: "Open",
    show: "Show Callside",
    quit: "Quit",
    nothing_waits: "Nothing is waiting",
    waiting: |count| format!("{count} waiting to be sent"),
    refused: |count| format!("{count} refused: act in the outbox"),
    needs_you: "Callside needs you",
    rings: "A call rings",
    asks_for_help: |who| format!("{who} asks for help"),
    answers: |who| format!("{who} answered your request for help"),
    card: CardWords::ENGLISH,
    sign_in: PageWords::ENGLISH,
};
