//! Security codes of payment cards in what people type: found by the words before them, and covered wholly.
//!
//! PCI DSS 4.0.1, requirement 3.3.1.2, asks that the code that verifies a card is not kept once the payment is authorised,
//! not even unreadably. Three or four digits look like anything; so they count as one only right after a name of it, in
//! the languages of the window, as in `CVV 123`, `CVC2: 1234` or `Sicherheitscode lautet 1 2 3`.

use crate::card::COVER;
use std::borrow::Cow;
use std::ops::Range;

/// What people call it, in small letters.
const NAMES: &[&[&str]] = &[
    &["cvv"],
    &["cvc"],
    &["cid"],
    &["csc"],
    &["cvn"],
    &["cav"],
    &["security", "code"],
    &["card", "verification", "code"],
    &["card", "verification", "value"],
    &["card", "verification", "number"],
    &["sicherheitscode"],
    &["sicherheitsnummer"],
    &["prüfnummer"],
    &["pruefnummer"],
    &["prüfziffer"],
    &["pruefziffer"],
    &["kartenprüfnummer"],
    &["kartenpruefnummer"],
    &["kartenprüfziffer"],
    &["kartenpruefziffer"],
    &["code", "de", "sécurité"],
    &["code", "de", "securite"],
    &["cryptogramme"],
    &["cryptogramme", "visuel"],
    &["código", "de", "seguridad"],
    &["codigo", "de", "seguridad"],
    &["código", "de", "verificación"],
    &["codigo", "de", "verificacion"],
    &["رمز", "الأمان"],
];

/// Words that may stand between the name and the digits.
const BETWEEN: &[&str] = &[
    "is", "was", "code", "number", "no", "nr", "ist", "war", "lautet", "nummer", "est", "numéro", "numero", "es",
    "número",
];

/// Most of them.
const WORDS: usize = 4;
/// Most signs and blanks between two words.
const GAP: usize = 4;

/// A run of letters or of digits.
struct Token<'t> {
    at: Range<usize>,
    /// What stands before it, as far as the token before.
    gap: &'t str,
    /// In small letters; `None` for digits.
    word: Option<String>,
}

