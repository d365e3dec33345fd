//! What all requests share.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use super::rest::{Cursors, KeptAnswers};
use crate::clock::Clock;
use crate::faults::Faults;
use crate::oauth::{ClientApp, Grants, SigningKeys};
use crate::options::SandboxOptions;
use crate::org::{Actor, Cause, Org, Profile};
use crate::seed::Cast;

/// The state of a running sandbox.
#[derive(Debug)]
pub struct Shared {
    /// How it was set up.
    pub options: SandboxOptions,
    /// Its clock.
    pub clock: Clock,
    /// When it was set up.
    pub set_up: Timestamp,
    /// Its origin, such as `http://127.0.0.1:40123`.
    pub base_url: String,
    /// The registered app.
    pub app: ClientApp,
    /// What id tokens are signed with.
    pub signing_keys: SigningKeys,
    /// Secret of the control endpoints.
    pub control_secret: String,
    /// The phone systems.
    pub phones: crate::phones::Phones,
    /// The people who can sign in, and the callers who were put in by name.
    pub cast: Cast,
    org: Mutex<Org>,
    grants: Mutex<Grants>,
    faults: Mutex<Faults>,
    cursors: Mutex<Cursors>,
    kept_answers: Mutex<KeptAnswers>,
    requests: AtomicU64,
    used: AtomicU64,
}

impl Shared {
    /// State around a seeded org.
    #[must_use]
    pub fn new(
        options: SandboxOptions,
        clock: Clock,
        base_url: String,
        app: ClientApp,
        control_secret: String,
        cast: Cast,
        org: Org,
    ) -> Self {
        let grants = Grants::new(org.id.as_str(), options.session_lifetime, options.rotation);
        let set_up = clock.now();
        Self {
            options,
            clock,
            set_up,
            base_url,
            app,
            signing_keys: SigningKeys::default(),
            control_secret,
            phones: crate::phones::Phones::default(),
            cast,
            org: Mutex::new(org),
            grants: Mutex::new(grants),
            faults: Mutex::default(),
            cursors: Mutex::default(),
            kept_answers: Mutex::default(),
            requests: AtomicU64::new(0),
            used: AtomicU64::new(0),
        }
    }

    /// The org.
    pub fn org(&self) -> MutexGuard<'_, Org> {
        open(&self.org)
    }

    /// The grants.
    pub fn grants(&self) -> MutexGuard<'_, Grants> {
        open(&self.grants)
    }

    /// The faults.
    pub fn faults(&self) -> MutexGuard<'_, Faults> {
        open(&self.faults)
    }

    /// The cursors of long query results.
    pub fn cursors(&self) -> MutexGuard<'_, Cursors> {
        open(&self.cursors)
    }

    /// Answers that are kept for their idempotency keys.
    pub fn kept_answers(&self) -> MutexGuard<'_, KeptAnswers> {
        open(&self.kept_answers)
    }

    /// The sandbox's present moment.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The number of a new request.
    pub fn next_request(&self) -> u64 {
        self.requests.fetch_add(1, Ordering::SeqCst) + 1
    }

    /// Counts a data call and gives how many there were.
    pub fn count_call(&self) -> u64 {
        self.used.fetch_add(1, Ordering::SeqCst) + 1
    }

    /// Data calls so far.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.used.load(Ordering::SeqCst)
    }

    /// Sets how many data calls there were, to reach the daily limit at once.
    pub fn set_calls(&self, used: u64) {
        self.used.store(used, Ordering::SeqCst);
    }

    /// A user at work through the API.
    #[must_use]
    pub fn actor(&self, user: &str) -> Actor {
        let profile = self.cast.user(user).map_or(Profile::Agent, |user| user.profile);
        Actor { user: user.to_owned(), profile, cause: Cause::Api }
    }
}

/// A lock that outlives a panic of another request: rows are changed through transactions, so none is half-written.
fn open<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
