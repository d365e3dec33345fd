//! What `callside` does on a terminal, without a window: for people who rule machines, and for their scripts.
//!
//! Lines are English: they are read by administrators and by programs. Exit codes: 0 = good, 1 = something is wrong,
//! 2 = what was typed cannot be understood (as of clap and of GNU).

mod policy;
mod self_test;

use crate::words::terminal as words;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// What was typed after `callside`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Which policy holds here, and where it lies.
    Policy,
    /// What a policy file would set.
    CheckPolicy {
        /// The file.
        file: PathBuf,
        /// File with the key of who must have signed it.
        key: Option<PathBuf>,
    },
    /// Looks at everything that must be right.
    SelfTest {
        /// As JSON, for programs.
        json: bool,
    },
    /// What a diagnostics file would hold.
    Diagnostics,
    /// How to call it.
    Help,
    /// Which version it is.
    Version,
    /// Nothing that there is.
    Unknown,
}

impl Command {
    /// Reads the arguments after the program's name; `None`: the window is wanted.
    pub fn read(arguments: &[String]) -> Option<Self> {
        let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        Some(match words.as_slice() {
            ["--help" | "-h" | "help"] => Self::Help,
            ["--version" | "-V"] => Self::Version,
            ["policy"] => Self::Policy,
            ["policy", "check", file] => Self::CheckPolicy { file: file.into(), key: None },
            ["policy", "check", file, "--key", key] => Self::CheckPolicy { file: file.into(), key: Some(key.into()) },
            ["self-test"] => Self::SelfTest { json: false },
            ["self-test", "--json"] => Self::SelfTest { json: true },
            ["diagnostics"] => Self::Diagnostics,
            ["policy" | "self-test" | "diagnostics", ..] => Self::Unknown,
            _ => return None,
        })
    }

    /// Does it.
    #[must_use]
    pub fn run(self) -> ExitCode {
        let mut out = std::io::stdout().lock();
        // A reader that went away wants no more.
        let good = match self {
            Self::Policy => policy::show(&callside_engine::PolicySource::of_system().read(), &mut out),
            Self::CheckPolicy { file, key } => policy::check(&file, key.as_deref(), &mut out),
            Self::SelfTest { json } => self_test::run(json, &mut out),
            Self::Diagnostics => self_test::diagnostics(&mut out),
            Self::Help => say(&mut out, words::USAGE),
            Self::Version => say(&mut out, concat!("callside ", env!("CARGO_PKG_VERSION"))),
            Self::Unknown => {
                eprintln!("{}", words::USAGE);
                return ExitCode::from(2);
            }
        };
        if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// Says a line; that much is good.
fn say(out: &mut impl Write, line: &str) -> bool {
    let _ = writeln!(out, "{line}");
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_told_from_what_starts_the_window() {
        let file = PathBuf::from("p.json");
        for (typed, command) in [
            (&[][..], None),
            (&["--background"], None),
            (&["callside://call?ANI=1"], None),
            (&["--gtk-module=x"], None),
            (&["--help"], Some(Command::Help)),
            (&["-V"], Some(Command::Version)),
            (&["policy"], Some(Command::Policy)),
            (&["policy", "check", "p.json"], Some(Command::CheckPolicy { file: file.clone(), key: None })),
            (
                &["policy", "check", "p.json", "--key", "k.pub"],
                Some(Command::CheckPolicy { file, key: Some("k.pub".into()) }),
            ),
            (&["self-test"], Some(Command::SelfTest { json: false })),
            (&["self-test", "--json"], Some(Command::SelfTest { json: true })),
            (&["self-test", "--jsno"], Some(Command::Unknown)),
            (&["diagnostics"], Some(Command::Diagnostics)),
            (&["policy", "check"], Some(Command::Unknown)),
            (&["policy", "chekc", "p.json"], Some(Command::Unknown)),
        ] {
            let typed: Vec<String> = typed.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!(Command::read(&typed), command, "{typed:?}");
        }
    }
}
