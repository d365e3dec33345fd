//! The outcome tables as rows of texts, and back.

use super::{Lens, mapping, working_hours};
use crate::ipc::rules::{
    EffectView, OutcomeRowView, OutcomeTableView, OutcomeTables, OutcomesView, RowFaultView, SheetView,
};
use crate::ipc::wrong::{NamedThing, TypedWants, Wrong};
use callside_core::disposition::{
    Disposition, DispositionCode, DispositionTable, Due, Effect, Scope, ScopedTable, TableFault, Target,
};
use callside_core::nearest::nearest;
use callside_core::plan::Value;
use callside_core::shape::OrgShape;

/// The Dispositions tab.
#[must_use]
pub fn outcomes(table: &DispositionTable, lens: &Lens) -> OutcomesView {
    OutcomesView {
        tables: tables(table),
        working_hours: working_hours::view(&table.working_hours),
        faults: faults(table, lens),
        targets: TARGETS.map(|t| target(t, lens)).into(),
    }
}

const TARGETS: [Target; 4] = [Target::Contact, Target::Lead, Target::Opportunity, Target::Case];

fn target(on: Target, lens: &Lens) -> SheetView {
    let fields = lens.org.objects.get(on.api_name()).into_iter().flat_map(|object| &object.fields);
    let writable = fields.filter(|(_, shape)| shape.updateable);
    SheetView {
        on: on.api_name().to_owned(),
        object: lens.object(on.api_name()),
        fields: writable.map(|(name, shape)| mapping::field_choice(name, shape)).collect(),
        record_types: mapping::record_types(on.api_name(), lens),
    }
}

/// The tables with their working hours, as they can be typed over.
#[must_use]
pub fn typed_over(table: &DispositionTable) -> OutcomeTables {
    OutcomeTables { tables: tables(table), working_hours: working_hours::view(&table.working_hours) }
}

/// The tables as an admin reads them, the org's own first.
fn tables(table: &DispositionTable) -> Vec<OutcomeTableView> {
    let rows = |rows: &[Disposition]| rows.iter().map(row).collect();
    let own = OutcomeTableView {
        name: String::new(),
        campaign: String::new(),
        queue: String::new(),
        allowed: None,
        rows: rows(&table.rows),
    };
    let scoped = table.scoped.iter().map(|scoped| OutcomeTableView {
        name: scoped.name.clone(),
        campaign: scoped.scope.campaign.clone().unwrap_or_default(),
        queue: scoped.scope.queue.clone().unwrap_or_default(),
        allowed: scoped.allowed.as_ref().map(|codes| codes.iter().map(|code| code.0.clone()).collect()),
        rows: rows(&scoped.rows),
    });
    std::iter::once(own).chain(scoped).collect()
}

fn row(row: &Disposition) -> OutcomeRowView {
    OutcomeRowView {
        code: row.code.0.clone(),
        label: row.label.clone(),
        key: row.key,
        needs_notes: row.needs_notes,
        also_called: row.also_called.clone(),
        effects: row.effects.iter().map(effect).collect(),
    }
}

fn effect(effect: &Effect) -> EffectView {
    let kind = |word: &str| EffectView { kind: word.to_owned(), ..EffectView::default() };
    match effect {
        Effect::Set { on, field, value, only_from, optional, record_type } => EffectView {
            on: on.api_name().to_owned(),
            field: field.clone(),
            value: plain(value),
            only_from: only_from.clone(),
            optional: *optional,
            record_type: record_type.clone().unwrap_or_default(),
            ..kind("set")
        },
        Effect::FollowUpTask { subject, due } => {
            with_due(*due, EffectView { subject: subject.clone(), ..kind("task") })
        }
        Effect::FollowUpEvent { subject, due, minutes } => {
            with_due(*due, EffectView { subject: subject.clone(), length: *minutes, ..kind("event") })
        }
        Effect::Retry { subject, minutes, at_most, message } => EffectView {
            subject: subject.clone(),
            due: "minutes".into(),
            count: *minutes,
            at_most: *at_most,
            message: message.clone().unwrap_or_default(),
            ..kind("retry")
        },
        Effect::Suppress => kind("suppress"),
    }
}

fn with_due(due: Due, view: EffectView) -> EffectView {
    let (word, count) = match due {
        Due::InMinutes { minutes } => ("minutes", minutes),
        Due::InWorkingDays { days } => ("working_days", days),
        Due::AsAgreed => ("agreed", 0),
    };
    EffectView { due: word.to_owned(), count, ..view }
}

/// A value as it is typed.
fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Bool(yes) => yes.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Moment(at) => at.to_string(),
        Value::Record(id) => id.to_string(),
        Value::Made(_) | Value::Null => String::new(),
    }
}

