//! Prints every query shape of Callside with every hostile value, as JSON lines, for a foreign SOQL parser:
//! `{"shape", "value", "soql", "where_shape"}`, where `where_shape` is the same shape built with a harmless value.
#![expect(clippy::expect_used, reason = "every name and value is spelt out in this program")]

mod shapes;
mod values;

use std::io::{self, BufWriter, Write as _};

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let harmless = shapes::shapes(values::HARMLESS);
    for value in values::hostile() {
        for ((shape, soql), (_, where_shape)) in shapes::shapes(&value).into_iter().zip(&harmless) {
            let line = serde_json::json!({
                "shape": shape, "value": value, "soql": soql.as_str(), "where_shape": where_shape.as_str(),
            });
            writeln!(out, "{line}")?;
        }
    }
    out.flush()
}
