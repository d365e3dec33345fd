use super::*;
use crate::ipc::views::fixtures::{at, id, lens};
use crate::ipc::wrap_up::ValueView;
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
    let titles: Vec<_> = view.writes.iter().map(|w| (w.title.clone(), w.label.as_str())).collect();
    let record = |object: &str| TitleView::Record { object: object.into() };
    assert_eq!(
        titles,
        [
            (TitleView::CallLog, "Sarah Johnson"),
            (record("Opportunity"), "Renewal 2027"),
            (record("Task"), "Call back Sarah Johnson")
        ]
    );
    let fields =
        |i: usize| view.writes[i].changes.iter().map(|c| (c.label.as_str(), c.after.clone())).collect::<Vec<_>>();
    let text = |text: &str| ValueView::Text { text: text.into() };
    assert_eq!(fields(0), [("Call Result", text("Callback requested")), ("Description", text("wants the invoice"))]);
    let reminder = ValueView::Moment { at: 1_795_273_200_000, zone: Some("America/New_York".into()) };
    assert_eq!(fields(2), [("Reminder date time", reminder)]);
    let stage = &view.writes[1].changes[0];
    assert_eq!((stage.label.as_str(), stage.before.clone()), ("Stage", Some(text("Prospecting"))));
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
    let said = |field: &str, object: &str, because| LeftOutView { field: field.into(), object: object.into(), because };
    assert_eq!(
        plan(&plan_, &lens()).left_out,
        [
            said("Stage", "Opportunity", LeftOutReason::NotFromThere),
            said("Stage", "Opportunity", LeftOutReason::NoRecord),
            said("Do not call", "Lead", LeftOutReason::NotAllowed),
            said("Description", "Task", LeftOutReason::Shortened),
        ]
    );
}

#[test]
fn written_records_have_names() {
    let record = |object: &str| TitleView::Record { object: object.into() };
    for (reference, object, title, name) in [
        (CALL_LOG, "Task", TitleView::CallLog, None),
        ("opportunity", "Opportunity", record("Opportunity"), Some("Renewal 2027")),
        ("follow_up_task", "Task", record("Task"), Some("Call back Sarah Johnson")),
        ("unknown", "Case", record("Case"), None),
    ] {
        assert_eq!(written(reference, &sample(), object, &lens()), (title, name.map(str::to_owned)));
    }
    assert_eq!(caller_name(&sample()), Some("Sarah Johnson"));
}
