//! How big relays must be, computed from measured figures (`docs/relay.md`).

use serde_json::Value;
use std::fmt::Write as _;

/// Deliveries a second, taken over 32 connections.
pub const ACCEPTED: &str = "relay: accepted at 32 connections";
/// Events a second, handed to desktops.
pub const SENT: &str = "relay: sent to desktops";
/// Bytes that the file and its log grow by for each event.
pub const DISK: &str = "relay: disk of an event";
/// Kilobytes of memory that each desktop adds.
pub const LINK: &str = "relay: memory of a link";
/// Megabytes of memory at rest.
pub const IDLE: &str = "relay: idle memory";

/// What the project itself measured: with machine and day.
const SHIPPED: &str = include_str!("../../../packaging/relay/figures.json");

/// Agents of the installations that are computed.
const AGENTS: [u32; 3] = [100, 10_000, 1_000_000];
/// Calls of one agent in a busy hour.
const CALLS_AN_HOUR: f64 = 12.0;
/// Events of one call: created, ringing, answered, hold and back, hung up, tagged, ended.
const EVENTS_A_CALL: f64 = 8.0;
/// A busy moment over the busy hour's mean.
const PEAK: f64 = 5.0;
/// How full a machine should be at its peak.
const USED: f64 = 0.5;
/// Hours in which calls come in, of a day.
const BUSY_HOURS: u32 = 10;
/// Desktops of one relay: `limits.links` as it comes.
const DESKTOPS: f64 = 20_000.0;

/// Why there is nothing to compute from.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SizesError {
    /// Something else.
    #[error("this is no report of the benchmarks")]
    NoReport,
    /// A part of the benchmarks was not run.
    #[error("the report lacks \"{0}\": run cargo xtask bench --only relay")]
    Lacks(&'static str),
}

/// What was measured of one relay.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    /// Deliveries taken in a second.
    pub accepted: f64,
    /// Events sent to desktops in a second.
    pub sent: f64,
    /// Bytes on the disk of one event.
    pub disk: f64,
    /// Bytes of memory of one desktop's link.
    pub link: f64,
    /// Bytes of memory at rest.
    pub idle: f64,
}

/// A report, as far as it is needed here.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// The figures.
    pub figures: Figures,
    /// On what, and when, where the report says so.
    pub on: String,
}

/// What an admin decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// `retention.keep_hours`.
    pub keep_hours: u32,
    /// `fleet.replicas`.
    pub replicas: u32,
}

/// What an installation needs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizes {
    /// Events a second at the busiest moment.
    pub peak: f64,
    /// Relays.
    pub relays: f64,
    /// Desktops of each.
    pub desktops: f64,
    /// Bytes of a day's events, all relays together.
    pub disk_a_day: f64,
    /// Bytes in the file of one relay, when nobody fetches anything.
    pub disk_a_relay: f64,
    /// Bytes at all NATS servers together, when nobody fetches anything.
    pub disk_of_nats: f64,
    /// Bytes of memory of one relay.
    pub memory: f64,
}

impl Measured {
    /// What the project itself measured.
    ///
    /// # Errors
    /// [`SizesError`], which a test rules out.
    pub fn shipped() -> Result<Self, SizesError> {
        Self::read(SHIPPED)
    }

    /// Reads a report of `cargo xtask bench --json`.
    ///
    /// # Errors
    /// [`SizesError`].
    pub fn read(text: &str) -> Result<Self, SizesError> {
        let report: Value = serde_json::from_str(text).map_err(|_| SizesError::NoReport)?;
        let all = report["figures"].as_array().ok_or(SizesError::NoReport)?;
        let figure = |name: &'static str| {
            let found = all.iter().find(|figure| figure["name"] == name).and_then(|figure| figure["p50"].as_f64());
            found.filter(|value| *value > 0.0).ok_or(SizesError::Lacks(name))
        };
        let figures = Figures {
            accepted: figure(ACCEPTED)?,
            sent: figure(SENT)?,
            disk: figure(DISK)?,
            link: figure(LINK)? * 1e3,
            idle: figure(IDLE)? * 1e6,
        };
        let said = [&report["machine"], &report["date"], &report["about"]["cpu"], &report["about"]["system"]];
        let on: Vec<_> = said.into_iter().filter_map(Value::as_str).collect();
        Ok(Self { figures, on: on.join(", ") })
    }
}

impl Sizes {
    /// What so many agents need.
    #[must_use]
    pub fn of(agents: u32, figures: &Figures, plan: Plan) -> Self {
        let agents = f64::from(agents);
        let an_hour = agents * CALLS_AN_HOUR * EVENTS_A_CALL;
        let peak = an_hour / 3600.0 * PEAK;
        // One relay takes and sends on the same machine: both shares add up.
        let one = 1.0 / (1.0 / figures.accepted + 1.0 / figures.sent) * USED;
        // Two at least, so that one may go.
        let relays = (peak / one).ceil().max((agents / DESKTOPS).ceil()).max(2.0);
        let desktops = (agents / relays).ceil();
        let kept = an_hour * f64::from(busy_hours(plan.keep_hours)) * figures.disk;
        Self {
            peak,
            relays,
            desktops,
            disk_a_day: an_hour * f64::from(BUSY_HOURS) * figures.disk,
            disk_a_relay: kept / relays,
            disk_of_nats: kept * f64::from(plan.replicas),
            memory: desktops.mul_add(figures.link, figures.idle),
        }
    }

