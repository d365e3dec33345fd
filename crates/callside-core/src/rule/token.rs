//! From characters to tokens.

use super::expr::Test;
use super::fault::{Problem, RuleFault};
use crate::facts::{Number, Path};

/// What a rule is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Name(Path),
    Text(String),
    Number(Number),
    /// `=`, `<` and the like.
    Sign(Test),
    Word(Word),
    Open,
    Close,
    OpenList,
    CloseList,
    Comma,
    End,
}

/// Words with a meaning of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    And,
    Or,
    Not,
    Contains,
    In,
    Starts,
    Ends,
    With,
    Is,
    Empty,
    True,
    False,
}

const WORDS: [(&str, Word); 12] = [
    ("and", Word::And),
    ("or", Word::Or),
    ("not", Word::Not),
    ("contains", Word::Contains),
    ("in", Word::In),
    ("starts", Word::Starts),
    ("ends", Word::Ends),
    ("with", Word::With),
    ("is", Word::Is),
    ("empty", Word::Empty),
    ("true", Word::True),
    ("false", Word::False),
];

/// A token and where it is written.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub token: Token,
    pub from: usize,
    pub to: usize,
}

/// All tokens, with [`Token::End`] at the end.
pub(super) fn tokens(text: &str) -> Result<Vec<Placed>, RuleFault> {
    let characters: Vec<char> = text.chars().collect();
    let mut reader = Reader { characters: &characters, at: 0 };
    let mut tokens = Vec::new();
    loop {
        while reader.next().is_some_and(char::is_whitespace) {
            reader.at += 1;
        }
        let from = reader.at;
        let token = reader.token().map_err(|problem| {
            let to = reader.at.max(from + 1);
            RuleFault { from, to, problem, nearest: None }
        })?;
        let end = token == Token::End;
        tokens.push(Placed { token, from, to: reader.at });
        if end {
            return Ok(tokens);
        }
    }
}

struct Reader<'t> {
    characters: &'t [char],
    at: usize,
}

impl Reader<'_> {
    fn next(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    fn takes(&mut self, character: char) -> bool {
        let taken = self.next() == Some(character);
        self.at += usize::from(taken);
        taken
    }

    fn token(&mut self) -> Result<Token, Problem> {
        let Some(first) = self.next() else { return Ok(Token::End) };
        if first.is_ascii_digit() || first == '-' {
            return self.number();
        }
        if first.is_alphabetic() || first == '_' {
            return self.word();
        }
        self.at += 1;
        Ok(match first {
            '"' | '\'' => return self.text(first),
            '(' => Token::Open,
            ')' => Token::Close,
            '[' => Token::OpenList,
            ']' => Token::CloseList,
            ',' => Token::Comma,
            '=' => {
                self.takes('=');
                Token::Sign(Test::Equal)
            }
            '!' if self.takes('=') => Token::Sign(Test::Unequal),
            '<' if self.takes('=') => Token::Sign(Test::LessOrEqual),
            '<' if self.takes('>') => Token::Sign(Test::Unequal),
            '<' => Token::Sign(Test::Less),
            '>' if self.takes('=') => Token::Sign(Test::GreaterOrEqual),
            '>' => Token::Sign(Test::Greater),
            what => return Err(Problem::Character { what }),
        })
    }

    fn while_in(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let from = self.at;
        while self.next().is_some_and(&wanted) {
            self.at += 1;
        }
        self.characters[from..self.at].iter().collect()
    }

    fn number(&mut self) -> Result<Token, Problem> {
        let written = self.while_in(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'));
        // Rust reads "1e9", "inf" and "1." too; people who write rules do not mean them.
        let plain = written.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.')) && !written.ends_with('.');
        let number = plain.then(|| written.parse().ok().and_then(Number::new)).flatten();
        number.map(Token::Number).ok_or(Problem::Number)
    }

    fn word(&mut self) -> Result<Token, Problem> {
        let written = self.while_in(|c| c.is_alphanumeric() || matches!(c, '.' | '_'));
        match WORDS.iter().find(|(word, _)| written.eq_ignore_ascii_case(word)) {
            Some((_, word)) => Ok(Token::Word(*word)),
            None => Path::new(&written).map(Token::Name).map_err(|_| Problem::Name),
        }
    }

    fn text(&mut self, quote: char) -> Result<Token, Problem> {
        let mut text = String::new();
        loop {
            let next = self.next().ok_or(Problem::OpenText)?;
            self.at += 1;
            match next {
                '\\' => {
                    let escaped = self.next().ok_or(Problem::OpenText)?;
                    self.at += 1;
                    text.push(match escaped {
                        '"' | '\'' | '\\' => escaped,
                        'n' => '\n',
                        't' => '\t',
                        _ => return Err(Problem::Escape),
                    });
                }
                _ if next == quote => return Ok(Token::Text(text)),
                _ => text.push(next),
            }
        }
    }
}
