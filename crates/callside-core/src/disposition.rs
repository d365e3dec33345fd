//! Dispositions: how a call ended, and what follows from it. The table is a setting of the org; the nine rows below
//! are what it starts with.
//!
//! The defaults use only standard fields and the stages and statuses of a new org (Salesforce object reference:
//! Lead, Opportunity, Task). A Contact has no status, Salesforce has no dial queue, and no standard field says that a
//! number is wrong, so those effects are tasks or optional custom fields.

use crate::plan::Value;
use crate::shape::OrgShape;
use serde::{Deserialize, Serialize};

/// Stable code of a disposition, such as `callback_requested`. Stored and sent; never shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DispositionCode(pub String);

/// The objects that an effect can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Target {
    /// The caller, when a Contact.
    Contact,
    /// The caller, when a Lead.
    Lead,
    /// The opportunity that the call is about.
    Opportunity,
    /// The case that the call is about.
    Case,
}

impl Target {
    /// The SObject's API name.
    #[must_use]
    pub const fn api_name(self) -> &'static str {
        match self {
            Self::Contact => "Contact",
            Self::Lead => "Lead",
            Self::Opportunity => "Opportunity",
            Self::Case => "Case",
        }
    }
}

/// When a follow-up is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "due", rename_all = "snake_case")]
pub enum Due {
    /// So many minutes after the wrap-up.
    InMinutes {
        /// Minutes.
        minutes: u32,
    },
    /// On a working day (Monday to Friday) at 9:00 in the agent's zone.
    InWorkingDays {
        /// Days.
        days: u32,
    },
    /// When the agent and the caller agreed; proposed for the next working day at 10:00.
    AsAgreed,
}

/// What follows from a disposition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum Effect {
    /// Sets a field.
    Set {
        /// On which record.
        on: Target,
        /// API name.
        field: String,
        /// New value.
        value: Value,
        /// Only when one of these stands there now (so that a stage never goes back); empty = always.
        #[serde(default)]
        only_from: Vec<String>,
        /// The org may lack the field: then it is left out and said so, and the table still counts as right.
        #[serde(default)]
        optional: bool,
    },
    /// A follow-up task with a reminder.
    FollowUpTask {
        /// Subject; `{name}` stands for the caller.
        subject: String,
        /// When.
        due: Due,
    },
    /// A calendar event.
    FollowUpEvent {
        /// Subject; `{name}` stands for the caller.
        subject: String,
        /// When it begins.
        due: Due,
        /// Length in minutes.
        minutes: u32,
    },
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disposition {
    /// Stable code.
    pub code: DispositionCode,
    /// What agents read; also Salesforce's call result (`Task.CallDisposition`).
    pub label: String,
    /// Key 1-9 on the keyboard.
    pub key: u8,
    /// Whether notes must be written.
    #[serde(default)]
    pub needs_notes: bool,
    /// What follows.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// Labels of the phone systems that mean this one, compared without case.
    #[serde(default)]
    pub also_called: Vec<String>,
}

impl Disposition {
    /// Whether the agent is asked for a time.
    #[must_use]
    pub fn asks_for_time(&self) -> bool {
        self.effects.iter().any(|effect| {
            matches!(
                effect,
                Effect::FollowUpTask { due: Due::AsAgreed, .. } | Effect::FollowUpEvent { due: Due::AsAgreed, .. }
            )
        })
    }
}

/// The dispositions of an org.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DispositionTable {
    /// Rows in the order of their keys.
    pub rows: Vec<Disposition>,
}

/// A fault in the table, found when it is loaded or held against the org.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum TableFault {
    /// Two rows with one code or one key, or a key outside 1-9.
    Row {
        /// The row's label.
        label: String,
    },
    /// The org lacks the field, or the user may not see or write it.
    Field {
        /// The row's label.
        label: String,
        /// Object API name.
        object: String,
        /// Field API name.
        field: String,
    },
    /// The org's picklist lacks the value.
    Value {
        /// The row's label.
        label: String,
        /// Object API name.
        object: String,
        /// Field API name.
        field: String,
        /// The value that is missing.
        value: String,
        /// The values that the org has.
        has: Vec<String>,
    },
}

fn set(on: Target, field: &str, value: &str, only_from: &[&str]) -> Effect {
    Effect::Set {
        on,
        field: field.into(),
        value: Value::text(value),
        only_from: only_from.iter().map(|s| (*s).to_owned()).collect(),
        optional: false,
    }
}

fn flag(on: Target, field: &str, optional: bool) -> Effect {
    Effect::Set { on, field: field.into(), value: Value::Bool(true), only_from: vec![], optional }
}

fn task(subject: &str, due: Due) -> Effect {
    Effect::FollowUpTask { subject: subject.into(), due }
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
        let minutes = |minutes| Due::InMinutes { minutes };
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
                row(4, "no_answer", "No answer", &["No Answer"], vec![task("Call {name} again", minutes(240))]),
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
                    vec![flag(Target::Contact, "DoNotCall", false), flag(Target::Lead, "DoNotCall", false)],
                ),
                row(9, "busy", "Busy", &[], vec![task("Call {name} again", minutes(30))]),
            ],
        }
    }
}

