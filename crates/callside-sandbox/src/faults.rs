//! Faults that a test asks for: which requests they hit, how often, and what then happens.

use serde::de::Error as _;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FaultKind {
    /// The answer comes late.
    Latency {
        /// How late, in milliseconds.
        millis: u64,
        /// Whether the wait is after the work is done, instead of before.
        #[serde(default)]
        after_commit: bool,
    },
    /// The connection is reset and nothing was done.
    ResetBeforeCommit,
    /// The work is done, then the connection is reset instead of an answer.
    ResetAfterCommit,
    /// The access token of this request stops being valid.
    ExpireSession,
    /// 403 `REQUEST_LIMIT_EXCEEDED`.
    RequestLimitExceeded,
    /// 503 `SERVER_UNAVAILABLE`.
    ServerUnavailable,
    /// 502 with an HTML page, as a gateway in front of the org answers.
    BadGateway,
    /// `UNABLE_TO_LOCK_ROW` for the first write of the request; the whole request when it writes nothing.
    UnableToLockRow,
    /// This status without any work, as the APIs of phone systems refuse.
    Status {
        /// The status.
        status: u16,
    },
    /// The work is done, but the body of the answer is cut in the middle.
    MalformedBody,
}

impl FaultKind {
    /// The keys that this kind has besides those of every fault.
    const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Latency { .. } => &["millis", "after_commit"],
            Self::Status { .. } => &["status"],
            _ => &[],
        }
    }
}

/// The keys of every fault.
const KEYS: [&str; 5] = ["kind", "path", "method", "after", "times"];

/// A fault and the requests it hits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Map<String, Value>")]
pub struct Fault {
    /// What goes wrong.
    #[serde(flatten)]
    pub kind: FaultKind,
    /// Text that the path must contain, or end with when it closes with `$`; every path when absent. The control
    /// endpoints are never hit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Method; any when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// How many matching requests pass first.
    pub after: u32,
    /// How many matching requests are hit then; every one when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
}

/// Which requests a fault hits.
#[derive(Deserialize)]
struct Hits {
    path: Option<String>,
    method: Option<String>,
    #[serde(default)]
    after: u32,
    times: Option<u32>,
}

/// Serde lets unknown keys pass beside a flattened kind, so they are looked for here.
impl TryFrom<Map<String, Value>> for Fault {
    type Error = serde_json::Error;

    fn try_from(told: Map<String, Value>) -> Result<Self, serde_json::Error> {
        let told = Value::Object(told);
        let kind = FaultKind::deserialize(&told)?;
        let Hits { path, method, after, times } = Hits::deserialize(&told)?;
        let known = |key: &str| KEYS.contains(&key) || kind.keys().contains(&key);
        match told.as_object().into_iter().flatten().find(|(key, _)| !known(key)) {
            Some((key, _)) => Err(serde_json::Error::custom(format_args!("unknown field `{key}` of this fault"))),
            None => Ok(Self { kind, path, method, after, times }),
        }
    }
}

impl Fault {
    /// A fault for every request.
    #[must_use]
    pub fn new(kind: FaultKind) -> Self {
        Self { kind, path: None, method: None, after: 0, times: None }
    }

    /// The same fault, only for paths that contain `part`, or end with it when it closes with `$`.
    #[must_use]
    pub fn on_path(mut self, part: &str) -> Self {
        self.path = Some(part.to_owned());
        self
    }

    /// The same fault, only for one method.
    #[must_use]
    pub fn on_method(mut self, method: &str) -> Self {
        self.method = Some(method.to_owned());
        self
    }

    /// The same fault, after `count` matching requests have passed.
    #[must_use]
    pub fn after(mut self, count: u32) -> Self {
        self.after = count;
        self
    }

    /// The same fault, `count` times.
    #[must_use]
    pub fn times(mut self, count: u32) -> Self {
        self.times = Some(count);
        self
    }

