//! The IVR's half: what is known about a caller within its budget, and the answer that rules make of it.

use super::memory;
use crate::companion::{Companion, Inner};
use crate::local;
use crate::lookup;
use callside_core::call_memory::{Memory, Remembered};
use callside_core::ivr::{self, Decided, IvrAnswer, IvrAsk, IvrKnown, IvrSettings};
use callside_core::matching::{MatchOutcome, Trust};
use callside_core::phone::{Line, read};
use callside_core::record::{CallerContext, Candidate};
use std::sync::Arc;
use std::time::Duration;

/// Kept from the budget for reading the request and writing the answer.
const RESERVE_MS: u64 = 50;

impl Companion {
    /// Answers an IVR within the budget of the settings; what is not known by then is left out. Never fails: the
    /// caller waits.
    pub async fn answer_ivr(&self, ask: &IvrAsk) -> (IvrAnswer, Vec<Decided>) {
        let settings = self.ivr_settings().await.unwrap_or_else(|error| {
            tracing::error!(%error, "the settings of the IVR cannot be read");
            IvrSettings::default()
        });
        let known = known(&self.inner, ask, settings.budget_ms).await;
        ivr::answer(&settings, ask, &known)
    }
}

async fn known(inner: &Arc<Inner>, ask: &IvrAsk, budget_ms: u32) -> IvrKnown {
    let line = ask.ani.as_deref().map_or(Line::Withheld, |ani| read(ani, inner.preferences().home()));
    let budget = Duration::from_millis(u64::from(budget_ms).saturating_sub(RESERVE_MS).max(RESERVE_MS));
    // Both at the same time, and neither waits for the other.
    let (record, remembered) = futures_util::join!(
        tokio::time::timeout(budget, inner.record_for_ivr(&line)),
        tokio::time::timeout(budget, remembered(inner, ask, &line)),
    );
    let (candidate, context) = record.ok().flatten().unzip();
    let context: CallerContext = context.unwrap_or_default();
    let tier_label = inner.phone_preferences().tier_label;
    let tier = candidate.as_ref().and_then(|candidate: &Candidate| {
        candidate.extra.iter().find(|(label, _)| *label == tier_label).map(|(_, tier)| tier.clone())
    });
    IvrKnown {
        customer_name: candidate.map(|candidate| candidate.name),
        tier,
        escalated: context.cases.iter().any(|case| case.escalated),
        open_cases: u32::try_from(context.cases.len()).unwrap_or(u32::MAX),
        remembered: remembered.ok().flatten(),
    }
}

/// The same asking as for the pop that follows: the call is asked about once, and its pop shows the answer. It goes on
/// by itself when the IVR cannot wait for it.
async fn remembered(inner: &Arc<Inner>, ask: &IvrAsk, line: &Line) -> Option<Remembered> {
    let call = ask.call(inner.now())?;
    inner.first_asking(&call.key);
    let (inner, line, ids) = (Arc::clone(inner), line.clone(), ask.external_ids.clone());
    let asking = tokio::spawn(async move { memory::ask(&inner, &call, &line, ids).await });
    match asking.await.ok()?.ok()?? {
        Memory::Known { remembered, .. } => Some(*remembered),
        Memory::Asked | Memory::Failed { .. } | Memory::CutOff => None,
    }
}

impl Inner {
    /// The one record that surely has this number: by the copy on this machine, else by Salesforce.
    async fn record_for_ivr(&self, line: &Line) -> Option<(Candidate, CallerContext)> {
        let number = line.number()?;
        let (known, home) = (self.known(line).await.ok()?, self.preferences().home());
        let sure = |outcome: MatchOutcome| match outcome {
            MatchOutcome::One { matched } if matched.trust() == Trust::Sure => Some(matched.candidate),
            MatchOutcome::One { .. } | MatchOutcome::Several { .. } | MatchOutcome::None => None,
        };
        if let Some(candidate) = sure(local::outcome(&known, number, home)) {
            let copy = self.store.context(&candidate.record).await.ok().flatten();
            return Some((candidate, copy.map(|(context, _)| context).unwrap_or_default()));
        }
        let crm = self.crm()?;
        let answer = lookup::by_number(crm.as_ref(), number, &known, home).await.ok()?;
        let context = answer.context.unwrap_or_default();
        sure(answer.outcome).map(|candidate| (candidate, context))
    }
}
