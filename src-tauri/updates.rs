//! Newer versions: what holds on this machine, when it is looked, and what happens when a person says "install".
//!
//! Nothing is fetched and nothing is started but by a person, and no installer is started during a call.

use crate::environment;
use crate::ipc::announcement::Announcement;
use crate::ipc::error::{ErrorAction, ErrorCode, UiError};
use crate::ipc::sentence::Sentence;
use crate::ipc::updates::UpdatesView;
use crate::shell::{House, Shell};
use callside_core::call::Phase;
use callside_core::policy::Policy;
use callside_core::update::{BuiltIn, rule};
use callside_updates::{State, Updater};
use jiff::Timestamp;
use std::path::Path;
use std::time::Duration;
use tokio::time::{Instant, MissedTickBehavior, interval_at};

/// The start belongs to the agent; nobody waits for news.
const FIRST: Duration = Duration::from_secs(60);
/// How often it is looked.
const EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// What whoever built this program put into it.
const BUILT_IN: BuiltIn<'_> =
    BuiltIn { address: option_env!("CALLSIDE_UPDATE_ADDRESS"), key: option_env!("CALLSIDE_UPDATE_PUBLIC_KEY") };

/// The updater of this program, under a policy.
#[must_use]
pub fn updater(policy: &Policy, folder: &Path) -> Updater {
    let packaging = environment::packaging();
    let platform = packaging.map(|it| it.platform(std::env::consts::OS, std::env::consts::ARCH));
    // What cargo says of this package: `tests::this_version_is_one`.
    let version = env!("CARGO_PKG_VERSION").parse().unwrap_or_default();
    Updater::new(rule(policy, packaging, BUILT_IN), version, platform, folder.to_owned())
}

/// Looks once a day, and tells the window of every change. Ends at once where nothing is looked for.
pub async fn keep_up(shell: Shell) {
    let updater = shell.updates().clone();
    if updater.is_off() {
        return;
    }
    let mut news = updater.subscribe();
    let mut due = interval_at(Instant::now() + FIRST, EVERY);
    due.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            changed = news.changed() => match changed {
                Ok(()) => shell.face().announce(Announcement::Updates),
                Err(_) => return,
            },
            _ = due.tick() => {
                let updater = updater.clone();
                tokio::spawn(async move { updater.check(Timestamp::now()).await });
            }
        }
    }
}

/// Fetches the newer version and starts its installer. A call that comes in between comes first: then the package is
/// there, and the person says so again.
///
/// # Errors
/// During a call, or when the database fails; nothing was started.
pub async fn install(shell: &Shell) -> Result<UpdatesView, UiError> {
    if is_in_call(shell).await? {
        return Err(UiError {
            code: ErrorCode::TooLate,
            message: Sentence::UpdateInCall,
            action: Some(ErrorAction::Retry),
        });
    }
    let news = shell.updates().fetch().await;
    if let State::Ready { file, .. } = &news.state
        && !is_in_call(shell).await?
        && let Err(error) = shell.face().open_file(file)
    {
        // The window shows where the package is.
        tracing::warn!(%error, "no installer was started");
    }
    Ok(UpdatesView::of(shell.updates()))
}

/// Whether somebody rings or talks.
async fn is_in_call(shell: &Shell) -> Result<bool, UiError> {
    let House::Open(open) = shell.house().await else { return Ok(false) };
    let calls = open.companion.calls().await?;
    Ok(calls.iter().any(|call| matches!(call.phase(), Phase::Ringing | Phase::Talking | Phase::OnHold)))
}

#[cfg(test)]
#[path = "updates_tests.rs"]
mod tests;
