//! The service that remembers callers: asked at the first event of a call, within its own budget, beside everything
//! else. Without it the call goes on as if it did not exist.

use super::MEMORY;
use super::preferences::IdSource;
use crate::companion::Inner;
use crate::error::FlowError;
use crate::local;
use callside_core::call::{Call, Phase};
use callside_core::call_memory::{CallEnd, CallMemory, Hints, Memory, Remembered, Who, call_id};
use callside_core::ids::CallKey;
use callside_core::matching::MatchOutcome;
use callside_core::phone::{Line, read};
use callside_core::plan::WrapUp;
use callside_core::pop::ScreenPop;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Asks about a call, once, in the background. A call that is over before anything was heard of it is not asked about:
/// its end stands alone.
pub(crate) fn begin(inner: &Arc<Inner>, call: &Call, line: &Line) {
    if inner.phones().memory.is_none() || call.phase() == Phase::Ended || !inner.first_asking(&call.key) {
        return;
    }
    let (inner, call, line) = (Arc::clone(inner), call.clone(), line.clone());
    tokio::spawn(async move {
        if let Err(error) = ask(&inner, &call, &line, BTreeMap::new()).await {
            tracing::warn!(%error, "what the service remembers could not be kept");
        }
    });
}

/// Asks now, unless somebody has; what is known afterwards. `ids` are known from elsewhere, such as an IVR.
pub(crate) async fn ask(
    inner: &Inner,
    call: &Call,
    line: &Line,
    ids: BTreeMap<String, String>,
) -> Result<Option<Memory>, FlowError> {
    let Some(service) = inner.phones().memory else { return Ok(None) };
    let mut hints = hints(inner, call, line).await?;
    hints.external_ids.extend(ids);
    let e164 = line.number().map(|number| number.e164());
    if !hints.suffice() || !inner.store.claim_memory(&call.key, e164, inner.now()).await? {
        return remembered(inner, &call.key).await;
    }
    show(inner, &call.key, Memory::Asked).await?;
    let memory = answer(inner, service.as_ref(), &call.key, &hints).await;
    inner.store.save_memory(&call.key, &memory).await?;
    show(inner, &call.key, memory.clone()).await?;
    Ok(Some(memory))
}

async fn answer(inner: &Inner, service: &dyn CallMemory, call: &CallKey, hints: &Hints) -> Memory {
    let answer = service.start(&call_id(call), hints).await;
    inner.count(MEMORY, "start", &answer).await;
    match answer {
        Ok(remembered) => known(inner, remembered),
        Err(because) => Memory::Failed { because },
    }
}

fn known(inner: &Inner, remembered: Remembered) -> Memory {
    let recognition = inner.phone_preferences().thresholds.judge(remembered.confidence);
    Memory::Known { remembered: Box::new(remembered), recognition }
}

/// What is told about the caller.
async fn hints(inner: &Inner, call: &Call, line: &Line) -> Result<Hints, FlowError> {
    let rules = inner.match_rules();
    let company = call.company_number().map(|text| read(text, rules.home));
    let mut hints = Hints::of(call, line.number(), company.as_ref().and_then(Line::number));
    let Some(number) = line.number() else { return Ok(hints) };
    let known = inner.known(line).await?;
    let wanted = inner.phone_preferences().external_ids;
    if let MatchOutcome::One { matched } = local::outcome(&known, number, &rules) {
        let candidate = &matched.candidate;
        let id = |source: &IdSource| match source {
            IdSource::Record => Some(candidate.record.id.to_string()),
            IdSource::Account => candidate.account.as_ref().map(ToString::to_string),
            IdSource::ProviderContact => call.provider_contact().cloned(),
            IdSource::Shown { label } => candidate.extra.iter().find(|(l, _)| l == label).map(|(_, v)| v.clone()),
        };
        hints.external_ids = wanted.iter().filter_map(|(name, from)| Some((name.clone(), id(from)?))).collect();
    }
    hints.customer_ref = inner.store.last_reference(number.e164()).await?;
    Ok(hints)
}

/// What is remembered of a call. An asking that this start of the program does not know was cut off by its end.
pub(crate) async fn remembered(inner: &Inner, call: &CallKey) -> Result<Option<Memory>, FlowError> {
    let memory = inner.store.memory(call).await?;
    Ok(memory.map(|memory| match memory {
        Memory::Asked if !inner.is_asking(call) => Memory::CutOff,
        memory => memory,
    }))
}

/// Puts it into the pop, if there is one.
async fn show(inner: &Inner, call: &CallKey, memory: Memory) -> Result<(), FlowError> {
    inner.change_pop(call, |pop| pop.memory = Some(memory)).await?;
    Ok(())
}

/// What was answered while the pop was made, when there was none yet to put it into.
pub(crate) async fn catch_up(inner: &Inner, call: &CallKey) -> Result<(), FlowError> {
    let waits = |pop: &ScreenPop| matches!(pop.memory, None | Some(Memory::Asked));
    if inner.phones().memory.is_none() || !inner.pops().get(call).is_some_and(waits) {
        return Ok(());
    }
    match remembered(inner, call).await? {
        None | Some(Memory::Asked) => Ok(()),
        Some(memory) => show(inner, call, memory).await,
    }
}

/// What the service is told after wrap-up; nothing when it is not set up or nothing tells who the caller was.
pub(crate) async fn end(
    inner: &Inner,
    call: &Call,
    wrap_up: &WrapUp,
    label: &str,
) -> Result<Option<CallEnd>, FlowError> {
    if inner.phones().memory.is_none() {
        return Ok(None);
    }
    let who = match inner.store.memory(&call.key).await? {
        Some(Memory::Known { remembered, .. }) => Who::Reference { customer_ref: remembered.customer_ref },
        Some(Memory::Asked | Memory::Failed { .. } | Memory::CutOff) | None => {
            let hints = hints(inner, call, &inner.line(call)).await?;
            if !hints.suffice() {
                return Ok(None);
            }
            Who::Hints { hints }
        }
    };
    let outcome = inner.phone_preferences().remember_outcome.then(|| ("last_outcome".to_owned(), label.to_owned()));
    let variables: BTreeMap<_, _> = outcome.into_iter().collect();
    Ok(Some(CallEnd { call_id: call_id(&call.key), who, intent: wrap_up.intent.clone(), variables }))
}
