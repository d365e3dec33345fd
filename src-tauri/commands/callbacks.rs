//! The callback list.

use crate::ipc::callbacks::{CallbackRequest, CallbackView, CallbacksView, SuppressRequest, SuppressedView};
use crate::ipc::error::{ErrorCode, UiError};
use crate::ipc::sentence::Sentence;
use crate::ipc::views::millis;
use crate::shell::Shell;
use callside_core::callback::CallBackId;
use callside_core::phone;
use jiff::Timestamp;

/// The callback list and the suppression list.
///
/// # Errors
/// When the database fails.
pub async fn callbacks(shell: &Shell) -> Result<CallbacksView, UiError> {
    let open = shell.open().await?;
    let (callbacks, suppressed) = (open.companion.callbacks().await?, open.companion.suppressed().await?);
    Ok(CallbacksView {
        callbacks: callbacks
            .into_iter()
            .map(|it| CallbackView {
                id: it.id.0,
                call: it.call.to_string(),
                number: people(&it.number),
                who: it.who,
                dial: it.number,
                because: it.because,
                due_at: millis(it.due_at),
                tries: it.tries,
            })
            .collect(),
        suppressed: suppressed
            .into_iter()
            .map(|(number, since)| SuppressedView { number: people(&number), dial: number, since: millis(since) })
            .collect(),
    })
}

/// Takes a callback off the list, or puts it off.
///
/// # Errors
/// When the time does not do, or it could not be stored.
pub async fn change_callback(shell: &Shell, request: CallbackRequest) -> Result<(), UiError> {
    let open = shell.open().await?;
    let id = CallBackId(request.id);
    match request.move_to {
        None => open.companion.end_callback(id).await?,
        Some(at) => {
            let at = Timestamp::from_millisecond(at).map_err(|_| invalid(Sentence::BadTime))?;
            open.companion.move_callback(id, at).await?;
        }
    }
    Ok(())
}

/// Puts a number on the suppression list, or takes it off.
///
/// # Errors
/// When it is no number, or it could not be stored.
pub async fn suppress_number(shell: &Shell, request: SuppressRequest) -> Result<(), UiError> {
    let open = shell.open().await?;
    let line = phone::read(&request.number, open.companion.preferences().home());
    let number = line.number().ok_or_else(|| invalid(Sentence::NotAPhoneNumber))?;
    if request.suppressed {
        open.companion.suppress(number).await?;
    } else {
        open.companion.allow_again(number).await?;
    }
    Ok(())
}

/// A number as people read it.
fn people(e164: &str) -> String {
    phone::read(e164, None).number().map_or_else(|| e164.to_owned(), phone::PhoneNumber::international)
}

const fn invalid(message: Sentence) -> UiError {
    UiError { code: ErrorCode::Invalid, message, action: None }
}
