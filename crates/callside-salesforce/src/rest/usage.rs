//! How much of the org's daily API quota is used, and what for.

use callside_core::budget::{Purpose, Usage};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Reads the header `Sforce-Limit-Info: api-usage=891/15000[, per-app-api-usage=…]`.
/// Source: REST API Developer Guide, "Limit Info header".
pub(super) fn read_header(header: &str) -> Option<Usage> {
    let figures = header.split([',', ';']).find_map(|part| part.trim().strip_prefix("api-usage="))?;
    let (used, max) = figures.split_once('/')?;
    Some(Usage { used: used.trim().parse().ok()?, max: max.trim().parse().ok()? })
}

/// The last figures, and how many calls were made here for what; shared by all requests.
#[derive(Debug, Clone, Default)]
pub(crate) struct Meter(Arc<Mutex<Figures>>);

#[derive(Debug, Default)]
struct Figures {
    usage: Option<Usage>,
    spent: BTreeMap<Purpose, u32>,
}

impl Meter {
    fn figures(&self) -> MutexGuard<'_, Figures> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The last figures; `None` before the first answer.
    pub(crate) fn usage(&self) -> Option<Usage> {
        self.figures().usage
    }

    /// Calls of this program since it started.
    pub(crate) fn spent(&self) -> BTreeMap<Purpose, u32> {
        self.figures().spent.clone()
    }

    /// Takes a header in; one that cannot be read changes nothing.
    pub(crate) fn record(&self, header: &str) {
        if let Some(usage) = read_header(header) {
            self.figures().usage = Some(usage);
        }
    }

    /// A call was made.
    pub(crate) fn count(&self, purpose: Purpose) {
        *self.figures().spent.entry(purpose).or_default() += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_the_header_are_read() {
        for (header, usage) in [
            ("api-usage=891/15000", Some((891, 15_000))),
            ("api-usage=18/5000, per-app-api-usage=17/250(appName=sample)", Some((18, 5000))),
            ("per-app-api-usage=17/250(appName=sample)", None),
            ("api-usage=x/1", None),
            ("", None),
        ] {
            assert_eq!(read_header(header).map(|usage| (usage.used, usage.max)), usage, "{header}");
        }
        let meter = Meter::default();
        meter.record("api-usage=5/10");
        meter.record("nonsense");
        assert_eq!(meter.usage(), Some(Usage { used: 5, max: 10 }));
        meter.count(Purpose::Pop);
        meter.count(Purpose::Pop);
        assert_eq!(meter.spent(), [(Purpose::Pop, 2)].into());
    }
}
