//! Flags and work, for the window.

use super::{Lens, millis, outbox, refusal};
use crate::ipc::outbox::EntryView;
use crate::ipc::work::{FlagView, HolderView, RefusedElsewhere, ResolvedView, WorkCountsView, WorkRowView};
use callside_core::outbox::{Entry, State};
use callside_core::phone;
use callside_core::work::{Given, QualityFlag, WorkItem, Worker};
use callside_flow::{OpenCallback, OrgName};
use callside_store::{OpenWork, WorkCounts};

/// A flag.
#[must_use]
pub fn flag(flag: &QualityFlag) -> FlagView {
    FlagView {
        id: flag.id.0.clone(),
        kind: flag.kind.clone(),
        comment: flag.comment.clone(),
        for_agent: flag.for_agent,
        by: flag.by.0.clone(),
        at: millis(flag.at),
        resolved: flag.resolved.as_ref().map(|done| ResolvedView { by: done.by.0.clone(), at: millis(done.at) }),
    }
}

/// Numbers of open work.
#[must_use]
pub const fn counts(counts: WorkCounts) -> WorkCountsView {
    let WorkCounts { unlogged, callbacks, due, refused, mine } = counts;
    WorkCountsView { unlogged, callbacks, due, refused, mine }
}

/// A call that nobody logged.
#[must_use]
pub fn unlogged(open: &OpenWork, me: &Worker) -> WorkRowView {
    of_call(open, me)
}

/// Somebody to call again.
#[must_use]
pub fn callback(open: &OpenCallback, me: &Worker, lens: &Lens) -> WorkRowView {
    match open {
        OpenCallback::Own { callback, item } => WorkRowView {
            key: callback.call.to_string(),
            call: Some(callback.call.to_string()),
            entry: None,
            who: Some(callback.who.clone()),
            number: people(&callback.number),
            dial: Some(callback.number.clone()),
            queue: None,
            at: millis(callback.due_at),
            talk_s: None,
            because: Some(callback.because.clone()),
            elsewhere: None,
            tries: callback.tries,
            given: given(item.as_deref(), me),
        },
        OpenCallback::Given(open) => {
            let row = of_call(open, me);
            let item = open.item.as_ref();
            let line = phone::read(&row.number, lens.home);
            WorkRowView {
                dial: line.number().map(|number| number.e164().to_owned()),
                at: item.and_then(|item| item.due_at).map_or(row.at, millis),
                because: item.and_then(|item| item.because.clone()),
                ..row
            }
        }
    }
}

/// A write that waits refused at another desk.
#[must_use]
pub fn refused_elsewhere(open: &OpenWork, me: &Worker) -> WorkRowView {
    let item = open.item.as_ref();
    let elsewhere = item.and_then(|item| {
        let refused = item.refused.as_ref()?;
        let because = refusal::because(refused.because);
        Some(RefusedElsewhere { desk: refused.desk.0.clone(), because, asked: item.is_asked_for() })
    });
    WorkRowView { elsewhere, because: item.and_then(|item| item.because.clone()), ..of_call(open, me) }
}

/// A write that was refused.
#[must_use]
pub fn refused(
    entry: &Entry,
    item: Option<&WorkItem>,
    elsewhere: Option<&OrgName>,
    me: &Worker,
    lens: &Lens,
) -> WorkRowView {
    let view: EntryView = outbox::entry(entry, elsewhere, lens);
    let at = match &entry.state {
        State::Refused { at, .. } => *at,
        _ => entry.created_at,
    };
    WorkRowView {
        key: entry.id.0.to_string(),
        call: view.call.clone(),
        who: view.who.clone(),
        number: String::new(),
        dial: None,
        queue: None,
        at: millis(at),
        talk_s: None,
        because: None,
        elsewhere: None,
        tries: 0,
        given: given(item, me),
        entry: Some(view),
    }
}

fn of_call(OpenWork { call, item }: &OpenWork, me: &Worker) -> WorkRowView {
    WorkRowView {
        key: call.key.to_string(),
        call: Some(call.key.to_string()),
        entry: None,
        who: call.name.clone(),
        number: call.number.clone(),
        dial: None,
        queue: call.queue.clone(),
        at: millis(call.at),
        talk_s: call.talk_s,
        because: None,
        elsewhere: None,
        tries: 0,
        given: given(item.as_ref(), me),
    }
}

fn given(item: Option<&WorkItem>, me: &Worker) -> Option<HolderView> {
    let Given { to, by, at, note } = item?.given.as_ref()?;
    Some(HolderView {
        to: to.0.clone(),
        by: by.0.clone(),
        at: millis(*at),
        note: note.clone(),
        mine: to == me,
        by_me: by == me,
    })
}

fn people(e164: &str) -> String {
    phone::read(e164, None).number().map_or_else(|| e164.to_owned(), phone::PhoneNumber::international)
}