impl DispositionTable {
    /// The row with this code.
    #[must_use]
    pub fn get(&self, code: &DispositionCode) -> Option<&Disposition> {
        self.rows.iter().find(|row| row.code == *code)
    }

    /// The row that a phone system's label means.
    #[must_use]
    pub fn by_label(&self, label: &str) -> Option<&Disposition> {
        let same = |text: &String| text.trim().to_lowercase() == label.trim().to_lowercase();
        self.rows.iter().find(|row| same(&row.label) || row.also_called.iter().any(same))
    }

    /// What is wrong with the table in itself and in this org, each with the values that the org has.
    #[must_use]
    pub fn faults(&self, org: &OrgShape) -> Vec<TableFault> {
        let mut faults = Vec::new();
        for (i, row) in self.rows.iter().enumerate() {
            let twice = self.rows[..i].iter().any(|other| other.key == row.key || other.code == row.code);
            if twice || !(1..=9).contains(&row.key) {
                faults.push(TableFault::Row { label: row.label.clone() });
            }
            faults.extend(row.effects.iter().filter_map(|effect| effect_fault(row, effect, org)));
        }
        faults
    }
}

fn effect_fault(row: &Disposition, effect: &Effect, org: &OrgShape) -> Option<TableFault> {
    let Effect::Set { on, field, value, optional, .. } = effect else { return None };
    let object = on.api_name();
    let label = row.label.clone();
    let Some(shape) = org.field(object, field).filter(|shape| shape.updateable) else {
        return (!optional).then(|| TableFault::Field { label, object: object.into(), field: field.clone() });
    };
    let Value::Text(text) = value else { return None };
    let closed_list = shape.restricted || (object == "Opportunity" && field == "StageName") || field == "Status";
    (closed_list && !shape.values.is_empty() && !shape.values.contains(text)).then(|| TableFault::Value {
        label,
        object: object.into(),
        field: field.clone(),
        value: text.clone(),
        has: shape.values.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::{FieldShape, ObjectShape};

    fn org(fields: &[(&str, &str, &[&str])]) -> OrgShape {
        let mut org = OrgShape::default();
        for (object, field, values) in fields {
            let shape = FieldShape {
                updateable: true,
                values: values.iter().map(|v| (*v).to_owned()).collect(),
                ..FieldShape::default()
            };
            let object = org.objects.entry((*object).into()).or_insert_with(ObjectShape::default);
            object.fields.insert((*field).into(), shape);
        }
        org
    }

    const LEAD: &[&str] = &["Open - Not Contacted", "Working - Contacted", "Closed - Not Converted"];
    const STAGES: &[&str] = &["Prospecting", "Qualification", "Needs Analysis", "Closed Won"];

    #[test]
    fn the_nine_rows_fit_a_new_org() {
        let table = DispositionTable::default();
        assert_eq!(table.rows.iter().map(|r| r.key).collect::<Vec<_>>(), (1..=9).collect::<Vec<_>>());
        let org = org(&[
            ("Lead", "Status", LEAD),
            ("Opportunity", "StageName", STAGES),
            ("Contact", "DoNotCall", &[]),
            ("Lead", "DoNotCall", &[]),
        ]);
        assert_eq!(table.faults(&org), []);
    }

    #[test]
    fn a_missing_stage_is_named_with_the_stages_that_there_are() {
        let org = org(&[
            ("Lead", "Status", LEAD),
            ("Opportunity", "StageName", &["New", "Won"]),
            ("Contact", "DoNotCall", &[]),
        ]);
        let faults = DispositionTable::default().faults(&org);
        assert!(faults.contains(&TableFault::Value {
            label: "Interested".into(),
            object: "Opportunity".into(),
            field: "StageName".into(),
            value: "Qualification".into(),
            has: vec!["New".into(), "Won".into()],
        }));
        assert!(faults.contains(&TableFault::Field {
            label: "Do not call".into(),
            object: "Lead".into(),
            field: "DoNotCall".into(),
        }));
    }

    #[test]
    fn phone_system_labels_find_their_row() {
        let table = DispositionTable::default();
        let code = |label| table.by_label(label).map(|row| row.code.0.as_str());
        for (label, expected) in [
            ("Meeting Set", Some("booked")),
            ("dnc requested ", Some("do_not_call")),
            ("No Answer", Some("no_answer")),
            ("Sent brochure", None),
        ] {
            assert_eq!(code(label), expected, "{label}");
        }
    }

    #[test]
    fn two_rows_on_one_key_are_a_fault() {
        let mut table = DispositionTable::default();
        table.rows[1].key = 1;
        let faults = table.faults(&OrgShape::default());
        assert!(faults.contains(&TableFault::Row { label: "Booked".into() }));
    }
}