    fn row(&self, agents: u32) -> String {
        let Self { peak, relays, desktops, .. } = self;
        let [day, relay, nats, memory] = [self.disk_a_day, self.disk_a_relay, self.disk_of_nats, self.memory].map(size);
        format!("| {agents} | {peak:.0} | {relays:.0} | {desktops:.0} | {day} | {relay} | {nats} | {memory} |")
    }
}

/// Hours with calls among so many, counted from the beginning of a busy day.
const fn busy_hours(hours: u32) -> u32 {
    let rest = hours % 24;
    hours / 24 * BUSY_HOURS + if rest < BUSY_HOURS { rest } else { BUSY_HOURS }
}

fn size(bytes: f64) -> String {
    match bytes {
        _ if bytes < 999.5e6 => format!("{:.0} MB", bytes / 1e6),
        _ if bytes < 999.95e9 => format!("{:.1} GB", bytes / 1e9),
        _ => format!("{:.1} TB", bytes / 1e12),
    }
}

/// The table as Markdown.
#[must_use]
pub fn table(figures: &Figures, plan: Plan) -> String {
    let mut text =
        "| agents | events/s, peak | relays | desktops a relay | disk of a day, all | disk a relay, at most | \
                    disk of NATS, all, at most | memory a relay |\n|---|---|---|---|---|---|---|---|\n"
            .to_owned();
    for agents in AGENTS {
        let _ = writeln!(text, "{}", Sizes::of(agents, figures, plan).row(agents));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROUND: Figures = Figures { accepted: 10_000.0, sent: 10_000.0, disk: 500.0, link: 20_000.0, idle: 30e6 };

    #[test]
    fn what_an_installation_needs_as_it_is_reckoned_by_hand() {
        let slow = Figures { accepted: 100.0, sent: 100.0, ..ROUND };
        let taking_alone = Figures { accepted: 5_000.0, sent: 1e12, ..ROUND };
        let endless = Figures { accepted: 1e12, sent: 1e12, ..ROUND };
        let day = Plan { keep_hours: 24, replicas: 3 };
        for (agents, figures, plan, row) in [
            (100, ROUND, day, "| 100 | 13 | 2 | 50 | 48 MB | 24 MB | 144 MB | 31 MB |"),
            (10_000, ROUND, day, "| 10000 | 1333 | 2 | 5000 | 4.8 GB | 2.4 GB | 14.4 GB | 130 MB |"),
            (1_000_000, ROUND, day, "| 1000000 | 133333 | 54 | 18519 | 480.0 GB | 8.9 GB | 1.4 TB | 400 MB |"),
            // 1,333 events a second at machines that take and send 100, so 50, half full 25.
            (10_000, slow, day, "| 10000 | 1333 | 54 | 186 | 4.8 GB | 89 MB | 14.4 GB | 34 MB |"),
            (10_000, taking_alone, day, "| 10000 | 1333 | 2 | 5000 | 4.8 GB | 2.4 GB | 14.4 GB | 130 MB |"),
            // As many desktops as one relay takes.
            (1_000_000, endless, day, "| 1000000 | 133333 | 50 | 20000 | 480.0 GB | 9.6 GB | 1.4 TB | 430 MB |"),
            // Three days and one copy; an hour of ten.
            (
                10_000,
                ROUND,
                Plan { keep_hours: 72, replicas: 1 },
                "| 10000 | 1333 | 2 | 5000 | 4.8 GB | 7.2 GB | 14.4 GB | 130 MB |",
            ),
            (
                10_000,
                ROUND,
                Plan { keep_hours: 1, replicas: 5 },
                "| 10000 | 1333 | 2 | 5000 | 4.8 GB | 240 MB | 2.4 GB | 130 MB |",
            ),
        ] {
            assert_eq!(Sizes::of(agents, &figures, plan).row(agents), row);
        }
    }

    #[test]
    fn hours_are_kept_with_the_nights_between_them() {
        for (hours, busy) in [(0, 0), (1, 1), (10, 10), (20, 10), (24, 10), (30, 16), (47, 20), (72, 30)] {
            assert_eq!(busy_hours(hours), busy, "{hours}");
        }
    }

    #[test]
    fn what_a_report_lacks_is_named() {
        let mut report: Value = serde_json::from_str(SHIPPED).unwrap();
        report["figures"].as_array_mut().unwrap().retain(|figure| figure["name"] != LINK);
        assert_eq!(Measured::read(&report.to_string()), Err(SizesError::Lacks(LINK)));
        for other in ["", "[]", "{\"figures\": 1}"] {
            assert_eq!(Measured::read(other), Err(SizesError::NoReport), "{other}");
        }
    }

    #[test]
    fn the_shipped_figures_stand_in_the_benchmarks_and_their_table_on_the_page() {
        let report: Value = serde_json::from_str(SHIPPED).unwrap();
        let benchmarks = include_str!("../../../docs/benchmarks.md");
        for figure in report["figures"].as_array().unwrap() {
            let said = figure["said"].as_str().unwrap();
            assert!(benchmarks.contains(said), "{figure}");
        }
        let measured = Measured::shipped().unwrap();
        let page = include_str!("../../../docs/relay.md");
        let table = table(&measured.figures, Plan { keep_hours: 72, replicas: 3 });
        assert!(page.contains(&table), "{table}");
        assert!(measured.on.contains("2 virtual cores") && measured.on.contains("2026-11-26"), "{}", measured.on);
        for said in [report["machine"].as_str(), report["date"].as_str()] {
            assert!(page.replace('\n', " ").contains(said.unwrap()), "{said:?}");
        }
    }
}
