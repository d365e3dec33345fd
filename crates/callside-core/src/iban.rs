//! International bank account numbers in what people type: found, and covered but for the country and the last four
//! characters.
//!
//! Something is one when it has the form that its country registered (ISO 13616; SWIFT, IBAN Registry, release 101) and
//! its check digits are right (ISO/IEC 7064, MOD 97-10). Its characters may be parted by blanks, hyphens or points, and
//! may be small letters.

use crate::card::COVER;
use std::borrow::Cow;

/// Characters at the end that stay, so that people can tell accounts apart.
const SHOWN: usize = 4;
/// The country and the check digits.
const HEAD: usize = 4;
/// Most characters: the longest of [`FORMS`] has 33.
const LONGEST: usize = 34;
/// Most blanks, hyphens and points between two characters.
const GAP: usize = 3;

/// Of each country, what follows its letters and the check digits: so many digits (n), letters (a), or either (c).
const FORMS: &str = "\
    AD8n12c AE19n AL8n16c AT16n AZ4a20c BA16n BE12n BG4a6n8c BH4a14c BI23n BR23n1a1c BY4c4n16c CH5n12c CR18n \
    CY8n16c CZ20n DE18n DJ23n DK14n DO4c20n EE16n EG25n ES20n FI14n FK2a12n FO14n FR10n11c2n GB4a14n GE2a16n \
    GI4a15c GL14n GR7n16c GT24c HN4a20n HR17n HU24n IE4a14n IL19n IQ4a15n IS22n IT1a10n12c JO4a4n18c KW4a22c \
    KZ3n13c LB4n20c LC4a24c LI5n12c LT16n LU3n13c LV4a13c LY21n MC10n11c2n MD20c ME18n MK3n10c2n MN16n MR23n \
    MT4a5n18c MU4a19n3a NI4a20n NL4a10n NO11n OM3n16c PK4a16c PL24n PS4a21c PT21n QA4a21c RO4a16c RS18n \
    RU14n15c SA2n18c SC4a20n3a SD14n SE20n SI15n SK20n SM1a10n12c SO19n ST21n SV4a20n TL19n TN20n TR6n16c \
    UA6n19c VA18n VG4a16n XK16n YE4a4n18c";

