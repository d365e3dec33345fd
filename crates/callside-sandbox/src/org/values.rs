//! One value for one field: its JSON type, its length, its range, its picklist.

use jiff::civil::Date;
use serde_json::Value;

use super::content;
use crate::clock::{parse_datetime, rest_datetime};
use crate::refusal::{Code, Refusal};
use crate::schema::{FieldKind, FieldSchema};

/// Checks a value and gives it as it is stored. An empty text is null, and text loses the white space around it.
///
/// # Errors
/// The refusals of a single field: `JSON_PARSER_ERROR`, `STRING_TOO_LONG`, `NUMBER_OUTSIDE_VALID_RANGE`,
/// `INVALID_EMAIL_ADDRESS`, `INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST`, `MALFORMED_ID`, `FIELD_INTEGRITY_EXCEPTION`.
pub fn accept(field: &FieldSchema, value: &Value) -> Result<Value, Refusal> {
    match (field.kind, value) {
        (FieldKind::Boolean, Value::Bool(_)) => Ok(value.clone()),
        (FieldKind::Boolean, _) => Err(wrong_type(field, value)),
        (_, Value::Null) => Ok(Value::Null),
        (FieldKind::Int, Value::Number(number)) if number.is_i64() || number.is_u64() => in_range(field, value),
        (FieldKind::Double | FieldKind::Currency | FieldKind::Percent, Value::Number(_)) => in_range(field, value),
        (kind, Value::String(text)) => accept_text(field, kind, text),
        _ => Err(wrong_type(field, value)),
    }
}

fn accept_text(field: &FieldSchema, kind: FieldKind, raw: &str) -> Result<Value, Refusal> {
    let text = raw.trim();
    if text.is_empty() && !kind.is_number() {
        return Ok(Value::Null);
    }
    match kind {
        FieldKind::Text | FieldKind::TextArea | FieldKind::Phone | FieldKind::Url | FieldKind::Combobox => {
            fits(field, text)?;
        }
        FieldKind::Email => {
            fits(field, text)?;
            if !is_email(text) {
                let message = format!("{}: invalid email address: {text}", field.label);
                return Err(Refusal::about(Code::InvalidEmailAddress, message, [field.name]));
            }
        }
        FieldKind::Picklist => in_list(field, text)?,
        FieldKind::MultiPicklist => text.split(';').try_for_each(|part| in_list(field, part.trim()))?,
        FieldKind::Date => {
            text.parse::<Date>().map_err(|_| wrong_type(field, &Value::from(text)))?;
        }
        FieldKind::DateTime => {
            return parse_datetime(text)
                .map(|moment| Value::from(rest_datetime(moment)))
                .ok_or_else(|| wrong_type(field, &Value::from(text)));
        }
        FieldKind::Reference { .. } | FieldKind::Id => {
            return super::ids::RecordId::parse(text).map(|id| Value::from(id.as_str())).ok_or_else(|| {
                let message = format!("{}: id value of incorrect type: {text}", field.label);
                Refusal::about(Code::MalformedId, message, [field.name])
            });
        }
        FieldKind::Base64 => content::check(text)?,
        FieldKind::Boolean | FieldKind::Int | FieldKind::Double | FieldKind::Currency | FieldKind::Percent => {
            return Err(wrong_type(field, &Value::from(text)));
        }
        FieldKind::Address => return Err(wrong_type(field, &Value::from(text))),
    }
    Ok(Value::from(text))
}

fn fits(field: &FieldSchema, text: &str) -> Result<(), Refusal> {
    let limit = usize::try_from(field.length).unwrap_or(usize::MAX);
    if limit == 0 || text.chars().count() <= limit {
        return Ok(());
    }
    let message = format!("{}: data value too large: {text} (max length={limit})", field.label);
    Err(Refusal::about(Code::StringTooLong, message, [field.name]))
}

fn in_list(field: &FieldSchema, text: &str) -> Result<(), Refusal> {
    if !field.restricted_picklist {
        return fits(field, text);
    }
    if field.picklist.iter().any(|entry| entry.active && entry.value == text) {
        return Ok(());
    }
    Err(outside_list(field, text))
}

/// The refusal of a value that a restricted picklist does not offer.
#[must_use]
pub fn outside_list(field: &FieldSchema, text: &str) -> Refusal {
    let message = format!("{}: bad value for restricted picklist field: {text}", field.label);
    Refusal::about(Code::InvalidOrNullForRestrictedPicklist, message, [field.name])
}

fn in_range(field: &FieldSchema, value: &Value) -> Result<Value, Refusal> {
    let whole_digits = i32::from(field.precision) - i32::from(field.scale);
    let number = value.as_f64().unwrap_or(f64::NAN);
    if whole_digits > 0 && (!number.is_finite() || number.abs() >= 10_f64.powi(whole_digits)) {
        let message = format!("{}: value outside of valid range on numeric field: {value}", field.label);
        return Err(Refusal::about(Code::NumberOutsideValidRange, message, [field.name]));
    }
    if field.kind == FieldKind::Int {
        return Ok(value.clone());
    }
    let factor = 10_f64.powi(i32::from(field.scale));
    Ok(Value::from((number * factor).round() / factor))
}

