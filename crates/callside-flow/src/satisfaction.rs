//! What customers said of their calls: a copy of what the admin's query found, asked for anew when it is too old.

use crate::back_fill::PhoneKeys;
use crate::companion::{Companion, Inner};
use crate::error::FlowError;
use crate::notice::Notice;
use callside_core::budget::{Pace, Purpose};
use callside_core::crm::CrmError;
use callside_core::satisfaction::Satisfaction;
use callside_core::soql::parse;
use callside_core::team::Dimension;
use callside_store::{Days, RatingSums, Scope};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is known of the copy, as a setting.
const COPY: &str = "ratings";

/// The copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    as_of: Timestamp,
    /// Made by this section; after a change it counts no more.
    section: Satisfaction,
    /// Rows that hold no rating on the scale.
    left_out: usize,
    /// There were more rows than are read.
    cut: bool,
}

/// How asking stands.
#[derive(Default)]
pub(crate) struct Asking(Mutex<Standing>);

#[derive(Default)]
struct Standing {
    busy: bool,
    /// When it last went wrong, and why.
    trouble: Option<(Timestamp, CrmError)>,
}

impl Asking {
    fn held(&self) -> MutexGuard<'_, Standing> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ratings of some days and of as many before.
#[derive(Debug, Clone, PartialEq)]
pub struct RatingDays {
    /// Of the days that were asked for.
    pub now: RatingSums,
    /// Of those before.
    pub before: RatingSums,
}

/// What is known of ratings.
#[derive(Debug, Clone, PartialEq)]
pub struct Ratings {
    /// What they mean.
    pub section: Satisfaction,
    /// How old the copy is; `None` while there is none.
    pub as_of: Option<Timestamp>,
    /// The sums.
    pub days: RatingDays,
    /// Rows that hold no rating on the scale.
    pub left_out: usize,
    /// There were more rows than are read.
    pub cut: bool,
    /// Salesforce is being asked.
    pub asking: bool,
    /// Why it could not be asked the last time.
    pub trouble: Option<CrmError>,
}

impl Companion {
    /// Ratings of some days and of as many before, told apart by person, queue or campaign; `None` when no admin has said where they are. What is here is given
    /// at once; when it is too old it is asked for, and announced.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn ratings(&self, days: &Days, scope: &Scope, by: Dimension) -> Result<Option<Ratings>, FlowError> {
        let inner = &self.inner;
        let Some(section) = inner.configuration().satisfaction.clone() else { return Ok(None) };
        let copy: Option<Kept> = inner.store.setting(COPY).await?;
        let copy = copy.filter(|copy| copy.section == section);
        let as_of = copy.as_ref().map(|copy| copy.as_of);
        if inner.ratings_are_due(&section, as_of) {
            let (inner, section) = (Arc::clone(inner), section.clone());
            tokio::spawn(async move { inner.ask_for_ratings(&section).await });
        }
        let days = match as_of {
            Some(_) => RatingDays {
                now: inner.store.ratings(days, scope, by).await?,
                before: inner.store.ratings(&days.before(), scope, by).await?,
            },
            None => RatingDays { now: RatingSums::default(), before: RatingSums::default() },
        };
        let asking = inner.asking.held();
        Ok(Some(Ratings {
            section,
            as_of,
            days,
            left_out: copy.as_ref().map_or(0, |copy| copy.left_out),
            cut: copy.is_some_and(|copy| copy.cut),
            asking: asking.busy,
            trouble: asking.trouble.as_ref().map(|(_, error)| error.clone()),
        }))
    }
}

impl Inner {
    /// Whether the copy is too old and nobody is asking; whoever hears yes must ask.
    fn ratings_are_due(&self, section: &Satisfaction, as_of: Option<Timestamp>) -> bool {
        let times = match self.pace(Purpose::LookUp) {
            Pace::Go => 1,
            Pace::Slow { times } => i64::from(times),
            Pace::Stop => return false,
        };
        let good_for = SignedDuration::from_mins(i64::from(section.minutes) * times);
        let now = self.now();
        let is_old = |at: Timestamp| now.duration_since(at).abs() >= good_for;
        let mut asking = self.asking.held();
        // What went wrong is not tried again at every look either.
        let tried = asking.trouble.as_ref().map(|(at, _)| *at);
        let due = !asking.busy && self.crm().is_some() && as_of.is_none_or(is_old) && tried.is_none_or(is_old);
        asking.busy |= due;
        due
    }

    async fn ask_for_ratings(&self, section: &Satisfaction) {
        let trouble = match self.fetch_ratings(section).await {
            Ok(()) => None,
            Err(FlowError::Crm(error)) => Some((self.now(), error)),
            Err(error) => {
                tracing::warn!(%error, "ratings could not be kept");
                Some((self.now(), CrmError::Unexpected { code: "database".into() }))
            }
        };
        {
            let mut asking = self.asking.held();
            (asking.busy, asking.trouble) = (false, trouble);
        }
        self.say(Notice::Ratings);
    }

    async fn fetch_ratings(&self, section: &Satisfaction) -> Result<(), FlowError> {
        let crm = self.crm().ok_or(FlowError::SignInNeeded)?;
        let query = parse(&section.soql).map_err(|_| CrmError::Unexpected { code: "MALFORMED_QUERY".into() })?;
        let table = crm.rows_of(&query, Satisfaction::MOST_ROWS, Purpose::LookUp).await?;
        let (mut ratings, left_out) = section.read(&table, &self.org().zone());
        let keys = PhoneKeys::read(self).await?;
        for rating in &mut ratings {
            if let Some(key) = rating.agent.as_deref().and_then(|user| keys.of_user(user)) {
                rating.agent = Some(key.clone());
            }
        }
        self.store.keep_ratings(&ratings, self.now()).await?;
        let cut = table.left_out() > 0;
        let copy = Kept { as_of: self.now(), section: section.clone(), left_out, cut };
        Ok(self.store.save_setting(COPY, &copy).await?)
    }
}
