//! The IVR's half: what is known about a caller within its budget, and the answer that rules make of it.

use super::memory;
use crate::companion::{Companion, Inner};
use crate::local;
use crate::lookup;
use callside_core::call_memory::{Memory, Remembered};
use callside_core::ivr::{self, Decided, IvrAnswer, IvrAsk, IvrKnown, IvrSettings};
use callside_core::phone::{Line, read};
use callside_core::record::{CallerContext, Candidate};
use std::sync::Arc;
use std::time::Duration;

impl Companion {
    /// Answers an IVR within the budget of the settings; what is not known by then is left out. Never fails: the
    /// caller waits.
    pub async fn answer_ivr(&self, ask: &IvrAsk) -> (IvrAnswer, Vec<Decided>) {
        let settings = self.ivr_settings().await.unwrap_or_else(|error| {
            tracing::error!(%error, "the settings of the IVR cannot be read");
            IvrSettings::default()
        });
        let known = known(&self.inner, ask, settings.time_to_ask()).await;
        ivr::answer(&settings, ask, &known)
    }
}

async fn known(inner: &Arc<Inner>, ask: &IvrAsk, budget: Duration) -> IvrKnown {
    let line = ask.ani.as_deref().map_or(Line::Withheld, |ani| read(ani, inner.preferences().home()));
    // Both at the same time, and neither waits for the other.
    let (record, remembered) = futures_util::join!(
        tokio::time::timeout(budget, inner.record_for_ivr(&line)),
        tokio::time::timeout(budget, remembered(inner, ask, &line)),
    );
    let remembered = remembered.ok().flatten();
    let Some((candidate, context)) = record.ok().flatten() else {
        return IvrKnown { remembered, ..IvrKnown::default() };
    };
    let label = inner.phone_preferences().tier_label;
    let tier = candidate.extra.iter().find(|(shown, _)| *shown == label).map(|(_, tier)| tier.clone());
    IvrKnown { remembered, ..IvrKnown::of(&candidate, &context, tier) }
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
        let (known, rules) = (self.known(line).await.ok()?, self.match_rules());
        if let Some(candidate) = local::outcome(&known, number, &rules).sure() {
            let copy = self.store.context(&candidate.record).await.ok().flatten();
            return Some((candidate, copy.map(|(context, _)| context).unwrap_or_default()));
        }
        let crm = self.crm()?;
        let answer = lookup::by_number(crm.as_ref(), number, &known, &rules, lookup::DEADLINE).await.ok()?;
        let context = answer.context.unwrap_or_default();
        answer.outcome.sure().map(|candidate| (candidate, context))
    }
}
