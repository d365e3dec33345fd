//! Faults of the org and refused events.

use super::{Lens, millis};
use crate::ipc::settings::{OrgFaultView, RejectionView};
use callside_core::describe::RECORD_TYPE;
use callside_core::disposition::TableFault;
use callside_core::ids::Provider;
use callside_core::phone_fields::{Lacking, LeftOut};

/// A fault of the disposition table, with the values that the org has.
#[must_use]
pub fn fault(fault: &TableFault, lens: &Lens) -> OrgFaultView {
    match fault {
        TableFault::Row { label } | TableFault::Nameless { label } => OrgFaultView::Row { label: label.clone() },
        TableFault::Scope { table } | TableFault::Empty { table } => OrgFaultView::Table { table: table.clone() },
        TableFault::Outcome { table, code, has, .. } => {
            OrgFaultView::Outcome { table: table.clone(), code: code.clone(), has: has.clone() }
        }
        TableFault::Field { label, object, field, .. } | TableFault::Kind { label, object, field, .. } => {
            OrgFaultView::Field { label: label.clone(), object: lens.object(object), field: lens.field(object, field) }
        }
        TableFault::RecordType { label, object, .. } => OrgFaultView::Field {
            label: label.clone(),
            object: lens.object(object),
            field: lens.field(object, RECORD_TYPE),
        },
        TableFault::Value { record_type, label, object, field, value, has, .. } => OrgFaultView::Value {
            label: label.clone(),
            object: lens.object(object),
            field: lens.field_of_type(object, field, record_type.as_deref()),
            value: value.clone(),
            has: has.clone(),
        },
    }
}

/// A phone field of the look-up that is left out.
#[must_use]
pub fn phone_field(lacking: &Lacking, lens: &Lens) -> OrgFaultView {
    let name = lacking.object.api_name();
    let object = lens.object(name);
    match lacking.because {
        LeftOut::Absent => OrgFaultView::PhoneFieldAbsent { object, field: lacking.field.clone() },
        LeftOut::NoNumbers => OrgFaultView::PhoneFieldHoldsNone { object, field: lens.field(name, &lacking.field) },
    }
}

/// A refused event.
#[must_use]
pub fn rejection(rejection: &callside_store::Rejection) -> RejectionView {
    let provider = Provider::named(&rejection.source);
    RejectionView {
        at: millis(rejection.at),
        provider: provider.map(|provider| provider.label().to_owned()),
        reason: rejection.reason.clone(),
        // The store's line ends with the status and size, for those who read it there.
        detail: rejection.detail.split(" (HTTP ").next().unwrap_or_default().to_owned(),
        status: status(&rejection.reason),
    }
}

/// The HTTP status that the door answers with, by the word of the refusal: as in `callside_intake::Refusal` and
/// `callside_telephony::Rejection`.
fn status(code: &str) -> u16 {
    match code {
        "host" => 421,
        "origin" | "embedded" | "unsigned" | "bad_signature" | "stale" => 403,
        "not_found" | "not_configured" => 404,
        "method" => 405,
        "media_type" => 415,
        "too_large" => 413,
        "slow" => 408,
        "unsupported_event" => 422,
        "busy" | "full" => 503,
        "broken" => 500,
        _ => 400,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::shape::OrgShape;

    #[test]
    fn a_missing_stage_is_said_with_the_stages_that_there_are() {
        let lens = Lens { org: OrgShape::default(), ..crate::ipc::views::fixtures::lens() };
        let view = fault(
            &TableFault::Value {
                record_type: None,
                label: "Interested".into(),
                object: "Opportunity".into(),
                field: "StageName".into(),
                value: "Qualification".into(),
                has: vec!["New".into(), "Won".into()],
                nearest: None,
            },
            &lens,
        );
        let OrgFaultView::Value { object, field, has, .. } = view else { panic!("a value: {view:?}") };
        assert_eq!((object.as_str(), field.as_str()), ("Opportunity", "Stage name"));
        assert_eq!(has, ["New", "Won"]);
    }

    #[test]
    fn a_refused_event_is_told_as_the_sender_heard_it() {
        use callside_intake::Refusal;
        use callside_telephony::{EventName, Flaw, Rejection};
        let refusals = [
            Refusal::Host,
            Refusal::Origin,
            Refusal::NotFound,
            Refusal::Method { allow: "POST" },
            Refusal::MediaType { expected: "JSON" },
            Refusal::TooLarge { limit: 1 },
            Refusal::Slow,
            Refusal::BrokenOff,
            Refusal::Broken,
            Rejection::NotConfigured { provider: Provider::Aircall }.into(),
            Rejection::Unsigned.into(),
            Rejection::BadSignature.into(),
            Rejection::Stale { age_s: 900 }.into(),
            Rejection::Malformed { what: Flaw::NotAnObject }.into(),
            Rejection::UnsupportedEvent { event: EventName::new("call.sung") }.into(),
        ];
        for refusal in refusals {
            let noted = callside_store::Rejection {
                at: "2026-11-20T12:00:00Z".parse().unwrap(),
                source: "aircall".into(),
                reason: refusal.code().into(),
                detail: format!("{refusal} (HTTP {}, 12 bytes)", refusal.status()),
            };
            let view = rejection(&noted);
            assert_eq!(view.status, refusal.status(), "{refusal:?}");
            assert_eq!(view.provider.as_deref(), Some("Aircall"));
            assert_eq!((view.reason.as_str(), view.detail), (refusal.code(), refusal.to_string()));
        }
    }
}
