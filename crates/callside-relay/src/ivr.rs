//! The IVR's half at a relay: rules of the configuration, and what Sticky Calls remembers of the caller. Records of
//! Salesforce are not known here: a relay has no sign-in to it.

use crate::config::{Config, SecretError, secret_file};
use crate::metrics::Metrics;
use async_trait::async_trait;
use callside_core::call_memory::{CallMemory, Hints, Remembered, call_id};
use callside_core::ivr::{self, IvrAnswer, IvrAsk, IvrFault, IvrKnown, IvrSettings, safe_answer};
use callside_core::phone::{self, HomeRegion, Line};
use callside_intake::IvrDesk;
use callside_telephony::BadSettings;
use callside_telephony::sticky_calls::{Settings, StickyCalls};
use std::sync::Arc;
use std::time::Duration;

/// Kept from the budget for reading the request and writing the answer.
const RESERVE_MS: u64 = 50;

/// Why IVRs cannot be answered with a configuration.
#[derive(Debug, thiserror::Error)]
pub enum IvrError {
    /// Its rules.
    #[error(transparent)]
    Rules(#[from] IvrFault),
    /// The key of Sticky Calls.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// Address or key of Sticky Calls.
    #[error("sticky_calls: {0}")]
    Memory(#[from] BadSettings),
}

/// Answers IVRs.
pub(crate) struct Ivr {
    settings: IvrSettings,
    memory: Option<StickyCalls>,
    home: Option<HomeRegion>,
    clock: crate::Clock,
    metrics: Arc<Metrics>,
}

impl Ivr {
    /// By a configuration; `None` where it says nothing of IVRs.
    pub(crate) fn new(config: &Config, clock: crate::Clock, metrics: Arc<Metrics>) -> Result<Option<Self>, IvrError> {
        let Some(ivr) = &config.ivr else { return Ok(None) };
        ivr.rules.check()?;
        let memory = match &ivr.sticky_calls {
            Some(sticky) => {
                let key = secret_file(&sticky.key_file)?;
                Some(StickyCalls::new(&Settings { address: sticky.address.clone(), key })?)
            }
            None => None,
        };
        let home = config.home_region.as_deref().and_then(|region| region.parse().ok());
        Ok(Some(Self { settings: ivr.rules.clone(), memory, home, clock, metrics }))
    }

    /// What is remembered of the caller. The desktop that the call pops at asks again under the same call id, so both
    /// are told the same.
    async fn remembered(&self, ask: &IvrAsk) -> Option<Remembered> {
        let memory = self.memory.as_ref()?;
        let call = ask.call((self.clock)())?;
        let line = |text: &Option<String>| text.as_deref().map(|text| phone::read(text, self.home));
        let (caller, company) = (line(&ask.ani), line(&ask.dnis));
        let number = |line: &Option<Line>| line.as_ref().and_then(Line::number).cloned();
        let mut hints = Hints::of(&call, number(&caller).as_ref(), number(&company).as_ref());
        hints.external_ids.extend(ask.external_ids.clone());
        if !hints.suffice() {
            return None;
        }
        let budget = u64::from(self.settings.budget_ms).saturating_sub(RESERVE_MS).max(RESERVE_MS);
        let id = call_id(&call.key);
        let asked = memory.start(&id, &hints);
        match tokio::time::timeout(Duration::from_millis(budget), asked).await {
            Ok(Ok(remembered)) => Some(remembered),
            Ok(Err(error)) => {
                tracing::warn!(%error, "Sticky Calls did not help an IVR");
                None
            }
            Err(_) => None,
        }
    }
}

#[async_trait]
impl IvrDesk for Ivr {
    async fn promise(&self) -> (Duration, IvrAnswer) {
        (Duration::from_millis(u64::from(self.settings.budget_ms)), safe_answer(&self.settings))
    }

    async fn answer(&self, ask: IvrAsk) -> IvrAnswer {
        let remembered = self.remembered(&ask).await;
        self.metrics.ivr(remembered.is_some());
        ivr::answer(&self.settings, &ask, &IvrKnown { remembered, ..IvrKnown::default() }).0
    }
}
