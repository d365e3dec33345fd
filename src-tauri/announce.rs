//! The engine's notices become announcements, toasts and the tray. A burst of notices is taken as one.

use crate::ipc::announcement::Announcement;
use crate::ipc::error::UiError;
use crate::ipc::outbox::OutboxCounts;
use crate::ipc::pop::CallRow;
use crate::ipc::sentence::Sentence;
use crate::ipc::session::LinkState;
use crate::ipc::views::{look_ups, pop};
use crate::outlook::{self, KnownRows};
use crate::shell::{Open, Shell};
use crate::{toast, tray};
use callside_core::ids::{CallKey, RecordId};
use callside_core::look_up::Shown;
use callside_core::outbox::{State, Trouble};
use callside_core::pop::{Freshness, ScreenPop, StaleBecause};
use callside_flow::{Draft, FlowError, Notice};
use std::collections::BTreeSet;
use std::sync::Arc;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};

/// What waits to be told, without what is overtaken.
#[derive(Default)]
struct Batch {
    /// The last pop of each call, in the order in which they came, and whether the call pops for the first time.
    pops: Vec<(Arc<ScreenPop>, bool)>,
    /// Calls whose outbox entry changed.
    settled: BTreeSet<CallKey>,
    calls: bool,
    outbox: bool,
    callbacks: bool,
    work: bool,
    org: bool,
    expired: bool,
    /// The last look-ups of each call.
    look_ups: Vec<(CallKey, Arc<Vec<Shown>>)>,
    connections: bool,
    automations: bool,
    older_calls: bool,
    ratings: bool,
    /// What automations have to say: title and text.
    told: Vec<(String, String)>,
    /// Records that automations want opened.
    records: Vec<RecordId>,
    link: Option<LinkState>,
}

impl Batch {
    fn take(&mut self, notice: Notice) {
        match notice {
            Notice::Pop { pop, first } => {
                self.link = reached(&pop.freshness).or(self.link.take());
                match self.pops.iter_mut().find(|(known, _)| known.call == pop.call) {
                    // Calls keep the order in which they came.
                    Some(earlier) => *earlier = (pop, earlier.1 || first),
                    None => self.pops.push((pop, first)),
                }
                self.calls = true;
            }
            Notice::Calls => self.calls = true,
            // Only the relay is told of it.
            Notice::Agents => {}
            Notice::Outbox { entry } => {
                self.link = sent(&entry.state).or(self.link.take());
                self.settled.extend(entry.call().cloned());
                self.outbox = true;
            }
            Notice::Sending { .. } => self.outbox = true,
            Notice::SignInNeeded => self.expired = true,
            Notice::Callbacks => self.callbacks = true,
            Notice::Work => self.work = true,
            Notice::Org => self.org = true,
            Notice::LookUps { call, look_ups } => {
                self.look_ups.retain(|(other, _)| *other != call);
                self.look_ups.push((call, look_ups));
            }
            Notice::Budget { .. } => self.connections = true,
            Notice::BackFill => self.older_calls = true,
            Notice::Ratings => self.ratings = true,
            Notice::Automations | Notice::Configuration => self.automations = true,
            Notice::AutomationToast { title, text } => self.told.push((title, text)),
            Notice::OpenRecord { record } => self.records.push(record),
        }
    }

    /// Some notices were missed: everything is read anew.
    const fn everything(&mut self) {
        self.calls = true;
        self.outbox = true;
        self.callbacks = true;
        self.work = true;
        self.org = true;
        self.automations = true;
        self.older_calls = true;
        self.ratings = true;
    }
}

/// What a look-up has shown about the connection.
fn reached(freshness: &Freshness) -> Option<LinkState> {
    let down = || Some(LinkState::Down { reason: Sentence::UnreachableSentLater });
    match freshness {
        Freshness::Local { .. } => None,
        Freshness::Live { .. } => Some(LinkState::Up),
        Freshness::Stale { because, .. } => match because {
            StaleBecause::Unreachable | StaleBecause::TooLate => down(),
            StaleBecause::SignIn | StaleBecause::Limit | StaleBecause::Refused | StaleBecause::Trouble => None,
        },
    }
}

/// What a send has shown about it.
fn sent(state: &State) -> Option<LinkState> {
    match state {
        State::Done { .. } | State::Refused { .. } => Some(LinkState::Up),
        State::Waiting { trouble: Some(Trouble::Unreachable | Trouble::AnswerLost), .. } => {
            Some(LinkState::Down { reason: Sentence::UnreachableSentLater })
        }
        State::Waiting { .. } | State::Leased { .. } | State::Cancelled { .. } => None,
    }
}

/// What was told last, for the tray.
#[derive(Default)]
struct Told {
    rows: KnownRows,
    calls: Vec<CallRow>,
    outbox: OutboxCounts,
}

/// Tells the outside of everything that happens, until the engine is gone.
pub async fn run(shell: Shell, open: Arc<Open>, mut notices: Receiver<Notice>) {
    let (mut views, mut links) = (open.session.views(), open.session.links());
    let mut told = Told::default();
    loop {
        let mut batch = Batch::default();
        tokio::select! {
            first = notices.recv() => match first {
                Ok(notice) => batch.take(notice),
                Err(RecvError::Lagged(_)) => batch.everything(),
                Err(RecvError::Closed) => return,
            },
            Ok(()) = views.changed() => {
                let session = views.borrow_and_update().clone();
                shell.face().announce(Announcement::Session { session });
                batch.org = true;
            }
            Ok(()) = links.changed() => {
                links.mark_unchanged();
                shell.face().announce(Announcement::Connections { connections: outlook::connections(&open) });
            }
        }
        loop {
            match notices.try_recv() {
                Ok(notice) => batch.take(notice),
                Err(TryRecvError::Lagged(_)) => batch.everything(),
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
            }
        }
        if let Err(error) = tell(&shell, &open, batch, &mut told).await {
            tracing::warn!(kind = ?error.code, "a change could not be told");
        }
    }
}

