//! What `callside` does on a terminal, without a window: for people who rule machines, and for their scripts.
//!
//! Lines are English: they are read by administrators and by programs. Exit codes: 0 = good, 1 = something is wrong,
//! 2 = what was typed cannot be understood (as of clap and of GNU).

mod policy;
mod privacy;
mod self_test;
mod updates;

use crate::words::terminal as words;
use privacy::EraseOrder;
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
    /// Whether there is a newer version.
    CheckUpdates {
        /// As JSON, for programs.
        json: bool,
    },
    /// What a diagnostics file would hold.
    Diagnostics,
    /// What is stored here.
    Inventory {
        /// As JSON, for programs.
        json: bool,
    },
    /// Forgets one caller.
    Erase(EraseOrder),
    /// Destroys the keys and deletes everything.
    EraseEverything {
        /// Nobody is asked.
        yes: bool,
    },
    /// Checks a receipt.
    VerifyReceipt {
        /// The file.
        file: PathBuf,
        /// File with the key of the machine.
        key: Option<PathBuf>,
        /// Whom it should be about.
        about: EraseOrder,
    },
    /// Writes the audit to a file.
    ExportAudit {
        /// The file.
        file: PathBuf,
    },
    /// Checks the file of an audit.
    VerifyAudit {
        /// The file.
        file: PathBuf,
        /// File with the key of the machine.
        key: Option<PathBuf>,
    },
    /// Says the key of this machine.
    AuditKey,
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
            ["updates", "check"] => Self::CheckUpdates { json: false },
            ["updates", "check", "--json"] => Self::CheckUpdates { json: true },
            ["diagnostics"] => Self::Diagnostics,
            ["inventory"] => Self::Inventory { json: false },
            ["inventory", "--json"] => Self::Inventory { json: true },
            ["erase", "--everything"] => Self::EraseEverything { yes: false },
            ["erase", "--everything", "--yes"] => Self::EraseEverything { yes: true },
            ["erase", order @ ..] => EraseOrder::read(order).map_or(Self::Unknown, Self::Erase),
            ["verify-receipt", file, rest @ ..] => verify_receipt(file, rest).unwrap_or(Self::Unknown),
            ["audit", "export", file] => Self::ExportAudit { file: file.into() },
            ["audit", "verify", file] => Self::VerifyAudit { file: file.into(), key: None },
            ["audit", "verify", file, "--key", key] => Self::VerifyAudit { file: file.into(), key: Some(key.into()) },
            ["audit", "key"] => Self::AuditKey,
            ["policy" | "self-test" | "updates" | "diagnostics" | "inventory" | "verify-receipt" | "audit", ..] => {
                Self::Unknown
            }
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
            Self::CheckUpdates { json } => updates::run(json, &mut out),
            Self::Diagnostics => self_test::diagnostics(&mut out),
            Self::Inventory { json } => privacy::inventory(json, &mut out),
            Self::Erase(order) => privacy::erase(&order, &mut std::io::stdin().lock(), &mut out),
            Self::EraseEverything { yes } => privacy::erase_everything(yes, &mut std::io::stdin().lock(), &mut out),
            Self::VerifyReceipt { file, key, about } => {
                privacy::verify_receipt(&file, key.as_deref(), &about, &mut out)
            }
            Self::ExportAudit { file } => privacy::export_audit(&file, &mut out),
            Self::VerifyAudit { file, key } => privacy::verify_audit(&file, key.as_deref(), &mut out),
            Self::AuditKey => privacy::audit_key(&mut out),
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

/// Reads the words after the file of a receipt.
fn verify_receipt(file: &str, rest: &[&str]) -> Option<Command> {
    let (key, rest) = match rest {
        ["--key", key, rest @ ..] => (Some(PathBuf::from(key)), rest),
        rest => (None, rest),
    };
    let about = if rest.is_empty() { EraseOrder::default() } else { EraseOrder::read(rest)? };
    Some(Command::VerifyReceipt { file: file.into(), key, about })
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
    fn the_man_page_has_every_command_and_every_option() {
        let page = include_str!("../../packaging/linux/callside.1").replace("\\-", "-");
        let said: Vec<&str> = page.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
        let (usage, _) = words::USAGE.split_once("\n\n").unwrap();
        let typed = usage.split(|c: char| c.is_whitespace() || "[](){}|.".contains(c));
        let mut count = 0;
        // Words in capitals stand for what a person gives.
        for word in typed.filter(|word| word.chars().any(char::is_lowercase) && *word != "Usage:") {
            assert!(said.contains(&word), "{word}");
            count += 1;
        }
        assert!(count > 20, "{count}");
    }

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
            (&["updates", "check"], Some(Command::CheckUpdates { json: false })),
            (&["updates", "check", "--json"], Some(Command::CheckUpdates { json: true })),
            (&["updates"], Some(Command::Unknown)),
            (&["updates", "install"], Some(Command::Unknown)),
            (&["diagnostics"], Some(Command::Diagnostics)),
            (&["policy", "check"], Some(Command::Unknown)),
            (&["inventory", "--json"], Some(Command::Inventory { json: true })),
            (&["erase", "--everything"], Some(Command::EraseEverything { yes: false })),
            (&["erase", "--everything", "--number", "1"], Some(Command::Unknown)),
            (&["erase"], Some(Command::Unknown)),
            (&["erase", "--number"], Some(Command::Unknown)),
            (
                &["erase", "--number", "1", "--number", "2", "--yes"],
                Some(Command::Erase(EraseOrder {
                    numbers: vec!["1".into(), "2".into()],
                    yes: true,
                    ..EraseOrder::default()
                })),
            ),
            (
                &["erase", "--record", "003000000000001AAA", "--delete-files"],
                Some(Command::Erase(EraseOrder {
                    records: vec!["003000000000001AAA".into()],
                    delete_files: true,
                    ..EraseOrder::default()
                })),
            ),
            (&["verify-receipt", "r.json", "--kye", "k"], Some(Command::Unknown)),
            (
                &["audit", "verify", "a.jsonl", "--key", "k.pub"],
                Some(Command::VerifyAudit { file: "a.jsonl".into(), key: Some("k.pub".into()) }),
            ),
            (&["audit"], Some(Command::Unknown)),
            (&["policy", "chekc", "p.json"], Some(Command::Unknown)),
        ] {
            let typed: Vec<String> = typed.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!(Command::read(&typed), command, "{typed:?}");
        }
    }
}