/// The tables that were typed. What cannot be an effect is a fault.
///
/// # Errors
/// Every row with an effect that cannot be read.
pub fn read(typed: &OutcomeTables, org: &OrgShape) -> Result<DispositionTable, Vec<RowFaultView>> {
    let mut faults = Vec::new();
    let mut read: Vec<Vec<Disposition>> = Vec::new();
    for (t, table) in (0..).zip(&typed.tables) {
        let mut rows = Vec::new();
        for (r, row) in (0..).zip(&table.rows) {
            let effects: Vec<Effect> = row
                .effects
                .iter()
                .filter_map(|effect| {
                    let read = read_effect(effect, org);
                    if let Err(wrong) = &read {
                        faults.push(fault(t, Some(r), "effects", wrong.clone()));
                    }
                    read.ok()
                })
                .collect();
            let label = row.label.trim().to_owned();
            let code = if row.code.trim().is_empty() { code_of(&label) } else { row.code.trim().to_owned() };
            rows.push(Disposition {
                code: DispositionCode(code),
                label,
                key: row.key,
                needs_notes: row.needs_notes,
                effects,
                also_called: row
                    .also_called
                    .iter()
                    .map(|it| it.trim().to_owned())
                    .filter(|it| !it.is_empty())
                    .collect(),
            });
        }
        read.push(rows);
    }
    let hours = match working_hours::read(&typed.working_hours) {
        Ok(hours) if faults.is_empty() => hours,
        Ok(_) => return Err(faults),
        Err(wrong) => return Err(faults.into_iter().chain(wrong).collect()),
    };
    let named = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let mut read = read.into_iter();
    let rows = read.next().unwrap_or_default();
    let scoped = typed.tables.iter().skip(1).zip(read).map(|(table, rows)| ScopedTable {
        name: table.name.trim().to_owned(),
        scope: Scope { campaign: named(&table.campaign), queue: named(&table.queue) },
        allowed: table.allowed.as_ref().map(|codes| codes.iter().map(|code| DispositionCode(code.clone())).collect()),
        rows,
    });
    Ok(DispositionTable { rows, scoped: scoped.collect(), working_hours: hours })
}

/// A code for an outcome that has none yet: its label in small letters.
fn code_of(label: &str) -> String {
    let words = label.to_lowercase();
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_")
}

fn read_effect(view: &EffectView, org: &OrgShape) -> Result<Effect, Wrong> {
    let subject = || {
        let subject = view.subject.trim().to_owned();
        if subject.is_empty() { Err(Wrong::NoSubject) } else { Ok(subject) }
    };
    Ok(match view.kind.as_str() {
        "set" => {
            let on = TARGETS.into_iter().find(|target| target.api_name() == view.on);
            let on = on.ok_or_else(|| Wrong::CannotChange(view.on.clone()))?;
            let field = view.field.trim().to_owned();
            if field.is_empty() {
                return Err(Wrong::NameTheField);
            }
            let value = typed(&view.value, org.field(on.api_name(), &field).map_or("", |shape| shape.kind.as_str()))?;
            let record_type = Some(view.record_type.trim().to_owned()).filter(|name| !name.is_empty());
            Effect::Set { on, field, value, only_from: view.only_from.clone(), optional: view.optional, record_type }
        }
        "task" => Effect::FollowUpTask { subject: subject()?, due: due(view)? },
        "event" if view.length == 0 => return Err(Wrong::NoLength),
        "event" => Effect::FollowUpEvent { subject: subject()?, due: due(view)?, minutes: view.length },
        "retry" if view.count == 0 => return Err(Wrong::NoPause),
        "retry" => Effect::Retry {
            subject: subject()?,
            minutes: view.count,
            at_most: view.at_most,
            message: Some(view.message.trim().to_owned()).filter(|name| !name.is_empty()),
        },
        "suppress" => Effect::Suppress,
        other => return Err(Wrong::NoEffect(other.to_owned())),
    })
}

fn due(view: &EffectView) -> Result<Due, Wrong> {
    match view.due.as_str() {
        "minutes" => Ok(Due::InMinutes { minutes: view.count }),
        "working_days" => Ok(Due::InWorkingDays { days: view.count }),
        "agreed" => Ok(Due::AsAgreed),
        other => Err(Wrong::NoDue(other.to_owned())),
    }
}

/// A typed value in the type of its field; where the org does not show the field, `true` and `false` are truth values.
fn typed(text: &str, kind: &str) -> Result<Value, Wrong> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Value::Null);
    }
    let wrong = |wanted| Wrong::NotOfKind { text: text.to_owned(), wanted };
    match kind {
        "boolean" => text.parse().map(Value::Bool).map_err(|_| wrong(TypedWants::Bool)),
        "int" | "long" | "double" | "currency" | "percent" => {
            text.parse().map(Value::Int).map_err(|_| wrong(TypedWants::Whole))
        }
        "date" => text.parse().map(Value::Date).map_err(|_| wrong(TypedWants::Day)),
        "datetime" => text.parse().map(Value::Moment).map_err(|_| wrong(TypedWants::Moment)),
        "" => Ok(text.parse().map_or_else(|_| Value::text(text), Value::Bool)),
        _ => Ok(Value::text(text)),
    }
}

