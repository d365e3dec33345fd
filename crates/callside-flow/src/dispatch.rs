//! Sending the outbox: lease, send with no transaction open, settle.

use crate::companion::Inner;
use crate::notice::{Notice, Pause};
use crate::phones::MEMORY;
use callside_core::action::{Answer, BindFault, Request, Run, RunStep, StepDone, Todo};
use callside_core::crm::{Crm, CrmError, Receipt, Refusal, RefusalReason, Written};
use callside_core::ids::CallKey;
use callside_core::outbox::{Entry, Others, State, Told, Work, settle, settle_told};
use callside_core::phone_system::{PhoneError, PhoneSystem};
use callside_core::plan::{About, NEW_CALLER, Value, WrapUp, WrapUpPlan};
use callside_core::record::{CallerObject, CallerRef, Candidate, PhoneField};
use callside_store::{LeaseToken, Leased, Settled, StoreError};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// Entries that are sent at the same time. Salesforce allows 25 long requests at once for a whole org.
const AT_ONCE: usize = 4;
/// Entries that are leased beyond those, so that a place is filled while others are leased and settled on the disk.
const AHEAD: usize = 4;
/// The task looks again at least this often, so that a clock that was set back or a machine that slept is noticed.
const LOOK_AGAIN: Duration = Duration::from_secs(15);

/// What became of one attempt, not yet on the disk.
struct Attempt {
    /// The entry, with the state and the attempts that it has now.
    entry: Entry,
    token: LeaseToken,
}

/// Sends until it is aborted. A kill at any point is harmless: a lease runs out, and the commit mark tells whether
/// the write had arrived.
pub(crate) async fn run(inner: Arc<Inner>) {
    let mut sending = JoinSet::new();
    let places = Arc::new(Semaphore::new(AT_ONCE));
    loop {
        if let Some(crm) = may_send(&inner) {
            for leased in lease(&inner, AT_ONCE + AHEAD - sending.len()).await {
                sending.spawn(send(Arc::clone(&inner), Arc::clone(&crm), Arc::clone(&places), leased));
            }
        }
        // Phone systems have nothing to do with the sign-in to Salesforce.
        if inner.phones_are_known() {
            for leased in lease_told(&inner, AT_ONCE + AHEAD - sending.len()).await {
                sending.spawn(tell(Arc::clone(&inner), Arc::clone(&places), leased));
            }
        }
        let pause = until_next(&inner).await;
        tokio::select! {
            () = inner.wake.notified() => {}
            Some(ended) = sending.join_next(), if !sending.is_empty() => {
                // Those that ended while the disk was busy are settled with it, in one commit.
                let more = std::iter::from_fn(|| sending.try_join_next());
                let attempts = std::iter::once(ended).chain(more).filter_map(Result::ok).flatten().collect();
                settle_all(&inner, attempts).await;
            }
            () = tokio::time::sleep(pause) => {}
        }
    }
}

async fn settle_all(inner: &Arc<Inner>, attempts: Vec<Attempt>) {
    let outcomes: Vec<_> =
        attempts.iter().map(|attempt| (attempt.token, &attempt.entry.state, attempt.entry.attempts)).collect();
    let settled = match inner.store.settle(&outcomes).await {
        Ok(settled) => settled,
        Err(error) => return tracing::error!(%error, "outcomes could not be stored; their leases will run out"),
    };
    let mut wrapped_up = Vec::new();
    for (attempt, settled) in attempts.into_iter().zip(settled) {
        match settled {
            Settled::Stored => {
                let (state, work) = (&attempt.entry.state, attempt.entry.work.wrap_up());
                let is_final = matches!(state, State::Refused { .. } | State::Done { .. });
                wrapped_up.extend(work.filter(|_| is_final).map(|(wrap_up, _)| wrap_up.call.clone()));
                inner.announce_entry(attempt.entry);
            }
            // The lease ran out and somebody else has the entry now; the commit mark keeps it to one write.
            Settled::LeaseLost => {}
        }
    }
    if !wrapped_up.is_empty() {
        // A follow-up may stand in the calendar now.
        inner.calendar.forget();
    }
    inner.follow_settled(wrapped_up).await;
}

fn may_send(inner: &Inner) -> Option<Arc<dyn Crm>> {
    match inner.pause() {
        Pause::SignIn => return None,
        Pause::Until(moment) if inner.now() < moment => return None,
        Pause::Until(_) => inner.set_pause(Pause::None),
        Pause::None => {}
    }
    inner.crm()
}

async fn lease(inner: &Inner, room: usize) -> Vec<Leased> {
    match u32::try_from(room) {
        Ok(0) | Err(_) => Vec::new(),
        Ok(rows) => readable(inner.store.lease(inner.now(), rows).await),
    }
}

async fn lease_told(inner: &Inner, room: usize) -> Vec<Leased> {
    match u32::try_from(room) {
        Ok(0) | Err(_) => Vec::new(),
        Ok(rows) => readable(inner.store.lease_told(inner.now(), rows).await),
    }
}

