//! The reference of the guide.

use crate::policy::SETTINGS;
use std::fmt::Write as _;

pub(super) fn reference() -> String {
    let mut text = String::from(
        "# Settings that a policy may rule\n\n\
         Made by `cargo xtask gen` from the one table in `crates/callside-core/src/policy/table.rs`. How a policy comes to a\n\
         machine: [Policy](policy.md).\n\n\
         | setting | what it does | what it may be | example |\n|---|---|---|---|\n",
    );
    for setting in SETTINGS {
        let _ = writeln!(
            text,
            "| `{}` | {} | {} | `{}` |",
            setting.key.name(),
            setting.about,
            setting.kind.words(),
            setting.example
        );
    }
    text
}
