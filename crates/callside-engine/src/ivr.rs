//! The engine as the one who answers IVRs.

use async_trait::async_trait;
use callside_core::ivr::{IvrAnswer, IvrAsk, safe_answer};
use callside_flow::Companion;
use callside_intake::IvrDesk;
use std::time::Duration;

pub(crate) struct Ivr(pub(crate) Companion);

#[async_trait]
impl IvrDesk for Ivr {
    async fn promise(&self) -> (Duration, IvrAnswer) {
        let settings = self.0.ivr_settings().await.unwrap_or_default();
        (Duration::from_millis(u64::from(settings.budget_ms)), safe_answer(&settings))
    }

    async fn answer(&self, ask: IvrAsk) -> IvrAnswer {
        self.0.answer_ivr(&ask).await.0
    }
}
