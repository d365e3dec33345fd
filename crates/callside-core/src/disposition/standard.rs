//! The nine rows to start with. They use only standard fields and the stages and statuses of a new org.

use super::{Disposition, DispositionCode, DispositionTable, Due, Effect, Target};
use crate::plan::Value;
use crate::working_hours::WorkingHours;

fn set(on: Target, field: &str, value: &str, only_from: &[&str]) -> Effect {
    Effect::Set {
        on,
        field: field.into(),
        value: Value::text(value),
        only_from: only_from.iter().map(|s| (*s).to_owned()).collect(),
        optional: false,
        record_type: None,
    }
}

fn flag(on: Target, field: &str, optional: bool) -> Effect {
    Effect::Set { on, field: field.into(), value: Value::Bool(true), only_from: vec![], optional, record_type: None }
}

fn task(subject: &str, due: Due) -> Effect {
    Effect::FollowUpTask { subject: subject.into(), due }
}

fn again(subject: &str, minutes: u32) -> Effect {
    Effect::Retry { subject: subject.into(), minutes, at_most: None, message: None }
}

fn row(key: u8, code: &str, label: &str, also_called: &[&str], effects: Vec<Effect>) -> Disposition {
    Disposition {
        code: DispositionCode(code.into()),
        label: label.into(),
        key,
        needs_notes: false,
        effects,
        also_called: also_called.iter().map(|s| (*s).to_owned()).collect(),
    }
}

impl Default for DispositionTable {
    fn default() -> Self {
        const NEW_LEAD: &[&str] = &["Open - Not Contacted"];
        let contacted = || set(Target::Lead, "Status", "Working - Contacted", NEW_LEAD);
        let days = |days| Due::InWorkingDays { days };
        let stage = |value, from| set(Target::Opportunity, "StageName", value, from);
        Self {
            rows: vec![
                row(
                    1,
                    "interested",
                    "Interested",
                    &[],
                    vec![contacted(), stage("Qualification", &["Prospecting"]), task("Follow up with {name}", days(1))],
                ),
                row(
                    2,
                    "booked",
                    "Booked",
                    &["Meeting Set", "Appointment Set"],
                    vec![
                        contacted(),
                        stage("Needs Analysis", &["Prospecting", "Qualification"]),
                        Effect::FollowUpEvent {
                            subject: "Meeting with {name}".into(),
                            due: Due::AsAgreed,
                            minutes: 30,
                        },
                    ],
                ),
                row(
                    3,
                    "not_interested",
                    "Not interested",
                    &[],
                    vec![set(Target::Lead, "Status", "Closed - Not Converted", &[])],
                ),
                row(4, "no_answer", "No answer", &["No Answer"], vec![again("Call {name} again", 240)]),
                row(
                    5,
                    "voicemail_left",
                    "Voicemail left",
                    &["Voicemail", "Left Voicemail"],
                    vec![task("Call {name} again after voicemail", days(1))],
                ),
                row(
                    6,
                    "callback_requested",
                    "Callback requested",
                    &["Callback", "Call Back"],
                    vec![contacted(), task("Call back {name}", Due::AsAgreed)],
                ),
                row(
                    7,
                    "wrong_number",
                    "Wrong number",
                    &[],
                    vec![flag(Target::Contact, "Phone_Invalid__c", true), flag(Target::Lead, "Phone_Invalid__c", true)],
                ),
                row(
                    8,
                    "do_not_call",
                    "Do not call",
                    &["DNC", "DNC Requested", "Do Not Call"],
                    vec![
                        flag(Target::Contact, "DoNotCall", false),
                        flag(Target::Lead, "DoNotCall", false),
                        Effect::Suppress,
                    ],
                ),
                row(9, "busy", "Busy", &[], vec![again("Call {name} again", 30)]),
            ],
            scoped: vec![],
            working_hours: WorkingHours::default(),
        }
    }
}
