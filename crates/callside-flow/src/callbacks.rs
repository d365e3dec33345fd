//! Whom to call again, and whom never.

use crate::companion::{Companion, Inner};
use crate::error::FlowError;
use crate::notice::Notice;
use callside_core::call::Call;
use callside_core::callback::{CallBack, CallBackId};
use callside_core::phone::{self, PhoneNumber};
use callside_core::work::{Settlement, WorkKind};
use jiff::Timestamp;

/// Places of the callback list that are shown; who has more has other worries.
const SHOWN: u32 = 1_000;

impl Companion {
    /// Whom to call again, the soonest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn callbacks(&self) -> Result<Vec<CallBack>, FlowError> {
        Ok(self.inner.store.callbacks(SHOWN).await?)
    }

    /// Takes a callback off the list.
    ///
    /// # Errors
    /// When it could not be stored.
    pub async fn end_callback(&self, id: CallBackId) -> Result<(), FlowError> {
        let inner = &self.inner;
        // Where somebody has it, they, or whoever gave it, hear that it is done.
        if let Some(call) = inner.store.call_of_callback(id).await?
            && inner.store.work_item(WorkKind::Callback, &call).await?.is_some_and(|item| item.settled.is_none())
        {
            return self.settle_work(WorkKind::Callback, &call, Some(Settlement::CalledBack)).await;
        }
        inner.store.end_callback(id, inner.now()).await?;
        inner.say(Notice::Callbacks);
        Ok(())
    }

    /// Puts a callback off. The Task in Salesforce stays as it is: its due time is the org's.
    ///
    /// # Errors
    /// When it could not be stored.
    pub async fn move_callback(&self, id: CallBackId, due_at: Timestamp) -> Result<(), FlowError> {
        self.inner.store.move_callback(id, due_at).await?;
        self.inner.say(Notice::Callbacks);
        Ok(())
    }

    /// Whether this number must not be dialled from here. Ask before every call out; when this fails, do not dial.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_suppressed(&self, number: &PhoneNumber) -> Result<bool, FlowError> {
        Ok(self.inner.store.is_suppressed(number.e164()).await?)
    }

    /// Numbers that must not be dialled from here, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn suppressed(&self) -> Result<Vec<(String, Timestamp)>, FlowError> {
        Ok(self.inner.store.suppressed(SHOWN).await?)
    }

    /// Puts a number on the suppression list by hand.
    ///
    /// # Errors
    /// When it could not be stored.
    pub async fn suppress(&self, number: &PhoneNumber) -> Result<(), FlowError> {
        self.inner.store.suppress(number.e164(), self.inner.now()).await?;
        self.inner.say(Notice::Callbacks);
        Ok(())
    }

    /// Takes a number off the suppression list: the person said otherwise.
    ///
    /// # Errors
    /// When it could not be stored.
    pub async fn allow_again(&self, number: &PhoneNumber) -> Result<(), FlowError> {
        self.inner.store.allow_again(number.e164()).await?;
        self.inner.say(Notice::Callbacks);
        Ok(())
    }
}

impl Inner {
    /// How often the other party of a call was tried in a row before, without reaching anybody.
    pub(crate) async fn earlier_tries(&self, call: &Call) -> Result<u32, FlowError> {
        let line = call.customer_number().map(|typed| phone::read(typed, self.preferences().home()));
        let Some(number) = line.as_ref().and_then(phone::Line::number) else { return Ok(0) };
        Ok(self.store.tries(number.e164(), &call.key.to_string()).await?)
    }
}
