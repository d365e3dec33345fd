//! Words, values and signs of a text.

use super::fault::{SoqlFault, SoqlProblem};

/// A part of a text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Its first byte.
    pub from: usize,
    /// The byte after it.
    pub to: usize,
}

impl Span {
    /// From the beginning of this to the end of another.
    #[must_use]
    pub const fn up_to(self, other: Self) -> Self {
        Self { from: self.from, to: other.to }
    }

    /// What stands there.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.from..self.to).unwrap_or_default()
    }
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, digits and `_`, with dots between: a keyword, a name or a path.
    Word,
    /// A text between single quotes.
    Text,
    /// A number, a day, a moment or an amount with its currency.
    Number,
    /// `{{path}}`.
    Placeholder,
    /// One of `( ) , = != <> < <= > >= :`.
    Sign,
}

/// A token and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: Kind,
    pub span: Span,
}

/// All tokens of a text.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, SoqlFault> {
    let (tokens, fault) = tokens_before_fault(text);
    fault.map_or(Ok(tokens), Err)
}

/// The tokens up to the first that is none, and what is wrong with that one.
pub(super) fn tokens_before_fault(text: &str) -> (Vec<Token>, Option<SoqlFault>) {
    let mut scan = Scan { text, at: 0 };
    let mut found = Vec::new();
    loop {
        match scan.next() {
            Ok(Some(token)) => found.push(token),
            Ok(None) => return (found, None),
            Err(fault) => return (found, Some(fault)),
        }
    }
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Takes characters while they fit and gives their bytes.
    fn take(&mut self, fits: impl Fn(char) -> bool) -> usize {
        let rest = self.rest();
        let length = rest.find(|c| !fits(c)).unwrap_or(rest.len());
        self.at += length;
        length
    }

    fn next(&mut self) -> Result<Option<Token>, SoqlFault> {
        self.take(char::is_whitespace);
        let from = self.at;
        let Some(first) = self.rest().chars().next() else { return Ok(None) };
        let kind = match first {
            '\'' => self.quoted()?,
            '{' => self.placeholder()?,
            '0'..='9' | '+' | '-' | '.' => self.number()?,
            c if c.is_ascii_alphabetic() => self.word(),
            _ => self.sign(first)?,
        };
        Ok(Some(Token { kind, span: Span { from, to: self.at } }))
    }

    fn word(&mut self) -> Kind {
        self.take(|c| c.is_ascii_alphanumeric() || c == '_');
        while self.rest().starts_with('.') {
            // A dot at the end is a path that is still being typed.
            self.at += 1;
            self.take(|c| c.is_ascii_alphanumeric() || c == '_');
        }
        Kind::Word
    }

    /// Digits and what days, moments and decimals have between them.
    fn number(&mut self) -> Result<Kind, SoqlFault> {
        let from = self.at;
        self.at += 1;
        self.take(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '-' | '+'));
        let span = Span { from, to: self.at };
        if super::words::is_number(span.of(self.text)) {
            return Ok(Kind::Number);
        }
        Err(SoqlFault::new(span, SoqlProblem::Number))
    }

    fn quoted(&mut self) -> Result<Kind, SoqlFault> {
        let from = self.at;
        self.at += 1;
        let mut letters = self.text[self.at..].char_indices();
        let start = self.at;
        while let Some((i, letter)) = letters.next() {
            let here = start + i;
            match letter {
                '\'' => {
                    self.at = here + 1;
                    return Ok(Kind::Text);
                }
                '\\' => {
                    let escaped = letters.next().map(|(_, c)| c);
                    let good = match escaped {
                        Some(
                            'n' | 'N' | 'r' | 'R' | 't' | 'T' | 'b' | 'B' | 'f' | 'F' | '"' | '\'' | '\\' | '_' | '%',
                        ) => true,
                        Some('u') => (0..4).all(|_| letters.next().is_some_and(|(_, c)| c.is_ascii_hexdigit())),
                        _ => false,
                    };
                    if !good {
                        let to = here + 1 + escaped.map_or(0, char::len_utf8);
                        return Err(SoqlFault::new(Span { from: here, to }, SoqlProblem::Escape));
                    }
                }
                _ => {}
            }
        }
        self.at = self.text.len();
        Err(SoqlFault::new(Span { from, to: self.at }, SoqlProblem::OpenText))
    }

    fn placeholder(&mut self) -> Result<Kind, SoqlFault> {
        let from = self.at;
        let wrong = |to| SoqlFault::new(Span { from, to }, SoqlProblem::Placeholder);
        let end = self.rest().find("}}").ok_or_else(|| wrong(self.text.len()))?;
        let span = Span { from, to: from + end + 2 };
        let inner = span.of(self.text).strip_prefix("{{").and_then(|inner| inner.strip_suffix("}}"));
        let path = inner.map(str::trim).filter(|path| crate::facts::Path::new(path).is_ok());
        path.ok_or_else(|| wrong(span.to))?;
        self.at = span.to;
        Ok(Kind::Placeholder)
    }

    fn sign(&mut self, first: char) -> Result<Kind, SoqlFault> {
        let rest = self.rest();
        let signs = ["!=", "<>", "<=", ">=", "(", ")", ",", "=", "<", ">", ":"];
        if let Some(sign) = signs.into_iter().find(|sign| rest.starts_with(sign)) {
            self.at += sign.len();
            return Ok(Kind::Sign);
        }
        let span = Span { from: self.at, to: self.at + first.len_utf8() };
        Err(SoqlFault::new(span, SoqlProblem::Character { what: first }))
    }
}
