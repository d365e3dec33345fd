//! The engine as one value.

use crate::automation;
use crate::back_fill::{self, Progress};
use crate::budget::SaidPace;
use crate::calendar::KnownCalendar;
use crate::clock::Clock;
use crate::configuration::CONFIGURATION;
use crate::describe::Described;
use crate::dispatch;
use crate::error::FlowError;
use crate::look_ups::{self, Board};
use crate::notice::{Notice, Pause};
use crate::phones::{CardWords, Dialling, PHONES, PhonePreferences, PhoneSystems};
use crate::privacy::Seal;
use crate::satisfaction::Asking;
use crate::settings::{ORG_SHAPE, OrgKnowledge, PERMISSION_SETS, PREFERENCES, Preferences};
use crate::upkeep;
use callside_core::action::Actions;
use callside_core::config::Configuration;
use callside_core::crm::{Crm, CrmError};
use callside_core::hand_over::Colleagues;
use callside_core::ids::CallKey;
use callside_core::phone_system::InsightCard;
use callside_core::policy::Policy;
use callside_core::pop::ScreenPop;
use callside_store::Store;
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use tokio::sync::{Notify, broadcast};

/// Announcements that a slow listener may fall behind by; it then reads everything anew.
const NOTICES: usize = 1024;

/// The engine. Clones share one engine; when the last clone is dropped, sending stops.
#[derive(Clone)]
pub struct Companion {
    pub(crate) inner: Arc<Inner>,
    _tasks: Arc<Tasks>,
}

/// Ends the tasks of the engine with it.
struct Tasks([tokio::task::JoinHandle<()>; 5]);

impl Drop for Tasks {
    fn drop(&mut self) {
        self.0.iter().for_each(tokio::task::JoinHandle::abort);
    }
}

pub(crate) struct Inner {
    pub store: Store,
    pub clock: Arc<dyn Clock>,
    pub notices: broadcast::Sender<Notice>,
    /// Wakes the sending task.
    pub wake: Notify,
    crm: RwLock<Option<Arc<dyn Crm>>>,
    org: RwLock<Arc<OrgKnowledge>>,
    /// The section `actions` of the configuration.
    actions: RwLock<Arc<Actions>>,
    /// What a person chose; the policy stands over it.
    preferences: RwLock<Preferences>,
    pub policy: Policy,
    /// Pops of live and unwrapped calls as they stand now; the store has all of them as they were shown.
    pops: Mutex<HashMap<CallKey, ScreenPop>>,
    pause: Mutex<Pause>,
    pub configuration: RwLock<Arc<Configuration>>,
    /// Held from reading what runs until what was made of it runs, so that of two changes none is lost.
    pub configuring: tokio::sync::Mutex<()>,
    /// Saved look-ups beside live pops.
    pub board: Board,
    pub said_pace: SaidPace,
    /// Wakes the task that works for automations.
    pub occurred: Notify,
    /// What was settled since automations looked.
    pub answers: automation::Answers,
    /// How far events are decided.
    pub decided_upto: automation::DecidedUpto,
    /// Somebody wants the watched objects looked at now.
    pub look_now: AtomicBool,
    /// Why the last look at an object failed.
    pub watch_troubles: Mutex<BTreeMap<String, CrmError>>,
    /// None before the program around the engine has said what there is.
    phones: RwLock<Option<PhoneSystems>>,
    phone_preferences: RwLock<PhonePreferences>,
    dialling: Mutex<Dialling>,
    /// The way to colleagues' desks, while there is one.
    colleagues: RwLock<Option<Arc<dyn Colleagues>>>,
    /// Calls that the service which remembers callers has been asked about since this start.
    asked: Mutex<HashSet<CallKey>>,
    /// Makes references to people, and signs.
    seal: RwLock<Arc<Seal>>,
    /// Held while lines of the audit are written.
    pub auditing: tokio::sync::Mutex<()>,
    /// Held while other desks are told of work.
    pub telling: tokio::sync::Mutex<()>,
    /// The last card of each call on the agent's phone.
    cards: Mutex<HashMap<CallKey, InsightCard>>,
    card_words: RwLock<CardWords>,
    /// How bringing in older calls goes on.
    pub progress: Progress,
    /// How asking for ratings stands.
    pub asking: Asking,
    /// The agent's calendar as it was read last.
    pub calendar: KnownCalendar,
    /// Objects of the org as they were described last.
    pub described: Described,
}

