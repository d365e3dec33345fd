//! "Did you mean": the nearest right name to a wrong one.

/// Longer names are not compared: a name of this length is not a slip of the keyboard.
const LONGEST: usize = 80;

/// The name that the wrong one was probably meant to be: the same but for case, the same last part, or few slips away
/// (a third of its length at most, counting inserted, missing, changed and swapped characters). The first of equals.
#[must_use]
pub fn nearest<'n>(wrong: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let wrong: Vec<char> = wrong.trim().chars().flat_map(char::to_lowercase).take(LONGEST + 1).collect();
    if wrong.is_empty() || wrong.len() > LONGEST {
        return None;
    }
    let allowed = (wrong.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        let right: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
        let last = right.iter().rposition(|c| *c == '.').map_or(&right[..], |dot| &right[dot + 1..]);
        let slips = slips(&wrong, &right, allowed).min(slips(&wrong, last, allowed).saturating_add(1));
        if slips <= allowed && best.is_none_or(|(fewest, _)| slips < fewest) {
            best = Some((slips, name));
        }
    }
    best.map(|(_, name)| name)
}

/// Damerau-Levenshtein distance in its restricted form (optimal string alignment); more than `allowed` is not counted
/// exactly.
fn slips(wrong: &[char], right: &[char], allowed: usize) -> usize {
    if wrong.len().abs_diff(right.len()) > allowed || right.len() > LONGEST {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (i, w) in wrong.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, r) in right.iter().enumerate() {
            let changed = above[j] + usize::from(w != r);
            let mut least = changed.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *w == right[j - 1] && wrong[i - 1] == *r {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 6] =
        ["call.direction", "call.duration_s", "caller.name", "caller.number", "disposition.code", "me.name"];

    #[test]
    fn slips_find_the_name_that_was_meant() {
        for (wrong, expected) in [
            ("call.directon", Some("call.direction")),
            ("Call.Direction", Some("call.direction")),
            ("caller.nubmer", Some("caller.number")),
            ("direction", Some("call.direction")),
            ("caller.nmae", Some("caller.name")),
            ("weather", None),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(nearest(wrong, NAMES), expected, "{wrong}");
        }
        assert_eq!(nearest(&"a".repeat(10_000), NAMES), None);
    }
}
