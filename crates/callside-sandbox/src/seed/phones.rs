//! Telephone numbers that belong to nobody, written the way people type them.
//!
//! Ranges kept for fiction: North America 555-0100 to 555-0199 (NANPA), United Kingdom 020 7946 0xxx, 0161 496 0xxx,
//! 01632 960xxx and 07700 900xxx (Ofcom), Germany 030 23125 xxx and 069 90009 xxx (Bundesnetzagentur), France
//! 01 99 00 xx xx and 06 39 98 xx xx (Arcep).

use std::collections::HashSet;

use crate::random::Dice;

/// The numbers that are taken, and those among them that nobody else may ever have.
#[derive(Debug, Default)]
pub struct Phones {
    taken: HashSet<String>,
    reserved: HashSet<String>,
}

/// Where a company is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Country {
    /// United States.
    UnitedStates,
    /// United Kingdom.
    UnitedKingdom,
    /// Germany.
    Germany,
    /// France.
    France,
}

const US_AREAS: [&str; 15] =
    ["206", "212", "213", "215", "303", "305", "312", "404", "415", "503", "512", "602", "617", "702", "713"];

impl Phones {
    /// Keeps a number from being invented.
    pub fn reserve(&mut self, e164: &str) {
        self.taken.insert(e164.to_owned());
        self.reserved.insert(e164.to_owned());
    }

    /// A number of a desk or a mobile, as somebody typed it. It is free as long as fiction has free numbers; in a
    /// large org people then share numbers, as on a switchboard, but never those of the named callers.
    pub fn typed(&mut self, dice: &mut Dice, country: Country, mobile: bool) -> String {
        let mut tries = 0;
        loop {
            let (e164, typed) = invent(dice, country, mobile);
            if self.taken.insert(e164.clone()) || (tries > 500 && !self.reserved.contains(&e164)) {
                return typed;
            }
            tries += 1;
        }
    }
}

/// A number as E.164 and as typed.
fn invent(dice: &mut Dice, country: Country, mobile: bool) -> (String, String) {
    match country {
        Country::UnitedStates => {
            let area = *dice.pick(&US_AREAS);
            let line = format!("01{:02}", dice.below(100));
            let typed = match dice.below(6) {
                0 | 1 => format!("({area}) 555-{line}"),
                2 => format!("{area}.555.{line}"),
                3 => format!("+1 {area} 555 {line}"),
                4 => format!("{area}-555-{line}"),
                _ => format!("1 ({area}) 555-{line}"),
            };
            (format!("+1{area}555{line}"), typed)
        }
        Country::UnitedKingdom => {
            let last = format!("{:03}", dice.below(1000));
            let (area, middle) = match (mobile, dice.below(3)) {
                (true, _) => ("7700", format!("900{last}")),
                (false, 0) => ("20", format!("7946 0{last}")),
                (false, 1) => ("161", format!("496 0{last}")),
                (false, _) => ("1632", format!("960{last}")),
            };
            (format!("+44{area}{}", middle.replace(' ', "")), european(dice, "44", area, &middle))
        }
        Country::Germany => {
            let (area, middle) = match (mobile, dice.below(2)) {
                (true, _) => ("171", format!("39200{:02}", dice.below(100))),
                (false, 0) => ("30", format!("23125 {:03}", dice.below(1000))),
                (false, _) => ("69", format!("90009 {:03}", dice.below(1000))),
            };
            (format!("+49{area}{}", middle.replace(' ', "")), european(dice, "49", area, &middle))
        }
        Country::France => {
            let pairs = format!("{:02} {:02}", dice.below(100), dice.below(100));
            let (area, middle) = if mobile { ("6", format!("39 98 {pairs}")) } else { ("1", format!("99 00 {pairs}")) };
            (format!("+33{area}{}", middle.replace(' ', "")), european(dice, "33", area, &middle))
        }
    }
}

fn european(dice: &mut Dice, code: &str, area: &str, rest: &str) -> String {
    match dice.below(5) {
        0 | 1 => format!("+{code} {area} {rest}"),
        2 => format!("0{area} {rest}"),
        3 => format!("00{code} {area} {rest}"),
        _ => format!("+{code} (0){area} {rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_fictional_and_never_given_twice() {
        let mut dice = Dice::new(5);
        let mut phones = Phones::default();
        let typed: Vec<String> = (0..400).map(|_| phones.typed(&mut dice, Country::UnitedStates, false)).collect();
        assert_eq!(phones.taken.len(), 400);
        assert!(typed.iter().all(|number| number.contains("555") && number.len() <= 40));
        assert!(phones.taken.iter().all(|number| number.len() == 12 && number[5..].starts_with("55501")));
    }
}
