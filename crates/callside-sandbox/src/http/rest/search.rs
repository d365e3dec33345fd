//! SOSL and parameterizedSearch over HTTP.

use super::answer::{Answer, Payload};
use super::call::{Call, Verb};
use super::desk::Desk;
use crate::clock::{after, parse_datetime};
use crate::refusal::{Code, Refusal};
use crate::schema::{Record, Scope};
use crate::soql::ErrorCode;
use crate::sosl::{self, ParamSearch, ParamSearchObject, SearchContext};

/// `GET /search?q=`.
pub fn sosl(call: &Call, desk: &Desk<'_, '_>) -> Result<Answer, Refusal> {
    let text = call.parameter("q").unwrap_or_default();
    let schema = desk.tx.schema();
    let rows = with_search(desk, |context| sosl::search(text, &schema, desk.tx.tables(), context))?;
    Ok(Answer::of(200, Payload::Found(rows)))
}

/// `GET` or `POST /parameterizedSearch`.
pub fn parameterized(call: &Call, desk: &Desk<'_, '_>) -> Result<Answer, Refusal> {
    let request = match call.verb {
        Verb::Get => from_query(call),
        Verb::Post => serde_json::from_value(call.json()?.clone())
            .map_err(|error| Refusal::new(Code::JsonParserError, error.to_string()))?,
        _ => return Err(call.method_refusal("HEAD,GET,POST")),
    };
    if request.q.trim().is_empty() {
        let message = "No search term found. The search term must be specified.";
        return Err(Refusal::new(Code::Query(ErrorCode::MalformedSearch), message));
    }
    let schema = desk.tx.schema();
    let rows = with_search(desk, |context| sosl::parameterized(&request, &schema, desk.tx.tables(), context))?;
    Ok(Answer::of(200, Payload::Found(rows)))
}

/// `q=Acme&sobject=Account&Account.fields=Id,Name&Account.limit=10&in=PHONE`.
fn from_query(call: &Call) -> ParamSearch {
    let list = |text: &str| text.split(',').map(|field| field.trim().to_owned()).collect::<Vec<_>>();
    let of = |name: &str, key: &str| call.parameter(&format!("{name}.{key}")).map(str::to_owned);
    let sobjects = call
        .parameters()
        .iter()
        .filter(|(key, _)| key.eq_ignore_ascii_case("sobject"))
        .map(|(_, name)| ParamSearchObject {
            name: name.clone(),
            fields: of(name, "fields").map(|fields| list(&fields)).unwrap_or_default(),
            limit: of(name, "limit").and_then(|limit| limit.parse().ok()),
            filter: of(name, "where"),
            order_by: of(name, "orderBy"),
        })
        .collect();
    ParamSearch {
        q: call.parameter("q").unwrap_or_default().to_owned(),
        search_in: call.parameter("in").map(str::to_owned),
        fields: call.parameter("fields").map(list).unwrap_or_default(),
        sobjects,
        overall_limit: call.parameter("overallLimit").and_then(|limit| limit.parse().ok()),
        default_limit: call.parameter("defaultLimit").and_then(|limit| limit.parse().ok()),
    }
}

/// Rows that changed within the index lag are not found yet.
fn with_search<T>(desk: &Desk<'_, '_>, work: impl FnOnce(&SearchContext<'_>) -> T) -> T {
    let lag = desk.shared.options.index_lag;
    let now = desk.tx.now;
    let indexed = move |row: &Record| {
        lag.is_zero()
            || row
                .get("SystemModstamp")
                .and_then(serde_json::Value::as_str)
                .and_then(parse_datetime)
                .is_none_or(|changed| after(changed, lag) <= now)
    };
    desk.with_context(Scope::Live, |query| work(&SearchContext { query: *query, indexed: &indexed }))
}
