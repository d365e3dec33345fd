//! Free times for a follow-up, from the agent's calendar in Salesforce.

use crate::companion::{Companion, Inner};
use crate::draft::Draft;
use crate::error::FlowError;
use callside_core::calendar::{Appointment, Slots, slots};
use callside_core::ids::CallKey;
use jiff::{SignedDuration, Timestamp};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How far ahead it is read: as far as a time can be agreed, and some.
const AHEAD: SignedDuration = SignedDuration::from_hours(62 * 24);
/// How long it is believed: somebody picks a time meanwhile.
const FRESH: SignedDuration = SignedDuration::from_secs(30);
/// Nobody waits longer for it than for a form.
const PATIENCE: Duration = Duration::from_secs(5);

/// The calendar as it was read last.
#[derive(Default)]
pub(crate) struct KnownCalendar(Mutex<Option<Known>>);

struct Known {
    whose: String,
    at: Timestamp,
    calendar: Arc<Vec<Appointment>>,
}

impl KnownCalendar {
    fn held(&self) -> MutexGuard<'_, Option<Known>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// It is read anew when somebody asks next.
    pub(crate) fn forget(&self) {
        *self.held() = None;
    }
}

impl Companion {
    /// What the agent's calendar says about the event that would follow from a draft: free times, and what stands at the
    /// agreed or proposed one. `None` when no event at an agreed time follows, when something must be given first, and when
    /// Salesforce does not tell: a time can be agreed all the same.
    ///
    /// # Errors
    /// [`FlowError::UnknownCall`], [`FlowError::SignInNeeded`] when nobody ever signed in, or when the database fails.
    pub async fn slots(&self, key: &CallKey, draft: &Draft) -> Result<Option<Slots>, FlowError> {
        let inner = &self.inner;
        let Ok(decided) = inner.decided(key, draft).await? else { return Ok(None) };
        let (Some(minutes), Some(at)) = (decided.agreed_minutes, decided.follow_up_at) else { return Ok(None) };
        let Some(calendar) = inner.calendar_now().await else { return Ok(None) };
        Ok(Some(slots(&calendar, minutes, at, inner.now(), &inner.org().zone(), &inner.working_hours())))
    }
}

impl Inner {
    async fn calendar_now(&self) -> Option<Arc<Vec<Appointment>>> {
        let (crm, now) = (self.crm()?, self.now());
        let whose = self.org().identity.as_ref()?.user.to_string();
        let fits = |known: &&Known| known.whose == whose && now.duration_since(known.at) < FRESH;
        if let Some(calendar) = self.calendar.held().as_ref().filter(fits).map(|known| Arc::clone(&known.calendar)) {
            return Some(calendar);
        }
        match tokio::time::timeout(PATIENCE, crm.calendar(now, now + AHEAD)).await {
            Ok(Ok(calendar)) => {
                let calendar = Arc::new(calendar?);
                *self.calendar.held() = Some(Known { whose, at: now, calendar: Arc::clone(&calendar) });
                Some(calendar)
            }
            Ok(Err(error)) => {
                tracing::debug!(%error, "the calendar could not be read");
                None
            }
            Err(_) => None,
        }
    }
}
