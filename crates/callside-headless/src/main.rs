//! The engine of Callside without a window: JSON lines in, JSON lines out, no display. See `docs/headless.md`.

mod assemble;
mod config;
mod converse;
mod lines;
mod protocol;

use clap::Parser;
use config::Config;
use lines::Output;
use std::path::PathBuf;
use std::process::ExitCode;
use tracing::Level;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// The engine of Callside without a window. Reads and writes JSON lines.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Configuration file (JSON).
    #[arg(long)]
    config: PathBuf,
    /// Folder of the database.
    #[arg(long)]
    data_dir: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    log();
    let output = Output::stdout();
    match run(&arguments, &output).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output.error(None, "start", &error.to_string());
            ExitCode::from(error.exit_code())
        }
    }
}

/// To stderr. What other people's crates write for their developers holds what they carry: frames with callers in them,
/// requests with tokens. So they say no more than `info`, whatever is asked for.
fn log() {
    let asked = EnvFilter::try_from_env("CALLSIDE_LOG").unwrap_or_else(|_| "warn".into());
    let ours = filter_fn(|line| *line.level() <= Level::INFO || line.target().starts_with("callside"));
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    tracing_subscriber::registry().with(asked).with(ours).with(lines).init();
}

async fn run(arguments: &Arguments, output: &Output) -> Result<(), assemble::StartError> {
    let config = Config::load(&arguments.config)?;
    let desk = assemble::desk(&config, &arguments.data_dir).await?;
    converse::run(&desk, output).await;
    desk.door.close().await;
    desk.companion.close().await;
    Ok(())
}
