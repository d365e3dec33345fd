//! `callside self-test` and `callside diagnostics`.

use super::say;
use crate::browser::BrowserError;
use crate::environment::{self, Ports};
use crate::ipc::announcement::Announcement;
use crate::ipc::form::WindowForm;
use crate::ipc::outbox::OutboxCounts;
use crate::ipc::self_test::{Grade, SelfTestView};
use crate::self_test;
use crate::shell::{Face, Shell};
use crate::toast::Toast;
use crate::tray_icon::TrayState;
use crate::words::{Language, self_test as words};
use callside_engine::PolicySource;
use jiff::Timestamp;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use url::Url;

/// Looks at everything and says it; good unless something does not work. A warning is no failure.
pub fn run(json: bool, out: &mut impl Write) -> bool {
    let Some(shell) = shell(out) else { return false };
    let view = tauri::async_runtime::block_on(self_test::run_on_terminal(&shell));
    if json {
        say(out, &serde_json::to_string_pretty(&view).unwrap_or_default());
    } else {
        lines(&view, out);
    }
    view.grade < Grade::Bad
}

/// Says what a diagnostics file would hold; whoever wants a file sends it into one.
pub fn diagnostics(out: &mut impl Write) -> bool {
    let Some(shell) = shell(out) else { return false };
    let text = tauri::async_runtime::block_on(self_test::diagnose_on_terminal(&shell, Timestamp::now()));
    say(out, text.trim_end())
}

fn lines(view: &SelfTestView, out: &mut impl Write) {
    for line in &view.lines {
        say(out, &words::line(line));
    }
}

pub(super) fn shell(out: &mut impl Write) -> Option<Shell> {
    let Some(folder) = environment::variable(environment::DATA_DIR).map(PathBuf::from).or_else(environment::data_home)
    else {
        say(out, words::NO_FOLDER);
        return None;
    };
    Some(Shell::new(folder, Arc::new(Nobody), Language::En, Ports::wanted(), PolicySource::of_system().read()))
}

/// Nobody looks: nothing is shown and no browser opens.
struct Nobody;

impl Face for Nobody {
    fn announce(&self, _: Announcement) {}

    fn toast(&self, _: Toast) {}

    fn surface(&self) {}

    fn tray(&self, _: TrayState, _: OutboxCounts) {}

    fn form(&self) -> WindowForm {
        WindowForm::Full
    }

    fn take_form(&self, _: WindowForm) {}

    fn speak(&self, _: Language) {}

    fn browse(&self, _: &Url) -> Result<(), BrowserError> {
        Ok(())
    }

    fn open_file(&self, _: &Path) -> Result<(), BrowserError> {
        Ok(())
    }

    fn downloads(&self) -> Option<PathBuf> {
        None
    }
}
