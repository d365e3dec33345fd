//! Callers by what an agent types: a number, a case number, an e-mail address or a name.

use super::branches::{Branch, merge, shape_was_wrong};
use super::{Lookup, Round};
use crate::queries::{by_case_number, plain};
use crate::rest::RestError;
use callside_core::phone::{Line, PhoneNumber, read};
use callside_core::record::Candidate;

/// Most digits of a case number. `Case.CaseNumber` holds 30 characters, but auto-numbers have eight to ten.
const MOST_CASE_DIGITS: usize = 10;
/// Fewest letters or digits that the index answers.
const FEWEST: usize = 2;
/// Longest text that is searched for, in characters; nobody types more on purpose.
const LONGEST: usize = 200;

/// What a text may be. One text may be a case number and a phone number at once.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reading {
    case_number: Option<String>,
    number: Option<PhoneNumber>,
    plain: Option<String>,
}

fn reading(text: &str, home: Option<callside_core::phone::HomeRegion>) -> Reading {
    let text: String = text.trim().chars().take(LONGEST).collect();
    let is_digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let case_number = (is_digits && text.len() <= MOST_CASE_DIGITS).then(|| text.clone());
    let number = match read(&text, home) {
        Line::Number { number } => Some(number),
        Line::Internal { .. } | Line::Withheld | Line::Unreadable { .. } => None,
    };
    let is_words =
        text.chars().any(char::is_alphabetic) && text.chars().filter(|c| c.is_alphanumeric()).count() >= FEWEST;
    let plain = (is_words && number.is_none()).then_some(text);
    Reading { case_number, number, plain }
}

impl Lookup<'_> {
    /// People and companies that fit the text.
    pub(crate) async fn by_text(&self, text: &str) -> Result<Vec<Candidate>, RestError> {
        let reading = reading(text, self.settings.home);
        let branches = self.text_branches(Round::AsKnown, &reading).await;
        if !shape_was_wrong(&branches) {
            return merge(branches);
        }
        let again = self.text_branches(Round::AsDescribed, &reading).await;
        merge(if again.iter().any(Result::is_ok) { again } else { branches })
    }

    async fn text_branches(&self, round: Round, reading: &Reading) -> Vec<Branch> {
        let (by_case, by_number, by_words) = tokio::join!(
            self.case_branches(round, reading.case_number.as_deref()),
            async {
                match &reading.number {
                    Some(number) => self.by_number(number).await,
                    None => Ok(Vec::new()),
                }
            },
            self.word_branch(round, reading.plain.as_deref()),
        );
        let mut branches = by_case;
        branches.extend([by_number, by_words]);
        branches
    }

    async fn case_branches(&self, round: Round, number: Option<&str>) -> Vec<Branch> {
        let Some(number) = number else { return Vec::new() };
        match (self.org(round).await, self.views(round).await) {
            // The user sees no cases, so none has this number.
            (Ok(Some(org)), _) if !org.objects.contains_key("Case") => Vec::new(),
            (Ok(_), Ok(views)) => {
                let queries = views.iter().filter_map(|view| Some((view, by_case_number(view, number)?))).collect();
                self.query(queries).await
            }
            (Err(error), _) | (_, Err(error)) => vec![Err(error)],
        }
    }

    async fn word_branch(&self, round: Round, text: Option<&str>) -> Branch {
        let Some(text) = text else { return Ok(Vec::new()) };
        let views = self.views(round).await?;
        if views.is_empty() {
            return Ok(Vec::new());
        }
        self.find_plain(&plain(&views, text), &views).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_what_it_may_be() {
        for (text, case_number, number, plain) in [
            ("00001001", Some("00001001"), None, None),
            (" 1001 ", Some("1001"), None, None),
            ("4155550134", Some("4155550134"), Some("+14155550134"), None),
            ("(415) 555-0134", None, Some("+14155550134"), None),
            ("+44 20 7946 0958", None, Some("+442079460958"), None),
            ("O'Brien", None, None, Some("O'Brien")),
            ("3M", None, None, Some("3M")),
            ("a@b.com", None, None, Some("a@b.com")),
            ("x", None, None, None),
            ("--", None, None, None),
            ("", None, None, None),
        ] {
            let read = reading(text, "US".parse().ok());
            assert_eq!(read.case_number.as_deref(), case_number, "{text}");
            assert_eq!(read.number.as_ref().map(PhoneNumber::e164), number, "{text}");
            assert_eq!(read.plain.as_deref(), plain, "{text}");
        }
        assert_eq!(reading(&"a".repeat(10_000), None).plain.map(|text| text.len()), Some(LONGEST));
    }
}
