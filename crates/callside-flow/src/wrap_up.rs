//! The decision: previewed, saved, taken back, mended.

use crate::companion::{Companion, Inner};
use crate::draft::{Draft, Missing, decide};
use crate::error::FlowError;
use crate::notice::Notice;
use crate::phones;
use crate::settings::OrgKnowledge;
use callside_core::action::Run;
use callside_core::call::Call;
use callside_core::crm::{Refusal, RefusalReason};
use callside_core::disposition::Disposition;
use callside_core::ids::{CallKey, EntryId, RecordId};
use callside_core::outbox::{Entry, State, Told, Work};
use callside_core::phone_system::Ability;
use callside_core::plan::{Ground, WrapUp, WrapUpPlan, due_at, plan};
use callside_core::record::CallerRef;
use callside_core::repair::{Repair, about_existing, repair};
use callside_store::{Cancelled, NewWrapUp, Retried, Revised};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

/// The answer to a preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Preview {
    /// It can be saved: these are the exact writes.
    Ready {
        /// They.
        plan: WrapUpPlan,
        /// When the follow-up is due, where there is one with an agreed time.
        follow_up_at: Option<Timestamp>,
    },
    /// Something is missing first.
    Missing(Missing),
}

/// The answer to a save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is durable and will be sent.
    Now(EntryId),
    /// This call was wrapped up before.
    Before(EntryId),
    /// Something is missing first.
    Missing(Missing),
}

/// Ways to mend a refused entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mend {
    /// One that keeps the plan.
    Repair(Repair),
    /// Use an existing record instead of a new one.
    UseExisting(CallerRef),
    /// Go on with one of the records that an action could have meant.
    Choose(RecordId),
    /// Change notes, disposition or agreed time.
    Edit(Draft),
}

pub(crate) struct Decided {
    wrap_up: WrapUp,
    plan: WrapUpPlan,
    label: String,
    pub follow_up_at: Option<Timestamp>,
    /// Minutes of the calendar event at that time, where one follows.
    pub agreed_minutes: Option<u32>,
}

impl Companion {
    /// The exact writes that saving this draft would make.
    ///
    /// # Errors
    /// [`FlowError::UnknownCall`], [`FlowError::SignInNeeded`] when nobody ever signed in, or when the database fails.
    pub async fn preview(&self, key: &CallKey, draft: &Draft) -> Result<Preview, FlowError> {
        let draft = draft.covered(self.inner.preferences().card_numbers);
        Ok(match self.inner.decided(key, &draft).await? {
            Ok(decided) => Preview::Ready { plan: decided.plan, follow_up_at: decided.follow_up_at },
            Err(missing) => Preview::Missing(missing),
        })
    }

    /// Saves the wrap-up: disposition, notes and outbox entry in one transaction. When this returns
    /// [`Saved::Now`] it will reach Salesforce exactly once, whatever happens to this machine's power or network.
    ///
    /// # Errors
    /// As [`Self::preview`]. The draft is kept.
    pub async fn save_wrap_up(&self, key: &CallKey, draft: &Draft) -> Result<Saved, FlowError> {
        let inner = &self.inner;
        let draft = draft.covered(inner.preferences().card_numbers);
        inner.store.save_draft(key, &draft, inner.now()).await?;
        let decided = match inner.decided(key, &draft).await? {
            Ok(decided) => decided,
            Err(missing) => return Ok(Saved::Missing(missing)),
        };
        let now = inner.now();
        let not_before = now + SignedDuration::from_secs(i64::from(inner.preferences().undo_seconds));
        let Decided { wrap_up, plan, label, .. } = &decided;
        let new = NewWrapUp { wrap_up, plan, label, not_before };
        let told = inner.told_after(wrap_up, label).await?;
        Ok(match inner.store.save_wrap_up_and(new, &told, now).await? {
            callside_store::Saved::Now(entry) => {
                let id = entry.id;
                inner.pops().remove(key);
                inner.announce_entry(entry);
                inner.work_is_done(wrap_up, label).await?;
                if !decided.plan.at_desk.is_empty() {
                    inner.say(Notice::Callbacks);
                }
                inner.wake.notify_one();
                Saved::Now(id)
            }
            callside_store::Saved::Before(entry) => Saved::Before(entry.id),
        })
    }

