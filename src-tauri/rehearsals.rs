//! The rehearsal of this window: one at a time, kept until the next one.

use crate::ipc::announcement::Announcement;
use crate::ipc::rehearsal::RehearsalView;
use crate::ipc::sentence::Sentence;
use crate::ipc::views::rehearsal as words;
use crate::shell::{Open, Shell};
use callside_core::rehearsal::Rules;
use callside_flow::{Progress, Rehearsal};
use jiff::Timestamp;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How often the tab is told how far it is.
const TOLD_EVERY: Duration = Duration::from_millis(200);

/// What there is to show.
#[derive(Debug, Default)]
pub struct Rehearsals(Mutex<Stand>);

#[derive(Debug, Default)]
struct Stand {
    running: Option<Arc<Progress>>,
    done: Option<(Arc<Rehearsal>, Duration)>,
    failed: Option<Sentence>,
}

impl Rehearsals {
    fn stand(&self) -> MutexGuard<'_, Stand> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the last one found, once it is through.
    #[must_use]
    pub fn found(&self) -> Option<Arc<Rehearsal>> {
        self.stand().done.as_ref().map(|(found, _)| Arc::clone(found))
    }

    /// How it stands.
    #[must_use]
    pub fn view(&self, open: &Open) -> RehearsalView {
        let stand = self.stand();
        if let Some(progress) = &stand.running {
            let (done, total) = progress.now();
            return RehearsalView::Running { done, total };
        }
        match (&stand.failed, &stand.done) {
            (Some(message), _) => RehearsalView::Failed { message: message.clone() },
            (None, Some((found, took))) => RehearsalView::Done { numbers: words::numbers(found, *took, &open.lens()) },
            (None, None) => RehearsalView::None,
        }
    }

    /// Ends the one that runs, soon.
    pub fn cancel(&self) {
        if let Some(progress) = &self.stand().running {
            progress.cancel();
        }
    }

    /// Makes room for a new one; an older one that still runs is ended, and its answer dropped.
    fn begin(&self) -> Arc<Progress> {
        let progress = Arc::new(Progress::default());
        let mut stand = self.stand();
        if let Some(older) = stand.running.replace(Arc::clone(&progress)) {
            older.cancel();
        }
        (stand.done, stand.failed) = (None, None);
        progress
    }

    fn end(&self, progress: &Arc<Progress>, ended: Result<(Rehearsal, Duration), Sentence>) {
        let mut stand = self.stand();
        if !stand.running.as_ref().is_some_and(|running| Arc::ptr_eq(running, progress)) {
            return;
        }
        stand.running = None;
        match ended {
            Ok((found, took)) => stand.done = Some((Arc::new(found), took)),
            Err(message) => stand.failed = Some(message),
        }
    }
}

/// Starts one in the background; the tab is told how far it is, and when it is through.
pub fn start(shell: &Shell, open: &Arc<Open>, proposed: Rules, since: Timestamp) {
    let (shell, open) = (shell.clone(), Arc::clone(open));
    let progress = open.rehearsals.begin();
    tokio::spawn(async move {
        let began = Instant::now();
        let running = open.companion.rehearse(proposed, since, &progress);
        tokio::pin!(running);
        let ended = loop {
            tokio::select! {
                ended = &mut running => break ended,
                () = tokio::time::sleep(TOLD_EVERY) => shell.face().announce(Announcement::Rehearsal),
            }
        };
        let ended = ended.map(|found| (found, began.elapsed()));
        let said = ended.map_err(|failed| crate::ipc::error::UiError::from(failed).message);
        open.rehearsals.end(&progress, said);
        shell.face().announce(Announcement::Rehearsal);
    });
}
