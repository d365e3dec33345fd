//! `callside-relay ivr`: asks as an IVR would, by the rules of the configuration, and tells what each of them decided.

use crate::config::Config;
use crate::ivr::{Ivr, IvrError};
use callside_core::ivr::{Decided, IvrAnswer, IvrAsk};
use serde_json::Value;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What an IVR would have been told.
#[derive(Debug)]
pub struct IvrTold {
    /// The variables.
    pub answer: IvrAnswer,
    /// What each rule did, in their order.
    pub trail: Vec<Decided>,
    /// How long it took.
    pub took: Duration,
}

/// Asks; `None` where the configuration says nothing of IVRs. Where Sticky Calls is set up it costs a credit, as the
/// question of an IVR does.
///
/// # Errors
/// [`IvrError`].
pub async fn ask(config: &Config, ask: &IvrAsk, clock: crate::Clock) -> Result<Option<IvrTold>, IvrError> {
    let Some(ivr) = Ivr::new(config, clock, Arc::default())? else { return Ok(None) };
    // A relay that runs has done this at its start.
    if let Some(records) = ivr.records() {
        records.warmed().await;
    }
    let began = Instant::now();
    let (answer, trail) = ivr.decide(ask).await;
    Ok(Some(IvrTold { answer, trail, took: began.elapsed() }))
}

/// The same for reading: a line for each variable and for each rule.
#[must_use]
pub fn written(told: &IvrTold) -> String {
    let mut text = String::from("variables\n");
    let answer = serde_json::to_value(&told.answer).unwrap_or_default();
    for (name, value) in answer.as_object().into_iter().flatten() {
        let value = value.as_str().map_or_else(|| Value::to_string(value), str::to_owned);
        let _ = writeln!(text, "  {}", format!("{name:<16} {value}").trim_end());
    }
    text.push_str("rules\n");
    for step in &told.trail {
        let (holds, decided) = match (step.holds, step.decided.as_slice()) {
            (false, _) => ("no", String::new()),
            (true, []) => ("holds", ": nothing that was not decided".to_owned()),
            (true, decided) => ("holds", format!(": {}", decided.join(", "))),
        };
        let _ = writeln!(text, "  {holds:<5}  {}{decided}", step.rule);
    }
    let _ = writeln!(text, "answered in {} ms", told.took.as_millis());
    text
}