/// What is wrong with the tables in this org.
#[must_use]
pub fn faults(table: &DispositionTable, lens: &Lens) -> Vec<RowFaultView> {
    table.faults(&lens.org).iter().map(|found| place(found, table, lens)).collect()
}

/// Messages by actions that are not among these: nothing would be sent, and nobody would be called.
#[must_use]
pub fn messages(table: &DispositionTable, actions: &[String]) -> Vec<RowFaultView> {
    let tables = std::iter::once(&table.rows).chain(table.scoped.iter().map(|scoped| &scoped.rows));
    let rows = (0..).zip(tables).flat_map(|(t, rows)| (0..).zip(rows).map(move |(r, row)| (t, r, row)));
    rows.flat_map(|(t, r, row)| {
        let named = row.effects.iter().filter_map(Effect::message);
        let unknown = named.filter(|name| !actions.iter().any(|action| action == name));
        unknown.map(move |name| RowFaultView {
            nearest: nearest(name, actions.iter().map(String::as_str)).map(str::to_owned),
            has: actions.to_vec(),
            ..fault(t, Some(r), "effects", Wrong::Nowhere { thing: NamedThing::Action, name: name.to_owned() })
        })
    })
    .collect()
}

/// Finds the row that a fault is about by its label.
fn place(found: &TableFault, table: &DispositionTable, lens: &Lens) -> RowFaultView {
    let (wrong, has) = wrong(found, lens);
    let by_name = |name: &str| table.scoped.iter().position(|scoped| scoped.name == name).map_or(0, |i| i + 1);
    let (t, row, column) = match found {
        TableFault::Outcome { table: name, .. } | TableFault::Empty { table: name } => (by_name(name), None, "allowed"),
        TableFault::Scope { table: name } => (by_name(name), None, "scope"),
        TableFault::Row { label } | TableFault::Nameless { label } => {
            let (t, row) = find(table, label);
            (t, row, if matches!(found, TableFault::Row { .. }) { "key" } else { "label" })
        }
        TableFault::Field { label, .. }
        | TableFault::RecordType { label, .. }
        | TableFault::Value { label, .. }
        | TableFault::Kind { label, .. } => {
            let (t, row) = find(table, label);
            (t, row, "effects")
        }
    };
    let nearest = match found {
        TableFault::Outcome { nearest, .. }
        | TableFault::Field { nearest, .. }
        | TableFault::RecordType { nearest, .. }
        | TableFault::Value { nearest, .. } => nearest.clone(),
        _ => None,
    };
    let t = u32::try_from(t).unwrap_or(0);
    RowFaultView { table: t, row, column: column.to_owned(), wrong, has, nearest }
}

/// What is wrong, with the values that the org has.
fn wrong(fault: &TableFault, lens: &Lens) -> (Wrong, Vec<String>) {
    match fault.clone() {
        TableFault::Row { label } => (Wrong::Key(label), vec![]),
        TableFault::Nameless { .. } => (Wrong::Nameless, vec![]),
        TableFault::Outcome { table, code, has, .. } => (Wrong::Outcome { table, code }, has),
        TableFault::Scope { table } => (Wrong::Scope(table), vec![]),
        TableFault::Empty { table } => (Wrong::NoOutcome(table), vec![]),
        TableFault::Kind { object, field, kind, .. } => {
            (Wrong::FieldOfType { field: lens.field(&object, &field), kind }, vec![])
        }
        TableFault::Field { label, object, field, nearest } => {
            let (object, field) = (lens.object(&object).to_lowercase(), lens.field(&object, &field));
            (Wrong::OrgLacks { label, object, field }, nearest.into_iter().collect())
        }
        TableFault::RecordType { object, has, .. } => (Wrong::NoRecordType(lens.object(&object)), has),
        TableFault::Value { record_type, label, object, field, value, has, .. } => {
            let field = lens.field_of_type(&object, &field, record_type.as_deref());
            (Wrong::OrgLacksValue { label, field, value }, has)
        }
    }
}

fn find(table: &DispositionTable, label: &str) -> (usize, Option<u32>) {
    let found = table.place(label);
    found.map_or((0, None), |(scoped, row)| (scoped.map_or(0, |at| at + 1), u32::try_from(row).ok()))
}

