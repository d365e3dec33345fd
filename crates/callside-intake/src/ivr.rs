//! The IVR's half: a question before a person answers. It gets an answer within its budget, whatever happens.

use crate::answer;
use async_trait::async_trait;
use axum::body::Body;
use axum::http::Response;
use callside_core::ivr::{IvrAnswer, IvrAsk};
use std::sync::Arc;
use std::time::Duration;

/// Answers IVRs: the desktop's engine, or a relay.
#[async_trait]
pub trait IvrDesk: Send + Sync + 'static {
    /// How long an answer may take, and what is said when it takes longer.
    async fn promise(&self) -> (Duration, IvrAnswer);

    /// The answer.
    async fn answer(&self, ask: IvrAsk) -> IvrAnswer;
}

/// Answers in time; what takes too long goes on by itself, for the pop that follows.
pub(crate) async fn respond(desk: Arc<dyn IvrDesk>, ask: IvrAsk) -> Response<Body> {
    let (budget, safe) = desk.promise().await;
    let working = tokio::spawn(async move { desk.answer(ask).await });
    let answer = match tokio::time::timeout(budget, working).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(_)) | Err(_) => {
            tracing::warn!("an IVR got the safe answer");
            safe
        }
    };
    answer::ivr(&answer)
}