/// The text with every bank account number in it covered.
#[must_use]
pub fn covered(text: &str) -> Cow<'_, str> {
    let mut out: Option<String> = None;
    let (mut copied, mut before) = (0, None);
    for (at, c) in text.char_indices() {
        let begins = at >= copied && c.is_ascii_alphabetic() && !before.is_some_and(char::is_alphanumeric);
        before = Some(c);
        let Some(account) = begins.then(|| account(&text[at..])).flatten() else { continue };
        let out = out.get_or_insert_with(|| String::with_capacity(text.len() * 2));
        let hidden = 2..account.len() - SHOWN;
        for (n, (place, c)) in account.iter().enumerate() {
            out.push_str(&text[copied..at + place]);
            out.push(if hidden.contains(&n) { COVER } else { *c });
            copied = at + place + c.len_utf8();
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

/// The account number with which a text begins, if it begins with one: its characters, and where they stand.
fn account(text: &str) -> Option<Vec<(usize, char)>> {
    let mut found = characters(text);
    let country: String = found.get(..2)?.iter().map(|(_, c)| c.to_ascii_uppercase()).collect();
    let form = FORMS.split(' ').find_map(|row| row.strip_prefix(&country))?;
    let length = HEAD + parts(form).map(|(count, _)| count).sum::<usize>();
    if found.len() < length {
        return None;
    }
    found.truncate(length);
    let end = found[length - 1].0 + 1;
    let ends = !text[end..].starts_with(char::is_alphanumeric);
    (ends && has_form(&found, form) && remainder(&found) == 1).then_some(found)
}

/// The letters and digits with which a text begins, whatever parts them.
fn characters(text: &str) -> Vec<(usize, char)> {
    let (mut found, mut gap) = (Vec::new(), 0);
    for (at, c) in text.char_indices() {
        if c.is_ascii_alphanumeric() && found.len() < LONGEST {
            found.push((at, c));
            gap = 0;
        } else if gap < GAP && matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '-' | '.') {
            gap += 1;
        } else {
            break;
        }
    }
    found
}

fn has_form(found: &[(usize, char)], form: &str) -> bool {
    let mut left = found[2..].iter().map(|(_, c)| c);
    [(2, 'n')].into_iter().chain(parts(form)).all(|(count, class)| {
        left.by_ref().take(count).all(|c| match class {
            'n' => c.is_ascii_digit(),
            'a' => c.is_ascii_alphabetic(),
            _ => true,
        })
    })
}

fn parts(form: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    form.split_inclusive(char::is_alphabetic).filter_map(|part| {
        let class = part.chars().last()?;
        Some((part.trim_end_matches(class).parse().ok()?, class))
    })
}

/// Of the number that it stands for, with its head at the end: letters count from 10.
fn remainder(found: &[(usize, char)]) -> u32 {
    let (head, rest) = found.split_at(HEAD);
    let values = rest.iter().chain(head).filter_map(|(_, c)| c.to_digit(36));
    values.fold(0, |number, value| (number * if value < 10 { 10 } else { 100 } + value) % 97)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::CardNumbers;
    use proptest::prelude::*;

    // Examples of the registry.
    #[test]
    fn accounts_of_every_form_are_covered_but_for_country_and_end() {
        for (text, out) in [
            ("DE89370400440532013000", "DE••••••••••••••••3000"),
            ("DE89 3704 0044 0532 0130 00", "DE•• •••• •••• •••• ••30 00"),
            ("de89-3704-0044-0532-0130-00", "de••-••••-••••-••••-••30-00"),
            ("GB29 NWBK 6016 1331 9268 19", "GB•• •••• •••• •••• ••68 19"),
            ("FR1420041010050500013M02606", "FR•••••••••••••••••••••2606"),
            ("NO93 8601 1117 947", "NO•• •••• •••7 947"),
            ("MT84MALT011000012345MTLCAST001S", "MT•••••••••••••••••••••••••001S"),
            ("RU0304452522540817810538091310419", "RU•••••••••••••••••••••••••••0419"),
            ("IBAN: ES91 2100 0418 4502 0005 1332.", "IBAN: ES•• •••• •••• •••• •••• 1332."),
            ("Müller, CH93 0076 2011 6238 5295 7 €", "Müller, CH•• •••• •••• •••• •295 7 €"),
            ("N O 9 3 8 6 0 1 1 1 1 7 9 4 7", "N O • • • • • • • • • 7 9 4 7"),
        ] {
            assert_eq!(covered(text), out, "{text}");
        }
    }

    #[test]
    fn what_is_no_account_stays_as_it_is() {
        for text in [
            "",
            "DE89",
            "DE88370400440532013000",
            "DE8937040044053201300",
            "DE893704004405320130001",
            "XDE89370400440532013000",
            "ZZ89370400440532013000",
            "DE89 3704    0044 0532 0130 00",
            "de 20 euros por 12 meses, no 12 boxes",
            "00Q5e00000AbCdEEAV",
            "4111 1111 1111 1111",
        ] {
            assert!(matches!(covered(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn every_country_has_a_form_that_can_be_read() {
        for row in FORMS.split(' ') {
            let length = HEAD + parts(&row[2..]).map(|(count, _)| count).sum::<usize>();
            let said: usize = row[2..].split(char::is_alphabetic).filter_map(|count| count.parse::<usize>().ok()).sum();
            assert!(row[..2].chars().all(|c| c.is_ascii_uppercase()), "{row}");
            assert!((15..=LONGEST).contains(&length) && length == HEAD + said, "{row}");
        }
    }

    /// An account number of any country, with its check digits, out of these numbers.
    fn account_of(row: usize, seeds: &[u32]) -> String {
        let rows: Vec<&str> = FORMS.split(' ').collect();
        let row = rows[row % rows.len()];
        let classes = parts(&row[2..]).flat_map(|(count, class)| std::iter::repeat_n(class, count));
        let character = |(class, seed): (char, &u32)| match class {
            'n' => char::from_digit(seed % 10, 10),
            'a' => char::from_digit(10 + seed % 26, 36),
            _ => char::from_digit(seed % 36, 36),
        };
        let body: String = classes.zip(seeds).filter_map(character).collect::<String>().to_ascii_uppercase();
        let of = |check: u32| format!("{}{check:02}{body}", &row[..2]);
        let right = |text: &String| remainder(&text.char_indices().collect::<Vec<_>>()) == 1;
        (2..=98).map(of).find(right).unwrap()
    }

    proptest! {
        #[test]
        fn every_account_is_covered_however_it_is_written(
            row in 0usize..1000,
            seeds in proptest::collection::vec(any::<u32>(), 30),
            gaps in proptest::collection::vec("[ .-]{0,3}", 34),
            small in any::<bool>(),
            before in "([a-z ,:€]{0,20}[ ,:€])?",
            after in "([ ,:€][a-z ,:€]{0,20})?",
        ) {
            let mut account = account_of(row, &seeds);
            if small {
                account.make_ascii_lowercase();
            }
            let parted: String = account.chars().zip(&gaps).flat_map(|(c, gap)| [c.to_string(), gap.clone()]).collect();
            let parted = parted.trim_end_matches([' ', '.', '-']);
            let text = format!("{before}{parted}{after}");
            let mut once = text.clone();
            CardNumbers::Cover.apply(&mut once);
            prop_assert_eq!(once.chars().filter(|c| *c == COVER).count(), account.len() - 2 - SHOWN, "{}", once);
            prop_assert_eq!(once.chars().count(), text.chars().count());
            let mut twice = once.clone();
            CardNumbers::Cover.apply(&mut twice);
            prop_assert_eq!(twice, once);
        }

        #[test]
        fn a_text_without_one_is_untouched(text in "[A-Za-z ,.:€-]{0,80}", digits in "[0-9 .-]{0,60}") {
            prop_assert!(matches!(covered(&text), Cow::Borrowed(_)));
            prop_assert!(matches!(covered(&digits), Cow::Borrowed(_)));
        }

        #[test]
        fn with_another_digit_it_is_none(row in 0usize..1000, seeds in proptest::collection::vec(any::<u32>(), 30)) {
            let account = account_of(row, &seeds);
            let check: u32 = account[2..4].parse().unwrap();
            let other = format!("{}{:02}{}", &account[..2], (check + 1) % 100, &account[4..]);
            prop_assert!(matches!(covered(&other), Cow::Borrowed(_)), "{}", other);
        }
    }
}
