//! The desk: the call in front, who it is, what was typed, how it ended.

use super::{CallRequest, ChooseRequest, DraftRequest, EntryRequest, FoundView, OpenRequest, SearchRequest};
use crate::ipc::caller::CallerView;
use crate::ipc::error::{ErrorCode, UiError};
use crate::ipc::pop::{CallRow, PopView};
use crate::ipc::session::{ConnectionsView, LinkState, SnapshotView};
use crate::ipc::views::{caller, draft, errors, plan, pop};
use crate::ipc::wrap_up::{CalendarView, DispositionView, PreviewView, SaveView, WrapUpRequest};
use crate::outlook::{self, KnownRows};
use crate::shell::{House, Open, Shell};
use callside_core::audit::Deed;
use callside_core::ids::{CallKey, EntryId};
use callside_core::role::Role;
use callside_flow::{FlowError, Preview, Saved};
use callside_salesforce::links;

/// Longest text that is searched for, in characters.
const SEARCH: usize = 200;

/// All that the UI needs to start, or to catch up. Answers once keychain and database are open or have failed.
///
/// # Errors
/// When the database fails.
pub async fn snapshot(shell: &Shell) -> Result<SnapshotView, UiError> {
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let House::Open(open) = shell.house().await else {
        return Ok(SnapshotView {
            session: shell.session_now(),
            connections: ConnectionsView {
                salesforce: LinkState::Unknown,
                salesforce_down_since: None,
                door: LinkState::Unknown,
                api_used_percent: None,
                pace: crate::ipc::look_ups::PaceView::Go,
            },
            calls: Vec::new(),
            pop: None,
            outbox: crate::ipc::outbox::OutboxCounts::default(),
            dispositions: Vec::new(),
            do_not_disturb: false,
            after_call_seconds: 0,
            version,
            masked: shell.is_masked(),
        });
    };
    let calls = outlook::calls(&open, &mut KnownRows::default()).await?;
    let kept = open.settings.kept();
    Ok(SnapshotView {
        session: open.session.view(),
        connections: outlook::connections(&open),
        pop: front(&open, &calls).await?,
        calls,
        outbox: outlook::counts(&open).await?,
        dispositions: open.companion.dispositions().rows.iter().map(Into::into).collect(),
        do_not_disturb: kept.do_not_disturb,
        after_call_seconds: kept.after_call_seconds,
        version,
        masked: shell.is_masked(),
    })
}

