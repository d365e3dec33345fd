//! Buttons of a call.

use super::CallRequest;
use crate::ipc::error::UiError;
use crate::ipc::phones::{
    DeedView, DialRequest, DialView, HoldRequest, OffersView, PhoneRecordView, RecordingView, TransferRequest,
    TransferView,
};
use crate::ipc::views::{draft, errors, phones};
use crate::shell::Shell;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use callside_core::audit::Deed;
use callside_core::phone_system::{Ability, TransferKind};

/// What can be done without a call.
///
/// # Errors
/// When the database is not open.
pub async fn phone_offers(shell: &Shell) -> Result<OffersView, UiError> {
    Ok(phones::offers(shell.open().await?.companion.offers_anywhere()))
}

/// Calls a number.
///
/// # Errors
/// When the database fails. What a phone system refuses is part of the answer.
pub async fn dial(shell: &Shell, request: DialRequest) -> Result<DialView, UiError> {
    let open = shell.open().await?;
    Ok(phones::dialled(open.companion.dial(&request.number, request.despite).await?))
}

/// Ends a call.
///
/// # Errors
/// As [`dial`].
pub async fn hang_up(shell: &Shell, request: CallRequest) -> Result<DeedView, UiError> {
    let open = shell.open().await?;
    let call = draft::call(&request.call)?;
    Ok(phones::asked(open.companion.hang_up(&call).await?, &call, Ability::HangUp))
}

/// Puts a call on hold, or takes it back.
///
/// # Errors
/// As [`dial`].
pub async fn hold(shell: &Shell, request: HoldRequest) -> Result<DeedView, UiError> {
    let open = shell.open().await?;
    let call = draft::call(&request.call)?;
    Ok(phones::asked(open.companion.hold(&call, request.on).await?, &call, Ability::Hold))
}

/// Hands a call over, with a note.
///
/// # Errors
/// As [`dial`].
pub async fn transfer(shell: &Shell, request: TransferRequest) -> Result<TransferView, UiError> {
    let open = shell.open().await?;
    let call = draft::call(&request.call)?;
    let (kind, ability) = match request.attended {
        true => (TransferKind::Attended, Ability::TransferAttended),
        false => (TransferKind::Blind, Ability::TransferBlind),
    };
    let asked = open.companion.transfer(&call, &request.to, kind, &request.note).await?;
    Ok(phones::handed(asked, &call, ability))
}

/// What a call's phone system knows of it and of the caller.
///
/// # Errors
/// As [`dial`].
pub async fn phone_record(shell: &Shell, request: CallRequest) -> Result<PhoneRecordView, UiError> {
    let open = shell.open().await?;
    let call = draft::call(&request.call)?;
    Ok(phones::record(open.companion.phone_record(&call).await?, &call))
}

/// Adds the caller to the address book of the call's phone system.
///
/// # Errors
/// As [`dial`].
pub async fn add_phone_contact(shell: &Shell, request: CallRequest) -> Result<PhoneRecordView, UiError> {
    let open = shell.open().await?;
    let call = draft::call(&request.call)?;
    Ok(phones::record(open.companion.add_phone_contact(&call).await?, &call))
}

/// The call whose recording a link asked for, if any; it is told once.
///
/// # Errors
/// When the database is not open.
pub async fn asked_recording(shell: &Shell) -> Result<Option<String>, UiError> {
    Ok(shell.open().await?.asked_recording().map(|call| call.to_string()))
}

/// Fetches a recording; the link is asked for anew, because links expire.
///
/// # Errors
/// As [`dial`].
pub async fn recording(shell: &Shell, request: CallRequest) -> Result<RecordingView, UiError> {
    let open = shell.open().await?;
    let call = draft::call(&request.call)?;
    let found = match open.companion.recording(&call).await? {
        Ok(found) => found,
        Err(asked) => {
            let failure = phones::not_done(asked, &call, Ability::Recording).ok_or_else(errors::internal)?;
            return Ok(RecordingView::Failed { failure });
        }
    };
    let fetched = callside_telephony::recordings::fetch(&found.url).await;
    if fetched.is_ok() {
        let about = open.companion.reference_of(&call).await?;
        open.companion.record_quietly(Deed::RecordingOpened, about).await;
    }
    Ok(match fetched {
        Ok(audio) => RecordingView::Audio { mime: audio.kind.to_owned(), base64: STANDARD.encode(audio.bytes) },
        Err(error) => {
            RecordingView::Failed { failure: phones::failure(call.provider().label(), Ability::Recording, &error) }
        }
    })
}
