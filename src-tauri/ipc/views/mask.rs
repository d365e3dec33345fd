//! What a person may see of somebody who may be somebody else.

/// The first letter of each word, the rest covered: `Sarah Johnson` -> `S•••• J••••••`.
#[must_use]
pub fn name(name: &str) -> String {
    name.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

fn word(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter();
    first.chain(letters.map(|_| '•')).collect()
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn only_first_letters_stay() {
        for (plain, masked) in [
            ("Sarah Johnson", "S•••• J••••••"),
            ("  Sarah   Johnson ", "S•••• J••••••"),
            ("Åsa", "Å••"),
            ("O'Neil", "O•••••"),
            ("李 小龍", "李 小•"),
            ("X", "X"),
            ("", ""),
        ] {
            assert_eq!(name(plain), masked, "{plain}");
        }
    }
}
