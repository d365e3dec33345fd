//! Payment card numbers in what people type: found, and covered but for the last four digits, before anything is stored
//! or sent.
//!
//! What may not be kept cannot leak: PCI DSS 4.0.1, requirement 3.5, asks that a stored card number be unreadable, and 3.4
//! that no more than the first six and the last four digits be shown. A number counts as one when its beginning and length
//! are those of a card scheme (ISO/IEC 7812-1, issuer identification numbers) and its check digit is right (the same,
//! annex B, "Luhn"). Digits may be parted by single blanks, hyphens or points, as people write them.

use crate::{iban, security_code};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What becomes of card numbers, of their security codes, and of bank account numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardNumbers {
    /// Covered.
    #[default]
    Cover,
    /// Kept as they are: for whoever must have them and protects them otherwise.
    Keep,
}

impl CardNumbers {
    /// The one of this name, as files write it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Cover, Self::Keep].into_iter().find(|it| it.name() == name)
    }

    /// Its name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cover => "cover",
            Self::Keep => "keep",
        }
    }

    /// Covers a text in its place, where card numbers are covered. Account numbers first: digits within one may look like
    /// a card. Codes last: what follows a name of theirs may be a whole card.
    pub fn apply(self, text: &mut String) {
        if self == Self::Keep {
            return;
        }
        // What is covered may have hidden another that began within it.
        while let Some(out) = once(text) {
            *text = out;
        }
    }
}

/// The text with what is found at a first look covered, if there is anything.
fn once(text: &str) -> Option<String> {
    let mut out: Option<String> = None;
    for cover in [iban::covered, covered, security_code::covered] {
        if let Cow::Owned(text) = cover(out.as_deref().unwrap_or(text)) {
            out = Some(text);
        }
    }
    out
}

/// In the place of a digit that is covered.
pub(crate) const COVER: char = '•';
/// Digits at the end that stay, so that people can tell cards apart.
const SHOWN: usize = 4;
/// Fewest and most digits of a card number.
const LENGTHS: std::ops::RangeInclusive<usize> = 14..=19;

/// The text with every card number in it covered.
#[must_use]
pub fn covered(text: &str) -> Cow<'_, str> {
    let mut out: Option<String> = None;
    let mut copied = 0;
    for run in runs(text) {
        if let Some(card) = card_in(&run) {
            let out = out.get_or_insert_with(|| String::with_capacity(text.len() + 64));
            out.push_str(&text[copied..card[0].0]);
            let end = card[card.len() - 1].0 + 1;
            let hidden = card.len() - SHOWN;
            let mut digit = 0;
            for c in text[card[0].0..end].chars() {
                let is_digit = c.is_ascii_digit();
                out.push(if is_digit && digit < hidden { COVER } else { c });
                digit += usize::from(is_digit);
            }
            copied = end;
        }
    }
    match out {
        None => Cow::Borrowed(text),
        Some(mut out) => {
            out.push_str(&text[copied..]);
            Cow::Owned(out)
        }
    }
}

/// A digit and the byte at which it stands.
type Digit = (usize, u8);

/// Digits that belong together: parted by at most one blank, hyphen or point each. A number with a `+` before it is a
/// phone number and none of these.
fn runs(text: &str) -> Vec<Vec<Digit>> {
    let (mut runs, mut run, mut gap) = (Vec::new(), Vec::<Digit>::new(), 0usize);
    let mut before = None;
    for (at, byte) in text.bytes().enumerate() {
        if byte.is_ascii_digit() {
            if run.is_empty() && before == Some(b'+') {
                // Swallowed with the marker below.
                run.push((usize::MAX, b'+'));
            }
            run.push((at, byte - b'0'));
            gap = 0;
        } else if !run.is_empty() && gap == 0 && matches!(byte, b' ' | b'-' | b'.') {
            gap = 1;
        } else if !run.is_empty() {
            runs.push(std::mem::take(&mut run));
            gap = 0;
        }
        before = Some(byte);
    }
    runs.push(run);
    runs.retain(|run| run.first().is_some_and(|first| first.0 != usize::MAX));
    runs
}

/// The longest card number in a run of digits: people write dates and amounts beside it.
fn card_in(run: &[Digit]) -> Option<&[Digit]> {
    LENGTHS
        .rev()
        .filter(|length| *length <= run.len())
        .find_map(|length| run.windows(length).find(|card| is_card(card)))
}

fn is_card(digits: &[Digit]) -> bool {
    let begins = |count: usize| digits[..count].iter().fold(0u32, |number, digit| number * 10 + u32::from(digit.1));
    let (one, two, three, four) = (begins(1), begins(2), begins(3), begins(4));
    let of_a_scheme = match digits.len() {
        14 => matches!(three, 300..=305) || matches!(two, 36 | 38),
        15 => matches!(two, 34 | 37),
        16 => {
            one == 4
                || matches!(two, 51..=55 | 62 | 65)
                || matches!(three, 644..=649)
                || matches!(four, 2221..=2720 | 3528..=3589 | 6011)
        }
        17 | 18 => two == 62,
        19 => one == 4 || matches!(two, 62 | 65) || four == 6011,
        _ => false,
    };
    of_a_scheme && luhn(digits)
}