impl Companion {
    /// Starts the engine on a database. Needs a tokio runtime; sending begins as soon as a CRM is set.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn start(store: Store, clock: Arc<dyn Clock>) -> Result<Self, FlowError> {
        Self::ruled(store, clock, Policy::default()).await
    }

    /// The same under the policy of a machine, which holds until the engine is started anew.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn ruled(store: Store, clock: Arc<dyn Clock>, policy: Policy) -> Result<Self, FlowError> {
        let org = OrgKnowledge {
            identity: store.setting(callside_store::IDENTITY).await?,
            shape: store.setting(ORG_SHAPE).await?.unwrap_or_default(),
            permission_sets: store.setting(PERMISSION_SETS).await?.unwrap_or_default(),
        };
        let preferences: Preferences = store.setting(PREFERENCES).await?.unwrap_or_default();
        let configuration = stored_configuration(&store).await?;
        let phone_preferences = store.setting(PHONES).await?.unwrap_or_default();
        store.end_old_leases(clock.now(), preferences.clone().under(&policy).settling()).await?;
        let inner = Arc::new(Inner {
            store,
            clock,
            notices: broadcast::Sender::new(NOTICES),
            wake: Notify::new(),
            crm: RwLock::new(None),
            org: RwLock::new(Arc::new(org)),
            actions: RwLock::new(Arc::new(configuration.actions.clone().unwrap_or_default())),
            preferences: RwLock::new(preferences),
            policy,
            pops: Mutex::new(HashMap::new()),
            pause: Mutex::new(Pause::None),
            configuration: RwLock::new(Arc::new(configuration)),
            configuring: tokio::sync::Mutex::default(),
            board: Board::default(),
            said_pace: SaidPace::default(),
            occurred: Notify::new(),
            answers: automation::Answers::default(),
            decided_upto: automation::DecidedUpto::default(),
            look_now: AtomicBool::new(false),
            watch_troubles: Mutex::new(BTreeMap::new()),
            phones: RwLock::new(None),
            phone_preferences: RwLock::new(phone_preferences),
            dialling: Mutex::default(),
            colleagues: RwLock::new(None),
            asked: Mutex::default(),
            seal: RwLock::new(Arc::new(Seal::of_this_run())),
            auditing: tokio::sync::Mutex::default(),
            telling: tokio::sync::Mutex::default(),
            cards: Mutex::default(),
            card_words: RwLock::new(CardWords::ENGLISH),
            progress: Progress::default(),
            asking: Asking::default(),
            calendar: KnownCalendar::default(),
            described: Described::default(),
        });
        let tasks = [
            tokio::spawn(dispatch::run(Arc::clone(&inner))),
            tokio::spawn(upkeep::run(Arc::clone(&inner))),
            tokio::spawn(automation::run(Arc::clone(&inner))),
            tokio::spawn(back_fill::run(Arc::clone(&inner))),
            // It listens from now on, so that no pop is missed.
            tokio::spawn(look_ups::run(Arc::clone(&inner), inner.notices.subscribe())),
        ];
        Ok(Self { inner, _tasks: Arc::new(Tasks(tasks)) })
    }

    /// Closes the database; what is still asked of the engine fails. Call it before the process ends by itself: a kill
    /// is harmless, but at a normal end SQLCipher wipes its keys while a page may still be on its way to the disk.
    pub async fn close(&self) {
        self.inner.store.close().await;
    }

    /// Announcements from now on. A listener that lags reads everything anew.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Notice> {
        self.inner.notices.subscribe()
    }

    /// Whether wrap-ups are being sent.
    #[must_use]
    pub fn pause(&self) -> Pause {
        self.inner.pause()
    }

    /// What holds: the policy over what a person chose.
    #[must_use]
    pub fn preferences(&self) -> Preferences {
        self.inner.preferences()
    }

    /// What a person chose, whatever the policy says: this is what is changed and saved.
    #[must_use]
    pub fn chosen_preferences(&self) -> Preferences {
        read(&self.inner.preferences).clone()
    }

    /// The policy of this machine.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.inner.policy
    }

    /// Changes what a person chose; it holds from the next call on, where the policy leaves it free.
    ///
    /// # Errors
    /// When they cannot be stored.
    pub async fn save_preferences(&self, preferences: Preferences) -> Result<(), FlowError> {
        self.inner.store.save_setting(PREFERENCES, &preferences).await?;
        *write(&self.inner.preferences) = preferences;
        Ok(())
    }
}

