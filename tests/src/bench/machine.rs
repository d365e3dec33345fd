//! The machine that figures are measured on.

fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

fn line(path: &str, start: &str) -> Option<String> {
    let text = read(path);
    let line = text.lines().find_map(|line| line.strip_prefix(start))?;
    Some(line.trim_matches([' ', '\t', ':', '=', '"']).to_owned())
}

/// Name of the processor.
pub(super) fn cpu() -> Option<String> {
    line("/proc/cpuinfo", "model name")
}

/// Cores that this process may use.
pub(super) fn cores() -> usize {
    std::thread::available_parallelism().map_or(0, usize::from)
}

/// Memory, as the kernel counts it.
pub(super) fn memory() -> Option<String> {
    line("/proc/meminfo", "MemTotal:")
}

/// Distribution and kernel.
pub(super) fn system() -> String {
    let distribution = line("/etc/os-release", "PRETTY_NAME").unwrap_or_default();
    format!("{distribution}, Linux {}", read("/proc/sys/kernel/osrelease").trim())
}

/// Load over 1, 5 and 15 minutes.
pub(super) fn load() -> String {
    read("/proc/loadavg").split_whitespace().take(3).collect::<Vec<_>>().join(" ")
}
