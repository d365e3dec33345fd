//! Text into tokens.

/// A token and where it stands, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) at: usize,
    pub(crate) end: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A name or a keyword.
    Word,
    /// A whole or decimal number, signed perhaps.
    Number,
    /// `2026-01-31`.
    Date,
    /// `2026-01-31T10:00:00Z`.
    DateTime,
    /// A quoted string, quotes included, escapes untouched.
    Text,
    /// A quoted string without its closing quote.
    OpenText,
    /// Punctuation of the language.
    Symbol,
    /// A character that the language does not have.
    Stray,
    /// The end of the text.
    End,
}

/// All tokens from the byte `from` on; the last one is [`TokenKind::End`].
pub(crate) fn tokenize(text: &str, from: usize) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = from;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (kind, length) = token(&text[at..], first);
        tokens.push(Token { kind, at, end: at + length });
        at += length;
    }
    tokens.push(Token { kind: TokenKind::End, at, end: at });
    tokens
}

/// The token at the start of `rest`, and its length in bytes.
fn token(rest: &str, first: char) -> (TokenKind, usize) {
    if first == '\'' {
        return quoted(rest);
    }
    if first.is_ascii_alphabetic() || first == '_' {
        return (TokenKind::Word, run(rest, |byte| byte.is_ascii_alphanumeric() || byte == b'_'));
    }
    if let Some(found) = number_or_date(rest) {
        return found;
    }
    for symbol in ["!=", "<>", "<=", ">=", "=", "<", ">", "(", ")", ",", ".", ":"] {
        if rest.starts_with(symbol) {
            return (TokenKind::Symbol, symbol.len());
        }
    }
    (TokenKind::Stray, first.len_utf8())
}

fn run(rest: &str, belongs: impl Fn(u8) -> bool) -> usize {
    rest.bytes().take_while(|byte| belongs(*byte)).count()
}

fn quoted(rest: &str) -> (TokenKind, usize) {
    let mut letters = rest.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => {
                letters.next();
            }
            '\'' => return (TokenKind::Text, at + 1),
            _ => {}
        }
    }
    (TokenKind::OpenText, rest.len())
}

fn number_or_date(rest: &str) -> Option<(TokenKind, usize)> {
    let signed = usize::from(rest.starts_with(['+', '-']));
    let digits = run(&rest[signed..], |byte| byte.is_ascii_digit());
    if signed == 0 && digits == 4 && is_date(rest) {
        return Some(time_of(rest).map_or((TokenKind::Date, 10), |length| (TokenKind::DateTime, 10 + length)));
    }
    let mut length = signed + digits;
    let fraction = fraction(&rest[length..]);
    if digits == 0 && fraction == 0 {
        return None;
    }
    length += fraction;
    Some((TokenKind::Number, length))
}

fn fraction(rest: &str) -> usize {
    if !rest.starts_with('.') {
        return 0;
    }
    match run(&rest[1..], |byte| byte.is_ascii_digit()) {
        0 => 0,
        digits => 1 + digits,
    }
}

/// Whether `dddd-dd-dd` comes first.
fn is_date(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    bytes.len() >= 10
        && bytes[..10].iter().enumerate().all(|(index, byte)| match index {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Length of the time after a date, its zone included.
fn time_of(rest: &str) -> Option<usize> {
    let time = rest.get(10..)?.strip_prefix('T')?;
    let clock = run(time, |byte| byte.is_ascii_digit() || byte == b':' || byte == b'.');
    let zone = &time[clock..];
    let zone_length = if zone.starts_with('Z') {
        1
    } else if zone.starts_with(['+', '-']) {
        1 + run(&zone[1..], |byte| byte.is_ascii_digit() || byte == b':')
    } else {
        0
    };
    Some(1 + clock + zone_length)
}
