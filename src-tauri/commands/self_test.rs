//! The self-test in the settings.

use crate::ipc::error::UiError;
use crate::ipc::self_test::{DiagnosticsView, SelfTestView};
use crate::self_test;
use crate::shell::Shell;
use jiff::Timestamp;

/// Looks at everything; takes as long as the slowest answer.
///
/// # Errors
/// Never: what fails is a line.
pub async fn self_test(shell: &Shell) -> Result<SelfTestView, UiError> {
    Ok(self_test::run(shell).await)
}

/// What a diagnostics file would hold, for a person to read first. Nothing is written.
///
/// # Errors
/// Never.
pub async fn diagnostics(shell: &Shell) -> Result<DiagnosticsView, UiError> {
    let view = self_test::run(shell).await;
    let open = shell.open().await.ok();
    Ok(DiagnosticsView { text: self_test::diagnostics(shell, open.as_deref(), &view, Timestamp::now()).await })
}
