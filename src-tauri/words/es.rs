//! Spanish.

use super::Vocabulary;
use callside_flow::CardWords;
use callside_salesforce::oauth::PageWords;

pub(super) const WORDS: Vocabulary = Vocabulary {
    several: |count| format!("{count} personas tienen este número."),
    unknown: "Nadie en Salesforce tiene este número.",
    withheld: "La persona que llama oculta su número.",
    internal: "Alguien de la empresa o un código corto.",
    unreadable: "El número no se puede leer.",
    number_withheld: "Número oculto",
    number_unreadable: "Número ilegible",
    number: str::to_owned,
    extension: |digits| format!("Extensión {digits}"),
    matched: |field| format!("Coincide en {field}, número exacto."),
    matched_national: |field| format!("Coincide en {field}, el mismo número sin prefijo de país."),
    chosen_before: "Elegido antes para este número.",
    made_here: "Creado aquí hace un momento.",
    open: "Abrir",
    show: "Mostrar Callside",
    quit: "Salir",
    nothing_waits: "Nada en espera",
    waiting: |count| format!("{count} por enviar"),
    refused: |count| format!("{count} con rechazo: véalo en la bandeja de salida"),
    needs_you: "Callside le necesita",
    rings: "Suena una llamada",
    asks_for_help: |who| format!("{who} pide ayuda"),
    answers: |who| format!("{who} respondió a su petición de ayuda"),
    card: CardWords {
        company: "Empresa",
        open_case: "Caso abierto",
        escalated: "escalado",
        last_outcome: "Último resultado",
        still_wants: "Aún quiere",
    },
    sign_in: PageWords {
        language: "es",
        signed_in: "Ha iniciado sesión.",
        not_signed_in: "No ha iniciado sesión.",
        says_why: "Callside dice por qué.",
        close: "Puede cerrar esta pestaña.",
    },
};
