//! Mending a refused wrap-up: each way changes the decision or the plan, never what was typed.

use crate::crm::{Refusal, RefusalReason};
use crate::plan::{About, Action, WrapUp, WrapUpPlan};
use crate::record::CallerRef;

/// A way to mend a refused entry that needs no new plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Repair {
    /// Send again as it is: the admin mended the org.
    Again,
    /// Overwrite what others changed since the pop.
    KeepMine,
    /// Leave what others changed as it is and write the rest.
    KeepTheirs,
    /// Mine for the fields that are named `Object.Field`, theirs for the others.
    Merge(Vec<String>),
    /// Save although a duplicate rule warns.
    SaveAnyway,
    /// Leave fields out, named `Object.Field`, and send the rest.
    LeaveOut(Vec<String>),
}

/// The mended decision and plan.
#[must_use]
pub fn repair(mut wrap_up: WrapUp, mut plan: WrapUpPlan, refusal: &Refusal, how: &Repair) -> (WrapUp, WrapUpPlan) {
    match how {
        Repair::Again => {}
        Repair::KeepMine => accept_as_seen(&mut plan, differences(refusal)),
        Repair::KeepTheirs => {
            let theirs: Vec<String> =
                differences(refusal).iter().map(|d| format!("{}.{}", d.object, d.field)).collect();
            leave_out(&mut plan, &theirs);
        }
        Repair::Merge(mine) => {
            let is_mine = |d: &crate::crm::Difference| mine.contains(&format!("{}.{}", d.object, d.field));
            let (mine, theirs): (Vec<_>, Vec<_>) = differences(refusal).iter().cloned().partition(is_mine);
            accept_as_seen(&mut plan, &mine);
            let theirs: Vec<String> = theirs.iter().map(|d| format!("{}.{}", d.object, d.field)).collect();
            leave_out(&mut plan, &theirs);
        }
        Repair::SaveAnyway => {
            wrap_up.allow_duplicate = true;
            plan.allow_duplicate = true;
        }
        Repair::LeaveOut(fields) => leave_out(&mut plan, fields),
    }
    (wrap_up, plan)
}

/// The decision, about a record that exists instead of a new one. The plan is made anew from it.
#[must_use]
pub fn about_existing(mut wrap_up: WrapUp, existing: CallerRef) -> WrapUp {
    let name = match &wrap_up.about {
        About::New { fields, .. } => crate::plan::full_name(fields),
        About::Known { name, .. } => name.clone(),
        About::Nobody => existing.id.to_string(),
    };
    wrap_up.about = About::Known { caller: existing, name, account: None, email: None };
    wrap_up.allow_duplicate = false;
    wrap_up
}

fn differences(refusal: &Refusal) -> &[crate::crm::Difference] {
    match &refusal.reason {
        RefusalReason::Changed { differences } => differences,
        _ => &[],
    }
}

/// What others wrote is what the agent has seen now.
fn accept_as_seen(plan: &mut WrapUpPlan, differences: &[crate::crm::Difference]) {
    for difference in differences {
        for write in plan.writes.iter_mut().filter(|w| w.object == difference.object) {
            if let Action::Update { id, seen } = &mut write.action
                && *id == difference.id
            {
                seen.insert(difference.field.clone(), difference.theirs.clone());
            }
        }
    }
}

