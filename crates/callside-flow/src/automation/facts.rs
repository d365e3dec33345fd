//! The facts of something that happened.

use crate::companion::Inner;
use crate::error::FlowError;
use callside_core::automation::{Happened, Occurrence};
use callside_core::call::Call;
use callside_core::event::CallEvent;
use callside_core::facts::{Facts, of};
use callside_core::ids::CallKey;
use callside_core::pop::ScreenPop;

/// What is known whatever happened.
fn always(inner: &Inner) -> Facts {
    let org = inner.org();
    let mut facts = of::now(inner.now(), &org.zone(), &inner.working_hours());
    if let Some(me) = &org.identity {
        facts.join(of::me(me));
    }
    facts
}

/// Facts of an event of a call.
pub(super) fn of_event(inner: &Inner, event: &CallEvent, call: &Call, pop: &ScreenPop) -> Facts {
    let mut facts = always(inner);
    facts.join(of::call(call, pop));
    facts.join(of::event(event));
    facts
}

/// Facts of anything else, on top of what its teller knew.
pub(super) async fn of_occurrence(inner: &Inner, occurrence: &Occurrence, told: Facts) -> Result<Facts, FlowError> {
    let mut facts = always(inner);
    facts.join(told);
    if let Happened::Disposition { call, code } = &occurrence.happened {
        facts.join(of_wrap_up(inner, call).await?);
        facts.set("disposition.code", code.0.as_str());
    }
    Ok(facts)
}

/// Facts of a call that is wrapped up.
pub(super) async fn of_wrapped_up(inner: &Inner, key: &CallKey) -> Result<Facts, FlowError> {
    let mut facts = always(inner);
    facts.join(of_wrap_up(inner, key).await?);
    Ok(facts)
}

async fn of_wrap_up(inner: &Inner, key: &CallKey) -> Result<Facts, FlowError> {
    let call = inner.call(key).await?;
    let mut facts = of::call(&call, &inner.pop_of(&call).await?);
    let entry = inner.store.entry_of(key).await?;
    let decided = entry.as_ref().and_then(|entry| entry.work.wrap_up());
    if let Some((wrap_up, _)) = decided
        && let Some(row) = inner.dispositions().get(&wrap_up.disposition)
    {
        facts.join(of::disposition(row, &wrap_up.notes, wrap_up.agreed_at));
    }
    Ok(facts)
}
