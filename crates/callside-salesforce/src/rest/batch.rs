//! Several reading requests in one round trip.
//! Source: REST API Developer Guide, "Batch": at most 25 independent parts, addressed from the version on.

use super::client::{Ask, Rest};
use super::encode::encode;
use super::error::{RestError, read_errors};
use crate::soql::{FieldPath, ObjectName, Select, Soql};
use callside_core::ids::RecordId;
use serde_json::{Value, json};

/// Most parts in one request.
const MOST_PARTS: usize = 25;

/// One part of a batch.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Part {
    /// A query.
    Query(Select),
    /// A query as text, too long for an address.
    Text(Soql),
    /// Some fields of one record.
    Record(ObjectName, RecordId, Vec<FieldPath>),
}

impl Part {
    /// Path and query after the version.
    pub(crate) fn tail(&self) -> String {
        match self {
            Self::Query(select) => format!("query?q={}", encode(Soql::from_builder(select).as_str())),
            Self::Text(soql) => format!("query?q={}", encode(soql.as_str())),
            Self::Record(object, id, fields) => {
                let fields: Vec<_> = fields.iter().map(FieldPath::as_str).collect();
                format!("sobjects/{object}/{id}?fields={}", fields.join(","))
            }
        }
    }
}

/// The answer to one part.
pub(crate) type PartAnswer = Result<Value, RestError>;

impl Rest {
    /// Asks all parts, 25 at a time, and gives their answers in the same order.
    ///
    /// # Errors
    /// Only when a whole round trip fails; a part that fails has its own error.
    pub(crate) async fn batch(&self, parts: &[Part]) -> Result<Vec<PartAnswer>, RestError> {
        let mut answers = Vec::with_capacity(parts.len());
        for parts in parts.chunks(MOST_PARTS) {
            let requests: Vec<_> = parts
                .iter()
                .map(|part| json!({ "method": "GET", "url": format!("v{}/{}", self.version, part.tail()) }))
                .collect();
            let body = json!({ "haltOnError": false, "batchRequests": requests });
            let answer = self.ask(&self.resource("composite/batch"), Ask::ReadByPost(&body)).await?;
            let results = answer["results"].as_array().filter(|results| results.len() == parts.len());
            let results = results.ok_or(RestError::Unreadable("batch results"))?;
            answers.extend(results.iter().map(read_part));
        }
        Ok(answers)
    }
}

fn read_part(result: &Value) -> PartAnswer {
    let status = result["statusCode"].as_u64().and_then(|status| u16::try_from(status).ok()).unwrap_or(0);
    if (200..300).contains(&status) {
        return Ok(result["result"].clone());
    }
    match read_errors(&result["result"]) {
        Some(errors) => Err(RestError::Answered { status, errors, retry_after_s: None }),
        None => Err(RestError::Foreign { status, retry_after_s: None }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::soql::Condition;

    #[test]
    fn parts_are_addressed_after_the_version() {
        let select =
            Select::from(ObjectName::known("Task")).filter(Condition::eq(FieldPath::known("CallObject"), "phone:+1'"));
        assert_eq!(
            Part::Query(select).tail(),
            "query?q=SELECT%20Id%20FROM%20Task%20WHERE%20CallObject%20%3D%20%27phone%3A%2B1%5C%27%27"
        );
        let id = RecordId::new("003000000000001AAA").unwrap();
        let fields = vec![FieldPath::known("Title"), FieldPath::known("DoNotCall")];
        let part = Part::Record(ObjectName::known("Contact"), id, fields);
        assert_eq!(part.tail(), "sobjects/Contact/003000000000001AAA?fields=Title,DoNotCall");
    }

    #[test]
    fn each_part_has_its_own_outcome() {
        let good = json!({ "statusCode": 200, "result": { "records": [] } });
        assert_eq!(read_part(&good), Ok(json!({ "records": [] })));
        let bad = json!({ "statusCode": 400, "result": [{ "errorCode": "INVALID_TYPE", "message": "m" }] });
        assert!(read_part(&bad).unwrap_err().means_stale_shape());
        assert_eq!(read_part(&json!({})), Err(RestError::Foreign { status: 0, retry_after_s: None }));
    }
}
