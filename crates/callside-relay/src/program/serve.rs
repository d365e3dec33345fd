//! Running until told to end: SIGTERM and Ctrl-C drain, SIGHUP reads the configuration again.

use super::configuration;
use callside_relay::Relay;
use callside_relay::config::Config;
use jiff::Timestamp;
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use tracing_subscriber::EnvFilter;

/// Runs the relay.
pub async fn run(config: Config, path: &Path) -> ExitCode {
    let filter = EnvFilter::try_from_env("CALLSIDE_LOG").unwrap_or_else(|_| "info".into());
    // Structured, to stderr, where journald takes it. No line holds a number, a name, an address or a secret.
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
    let relay = match Relay::start(config, Arc::new(Timestamp::now)).await {
        Ok(relay) => relay,
        Err(error) => {
            eprintln!("callside-relay: {error}");
            return ExitCode::FAILURE;
        }
    };
    // One line for whoever started it.
    println!("{}", json!({ "ready": true, "listen": relay.listen(), "inner": relay.inner() }));
    tracing::info!(listen = %relay.listen(), "the relay is ready");
    until_told(&relay, path).await;
    tracing::info!("the relay ends");
    relay.drain().await;
    ExitCode::SUCCESS
}

#[cfg(unix)]
async fn until_told(relay: &Relay, path: &Path) {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut end), Ok(mut again)) = (signal(SignalKind::terminate()), signal(SignalKind::hangup())) else {
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
async fn until_told(_relay: &Relay, _path: &Path) {
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