    /// Takes an entry back before it is sent; what was typed for a wrap-up becomes the draft again. The call is the one
    /// that it was about.
    ///
    /// # Errors
    /// [`FlowError::TooLate`] when it is being sent or was sent, [`FlowError::UnknownEntry`], or when the database
    /// fails.
    pub async fn undo(&self, id: EntryId) -> Result<Option<CallKey>, FlowError> {
        let inner = &self.inner;
        match inner.store.cancel(id, inner.now()).await? {
            Cancelled::TooLate => Err(FlowError::TooLate),
            Cancelled::Done(entry) => {
                let call = entry.call().cloned();
                let wrapped_up = entry.work.wrap_up().map(|(wrap_up, _)| wrap_up.call.clone());
                inner.taken_back(*entry).await?;
                if let Some(call) = wrapped_up {
                    inner.follow_refused(&call).await?;
                }
                Ok(call)
            }
        }
    }

    /// Sends a waiting or refused entry as soon as possible.
    ///
    /// # Errors
    /// [`FlowError::UnknownEntry`], [`FlowError::TooLate`], or when the database fails.
    pub async fn retry(&self, id: EntryId) -> Result<(), FlowError> {
        match self.inner.store.retry_now(id, self.inner.now()).await? {
            Retried::TooLate => Err(FlowError::TooLate),
            Retried::Done(entry) => {
                self.inner.announce_entry(*entry);
                self.inner.wake.notify_one();
                Ok(())
            }
        }
    }

    /// Mends a refused entry and sends it again.
    ///
    /// # Errors
    /// [`FlowError::UnknownEntry`], [`FlowError::TooLate`] when it is not refused any more, [`FlowError::OtherOrg`] when
    /// it is for another org than the one that is signed in to, or when the database fails.
    pub async fn mend(&self, id: EntryId, how: &Mend) -> Result<(), FlowError> {
        let inner = &self.inner;
        let entry = inner.entry(id).await?;
        let State::Refused { refusal, .. } = &entry.state else { return Err(FlowError::TooLate) };
        // What it writes names records and people of its own org.
        if entry.org != inner.org().identity.as_ref().map(|me| me.org.clone()) {
            return Err(FlowError::OtherOrg);
        }
        let (wrap_up, plan) = match entry.work {
            Work::WrapUp { wrap_up, plan } => (wrap_up, plan),
            Work::Action { run } => return inner.mend_action(id, run, refusal, how).await,
            Work::Phone { .. } => return Err(FlowError::TooLate),
        };
        let (wrap_up, plan) = match how {
            Mend::Repair(how) => repair(wrap_up, plan, refusal, how),
            Mend::UseExisting(record) => inner.planned_again(about_existing(wrap_up, record.clone())).await?,
            Mend::Choose(_) => return Err(FlowError::TooLate),
            Mend::Edit(draft) => {
                let mut wrap_up = wrap_up;
                wrap_up.notes = draft.covered(inner.preferences().card_numbers).notes;
                wrap_up.agreed_at = draft.agreed_at;
                if let Some(code) = &draft.disposition {
                    wrap_up.disposition = code.clone();
                }
                inner.planned_again(wrap_up).await?
            }
        };
        inner.revise(id, wrap_up, plan).await
    }
}

impl Inner {
    /// An entry was taken back: so is what it did to work, and everybody here sees it.
    pub(crate) async fn taken_back(self: &Arc<Self>, entry: Entry) -> Result<(), FlowError> {
        if let Some((wrap_up, _)) = entry.work.wrap_up() {
            self.work_is_open_again(wrap_up).await?;
        }
        self.announce_entry(entry);
        self.say(Notice::Callbacks);
        // Younger entries of its records may go now.
        self.wake.notify_one();
        Ok(())
    }

    /// What phone systems are told after a wrap-up.
    async fn told_after(&self, wrap_up: &WrapUp, label: &str) -> Result<Vec<Work>, FlowError> {
        let call = self.call(&wrap_up.call).await?;
        let end = phones::end_of_memory(self, &call, wrap_up, label).await?;
        let names = self.phone_preferences().dispositions.get(&call.key.provider()).cloned().unwrap_or_default();
        let phones = self.phones();
        let can = |ability| phones.of(call.key.provider()).is_some_and(|it| it.abilities().can(ability));
        let name = names.name(&wrap_up.disposition).filter(|_| names.push && can(Ability::Disposition));
        let set_there =
            |name: &&str| call.provider_disposition() != Some(*name) && !call.tags().any(|tag| tag == *name);
        let name = name.filter(set_there).map(|name| Told::Disposition { name: name.to_owned() });
        let notes = wrap_up.notes.trim();
        let comment = (names.comment && !notes.is_empty() && can(Ability::Comment))
            .then(|| Told::Comment { text: notes.to_owned() });
        let told = end.map(|end| Told::End { end }).into_iter().chain(name).chain(comment);
        Ok(told.map(|told| Work::Phone { call: call.key.clone(), told }).collect())
    }

