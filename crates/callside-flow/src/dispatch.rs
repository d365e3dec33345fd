//! Sending the outbox: lease, send with no transaction open, settle.

use crate::companion::Inner;
use crate::notice::{Notice, Pause};
use crate::phones::MEMORY;
use callside_core::action::{Answer, BindFault, Request, Run, RunStep, StepDone, Todo};
use callside_core::crm::{Change, Crm, CrmError, Receipt, Refusal, RefusalReason, Written};
use callside_core::ids::CallKey;
use callside_core::outbox::{Entry, Others, State, Told, Work, settle, settle_told};
use callside_core::phone_system::{PhoneError, PhoneSystem};
use callside_core::plan::{About, NEW_CALLER, Value, WrapUp, WrapUpPlan};
use callside_core::record::{CallerObject, CallerRef, Candidate, PhoneField};
use callside_store::{Handed, LeaseToken, Leased, Outcome, Settled, StoreError};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// Requests that are under way at the same time. Salesforce allows 25 long ones at once for a whole org.
const AT_ONCE: usize = 4;
/// Requests that are leased beyond those, so that a place is filled while others are leased and settled on the disk.
const AHEAD: usize = 4;
/// Changes of one request, at most: as many as fit into a composite (docs/adr/0080).
const TOGETHER: usize = 12;
/// The task looks again at least this often, so that a clock that was set back or a machine that slept is noticed.
const LOOK_AGAIN: Duration = Duration::from_secs(15);

/// What became of one attempt, not yet on the disk.
struct Attempt {
    /// The entry, with the state and the attempts that it has now.
    entry: Entry,
    token: LeaseToken,
}

impl Attempt {
    fn outcome(&self) -> Outcome<'_> {
        let Entry { state, attempts, work, .. } = &self.entry;
        // The last step of an action is kept with the outcome.
        let work = Some(work).filter(|work| matches!((work, state), (Work::Action { .. }, State::Done { .. })));
        Outcome { token: self.token, state, attempts: *attempts, work }
    }
}

