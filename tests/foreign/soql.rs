//! Every query that Callside sends, with hostile values in every place, read by a SOQL parser of others.
//!
//! By hand: `cargo run -p callside-salesforce --example soql_corpus > corpus.jsonl`, then
//! `CALLSIDE_SOQL_CORPUS=corpus.jsonl node ui/tests/foreign/soql.mjs`.

use crate::node::Script;
use serde_json::json;
use std::io::{BufWriter, Write as _};

#[path = "../../crates/callside-salesforce/examples/soql_corpus/shapes.rs"]
mod shapes;
#[path = "../../crates/callside-salesforce/examples/soql_corpus/values.rs"]
mod values;

#[tokio::test]
async fn no_value_changes_what_a_query_asks() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("corpus.jsonl");
    let mut corpus = BufWriter::new(std::fs::File::create(&path).expect("a file"));
    let harmless = shapes::shapes(values::HARMLESS);
    for value in values::hostile() {
        for ((shape, soql), (_, where_shape)) in shapes::shapes(&value).into_iter().zip(&harmless) {
            let line = json!({
                "shape": shape, "value": value, "soql": soql.as_str(), "where_shape": where_shape.as_str(),
            });
            writeln!(corpus, "{line}").expect("the file takes it");
        }
    }
    corpus.into_inner().expect("the file takes all of it").sync_all().expect("the file is whole");
    Script::new("soql.mjs").with("CALLSIDE_SOQL_CORPUS", &path).pass().await;
}
