//! The mark of this run: an environment variable that every descendant inherits, daemons included.

use rustix::process::{Pid, Signal, kill_process};
use std::fs;
use std::process::Command;
use std::sync::LazyLock;

const NAME: &str = "CALLSIDE_XTASK_RUN";

static RUN: LazyLock<String> = LazyLock::new(|| {
    let started = std::time::UNIX_EPOCH.elapsed().map_or(0, |time| time.as_nanos());
    format!("{}-{started}", std::process::id())
});

/// Puts a mark on a command: the mark of this run and a name within it.
pub fn put(command: &mut Command, name: &str) {
    command.env(NAME, format!("{}/{name}", *RUN));
}

/// Ends every process with the mark of this run and waits until they are gone; `name` limits it to one tree.
pub fn sweep(name: Option<&str>) {
    // A process that becomes another program has no environment for an instant: none found once is not enough.
    let mut none_found = 0;
    for _ in 0..200 {
        let left = marked(name);
        none_found = if left.is_empty() { none_found + 1 } else { 0 };
        if none_found == 2 {
            return;
        }
        for pid in left {
            // It may have ended on its own in between: then there is nothing left to do.
            let _ = kill_process(pid, Signal::KILL);
        }
        super::pause(5);
    }
}

/// Processes with the mark of this run, this one excepted. Where there is no `/proc` there are none to be found.
pub fn marked(name: Option<&str>) -> Vec<Pid> {
    let wanted = match name {
        Some(name) => format!("{NAME}={}/{name}", *RUN),
        None => format!("{NAME}={}/", *RUN),
    };
    let Ok(processes) = fs::read_dir("/proc") else { return Vec::new() };
    processes
        .flatten()
        .filter_map(|entry| Some((entry.path(), entry.file_name().to_str()?.parse::<i32>().ok()?)))
        .filter(|(_, pid)| u32::try_from(*pid).is_ok_and(|pid| pid != std::process::id()))
        .filter(|(path, _)| fs::read(path.join("environ")).is_ok_and(|environ| carries(&environ, &wanted, name)))
        .filter_map(|(_, pid)| Pid::from_raw(pid))
        .collect()
}

/// Whether an environment block (`NAME=value` texts that end with NUL) carries the mark.
fn carries(environ: &[u8], wanted: &str, name: Option<&str>) -> bool {
    environ.split(|byte| *byte == 0).any(|pair| match name {
        Some(_) => pair == wanted.as_bytes(),
        None => pair.starts_with(wanted.as_bytes()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_found_whole_or_by_its_run() {
        let environ = b"PATH=/bin\0CALLSIDE_XTASK_RUN=12-99/7\0HOME=/\0";
        let cases = [
            ("CALLSIDE_XTASK_RUN=12-99/7", Some("7"), true),
            ("CALLSIDE_XTASK_RUN=12-99/", Some(""), false),
            ("CALLSIDE_XTASK_RUN=12-99/", None, true),
            ("CALLSIDE_XTASK_RUN=12-9/", None, false),
        ];
        for (wanted, name, found) in cases {
            assert_eq!(carries(environ, wanted, name), found, "{wanted}");
        }
    }
}
