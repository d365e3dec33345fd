//! Figures for Prometheus, without personal data: no numbers, names or ids, neither as values nor as labels.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Upper bounds of the histogram of commits, in microseconds.
const BOUNDS: [u64; 10] = [100, 250, 500, 1_000, 2_500, 5_000, 10_000, 50_000, 250_000, 1_000_000];

/// Everything that is counted.
#[derive(Debug, Default)]
pub struct Metrics {
    new: AtomicU64,
    repeated: AtomicU64,
    parked: AtomicU64,
    not_for_us: AtomicU64,
    sent: AtomicU64,
    acknowledged: AtomicU64,
    links: AtomicI64,
    by_events: AtomicI64,
    handed: AtomicU64,
    fleet_up: AtomicI64,
    limited: AtomicU64,
    forgotten: AtomicU64,
    signed_in: AtomicU64,
    ivr: AtomicU64,
    ivr_remembered: AtomicU64,
    ivr_records: AtomicU64,
    commits: [AtomicU64; BOUNDS.len() + 1],
    commit_us: AtomicU64,
    committed: AtomicU64,
    refused: Mutex<BTreeMap<&'static str, u64>>,
    starts: Mutex<BTreeMap<&'static str, u64>>,
}

fn add(counter: &AtomicU64, n: usize) {
    counter.fetch_add(n as u64, Ordering::Relaxed);
}

/// What is asked elsewhere at the moment of a report.
#[derive(Debug, Clone, Copy, Default)]
pub struct Moment {
    /// Requests that wait for the disk.
    pub waiting: usize,
    /// Connections that were turned away because their source had too many.
    pub turned_away: u64,
    /// What is in the file.
    pub stock: callside_store::relay::Stock,
    /// Memory of the process in bytes, where the system tells.
    pub memory: Option<u64>,
}

impl Metrics {
    pub(crate) fn taken(&self, new: usize, repeated: usize, parked: usize) {
        add(&self.new, new);
        add(&self.repeated, repeated);
        add(&self.parked, parked);
    }

    pub(crate) fn not_for_us(&self) {
        add(&self.not_for_us, 1);
    }

    pub(crate) fn refused(&self, code: &'static str) {
        *self.refused.lock().unwrap_or_else(PoisonError::into_inner).entry(code).or_default() += 1;
    }

    /// A call that was started at Sticky Calls for an IVR, by what came of it.
    pub(crate) fn started(&self, outcome: &'static str) {
        *self.starts.lock().unwrap_or_else(PoisonError::into_inner).entry(outcome).or_default() += 1;
    }

    pub(crate) fn commit(&self, took: Duration, deliveries: usize) {
        let us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let bucket = BOUNDS.iter().position(|bound| us <= *bound).unwrap_or(BOUNDS.len());
        add(&self.commits[bucket], 1);
        self.commit_us.fetch_add(us, Ordering::Relaxed);
        add(&self.committed, deliveries);
    }

    pub(crate) fn sent(&self, events: usize) {
        add(&self.sent, events);
    }

    pub(crate) fn acknowledged(&self) {
        add(&self.acknowledged, 1);
    }

    pub(crate) fn link(&self, change: i64, by_events: bool) {
        self.links.fetch_add(change, Ordering::Relaxed);
        if by_events {
            self.by_events.fetch_add(change, Ordering::Relaxed);
        }
    }

    pub(crate) fn handed(&self, deliveries: usize) {
        add(&self.handed, deliveries);
    }

    pub(crate) fn fleet(&self, up: bool) {
        self.fleet_up.store(i64::from(up), Ordering::Relaxed);
    }

    pub(crate) fn limited(&self) {
        add(&self.limited, 1);
    }

    pub(crate) fn forgotten(&self) {
        add(&self.forgotten, 1);
    }

    pub(crate) fn signed_in(&self) {
        add(&self.signed_in, 1);
    }

    pub(crate) fn ivr(&self, remembered: bool, recorded: bool) {
        add(&self.ivr, 1);
        add(&self.ivr_remembered, usize::from(remembered));
        add(&self.ivr_records, usize::from(recorded));
    }

    /// How many desktops are connected.
    #[must_use]
    pub fn links_up(&self) -> i64 {
        self.links.load(Ordering::Relaxed)
    }

