//! What a person may see of somebody who may be somebody else.

pub use callside_core::pop::covered as name;

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
