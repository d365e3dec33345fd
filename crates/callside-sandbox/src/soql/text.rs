//! What a quoted string means.
//!
//! Escapes: <https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm>.

/// One piece of a LIKE pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    /// `%`: any number of characters.
    Many,
    /// `_`: exactly one character.
    One,
    /// This character, in either letter case.
    Letter(char),
}

/// A backslash before something that it cannot escape; the offset counts bytes from the opening quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BadEscape {
    pub(crate) offset: usize,
}

/// The value of a quoted string, given with its quotes.
pub(crate) fn unquote(quoted: &str) -> Result<String, BadEscape> {
    let units = read(quoted, false)?;
    Ok(units.into_iter().map(|(letter, _)| letter).collect())
}

/// The pattern of a quoted string after LIKE, given with its quotes.
pub(crate) fn pattern(quoted: &str) -> Result<Vec<Piece>, BadEscape> {
    let piece = |(letter, escaped): (char, bool)| match letter {
        '%' if !escaped => Piece::Many,
        '_' if !escaped => Piece::One,
        other => Piece::Letter(fold(other)),
    };
    Ok(read(quoted, true)?.into_iter().map(piece).collect())
}

/// A character as the case-insensitive comparison sees it.
pub(crate) fn fold(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// A text as patterns are matched against it.
pub(crate) fn letters(text: &str) -> Vec<char> {
    text.chars().map(fold).collect()
}

/// Whether folded letters match a pattern. No recursion: on a mismatch the last `%` takes one letter more.
pub(crate) fn matches_pattern(letters: &[char], pattern: &[Piece]) -> bool {
    let (mut at, mut piece) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while at < letters.len() {
        match pattern.get(piece) {
            Some(Piece::Many) => {
                retry = Some((piece + 1, at));
                piece += 1;
            }
            Some(Piece::One) => (at, piece) = (at + 1, piece + 1),
            Some(Piece::Letter(letter)) if *letter == letters[at] => (at, piece) = (at + 1, piece + 1),
            _ => {
                let Some((after, taken)) = retry else { return false };
                retry = Some((after, taken + 1));
                (at, piece) = (taken + 1, after);
            }
        }
    }
    pattern[piece..].iter().all(|piece| *piece == Piece::Many)
}

/// The characters between the quotes, and for each whether it was escaped.
fn read(quoted: &str, like: bool) -> Result<Vec<(char, bool)>, BadEscape> {
    let inner = quoted.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')).unwrap_or(quoted);
    let mut letters = Vec::with_capacity(inner.len());
    let mut at = 0;
    while let Some(letter) = inner[at..].chars().next() {
        if letter != '\\' {
            letters.push((letter, false));
            at += letter.len_utf8();
            continue;
        }
        let (meaning, length) = escape(&inner[at..], like).ok_or(BadEscape { offset: at + 1 })?;
        letters.push((meaning, true));
        at += length;
    }
    Ok(letters)
}

/// The meaning of the escape at the start of `rest`, and its length in bytes.
fn escape(rest: &str, like: bool) -> Option<(char, usize)> {
    let meaning = match rest[1..].chars().next()? {
        'n' | 'N' => '\n',
        'r' | 'R' => '\r',
        't' | 'T' => '\t',
        'b' | 'B' => '\u{8}',
        'f' | 'F' => '\u{c}',
        same @ ('"' | '\'' | '\\') => same,
        same @ ('%' | '_') if like => same,
        'u' => return unicode(rest),
        _ => return None,
    };
    Some((meaning, 2))
}

/// `\uXXXX`; characters beyond the first plane are two of them.
fn unicode(rest: &str) -> Option<(char, usize)> {
    let unit = |text: &str| {
        let digits = text.strip_prefix("\\u")?.get(..4)?;
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
    };
    let first = unit(rest)?;
    if let Some(letter) = char::from_u32(u32::from(first)) {
        return Some((letter, 6));
    }
    let second = unit(rest.get(6..)?)?;
    let letter = char::decode_utf16([first, second]).next()?.ok()?;
    Some((letter, 12))
}
