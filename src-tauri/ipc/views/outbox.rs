//! The outbox as the agent reads it.

use super::{Lens, millis, phones, plan, refusal, session};
use crate::ipc::caller::{NamedRecordView, RecordView};
use crate::ipc::outbox::{ElsewhereView, EntryStateView, EntryView, GoneView, OutboxCounts, WrittenView};
use crate::ipc::wrap_up::TitleView;
use callside_core::action::{Answer, Gone, Request, Run, RunStep, StepDone, Todo};
use callside_core::crm::{Receipt, Refusal, RefusalReason, Written};
use callside_core::ids::{CallKey, RecordId};
use callside_core::outbox::{Entry, State, Told, Work};
use callside_core::phone_system::Ability;
use callside_core::plan::{WrapUp, WrapUpPlan};
use callside_flow::{NamedRecord, OrgName};

/// One entry; `elsewhere` is its org when another one is signed in to.
#[must_use]
pub fn entry(entry: &Entry, elsewhere: Option<&OrgName>, lens: &Lens) -> EntryView {
    let elsewhere = elsewhere
        .map(|org| ElsewhereView { username: org.username.clone(), host: session::host_of(&org.instance_url) });
    match &entry.work {
        Work::WrapUp { wrap_up, plan } => self::wrap_up(entry, (wrap_up, plan), elsewhere, lens),
        Work::Action { run } => action(entry, run, elsewhere, lens),
        Work::Phone { call, told } => told_entry(entry, call, told, lens),
    }
}

/// What a phone system is told after a wrap-up: nothing of it is written to Salesforce.
fn told_entry(entry: &Entry, call: &CallKey, told: &Told, lens: &Lens) -> EntryView {
    let (who, ability, what) = match told {
        Told::End { .. } => ("Sticky Calls", Ability::Connect, "calls/end".to_owned()),
        Told::Disposition { name } => (call.provider().label(), Ability::Disposition, name.clone()),
        Told::Comment { .. } => (call.provider().label(), Ability::Comment, "comment".to_owned()),
    };
    let nothing = WrapUpPlan::default();
    EntryView {
        id: entry.id.0,
        call: Some(call.to_string()),
        who: Some(who.to_owned()),
        disposition: what,
        notes: String::new(),
        created_at: millis(entry.created_at),
        attempts: entry.attempts,
        state: match &entry.state {
            State::Refused { refusal: Refusal { reason: RefusalReason::Phone { error }, .. }, .. } => {
                EntryStateView::Untold { failure: phones::failure(who, ability, error) }
            }
            other => state(other, &nothing, lens),
        },
        plan: plan::plan(&nothing, lens),
        told_to: Some(who.to_owned()),
        can_cancel: entry.state.can_cancel(),
        elsewhere: None,
        is_action: false,
        can_undo: false,
        gone: Vec::new(),
    }
}

fn wrap_up(
    entry: &Entry,
    (wrap_up, writes): (&WrapUp, &WrapUpPlan),
    elsewhere: Option<ElsewhereView>,
    lens: &Lens,
) -> EntryView {
    EntryView {
        id: entry.id.0,
        call: Some(wrap_up.call.to_string()),
        who: plan::caller_name(writes).map(str::to_owned),
        disposition: lens.disposition(&wrap_up.disposition),
        notes: wrap_up.notes.clone(),
        created_at: millis(entry.created_at),
        attempts: entry.attempts,
        state: state(&entry.state, writes, lens),
        plan: plan::plan(writes, lens),
        told_to: None,
        can_cancel: entry.state.can_cancel(),
        elsewhere,
        is_action: false,
        can_undo: false,
        gone: Vec::new(),
    }
}

/// A run of an action.
fn action(entry: &Entry, run: &Run, elsewhere: Option<ElsewhereView>, lens: &Lens) -> EntryView {
    let nothing = WrapUpPlan::default();
    let state = match &entry.state {
        State::Done { receipt, at } => EntryStateView::Sent {
            at: millis(*at),
            records: receipt.records.iter().map(|record| acted(record, run, lens)).collect(),
            found_again: receipt.found_again,
        },
        other => state(other, &nothing, lens),
    };
    EntryView {
        id: entry.id.0,
        call: run.call.as_ref().map(ToString::to_string),
        who: Some(run.title.clone()),
        disposition: run.title.clone(),
        notes: String::new(),
        created_at: millis(entry.created_at),
        attempts: entry.attempts,
        state,
        plan: plan::plan(&nothing, lens),
        told_to: None,
        can_cancel: entry.state.can_cancel(),
        elsewhere,
        is_action: true,
        can_undo: matches!(entry.state, State::Done { .. })
            && callside_core::action::undo(run, String::new(), String::new).is_some(),
        gone: run.steps.iter().flat_map(|step| gone(step, lens)).collect(),
    }
}

