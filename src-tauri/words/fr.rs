//! French.

use super::Vocabulary;
use callside_flow::CardWords;
use callside_salesforce::oauth::PageWords;

pub(super) const WORDS: Vocabulary = Vocabulary {
    several: |count| format!("{count} personnes ont ce numéro."),
    unknown: "Personne dans Salesforce n'a ce numéro.",
    withheld: "L'appelant masque son numéro.",
    internal: "Quelqu'un de la maison ou un numéro court.",
    unreadable: "Le numéro est illisible.",
    number_withheld: "Numéro masqué",
    number_unreadable: "Numéro illisible",
    number: str::to_owned,
    extension: |digits| format!("Poste {digits}"),
    matched: |field| format!("Reconnu par {field}, numéro exact."),
    matched_national: |field| format!("Reconnu par {field}, même numéro sans l'indicatif de pays."),
    chosen_before: "Déjà choisi pour ce numéro.",
    made_here: "Créé à ce poste il y a un instant.",
    open: "Ouvrir",
    show: "Afficher Callside",
    quit: "Quitter",
    nothing_waits: "Rien n'attend",
    waiting: |count| format!("{count} en attente d'envoi"),
    refused: |count| format!("{count} refusés\u{a0}: voir la boîte d'envoi"),
    needs_you: "Callside a besoin de vous",
    rings: "Un appel sonne",
    asks_for_help: |who| format!("{who} demande de l’aide"),
    answers: |who| format!("{who} a répondu à votre demande d’aide"),
    card: CardWords {
        company: "Société",
        open_case: "Requête ouverte",
        escalated: "escaladée",
        last_outcome: "Dernier résultat",
        still_wants: "Souhaite encore",
    },
    sign_in: PageWords {
        language: "fr",
        signed_in: "Vous êtes connecté.",
        not_signed_in: "Vous n'êtes pas connecté.",
        says_why: "Callside dit pourquoi.",
        close: "Vous pouvez fermer cet onglet.",
    },
};
