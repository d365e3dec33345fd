//! What `callside inventory`, `erase`, `verify-receipt` and `audit` say on a terminal: English only.

use crate::ipc::privacy::{StoredKindView as Kind, UntilView};
use callside_core::privacy::{AtRelay, Receipt};
use jiff::Timestamp;
use std::io;
use std::path::Path;

/// The word that is typed for a yes.
pub const ERASE: &str = "erase";
/// Asks before one caller is forgotten.
pub const SURE: &str = "All of this is deleted for good. Type erase to go on:";
/// Asks before everything is forgotten.
pub const SURE_EVERYTHING: &str = "What waits to be sent to Salesforce is lost. Type erase to go on:";
/// The answer was no.
pub const NOTHING_DONE: &str = "Nothing was done.";
/// Everything is gone.
pub const GONE: &str = "The keys are destroyed and the files are deleted.";
/// Something waits.
pub const UNSENT: &str = "Nothing was erased: of this caller something still waits to be sent. Send it or take it back first, or give --discard-unsent.";
/// Something is on its way.
pub const SENDING: &str = "Nothing was erased: something of this caller is being sent just now. Try again in a minute.";
/// There is no database.
pub const NOTHING_HERE: &str = "Callside was not used here yet: nothing is stored.";
/// There is no keychain.
pub const NO_KEYCHAIN: &str = "The keychain cannot be reached. Run this in the session of the person whose data it is.";
/// A Callside runs.
pub const IN_USE: &str = "Callside is running. Quit it first, or do this in its settings under Privacy.";
/// The database failed.
pub const DATABASE: &str = "The database cannot be used. callside self-test says why.";
/// A file was written.
pub const WRITTEN: &str = "The file is written.";
/// The signature is by a key that is known.
pub const KEY_KNOWN: &str = "The signature is right, and the key is the one that you named or this machine's own.";
/// The signature is by any key.
pub const KEY_UNKNOWN: &str = "The signature fits the key in the file, but whose key that is, is not known here. Give the machine's key with --key.";
/// The receipt is about whom it was asked for.
pub const ABOUT_THEM: &str = "The receipt is about this caller.";
/// It is about others, or another machine gave it.
pub const ABOUT_OTHERS: &str = "The receipt is not about this caller, or another machine gave it.";
/// There is no key.
pub const NO_KEY: &str = "This machine has no key yet, or its keychain cannot be reached.";

/// What is about to be destroyed.
pub fn everything(folder: &Path) -> String {
    format!("Everything that Callside keeps in {} becomes unreadable for good and is deleted.", folder.display())
}

/// A file that Callside wrote outside of its folder.
pub fn stays(path: &str) -> String {
    format!("  ! {path} was written by Callside and stays; delete it by hand")
}

/// What is no number.
pub fn no_number(typed: &str) -> String {
    format!("{typed} is not a phone number.")
}

/// What is no record.
pub fn no_record(typed: &str) -> String {
    format!("{typed} is not a Salesforce record id.")
}

/// A setting that speaks of them.
pub fn setting(name: &str) -> String {
    format!("  ! the setting {name} speaks of this caller; change it by hand")
}

/// A file that speaks of them, or may; `asked`: it was to be deleted.
pub fn export(path: &str, asked: bool) -> String {
    if asked {
        format!("  ! {path} may speak of this caller and could not be deleted; delete it by hand")
    } else {
        format!("  ! {path} speaks of this caller, or may; delete it by hand, or with --delete-files")
    }
}

/// A file that spoke of them and is deleted.
pub fn removed(path: &str) -> String {
    format!("  {path} spoke of this caller and is deleted")
}

/// A file could not be written.
pub fn unwritten(error: &io::Error) -> String {
    format!("The file cannot be written: {error}. Its content:")
}

/// An audit is whole; `cut` entries before it had their term.
pub fn whole(lines: i64, cut: i64) -> String {
    let whole = format!("The chain of {lines} entries is whole.");
    if cut == 0 { whole } else { format!("{whole} {cut} entries before them had their term and were cut off.") }
}

/// What became of the caller at the relay.
pub const fn at_relay(at_relay: AtRelay) -> &'static str {
    match at_relay {
        AtRelay::None => "There is no relay.",
        AtRelay::NoNumber => "The relay keeps numbers only, and no number was given.",
        AtRelay::Erased { .. } => "The relay has forgotten them, too.",
        AtRelay::NotAllowed => {
            "! The relay was not asked: nobody who is an admin there is signed in to it. Ask an admin of the relay to erase the number there."
        }
        AtRelay::NotReached => "! The relay cannot be reached. Give the order again later.",
    }
}

