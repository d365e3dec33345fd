//! Ctrl-C, a closed terminal or a polite kill end everything that was started before they end xtask.

use super::marks;
use crate::error::XtaskError;
use rustix::process::{Pid, Signal, kill_process_group};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Process groups that run now.
static GROUPS: Mutex<BTreeSet<i32>> = Mutex::new(BTreeSet::new());

fn groups() -> MutexGuard<'static, BTreeSet<i32>> {
    GROUPS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Remembers a group that a signal must end.
pub fn remember(group: Pid) {
    groups().insert(group.as_raw_nonzero().get());
}

/// Forgets a group that has ended.
pub fn forget(group: Pid) {
    groups().remove(&group.as_raw_nonzero().get());
}

/// Starts to listen; call it once, before the first program is started.
///
/// # Errors
/// When the system refuses the signal handlers.
pub fn listen() -> Result<(), XtaskError> {
    let cannot = |source| XtaskError::Io { doing: "cannot listen for Ctrl-C".into(), source };
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP]).map_err(cannot)?;
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            end_all();
            std::process::exit(128 + signal);
        }
    });
    Ok(())
}

/// A moment to close in order, then no more.
fn end_all() {
    let running: Vec<Pid> = groups().iter().filter_map(|raw| Pid::from_raw(*raw)).collect();
    for group in &running {
        let _ = kill_process_group(*group, Signal::TERM);
    }
    for _ in 0..20 {
        if marks::marked(None).is_empty() {
            return;
        }
        super::pause(100);
    }
    for group in &running {
        let _ = kill_process_group(*group, Signal::KILL);
    }
    marks::sweep(None);
}