async fn tell(shell: &Shell, open: &Open, batch: Batch, told: &mut Told) -> Result<(), UiError> {
    let face = shell.face();
    batch.pops.iter().for_each(|(pop, _)| told.rows.forget(&pop.call));
    batch.settled.iter().for_each(|call| told.rows.forget(call));
    if batch.org {
        told.rows.forget_all();
    }
    for (pop, first) in &batch.pops {
        show(shell, open, pop, *first).await?;
    }
    for call in &batch.settled {
        if !batch.pops.iter().any(|(pop, _)| pop.call == *call) {
            show_settled(shell, open, call).await?;
        }
    }
    for (call, shown) in &batch.look_ups {
        let look_ups = shown.iter().map(look_ups::shown).collect();
        face.announce(Announcement::LookUps { call: call.to_string(), look_ups });
    }
    if batch.connections {
        face.announce(Announcement::Connections { connections: outlook::connections(open) });
    }
    if batch.expired {
        crate::session::expire(open).await;
    }
    if let Some(link) = batch.link {
        open.session.observe(link);
    }
    if batch.calls {
        // What the agent types changes no event of the call.
        open.front().iter().for_each(|front| told.rows.forget(front));
        told.calls = outlook::calls(open, &mut told.rows).await?;
        face.announce(Announcement::Calls { calls: told.calls.clone() });
    }
    if batch.outbox {
        told.outbox = outlook::counts(open).await?;
        face.announce(Announcement::Outbox { counts: told.outbox });
    }
    if batch.callbacks {
        face.announce(Announcement::Callbacks);
    }
    if batch.work {
        face.announce(Announcement::Work);
    }
    if batch.org {
        face.announce(Announcement::Settings);
    }
    if batch.older_calls {
        face.announce(Announcement::OlderCalls);
    }
    if batch.ratings {
        face.announce(Announcement::Ratings);
    }
    if batch.automations {
        face.announce(Announcement::Automations);
    }
    for (title, text) in batch.told {
        if !open.settings.kept().do_not_disturb {
            let words =
                toast::Words { summary: title.clone(), body: text.clone(), open: shell.language().words().open };
            face.toast(toast::Toast::Note { words });
        }
        face.announce(Announcement::Told { title, text });
    }
    batch.records.iter().for_each(|record| open_record(shell, open, record));
    face.tray(tray::state(&open.session.view(), &told.calls, told.outbox), told.outbox);
    Ok(())
}

/// An automation's record opens in the agent's browser; the window stays as it is.
fn open_record(shell: &Shell, open: &Open, record: &RecordId) {
    let Some(me) = open.companion.identity() else { return };
    let address = url::Url::parse(&me.instance_url).ok().and_then(|origin| origin.join(record.as_str()).ok());
    if let Some(address) = address
        && let Err(error) = shell.face().browse(&address)
    {
        tracing::warn!(%error, "an automation's record could not be opened");
    }
}

async fn show(shell: &Shell, open: &Open, shown: &ScreenPop, first: bool) -> Result<(), UiError> {
    let (lens, face) = (open.lens(), shell.face());
    let desk = match open.companion.desk(&shown.call).await {
        Ok(desk) => desk,
        // Erased in between.
        Err(FlowError::UnknownCall(_)) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let to_front = first && !is_typing(open, &shown.call).await?;
    if to_front {
        open.set_front(shown.call.clone());
    }
    let pop = Box::new(pop::pop(shown, &desk.draft, desk.saved.as_ref(), &lens));
    face.announce(Announcement::Pop { pop, to_front });
    let kept = open.settings.kept();
    if first && !kept.do_not_disturb {
        face.surface();
    }
    let toast = toast::of(shown, first, &lens, shell.language());
    if (kept.toast && !kept.do_not_disturb) || matches!(toast, toast::Toast::Close { .. }) {
        face.toast(toast);
    }
    Ok(())
}

/// A wrap-up was saved, sent, refused or taken back: the desk of its call shows that.
async fn show_settled(shell: &Shell, open: &Open, call: &CallKey) -> Result<(), UiError> {
    let desk = match open.companion.desk(call).await {
        Ok(desk) => desk,
        Err(FlowError::UnknownCall(_)) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let pop = Box::new(pop::pop(&desk.pop, &desk.draft, desk.saved.as_ref(), &open.lens()));
    shell.face().announce(Announcement::Pop { pop, to_front: false });
    Ok(())
}

/// Whether the agent is at work on another call, so that a new one must not push it aside.
async fn is_typing(open: &Open, new: &CallKey) -> Result<bool, UiError> {
    let Some(front) = open.front().filter(|front| front != new) else { return Ok(false) };
    match open.companion.desk(&front).await {
        Ok(desk) => Ok(desk.saved.is_none() && is_begun(&desk.draft)),
        Err(FlowError::UnknownCall(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn is_begun(draft: &Draft) -> bool {
    !draft.notes.trim().is_empty() || draft.disposition.is_some() || draft.new_caller.is_some()
}

#[cfg(test)]
#[path = "announce_tests.rs"]
mod tests;