fn readable(leased: Result<Vec<Leased>, StoreError>) -> Vec<Leased> {
    leased.unwrap_or_else(|error| {
        tracing::error!(%error, "the outbox cannot be read");
        Vec::new()
    })
}

async fn until_next(inner: &Inner) -> Duration {
    let due = inner.store.next_due().await.ok().flatten();
    let wait = due.map_or(LOOK_AGAIN, |due| {
        let ms = due.as_millisecond() - inner.now().as_millisecond();
        Duration::from_millis(u64::try_from(ms).unwrap_or(0))
    });
    // What is due but cannot be sent now (paused, or behind another entry of its record) must not spin.
    wait.clamp(Duration::from_millis(50), LOOK_AGAIN)
}

async fn send(inner: Arc<Inner>, crm: Arc<dyn Crm>, places: Arc<Semaphore>, leased: Leased) -> Option<Attempt> {
    let Leased { mut entry, token, doubtful } = leased;
    let place = places.acquire().await;
    let attempts = entry.attempts + 1;
    let again = doubtful.then_some(entry.created_at);
    let outcome = match is_at_home(crm.as_ref(), &entry).await {
        Ok(()) => match &mut entry.work {
            Work::WrapUp { wrap_up, plan } => commit(&inner, crm.as_ref(), wrap_up, plan).await,
            Work::Action { run } => act(&inner, crm.as_ref(), run, token, again).await,
            // The other lane has these.
            Work::Phone { .. } => return None,
        },
        Err(error) => Err(error),
    };
    drop(place);
    let (state, others) = settle(outcome, attempts, inner.now(), chance(), inner.preferences().settling());
    // What it means for the others holds before anybody can see the outcome, and whatever becomes of this entry.
    match others {
        Others::GoOn => {}
        Others::PauseUntil(moment) => inner.set_pause(Pause::Until(moment)),
        Others::PauseUntilSignIn => {
            inner.set_pause(Pause::SignIn);
            inner.say(Notice::SignInNeeded);
        }
    }
    Some(Attempt { entry: Entry { state, attempts, ..entry }, token })
}

/// Whether the CRM is signed in to the entry's org. The store leases only entries of the org that was learnt last, but
/// a sign-in to another one takes effect a moment before it is learnt.
async fn is_at_home(crm: &dyn Crm, entry: &Entry) -> Result<(), CrmError> {
    let Some(org) = &entry.org else { return Ok(()) };
    let me = crm.identity().await?;
    if me.org == *org { Ok(()) } else { Err(CrmError::Unreachable) }
}

/// Tells a phone system, or the service that remembers callers.
async fn tell(inner: Arc<Inner>, places: Arc<Semaphore>, leased: Leased) -> Option<Attempt> {
    let Leased { entry, token, doubtful } = leased;
    let place = places.acquire().await;
    let attempts = entry.attempts + 1;
    let Work::Phone { call, told } = &entry.work else { return None };
    let phones = inner.phones();
    let outcome = match told {
        Told::End { end } => match &phones.memory {
            Some(memory) => {
                let ended = memory.end(end).await;
                inner.count(MEMORY, "end", &ended).await;
                ended.map(drop)
            }
            None => Err(PhoneError::NotSetUp),
        },
        Told::Disposition { name } => match phones.of(call.provider()) {
            Some(system) => {
                let set = system.set_disposition(call, name).await;
                inner.count(call.provider().as_str(), "disposition", &set).await;
                set
            }
            None => Err(PhoneError::NotSetUp),
        },
        Told::Comment { text } => match phones.of(call.provider()) {
            Some(system) => {
                let written = comment(system.as_ref(), call, text, doubtful || entry.attempts > 0).await;
                inner.count(call.provider().as_str(), "comment", &written).await;
                written
            }
            None => Err(PhoneError::NotSetUp),
        },
    };
    drop(place);
    let state = settle_told(outcome, attempts, inner.now(), chance());
    Some(Attempt { entry: Entry { state, attempts, ..entry }, token })
}

/// Writes a comment. After an attempt whose answer was lost it may be there already.
async fn comment(system: &dyn PhoneSystem, call: &CallKey, text: &str, again: bool) -> Result<(), PhoneError> {
    if again && system.call_detail(call).await?.comments.iter().any(|known| known == text) {
        return Ok(());
    }
    system.comment(call, text).await
}

async fn commit(inner: &Inner, crm: &dyn Crm, wrap_up: &WrapUp, plan: &WrapUpPlan) -> Result<Receipt, CrmError> {
    let receipt = crm.commit(&wrap_up.call, plan).await?;
    if let Err(error) = remember_made(inner, wrap_up, &receipt).await {
        tracing::warn!(%error, "a record that was made here could not be remembered");
    }
    Ok(receipt)
}

