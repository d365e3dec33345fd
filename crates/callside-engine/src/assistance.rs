//! Assistance over the relay, both ends of it: this agent's request, and what is seen and answered of those of others.

use crate::live::changed;
use crate::relay::read_grant;
use callside_core::assistance::{
    AgentView, AssistanceDesk, AssistanceNews, AssistanceNote, AssistanceRef, AssistanceSaid, note_text,
};
use callside_core::audit::Deed;
use callside_core::event::Event;
use callside_core::ids::CallKey;
use callside_core::person::PersonId;
use callside_core::vault::Vault;
use callside_core::wallboard::LiveCall;
use callside_flow::{Clock, Companion, FlowError};
use callside_link::{Capability, FromDesktop, Gate, GateError, Welcome};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// What became of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdviceFate {
    /// The agent has it.
    Sent,
    /// The call is over, or the agent took the request back: nobody has it.
    Over,
    /// The relay could not be reached just now: nobody has it.
    NotReached,
    /// Nothing was written.
    Empty,
}

/// Both ends, on one desktop.
pub(crate) struct Assisting {
    gate: Gate,
    vault: Arc<dyn Vault>,
    companion: Companion,
    clock: Arc<dyn Clock>,
    desk: Mutex<AssistanceDesk>,
    /// Counts changes of it.
    turn: watch::Sender<u64>,
    /// What the agent sees may be different.
    typed: watch::Sender<u64>,
    outgoing: tokio::sync::Mutex<Outgoing>,
}

/// What the relay has been told.
struct Outgoing {
    turns: watch::Receiver<u64>,
    /// But for the time, which goes on by itself.
    told: Option<AssistanceSaid>,
}

/// What those who look were shown last.
type Told = Option<(BTreeSet<PersonId>, AgentView)>;

impl Assisting {
    pub(crate) fn new(gate: Gate, vault: Arc<dyn Vault>, companion: Companion, clock: Arc<dyn Clock>) -> Self {
        let turn = watch::Sender::new(0);
        let outgoing = tokio::sync::Mutex::new(Outgoing { turns: turn.subscribe(), told: None });
        let (desk, typed) = (Mutex::default(), watch::Sender::new(0));
        Self { gate, vault, companion, clock, desk, turn, typed, outgoing }
    }

    fn desk(&self) -> MutexGuard<'_, AssistanceDesk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change<T>(&self, change: impl FnOnce(&mut AssistanceDesk) -> T) -> T {
        let changed = change(&mut self.desk());
        self.turn.send_modify(|turn| *turn += 1);
        changed
    }

    fn said(&self) -> AssistanceSaid {
        self.desk().said(self.clock.now())
    }

    /// A new link: the relay may have been started anew, and knows nothing.
    pub(crate) fn begins(&self, welcome: &Welcome) -> Vec<FromDesktop> {
        let passes = Capability::is_in(&welcome.capabilities, Capability::ASSISTANCE);
        self.change(|desk| desk.begins(&welcome.person, passes));
        if passes { vec![FromDesktop::Assistance(self.said())] } else { Vec::new() }
    }

    /// The next thing to tell. What a link was told at its beginning is told once more at most.
    pub(crate) async fn tells(&self) -> FromDesktop {
        let mut outgoing = self.outgoing.lock().await;
        loop {
            // The sender is in `self`.
            let _ = outgoing.turns.changed().await;
            let said = self.said();
            let mut lasting = said.clone();
            lasting.asks.iter_mut().for_each(|asking| asking.for_s = 0);
            if outgoing.told.as_ref() != Some(&lasting) {
                outgoing.told = Some(lasting);
                return FromDesktop::Assistance(said);
            }
        }
    }

    /// The link is down.
    pub(crate) fn broken(&self) {
        self.change(AssistanceDesk::broken);
    }

    /// News from the relay. Notes for this agent stay with the call.
    pub(crate) fn take(&self, news: &AssistanceNews) {
        let now = self.clock.now();
        if let Some((call, notes)) = self.change(|desk| desk.take(news, now)) {
            tokio::spawn(keep(self.companion.clone(), Arc::clone(&self.clock), call, notes));
        }
    }

    /// A request is over with its call; while it stands, those who look at it are shown what the agent sees. That it was
    /// shown is on record before it is sent.
    async fn go_on(&self, told: &mut Told) {
        let asked = self.desk().mine().map(|mine| mine.call.call.clone());
        let Some(call) = asked else { return *told = None };
        let desk = match self.companion.desk(&call).await {
            Ok(desk) if desk.call.ended_at().is_none() => desk,
            Ok(_) | Err(FlowError::UnknownCall(_)) => return self.change(AssistanceDesk::takes_back),
            Err(error) => return tracing::warn!(%error, "a call on which help was asked cannot be read"),
        };
        let passed = self.desk().passed_on().map(|request| (request.reference(), request.looking.clone()));
        let Some((of, looking)) = passed.filter(|(_, looking)| !looking.is_empty()) else { return *told = None };
        let looking: BTreeSet<PersonId> = looking.into_iter().map(|helper| helper.person).collect();
        let view = AgentView { pop: desk.pop, notes: desk.draft.notes };
        let now = Some((looking, view));
        if *told == now {
            return;
        }
        let Some((looking, view)) = now else { return };
        let before = told.take().map(|(before, _)| before).unwrap_or_default();
        if !looking.is_subset(&before) {
            let about = self.companion.reference_of(&call).await.ok().flatten();
            self.companion.record_quietly(Deed::CallShown, about).await;
        }
        match self.show(&of, &view).await {
            Ok(_) => *told = Some((looking, view)),
            Err(error) => tracing::warn!(%error, "a call was not shown to whoever looks at it"),
        }
    }

    async fn show(&self, of: &AssistanceRef, view: &AgentView) -> Result<bool, GateError> {
        let view = serde_json::to_value(view).map_err(|_| GateError::NotARelay)?;
        self.gate.show(&self.session().await?, of, &view).await
    }

    async fn session(&self) -> Result<String, GateError> {
        let grant = read_grant(self.vault.as_ref()).await.ok().flatten();
        grant.map(|grant| grant.session).ok_or(GateError::Refused)
    }
}