    fn covers(&self, method: &str, path: &str) -> bool {
        let fits =
            |part: &String| part.strip_suffix('$').map_or(path.contains(part.as_str()), |end| path.ends_with(end));
        self.path.as_ref().is_none_or(fits)
            && self.method.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
    }
}

/// A fault that has been asked for, with its count.
#[derive(Debug, Clone, Serialize)]
pub struct InjectedFault {
    /// Number, for taking it back.
    pub id: u64,
    /// The fault.
    #[serde(flatten)]
    pub fault: Fault,
    /// Matching requests so far.
    pub seen: u32,
    /// Requests hit so far.
    pub hits: u32,
}

/// All faults of a sandbox.
#[derive(Debug, Default)]
pub struct Faults {
    injected: Vec<InjectedFault>,
    last_id: u64,
}

impl Faults {
    /// Adds a fault and gives its number.
    pub fn inject(&mut self, fault: Fault) -> u64 {
        self.last_id += 1;
        self.injected.push(InjectedFault { id: self.last_id, fault, seen: 0, hits: 0 });
        self.last_id
    }

    /// Takes one fault back. False when there is none with this number.
    pub fn clear(&mut self, id: u64) -> bool {
        let before = self.injected.len();
        self.injected.retain(|injected| injected.id != id);
        self.injected.len() != before
    }

    /// Takes all faults back.
    pub fn clear_all(&mut self) {
        self.injected.clear();
    }

    /// The faults with their counts.
    #[must_use]
    pub fn list(&self) -> &[InjectedFault] {
        &self.injected
    }

    /// Counts one request and gives what shall go wrong with it.
    pub fn strike(&mut self, method: &str, path: &str) -> Vec<FaultKind> {
        self.injected
            .iter_mut()
            .filter(|injected| injected.fault.covers(method, path))
            .filter_map(|injected| {
                injected.seen = injected.seen.saturating_add(1);
                let waiting = injected.seen <= injected.fault.after;
                let spent = injected.fault.times.is_some_and(|times| injected.hits >= times);
                if waiting || spent {
                    return None;
                }
                injected.hits = injected.hits.saturating_add(1);
                Some(injected.fault.kind)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_hits_only_what_it_covers_and_only_so_often() {
        let mut faults = Faults::default();
        let fault = Fault::new(FaultKind::ResetAfterCommit).on_path("/composite").on_method("post").after(1).times(2);
        let id = faults.inject(fault);
        assert!(faults.strike("GET", "/services/data/v59.0/composite").is_empty());
        assert!(faults.strike("POST", "/services/data/v59.0/limits").is_empty());
        let hits: Vec<bool> =
            (0..5).map(|_| !faults.strike("POST", "/services/data/v59.0/composite").is_empty()).collect();
        assert_eq!(hits, [false, true, true, false, false]);
        assert_eq!((faults.list()[0].seen, faults.list()[0].hits), (5, 2));
        assert!(faults.clear(id));
        assert!(!faults.clear(id));
    }

    #[test]
    fn a_fault_reads_from_flat_json() {
        let fault: Fault =
            serde_json::from_str(r#"{"kind":"latency","millis":250,"path":"/query","times":1}"#).unwrap();
        assert_eq!(fault.kind, FaultKind::Latency { millis: 250, after_commit: false });
        assert_eq!(fault.times, Some(1));
        assert!(serde_json::from_str::<Fault>(r#"{"kind":"earthquake"}"#).is_err());
        let status = Fault::new(FaultKind::Status { status: 404 }).on_path("/query$").after(2);
        let text = serde_json::to_string(&status).unwrap();
        assert_eq!(serde_json::from_str::<Fault>(&text).unwrap(), status);
        for misspelt in [
            r#"{"kind":"bad_gateway","time":1}"#,
            r#"{"kind":"bad_gateway","millis":1}"#,
            r#"{"kind":"latency","millis":1,"aftercommit":true}"#,
        ] {
            let error = serde_json::from_str::<Fault>(misspelt).unwrap_err().to_string();
            assert!(error.contains("unknown field"), "{misspelt}: {error}");
        }
    }
}