    /// The report in Prometheus' text format.
    /// Source: prometheus.io, "Exposition formats", text format 0.0.4.
    #[must_use]
    pub fn report(&self, moment: Moment) -> String {
        let mut text = String::new();
        let counters = [
            ("deliveries_new_total", "Events taken for the first time.", &self.new),
            ("deliveries_repeated_total", "Events that had come before.", &self.repeated),
            ("deliveries_parked_total", "Events that nobody could be found for.", &self.parked),
            ("events_not_for_us_total", "Readiness and address-book events of nobody here.", &self.not_for_us),
            ("events_sent_total", "Events sent to desktops, repeats included.", &self.sent),
            ("acks_total", "Acknowledgements of desktops.", &self.acknowledged),
            ("handed_over_total", "Events handed over to the fleet.", &self.handed),
            ("limited_total", "Requests turned away because their source sent too many.", &self.limited),
            ("callers_forgotten_total", "Orders to forget a caller that were obeyed here.", &self.forgotten),
            ("sign_ins_total", "Sessions given for a proof of identity.", &self.signed_in),
            ("ivr_answers_total", "IVRs answered by the rules.", &self.ivr),
            ("ivr_remembered_total", "Of those, with what Sticky Calls remembers.", &self.ivr_remembered),
            ("ivr_records_total", "Of those, with a record of Salesforce.", &self.ivr_records),
        ];
        for (name, what, counter) in counters {
            line(&mut text, name, "counter", what, counter.load(Ordering::Relaxed));
        }
        let crowd = "Connections closed at once because their source had too many.";
        line(&mut text, "connections_turned_away_total", "counter", crowd, moment.turned_away);
        let gauges = [
            ("links", "Desktops connected.", self.links.load(Ordering::Relaxed)),
            ("links_by_events", "Of those, over server-sent events.", self.by_events.load(Ordering::Relaxed)),
            ("fleet_up", "1 while JetStream takes events.", self.fleet_up.load(Ordering::Relaxed)),
            ("waiting_for_disk", "Requests that wait for the disk.", i64::try_from(moment.waiting).unwrap_or(i64::MAX)),
            ("stock_waiting", "Events in the file that somebody still needs.", moment.stock.waiting),
            ("stock_parked", "Events that wait for an admin.", moment.stock.parked),
            ("stock_unhanded", "Events that the fleet does not have yet.", moment.stock.unhanded),
        ];
        for (name, what, value) in gauges {
            line(&mut text, name, "gauge", what, value);
        }
        if let Some(memory) = moment.memory {
            line(&mut text, "memory_bytes", "gauge", "Resident memory.", memory);
        }
        self.histogram(&mut text);
        by_word(&mut text, "refused_total", "Deliveries that were not taken.", "code", &self.refused);
        let what = "Calls started at Sticky Calls for an IVR; each that is ok costs a credit.";
        by_word(&mut text, "sticky_calls_starts_total", what, "outcome", &self.starts);
        text
    }

    fn histogram(&self, text: &mut String) {
        const NAME: &str = "callside_relay_commit_seconds";
        let _ = writeln!(text, "# HELP {NAME} Time of one synced commit.\n# TYPE {NAME} histogram");
        let mut sum = 0;
        for (bound, count) in BOUNDS.iter().zip(&self.commits) {
            sum += count.load(Ordering::Relaxed);
            let (whole, rest) = (bound / 1_000_000, bound % 1_000_000);
            let _ = writeln!(text, "{NAME}_bucket{{le=\"{whole}.{rest:06}\"}} {sum}");
        }
        sum += self.commits[BOUNDS.len()].load(Ordering::Relaxed);
        let us = self.commit_us.load(Ordering::Relaxed);
        let _ = writeln!(text, "{NAME}_bucket{{le=\"+Inf\"}} {sum}");
        let _ = writeln!(text, "{NAME}_sum {}.{:06}\n{NAME}_count {sum}", us / 1_000_000, us % 1_000_000);
        line(text, "committed_total", "counter", "Events in those commits.", self.committed.load(Ordering::Relaxed));
    }
}

/// A counter that is told apart by one label, whose values are words of ours.
fn by_word(text: &mut String, name: &str, what: &str, label: &str, counts: &Mutex<BTreeMap<&'static str, u64>>) {
    let _ = writeln!(text, "# HELP callside_relay_{name} {what}\n# TYPE callside_relay_{name} counter");
    for (word, count) in counts.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        let _ = writeln!(text, "callside_relay_{name}{{{label}=\"{word}\"}} {count}");
    }
}

fn line(text: &mut String, name: &str, kind: &str, what: &str, value: impl std::fmt::Display) {
    let _ = writeln!(
        text,
        "# HELP callside_relay_{name} {what}\n# TYPE callside_relay_{name} {kind}\ncallside_relay_{name} {value}"
    );
}

/// Resident memory of this process in bytes, where the system tells.
#[must_use]
pub fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kb| kb * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_is_cumulative_and_names_nobody() {
        let metrics = Metrics::default();
        metrics.commit(Duration::from_micros(90), 3);
        metrics.commit(Duration::from_micros(700), 1);
        metrics.commit(Duration::from_secs(9), 1);
        metrics.taken(4, 1, 2);
        metrics.refused("bad_signature");
        let report = metrics.report(Moment::default());
        for expected in [
            "callside_relay_commit_seconds_bucket{le=\"0.000100\"} 1\n",
            "callside_relay_commit_seconds_bucket{le=\"0.001000\"} 2\n",
            "callside_relay_commit_seconds_bucket{le=\"1.000000\"} 2\n",
            "callside_relay_commit_seconds_bucket{le=\"+Inf\"} 3\n",
            "callside_relay_commit_seconds_sum 9.000790\n",
            "callside_relay_deliveries_new_total 4\n",
            "callside_relay_refused_total{code=\"bad_signature\"} 1\n",
        ] {
            assert!(report.contains(expected), "{expected}{report}");
        }
    }
}
