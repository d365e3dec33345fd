//! What the agent has typed, on its way from and to the UI.

use super::errors::invalid;
use super::{millis, phones};
use crate::ipc::caller::RecordView;
use crate::ipc::error::{ErrorCode, UiError};
use crate::ipc::pop::{DraftView, NewRecordDraft};
use crate::ipc::sentence::Sentence;
use callside_core::disposition::DispositionCode;
use callside_core::ids::{CallKey, RecordId};
use callside_core::record::{CallerObject, CallerRef};
use callside_flow::{Draft, NewCaller};
use jiff::Timestamp;

/// Longest notes that are taken, in characters. `Task.Description` holds 32,000 (Salesforce object reference).
const NOTES: u32 = 32_000;

/// The draft for the UI.
#[must_use]
pub fn view(draft: &Draft) -> DraftView {
    DraftView {
        notes: draft.notes.clone(),
        disposition: draft.disposition.as_ref().map(|code| code.0.clone()),
        agreed_at: draft.agreed_at.map(millis),
        case_id: draft.case.as_ref().map(ToString::to_string),
        opportunity_id: draft.opportunity.as_ref().map(ToString::to_string),
        new_record: draft
            .new_caller
            .as_ref()
            .map(|new| NewRecordDraft { object: new.object.api_name().to_owned(), fields: new.fields.clone() }),
        intent: draft.intent.as_ref().map(phones::intent),
        allow_duplicate: draft.allow_duplicate,
        added_s: draft.added_s,
    }
}

/// The draft from the UI.
///
/// # Errors
/// [`ErrorCode::Invalid`] for ids, objects and times that cannot be.
pub fn read(view: DraftView) -> Result<Draft, UiError> {
    if view.notes.chars().count() > NOTES as usize {
        return Err(invalid(Sentence::NotesTooLong { most: NOTES }));
    }
    Ok(Draft {
        notes: view.notes,
        disposition: view.disposition.map(DispositionCode),
        agreed_at: view.agreed_at.map(moment).transpose()?,
        case: view.case_id.as_deref().map(record_id).transpose()?,
        opportunity: view.opportunity_id.as_deref().map(record_id).transpose()?,
        new_caller: view.new_record.map(new_caller).transpose()?,
        intent: view.intent.map(phones::read_intent).transpose()?.flatten(),
        allow_duplicate: view.allow_duplicate,
        added_s: view.added_s,
    })
}

fn new_caller(view: NewRecordDraft) -> Result<NewCaller, UiError> {
    Ok(NewCaller { object: caller_object(&view.object)?, fields: view.fields })
}

/// A moment from the UI's milliseconds.
///
/// # Errors
/// [`ErrorCode::Invalid`] outside the years that a calendar has.
pub fn moment(millis: i64) -> Result<Timestamp, UiError> {
    Timestamp::from_millisecond(millis).map_err(|_| invalid(Sentence::BadTime))
}

/// A call's key from the UI.
///
/// # Errors
/// [`ErrorCode::NotFound`] for a text that names no call.
pub fn call(text: &str) -> Result<CallKey, UiError> {
    text.parse().map_err(|_| UiError { code: ErrorCode::NotFound, message: Sentence::UnknownCall, action: None })
}

/// A record id from the UI.
///
/// # Errors
/// [`ErrorCode::Invalid`] for anything else.
pub fn record_id(text: &str) -> Result<RecordId, UiError> {
    RecordId::new(text).map_err(|_| invalid(Sentence::NotARecord))
}

/// A caller's record from the UI.
///
/// # Errors
/// [`ErrorCode::Invalid`] for other objects and bad ids.
pub fn caller(view: &RecordView) -> Result<CallerRef, UiError> {
    Ok(CallerRef { object: caller_object(&view.object)?, id: record_id(&view.id)? })
}

/// An object that a caller can be, by its API name.
///
/// # Errors
/// [`ErrorCode::Invalid`] for other objects.
pub fn caller_object(name: &str) -> Result<CallerObject, UiError> {
    let known = CallerObject::ALL.into_iter().find(|object| object.api_name() == name);
    known.ok_or_else(|| invalid(Sentence::NotACaller))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn full() -> DraftView {
        DraftView {
            intent: None,
            notes: "wants a call".into(),
            disposition: Some("booked".into()),
            agreed_at: Some(1_795_000_000_000),
            case_id: Some("500000000000001AAA".into()),
            opportunity_id: Some("006000000000001AAA".into()),
            new_record: Some(NewRecordDraft {
                object: "Lead".into(),
                fields: BTreeMap::from([("LastName".into(), "Doe".into())]),
            }),
            allow_duplicate: true,
            added_s: 180,
        }
    }

    #[test]
    fn what_goes_in_comes_out() {
        assert_eq!(view(&read(full()).unwrap()), full());
        assert_eq!(view(&read(DraftView::default()).unwrap()), DraftView::default());
    }

    #[test]
    fn impossible_parts_are_refused() {
        let cases = [
            DraftView { case_id: Some("' OR 1".into()), ..full() },
            DraftView { opportunity_id: Some(String::new()), ..full() },
            DraftView { agreed_at: Some(i64::MAX), ..full() },
            DraftView { notes: "n".repeat(NOTES as usize + 1), ..full() },
            DraftView {
                new_record: Some(NewRecordDraft { object: "User".into(), ..NewRecordDraft::default() }),
                ..full()
            },
        ];
        for case in cases {
            assert_eq!(read(case).unwrap_err().code, ErrorCode::Invalid);
        }
        assert_eq!(call("nonsense").unwrap_err().code, ErrorCode::NotFound);
    }
}
