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
    let filter = tracing_subscriber::EnvFilter::try_from_env("CALLSIDE_LOG").unwrap_or_else(|_| "warn".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let output = Output::stdout();
    match run(&arguments, &output).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output.error(None, "start", &error.to_string());
            ExitCode::from(error.exit_code())
        }
    }
}

async fn run(arguments: &Arguments, output: &Output) -> Result<(), assemble::StartError> {
    let config = Config::load(&arguments.config)?;
    let desk = assemble::desk(&config, &arguments.data_dir).await?;
    converse::run(&desk, output).await;
    desk.door.close().await;
    desk.companion.close().await;
    Ok(())
}
