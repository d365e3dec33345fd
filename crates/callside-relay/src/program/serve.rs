//! Running until told to end: SIGTERM and Ctrl-C drain, SIGHUP reads the configuration again.

use super::configuration;
use callside_relay::Relay;
use callside_relay::config::Config;
use jiff::Timestamp;
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing::Level;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// Runs the relay.
pub async fn run(config: Config, path: &Path) -> ExitCode {
    log();
    let relay = match Relay::start(config, Arc::new(Timestamp::now)).await {
        Ok(relay) => relay,
        Err(error) => {
            eprintln!("callside-relay: {error}");
            return ExitCode::FAILURE;
        }
    };
    // Before it says that it is ready: whoever started it may tell it something at once.
    let signals = signals();
    // One line for whoever started it.
    println!("{}", json!({ "ready": true, "listen": relay.listen(), "inner": relay.inner() }));
    tracing::info!(listen = %relay.listen(), "the relay is ready");
    until_told(signals, &relay, path).await;
    tracing::info!("the relay ends");
    relay.drain().await;
    ExitCode::SUCCESS
}

/// Structured, to stderr, where journald takes it. No line holds a number, a name, an address or a secret. What other
/// people's crates write for their developers holds what they carry: frames with callers in them, requests with tokens. So
/// they say no more than `info`, whatever is asked for.
fn log() {
    let asked = EnvFilter::try_from_env("CALLSIDE_LOG").unwrap_or_else(|_| "info".into());
    let ours = filter_fn(|line| *line.level() <= Level::INFO || line.target().starts_with("callside"));
    let lines = tracing_subscriber::fmt::layer().json().with_writer(std::io::stderr);
    tracing_subscriber::registry().with(asked).with(ours).with(lines).init();
}

/// To end, and to read the configuration again.
#[cfg(unix)]
type Signals = Option<(Signal, Signal)>;

#[cfg(unix)]
fn signals() -> Signals {
    Some((signal(SignalKind::terminate()).ok()?, signal(SignalKind::hangup()).ok()?))
}

#[cfg(not(unix))]
type Signals = ();

#[cfg(not(unix))]
const fn signals() -> Signals {}

#[cfg(unix)]
async fn until_told(signals: Signals, relay: &Relay, path: &Path) {
    let Some((mut end, mut again)) = signals else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    loop {
        tokio::select! {
            _ = end.recv() => return,
            _ = tokio::signal::ctrl_c() => return,
            _ = again.recv() => reload(relay, path).await,
        }
    }
}

#[cfg(not(unix))]
async fn until_told(_signals: Signals, _relay: &Relay, _path: &Path) {
    let _ = tokio::signal::ctrl_c().await;
}

/// A faulty configuration leaves the running one.
#[cfg(unix)]
async fn reload(relay: &Relay, path: &Path) {
    match configuration(path) {
        Err(error) => tracing::error!(%error, "the configuration was not read again"),
        Ok(config) => match relay.reload(&config).await {
            Ok(replayed) => tracing::info!(placed = replayed.placed, parked = replayed.still_parked, "read again"),
            Err(error) => tracing::error!(%error, "the configuration was not taken up"),
        },
    }
}
