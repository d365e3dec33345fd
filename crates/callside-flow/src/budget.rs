//! The org's API calls, and who may use them now. Whoever calls Salesforce by itself asks [`Companion::pace`] first.

use crate::companion::{Companion, Inner};
use crate::error::FlowError;
use crate::notice::Notice;
use callside_core::budget::{Pace, Purpose, Shares, Usage, pace};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// How the budget stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// What Salesforce last said; `None` before it said anything.
    pub usage: Option<Usage>,
    /// Where what can wait slows and stops.
    pub shares: Shares,
    /// How what can wait goes on.
    pub pace: Pace,
    /// Calls of this program since it started, by purpose.
    pub spent: BTreeMap<Purpose, u32>,
}

/// The pace that was announced last.
pub(crate) struct SaidPace(Mutex<Pace>);

impl Default for SaidPace {
    fn default() -> Self {
        Self(Mutex::new(Pace::Go))
    }
}

impl Companion {
    /// How a purpose may go on: as always, rarer, or not now. Nothing is reserved by asking; Salesforce counts.
    #[must_use]
    pub fn pace(&self, purpose: Purpose) -> Pace {
        self.inner.pace(purpose)
    }

    /// How the budget stands, as far as the last answers tell.
    #[must_use]
    pub fn budget(&self) -> Budget {
        let crm = self.inner.crm();
        Budget {
            usage: crm.as_ref().and_then(|crm| crm.usage()),
            shares: self.inner.shares(),
            pace: self.inner.pace(Purpose::Polling),
            spent: crm.map(|crm| crm.spent()).unwrap_or_default(),
        }
    }

    /// Asks Salesforce how the budget stands.
    ///
    /// # Errors
    /// [`FlowError::SignInNeeded`] or [`FlowError::Crm`].
    pub async fn ask_budget(&self) -> Result<Budget, FlowError> {
        let crm = self.inner.crm().ok_or(FlowError::SignInNeeded)?;
        crm.ask_usage().await?;
        self.inner.note_pace();
        Ok(self.budget())
    }
}

impl Inner {
    fn shares(&self) -> Shares {
        self.configuration().api_budget.unwrap_or_default()
    }

    pub(crate) fn pace(&self, purpose: Purpose) -> Pace {
        pace(self.crm().and_then(|crm| crm.usage()), self.shares(), purpose)
    }

    /// Where nothing else is asked, nobody would notice that the 24 hours have moved on.
    pub(crate) async fn ask_whether_calls_are_back(&self) {
        if self.pace(Purpose::Polling) == Pace::Go {
            return;
        }
        let Some(crm) = self.crm() else { return };
        if let Err(error) = crm.ask_usage().await {
            tracing::debug!(%error, "the org's API calls could not be asked for");
        }
        self.note_pace();
    }

    /// Says so when what can wait slows, stops or goes on.
    pub(crate) fn note_pace(&self) {
        let now = self.pace(Purpose::Polling);
        let before = std::mem::replace(&mut *self.said_pace.0.lock().unwrap_or_else(PoisonError::into_inner), now);
        if std::mem::discriminant(&before) != std::mem::discriminant(&now) {
            self.say(Notice::Budget { pace: now });
        }
    }
}