async fn keep(companion: Companion, clock: Arc<dyn Clock>, call: CallKey, notes: Vec<AssistanceNote>) {
    let cards = companion.preferences().card_numbers;
    let events = notes.into_iter().map(|mut note| {
        cards.apply(&mut note.text);
        Event::Call(note.event(&call))
    });
    if let Err(error) = companion.accept(&events.collect::<Vec<_>>(), clock.now()).await {
        tracing::error!(%error, "a note for the agent was shown and could not be kept with the call");
    }
}

/// Follows the calls of the engine until it is gone.
pub(crate) async fn follow(assisting: Arc<Assisting>) {
    let mut notices = assisting.companion.subscribe();
    let (mut turns, mut typed) = (assisting.turn.subscribe(), assisting.typed.subscribe());
    let mut told = None;
    loop {
        assisting.go_on(&mut told).await;
        tokio::select! {
            there = changed(&mut notices) => if !there { return },
            // The senders are in `assisting`.
            _ = turns.changed() => {}
            _ = typed.changed() => {}
        }
    }
}

/// Assistance, for a window.
#[derive(Clone)]
pub struct Assistance(pub(crate) Arc<Assisting>);

impl Assistance {
    /// All that is known here.
    #[must_use]
    pub fn read(&self) -> AssistanceDesk {
        self.0.desk().clone()
    }

    /// Changes whenever that does.
    #[must_use]
    pub fn turns(&self) -> watch::Receiver<u64> {
        self.0.turn.subscribe()
    }

    /// The agent asks on a call; false when it does not go on. The request stands until it is taken back or the call is
    /// over, whatever becomes of the link.
    ///
    /// # Errors
    /// When the call is not known, or the database fails.
    pub async fn ask(&self, call: &CallKey) -> Result<bool, FlowError> {
        let desk = self.0.companion.desk(call).await?;
        let goes_on = desk.call.ended_at().is_none();
        if goes_on {
            let now = self.0.clock.now();
            self.0.change(|desk_state| desk_state.asks(LiveCall::of(&desk.call), now));
        }
        Ok(goes_on)
    }

    /// The agent takes the request back.
    pub fn take_back(&self) {
        self.0.change(AssistanceDesk::takes_back);
    }

    /// Somebody looks at a request of another agent: from now on that agent's desktop shows what it shows. It is on record.
    pub async fn look_at(&self, of: AssistanceRef) {
        self.0.companion.record_quietly(Deed::CallOpened, None).await;
        self.0.change(|desk| desk.looks_at(of));
    }

    /// They no longer do.
    pub fn leave(&self) {
        self.0.change(AssistanceDesk::leaves);
    }

    /// What the agent sees may be different: they have typed something.
    pub fn typed(&self) {
        self.0.typed.send_modify(|turn| *turn += 1);
    }

    /// A note for an agent who asks. Card numbers in it are covered, as in the agent's own notes.
    pub async fn advise(&self, of: &AssistanceRef, typed: &str) -> AdviceFate {
        let Some(mut text) = note_text(typed) else { return AdviceFate::Empty };
        self.0.companion.preferences().card_numbers.apply(&mut text);
        let session = match self.0.session().await {
            Ok(session) => session,
            Err(_) => return AdviceFate::NotReached,
        };
        match self.0.gate.advise(&session, of, &text).await {
            Ok(true) => AdviceFate::Sent,
            Ok(false) => AdviceFate::Over,
            Err(error) => {
                tracing::warn!(%error, "a note did not reach the relay");
                AdviceFate::NotReached
            }
        }
    }
}
