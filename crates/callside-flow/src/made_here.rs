//! Records that were made here minutes ago. Salesforce's search index may not know them yet; whoever looks for one by its
//! words finds it all the same.
//! Source: Salesforce Help, "How search works": new records are indexed after some minutes.

use crate::companion::Inner;
use crate::intake::MADE_HERE_FOR;
use callside_core::action::{Answer, By, Find, Match, Request, Row, Search};
use callside_core::crm::Crm;
use callside_core::ids::RecordId;
use callside_core::record::Candidate;
use serde_json::Value;

/// Most records of one object that are asked for: nobody makes more within the time that the index needs.
const MOST: usize = 20;

impl Inner {
    /// The answer to a full-text search with those of the records made here that fit and that the index does not know.
    pub(crate) async fn with_made_here(&self, crm: &dyn Crm, find: &Find, answer: Answer) -> Answer {
        let Answer::Rows { mut columns, rows, more } = answer else { return answer };
        let since = self.now() - MADE_HERE_FOR;
        let made = match self.store.created_since(since).await {
            Ok(made) => made,
            Err(error) => {
                tracing::warn!(%error, "what was made here could not be read");
                Vec::new()
            }
        };
        let mut all: Vec<Row> = Vec::new();
        for (object, show) in &find.returning {
            let known = |id: &RecordId| rows.iter().any(|row| row.id.as_ref() == Some(id));
            let own = made.iter().filter(|(of, id)| of == object && !known(id)).map(|(_, id)| id);
            let own: Vec<&RecordId> = own.take(MOST).collect();
            let found = if own.is_empty() { Vec::new() } else { read(crm, object, show, &own).await };
            all.extend(found.into_iter().filter(|row| fits(&find.term, &texts(&row.values))));
        }
        if !all.is_empty() {
            let shown =
                find.returning.iter().filter(|(object, _)| all.iter().any(|row| row.object.as_ref() == Some(object)));
            for path in shown.flat_map(|(_, show)| show) {
                if !columns.contains(path) {
                    columns.push(path.clone());
                }
            }
        }
        all.extend(rows);
        Answer::Rows { columns, rows: all, more }
    }

    /// Callers that were found by words, after those that were made here and that the index does not know.
    pub(crate) async fn callers_with_made_here(&self, text: &str, found: Vec<Candidate>) -> Vec<Candidate> {
        let made = match self.store.callers_made_since(self.now() - MADE_HERE_FOR).await {
            Ok(made) => made,
            Err(error) => {
                tracing::warn!(%error, "what was made here could not be read");
                Vec::new()
            }
        };
        let is_new = |made: &Candidate| !found.iter().any(|known| known.record == made.record);
        let said = |made: &Candidate| {
            [Some(&made.name), made.company.as_ref(), made.email.as_ref()]
                .into_iter()
                .flatten()
                .cloned()
                .collect::<Vec<_>>()
        };
        let mut all: Vec<Candidate> = made.into_iter().filter(|made| is_new(made) && fits(text, &said(made))).collect();
        all.extend(found);
        all
    }
}

/// What does not answer is not there: the index's own answer stands.
async fn read(crm: &dyn Crm, object: &str, show: &[String], ids: &[&RecordId]) -> Vec<Row> {
    let is = |id: &&RecordId| Match { field: "Id".into(), by: By::Exact, term: id.to_string() };
    let search = Search {
        object: object.to_owned(),
        show: show.to_vec(),
        any: ids.iter().map(is).collect(),
        all: Vec::new(),
        newest: "Id".into(),
        limit: u32::try_from(ids.len()).unwrap_or(u32::MAX),
    };
    match crm.act(&Request::Search(search), "", None).await {
        Ok(Answer::Rows { rows, .. }) => rows,
        Ok(_) => Vec::new(),
        Err(error) => {
            tracing::warn!(object, %error, "records that were made here could not be read");
            Vec::new()
        }
    }
}

fn texts(values: &Value) -> Vec<String> {
    match values {
        Value::String(text) => vec![text.clone()],
        Value::Object(members) => members.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

/// Whether every word of a search begins a word of the record, or its digits stand in a number of the record: as the index
/// would find it.
fn fits(term: &str, texts: &[String]) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let wanted = digits(term);
    if wanted.len() >= 4 && !term.contains(char::is_alphabetic) {
        // With or without the code of the country.
        let same = |text: &String| {
            let has = digits(text);
            has.ends_with(&wanted) || (has.len() >= 7 && wanted.ends_with(&has))
        };
        return texts.iter().any(same);
    }
    let words = |text: &str| -> Vec<String> {
        text.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let has: Vec<String> = texts.iter().flat_map(|text| words(text)).collect();
    let asked = words(term);
    !asked.is_empty() && asked.iter().all(|word| has.iter().any(|known| known.starts_with(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_must_begin_a_word_of_the_record() {
        let texts = ["Zoë Quill-Marsh".to_owned(), "zoe@quill.example".to_owned(), "(415) 555-0199".to_owned()];
        for (term, found) in [
            ("quill", true),
            ("ZOË quill", true),
            ("marsh zoë", true),
            ("uill", false),
            ("zoë smith", false),
            ("zoe@quill.example", true),
            ("555 0199", true),
            ("+1 415 555 0199", true),
            ("+1 415 555 0198", false),
            ("0199", true),
            ("199", false),
            ("", false),
            ("*%'", false),
        ] {
            assert_eq!(fits(term, &texts), found, "{term}");
        }
    }
}
