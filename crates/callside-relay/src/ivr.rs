//! The IVR's half at a relay: rules of the configuration, what Sticky Calls remembers of the caller, and what Salesforce
//! knows, each where it is set up.

use crate::config::{Config, SecretError, secret_file};
use crate::metrics::Metrics;
use crate::records::{Records, RecordsError};
use async_trait::async_trait;
use callside_core::call_memory::{CallMemory, Hints, Remembered, call_id};
use callside_core::ivr::{self, Decided, IvrAnswer, IvrAsk, IvrFault, IvrKnown, IvrSettings, safe_answer};
use callside_core::phone::{self, HomeRegion, Line};
use callside_core::phone_system::PhoneError;
use callside_intake::IvrDesk;
use callside_telephony::BadSettings;
use callside_telephony::sticky_calls::{Settings, StickyCalls};
use std::sync::Arc;
use std::time::Duration;

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
    /// How Salesforce is asked.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

/// Answers IVRs.
pub(crate) struct Ivr {
    settings: IvrSettings,
    memory: Option<Arc<StickyCalls>>,
    records: Option<Records>,
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
                Some(Arc::new(StickyCalls::new(&Settings { address: sticky.address.clone(), key })?))
            }
            None => None,
        };
        let home = config.home_region.as_deref().and_then(|region| region.parse().ok());
        let records = ivr.salesforce.as_ref().map(|salesforce| Records::new(salesforce, home, Arc::clone(&clock)));
        let records = records.transpose()?;
        Ok(Some(Self { settings: ivr.rules.clone(), memory, records, home, clock, metrics }))
    }

    /// Salesforce, where it is set up.
    pub(crate) const fn records(&self) -> Option<&Records> {
        self.records.as_ref()
    }

    async fn recorded(&self, ask: &IvrAsk) -> Option<IvrKnown> {
        let records = self.records.as_ref()?;
        let number = phone::read(ask.ani.as_deref()?, self.home).number().cloned()?;
        records.of(number).await
    }

    /// What is remembered of the caller. The desktop that the call pops at asks again under the same call id, so both
    /// are told the same. A start that takes longer than the IVR can wait goes on by itself, and is counted when it ends.
    async fn remembered(&self, ask: &IvrAsk) -> Option<Remembered> {
        let memory = Arc::clone(self.memory.as_ref()?);
        let call = ask.call((self.clock)())?;
        let line = |text: &Option<String>| text.as_deref().map(|text| phone::read(text, self.home));
        let (caller, company) = (line(&ask.ani), line(&ask.dnis));
        let number = |line: &Option<Line>| line.as_ref().and_then(Line::number).cloned();
        let mut hints = Hints::of(&call, number(&caller).as_ref(), number(&company).as_ref());
        hints.external_ids.extend(ask.external_ids.clone());
        if !hints.suffice() {
            return None;
        }
        let metrics = Arc::clone(&self.metrics);
        let asking = tokio::spawn(async move {
            let answered = memory.start(&call_id(&call.key), &hints).await;
            metrics.started(answered.as_ref().map_or_else(PhoneError::word, |_| "ok"));
            answered.inspect_err(|error| tracing::warn!(%error, "Sticky Calls did not help an IVR")).ok()
        });
        asking.await.ok()?
    }

    /// The answer within the budget, and what each rule decided.
    pub(crate) async fn decide(&self, ask: &IvrAsk) -> (IvrAnswer, Vec<Decided>) {
        let time = self.settings.time_to_ask();
        // Both at the same time, and neither waits for the other.
        let (remembered, recorded) = tokio::join!(
            tokio::time::timeout(time, self.remembered(ask)),
            tokio::time::timeout(time, self.recorded(ask)),
        );
        let (remembered, recorded) = (remembered.ok().flatten(), recorded.ok().flatten());
        self.metrics.ivr(remembered.is_some(), recorded.is_some());
        let known = IvrKnown { remembered, ..recorded.unwrap_or_default() };
        ivr::answer(&self.settings, ask, &known)
    }
}

#[async_trait]
impl IvrDesk for Ivr {
    async fn promise(&self) -> (Duration, IvrAnswer) {
        (Duration::from_millis(u64::from(self.settings.budget_ms)), safe_answer(&self.settings))
    }

    async fn answer(&self, ask: IvrAsk) -> IvrAnswer {
        self.decide(&ask).await.0
    }
}
