//! Older calls from Salesforce, what customers said of calls, and pictures of the numbers.

use crate::downloads;
use crate::ipc::error::{ErrorAction, ErrorCode, UiError};
use crate::ipc::older_calls::{OlderCallsView, OrderOlderCalls, SatisfactionView, SavePictureRequest, SteerOlderCalls};
use crate::ipc::rules::WrittenFile;
use crate::ipc::sentence::Sentence;
use crate::ipc::team::NumbersRequest;
use crate::ipc::views::{older_calls as views, team};
use crate::shell::{Open, Shell};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use callside_core::back_fill::Whose;
use callside_core::role::Role;
use callside_flow::{NotOrdered, Steer};
use jiff::civil::Date;

/// How every PNG begins (W3C, PNG, "PNG signature").
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Largest picture, in bytes: far more than a chart has.
const LARGEST: usize = 16 * 1024 * 1024;

/// What this person may bring in, and how the last order stands.
///
/// # Errors
/// When the database fails.
pub async fn older_calls(shell: &Shell) -> Result<OlderCallsView, UiError> {
    let open = shell.open().await?;
    view(&open).await
}

/// Orders older calls; days that would be deleted at once are left out.
///
/// # Errors
/// When this person may not, the days are none, one order is under way, nobody was ever signed in, or the database fails.
pub async fn order_older_calls(shell: &Shell, request: OrderOlderCalls) -> Result<OlderCallsView, UiError> {
    let open = shell.open().await?;
    let day = |text: &str| text.parse::<Date>().map_err(|_| invalid(Sentence::BadTime));
    let (first, last) = (day(&request.first)?, day(&request.last)?);
    let whose = if request.team { Whose::Team } else { Whose::Mine };
    match open.companion.order_fill(whose, first, last).await? {
        Ok(_) => view(&open).await,
        Err(NotOrdered::BadDays) => Err(invalid(Sentence::BadTime)),
        Err(NotOrdered::UnderWay) => Err(invalid(Sentence::OlderCallsUnderWay)),
        Err(NotOrdered::NotAllowed) => Err(UiError {
            code: ErrorCode::Refused,
            message: Sentence::OlderCallsNotAllowed,
            action: Some(ErrorAction::AskAdmin),
        }),
    }
}

/// Stops the order for a while, goes on with it, or ends it.
///
/// # Errors
/// When the database fails.
pub async fn steer_older_calls(shell: &Shell, request: SteerOlderCalls) -> Result<OlderCallsView, UiError> {
    let open = shell.open().await?;
    let to = match request {
        SteerOlderCalls::Pause => Steer::Pause,
        SteerOlderCalls::Resume => Steer::Resume,
        SteerOlderCalls::Cancel => Steer::Cancel,
    };
    open.companion.steer_fill(to).await?;
    view(&open).await
}

/// What customers said of the calls of some days; none where no admin has said where that stands.
///
/// # Errors
/// When this person looks after no team, the days are none, or the database fails.
pub async fn satisfaction(shell: &Shell, request: NumbersRequest) -> Result<Option<SatisfactionView>, UiError> {
    let open = shell.open().await?;
    if !open.companion.role().covers(Role::Supervisor) {
        let (code, action) = (ErrorCode::Refused, Some(ErrorAction::AskAdmin));
        return Err(UiError { code, message: Sentence::SupervisorOnly, action });
    }
    let wanted = team::wanted(request, open.zone())?;
    Ok(open.companion.ratings(&wanted.days, &wanted.scope, wanted.by).await?.as_ref().map(views::satisfaction))
}

/// Saves a picture that the window drew among the downloads.
///
/// # Errors
/// When it is no PNG, there is no such folder, or it cannot be written to.
pub async fn save_picture(shell: &Shell, request: SavePictureRequest) -> Result<WrittenFile, UiError> {
    if request.png.len() > LARGEST * 4 / 3 + 4 {
        return Err(invalid(Sentence::NotAPicture));
    }
    let bytes = STANDARD.decode(&request.png).map_err(|_| invalid(Sentence::NotAPicture))?;
    if !bytes.starts_with(PNG) {
        return Err(invalid(Sentence::NotAPicture));
    }
    downloads::write(shell, &request.name, bytes).await
}

async fn view(open: &Open) -> Result<OlderCallsView, UiError> {
    let companion = &open.companion;
    let (filling, ready) = (companion.filling().await?, companion.getting_ready().await?);
    Ok(views::older_calls(companion.fill_rights(), filling, ready))
}

const fn invalid(message: Sentence) -> UiError {
    UiError { code: ErrorCode::Invalid, message, action: None }
}

#[cfg(test)]
#[path = "older_calls_tests.rs"]
mod tests;
