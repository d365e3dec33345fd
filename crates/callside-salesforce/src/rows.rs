//! From rows as Salesforce sends them to Callside's records. Missing and null are the same: hidden or empty.

use crate::queries::View;
use crate::rest::RestError;
use crate::soql::FieldPath;
use callside_core::describe::RECORD_TYPE;
use callside_core::ids::RecordId;
use callside_core::record::{CallerRef, Candidate, OpenCase, OpenOpportunity, PastTask, PhoneField};
use jiff::Timestamp;
use serde_json::Value;

/// The value at a path of parent fields.
fn at<'v>(row: &'v Value, path: &FieldPath) -> &'v Value {
    path.names().fold(row, |value, name| match value.get(name) {
        Some(inner) => inner,
        // SOQL does not tell letter cases apart, and answers in its own.
        None => value
            .as_object()
            .and_then(|fields| fields.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)))
            .map_or(&Value::Null, |(_, inner)| inner),
    })
}

/// A value as text for people; `None` for nothing.
pub(crate) fn shown(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        // Salesforce writes 48000.0; Rust's own form of a float has neither that nor an exponent.
        Value::Number(number) if number.is_f64() => number.as_f64().map(|number| number.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        _ => None,
    }
}

fn text(row: &Value, path: &'static str) -> Option<String> {
    shown(at(row, &FieldPath::known(path)))
}

fn id(row: &Value, path: &'static str) -> Option<RecordId> {
    at(row, &FieldPath::known(path)).as_str().and_then(|text| RecordId::new(text).ok())
}

fn flag(row: &Value, path: &'static str) -> bool {
    at(row, &FieldPath::known(path)).as_bool().unwrap_or(false)
}

/// A moment as `2026-05-01T07:25:37.000+0000`.
fn moment(row: &Value, path: &'static str) -> Option<Timestamp> {
    at(row, &FieldPath::known(path)).as_str()?.parse().ok()
}

/// The object of a row.
pub(crate) fn kind(row: &Value) -> Option<&str> {
    row["attributes"]["type"].as_str()
}

/// The id at the end of a row's address.
pub(crate) fn id_in_address(row: &Value) -> Option<RecordId> {
    RecordId::new(row["attributes"]["url"].as_str()?.rsplit('/').next()?).ok()
}

/// A caller's record. A row without an id is not one.
pub(crate) fn candidate(row: &Value, view: &View) -> Result<Candidate, RestError> {
    let id_of = id(row, "Id").ok_or(RestError::Unreadable("record id"))?;
    let phone = |field: &FieldPath| Some(PhoneField { field: field.to_string(), typed: shown(at(row, field))? });
    let extra = |(label, path): &(String, FieldPath)| Some((label.clone(), shown(at(row, path))?));
    Ok(Candidate {
        record: CallerRef { object: view.object, id: id_of },
        name: text(row, "Name").unwrap_or_default(),
        title: text(row, "Title"),
        company: text(row, "Company").or_else(|| text(row, "Account.Name")),
        account: id(row, "AccountId"),
        email: text(row, "Email"),
        owner: text(row, "Owner.Name"),
        status: text(row, "Status"),
        do_not_call: flag(row, "DoNotCall"),
        extra: view.extra.iter().filter_map(extra).collect(),
        phones: view.phones.iter().filter_map(phone).collect(),
        modified: text(row, "LastModifiedDate"),
        record_type: id(row, RECORD_TYPE),
    })
}

/// An open case; a row without id or date is left out.
pub(crate) fn open_case(row: &Value) -> Option<OpenCase> {
    Some(OpenCase {
        id: id(row, "Id")?,
        number: text(row, "CaseNumber").unwrap_or_default(),
        subject: text(row, "Subject").unwrap_or_default(),
        status: text(row, "Status").unwrap_or_default(),
        priority: text(row, "Priority"),
        escalated: flag(row, "IsEscalated"),
        opened_at: moment(row, "CreatedDate")?,
        record_type: id(row, RECORD_TYPE),
    })
}

