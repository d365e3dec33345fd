//! Assistance on a call, both ends of it. Who may see what is the relay's to decide.

use super::CallRequest;
use crate::ipc::assistance::{AdviceFateView, AdviceRequest, AssistanceRequestRef, AssistanceView};
use crate::ipc::error::{ErrorCode, UiError};
use crate::ipc::sentence::Sentence;
use crate::ipc::views::{assistance as views, draft};
use crate::shell::{Open, Shell};
use callside_core::assistance::AssistanceRef;
use callside_core::person::PersonId;

/// All that is known here.
///
/// # Errors
/// When the database is not open.
pub async fn assistance(shell: &Shell) -> Result<AssistanceView, UiError> {
    let open = shell.open().await?;
    Ok(view(&open))
}

fn view(open: &Open) -> AssistanceView {
    let assistance = open.relay.assistance();
    assistance.map_or_else(views::no_relay, |assistance| views::assistance(&assistance.read(), &open.lens()))
}

/// The agent asks for help on a call that goes on.
///
/// # Errors
/// When there is no such call, or the database fails.
pub async fn ask_assistance(shell: &Shell, request: CallRequest) -> Result<AssistanceView, UiError> {
    let open = shell.open().await?;
    let call = draft::call(&request.call)?;
    if let Some(assistance) = open.relay.assistance() {
        assistance.ask(&call).await?;
    }
    Ok(view(&open))
}

/// The agent takes the request back.
///
/// # Errors
/// When the database is not open.
pub async fn take_back_assistance(shell: &Shell) -> Result<AssistanceView, UiError> {
    let open = shell.open().await?;
    if let Some(assistance) = open.relay.assistance() {
        assistance.take_back();
    }
    Ok(view(&open))
}

/// Somebody looks at the request of another agent: from now on they see what the agent sees.
///
/// # Errors
/// When it is none, or the database is not open.
pub async fn look_at_request(shell: &Shell, request: AssistanceRequestRef) -> Result<AssistanceView, UiError> {
    let open = shell.open().await?;
    let of = reference(&request.person, &request.call)?;
    if let Some(assistance) = open.relay.assistance() {
        assistance.look_at(of).await;
    }
    Ok(view(&open))
}

/// They no longer do.
///
/// # Errors
/// When the database is not open.
pub async fn leave_request(shell: &Shell) -> Result<AssistanceView, UiError> {
    let open = shell.open().await?;
    if let Some(assistance) = open.relay.assistance() {
        assistance.leave();
    }
    Ok(view(&open))
}

/// A note for an agent who asks.
///
/// # Errors
/// When the request is none, or the database is not open.
pub async fn advise(shell: &Shell, request: AdviceRequest) -> Result<AdviceFateView, UiError> {
    let open = shell.open().await?;
    let of = reference(&request.person, &request.call)?;
    match open.relay.assistance() {
        Some(assistance) => Ok(views::fate(assistance.advise(&of, &request.text).await)),
        None => Ok(AdviceFateView::NotReached),
    }
}

fn reference(person: &str, call: &str) -> Result<AssistanceRef, UiError> {
    let call = draft::call(call)?;
    let unknown = UiError { code: ErrorCode::NotFound, message: Sentence::UnknownCall, action: None };
    Ok(AssistanceRef { person: PersonId::new(person).map_err(|_| unknown)?, call })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::team::story;
    use crate::ipc::assistance::AssistanceWay;
    use crate::testing::Desk;
    use callside_core::event::CallChange;

    #[tokio::test]
    async fn without_a_relay_there_is_nobody_to_ask_and_nothing_to_look_at() {
        let desk = Desk::new().await;
        desk.rings("1", CallChange::Answered).await;
        let asked = ask_assistance(&desk.shell, CallRequest { call: "phone:1".into() }).await.unwrap();
        assert_eq!((asked.way, asked.mine), (AssistanceWay::NoRelay, None));
        let of = |person: &str| AssistanceRequestRef { person: person.into(), call: "phone:1".into() };
        assert_eq!(look_at_request(&desk.shell, of("dana@example.com")).await.unwrap().look, None);
        assert_eq!(look_at_request(&desk.shell, of("nobody")).await.unwrap_err().code, ErrorCode::NotFound);
        let note = AdviceRequest { person: "dana@example.com".into(), call: "phone:1".into(), text: "x".into() };
        assert_eq!(advise(&desk.shell, note).await.unwrap(), AdviceFateView::NotReached);
        assert_eq!(take_back_assistance(&desk.shell).await.unwrap(), leave_request(&desk.shell).await.unwrap());
    }

    #[tokio::test]
    async fn a_note_stands_on_the_page_of_its_call_with_who_wrote_it() {
        let desk = Desk::new().await;
        let advised = CallChange::Advised { by: "Grace Lind".into(), note: "Offer 10 %".into() };
        for what in [CallChange::Answered, advised] {
            desk.rings("1", what).await;
        }
        let told = story(&desk.shell, CallRequest { call: "phone:1".into() }).await.unwrap();
        let event = told.events.iter().find(|event| event.what == "advised").unwrap();
        assert_eq!(event.detail.as_deref(), Some("Grace Lind: Offer 10 %"));
    }
}
