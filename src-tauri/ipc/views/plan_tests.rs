use super::*;
use crate::ipc::views::fixtures::{at, id, lens};
use callside_core::plan::Value;
use serde_json::json;
use std::collections::BTreeMap;

fn write(reference: &str, object: &str, action: Action, fields: &[(&str, Value)], label: &str) -> Write {
    let fields = fields.iter().map(|(f, v)| ((*f).to_owned(), v.clone())).collect();
    Write { reference: reference.into(), object: object.into(), action, fields, label: label.into() }
}

fn sample() -> WrapUpPlan {
    let seen = BTreeMap::from([("StageName".to_owned(), json!("Prospecting"))]);
    let reminder = Value::Moment(at("2026-11-21T15:00:00Z"));
    WrapUpPlan {
        writes: vec![
            write(
                CALL_LOG,
                "Task",
                Action::Create,
                &[
                    ("Subject", Value::text("Callback requested: Sarah Johnson")),
                    ("OwnerId", Value::Record(id("005000000000001AAA"))),
                    ("CallDisposition", Value::text("Callback requested")),
                    ("CallObject", Value::text("five9:1")),
                    ("ActivityDate", Value::Date("2026-11-20".parse().unwrap())),
                    ("Description", Value::text("wants the invoice")),
                ],
                "Call with Sarah Johnson",
            ),
            write(
                "opportunity",
                "Opportunity",
                Action::Update { id: id("006000000000001AAA"), seen },
                &[("StageName", Value::text("Qualification"))],
                "Renewal 2027",
            ),
            write(
                "follow_up_task",
                "Task",
                Action::Create,
                &[
                    ("Status", Value::text("Not Started")),
                    ("ActivityDate", Value::Date("2026-11-21".parse().unwrap())),
                    ("ReminderDateTime", reminder),
                ],
                "Call back Sarah Johnson",
            ),
        ],
        ..WrapUpPlan::default()
    }
}

#[test]
fn people_read_what_matters_and_not_the_bookkeeping() {
    let view = plan(&sample(), &lens());
    let titles: Vec<_> = view.writes.iter().map(|w| (w.title.as_str(), w.label.as_str())).collect();
    assert_eq!(
        titles,
        [("Log the call with", "Sarah Johnson"), ("Opportunity", "Renewal 2027"), ("Task", "Call back Sarah Johnson")]
    );
    let fields =
        |i: usize| view.writes[i].changes.iter().map(|c| (c.label.as_str(), c.after.as_str())).collect::<Vec<_>>();
    assert_eq!(fields(0), [("Call Result", "Callback requested"), ("Description", "wants the invoice")]);
    assert_eq!(fields(2), [("Reminder date time", "Sat 21 Nov 2026, 10:00")]);
    let stage = &view.writes[1].changes[0];
    assert_eq!((stage.label.as_str(), stage.before.as_deref()), ("Stage", Some("Prospecting")));
    assert_eq!(view.writes[1].record.as_ref().unwrap().id, "006000000000001AAA");
}

#[test]
fn what_is_left_out_is_said_but_not_the_mark() {
    let left = |object: &str, field: &str, because| LeftOut { object: object.into(), field: field.into(), because };
    let plan_ = WrapUpPlan {
        left_out: vec![
            left("Task", "CallObject", LeftOutBecause::NotInOrg),
            left("Opportunity", "StageName", LeftOutBecause::NotFromThere),
            left("Opportunity", "StageName", LeftOutBecause::NoRecord),
            left("Lead", "DoNotCall", LeftOutBecause::NotAllowed),
        ],
        shortened: vec!["Description".into()],
        ..WrapUpPlan::default()
    };
    assert_eq!(
        plan(&plan_, &lens()).left_out,
        [
            "Stage of the opportunity stays: it is already past this step.",
            "Stage stays: this call is about no opportunity.",
            "Do not call of the lead is left out: your user may not write it.",
            "Description is shortened to fit.",
        ]
    );
}

#[test]
fn written_records_have_names() {
    for (reference, object, label) in [
        (CALL_LOG, "Task", "Call log"),
        ("opportunity", "Opportunity", "Opportunity Renewal 2027"),
        ("follow_up_task", "Task", "Task Call back Sarah Johnson"),
        ("unknown", "Case", "Case"),
    ] {
        assert_eq!(written_label(reference, &sample(), object, &lens()), label);
    }
    assert_eq!(caller_name(&sample()), Some("Sarah Johnson"));
}
