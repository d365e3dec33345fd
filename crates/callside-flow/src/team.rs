//! What a supervisor asks: calls by filter, one call whole, and the numbers of a team.

use crate::companion::Companion;
use crate::error::FlowError;
use crate::history::PastEntry;
use callside_core::call::Call;
use callside_core::event::{CallChange, CallEvent, Event};
use callside_core::history::PastCall;
use callside_core::ids::CallKey;
use callside_core::outbox::Entry;
use callside_core::pop::ScreenPop;
use callside_core::team::{Change, Dimension, NoteVersion, RepeatWindow, SavedFilter, since};
use callside_core::work::QualityFlag;
use callside_store::{Days, FilterChoices, Scope, TeamNumbers};
use jiff::Timestamp;

/// Filters that a person keeps, as a setting.
const FILTERS: &str = "saved_filters";

/// One call, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// As the history lists it.
    pub listed: PastEntry,
    /// The call as it stands.
    pub call: Call,
    /// Every event with when it was received, by the provider's clock.
    pub events: Vec<(Timestamp, Event)>,
    /// The pops as they were shown and when, oldest first.
    pub shown: Vec<(Timestamp, ScreenPop)>,
    /// They were shown at the desk of a colleague, which told of them as much as leaves it.
    pub shown_there: bool,
    /// The notes as they grew; the last are those that were saved here, where they were.
    pub notes: Vec<NoteVersion>,
    /// What was and will be written because of it.
    pub entries: Vec<Entry>,
    /// Flags of quality review that this person may see, oldest first.
    pub flags: Vec<QualityFlag>,
    /// The call before from or to the same number, with what is different since.
    pub before: Option<(PastCall, Vec<Change>)>,
}

/// The numbers of some days and of as many before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamStanding {
    /// Of the days that were asked for.
    pub now: TeamNumbers,
    /// Of those before.
    pub before: TeamNumbers,
}

impl Companion {
    /// A call with everything that this machine knows of it.
    ///
    /// # Errors
    /// [`FlowError::UnknownCall`], or when the database fails.
    pub async fn story(&self, key: &CallKey) -> Result<Story, FlowError> {
        let store = &self.inner.store;
        let listed = store.past_call(key).await?.ok_or_else(|| FlowError::UnknownCall(key.clone()))?;
        let call = self.inner.call(key).await?;
        let (events, entries) = (store.heard(key).await?, store.entries_of(key).await?);
        let (mut shown, mut shown_there) = (store.pops(key).await?, false);
        if shown.is_empty() {
            shown = told_pop(&events).into_iter().collect();
            shown_there = !shown.is_empty();
        }
        let before = match store.call_before(key).await? {
            None => None,
            Some(past) => {
                // What is told of a pop is less than the pop: like is held against like.
                let last = match shown_there {
                    false => store.last_pop(&past.key).await?,
                    true => told_pop(&store.heard(&past.key).await?).map(|(_, pop)| pop),
                };
                let changes = last.as_ref().zip(shown.last().map(|(_, pop)| pop)).map(|(then, now)| since(then, now));
                Some((past, changes.unwrap_or_default()))
            }
        };
        let state = entries.iter().find(|entry| entry.work.wrap_up().is_some()).map(|entry| entry.state.clone());
        let flags = self.flags(key).await?;
        let open = flags.iter().filter(|flag| flag.resolved.is_none()).map(|flag| flag.kind.clone()).collect();
        Ok(Story {
            notes: with_saved(store.note_versions(key).await?, &entries, &call),
            listed: PastEntry { call: listed, state, flags: open },
            flags,
            events,
            call,
            shown,
            shown_there,
            entries,
            before,
        })
    }

    /// What calls can be filtered by.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn filter_choices(&self) -> Result<FilterChoices, FlowError> {
        Ok(self.inner.store.filter_choices().await?)
    }

    /// How many calls of an older version are ready for filters and numbers, and how many there are; `None` when all are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn getting_ready(&self) -> Result<Option<(u64, u64)>, FlowError> {
        Ok(self.inner.store.without_facts().await?)
    }

    /// The filters that a person keeps, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn saved_filters(&self) -> Result<Vec<SavedFilter>, FlowError> {
        Ok(self.inner.store.setting(FILTERS).await?.unwrap_or_default())
    }

    /// Keeps a filter; one of the same name is replaced. `false` when there are as many as there may be.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn save_filter(&self, filter: SavedFilter) -> Result<bool, FlowError> {
        let mut saved = self.saved_filters().await?;
        let kept = filter.put_into(&mut saved);
        if kept {
            self.inner.store.save_setting(FILTERS, &saved).await?;
        }
        Ok(kept)
    }

    /// Lets go of the filter of this name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drop_filter(&self, name: &str) -> Result<(), FlowError> {
        let mut saved = self.saved_filters().await?;
        saved.retain(|filter| filter.name != name);
        Ok(self.inner.store.save_setting(FILTERS, &saved).await?)
    }

    /// The numbers of some days and of as many before. Days in which calls have changed are counted first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn team_numbers(
        &self,
        days: &Days,
        scope: &Scope,
        by: Dimension,
        window: RepeatWindow,
    ) -> Result<TeamStanding, FlowError> {
        let store = &self.inner.store;
        while store.count_days(&days.zone).await? {}
        let now = store.team_numbers(days, scope, by, window).await?;
        let before = store.team_numbers(&days.before(), scope, by, window).await?;
        Ok(TeamStanding { now, before })
    }
}

/// The pop that the desk of a call's agent told with the wrap-up that stands.
fn told_pop(events: &[(Timestamp, Event)]) -> Option<(Timestamp, ScreenPop)> {
    let saw = events.iter().rev().find_map(|(_, event)| match event {
        Event::Call(CallEvent { what: CallChange::WrappedUp { saw, .. }, .. }) => Some(saw.as_deref()),
        _ => None,
    })?;
    saw.map(|saw| (saw.at, saw.pop.clone()))
}

/// Notes that were saved together with the last letter were never kept as a draft. Of a call of another desk, those that it
/// told are all there is.
fn with_saved(mut notes: Vec<NoteVersion>, entries: &[Entry], call: &Call) -> Vec<NoteVersion> {
    let told = call.told_decision().and_then(|told| Some(NoteVersion { at: told.at, notes: told.notes.clone()? }));
    notes.extend(told);
    let saved = entries.iter().find_map(|entry| entry.work.wrap_up()).map(|(wrap_up, _)| wrap_up);
    if let Some(wrap_up) = saved.filter(|wrap_up| !wrap_up.notes.trim().is_empty())
        && notes.last().is_none_or(|last| last.notes != wrap_up.notes)
    {
        notes.push(NoteVersion { at: wrap_up.decided_at, notes: wrap_up.notes.clone() });
    }
    notes
}
