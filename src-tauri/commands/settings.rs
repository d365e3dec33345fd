//! The settings screen and the diagnostics.

use crate::ipc::error::UiError;
use crate::ipc::settings::{OrgFaultView, RejectionView, SettingsChange, SettingsView};
use crate::ipc::views::org;
use crate::shell::Shell;
use crate::words::Language;

/// Rejections on the screen.
const SHOWN: u32 = 100;

/// The settings.
///
/// # Errors
/// When keychain or database fail.
pub async fn settings(shell: &Shell) -> Result<SettingsView, UiError> {
    let open = shell.open().await?;
    crate::settings::view(shell, &open).await
}

/// Tells which language the window speaks, for what is shown outside of it.
///
/// # Errors
/// Never.
pub async fn speak(shell: &Shell, request: Language) -> Result<(), UiError> {
    shell.speak(request);
    Ok(())
}

/// Changes settings; what is absent stays.
///
/// # Errors
/// When a value does not do, or keychain or database fail; nothing was changed then.
pub async fn save_settings(shell: &Shell, request: SettingsChange) -> Result<SettingsView, UiError> {
    let open = shell.open().await?;
    crate::settings::change(shell, &open, request).await?;
    open.relay.set_away(open.settings.kept().do_not_disturb);
    crate::settings::view(shell, &open).await
}

/// Holds the dispositions and the phone fields of the look-up against the org as it is now.
///
/// # Errors
/// When nobody is signed in or Salesforce cannot tell.
pub async fn check_org(shell: &Shell) -> Result<Vec<OrgFaultView>, UiError> {
    let open = shell.open().await?;
    open.companion.learn_org().await?;
    let lens = open.lens();
    let mut faults: Vec<_> = open.companion.org_faults().iter().map(|fault| org::fault(fault, &lens)).collect();
    faults.extend(open.companion.phone_field_faults().iter().map(|lacking| org::phone_field(lacking, &lens)));
    Ok(faults)
}

/// Events that were refused at the door, newest first.
///
/// # Errors
/// When the database fails.
pub async fn rejections(shell: &Shell) -> Result<Vec<RejectionView>, UiError> {
    let open = shell.open().await?;
    Ok(open.companion.rejections(SHOWN).await?.iter().map(org::rejection).collect())
}