/// Sends until it is aborted. A kill at any point is harmless: a lease runs out, and the commit mark tells whether
/// the write had arrived.
pub(crate) async fn run(inner: Arc<Inner>) {
    let mut sending = JoinSet::new();
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let mut ended: Vec<Attempt> = Vec::new();
    loop {
        let crm = may_send(&inner);
        let room = if crm.is_some() { (AT_ONCE + AHEAD).saturating_sub(sending.len()) } else { 0 };
        let Turn { leased, settled, told_is_due, next_due } =
            settle_and_lease(&inner, std::mem::take(&mut ended), room).await;
        if let Some(crm) = crm {
            for parcel in parcels(leased) {
                sending.spawn(send(Arc::clone(&inner), Arc::clone(&crm), Arc::clone(&places), parcel));
            }
        }
        // Phone systems have nothing to do with the sign-in to Salesforce.
        let told = told_is_due && inner.phones_are_known();
        if told {
            let room = (AT_ONCE + AHEAD).saturating_sub(sending.len());
            for leased in lease_told(&inner, room).await {
                sending.spawn(tell(Arc::clone(&inner), Arc::clone(&places), leased));
            }
        }
        inner.follow_settled(settled).await;
        let pause = until_next(&inner, next_due, told).await;
        tokio::select! {
            () = inner.wake.notified() => {}
            Some(first) = sending.join_next(), if !sending.is_empty() => {
                // Those that ended while the disk was busy are settled with it, in one commit.
                let more = std::iter::from_fn(|| sending.try_join_next());
                ended = std::iter::once(first).chain(more).filter_map(Result::ok).flatten().collect();
            }
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// What is sent in one request: changes that go together, everything else alone.
fn parcels(leased: Vec<Leased>) -> Vec<Vec<Leased>> {
    let (together, alone): (Vec<_>, Vec<_>) = leased.into_iter().partition(|leased| leased.entry.work.goes_together());
    let mut parcels: Vec<Vec<Leased>> = alone.into_iter().map(|leased| vec![leased]).collect();
    let mut together = together.into_iter().peekable();
    while together.peek().is_some() {
        parcels.push(together.by_ref().take(TOGETHER).collect());
    }
    parcels
}

/// What one look at the outbox came to.
struct Turn {
    leased: Vec<Leased>,
    /// Wrap-ups that have their final outcome.
    settled: Vec<CallKey>,
    /// Phone systems are to be told of something, as far as is known.
    told_is_due: bool,
    /// When something becomes due by itself; `None` where that was not looked at.
    next_due: Option<Option<Timestamp>>,
}

/// Settles what ended and leases what is sent next, in one commit.
async fn settle_and_lease(inner: &Arc<Inner>, attempts: Vec<Attempt>, room: usize) -> Turn {
    let nothing = Turn { leased: Vec::new(), settled: Vec::new(), told_is_due: true, next_due: None };
    let outcomes: Vec<Outcome<'_>> = attempts.iter().map(Attempt::outcome).collect();
    if outcomes.is_empty() && room == 0 {
        return nothing;
    }
    let count = |number: usize| u32::try_from(number).unwrap_or(0);
    let done = inner.store.settle_and_lease(&outcomes, inner.now(), count(room), count(TOGETHER - 1)).await;
    let Handed { settled, leased, told_is_due, next_due } = match done {
        Ok(done) => done,
        Err(error) => {
            tracing::error!(%error, "the outbox cannot be used; leases of what was sent will run out");
            return nothing;
        }
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
    Turn { leased, settled: wrapped_up, told_is_due, next_due: Some(next_due) }
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

async fn lease_told(inner: &Inner, room: usize) -> Vec<Leased> {
    let leased = match u32::try_from(room) {
        Ok(0) | Err(_) => return Vec::new(),
        Ok(rows) => inner.store.lease_told(inner.now(), rows).await,
    };
    leased.unwrap_or_else(|error| {
        tracing::error!(%error, "the outbox cannot be read");
        Vec::new()
    })
}

/// Until something becomes due by itself. What is due already waits for something that wakes the task: for a place, for an
/// older entry of its record, for a sign-in.
async fn until_next(inner: &Inner, known: Option<Option<Timestamp>>, told: bool) -> Duration {
    let now = inner.now();
    // Leases for phone systems end later than what was looked at.
    let due = match known.filter(|_| !told) {
        Some(due) => due,
        None => inner.store.next_due(now).await.ok().flatten(),
    };
    let paused = match inner.pause() {
        Pause::Until(moment) => Some(moment).filter(|moment| *moment > now),
        Pause::None | Pause::SignIn => None,
    };
    let wait = due.into_iter().chain(paused).min().map_or(LOOK_AGAIN, |due| {
        let ms = due.as_millisecond() - now.as_millisecond();
        Duration::from_millis(u64::try_from(ms).unwrap_or(0))
    });
    wait.clamp(Duration::from_millis(1), LOOK_AGAIN)
}

async fn send(inner: Arc<Inner>, crm: Arc<dyn Crm>, places: Arc<Semaphore>, parcel: Vec<Leased>) -> Vec<Attempt> {
    let place = places.acquire().await;
    let crm = crm.as_ref();
    let at_home = match parcel.first() {
        Some(leased) => is_at_home(crm, &leased.entry).await,
        None => return Vec::new(),
    };
    let attempts = match at_home {
        Err(error) => parcel.into_iter().map(|leased| attempted(&inner, leased, Err(error.clone()))).collect(),
        Ok(()) if parcel.iter().all(|leased| leased.entry.work.goes_together()) => change(&inner, crm, parcel).await,
        Ok(()) => {
            let mut attempts = Vec::new();
            for leased in parcel {
                attempts.extend(send_one(&inner, crm, leased).await);
            }
            attempts
        }
    };
    drop(place);
    attempts
}

/// Changes of different records, in one request.
async fn change(inner: &Inner, crm: &dyn Crm, parcel: Vec<Leased>) -> Vec<Attempt> {
    let mut changes = Vec::with_capacity(parcel.len());
    for Leased { entry, doubtful, .. } in &parcel {
        changes.extend(entry.work.one_change().map(|request| Change { request, again: *doubtful }));
    }
    let outcomes = crm.change_together(&changes).await;
    let ended = parcel.into_iter().zip(outcomes).map(|(mut leased, outcome)| {
        let outcome = outcome.map(|answer| match &mut leased.entry.work {
            Work::Action { run } => {
                if let Some(step) = run.steps.first_mut() {
                    step.done = Some(answer);
                }
                receipt(run)
            }
            Work::WrapUp { .. } | Work::Phone { .. } => Receipt { records: Vec::new(), found_again: false },
        });
        attempted(inner, leased, outcome)
    });
    ended.collect()
}

async fn send_one(inner: &Arc<Inner>, crm: &dyn Crm, mut leased: Leased) -> Option<Attempt> {
    let again = leased.doubtful.then_some(leased.entry.created_at);
    let outcome = match &mut leased.entry.work {
        Work::WrapUp { wrap_up, plan } => commit(inner, crm, wrap_up, plan).await,
        Work::Action { run } => act(inner, crm, run, leased.token, again).await,
        // The other lane has these.
        Work::Phone { .. } => return None,
    };
    Some(attempted(inner, leased, outcome))
}

/// Where an entry stands after an attempt.
fn attempted(inner: &Inner, leased: Leased, outcome: Result<Receipt, CrmError>) -> Attempt {
    let Leased { entry, token, .. } = leased;
    let attempts = entry.attempts + 1;
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
    Attempt { entry: Entry { state, attempts, ..entry }, token }
}

/// Whether the CRM is signed in to the entry's org. The store leases only entries of the org that was learnt last, but
/// a sign-in to another one takes effect a moment before it is learnt.
async fn is_at_home(crm: &dyn Crm, entry: &Entry) -> Result<(), CrmError> {
    let Some(org) = &entry.org else { return Ok(()) };
    let me = crm.identity().await?;
    if me.org == *org { Ok(()) } else { Err(CrmError::Unreachable) }
}

/// Tells a phone system, or the service that remembers callers.
async fn tell(inner: Arc<Inner>, places: Arc<Semaphore>, leased: Leased) -> Vec<Attempt> {
    let Leased { entry, token, doubtful } = leased;
    let place = places.acquire().await;
    let attempts = entry.attempts + 1;
    let Work::Phone { call, told } = &entry.work else { return Vec::new() };
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
    vec![Attempt { entry: Entry { state, attempts, ..entry }, token }]
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

/// Does the steps that are not done yet. Each is kept as soon as it is done, the last one with the outcome, so that a kill
/// repeats at most one, and its key makes that one harmless.
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
        if run.next().is_none() {
            break;
        }
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

/// Callers that an action made are searched for first until Salesforce's index has them; those that it deleted are not
/// found any more.
async fn remember_new(inner: &Inner, request: &Request, answer: &Answer) {
    if let (Request::Delete { object, id }, Answer::Written { .. }) = (request, answer)
        && let Some(object) = CallerObject::ALL.into_iter().find(|known| known.api_name() == object)
        && let Err(error) = inner.store.forget_caller(&CallerRef { object, id: id.clone() }).await
    {
        tracing::warn!(%error, "a record that was deleted could not be forgotten");
    }
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
    let text = |wanted: &str| match fields.iter().find(|(field, _)| field.eq_ignore_ascii_case(wanted))? {
        (_, Value::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let name = [text("FirstName"), text("LastName"), text("Name")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let rules = inner.match_rules();
    let phones = rules.fields.of(object);
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
        phones: phones.filter_map(|f| Some(PhoneField { field: f.to_owned(), typed: text(f)? })).collect(),
        modified: None,
        record_type: None,
    };
    inner.store.note_made(&candidate, rules.home, inner.now()).await
}
