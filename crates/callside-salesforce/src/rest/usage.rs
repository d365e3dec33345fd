//! How much of the org's daily API quota is used.

use std::sync::{Arc, Mutex, PoisonError};

/// What Salesforce last said about the quota of the last 24 hours. The figure lags, and may go down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ApiUsage {
    /// Calls so far.
    pub used: u32,
    /// Calls allowed.
    pub max: u32,
}

impl ApiUsage {
    /// Reads the header `Sforce-Limit-Info: api-usage=891/15000[, per-app-api-usage=…]`.
    #[must_use]
    pub fn read(header: &str) -> Option<Self> {
        let figures = header.split([',', ';']).find_map(|part| part.trim().strip_prefix("api-usage="))?;
        let (used, max) = figures.split_once('/')?;
        Some(Self { used: used.trim().parse().ok()?, max: max.trim().parse().ok()? })
    }
}

/// The last figures, shared by all requests.
#[derive(Debug, Clone, Default)]
pub(crate) struct Meter(Arc<Mutex<Option<ApiUsage>>>);

impl Meter {
    /// The last figures; `None` before the first answer.
    pub(crate) fn read(&self) -> Option<ApiUsage> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a header in; one that cannot be read changes nothing.
    pub(crate) fn record(&self, header: &str) {
        if let Some(usage) = ApiUsage::read(header) {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(usage);
        }
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
            assert_eq!(ApiUsage::read(header).map(|usage| (usage.used, usage.max)), usage, "{header}");
        }
        let meter = Meter::default();
        meter.record("api-usage=5/10");
        meter.record("nonsense");
        assert_eq!(meter.read(), Some(ApiUsage { used: 5, max: 10 }));
    }
}
