//! Which mark a plan carries. A plan whose mark could not be found again must not be sent.

use super::body::without_references;
use crate::queries::MarkText;
use callside_core::crm::{CrmError, Refusal, RefusalReason};
use callside_core::ids::CallKey;
use callside_core::plan::{Action, CALL_LOG, CommitMark, Value, WrapUpPlan};

/// The mark as it will stand in Salesforce.
///
/// # Errors
/// A refusal when the org does not let the user write the call log or its mark; [`CrmError::Unexpected`] when the
/// plan belongs to another call.
pub(super) fn of(plan: &WrapUpPlan, call: &CallKey) -> Result<MarkText, CrmError> {
    let log = plan.writes.iter().find(|write| write.reference == CALL_LOG && write.action == Action::Create);
    let log = log.ok_or_else(|| lacking("Task", None))?;
    let (field, make): (_, fn(String) -> MarkText) = match plan.mark {
        CommitMark::CallObject => ("CallObject", MarkText::CallObject),
        CommitMark::CallKey => ("CallKey__c", MarkText::CallKey),
        CommitMark::Subject => ("Subject", MarkText::Subject),
    };
    let Some(Value::Text(text)) = log.fields.get(field) else { return Err(lacking(&log.object, Some(field))) };
    let belongs = match plan.mark {
        CommitMark::CallObject => *text == call.to_string(),
        CommitMark::CallKey => text.starts_with(&format!("{call}/")),
        CommitMark::Subject => text.ends_with(&format!("[{call}]")),
    };
    if belongs {
        Ok(make(without_references(text)))
    } else {
        Err(CrmError::Unexpected { code: "a plan of another call".into() })
    }
}

fn lacking(object: &str, field: Option<&str>) -> CrmError {
    let what = field.map_or_else(|| object.to_owned(), |field| format!("{object}.{field}"));
    CrmError::Refused(Box::new(Refusal {
        reason: RefusalReason::OrgLacks,
        code: "NO_CALL_LOG".to_owned(),
        message: format!("The call cannot be logged: your user may not write {what}."),
        object: Some(object.to_owned()),
        fields: field.into_iter().map(str::to_owned).collect(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::plan::Write;
    use std::collections::BTreeMap;

    fn plan(mark: CommitMark, field: &str, text: &str) -> WrapUpPlan {
        let fields = BTreeMap::from([(field.to_owned(), Value::text(text))]);
        let write = Write {
            reference: CALL_LOG.into(),
            object: "Task".into(),
            action: Action::Create,
            fields,
            label: String::new(),
        };
        WrapUpPlan { writes: vec![write], mark, ..WrapUpPlan::default() }
    }

    #[test]
    fn the_mark_is_what_will_be_written() {
        let call: CallKey = "phone:a@{b".parse().unwrap();
        for (mark, field, text, expected) in [
            (CommitMark::CallObject, "CallObject", "phone:a@{b", MarkText::CallObject("phone:a@ {b".into())),
            (CommitMark::CallKey, "CallKey__c", "phone:a@{b/005", MarkText::CallKey("phone:a@ {b/005".into())),
            (CommitMark::Subject, "Subject", "Busy: x [phone:a@{b]", MarkText::Subject("Busy: x [phone:a@ {b]".into())),
        ] {
            assert_eq!(of(&plan(mark, field, text), &call), Ok(expected));
        }
    }

    #[test]
    fn a_plan_that_could_not_be_found_again_is_not_sent() {
        let call: CallKey = "phone:1".parse().unwrap();
        let other = of(&plan(CommitMark::CallObject, "CallObject", "phone:2"), &call);
        assert!(matches!(other, Err(CrmError::Unexpected { .. })), "{other:?}");
        let code = |plan: &WrapUpPlan| match of(plan, &call) {
            Err(CrmError::Refused(refusal)) => (refusal.code, refusal.fields),
            other => panic!("{other:?}"),
        };
        let unmarked = plan(CommitMark::CallObject, "Subject", "x");
        assert_eq!(code(&unmarked), ("NO_CALL_LOG".into(), vec!["CallObject".to_owned()]));
        assert_eq!(code(&WrapUpPlan::default()), ("NO_CALL_LOG".into(), vec![]));
    }
}