/// Does the steps that are not done yet. Each is kept as soon as it is done, so that a kill repeats at most one, and its
/// key makes that one harmless.
async fn act(
    inner: &Arc<Inner>,
    crm: &dyn Crm,
    run: &mut Run,
    token: LeaseToken,
    again: Option<Timestamp>,
) -> Result<Receipt, CrmError> {
    while let Some(place) = run.next() {
        let request = match inner.request_of(run, place).await {
            Ok(Ok(request)) => request,
            Ok(Err(faults)) => return Err(does_not_fit(run, place, &faults)),
            Err(error) => {
                tracing::error!(%error, "a step of an action could not be prepared");
                return Err(CrmError::Busy { retry_after_s: None });
            }
        };
        run.steps[place].todo = Todo::Ready { request: request.clone() };
        let answer =
            crm.act(&request, &run.steps[place].key, again).await.map_err(|error| in_step(run, place, error))?;
        remember_new(inner, &request, &answer).await;
        run.steps[place].done = Some(answer);
        if let Err(error) = inner.store.progress(token, &Work::Action { run: run.clone() }, inner.now()).await {
            tracing::error!(%error, "a step that is done could not be kept; it is known again by its key");
        }
    }
    Ok(receipt(run))
}

fn receipt(run: &Run) -> Receipt {
    let written = |(place, step): (usize, &RunStep)| match step.done.as_ref()? {
        Answer::Written { object, id, done, .. } => Some(Written {
            reference: place.to_string(),
            object: object.clone(),
            id: id.clone(),
            created: *done == StepDone::Created,
        }),
        _ => None,
    };
    let found = |step: &RunStep| matches!(step.done, Some(Answer::Written { found_again: true, .. }));
    Receipt {
        records: run.steps.iter().enumerate().filter_map(written).collect(),
        found_again: run.steps.iter().any(found),
    }
}

/// Says where a chain stopped.
fn in_step(run: &Run, place: usize, error: CrmError) -> CrmError {
    match error {
        CrmError::Refused(mut refusal) if run.steps.len() > 1 => {
            refusal.message = format!("Step {}, {}: {}", place + 1, run.steps[place].title, refusal.message);
            CrmError::Refused(refusal)
        }
        error => error,
    }
}

fn does_not_fit(run: &Run, place: usize, faults: &[BindFault]) -> CrmError {
    let message = faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    in_step(
        run,
        place,
        CrmError::Refused(Box::new(Refusal {
            reason: RefusalReason::Missing,
            code: "STEP_DOES_NOT_FIT".into(),
            message,
            object: None,
            fields: Vec::new(),
        })),
    )
}

/// Callers that an action made are searched for first until Salesforce's index has them.
async fn remember_new(inner: &Inner, request: &Request, answer: &Answer) {
    let (Request::Create { object, fields, .. }, Answer::Written { id, .. }) = (request, answer) else { return };
    let Some(object) = CallerObject::ALL.into_iter().find(|known| known.api_name() == object) else { return };
    let made = Written { reference: String::new(), object: object.api_name().into(), id: id.clone(), created: true };
    if let Err(error) = note_made(inner, object, fields, &made).await {
        tracing::warn!(%error, "a record that was made here could not be remembered");
    }
}

/// A random number in `0.0..1.0` for jitter.
fn chance() -> f64 {
    // Without randomness all desks retry in step, which is bad but not wrong.
    getrandom::u32().map_or(0.5, |n| f64::from(n) / (f64::from(u32::MAX) + 1.0))
}

/// Records made here are searched for first until Salesforce's index has them.
async fn remember_made(inner: &Inner, wrap_up: &WrapUp, receipt: &Receipt) -> Result<(), StoreError> {
    let About::New { object, fields } = &wrap_up.about else { return Ok(()) };
    let Some(made) = receipt.records.iter().find(|record| record.reference == NEW_CALLER) else { return Ok(()) };
    note_made(inner, *object, fields, made).await
}

async fn note_made(
    inner: &Inner,
    object: CallerObject,
    fields: &BTreeMap<String, Value>,
    made: &Written,
) -> Result<(), StoreError> {
    let text = |field: &str| match fields.get(field) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let name = [text("FirstName"), text("LastName"), text("Name")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let phones = object.phone_fields().iter();
    let candidate = Candidate {
        record: CallerRef { object, id: made.id.clone() },
        name,
        title: text("Title"),
        company: text("Company"),
        account: None,
        email: text("Email"),
        owner: None,
        status: text("Status"),
        do_not_call: fields.get("DoNotCall") == Some(&Value::Bool(true)),
        extra: Vec::new(),
        phones: phones.filter_map(|f| Some(PhoneField { field: (*f).to_owned(), typed: text(f)? })).collect(),
        modified: None,
        record_type: None,
    };
    inner.store.note_made(&candidate, inner.preferences().home(), inner.now()).await
}
