//! Memory of all processes of a session that belong to a program with a web view.

use crate::stage::Stage;
use std::path::Path;

/// In MB (10^6 bytes).
#[derive(Debug, Clone, Copy, Default)]
pub struct Memory {
    /// Proportional set size: pages that several processes share count in parts. It falls while another program on
    /// this machine has the same libraries loaded.
    pub pss: f64,
    /// Pages that only these processes have: what would be free again without them. (Pages that they share among
    /// themselves are not in it.)
    pub private: f64,
}

/// The processes of a session whose program has this name, and their web view's.
pub fn processes(stage: &Stage, program: &str) -> Vec<(u32, String)> {
    let mine = format!("XDG_DATA_HOME={}", stage.folder().join("data").display());
    let listed = std::fs::read_dir("/proc").expect("processes");
    let pids = listed.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok());
    pids.filter_map(|pid| {
        let environ = std::fs::read(format!("/proc/{pid}/environ")).ok()?;
        let name = std::fs::read_link(format!("/proc/{pid}/exe")).ok()?.file_name()?.to_str()?.to_owned();
        let ours = name == program || (name.starts_with("WebKit") && name != "WebKitWebDriver");
        (ours && environ.split(|b| *b == 0).any(|one| one == mine.as_bytes())).then_some((pid, name))
    })
    .collect()
}

/// What they use together. Source: Linux, proc_pid_smaps(5), `smaps_rollup`.
pub fn of(stage: &Stage, program: &str) -> Memory {
    let mut all = Memory::default();
    for (pid, _) in processes(stage, program) {
        let rollup = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
        let kilobytes = |name: &str| {
            let line = rollup.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or_default()
        };
        all.pss += kilobytes("Pss:") * 1024.0 / 1e6;
        all.private += (kilobytes("Private_Clean:") + kilobytes("Private_Dirty:")) * 1024.0 / 1e6;
    }
    all
}

/// When a process began, in seconds since 1970, to about 10 ms: the kernel counts in ticks (proc_pid_stat(5)).
pub fn began(pid: u32) -> f64 {
    let stat = std::fs::read_to_string(Path::new("/proc").join(pid.to_string()).join("stat")).expect("its state");
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: f64 = after_name.split_whitespace().nth(19).and_then(|ticks| ticks.parse().ok()).expect("a start");
    let uptime = std::fs::read_to_string("/proc/uptime").expect("the uptime");
    let now = std::time::UNIX_EPOCH.elapsed().expect("a time after 1970").as_secs_f64();
    let uptime: f64 = uptime.split_whitespace().next().and_then(|up| up.parse().ok()).expect("a number");
    now - uptime + ticks / 100.0
}