/// How many of a kind.
pub fn count(kind: Kind, count: u64) -> String {
    format!("  {count:>8}  {}", title(kind))
}

/// A line of the inventory: how much, since when, what, why, until when.
pub fn line(kind: Kind, count: u64, oldest: Option<i64>, until: UntilView) -> String {
    let oldest = oldest
        .and_then(|ms| Timestamp::from_millisecond(ms).ok())
        .map_or_else(|| "-".to_owned(), |at| at.strftime("%Y-%m-%d").to_string());
    format!("{count:>8}  since {oldest:<10}  {}: {}; kept {}", title(kind), reason(kind), kept(until))
}

/// A receipt, line by line.
pub fn receipt(receipt: &Receipt) -> Vec<String> {
    let mut lines = vec![format!("Receipt {} of {}", receipt.id, receipt.at.strftime("%Y-%m-%d %H:%M UTC"))];
    lines.extend(receipt.erased.iter().map(|(kind, rows)| count((*kind).into(), *rows)));
    lines.push(format!("{} rows were read again at the end; none spoke of the caller.", receipt.checked));
    lines.push(at_relay(receipt.at_relay).to_owned());
    if receipt.exports_removed > 0 {
        lines.push(format!("{} files that spoke of the caller were deleted.", receipt.exports_removed));
    }
    if receipt.settings_left + receipt.exports_left > 0 {
        lines.push(format!(
            "! Left to a person: {} settings and {} files that speak of the caller.",
            receipt.settings_left, receipt.exports_left
        ));
    }
    lines
}

fn kept(until: UntilView) -> String {
    match until {
        UntilView::Days { days } => return format!("{days} days"),
        UntilView::WithCall => "with the call",
        UntilView::Sent => "until it is sent",
        UntilView::Person => "until a person removes it",
        UntilView::Newest => "the newest only",
        UntilView::Machine => "until everything is erased",
    }
    .to_owned()
}

const fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::Calls => "calls",
        Kind::Events => "events of phone systems",
        Kind::TeamHistory => "what a relay told of the calls of a team",
        Kind::Pops => "pops as they were shown",
        Kind::Choices => "callers that were picked",
        Kind::Drafts => "drafts",
        Kind::Unsent => "work that is still to be sent",
        Kind::Settled => "work that was sent or taken back",
        Kind::Callbacks => "callbacks",
        Kind::Work => "flags and work that was given",
        Kind::Suppressed => "numbers that are not dialled",
        Kind::Records => "copies of Salesforce records",
        Kind::LookUps => "results of look-ups",
        Kind::Memories => "what Sticky Calls remembered",
        Kind::Agents => "states of agents",
        Kind::Automations => "what automations did",
        Kind::Watched => "watched records",
        Kind::Rejections => "refused events",
        Kind::PhoneUse => "counts of requests to phone systems",
        Kind::Settings => "settings",
        Kind::Exports => "files that were written",
        Kind::Audit => "entries of the audit",
        Kind::Backups => "copies of the database",
        Kind::Logs => "log files",
    }
}

/// Why a kind is stored at all.
pub const fn reason(kind: Kind) -> &'static str {
    match kind {
        Kind::Calls => "the history and its search",
        Kind::Events => "a call is put together from them",
        Kind::TeamHistory => "the history of whoever looks after a team",
        Kind::Pops => "to see later what the agent saw",
        Kind::Choices => "so that the right person shows at the next call",
        Kind::Drafts => "so that nothing typed is lost",
        Kind::Unsent => "so that Salesforce gets it, whatever happens",
        Kind::Settled => "the proof of what was written",
        Kind::Callbacks => "so that a promise is kept",
        Kind::Work => "so that calls are reviewed and nothing is left undone",
        Kind::Suppressed => "people who do not want to be called",
        Kind::Records | Kind::LookUps => "so that a pop shows at once",
        Kind::Memories => "so that the service is asked once a call",
        Kind::Agents => "who is available",
        Kind::Automations => "so that each does its work once",
        Kind::Watched => "to tell what changed in Salesforce",
        Kind::Rejections => "to mend a phone system's set-up",
        Kind::PhoneUse => "for the phone system's bill; names nobody",
        Kind::Settings => "what the person and the admins set",
        Kind::Exports => "to know where else data is",
        Kind::Audit => "who did what; people only as references",
        Kind::Backups => "from before an upgrade, or set aside because it was damaged",
        Kind::Logs => "to mend Callside; names nobody",
    }
}
