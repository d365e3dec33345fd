//! The program's commands.

mod addresses;
mod ask;
mod check;
mod ivr;
mod serve;
mod session;
mod size;

use callside_relay::config::{Config, ConfigError, load, make_secrets};
use callside_relay::sizes::Plan;
use clap::{Parser, Subcommand};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Takes the webhooks of a whole team and hands them to its desktops.
#[derive(Parser)]
#[command(version)]
pub struct Arguments {
    /// Configuration file (JSON).
    #[arg(long, global = true, default_value = "/etc/callside-relay/relay.json", env = "CALLSIDE_RELAY_CONFIG")]
    config: PathBuf,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Run (also without a command).
    Run,
    /// Look at everything that can be wrong, and say what to do about it.
    Check,
    /// Print what is entered at the phone systems: addresses, and Five9's web connectors. All of it is secret.
    Addresses {
        /// The address that the internet knows, such as <https://relay.example.com>.
        #[arg(long)]
        at: String,
    },
    /// Send deliveries over the public address as phone systems do, and say what is wrong.
    Try {
        /// The address that the internet knows, such as <https://relay.example.com>.
        #[arg(long)]
        at: String,
        /// Whoever gets an internal test call, by e-mail address. Without it nothing is kept.
        #[arg(long)]
        person: Option<String>,
    },
    /// Ask as an IVR would, by the rules of the configuration, and print the variables and what each rule decided. With
    /// Sticky Calls it costs a credit.
    Ivr(ivr::Question),
    /// Make the relay's own secrets in a folder. Nothing is ever overwritten.
    NewSecrets {
        /// The folder.
        #[arg(long)]
        folder: PathBuf,
    },
    /// Show what nobody could be found for.
    Parked,
    /// Look again at what is parked, after mending the mapping.
    Replay,
    /// Forget everything about one caller.
    Erase {
        /// The caller's number.
        #[arg(long)]
        number: String,
    },
    /// Show who is connected.
    Team,
    /// Make a session for a program without a browser, such as callside-headless. Whoever has it is that person.
    Session {
        /// The person's e-mail address.
        #[arg(long)]
        person: String,
    },
    /// Compute how big relays must be, from figures that were measured.
    Size {
        /// A report of `cargo xtask bench --only relay --json FILE` on your own machine, instead of the project's figures.
        #[arg(long)]
        bench: Option<PathBuf>,
        /// How long is kept what nobody fetches: `retention.keep_hours`.
        #[arg(long, default_value_t = 72)]
        keep_hours: u32,
        /// Copies that NATS keeps: `fleet.replicas`.
        #[arg(long, default_value_t = 3)]
        replicas: u32,
    },
}

/// Exit code for a configuration that cannot be used.
const BAD_CONFIG: u8 = 2;

fn configuration(path: &Path) -> Result<Config, ConfigError> {
    load(path, std::env::vars())
}

/// Runs a command.
pub async fn run(arguments: Arguments) -> ExitCode {
    let command = arguments.command.unwrap_or(Command::Run);
    match command {
        Command::NewSecrets { folder } => return new_secrets(&folder),
        Command::Size { bench, keep_hours, replicas } => {
            return size::print(bench.as_deref(), Plan { keep_hours, replicas });
        }
        _ => {}
    }
    let config = match configuration(&arguments.config) {
        Ok(config) => config,
        Err(error) => {
            eprintln!("callside-relay: {error}");
            return ExitCode::from(BAD_CONFIG);
        }
    };
    match command {
        Command::Check => check::print(&config).await,
        Command::Addresses { at } => addresses::print(&config, &at),
        Command::Try { at, person } => addresses::try_out(&config, &at, person.as_deref()).await,
        Command::Ivr(question) => ivr::print(&config, question).await,
        Command::Parked => ask::get(&config, "v1/parked").await,
        Command::Replay => ask::post(&config, "v1/parked/replay", &serde_json::json!({})).await,
        Command::Erase { number } => ask::post(&config, "v1/erase", &serde_json::json!({ "number": number })).await,
        Command::Team => ask::get(&config, "v1/team").await,
        Command::Session { person } => session::print(&config, &person),
        Command::Run | Command::NewSecrets { .. } | Command::Size { .. } => serve::run(config, &arguments.config).await,
    }
}

fn new_secrets(folder: &Path) -> ExitCode {
    match make_secrets(folder) {
        Ok(made) => {
            for path in made {
                println!("{}", path.display());
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("callside-relay: {error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_manual_has_every_command_and_option_and_no_other() {
        let page = include_str!("../../../../packaging/relay/callside-relay.1").replace("\\-", "-");
        let (_, rest) = page.split_once(".SH COMMANDS\n").unwrap();
        let (commands, _) = rest.split_once(".SH ").unwrap();
        // `.B run`, `.BI "erase --number " number`: the first word below each tag.
        let told: Vec<&str> = commands
            .split(".TP\n")
            .skip(1)
            .filter_map(|command| command.lines().next()?.split_once(' ')?.1.trim_matches('"').split(' ').next())
            .collect();
        let all = Arguments::command();
        let known: Vec<&str> = all.get_subcommands().map(clap::Command::get_name).collect();
        assert_eq!(told, known);
        for (command, told) in all.get_subcommands().zip(commands.split(".TP\n").skip(1)) {
            for option in command.get_arguments().filter_map(clap::Arg::get_long) {
                assert!(told.contains(&format!("--{option}")), "{}: --{option}", command.get_name());
            }
        }
    }
}