/// The text with every security code in it covered.
#[must_use]
pub fn covered(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let tokens = tokens(text);
    let codes = (0..tokens.len()).filter_map(|n| digits(&tokens[after_name(&tokens[n..])? + n..]));
    let mut hidden: Vec<Range<usize>> = codes.flatten().collect();
    if hidden.is_empty() {
        return Cow::Borrowed(text);
    }
    // Two names may lead to the same code.
    hidden.sort_by_key(|range| range.start);
    hidden.dedup();
    let mut out = String::with_capacity(text.len() + hidden.len() * 8);
    let mut copied = 0;
    for range in hidden {
        out.push_str(&text[copied..range.start]);
        out.extend(std::iter::repeat_n(COVER, range.len()));
        copied = range.end;
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let class = |c: char| if c.is_ascii_digit() { Some(false) } else { c.is_alphabetic().then_some(true) };
    let (mut tokens, mut end) = (Vec::<Token<'_>>::new(), 0);
    let mut chars = text.char_indices().peekable();
    while let Some((begin, c)) = chars.next() {
        let Some(is_word) = class(c) else { continue };
        let mut last = begin + c.len_utf8();
        while let Some((at, c)) = chars.next_if(|(_, c)| class(*c) == Some(is_word)) {
            last = at + c.len_utf8();
        }
        let word = is_word.then(|| text[begin..last].to_lowercase());
        tokens.push(Token { at: begin..last, gap: &text[end..begin], word });
        end = last;
    }
    tokens
}

/// How many tokens a name of a security code and the words after it take, where the first ones are such.
fn after_name(tokens: &[Token<'_>]) -> Option<usize> {
    let is = |token: &Token<'_>, word: &str| token.word.as_deref() == Some(word);
    let is_name = |name: &&&[&str]| {
        name.len() <= tokens.len()
            && tokens.iter().zip(**name).all(|(token, word)| is(token, word))
            && tokens[1..name.len()].iter().all(|token| joins(token.gap))
    };
    let mut taken = NAMES.iter().filter(is_name).map(|name| name.len()).max()?;
    // CVV2, CVC2, CAV2.
    let second = |token: &Token<'_>| matches!(token.gap, "" | "-") && token.word.is_none() && token.at.len() == 1;
    taken += usize::from(tokens.get(taken).is_some_and(second));
    let between = |token: &&Token<'_>| joins(token.gap) && BETWEEN.iter().any(|word| is(token, word));
    Some(taken + tokens[taken..].iter().take(WORDS).take_while(between).count())
}

/// The code with which tokens begin: three or four digits, in one or each on its own.
fn digits(tokens: &[Token<'_>]) -> Option<Vec<Range<usize>>> {
    let is_digits = |token: &&Token<'_>| token.word.is_none();
    let first = tokens.first().filter(is_digits).filter(|token| joins(token.gap))?;
    match first.at.len() {
        3 | 4 => Some(vec![first.at.clone()]),
        1 => {
            let single = |token: &&Token<'_>| {
                is_digits(token) && token.at.len() == 1 && matches!(token.gap, " " | "-" | "." | "\u{a0}")
            };
            let more = tokens[1..].iter().take_while(single).map(|token| token.at.clone());
            let all: Vec<_> = std::iter::once(first.at.clone()).chain(more).collect();
            matches!(all.len(), 3 | 4).then_some(all)
        }
        _ => None,
    }
}

/// Whether what stands between two tokens does not part them.
fn joins(gap: &str) -> bool {
    gap.chars().count() <= GAP && gap.chars().all(|c| c.is_whitespace() || ":=#.,;-–—/()\"'".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::CardNumbers;
    use proptest::prelude::*;

    #[test]
    fn digits_after_a_name_of_the_code_are_covered() {
        for (text, out) in [
            ("CVV 123", "CVV •••"),
            ("cvv2: 1234, exp 11/29", "cvv2: ••••, exp 11/29"),
            ("CVC123", "CVC•••"),
            ("CID = 0042", "CID = ••••"),
            ("Cvc-2 is 987", "Cvc-2 is •••"),
            ("The security code is 123.", "The security code is •••."),
            ("SECURITY  CODE number: 1 2 3", "SECURITY  CODE number: • • •"),
            ("Kartenprüfnummer lautet 321", "Kartenprüfnummer lautet •••"),
            ("Sicherheitscode (123)", "Sicherheitscode (•••)"),
            ("code de sécurité : 456", "code de sécurité : •••"),
            ("cryptogramme visuel 456", "cryptogramme visuel •••"),
            ("El código de seguridad es 789", "El código de seguridad es •••"),
            ("رمز الأمان 123", "رمز الأمان •••"),
            ("cvv\n123", "cvv\n•••"),
            ("4111 1111 1111 1112 cvv 123 cvc 4567", "4111 1111 1111 1112 cvv ••• cvc ••••"),
        ] {
            assert_eq!(covered(text), out, "{text}");
        }
    }

    #[test]
    fn digits_elsewhere_stay_as_they_are() {
        for text in [
            "",
            "123",
            "call back at 1030",
            "CVV 12",
            "CVV 12345",
            "CVV 1 2 3 4 5",
            "the cvv was not given, room 123",
            "security desk 1234",
            "placid 123",
            "cvvs 123",
            "CVV ••• 123",
        ] {
            assert!(matches!(covered(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn a_card_beside_its_code_is_covered_with_it() {
        let mut text = "4111 1111 1111 1111 11/29 CVV 123, security code 4111111111111111".to_owned();
        CardNumbers::Cover.apply(&mut text);
        assert_eq!(text, "•••• •••• •••• 1111 11/29 CVV •••, security code ••••••••••••1111");
    }

    proptest! {
        #[test]
        fn a_code_after_any_of_its_names_is_found(
            name in 0..NAMES.len(),
            upper in any::<bool>(),
            gap in "[ :=#-]{1,4}",
            code in "[0-9]{3,4}",
            before in "([a-z ,:€]{0,20} )?",
            after in "( [a-z ,:€]{0,20})?",
        ) {
            let name = NAMES[name].join(" ");
            let name = if upper { name.to_uppercase() } else { name };
            let text = format!("{before}{name}{gap}{code}{after}");
            let mut once = text.clone();
            CardNumbers::Cover.apply(&mut once);
            prop_assert!(!once.contains(|c: char| c.is_ascii_digit()), "{}", once);
            let mut twice = once.clone();
            CardNumbers::Cover.apply(&mut twice);
            prop_assert_eq!(twice, once);
        }

        #[test]
        fn nothing_but_digits_changes_and_covering_again_changes_nothing(
            text in "((cvv|CVC|security code|is|cid)[ :-]?|[0-9]{1,5}[ .-]?|[a-zé€•,] ?){0,30}",
        ) {
            let once = covered(&text).into_owned();
            prop_assert_eq!(once.chars().count(), text.chars().count());
            for (was, is) in text.chars().zip(once.chars()) {
                prop_assert!(was == is || (was.is_ascii_digit() && is == COVER));
            }
            prop_assert_eq!(covered(&once).into_owned(), once.clone());
        }
    }
}
