//! The form of the window.

use crate::ipc::error::UiError;
use crate::ipc::form::{FormView, WindowForm};
use crate::ipc::views::errors;
use crate::shell::Shell;

/// The form of the window, and whether there is a choice.
///
/// # Errors
/// Never.
pub async fn window_form(shell: &Shell) -> Result<FormView, UiError> {
    Ok(FormView { form: shell.face().form(), may_be_compact: shell.may_be_compact() })
}

/// Gives the window a form. It takes no keyboard, and both forms keep their place.
///
/// # Errors
/// A refusal where the policy of the machine wants no compact window.
pub async fn set_window_form(shell: &Shell, request: WindowForm) -> Result<FormView, UiError> {
    if request == WindowForm::Compact && !shell.may_be_compact() {
        return Err(errors::ruled());
    }
    shell.face().take_form(request);
    // The window follows on its own thread.
    Ok(FormView { form: request, may_be_compact: shell.may_be_compact() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ipc::sentence::Sentence;
    use crate::testing::Desk;
    use callside_core::policy::{Key, Policy, Value};
    use callside_engine::PolicyStanding;

    #[tokio::test]
    async fn the_window_takes_a_form_unless_the_policy_wants_no_compact_one() {
        let desk = Desk::new().await;
        let compact = FormView { form: WindowForm::Compact, may_be_compact: true };
        assert_eq!(set_window_form(&desk.shell, WindowForm::Compact).await, Ok(compact));
        assert_eq!(window_form(&desk.shell).await, Ok(compact));

        let policy = Policy::of([(Key::CompactWindow, Value::Flag(false))]);
        let standing = PolicyStanding { policy, ..PolicyStanding::default() };
        let ruled = Desk::ruled(tempfile::tempdir().unwrap(), standing).await;
        let refused = set_window_form(&ruled.shell, WindowForm::Compact).await.unwrap_err();
        assert_eq!(refused.message, Sentence::SetByPolicy);
        let full = FormView { form: WindowForm::Full, may_be_compact: false };
        assert_eq!(window_form(&ruled.shell).await, Ok(full));
        assert_eq!(set_window_form(&ruled.shell, WindowForm::Full).await, Ok(full));
    }
}
