//! A telephone number as each phone system writes it.

/// The word that stands for a number that nobody may see.
const WITHHELD: &str = "anonymous";

/// A number as Five9 gives it: ten national digits in North America, else E.164.
#[must_use]
pub fn five9(number: &str) -> String {
    match number.strip_prefix("+1") {
        Some(national) if national.len() == 10 => national.to_owned(),
        _ => number.to_owned(),
    }
}

/// A number as Aircall's `raw_digits` has it: international, with spaces and dashes between its groups.
#[must_use]
pub fn aircall(number: &str) -> String {
    let Some(digits) = number.strip_prefix('+') else { return WITHHELD.to_owned() };
    let groups: &[usize] = match digits.get(..2) {
        Some("44") => &[2, 4, 4],
        Some("49") => &[2, 5, 3],
        Some("33") => &[1, 2, 2, 2, 2],
        _ if digits.starts_with('1') && digits.len() == 11 => {
            return format!("+1 {}-{}-{}", &digits[1..4], &digits[4..7], &digits[7..]);
        }
        _ => &[3, 3, 4],
    };
    let mut written = format!("+{}", &digits[..2.min(digits.len())]);
    let mut rest = digits.get(2..).unwrap_or_default();
    for width in groups {
        let (group, after) = rest.split_at((*width).min(rest.len()));
        if !group.is_empty() {
            written.push(' ');
            written.push_str(group);
        }
        rest = after;
    }
    written.push_str(rest);
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_their_systems_write_them() {
        for (number, five9_form, aircall_form) in [
            ("+14155550134", "4155550134", "+1 415-555-0134"),
            ("+442079460958", "+442079460958", "+44 20 7946 0958"),
            ("+493023125017", "+493023125017", "+49 30 23125 017"),
            ("+33199001234", "+33199001234", "+33 1 99 00 12 34"),
            ("anonymous", "anonymous", "anonymous"),
        ] {
            assert_eq!(five9(number), five9_form);
            assert_eq!(aircall(number), aircall_form);
        }
    }
}