/// What a step leaves out, by the org's labels.
fn gone(step: &RunStep, lens: &Lens) -> Vec<GoneView> {
    let object = match &step.todo {
        Todo::Ready { request: Request::Create { object, .. } | Request::Update { object, .. } } => object.as_str(),
        _ => "",
    };
    let view = |gone: &Gone| GoneView { field: lens.field(object, &gone.field), why: gone.why.clone() };
    step.gone.iter().map(view).collect()
}

/// A record that an action wrote. It is called what was read afterwards, such as a case's number; its reference is the
/// place of its step.
fn acted(record: &Written, run: &Run, lens: &Lens) -> WrittenView {
    let place = record.reference.parse::<usize>().ok();
    let answer = place.and_then(|place| run.steps.get(place)?.done.as_ref());
    let (mut name, object) = (None, lens.object(&record.object));
    let mut title = TitleView::Record { object: object.clone() };
    if let Some(Answer::Written { read_back, done, .. }) = answer {
        let mut told = read_back.as_object().into_iter().flatten().filter(|(field, _)| *field != "Id");
        name = told.next().and_then(|(_, value)| value.as_str()).map(str::to_owned);
        if *done == StepDone::Deleted {
            title = TitleView::Binned { object };
        }
    }
    WrittenView { title, name, object: record.object.clone(), id: record.id.to_string(), created: record.created }
}

/// Where an entry stands; the plan gives the records their names.
#[must_use]
pub fn state(state: &State, plan: &WrapUpPlan, lens: &Lens) -> EntryStateView {
    match state {
        State::Waiting { not_before, trouble } => {
            EntryStateView::Waiting { trouble: trouble.map(refusal::trouble), next_at: millis(*not_before) }
        }
        State::Leased { .. } => EntryStateView::Sending,
        State::Done { receipt, at } => EntryStateView::Sent {
            at: millis(*at),
            records: written(receipt, plan, lens),
            found_again: receipt.found_again,
        },
        State::Refused { refusal, .. } => refused(refusal, plan, lens),
        State::Cancelled { .. } => EntryStateView::Cancelled,
    }
}

fn written(receipt: &Receipt, plan: &WrapUpPlan, lens: &Lens) -> Vec<WrittenView> {
    let record = |record: &Written| {
        let (title, name) = plan::written(&record.reference, plan, &record.object, lens);
        let (object, id) = (record.object.clone(), record.id.to_string());
        WrittenView { title, name, object, id, created: record.created }
    };
    receipt.records.iter().map(record).collect()
}

fn refused(refusal: &Refusal, plan: &WrapUpPlan, lens: &Lens) -> EntryStateView {
    let may_save_anyway = matches!(refusal.reason, RefusalReason::Duplicate { may_save: true, .. });
    let differences = match &refusal.reason {
        RefusalReason::Changed { differences } => differences.as_slice(),
        _ => &[],
    };
    let object = refusal.object.as_deref();
    let named = |field: &String| object.map_or_else(|| field.clone(), |object| format!("{object}.{field}"));
    EntryStateView::Refused {
        reason: refusal::because(refusal.reason.kind()),
        about: refusal::about(refusal, lens),
        message: own_words(refusal),
        fields: refusal.fields.iter().map(named).collect(),
        differences: differences.iter().map(|it| refusal::difference(it, lens)).collect(),
        existing: refusal.existing(plan.new_caller()).iter().map(|(object, id)| by_id(object, id, lens)).collect(),
        may_save_anyway,
    }
}

/// Salesforce's own words; that a record was changed Callside found out by itself.
fn own_words(refusal: &Refusal) -> String {
    match refusal.reason {
        RefusalReason::Changed { .. } => String::new(),
        _ => refusal.message.clone(),
    }
}

/// A record that is known by its id.
#[must_use]
pub fn by_id(object: &str, id: &RecordId, lens: &Lens) -> NamedRecordView {
    let record = RecordView { object: object.to_owned(), id: id.to_string() };
    NamedRecordView { record, label: lens.object(object), name: None, detail: String::new() }
}

/// A record that may have been read.
#[must_use]
pub fn named(found: NamedRecord, lens: &Lens) -> NamedRecordView {
    let NamedRecord { object, id, name, detail } = found;
    NamedRecordView { name, detail, ..by_id(&object, &id, lens) }
}

/// Numbers of the badge.
#[must_use]
pub fn counts(counts: callside_store::OutboxCounts) -> OutboxCounts {
    OutboxCounts { waiting: counts.waiting, refused: counts.refused, sent_today: counts.sent }
}

#[cfg(test)]
#[path = "outbox_tests.rs"]
mod tests;
