//! `callside updates check`: whether there is a newer version for this machine. Nothing is fetched.

use super::{say, self_test::shell};
use crate::ipc::updates::{UpdatesState, UpdatesView};
use crate::words::updates as words;
use callside_updates::Updater;
use jiff::Timestamp;
use std::io::Write;

/// Looks and says it; good when there is nothing to do: nothing newer for this machine, or nothing is looked for.
pub fn run(json: bool, out: &mut impl Write) -> bool {
    let Some(shell) = shell(out) else { return false };
    tauri::async_runtime::block_on(check(shell.updates(), json, out))
}

async fn check(updater: &Updater, json: bool, out: &mut impl Write) -> bool {
    updater.check(Timestamp::now()).await;
    let view = UpdatesView::of(updater);
    let line = if json {
        serde_json::to_string_pretty(&view).unwrap_or_default()
    } else {
        format!("callside {}: {}", view.version, words::state(&view.state))
    };
    say(out, &line);
    matches!(view.state, UpdatesState::Off { .. } | UpdatesState::Current | UpdatesState::Later { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::update::{Mode, OffBecause, Place, Rule};

    async fn said(rule: Rule, json: bool) -> (bool, String) {
        let folder = tempfile::tempdir().unwrap();
        let updater = Updater::new(rule, "0.1.0".parse().unwrap(), None, folder.path().to_owned());
        let mut out = Vec::new();
        let good = check(&updater, json, &mut out).await;
        (good, String::from_utf8(out).unwrap())
    }

    #[tokio::test]
    async fn a_check_says_what_it_found_by_line_and_exit_code() {
        let (good, line) = said(Rule::Off(OffBecause::Repository), false).await;
        assert!(good);
        assert_eq!(line, "callside 0.1.0: left to the repository that this package came from\n");
        // Nobody listens on the port of tcpmux (RFC 1078).
        let place = Place { address: "http://127.0.0.1:1/".into(), key: "any".into() };
        let (good, text) = said(Rule::On { mode: Mode::Offer, place }, true).await;
        assert!(!good);
        let view: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(view["state"], serde_json::json!({ "kind": "failed", "trouble": "unreachable" }));
    }
}
