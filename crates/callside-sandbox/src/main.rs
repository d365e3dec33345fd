//! The sandbox as a program: starts, prints one JSON line, and serves until it is told to stop.

use std::io::Write as _;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use callside_sandbox::{FieldAccess, FieldRule, Sandbox, SandboxOptions};
use clap::Parser;
use jiff::Timestamp;
use tokio::io::AsyncReadExt as _;

/// A strict stand-in for a Salesforce org and for phone systems.
///
/// Prints one JSON line with every address and credential when it is ready.
#[derive(Debug, Parser)]
#[command(name = "callside-sandbox", version)]
struct Arguments {
    /// Address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// Decides which people and companies are invented.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Which org it is: each number is an org of its own, with an id of its own.
    #[arg(long, default_value_t = 1)]
    org: u64,
    /// How many contacts are invented besides the named callers.
    #[arg(long, default_value_t = 240)]
    contacts: usize,
    /// What the clock reads at the start, such as 2026-11-20T09:00:00Z.
    #[arg(long)]
    now: Option<Timestamp>,
    /// Keeps a refresh token valid after its use.
    #[arg(long)]
    no_rotation: bool,
    /// Leaves out Task.CallKey__c, as in an org where no admin has deployed it.
    #[arg(long)]
    no_call_key: bool,
    /// Milliseconds until the search index knows a new record.
    #[arg(long, default_value_t = 0)]
    index_lag_ms: u64,
    /// Seconds that a session lives after its last use.
    #[arg(long, default_value_t = 7200)]
    session_lifetime_s: u64,
    /// Rows on a page of a query result.
    #[arg(long, default_value_t = 2000)]
    page_size: usize,
    /// Requests a day.
    #[arg(long, default_value_t = 15_000)]
    daily_requests: u64,
    /// A registered callback; may be given several times. The usual loopback ones when absent.
    #[arg(long = "redirect-uri")]
    redirect_uris: Vec<String>,
    /// Signs the agent in without asking.
    #[arg(long)]
    auto_approve: bool,
    /// Takes authorize requests without a code challenge.
    #[arg(long)]
    no_pkce: bool,
    /// A field that the agent's profile does not see, such as Account.AnnualRevenue (which is hidden when neither this
    /// nor --read-only is given); may be given several times.
    #[arg(long = "hide", value_name = "OBJECT.FIELD", value_parser = field)]
    hidden: Vec<(String, String)>,
    /// A field that the agent's profile sees but cannot write; may be given several times.
    #[arg(long, value_name = "OBJECT.FIELD", value_parser = field)]
    read_only: Vec<(String, String)>,
    /// Secret of the control endpoints; invented when absent.
    #[arg(long, env = "CALLSIDE_SANDBOX_SECRET", hide_env_values = true)]
    control_secret: Option<String>,
    /// Stops when standard input is closed, so that it never outlives the program that started it.
    #[arg(long)]
    stop_with_stdin: bool,
}

impl Arguments {
    fn into_options(self) -> SandboxOptions {
        let usual = SandboxOptions::default();
        let rule = |access| move |(object, field)| FieldRule { object, field, access };
        let hidden = self.hidden.into_iter().map(rule(FieldAccess::Hidden));
        let read_only = self.read_only.into_iter().map(rule(FieldAccess::ReadOnly));
        let rules: Vec<FieldRule> = hidden.chain(read_only).collect();
        SandboxOptions {
            listen: self.listen,
            seed: self.seed,
            org: self.org,
            start: self.now,
            contacts: self.contacts,
            rotation: !self.no_rotation,
            call_key_field: !self.no_call_key,
            index_lag: Duration::from_millis(self.index_lag_ms),
            session_lifetime: Duration::from_secs(self.session_lifetime_s),
            page_size: self.page_size,
            daily_requests: self.daily_requests,
            redirect_uris: if self.redirect_uris.is_empty() { usual.redirect_uris } else { self.redirect_uris },
            auto_approve: self.auto_approve,
            require_pkce: !self.no_pkce,
            run_as: usual.run_as,
            field_security: if rules.is_empty() { usual.field_security } else { rules },
            control_secret: self.control_secret,
        }
    }
}

/// A text on the command line that names no field.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("write it as Object.Field")]
struct NotAField;

/// Reads `Object.Field`.
fn field(text: &str) -> Result<(String, String), NotAField> {
    match text.split_once('.') {
        Some((object, field)) if !object.is_empty() && !field.is_empty() => Ok((object.to_owned(), field.to_owned())),
        _ => Err(NotAField),
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let stop_with_stdin = arguments.stop_with_stdin;
    let sandbox = match Sandbox::start(arguments.into_options()).await {
        Ok(sandbox) => sandbox,
        Err(error) => {
            eprintln!("callside-sandbox: {error}");
            return ExitCode::FAILURE;
        }
    };
    // Before the line below: whoever reads it may tell us to stop at once.
    let terminated = terminated();
    let mut out = std::io::stdout().lock();
    if writeln!(out, "{}", sandbox.ready()).and_then(|()| out.flush()).is_err() {
        // Whoever started it is gone already.
        return ExitCode::FAILURE;
    }
    drop(out);
    wait(terminated, stop_with_stdin).await;
    sandbox.stop().await;
    ExitCode::SUCCESS
}

/// Waits for Ctrl-C, SIGTERM, or the end of standard input.
async fn wait(terminated: impl Future<Output = ()>, stop_with_stdin: bool) {
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
        () = stdin_closed(), if stop_with_stdin => {}
    }
}

/// Comes true at SIGTERM. The signal is listened for from the call on, not from the first poll.
#[cfg(unix)]
fn terminated() -> impl Future<Output = ()> {
    let signal = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
    async move {
        match signal {
            Ok(mut signal) => {
                signal.recv().await;
            }
            // Without the signal there are still Ctrl-C and standard input.
            Err(_) => std::future::pending().await,
        }
    }
}

#[cfg(not(unix))]
fn terminated() -> impl Future<Output = ()> {
    std::future::pending()
}

async fn stdin_closed() {
    let mut stdin = tokio::io::stdin();
    let mut buffer = [0_u8; 256];
    while matches!(stdin.read(&mut buffer).await, Ok(read) if read > 0) {}
}