/// What ran last, as it was taken then: that the org has changed since does not stop it.
async fn stored_configuration(store: &Store) -> Result<Configuration, FlowError> {
    let text: Option<String> = store.setting(CONFIGURATION).await?;
    Ok(text.map_or_else(Configuration::default, |text| {
        Configuration::default().load(CONFIGURATION, &text).unwrap_or_else(|faults| {
            tracing::error!(
                faults = faults.len(),
                "the configuration that ran last cannot be read; nothing of it runs"
            );
            Configuration::default()
        })
    }))
}

// A panic elsewhere leaves these values whole: each is replaced in one step.
pub(crate) fn write<T>(lock: &RwLock<T>) -> std::sync::RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn read<T>(lock: &RwLock<T>) -> std::sync::RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}

impl Inner {
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn crm(&self) -> Option<Arc<dyn Crm>> {
        read(&self.crm).clone()
    }

    pub(crate) fn set_crm(&self, crm: Option<Arc<dyn Crm>>) {
        *write(&self.crm) = crm;
    }

    pub(crate) fn org(&self) -> Arc<OrgKnowledge> {
        Arc::clone(&read(&self.org))
    }

    pub(crate) fn set_org(&self, org: OrgKnowledge) {
        *write(&self.org) = Arc::new(org);
    }

    pub(crate) fn actions(&self) -> Arc<Actions> {
        Arc::clone(&read(&self.actions))
    }

    pub(crate) fn set_configuration(&self, next: Configuration) {
        *write(&self.actions) = Arc::new(next.actions.clone().unwrap_or_default());
        *write(&self.configuration) = Arc::new(next);
    }

    pub(crate) fn preferences(&self) -> Preferences {
        read(&self.preferences).clone().under(&self.policy)
    }

    pub(crate) fn pops(&self) -> MutexGuard<'_, HashMap<CallKey, ScreenPop>> {
        self.pops.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn phones(&self) -> PhoneSystems {
        read(&self.phones).clone().unwrap_or_default()
    }

    pub(crate) fn phones_are_known(&self) -> bool {
        read(&self.phones).is_some()
    }

    pub(crate) fn set_phones(&self, phones: PhoneSystems) {
        *write(&self.phones) = Some(phones);
    }

    pub(crate) fn seal(&self) -> Arc<Seal> {
        Arc::clone(&read(&self.seal))
    }

    pub(crate) fn set_seal(&self, seal: Seal) {
        *write(&self.seal) = Arc::new(seal);
    }

    pub(crate) fn colleagues(&self) -> Option<Arc<dyn Colleagues>> {
        read(&self.colleagues).clone()
    }

    pub(crate) fn set_colleagues(&self, colleagues: Option<Arc<dyn Colleagues>>) {
        *write(&self.colleagues) = colleagues;
    }

    pub(crate) fn phone_preferences(&self) -> PhonePreferences {
        read(&self.phone_preferences).clone()
    }

    pub(crate) fn set_phone_preferences(&self, preferences: PhonePreferences) {
        *write(&self.phone_preferences) = preferences;
    }

    pub(crate) fn dialling(&self) -> MutexGuard<'_, Dialling> {
        self.dialling.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether this start asks about a call for the first time.
    pub(crate) fn first_asking(&self, call: &CallKey) -> bool {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(call.clone())
    }

    pub(crate) fn is_asking(&self, call: &CallKey) -> bool {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).contains(call)
    }

    pub(crate) fn card_words(&self) -> CardWords {
        *read(&self.card_words)
    }

    pub(crate) fn set_card_words(&self, words: CardWords) {
        *write(&self.card_words) = words;
    }

    /// Whether this card says something else than the last one of its call.
    pub(crate) fn is_new_card(&self, call: &CallKey, card: &InsightCard) -> bool {
        let mut cards = self.cards.lock().unwrap_or_else(PoisonError::into_inner);
        cards.insert(call.clone(), card.clone()).as_ref() != Some(card)
    }

    pub(crate) fn pause(&self) -> Pause {
        *self.pause.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says so when the pause changes.
    pub(crate) fn set_pause(&self, pause: Pause) {
        let before = std::mem::replace(&mut *self.pause.lock().unwrap_or_else(PoisonError::into_inner), pause);
        if before != pause {
            self.say(Notice::Sending { pause });
        }
    }

    /// Announces. Nobody listening is fine.
    pub(crate) fn say(&self, notice: Notice) {
        let _ = self.notices.send(notice);
    }
}