fn leave_out(plan: &mut WrapUpPlan, fields: &[String]) {
    for write in &mut plan.writes {
        let object = write.object.clone();
        let leaves = |field: &str| fields.iter().any(|f| f.split_once('.') == Some((object.as_str(), field)));
        write.fields.retain(|field, _| !leaves(field));
        if let Action::Update { seen, .. } = &mut write.action {
            seen.retain(|field, _| !leaves(field));
        }
    }
    plan.writes.retain(|write| !write.fields.is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crm::Difference;
    use crate::disposition::DispositionCode;
    use crate::ids::{CallKey, Provider, RecordId};
    use crate::plan::{Value, Write};
    use serde_json::json;
    use std::collections::BTreeMap;

    fn deal() -> RecordId {
        RecordId::new("006000000000001AAA").unwrap()
    }

    fn write(object: &str, action: Action, fields: &[(&str, &str)]) -> Write {
        let fields = fields.iter().map(|(f, v)| ((*f).to_owned(), Value::text(*v))).collect();
        Write { reference: object.to_lowercase(), object: object.into(), action, fields, label: String::new() }
    }

    fn entry() -> (WrapUp, WrapUpPlan, Refusal) {
        let seen = BTreeMap::from([("StageName".into(), json!("Prospecting"))]);
        let plan = WrapUpPlan {
            writes: vec![
                write("Task", Action::Create, &[("Subject", "Interested: Ann"), ("Status", "Completed")]),
                write("Opportunity", Action::Update { id: deal(), seen }, &[("StageName", "Qualification")]),
            ],
            ..WrapUpPlan::default()
        };
        let wrap_up = WrapUp {
            intent: None,
            call: CallKey::new(Provider::Five9, "1").unwrap(),
            disposition: DispositionCode("interested".into()),
            notes: "kept".into(),
            agreed_at: None,
            about: About::Nobody,
            related: vec![],
            allow_duplicate: false,
            earlier_tries: 0,
            decided_at: "2026-11-20T12:00:00Z".parse().unwrap(),
        };
        let difference = Difference {
            object: "Opportunity".into(),
            id: deal(),
            field: "StageName".into(),
            before: json!("Prospecting"),
            theirs: json!("Needs Analysis"),
            mine: json!("Qualification"),
        };
        let refusal = Refusal {
            reason: RefusalReason::Changed { differences: vec![difference] },
            code: "CHANGED".into(),
            message: String::new(),
            object: None,
            fields: vec![],
        };
        (wrap_up, plan, refusal)
    }

    #[test]
    fn mine_overwrites_what_others_wrote_and_theirs_leaves_it() {
        let (wrap_up, plan, refusal) = entry();
        let (_, mine) = repair(wrap_up.clone(), plan.clone(), &refusal, &Repair::KeepMine);
        let Action::Update { seen, .. } = &mine.writes[1].action else { panic!("an update") };
        assert_eq!(seen["StageName"], json!("Needs Analysis"));
        assert_eq!(mine.writes[1].fields["StageName"], Value::text("Qualification"));
        let (_, theirs) = repair(wrap_up, plan, &refusal, &Repair::KeepTheirs);
        assert_eq!(theirs.writes.len(), 1);
        assert_eq!(theirs.writes[0].object, "Task");
    }

    #[test]
    fn a_merge_is_mine_field_by_field() {
        let (wrap_up, plan, refusal) = entry();
        let mine = Repair::Merge(vec!["Opportunity.StageName".into()]);
        let (_, merged) = repair(wrap_up.clone(), plan.clone(), &refusal, &mine);
        let Action::Update { seen, .. } = &merged.writes[1].action else { panic!("an update") };
        assert_eq!(seen["StageName"], json!("Needs Analysis"));
        let (_, theirs) = repair(wrap_up, plan, &refusal, &Repair::Merge(vec![]));
        assert_eq!(theirs.writes.len(), 1);
    }

    #[test]
    fn leaving_out_touches_only_the_named_object() {
        let (wrap_up, plan, refusal) = entry();
        let (kept, left) =
            repair(wrap_up, plan, &refusal, &Repair::LeaveOut(vec!["Task.Status".into(), "Opportunity.Status".into()]));
        assert_eq!(left.writes[0].fields.keys().collect::<Vec<_>>(), ["Subject"]);
        assert_eq!(left.writes[1].fields.len(), 1);
        assert_eq!(kept.notes, "kept");
    }

    #[test]
    fn saving_anyway_marks_decision_and_plan() {
        let (wrap_up, plan, refusal) = entry();
        let (wrap_up, plan) = repair(wrap_up, plan, &refusal, &Repair::SaveAnyway);
        assert!(wrap_up.allow_duplicate && plan.allow_duplicate);
    }
}
