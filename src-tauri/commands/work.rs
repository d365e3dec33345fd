//! Flags of quality review, and the lists of what is still to be done.

use super::{CallRequest, outbox};
use crate::ipc::error::{ErrorAction, ErrorCode, UiError};
use crate::ipc::sentence::Sentence;
use crate::ipc::views::{draft, errors, work as views};
use crate::ipc::work::{
    ColleaguesView, FlagRequest, FlagSetupView, FlagView, GiveRequest, OnlyMeView, ResolveRequest, SettleRequest,
    WorkCountsView, WorkListView, WorkRequest, WorkView,
};
use crate::shell::{Open, Shell};
use callside_core::hand_over::NoColleagues;
use callside_core::role::Role;
use callside_core::work::{DismissReason, FlagId, Settlement, WorkKind, Worker};
use callside_flow::{NewFlag, RefusedWork};

/// Calls on one page.
const PAGE: u32 = 50;

/// What this person may do with flags.
///
/// # Errors
/// When the database is not open.
pub async fn flag_setup(shell: &Shell) -> Result<FlagSetupView, UiError> {
    let open = shell.open().await?;
    let preferences = open.companion.preferences();
    Ok(FlagSetupView {
        may_flag: open.companion.role().covers(Role::Supervisor),
        kinds: preferences.quality_flags,
        for_agents: preferences.flags_for_agents,
    })
}

/// Flags a call; answers all flags of it.
///
/// # Errors
/// When this person looks after no team, the kind is none of the list, the call is not known, or the database fails.
pub async fn flag_call(shell: &Shell, request: FlagRequest) -> Result<Vec<FlagView>, UiError> {
    let open = supervised(shell).await?;
    let FlagRequest { call, kind, comment, for_agent } = request;
    let call = draft::call(&call)?;
    if !open.companion.preferences().quality_flags.contains(&kind) {
        return Err(errors::invalid(Sentence::UnknownFlag));
    }
    open.companion.flag_call(&call, NewFlag { kind, comment, for_agent }).await?;
    Ok(open.companion.flags(&call).await?.iter().map(views::flag).collect())
}

/// Resolves a flag, or opens it again; answers all flags of the call.
///
/// # Errors
/// When this person looks after no team, the call has no such flag, or the database fails.
pub async fn resolve_flag(shell: &Shell, request: ResolveRequest) -> Result<Vec<FlagView>, UiError> {
    let open = supervised(shell).await?;
    let call = draft::call(&request.call)?;
    open.companion.resolve_flag(&call, &FlagId(request.flag), request.resolved).await?;
    Ok(open.companion.flags(&call).await?.iter().map(views::flag).collect())
}

/// A page of a list.
///
/// # Errors
/// When the database fails.
pub async fn work(shell: &Shell, request: WorkRequest) -> Result<WorkView, UiError> {
    let open = shell.open().await?;
    let (me, lens) = (open.companion.worker(), open.lens());
    Ok(match request.list {
        WorkListView::Unlogged => {
            let page = open.companion.unlogged(request.before, PAGE).await?;
            WorkView { rows: page.rows.iter().map(|row| views::unlogged(row, &me)).collect(), next: page.next }
        }
        WorkListView::Callbacks => {
            let callbacks = open.companion.open_callbacks().await?;
            WorkView { rows: callbacks.iter().map(|row| views::callback(row, &me, &lens)).collect(), next: None }
        }
        WorkListView::Refused => {
            let orgs = open.companion.orgs().await?;
            let row = |refused: &RefusedWork| match refused {
                RefusedWork::Here { entry, item } => {
                    views::refused(entry, item.as_deref(), outbox::elsewhere(&open, &orgs, entry), &me, &lens)
                }
                RefusedWork::There(there) => views::refused_elsewhere(there, &me),
            };
            WorkView { rows: open.companion.refused_work().await?.iter().map(row).collect(), next: None }
        }
    })
}

