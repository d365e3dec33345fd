//! `cargo xtask`: every command that a contributor or CI needs. One file for each.

mod bench;
mod checkout;
mod demo;
mod dev;
mod error;
mod fuzz;
mod generate;
mod http;
mod install_test;
mod lint;
mod log;
mod package;
mod process;
mod session;
mod setup;
mod stamp;
mod storm;
mod tally;
mod test;

use checkout::{Checkout, Profile};
use clap::{Parser, Subcommand};
use error::XtaskError;
use setup::Need;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// Every command that a contributor or CI needs.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Runs everything that CI runs, or only the lanes that are named.
    Test {
        /// Names of lanes, such as `house` or `ui`.
        lanes: Vec<String>,
    },
    /// Checks style: format, types, clippy, the rules of the house.
    Lint {
        /// Fetches the database of known advisories and looks at it as well.
        #[arg(long)]
        advisories: bool,
    },
    /// Writes what is generated and committed.
    Gen,
    /// Runs the benchmarks.
    Bench {
        /// What the benchmarks take: `--json FILE`, `--only PART...` and more; `-- --help` lists it.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Kills and loses answers at random moments, then compares the books.
    Storm {
        /// Rounds of each kind.
        #[arg(long, default_value_t = 1000)]
        rounds: u32,
        /// Repeats the storm of this seed.
        #[arg(long)]
        seed: Option<u64>,
    },
    /// Sends hostile inputs to every parser that reads bytes from outside.
    Fuzz {
        /// Only this target.
        #[arg(long)]
        target: Option<String>,
        /// Seconds for each target.
        #[arg(long, default_value_t = 30)]
        seconds: u64,
        /// Repeats the inputs of this seed.
        #[arg(long)]
        seed: Option<u64>,
    },
    /// Builds the packages that IT installs: .deb and .rpm of desktop and relay, and repositories where a key is given.
    Package {
        /// With programs that are quick to build instead of quick to run: to try the packaging.
        #[arg(long)]
        debug: bool,
    },
    /// Writes and signs the list of the newest version, over the packages of this version in a folder.
    Updates {
        /// The folder: it goes behind a web server as it is.
        folder: PathBuf,
        /// How many of a hundred machines should have it now.
        #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u8).range(0..=100))]
        share: u8,
    },
    /// Installs, starts, upgrades and removes the packages in a root that has never seen them. Needs root.
    InstallTest {
        /// With programs that are quick to run, as they are shipped.
        #[arg(long)]
        release: bool,
    },
    /// Runs the app with live reload of its pages, beside a sandbox.
    Dev,
    /// Shows the app, signed in to a sandbox org, with a call.
    Demo {
        /// On a virtual screen, used by keyboard.
        #[arg(long)]
        headless: bool,
        /// Where the pictures of the tour go.
        #[arg(long, requires = "headless")]
        shots: Option<PathBuf>,
        /// With the pages and programs of the last build, as they are.
        #[arg(long, requires = "headless")]
        built: bool,
        /// Two relays over NATS with two desktops and a window; one relay is killed while calls arrive.
        #[arg(long)]
        relay: bool,
    },
}

fn main() -> ExitCode {
    if let Some(handed_over) = demo::browser::hand_over(std::env::args()) {
        return handed_over.map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    match run(&Cli::parse().command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(verb: &Verb) -> Result<bool, XtaskError> {
    process::signals::listen()?;
    let checkout = Checkout::here()?;
    match verb {
        Verb::Test { lanes } => return test::run(&checkout, lanes, &Need::ALL),
        Verb::Lint { advisories } => return lint::run(&checkout, *advisories),
        Verb::Gen => generate::run(&checkout)?,
        Verb::Bench { arguments } => bench::run(&checkout, arguments)?,
        Verb::Storm { rounds, seed } => storm::run(&checkout, *rounds, *seed)?,
        Verb::Fuzz { target, seconds, seed } => fuzz::run(&checkout, target.as_deref(), *seconds, *seed)?,
        Verb::Package { debug } => package::run(&checkout, if *debug { Profile::Dev } else { Profile::Release })?,
        Verb::Updates { folder, share } => package::updates::run(folder, *share)?,
        Verb::InstallTest { release } => {
            install_test::run(&checkout, if *release { Profile::Release } else { Profile::Dev })?;
        }
        Verb::Dev => dev::run(&checkout)?,
        Verb::Demo { headless, shots, built, relay: true } => {
            demo::relay::run(&checkout, *headless, *built, shots.as_deref())?;
        }
        Verb::Demo { headless: true, shots, built: true, .. } => demo::tour(&checkout, shots.as_deref())?,
        Verb::Demo { headless, shots, .. } => demo::run(&checkout, *headless, shots.as_deref())?,
    }
    Ok(true)
}