/// An open opportunity; a row without id is left out.
pub(crate) fn open_opportunity(row: &Value) -> Option<OpenOpportunity> {
    Some(OpenOpportunity {
        id: id(row, "Id")?,
        name: text(row, "Name").unwrap_or_default(),
        stage: text(row, "StageName").unwrap_or_default(),
        amount: text(row, "Amount"),
        closes: text(row, "CloseDate"),
        record_type: id(row, RECORD_TYPE),
    })
}

/// A past activity; a row without id or date is left out.
pub(crate) fn past_task(row: &Value) -> Option<PastTask> {
    Some(PastTask {
        id: id(row, "Id")?,
        subject: text(row, "Subject").unwrap_or_default(),
        result: text(row, "CallDisposition"),
        description: text(row, "Description"),
        at: moment(row, "CreatedDate")?,
        owner: text(row, "Owner.Name"),
        duration_s: row["CallDurationInSeconds"].as_u64().and_then(|seconds| u32::try_from(seconds).ok()),
        call_object: text(row, "CallObject"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;
    use callside_core::record::CallerObject;
    use serde_json::json;

    #[test]
    fn a_contact_row_becomes_a_candidate() {
        let mut settings = Settings::default();
        settings.extra_fields.insert(CallerObject::Contact, vec![FieldPath::new("account.owner.name").unwrap()]);
        let view = View::of(CallerObject::Contact, &settings, None).unwrap();
        let row = json!({
            "attributes": { "type": "Contact" }, "Id": "003000000000001AAA", "Name": "Rosa <b>", "Title": null,
            "Account": { "Name": "Edge", "Owner": { "Name": "Olu" } }, "AccountId": "001000000000001AAA",
            "Owner": null, "DoNotCall": true, "MobilePhone": "(512) 757-9340", "Phone": "", "Fax": null,
            "LastModifiedDate": "2026-05-01T07:25:37.000+0000",
        });
        let candidate = candidate(&row, &view).unwrap();
        assert_eq!((candidate.name.as_str(), candidate.company.as_deref()), ("Rosa <b>", Some("Edge")));
        assert_eq!((candidate.title, candidate.owner, candidate.do_not_call), (None, None, true));
        assert_eq!(candidate.phones, [PhoneField { field: "MobilePhone".into(), typed: "(512) 757-9340".into() }]);
        assert_eq!(candidate.extra, [("account.owner.name".to_owned(), "Olu".to_owned())]);
        assert_eq!(candidate.modified.as_deref(), Some("2026-05-01T07:25:37.000+0000"));
    }

    #[test]
    fn salesforces_dates_are_read() {
        let row = json!({ "Id": "00T000000000001AAA", "CreatedDate": "2026-05-01T07:25:37.000+0000", "CallDurationInSeconds": 61 });
        let task = past_task(&row).unwrap();
        assert_eq!((task.at.to_string().as_str(), task.duration_s), ("2026-05-01T07:25:37Z", Some(61)));
        assert_eq!(past_task(&json!({ "Id": "00T000000000001AAA", "CreatedDate": "soon" })), None);
        assert_eq!(open_case(&json!({ "Id": "x" })), None);
    }

    #[test]
    fn amounts_are_plain_decimals() {
        let row = json!({ "Id": "006000000000001AAA", "StageName": "Prospecting", "Amount": 1250.5 });
        let opportunity = open_opportunity(&row).unwrap();
        assert_eq!((opportunity.stage.as_str(), opportunity.amount.as_deref()), ("Prospecting", Some("1250.5")));
        for (number, text) in [(json!(48000.0), "48000"), (json!(48000), "48000"), (json!(1e17), "100000000000000000")]
        {
            assert_eq!(shown(&number).as_deref(), Some(text));
        }
    }
}
