//! Refusals and troubles in plain words: what happened, what was kept, what to do.

use super::{Lens, values};
use crate::ipc::outbox::DifferenceView;
use callside_core::crm::{Difference, Refusal, RefusalReason};
use callside_core::outbox::Trouble;

/// What happened and what to do about it. That notes and call are kept is part of the advice.
#[must_use]
pub fn words(refusal: &Refusal, lens: &Lens) -> (String, String) {
    let about = about(refusal, lens);
    let (reason, advice) = match &refusal.reason {
        RefusalReason::Rule => (
            format!("A rule of your org refuses this{about}."),
            "Change what the rule asks for, or leave the field out, and send it again.",
        ),
        RefusalReason::Missing => (
            format!("Salesforce asks for something that is missing{about}."),
            "Fill it in and send it again, or ask your admin whether it must be required here.",
        ),
        RefusalReason::BadValue => (
            format!("Salesforce does not take one of the values{about}."),
            "Pick another value, or leave the field out, and send it again.",
        ),
        RefusalReason::NotAllowed => (
            format!("Your Salesforce user may not write this{about}."),
            "Ask your admin for the permission, or leave the field out, and send it again.",
        ),
        RefusalReason::Gone => {
            (format!("The record is no longer in Salesforce{about}."), "Pick another record for this call.")
        }
        RefusalReason::Duplicate { may_save: true, .. } => (
            "Salesforce already has a record like this one.".to_owned(),
            "Use the existing record, or save this one anyway.",
        ),
        RefusalReason::Duplicate { may_save: false, .. } => {
            ("Salesforce already has a record like this one.".to_owned(), "Use the existing record.")
        }
        RefusalReason::Changed { .. } => (
            "Somebody changed the record after it was shown to you.".to_owned(),
            "Compare both and keep yours or theirs.",
        ),
        RefusalReason::OrgLacks => (
            format!("Your org lacks something that this disposition needs{about}."),
            "Leave the field out and send it again, and tell your admin.",
        ),
        RefusalReason::Other => (
            format!("Salesforce refused this{about}."),
            "Read Salesforce's own words below, change what they name, and send it again.",
        ),
    };
    (reason, format!("Your notes and the call are kept. {advice}"))
}

fn about(refusal: &Refusal, lens: &Lens) -> String {
    let object = refusal.object.as_deref();
    let label = |field: &String| object.map_or_else(|| values::spaced(field), |object| lens.field(object, field));
    let fields: Vec<_> = refusal.fields.iter().map(label).collect();
    match (fields.is_empty(), object) {
        (false, Some(object)) => format!(": {} of the {}", fields.join(", "), lens.object(object).to_lowercase()),
        (false, None) => format!(": {}", fields.join(", ")),
        (true, Some(object)) => format!(": {}", lens.object(object).to_lowercase()),
        (true, None) => String::new(),
    }
}

/// A field that somebody else changed.
#[must_use]
pub fn difference(difference: &Difference, lens: &Lens) -> DifferenceView {
    DifferenceView {
        object: difference.object.clone(),
        field: lens.field(&difference.object, &difference.field),
        before: values::json(&difference.before),
        theirs: values::json(&difference.theirs),
        mine: values::json(&difference.mine),
    }
}

/// Why an entry is still waiting.
#[must_use]
pub const fn trouble(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Unreachable => "Salesforce cannot be reached. It is sent as soon as that works again.",
        Trouble::AnswerLost => "Salesforce's answer was lost. Callside looks first whether it was written.",
        Trouble::Busy => "Salesforce was busy with this record. It is sent again shortly.",
        Trouble::Limit => "Your org has used up its Salesforce API calls. It is sent when there are new ones.",
        Trouble::SignIn => "Salesforce asks you to sign in again. It is sent after that.",
        Trouble::Unexpected => "Salesforce gave an answer that Callside cannot read. It is tried again.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::disposition::DispositionTable;
    use callside_core::shape::{FieldShape, ObjectShape, OrgShape};
    use jiff::tz::TimeZone;

    fn lens() -> Lens {
        let stage = FieldShape { label: "Stage".into(), ..FieldShape::default() };
        let deal = ObjectShape {
            label: "Deal".into(),
            fields: [("StageName".to_owned(), stage)].into(),
            ..ObjectShape::default()
        };
        let org = OrgShape { objects: [("Opportunity".to_owned(), deal)].into() };
        Lens { org, table: DispositionTable::default(), zone: TimeZone::UTC }
    }

    fn refusal(reason: RefusalReason, object: Option<&str>, fields: &[&str]) -> Refusal {
        Refusal {
            reason,
            code: "X".into(),
            message: "own words".into(),
            object: object.map(Into::into),
            fields: fields.iter().map(|f| (*f).to_owned()).collect(),
        }
    }

    #[test]
    fn the_reason_names_the_field_as_the_org_does() {
        for (object, fields, expected) in [
            (Some("Opportunity"), &["StageName"][..], "Salesforce does not take one of the values: Stage of the deal."),
            (Some("Opportunity"), &[], "Salesforce does not take one of the values: deal."),
            (None, &["LastName"], "Salesforce does not take one of the values: Last name."),
            (None, &[], "Salesforce does not take one of the values."),
        ] {
            assert_eq!(words(&refusal(RefusalReason::BadValue, object, fields), &lens()).0, expected);
        }
    }

    #[test]
    fn every_reason_says_what_was_kept_and_ends_as_a_sentence() {
        let duplicate = |may_save| RefusalReason::Duplicate { existing: vec![], may_save };
        for reason in [
            RefusalReason::Rule,
            RefusalReason::Missing,
            RefusalReason::BadValue,
            RefusalReason::NotAllowed,
            RefusalReason::Gone,
            duplicate(true),
            duplicate(false),
            RefusalReason::Changed { differences: vec![] },
            RefusalReason::OrgLacks,
            RefusalReason::Other,
        ] {
            let (what, advice) = words(&refusal(reason, None, &[]), &lens());
            assert!(what.ends_with('.') && advice.ends_with('.'), "{what} {advice}");
            assert!(advice.starts_with("Your notes and the call are kept."), "{advice}");
        }
    }
}