fn luhn(digits: &[Digit]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, (_, digit))| {
            let digit = u32::from(*digit);
            if place % 2 == 0 { digit } else { digit * 2 - if digit > 4 { 9 } else { 0 } }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    // Numbers that the schemes publish for tests.
    #[test]
    fn numbers_of_every_scheme_are_covered_but_for_the_last_four() {
        for (text, out) in [
            ("4111111111111111", "••••••••••••1111"),
            ("4111 1111 1111 1111", "•••• •••• •••• 1111"),
            ("4111-1111-1111-1111", "••••-••••-••••-1111"),
            ("5555.5555.5555.4444", "••••.••••.••••.4444"),
            ("2223003122003222", "••••••••••••3222"),
            ("378282246310005", "•••••••••••0005"),
            ("3782 822463 10005", "•••• •••••• •0005"),
            ("30569309025904", "••••••••••5904"),
            ("6011111111111117", "••••••••••••1117"),
            ("3530111333300000", "••••••••••••0000"),
            ("6200000000000005", "••••••••••••0005"),
            ("card 4111111111111111, exp 11/29", "card ••••••••••••1111, exp 11/29"),
            ("4111111111111111 11/29 4012888888881881", "••••••••••••1111 11/29 ••••••••••••1881"),
            ("Müller: 4111111111111111 €", "Müller: ••••••••••••1111 €"),
            ("4111111111111111 123", "••••••••••••1111 123"),
        ] {
            assert_eq!(covered(text), out, "{text}");
        }
    }

    #[test]
    fn what_is_no_card_number_stays_as_it_is() {
        for text in [
            "",
            "call back at 10:00",
            "4111111111111112",
            "+4111111111111111",
            "+49 151 2345 6789 0123",
            "call +14155550134 or 0049 151 23456789",
            "case 00001027, order 800000000000123",
            "4111 1111  1111 1111",
            "1234567890123452",
            "00Q5e00000AbCdEEAV",
            "2026-11-26 07:00:00",
        ] {
            assert!(matches!(covered(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn what_people_say_of_an_account_and_a_card_is_covered_together_or_kept_together() {
        let typed = "DE89 3704 0044 0532 0130 00, card 4111111111111111, CVV 123";
        let mut text = typed.to_owned();
        CardNumbers::Keep.apply(&mut text);
        assert_eq!(text, typed);
        CardNumbers::Cover.apply(&mut text);
        assert_eq!(text, "DE•• •••• •••• •••• ••30 00, card ••••••••••••1111, CVV •••");
    }

    #[test]
    fn one_that_begins_in_the_end_of_another_is_covered_too() {
        // The first is of Qatar and ends with the head of the second.
        let mut text = "QA81 QNBA 0000 0000 0000 0000 0 DE89 3704 0044 0532 0130 00".to_owned();
        CardNumbers::Cover.apply(&mut text);
        assert!(!text.contains("3704") && !text.contains("0532"), "{text}");
    }

    proptest! {
        #[test]
        fn covering_all_again_changes_nothing(text in "((cvv|IBAN|DE|de|GB|card|4111|37)[ :]?|[0-9]{1,6}[ .-]?|[a-zA-Z] ?){0,40}") {
            let mut once = text;
            CardNumbers::Cover.apply(&mut once);
            let mut twice = once.clone();
            CardNumbers::Cover.apply(&mut twice);
            prop_assert_eq!(twice, once);
        }

        #[test]
        fn nothing_but_digits_changes_and_covering_again_changes_nothing(text in ".{0,80}") {
            let once = covered(&text).into_owned();
            prop_assert_eq!(once.chars().count(), text.chars().count());
            for (was, is) in text.chars().zip(once.chars()) {
                prop_assert!(was == is || (was.is_ascii_digit() && is == COVER));
            }
            prop_assert_eq!(covered(&once).into_owned(), once.clone());
        }

        #[test]
        fn a_card_number_anywhere_in_a_note_is_found(before in "[a-z ,:€]{0,20}", after in "[a-z ,:€]{0,20}", body in 0u64..1_000_000_000_000_000) {
            let number = format!("4{:014}", body % 100_000_000_000_000);
            let check = (0..10).find(|check| {
                let digits: Vec<Digit> = format!("{number}{check}").bytes().enumerate().map(|(at, b)| (at, b - b'0')).collect();
                luhn(&digits)
            }).unwrap();
            let number = format!("{number}{check}");
            let text = format!("{before}{number}{after}");
            prop_assert!(!covered(&text).contains(&number[..12]));
        }
    }
}
