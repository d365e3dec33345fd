//! This machine: policy, room, display, notifications, clock.

use crate::environment;
use crate::ipc::self_test::Finding;
use crate::policy;
use callside_engine::PolicyStanding;
use jiff::{SignedDuration, Timestamp};
use std::path::Path;
use std::time::Duration;

/// Below so many bytes the disk may be full within a day's work: a year of calls needs less than a gigabyte.
const ROOM: u64 = 500_000_000;

/// A clock that is off by less is right. Salesforce's own date is to the second, and tokens allow some minutes.
const OFF: SignedDuration = SignedDuration::from_secs(90);

/// What rules here.
pub fn policy(standing: &PolicyStanding) -> Vec<Finding> {
    let place = standing.place.clone();
    let settings = u32::try_from(standing.policy.all().count()).unwrap_or(u32::MAX);
    let mut findings: Vec<_> =
        standing.faults.iter().map(|fault| Finding::PolicyIgnored { fault: policy::fault(fault) }).collect();
    match (standing.found, settings) {
        (false, _) => findings.push(Finding::PolicyNone { place }),
        (true, 0) if !findings.is_empty() => {}
        (true, _) => findings.push(Finding::PolicyHolds { place, settings }),
    }
    findings
}

/// Room where the database lies.
pub fn disk(folder: &Path) -> Finding {
    match free(folder) {
        None => Finding::DiskUnknown,
        Some(bytes) if bytes < ROOM => Finding::DiskShort { megabytes: bytes / 1_000_000 },
        Some(bytes) => Finding::DiskRoom { megabytes: bytes / 1_000_000 },
    }
}

#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    // A folder that will be made lies on the disk of the one above it.
    let there = folder.ancestors().find(|folder| folder.is_dir())?;
    let about = rustix::fs::statvfs(there).ok()?;
    Some(about.f_bavail.saturating_mul(about.f_frsize))
}

#[cfg(not(unix))]
const fn free(_: &Path) -> Option<u64> {
    None
}

/// Whether a window can be shown.
pub fn display() -> Finding {
    if environment::has_display() { Finding::DisplayThere } else { Finding::DisplayNone }
}

/// Who shows notifications. On a thread of its own: the library blocks, and panics on a thread of the async runtime.
pub async fn notifications() -> Finding {
    const PATIENCE: Duration = Duration::from_secs(5);
    let (say, said) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let _ = say.send(server());
    });
    match tokio::time::timeout(PATIENCE, said).await {
        Ok(Ok(Some(server))) => Finding::NotificationsShown { server },
        _ => Finding::NotificationsNone,
    }
}

#[cfg(target_os = "linux")]
fn server() -> Option<String> {
    notify_rust::get_server_information().ok().map(|server| server.name)
}

/// Elsewhere the system itself shows them.
#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "Linux may have nobody")]
const fn server() -> Option<String> {
    Some(String::new())
}

/// The machine's clock beside the server's, both when the answer came.
pub fn clock(server: Option<Timestamp>, here: Timestamp) -> Finding {
    let Some(server) = server else { return Finding::ClockUnknown };
    let off = here.duration_since(server);
    if off.abs() < OFF { Finding::ClockRight } else { Finding::ClockOff { seconds: off.as_secs() } }
}
