//! Phone systems and the service that remembers callers, asked by the engine: buttons, cards, memories, an IVR.

mod agent;
mod card;
mod control;
mod ivr;
mod memory;
mod preferences;
mod record;

pub use card::CardWords;
pub use control::{Asked, DialAnswer, Offers};
pub use preferences::{DispositionNames, IdSource, PhonePreferences};
pub use record::PhoneRecord;

pub(crate) use card::push as push_card;
pub(crate) use control::Dialling;
pub(crate) use memory::{begin as begin_memory, catch_up, end as end_of_memory, remembered};
pub(crate) use preferences::PHONES;

use crate::companion::{Companion, Inner};
use crate::error::FlowError;
use callside_core::call_memory::CallMemory;
use callside_core::hand_over::Colleagues;
use callside_core::ids::Provider;
use callside_core::phone_system::{Abilities, Ability, PhoneError, PhoneSystem};
use callside_store::{Heard, PhoneUse};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Name of the service that remembers callers, where requests are counted.
pub const MEMORY: &str = "sticky_calls";

/// Everything that can be asked on this desk.
#[derive(Clone, Default)]
pub struct PhoneSystems {
    /// Phone systems, each at most once.
    pub systems: Vec<Arc<dyn PhoneSystem>>,
    /// The service that remembers callers.
    pub memory: Option<Arc<dyn CallMemory>>,
}

impl PhoneSystems {
    pub(crate) fn of(&self, provider: Provider) -> Option<Arc<dyn PhoneSystem>> {
        self.systems.iter().find(|system| system.provider() == provider).cloned()
    }

    pub(crate) fn with(&self, ability: Ability) -> Option<Arc<dyn PhoneSystem>> {
        self.systems.iter().find(|system| system.abilities().can(ability)).cloned()
    }
}

impl Companion {
    /// Uses these from now on.
    pub fn set_phones(&self, phones: PhoneSystems) {
        self.inner.set_phones(phones);
        self.inner.wake.notify_one();
    }

    /// Words cards this way from the next one on.
    pub fn set_card_words(&self, words: CardWords) {
        self.inner.set_card_words(words);
    }

    /// Notes of hand-overs go this way to colleagues' desks from now on; none = they stay here.
    pub fn set_colleagues(&self, colleagues: Option<Arc<dyn Colleagues>>) {
        self.inner.set_colleagues(colleagues);
    }

    /// The same, unless another way has taken the place of this one.
    pub fn drop_colleagues(&self, colleagues: &Arc<dyn Colleagues>) {
        if self.inner.colleagues().is_some_and(|known| Arc::ptr_eq(&known, colleagues)) {
            self.inner.set_colleagues(None);
        }
    }

    /// What each phone system can be asked for.
    #[must_use]
    pub fn abilities(&self) -> BTreeMap<Provider, Abilities> {
        self.inner.phones().systems.iter().map(|system| (system.provider(), system.abilities())).collect()
    }

    /// What is set up.
    #[must_use]
    pub fn phones(&self) -> PhoneSystems {
        self.inner.phones()
    }

    /// Requests to phone systems since a day (`YYYY-MM-DD`, UTC).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn phone_use(&self, since_day: &str) -> Result<Vec<PhoneUse>, FlowError> {
        Ok(self.inner.store.phone_use(since_day).await?)
    }

    /// Counts a request that was made beside the engine, such as one of a try that costs a credit like any other.
    pub async fn count_request<T>(&self, system: &str, request: &str, outcome: &Result<T, PhoneError>) {
        self.inner.count(system, request, outcome).await;
    }

    /// What phone systems told us since a moment: the check of a set-up.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn heard_since(&self, since: Timestamp) -> Result<Vec<Heard>, FlowError> {
        Ok(self.inner.store.heard_since(since).await?)
    }
}

impl Inner {
    /// Counts a request for the admin; a count that fails stops nothing.
    pub(crate) async fn count<T>(&self, system: &str, request: &str, outcome: &Result<T, PhoneError>) {
        let outcome = outcome.as_ref().map_or_else(word, |_| "ok");
        if let Err(error) = self.store.count_phone_use(system, request, outcome, self.now()).await {
            tracing::warn!(%error, "a request to a phone system could not be counted");
        }
    }
}

/// A stable word for what went wrong.
pub(crate) const fn word(error: &PhoneError) -> &'static str {
    error.word()
}
