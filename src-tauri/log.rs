//! The log file: what happened, never about whom.
//!
//! Two fences. Fields are written only when their name is on a list; and every line passes [`scrub`], which covers
//! what looks like a number of a phone, an address or a token, wherever it came from.

use crate::environment;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Mutex;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::field::MakeExt;
use tracing_subscriber::fmt::format;

/// Fields that say what happened. Any other field is written as `…`.
const TOLD: [&str; 15] = [
    "attempt", "code", "count", "entry", "error", "kind", "location", "message", "ms", "path", "port", "provider",
    "state", "status", "version",
];

/// Size at which the log starts anew; one old file is kept.
const LARGEST: u64 = 5 * 1024 * 1024;

/// Starts logging to `folder/callside.log`. A log that cannot be written is said on stderr and is no reason to stop.
pub fn start(folder: &Path) {
    let file = match open(folder) {
        Ok(file) => file,
        Err(error) => {
            eprintln!("Callside's log cannot be written ({error}).");
            return;
        }
    };
    let filter = environment::text(environment::LOG)
        .and_then(|text| EnvFilter::try_new(text).ok())
        .unwrap_or_else(|| EnvFilter::new("warn,callside=info,callside_desktop=info,callside_flow=info"));
    let fields = format::debug_fn(|writer, field, value| match field.name() {
        "message" => write!(writer, "{value:?}"),
        name if TOLD.contains(&name) => write!(writer, "{name}={value:?}"),
        name => write!(writer, "{name}=…"),
    });
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .fmt_fields(fields.delimited(" "))
        .with_writer(Mutex::new(Scrubbed(file)));
    if subscriber.try_init().is_ok() {
        note_panics();
    }
}

/// A panic's text may hold anything, so only its place is kept.
fn note_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let location = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(location, "a part of Callside failed");
        before(panic);
    }));
}

fn open(folder: &Path) -> io::Result<File> {
    std::fs::create_dir_all(folder)?;
    let path = folder.join("callside.log");
    if std::fs::metadata(&path).is_ok_and(|file| file.len() > LARGEST) {
        std::fs::rename(&path, folder.join("callside.log.1"))?;
    }
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

struct Scrubbed(File);

impl Write for Scrubbed {
    /// The subscriber hands over one whole line.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.write_all(scrub(&String::from_utf8_lossy(line)).as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Fewest digits in a row that may be somebody's number.
const NUMBER: usize = 7;
/// Fewest letters and digits in a row that may be a token. Salesforce ids have 18.
const TOKEN: usize = 24;

/// What stands before the name of an account in the path of a home folder, in pieces: none of this project's files names one.
pub const HOMES: [&str; 3] = [concat!("/ho", "me/"), concat!("/Us", "ers/"), concat!("\\Us", "ers\\")];

/// Covers addresses, tokens, numbers and the names of home folders. The time at the line's beginning and our own words stay.
#[must_use]
pub fn scrub(line: &str) -> String {
    let (time, rest) = line.split_once(' ').filter(|(time, _)| time.ends_with('Z')).unwrap_or(("", line));
    let gap = if time.is_empty() { "" } else { " " };
    let covered = cover_spread_digits(&cover_homes(rest));
    let words: Vec<_> = covered.split(' ').map(|word| if is_private(word) { "…" } else { word }).collect();
    let joined = words.join(" ");
    let end = if line.ends_with('\n') && !joined.ends_with('\n') { "\n" } else { "" };
    format!("{time}{gap}{joined}{end}")
}

fn is_private(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let path_of_ours = word.contains("::") || word.contains(".rs:");
    let longest = word.split(|c: char| !(c.is_ascii_alphanumeric() || "-_.!~+/=".contains(c))).map(str::len).max();
    let token = longest.is_some_and(|length| length >= TOKEN) && digits > 0;
    !path_of_ours && (digits >= NUMBER || word.contains('@') || word.contains('?') || token)
}

/// Accounts are called after people: what a system says of a file names who works here.
fn cover_homes(text: &str) -> String {
    let (mut kept, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = HOMES.iter().filter_map(|home| Some(rest.find(home)? + home.len())).min() {
        // A text within a text has its backslashes twice.
        let at = rest.len() - rest[at..].trim_start_matches('\\').len();
        let (before, after) = rest.split_at(at);
        kept.push_str(before);
        kept.push('…');
        let ends = |c: char| matches!(c, '/' | '\\' | '"' | '\'' | ')' | ':' | ',');
        // A name may hold a blank, but only where the path goes on behind it.
        let name = &after[..after.find(ends).unwrap_or(after.len())];
        let whole = after[name.len()..].starts_with(['/', '\\']);
        let length = if whole { name.len() } else { name.find(char::is_whitespace).unwrap_or(name.len()) };
        rest = &after[length..];
    }
    kept.push_str(rest);
    kept
}

/// Numbers that people write with spaces: `+1 415 555 0134`.
fn cover_spread_digits(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars().chain(['\0']) {
        if c.is_ascii_digit() || (!run.is_empty() && " ()-.".contains(c)) || (run.is_empty() && c == '+') {
            run.push(c);
            continue;
        }
        let (number, after) = run.split_at(run.trim_end_matches([' ', '(', ')', '-', '.']).len());
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        kept.push_str(if digits >= NUMBER { "…" } else { number });
        kept.push_str(after);
        run.clear();
        if c != '\0' {
            kept.push(c);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{HOMES, scrub};

    #[test]
    fn nothing_that_names_a_person_stays() {
        for (line, expected) in [
            ("2026-11-20T12:00:00.000000Z  INFO callside_flow: sent entry=12 attempt=2", None),
            (
                "2026-11-20T12:00:00.000000Z  WARN x: from +14155550134",
                Some("2026-11-20T12:00:00.000000Z  WARN x: from …"),
            ),
            ("call from (415) 555-0134 came", Some("call from (… came")),
            ("mail ann@example.com", Some("mail …")),
            ("GET /five9/connector?ANI=1&secret=2", Some("GET …")),
            ("bearer 00D000000000062!AQcAQH0dMHZfz972Szmpkb58urFRkgeBGsxL", Some("bearer …")),
            ("a part of Callside failed location=\"src-tauri/announce.rs:120:9\"", None),
            ("port=17170 status=403", None),
        ] {
            assert_eq!(scrub(line), expected.unwrap_or(line));
        }
    }

    /// `<1>` to `<3>` stand for the beginnings of home folders.
    #[test]
    fn the_names_of_home_folders_are_covered() {
        let with = |text: &str| {
            let numbered = HOMES.iter().zip(["<1>", "<2>", "<3>"]);
            numbered.fold(text.to_owned(), |text, (home, number)| text.replace(number, home))
        };
        for (line, expected) in [
            ("error=<1>dana.whitfield/.local/share/x.db: denied", "error=<1>…/.local/share/x.db: denied"),
            (r"open 'C:<3>Dana Whitfield\AppData\x' and <2>dana failed", r"open 'C:<3>…\AppData\x' and <2>… failed"),
            (r"x=C:\<3>\Dana\\x", r"x=C:\<3>\…\\x"),
            ("no folder <1>dana", "no folder <1>…"),
            ("<1>ann/a and <1>bob/b", "<1>…/a and <1>…/b"),
        ] {
            assert_eq!(scrub(&with(line)), with(expected));
        }
    }
}