/// A text with one `@`, something before it, and a domain with a dot after it.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let allowed = |part: &str| !part.is_empty() && !part.contains(['@', ' ', ',', ';', '<', '>', '(', ')', '\n']);
    allowed(local) && allowed(domain) && domain.contains('.') && domain.split('.').all(|label| !label.is_empty())
}

fn wrong_type(field: &FieldSchema, value: &Value) -> Refusal {
    let kind = match field.kind {
        FieldKind::Double | FieldKind::Currency | FieldKind::Percent => "double",
        FieldKind::Int => "int",
        FieldKind::Boolean => "boolean",
        FieldKind::Date => "date",
        FieldKind::DateTime => "datetime",
        FieldKind::Reference { .. } => "reference",
        FieldKind::Base64 => "base64",
        _ => "string",
    };
    let (token, shown) = match value {
        Value::Null => ("VALUE_NULL", "null".to_owned()),
        Value::Bool(true) => ("VALUE_TRUE", "true".to_owned()),
        Value::Bool(false) => ("VALUE_FALSE", "false".to_owned()),
        Value::Number(number) if number.is_f64() => ("VALUE_NUMBER_FLOAT", number.to_string()),
        Value::Number(number) => ("VALUE_NUMBER_INT", number.to_string()),
        Value::String(text) => ("VALUE_STRING", text.clone()),
        Value::Array(_) => ("START_ARRAY", "[".to_owned()),
        Value::Object(_) => ("START_OBJECT", "{".to_owned()),
    };
    Refusal::new(
        Code::JsonParserError,
        format!(
            "Cannot deserialize instance of {kind} from {token} value {shown} or request may be missing a required \
             field at field {}",
            field.name
        ),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::schema::Schema;

    fn verdict(object: &str, field: &str, value: Value) -> Result<Value, &'static str> {
        let schema = Schema::standard();
        accept(schema.field(object, field).unwrap(), &value).map_err(|refusal| refusal.code.as_str())
    }

    #[test]
    fn good_values_are_stored_in_one_form() {
        for (object, field, given, stored) in [
            ("Contact", "LastName", json!("  Johnson "), json!("Johnson")),
            ("Contact", "Title", json!(""), Value::Null),
            ("Contact", "DoNotCall", json!(true), json!(true)),
            ("Contact", "AccountId", json!("001dM00003kRs59"), json!("001dM00003kRs59QAC")),
            ("Task", "CallDurationInSeconds", json!(84), json!(84)),
            ("Task", "ActivityDate", json!("2026-11-20"), json!("2026-11-20")),
            ("Task", "ReminderDateTime", json!("2026-11-20T10:00:00+01:00"), json!("2026-11-20T09:00:00.000+0000")),
            ("Opportunity", "Amount", json!(12.345), json!(12.35)),
            ("Opportunity", "StageName", json!("Invented Stage"), json!("Invented Stage")),
            ("Opportunity", "Interests__c", json!("Hardware;Training"), json!("Hardware;Training")),
        ] {
            assert_eq!(verdict(object, field, given), Ok(stored), "{object}.{field}");
        }
    }

    #[test]
    fn bad_values_are_refused_each_in_its_way() {
        let long = "x".repeat(81);
        for (object, field, given, code) in [
            ("Contact", "LastName", json!(long), "STRING_TOO_LONG"),
            ("Contact", "LastName", json!(7), "JSON_PARSER_ERROR"),
            ("Contact", "DoNotCall", json!("true"), "JSON_PARSER_ERROR"),
            ("Contact", "Email", json!("not an address"), "INVALID_EMAIL_ADDRESS"),
            ("Contact", "AccountId", json!("Acme"), "MALFORMED_ID"),
            ("Contact", "Support_Tier__c", json!("Diamond"), "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"),
            ("Contact", "Support_Tier__c", json!("Legacy"), "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"),
            ("Task", "ActivityDate", json!("20/11/2026"), "JSON_PARSER_ERROR"),
            ("Task", "ReminderDateTime", json!("soon"), "JSON_PARSER_ERROR"),
            ("Task", "CallDurationInSeconds", json!(1.5), "JSON_PARSER_ERROR"),
            ("Task", "CallDurationInSeconds", json!(123_456_789), "NUMBER_OUTSIDE_VALID_RANGE"),
            ("ContentNote", "Content", json!("***"), "FIELD_INTEGRITY_EXCEPTION"),
        ] {
            assert_eq!(verdict(object, field, given), Err(code), "{object}.{field}");
        }
    }
}