pub(super) fn fault(table: u32, row: Option<u32>, column: &str, wrong: Wrong) -> RowFaultView {
    RowFaultView { table, row, column: column.to_owned(), wrong, has: vec![], nearest: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ipc::rules::WorkingHoursView;
    use crate::ipc::views::fixtures::lens;
    use callside_core::days_off::DayOff;
    use callside_core::working_hours::{WorkingDay, WorkingHours};

    #[test]
    fn tables_read_back_what_they_show() {
        let mut table = DispositionTable::default();
        let busy = table.rows[8].clone();
        table.scoped.push(ScopedTable {
            name: "Spring".into(),
            scope: Scope { campaign: Some("Spring sale".into()), queue: None },
            allowed: Some(vec![busy.code.clone()]),
            rows: vec![Disposition {
                effects: vec![Effect::Retry {
                    subject: "x".into(),
                    minutes: 5,
                    at_most: Some(3),
                    message: Some("Missed you".into()),
                }],
                ..busy
            }],
        });
        let hours = WorkingHours::read([WorkingDay::Saturday].into(), "08:00", "12:30").unwrap();
        let off =
            |date: &str, name: Option<&str>| DayOff { date: date.parse().unwrap(), name: name.map(str::to_owned) };
        let days_off = vec![off("2027-03-26", Some("Good Friday")), off("12-25", None)];
        table.working_hours = hours.with_days_off(days_off).unwrap();
        assert_eq!(read(&typed_over(&table), &OrgShape::default()), Ok(table));
    }

    #[test]
    fn what_cannot_be_working_hours_is_said_at_its_field() {
        let right = typed_over(&DispositionTable::default());
        assert_eq!(right.working_hours.days, [1, 2, 3, 4, 5]);
        let hours = |days: &[u8], from: &str, until: &str| WorkingHoursView {
            days: days.to_vec(),
            from: from.into(),
            until: until.into(),
            days_off: vec![],
        };
        for (typed, column, wrong) in [
            (hours(&[], "09:00", "17:00"), "days", Wrong::NoWorkingDay),
            (hours(&[0, 8, 255], "09:00", "17:00"), "days", Wrong::NoWorkingDay),
            (hours(&[1], "9 o'clock", "17:00"), "from", Wrong::NoTimeOfDay),
            (hours(&[1], "09:00", ""), "until", Wrong::NoTimeOfDay),
            (hours(&[1], "17:00", "09:00"), "until", Wrong::EndsFirst),
        ] {
            let faults = read(&OutcomeTables { working_hours: typed, ..right.clone() }, &OrgShape::default());
            assert_eq!(faults, Err(vec![fault(0, None, column, wrong)]));
        }
    }

    #[test]
    fn what_cannot_be_an_effect_is_a_fault_of_its_row() {
        let mut typed = typed_over(&DispositionTable::default());
        let rows = &mut typed.tables[0].rows;
        rows[0].effects[0].on = "Account".into();
        rows[1].effects[2].length = 0;
        rows[3].effects[0].count = 0;
        rows[4].effects[0].subject = " ".into();
        rows[5].effects[1].due = "soon".into();
        let faults = read(&typed, &OrgShape::default()).unwrap_err();
        assert_eq!(faults.iter().map(|f| f.row).collect::<Vec<_>>(), [0, 1, 3, 4, 5].map(Some));
        assert!(faults.iter().all(|fault| fault.column == "effects"), "{faults:?}");
        let wrongs: Vec<_> = faults.into_iter().map(|fault| fault.wrong).collect();
        let (account, soon) = (Wrong::CannotChange("Account".into()), Wrong::NoDue("soon".into()));
        assert_eq!(wrongs, [account, Wrong::NoLength, Wrong::NoPause, Wrong::NoSubject, soon]);
    }

    #[test]
    fn a_message_by_an_action_that_there_is_not_is_a_fault() {
        let mut table = DispositionTable::default();
        let Effect::Retry { message, .. } = &mut table.rows[8].effects[0] else { panic!("a retry") };
        *message = Some("Misssed you".into());
        let faults = messages(&table, &["Missed you".into()]);
        let [RowFaultView { row: Some(8), nearest, .. }] = &faults[..] else { panic!("{faults:?}") };
        assert_eq!(nearest.as_deref(), Some("Missed you"));
        assert_eq!(messages(&table, &["Misssed you".into()]), []);
    }

    #[test]
    fn a_fault_of_the_org_points_at_its_row() {
        let faults = faults(&DispositionTable::default(), &lens());
        let of_dnc = |wrong: &Wrong| matches!(wrong, Wrong::OrgLacks { label, .. } if label == "Do not call");
        let dnc = faults.iter().find(|fault| of_dnc(&fault.wrong));
        assert_eq!(dnc.and_then(|fault| fault.row), Some(7), "{faults:?}");
    }

    #[test]
    fn a_new_outcome_gets_its_code_from_its_label() {
        assert_eq!(code_of("Sent brochure (e-mail)"), "sent_brochure_e_mail");
    }
}
