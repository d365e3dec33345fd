//! Every query with every hostile value: the text's structure never changes.

#[path = "../../examples/soql_corpus/shapes.rs"]
mod shapes;
#[path = "../../examples/soql_corpus/values.rs"]
pub mod values;

use callside_salesforce::queries::{View, find_phone};
use callside_salesforce::sosl::Sosl;
use callside_sandbox::schema::{OrgOptions, Record, Rows, Schema, Scope};
use callside_sandbox::soql::{self, QueryContext};
use callside_sandbox::sosl::{self, SearchContext};
use jiff::tz::TimeZone;

/// The text with every quoted literal replaced by `?`; `None` when a literal does not end.
pub fn skeleton(text: &str) -> Option<String> {
    let mut rest = text;
    let mut skeleton = String::new();
    while let Some((before, literal)) = rest.split_once('\'') {
        let mut escaped = false;
        let end = literal.char_indices().find(|(_, letter)| {
            let is_end = *letter == '\'' && !escaped;
            escaped = *letter == '\\' && !escaped;
            is_end
        })?;
        skeleton.push_str(before);
        skeleton.push('?');
        rest = &literal[end.0 + 1..];
    }
    Some(skeleton + rest)
}

#[test]
fn no_value_changes_the_structure_of_a_query() {
    let values = values::hostile();
    assert!(values.len() >= 400, "{}", values.len());
    let harmless: Vec<_> = shapes::shapes(values::HARMLESS);
    for value in &values {
        for ((shape, soql), (_, same)) in shapes::shapes(value).iter().zip(&harmless) {
            let start: String = value.chars().take(40).collect();
            assert!(skeleton(soql.as_str()).is_some(), "{shape}: {start:?}");
            assert_eq!(skeleton(soql.as_str()), skeleton(same.as_str()), "{shape}: {start:?}");
        }
    }
}

struct NoRows;

impl Rows for NoRows {
    fn rows(&self, _object: &str, _scope: Scope) -> Vec<&Record> {
        Vec::new()
    }

    fn by_id(&self, _object: &str, _id: &str, _scope: Scope) -> Option<&Record> {
        None
    }
}

fn ask<T>(answer: impl FnOnce(&Schema, &QueryContext<'_>) -> T) -> T {
    let schema = Schema::with_options(OrgOptions { call_key: true });
    let visible = |_: &str, _: &str| true;
    let context = QueryContext {
        now: jiff::Timestamp::UNIX_EPOCH,
        zone: &TimeZone::UTC,
        user_id: "005000000000001AAA",
        version: "v59.0",
        scope: Scope::Live,
        visible: &visible,
    };
    answer(&schema, &context)
}

#[test]
fn every_query_is_understood_by_another_parser() {
    for value in values::hostile() {
        // Salesforce takes queries of at most 100,000 characters; only an invented phone number makes longer ones.
        for (shape, text) in shapes::shapes(&value).into_iter().filter(|(_, text)| text.as_str().len() <= 100_000) {
            let start: String = value.chars().take(40).collect();
            let answer = ask(|schema, context| soql::query(text.as_str(), schema, &NoRows, context).map(|_| ()));
            assert!(answer.is_ok(), "{shape}, {start:?}: {answer:?}");
        }
    }
}

#[test]
fn every_search_is_understood_by_another_parser() {
    let settings = callside_salesforce::Settings::default();
    let view = |object| View::of(object, &settings, None).unwrap();
    let views: Vec<_> = callside_core::record::CallerObject::ALL.into_iter().map(view).collect();
    let mut searched = 0;
    for value in values::hostile().into_iter().filter(|value| value.chars().count() < 4000) {
        // A term without a letter or digit is no question at all.
        let Some(find) = find_phone(&views, vec![value.clone(), "4155550134".into()]) else { continue };
        let text = Sosl::from_builder(&find);
        let answer = ask(|schema, query| {
            let context = SearchContext { query: *query, indexed: &|_| true };
            sosl::search(text.as_str(), schema, &NoRows, &context).map(|rows| rows.len())
        });
        assert_eq!(answer, Ok(0), "{value:?}: {}", text.as_str());
        searched += 1;
    }
    assert!(searched > 300, "{searched}");
}