    pub(crate) async fn entry(&self, id: EntryId) -> Result<Entry, FlowError> {
        self.store.entry(id).await?.ok_or(FlowError::UnknownEntry)
    }

    async fn revise(&self, id: EntryId, wrap_up: WrapUp, plan: WrapUpPlan) -> Result<(), FlowError> {
        let label = self.label(&wrap_up);
        self.revised(id, &Work::WrapUp { wrap_up, plan }, &label).await
    }

    async fn revised(&self, id: EntryId, work: &Work, label: &str) -> Result<(), FlowError> {
        match self.store.revise(id, work, label, self.now()).await? {
            Revised::TooLate => Err(FlowError::TooLate),
            Revised::Done(entry) => {
                self.announce_entry(*entry);
                self.wake.notify_one();
                Ok(())
            }
        }
    }

    async fn mend_action(&self, id: EntryId, run: Run, refusal: &Refusal, how: &Mend) -> Result<(), FlowError> {
        let run = match how {
            Mend::Repair(how) => callside_core::action::mend(run, refusal, how, crate::action::uuid()),
            Mend::UseExisting(CallerRef { id, .. }) | Mend::Choose(id) => match refusal.reason {
                RefusalReason::Several { .. } => callside_core::action::choose(run, id, crate::action::uuid()),
                _ => callside_core::action::use_existing(run, id.clone()),
            },
            Mend::Edit(_) => return Err(FlowError::TooLate),
        };
        self.revised(id, &Work::Action { run }, "").await
    }

    pub(crate) fn label(&self, wrap_up: &WrapUp) -> String {
        let table = self.dispositions();
        table.get(&wrap_up.disposition).map_or_else(|| wrap_up.disposition.0.clone(), |row| row.label.clone())
    }

    pub(crate) async fn decided(&self, key: &CallKey, draft: &Draft) -> Result<Result<Decided, Missing>, FlowError> {
        let call = self.call(key).await?;
        let pop = self.pop_of(&call).await?;
        let (org, table) = (self.org(), self.dispositions());
        let (mut wrap_up, disposition) = match decide(draft, &pop, &call, &table, &org.shape, self.now()) {
            Ok(decided) => decided,
            Err(missing) => return Ok(Err(missing)),
        };
        wrap_up.earlier_tries = self.earlier_tries(&call).await?;
        let plan = self.planned(&wrap_up, disposition, &call, &org)?;
        let follow_up_at = disposition.asks_for_time().then(|| {
            let due = callside_core::disposition::Due::AsAgreed;
            due_at(due, wrap_up.agreed_at, wrap_up.decided_at, &org.zone(), &table.working_hours)
        });
        Ok(Ok(Decided {
            label: disposition.label.clone(),
            wrap_up,
            plan,
            follow_up_at,
            agreed_minutes: disposition.agreed_minutes(),
        }))
    }

    async fn planned_again(&self, wrap_up: WrapUp) -> Result<(WrapUp, WrapUpPlan), FlowError> {
        let call = self.call(&wrap_up.call).await?;
        let (org, table) = (self.org(), self.dispositions());
        let disposition = table.for_call(&call).get(&wrap_up.disposition).ok_or(FlowError::NotOffered)?;
        let plan = self.planned(&wrap_up, disposition, &call, &org)?;
        Ok((wrap_up, plan))
    }

    fn planned(
        &self,
        wrap_up: &WrapUp,
        disposition: &Disposition,
        call: &Call,
        org: &OrgKnowledge,
    ) -> Result<WrapUpPlan, FlowError> {
        let me = org.identity.as_ref().ok_or(FlowError::SignInNeeded)?;
        let (home, mapping, hours) = (self.preferences().home(), self.mapping(), self.working_hours());
        let ground = Ground { me, zone: &org.zone(), home, org: &org.shape, mapping: &mapping, hours: &hours };
        Ok(plan(wrap_up, disposition, call, ground))
    }
}
