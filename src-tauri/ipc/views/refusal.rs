//! Refusals and troubles: what happened and what it is about; the window says it.

use super::{Lens, values};
use crate::ipc::outbox::{AboutView, DifferenceView, RefusedBecause, TroubleView};
use callside_core::crm::{Difference, Refusal, RefusalKind};
use callside_core::outbox::Trouble;

/// Why.
#[must_use]
pub const fn because(kind: RefusalKind) -> RefusedBecause {
    match kind {
        RefusalKind::Rule => RefusedBecause::Rule,
        RefusalKind::Missing => RefusedBecause::Missing,
        RefusalKind::BadValue => RefusedBecause::BadValue,
        RefusalKind::NotAllowed => RefusedBecause::NotAllowed,
        RefusalKind::Gone => RefusedBecause::Gone,
        RefusalKind::Duplicate => RefusedBecause::Duplicate,
        RefusalKind::Several => RefusedBecause::Several,
        RefusalKind::Changed => RefusedBecause::Changed,
        RefusalKind::OrgLacks => RefusedBecause::OrgLacks,
        RefusalKind::Other => RefusedBecause::Other,
    }
}

/// What it is about, as the org calls it.
#[must_use]
pub fn about(refusal: &Refusal, lens: &Lens) -> AboutView {
    let object = refusal.object.as_deref();
    let label = |field: &String| object.map_or_else(|| values::spaced(field), |object| lens.field(object, field));
    AboutView { object: object.map(|object| lens.object(object)), fields: refusal.fields.iter().map(label).collect() }
}

/// A field that somebody else changed.
#[must_use]
pub fn difference(difference: &Difference, lens: &Lens) -> DifferenceView {
    DifferenceView {
        object: difference.object.clone(),
        field: lens.field(&difference.object, &difference.field),
        name: format!("{}.{}", difference.object, difference.field),
        before: values::json(&difference.before),
        theirs: values::json(&difference.theirs),
        mine: values::json(&difference.mine),
    }
}

/// Why an entry is still waiting.
#[must_use]
pub const fn trouble(trouble: Trouble) -> TroubleView {
    match trouble {
        Trouble::Unreachable => TroubleView::Unreachable,
        Trouble::AnswerLost => TroubleView::AnswerLost,
        Trouble::Busy => TroubleView::Busy,
        Trouble::Limit => TroubleView::Limit,
        Trouble::SignIn => TroubleView::SignIn,
        Trouble::Unexpected => TroubleView::Unexpected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::crm::RefusalReason;
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
        Lens { org, zone: TimeZone::UTC, ..crate::ipc::views::fixtures::lens() }
    }

    #[test]
    fn it_is_named_as_the_org_names_it() {
        for (object, fields, expected) in [
            (Some("Opportunity"), &["StageName"][..], (Some("Deal"), &["Stage"][..])),
            (Some("Opportunity"), &[], (Some("Deal"), &[])),
            (None, &["LastName"], (None, &["Last name"])),
            (None, &[], (None, &[])),
        ] {
            let refusal = Refusal {
                reason: RefusalReason::BadValue,
                code: "X".into(),
                message: "own words".into(),
                object: object.map(Into::into),
                fields: fields.iter().map(|f| (*f).to_owned()).collect(),
            };
            let about = about(&refusal, &lens());
            let fields: Vec<_> = about.fields.iter().map(String::as_str).collect();
            assert_eq!((about.object.as_deref(), fields.as_slice()), expected);
        }
    }
}
