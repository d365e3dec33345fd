//! Text messages that dispositions ask for, sent by the action that the table names.

use super::facts;
use crate::action::{Asked, Ran};
use crate::companion::Inner;
use crate::error::FlowError;
use crate::notice::Notice;
use callside_core::crm::CrmError;
use callside_store::{Due, DueMessage};
use std::sync::Arc;

/// Looked at together.
const BATCH: u32 = 20;

/// What became of a message.
enum Sent {
    /// It is in the outbox, or was answered.
    Yes,
    /// No action can send it.
    Cannot,
    /// Salesforce cannot be asked just now.
    NotNow,
}

/// Hands over what is due; whether there was anything.
pub(super) async fn due(inner: &Arc<Inner>) -> Result<bool, FlowError> {
    let mut any = false;
    for message in inner.store.due_messages(inner.now(), BATCH).await? {
        match send(inner, &message).await? {
            Sent::NotNow => continue,
            Sent::Yes => inner.store.end_callback(message.id, inner.now()).await?,
            Sent::Cannot => {
                inner.store.call_back_instead(message.id).await?;
                inner.say(Notice::Callbacks);
            }
        }
        any = true;
    }
    Ok(any)
}

/// Runs the action under the key of the message: however often this is tried, the outbox has it once.
async fn send(inner: &Arc<Inner>, message: &DueMessage) -> Result<Sent, FlowError> {
    let Some(action) = inner.actions().action(&message.action) else { return Ok(Sent::Cannot) };
    let mut facts = facts::of_wrapped_up(inner, &message.call).await?;
    facts.set("caller.number", message.number.as_str());
    let parts = action.parts.into_iter().map(|part| (part, None)).collect();
    let (call, key) = (Some(message.call.clone()), format!("message:{}", message.id.0));
    let (name, title) = (message.action.as_str(), action.title.as_str());
    match inner.run(Asked { name, title, parts, facts, call, key: &key, due: Due::WithNext }).await {
        Ok(Ran::Queued(_) | Ran::Before(_) | Ran::Answered(_)) => Ok(Sent::Yes),
        Ok(Ran::Faults { .. })
        | Err(FlowError::Crm(CrmError::Refused(_) | CrmError::TooLarge | CrmError::Unexpected { .. })) => {
            Ok(Sent::Cannot)
        }
        Err(FlowError::SignInNeeded | FlowError::Crm(_)) => Ok(Sent::NotNow),
        Err(error) => Err(error),
    }
}
