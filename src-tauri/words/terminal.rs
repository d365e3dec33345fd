//! What `callside` says on a terminal, to administrators and scripts: English only.

use std::io;
use std::path::Path;

/// How to call it.
pub const USAGE: &str = "\
Usage: callside [--background] [LINK]
       callside self-test [--json]
       callside diagnostics
       callside updates check [--json]
       callside policy
       callside policy check FILE [--key KEY-FILE]
       callside inventory [--json]
       callside erase (--number N | --record ID)... [--discard-unsent] [--delete-files]
                      [--receipt FILE] [--yes]
       callside erase --everything [--yes]
       callside verify-receipt FILE [--key KEY-FILE] [--number N] [--record ID]
       callside audit (export FILE | verify FILE [--key KEY-FILE] | key)

  --background   start in the tray, without a window
  LINK           a callside:// link of a phone system
  self-test      everything that must be right here, and who mends what is not; nothing is changed
  diagnostics    the self-test, settings and log without anything that names a person
  updates check  whether there is a newer version for this machine; nothing is fetched or installed
  policy         the policy that holds on this machine, and what of it is ignored
  policy check   what a policy file would set; with --key its signature FILE.sig must be right
  inventory      what is stored here and why, how much of it, since when and until when
  erase          one caller is forgotten everywhere, or everything that this machine has
  verify-receipt whether a receipt is as it was given, by which machine, and about whom
  audit          the record of what mattered: written, checked, and the key that it is signed with

Exit code: 0 = good, 1 = something is wrong, 2 = this cannot be understood.";

/// A signature is right.
pub const SIGNED: &str = "The signature is right.";

/// There is a policy.
pub fn from(place: &str) -> String {
    format!("Policy: {place}")
}

/// There is none.
pub fn none(place: &str) -> String {
    format!("No policy ({place})")
}

/// A file cannot be read.
pub fn unreadable(file: &Path, error: &io::Error) -> String {
    format!("! {} cannot be read: {error}.", file.display())
}