/// The call that was in front, else the newest one.
async fn front(open: &Open, calls: &[CallRow]) -> Result<Option<PopView>, UiError> {
    let newest = || calls.first().and_then(|row| row.call.parse().ok());
    let Some(call) = open.front().or_else(newest) else { return Ok(None) };
    match view(open, &call).await {
        Ok(pop) => Ok(Some(pop)),
        Err(error) if error.code == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

async fn view(open: &Open, call: &CallKey) -> Result<PopView, UiError> {
    let desk = open.companion.desk(call).await?;
    Ok(pop::pop(&desk.pop, &desk.draft, desk.saved.as_ref(), &open.lens()))
}

/// A call with its pop, draft and wrap-up; it is in front from now on.
///
/// # Errors
/// When the call is not known here, or the database fails.
pub async fn open_call(shell: &Shell, request: CallRequest) -> Result<PopView, UiError> {
    let open = shell.open().await?;
    let call = draft::call(&request.call)?;
    let view = view(&open, &call).await?;
    note_look(&open, &call).await?;
    open.set_front(call);
    Ok(view)
}

/// Records that somebody who looks after a team opens a call of another agent.
pub(super) async fn note_look(open: &Open, call: &CallKey) -> Result<(), UiError> {
    if !open.companion.role().covers(Role::Supervisor) {
        return Ok(());
    }
    let agent = open.companion.agent_of(call).await?;
    let me = open.companion.identity();
    if agent.is_some_and(|agent| me.is_none_or(|me| agent.name.as_deref() != Some(me.name.as_str()))) {
        let about = open.companion.reference_of(call).await?;
        open.companion.record_quietly(Deed::CallOpened, about).await;
    }
    Ok(())
}

/// The agent's pick among several, or of somebody who was searched for; none = none of them.
///
/// # Errors
/// When the record cannot be read, or the database fails.
pub async fn choose_caller(shell: &Shell, request: ChooseRequest) -> Result<PopView, UiError> {
    let open = shell.open().await?;
    let call = draft::call(&request.call)?;
    let record = request.record.as_ref().map(draft::caller).transpose()?;
    open.companion.choose(&call, record.as_ref()).await?;
    view(&open, &call).await
}

/// The agent's word that it is this person.
///
/// # Errors
/// When the database fails.
pub async fn confirm_caller(shell: &Shell, request: CallRequest) -> Result<PopView, UiError> {
    let open = shell.open().await?;
    let call = draft::call(&request.call)?;
    open.companion.confirm(&call).await?;
    view(&open, &call).await
}

/// Asks Salesforce again.
///
/// # Errors
/// When the database fails; Salesforce's trouble is part of the pop.
pub async fn refresh_pop(shell: &Shell, request: CallRequest) -> Result<PopView, UiError> {
    let open = shell.open().await?;
    let call = draft::call(&request.call)?;
    open.companion.refresh(&call).await?;
    view(&open, &call).await
}

/// People and companies by what an agent types. Texts of one character find nobody.
///
/// # Errors
/// When nobody is signed in or Salesforce cannot tell.
pub async fn search_callers(shell: &Shell, request: SearchRequest) -> Result<Vec<FoundView>, UiError> {
    let open = shell.open().await?;
    let text: String = request.text.trim().chars().take(SEARCH).collect();
    if text.chars().count() < 2 {
        return Ok(Vec::new());
    }
    let lens = open.lens();
    let found = open.companion.search(&text).await?;
    let card = |candidate| -> CallerView { caller::found(candidate, &lens) };
    Ok(found.iter().map(|candidate| FoundView { caller: card(candidate) }).collect())
}

/// Keeps what was typed; when this answers it survives a crash.
///
/// # Errors
/// When it could not be stored.
pub async fn save_draft(shell: &Shell, request: DraftRequest) -> Result<(), UiError> {
    let open = shell.open().await?;
    let call = draft::call(&request.call)?;
    open.companion.save_draft(&call, &draft::read(request.draft)?).await?;
    if let Some(assistance) = open.relay.assistance() {
        assistance.typed();
    }
    Ok(())
}

/// The exact writes that saving would make.
///
/// # Errors
/// When nobody ever signed in, or the database fails.
pub async fn preview_wrap_up(shell: &Shell, request: WrapUpRequest) -> Result<PreviewView, UiError> {
    let open = shell.open().await?;
    let call = draft::call(&request.call)?;
    Ok(match open.companion.preview(&call, &draft::read(request.draft)?).await? {
        Preview::Ready { plan, follow_up_at } => PreviewView::Ready {
            plan: plan::plan(&plan, &open.lens()),
            follow_up_at: follow_up_at.map(crate::ipc::views::millis),
        },
        Preview::Missing(missing) => {
            let (input, message) = errors::missing(&missing);
            PreviewView::Missing { input, message }
        }
    })
}

/// What the agent's calendar says about the event that would follow: free times, and what stands at the agreed one.
///
/// # Errors
/// When nobody ever signed in, or the database fails. That Salesforce does not tell is no error.
pub async fn follow_up_calendar(shell: &Shell, request: WrapUpRequest) -> Result<CalendarView, UiError> {
    let open = shell.open().await?;
    let slots = open.companion.slots(&draft::call(&request.call)?, &draft::read(request.draft)?).await?;
    Ok(plan::calendar(slots, &open.lens().zone))
}

/// Saves the wrap-up; when this answers it is safe on this machine and will be sent once.
///
/// # Errors
/// When it could not be stored; the draft is kept.
pub async fn save_wrap_up(shell: &Shell, request: WrapUpRequest) -> Result<SaveView, UiError> {
    let open = shell.open().await?;
    let call = draft::call(&request.call)?;
    Ok(match open.companion.save_wrap_up(&call, &draft::read(request.draft)?).await? {
        Saved::Now(entry) => SaveView::Saved { entry: entry.0 },
        Saved::Before(entry) => SaveView::AlreadySaved { entry: entry.0 },
        Saved::Missing(missing) => {
            let (input, message) = errors::missing(&missing);
            SaveView::Missing { input, message }
        }
    })
}

/// Takes a wrap-up back before it is sent.
///
/// # Errors
/// When it is too late, or the database fails.
pub async fn undo_wrap_up(shell: &Shell, request: EntryRequest) -> Result<PopView, UiError> {
    let open = shell.open().await?;
    let call = open.companion.undo(EntryId(request.entry)).await?.ok_or(FlowError::UnknownEntry)?;
    view(&open, &call).await
}

/// Opens a record in the person's browser.
///
/// # Errors
/// When nobody ever signed in, or no browser starts.
pub async fn open_record(shell: &Shell, request: OpenRequest) -> Result<(), UiError> {
    let open = shell.open().await?;
    let me = open.companion.identity().ok_or(FlowError::SignInNeeded)?;
    let id = draft::record_id(&request.id)?;
    let plain = !request.object.is_empty() && request.object.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let address = Some(links::record_url(&me.instance_url, &request.object, &id)).filter(|_| plain);
    let address = address.and_then(|text| url::Url::parse(&text).ok()).ok_or_else(errors::internal)?;
    Ok(shell.face().browse(&address)?)
}

impl From<&callside_core::disposition::Disposition> for DispositionView {
    fn from(row: &callside_core::disposition::Disposition) -> Self {
        Self {
            code: row.code.0.clone(),
            label: row.label.clone(),
            key: row.key,
            needs_notes: row.needs_notes,
            asks_for_time: row.asks_for_time(),
        }
    }
}

#[cfg(test)]
#[path = "desk_tests.rs"]
mod tests;