/// How much is open for whoever is signed in.
///
/// # Errors
/// When the database fails.
pub async fn work_counts(shell: &Shell) -> Result<WorkCountsView, UiError> {
    Ok(views::counts(shell.open().await?.companion.work_counts().await?))
}

/// To whom work can be given, and why to nobody else.
///
/// # Errors
/// When the database is not open.
pub async fn colleagues(shell: &Shell) -> Result<ColleaguesView, UiError> {
    let open = shell.open().await?;
    let me = open.companion.worker();
    let (others, only_me) = match others(&open, &me).await {
        Ok(others) => (others, None),
        Err(because) => (Vec::new(), Some(because)),
    };
    Ok(ColleaguesView { me: me.0, others, only_me })
}

async fn others(open: &Open, me: &Worker) -> Result<Vec<String>, OnlyMeView> {
    if !open.companion.role().covers(Role::Supervisor) {
        return Err(OnlyMeView::NotSupervisor);
    }
    let people = open.companion.colleagues().await.map_err(|why| match why {
        NoColleagues::NotReached => OnlyMeView::NotReached,
        NoColleagues::NotAllowed => OnlyMeView::NotAllowed,
        NoColleagues::TooOld => OnlyMeView::TooOld,
    })?;
    let people = people.ok_or(OnlyMeView::NoRelay)?;
    Ok(people.into_iter().map(String::from).filter(|person| *person != me.0).collect())
}

/// Gives work to somebody, or to nobody.
///
/// # Errors
/// When nobody is signed in, the colleague cannot be given work, the call is not known, or the database fails.
pub async fn give_work(shell: &Shell, request: GiveRequest) -> Result<(), UiError> {
    let open = shell.open().await?;
    let me = open.companion.worker();
    if me.0.is_empty() {
        return Err(callside_flow::FlowError::SignInNeeded.into());
    }
    let to = request.to.map(Worker);
    if let Some(to) = to.as_ref().filter(|to| **to != me)
        && !others(&open, &me).await.is_ok_and(|others| others.contains(&to.0))
    {
        return Err(errors::invalid(Sentence::ColleagueUnknown));
    }
    let call = draft::call(&request.call)?;
    Ok(open.companion.give_work(kind(&request.kind)?, &call, to, &request.note).await?)
}

/// Brings work to its end, or opens it again.
///
/// # Errors
/// When the way is none, the call is not known, or the database fails.
pub async fn settle_work(shell: &Shell, request: SettleRequest) -> Result<(), UiError> {
    let open = shell.open().await?;
    let (kind, call) = (kind(&request.kind)?, draft::call(&request.call)?);
    // It comes to its end where it waits, and by itself.
    if kind == WorkKind::Refused {
        return Err(errors::internal());
    }
    let how = match request.how.as_deref() {
        None => None,
        Some("called_back") if kind == WorkKind::Callback => Some(Settlement::CalledBack),
        Some(word) => {
            let reason = DismissReason::named(word).ok_or_else(errors::internal)?;
            Some(Settlement::Dismissed { reason })
        }
    };
    Ok(open.companion.settle_work(kind, &call, how).await?)
}

/// Makes an earlier call ready to be wrapped up: its caller is looked up anew.
///
/// # Errors
/// When the call is not known, or the database fails.
pub async fn take_up(shell: &Shell, request: CallRequest) -> Result<(), UiError> {
    let open = shell.open().await?;
    Ok(open.companion.take_up(&draft::call(&request.call)?).await?)
}

fn kind(word: &str) -> Result<WorkKind, UiError> {
    WorkKind::named(word).ok_or_else(errors::internal)
}

async fn supervised(shell: &Shell) -> Result<std::sync::Arc<Open>, UiError> {
    let open = shell.open().await?;
    if open.companion.role().covers(Role::Supervisor) {
        return Ok(open);
    }
    let (code, action) = (ErrorCode::Refused, Some(ErrorAction::AskAdmin));
    Err(UiError { code, message: Sentence::FlagsBySupervisors, action })
}

#[cfg(test)]
#[path = "work_tests.rs"]
mod tests;
