//! The few words that are shown outside of the window, which no web view can word: toasts, the tray, the browser's page
//! after a sign-in. Everything else crosses to the window as a kind and its parts ([`crate::ipc::sentence`]).

mod ar;
mod de;
mod en;
mod es;
mod fr;
pub mod privacy;
pub mod self_test;
pub mod terminal;
pub mod updates;

use callside_flow::CardWords;
use callside_salesforce::oauth::PageWords;
use serde::Deserialize;
use ts_rs::TS;

/// A language that Callside speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    En,
    /// German.
    De,
    /// Spanish.
    Es,
    /// French.
    Fr,
    /// Arabic.
    Ar,
}

/// All words of one language.
#[derive(Debug)]
pub struct Vocabulary {
    /// Several people have the number.
    pub several: fn(usize) -> String,
    /// Nobody has it.
    pub unknown: &'static str,
    /// The caller hides it.
    pub withheld: &'static str,
    /// A colleague.
    pub internal: &'static str,
    /// It cannot be read.
    pub unreadable: &'static str,
    /// In the place of a number that is hidden.
    pub number_withheld: &'static str,
    /// In the place of a number that cannot be read.
    pub number_unreadable: &'static str,
    /// A number, so that it reads from left to right.
    pub number: fn(&str) -> String,
    /// An extension, by its digits.
    pub extension: fn(&str) -> String,
    /// Matched on a field, the same number.
    pub matched: fn(&str) -> String,
    /// Matched on a field, the same number without its country code.
    pub matched_national: fn(&str) -> String,
    /// An agent picked this person for the number before.
    pub chosen_before: &'static str,
    /// The record was made at this desk a moment ago.
    pub made_here: &'static str,
    /// What a click on a toast does.
    pub open: &'static str,
    /// Shows the window.
    pub show: &'static str,
    /// Ends Callside.
    pub quit: &'static str,
    /// Nothing waits to be sent.
    pub nothing_waits: &'static str,
    /// So many wait to be sent.
    pub waiting: fn(u32) -> String,
    /// So many were refused.
    pub refused: fn(u32) -> String,
    /// A person must look.
    pub needs_you: &'static str,
    /// A call rings.
    pub rings: &'static str,
    /// Somebody asks for help.
    pub asks_for_help: fn(&str) -> String,
    /// Somebody answered a request for help.
    pub answers: fn(&str) -> String,
    /// The card on the agent's own phone.
    pub card: CardWords,
    /// The page that the browser shows when a sign-in is over.
    pub sign_in: PageWords,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 5] = [Self::En, Self::De, Self::Es, Self::Fr, Self::Ar];

    /// Its words.
    #[must_use]
    pub const fn words(self) -> &'static Vocabulary {
        match self {
            Self::En => &en::WORDS,
            Self::De => &de::WORDS,
            Self::Es => &es::WORDS,
            Self::Fr => &fr::WORDS,
            Self::Ar => &ar::WORDS,
        }
    }

    /// The language that the session asks for (POSIX: `LC_ALL` before `LC_MESSAGES` before `LANG`), until the window
    /// says which one it speaks.
    #[must_use]
    pub fn of_session(variable: impl Fn(&str) -> Option<String>) -> Self {
        let asked =
            ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| variable(name).filter(|t| !t.is_empty()));
        match asked.as_deref().and_then(|text| text.get(..2)) {
            Some("de") => Self::De,
            Some("es") => Self::Es,
            Some("fr") => Self::Fr,
            Some("ar") => Self::Ar,
            _ => Self::En,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_session_says_which_language() {
        for (set, language) in [
            (&[("LANG", "de_DE.UTF-8")][..], Language::De),
            (&[("LANG", "de_DE.UTF-8"), ("LC_ALL", "es_MX.UTF-8")], Language::Es),
            (&[("LANG", "de_DE.UTF-8"), ("LC_ALL", "")], Language::De),
            (&[("LANG", "fr_FR.UTF-8")], Language::Fr),
            (&[("LANG", "ar_EG.UTF-8")], Language::Ar),
            (&[("LANG", "pl_PL.UTF-8")], Language::En),
            (&[("LANG", "C")], Language::En),
            (&[], Language::En),
        ] {
            let variable = |name: &str| set.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(Language::of_session(variable), language, "{set:?}");
        }
    }

    /// Everything that a language says, in one order.
    fn said(words: &Vocabulary) -> Vec<String> {
        let fixed = [
            words.unknown,
            words.withheld,
            words.internal,
            words.unreadable,
            words.number_withheld,
            words.number_unreadable,
            words.chosen_before,
            words.made_here,
            words.open,
            words.show,
            words.quit,
            words.nothing_waits,
            words.needs_you,
            words.rings,
            words.sign_in.language,
            words.sign_in.signed_in,
            words.sign_in.not_signed_in,
            words.sign_in.says_why,
            words.sign_in.close,
        ];
        let made = [
            (words.several)(7),
            (words.extension)("7"),
            (words.matched)("7"),
            (words.matched_national)("7"),
            (words.waiting)(7),
            (words.refused)(7),
            (words.asks_for_help)("7"),
            (words.answers)("7"),
        ];
        made.into_iter().inspect(|text| assert!(text.contains('7'), "{text}")).chain(fixed.map(str::to_owned)).collect()
    }

    #[test]
    fn no_language_borrows_a_sentence_of_another() {
        let english = said(Language::En.words());
        for language in Language::ALL.into_iter().filter(|language| *language != Language::En) {
            for (own, english) in said(language.words()).iter().zip(&english) {
                assert!(!own.is_empty() && own != english, "{language:?}: {own}");
            }
        }
    }
}
