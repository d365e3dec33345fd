//! The diagnostics file: what support needs, and nothing that names a person. Every line passes the log's own
//! fence, wherever it comes from; the person reads the whole text before it is saved.

use crate::ipc::policy::{LayerView, SettingKey, SettingView};
use crate::ipc::self_test::SelfTestView;
use crate::log::scrub;
use crate::settings;
use crate::shell::{Open, Shell};
use crate::words::self_test as words;
use jiff::Timestamp;
use std::fmt::Write as _;
use std::path::Path;

/// Lines of the log and refusals that are told.
const LINES: usize = 200;
const REFUSALS: u32 = 50;

/// The whole text.
pub async fn text(shell: &Shell, open: Option<&Open>, view: &SelfTestView, now: Timestamp) -> String {
    let mut text = format!(
        "callside {} on {} {}\n{}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        now.strftime("%Y-%m-%d %H:%M UTC")
    );
    part(&mut text, "self-test", view.lines.iter().map(words::line));
    if let Some(open) = open {
        if let Ok(settings) = settings::view(shell, open).await {
            part(&mut text, "settings", settings.policy.settings.iter().filter_map(setting));
        }
        let refused = open.companion.rejections(REFUSALS).await.unwrap_or_default();
        part(
            &mut text,
            "refused events",
            refused.iter().map(|it| format!("{} {} {}: {}", it.at, it.source, it.reason, it.detail)),
        );
    }
    part(&mut text, "log", log(&shell.folder().join("logs/callside.log")).into_iter());
    text
}

fn part(text: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let _ = write!(text, "\n[{title}]\n");
    for line in lines {
        // One line stays one line, whatever a phone system put into it.
        let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let _ = writeln!(text, "{}", scrub(&line));
    }
}

/// The consumer key is no secret, and no help either.
fn setting(row: &SettingView) -> Option<String> {
    if matches!(row.key, SettingKey::ClientId) {
        return None;
    }
    let layer = match row.layer {
        LayerView::Default => "default",
        LayerView::Person => "person",
        LayerView::Policy => "policy",
    };
    Some(format!("{} = {} ({layer})", json(&row.key), json(&row.value)))
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn log(file: &Path) -> Vec<String> {
    let text = std::fs::read(file).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(LINES)..].iter().map(|line| (*line).to_owned()).collect()
}
