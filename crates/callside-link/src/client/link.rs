//! The link: connect, converse, wait, again.

use super::backoff::delay;
use super::converse::{Conversation, Over};
use super::gate::{Gate, GateError};
use super::ports::{Desk, LinkClock, Unkept};
use super::state::{LinkState, Trouble};
use super::transport::{self, Broken, Transport};
use crate::wire::{Capability, Grant, Hello, RefusedCode, VersionRange};
use jiff::SignedDuration;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// A session is renewed this long before it ends, so that a slow request does not meet its end.
const BEFORE_END: SignedDuration = SignedDuration::from_secs(30);
/// After this many WebSockets in a row that something on the way refused, server-sent events are tried; after one that found
/// nobody while the relay answers plain requests, at once.
const TRIES_BY_SOCKET: u32 = 2;
/// Every so many connections by server-sent events a WebSocket is tried again.
const SOCKET_AGAIN: u32 = 20;

/// What a link is for.
#[derive(Debug, Clone)]
pub struct LinkSettings {
    /// The relay's address: `https`, or `http` on this machine.
    pub address: String,
    /// This installation: random, made once, 8 to 64 letters, digits and `-`.
    pub desktop: String,
    /// Version of this program.
    pub app: String,
}

/// Tells the link that something changed: the network came back, the machine woke, somebody signed in. It tries at once,
/// or asks whether the relay is still there.
#[derive(Debug, Clone, Default)]
pub struct Nudge(Arc<Notify>);

impl Nudge {
    /// Tells it.
    pub fn now(&self) {
        self.0.notify_one();
    }
}

/// One link. [`Link::run`] holds it open until the future is dropped.
pub struct Link {
    gate: Gate,
    settings: LinkSettings,
    desk: Arc<dyn Desk>,
    clock: Arc<dyn LinkClock>,
    nudge: Nudge,
}

/// How the tries went.
#[derive(Default)]
struct Tries {
    /// In a row without success.
    failed: u32,
    /// WebSockets in a row that something on the way refused.
    refused_sockets: u32,
    /// Connections by server-sent events since the last WebSocket.
    by_events: u32,
}

impl Link {
    /// A link that is not connected yet.
    ///
    /// # Errors
    /// As [`Gate::new`].
    pub fn new(settings: LinkSettings, desk: Arc<dyn Desk>, clock: Arc<dyn LinkClock>) -> Result<Self, GateError> {
        let gate = Gate::new(&settings.address)?;
        Ok(Self { gate, settings, desk, clock, nudge: Nudge::default() })
    }

    /// What tells the link that something changed.
    #[must_use]
    pub fn nudge(&self) -> Nudge {
        self.nudge.clone()
    }

    /// Holds the link open. Never returns; drop the future to end it. What came is kept or will come again.
    pub async fn run(&self) {
        let mut tries = Tries::default();
        loop {
            self.desk.changed(LinkState::Connecting);
            let over = self.once(&mut tries).await;
            tracing::debug!(?over, failed = tries.failed, "the link is down");
            self.rest(&over, tries.failed).await;
        }
    }

    async fn once(&self, tries: &mut Tries) -> Over {
        let session = match self.session().await {
            Ok(grant) => grant.session,
            Err(over) => return counted(tries, over),
        };
        let Ok(cursor) = self.desk.cursor().await else { return counted(tries, Over::NotKept) };
        let hello = Hello {
            versions: VersionRange::OURS,
            capabilities: Capability::ours(),
            desktop: self.settings.desktop.clone(),
            app: self.settings.app.clone(),
            cursor,
        };
        let mut transport = match self.open(&session, &hello, tries).await {
            Ok(transport) => transport,
            Err(broken) => return counted(tries, broken.into()),
        };
        let conversation = Conversation { desk: &self.desk, clock: &self.clock, nudge: &self.nudge.0 };
        let (was_up, over) = conversation.hold(&mut transport).await;
        if was_up {
            *tries = Tries { by_events: tries.by_events, refused_sockets: tries.refused_sockets, failed: 0 };
        }
        transport.close().await;
        if matches!(over, Over::Refused(RefusedCode::Session)) {
            // The renewal may still be good.
            let _ = self.forget_session().await;
        }
        counted(tries, over)
    }

    /// The session that stands, or the next one.
    async fn session(&self) -> Result<Grant, Over> {
        let grant = self.desk.grant().await.map_err(|_| Over::NotKept)?;
        let Some(grant) = grant else { return Err(Over::Refused(RefusedCode::Session)) };
        if grant.session_ends > self.clock.now() + BEFORE_END {
            return Ok(grant);
        }
        match self.gate.renew(&grant.renewal).await {
            Ok(next) => {
                self.desk.keep_grant(Some(next.clone())).await.map_err(|_| Over::NotKept)?;
                Ok(next)
            }
            Err(GateError::Refused) => {
                self.desk.keep_grant(None).await.map_err(|_| Over::NotKept)?;
                Err(Over::Refused(RefusedCode::Session))
            }
            Err(error) => Err(Over::Broken(Broken::Gate(error))),
        }
    }

    /// The next try renews first.
    async fn forget_session(&self) -> Result<(), Unkept> {
        match self.desk.grant().await? {
            Some(grant) => {
                let spent = Grant { session_ends: jiff::Timestamp::UNIX_EPOCH, ..grant };
                self.desk.keep_grant(Some(spent)).await
            }
            None => Ok(()),
        }
    }

    async fn open(&self, session: &str, hello: &Hello, tries: &mut Tries) -> Result<Transport, Broken> {
        if tries.refused_sockets < TRIES_BY_SOCKET || tries.by_events >= SOCKET_AGAIN {
            let opened = self.within(transport::socket(&self.gate, session, hello)).await;
            tries.by_events = 0;
            match &opened {
                Ok(_) => tries.refused_sockets = 0,
                Err(Broken::Gate(GateError::NotARelay) | Broken::Off) => tries.refused_sockets += 1,
                // A second try would take as long again and find the same.
                Err(Broken::Gate(GateError::Unreachable)) if self.answers().await => {
                    tries.refused_sockets = TRIES_BY_SOCKET;
                }
                Err(Broken::Gate(GateError::Refused)) => self.forget_session().await.unwrap_or_default(),
                Err(_) => {}
            }
            if opened.is_ok() || tries.refused_sockets < TRIES_BY_SOCKET {
                return opened;
            }
        }
        tries.by_events += 1;
        let opened = self.within(transport::events(&self.gate, session, hello)).await;
        if matches!(opened, Err(Broken::Gate(GateError::Refused))) {
            self.forget_session().await.unwrap_or_default();
        }
        opened
    }

    /// Does the relay answer plain requests? Those go by the machine's proxy, and a WebSocket does not: where only the proxy
    /// leads out, a WebSocket finds nobody while the relay is there.
    async fn answers(&self) -> bool {
        tokio::select! {
            about = self.gate.about() => about.is_ok(),
            () = self.clock.sleep(ASKING) => false,
        }
    }

    /// A connection that is taken and then hears nothing is none: what lies between may be dead, and nobody says so.
    async fn within(&self, opening: impl Future<Output = Result<Transport, Broken>>) -> Result<Transport, Broken> {
        tokio::select! {
            opened = opening => opened,
            () = self.clock.sleep(OPENING) => Err(Broken::Gate(GateError::Unreachable)),
        }
    }

    /// Waits for the next try, or for what must happen before one makes sense.
    async fn rest(&self, over: &Over, failed: u32) {
        let stopped = match over {
            Over::Refused(RefusedCode::Session) => match self.desk.grant().await {
                Ok(None) => Some(LinkState::SignInNeeded),
                // Renewed at once.
                Ok(Some(_)) if failed <= 1 => return,
                _ => None,
            },
            Over::Refused(RefusedCode::NotOfTheTeam | RefusedCode::Version) => {
                Some(LinkState::Stopped { trouble: over.trouble() })
            }
            // Another link of this installation is the newer one; it must not be pushed out in turn.
            Over::Slept => return,
            _ => None,
        };
        let at_least = match over {
            Over::Broken(Broken::Gate(GateError::Busy { retry_after })) => *retry_after,
            Over::Refused(RefusedCode::Replaced) => REPLACED,
            _ => Duration::ZERO,
        };
        let span = match stopped {
            Some(_) => LONG,
            None => delay(failed.saturating_sub(1), self.clock.random(), at_least),
        };
        let until = self.clock.now() + SignedDuration::try_from(span).unwrap_or_default();
        self.desk.changed(stopped.unwrap_or(LinkState::Waiting { trouble: over.trouble(), until }));
        tokio::select! {
            () = self.clock.sleep(span) => {}
            () = self.nudge.0.notified() => {}
        }
    }
}

/// How long a connection may take to come about, to the answer that begins it.
const OPENING: Duration = Duration::from_secs(15);
/// How long a relay may take to say what it is, where no WebSocket found it.
const ASKING: Duration = Duration::from_secs(5);
/// Rest while only a person can mend it: it may have been mended elsewhere.
const LONG: Duration = Duration::from_secs(300);
/// Rest of a link that a newer one of the same installation has replaced.
const REPLACED: Duration = Duration::from_secs(60);

fn counted(tries: &mut Tries, over: Over) -> Over {
    tries.failed = tries.failed.saturating_add(1);
    over
}

/// What the screen says of a refusal at the front.
pub(crate) const fn trouble(error: &GateError) -> Trouble {
    match error {
        GateError::Unreachable => Trouble::Unreachable,
        GateError::NotARelay | GateError::Address => Trouble::NotARelay,
        GateError::NotOfTheTeam => Trouble::NotOfTheTeam,
        GateError::Busy { .. } | GateError::Refused => Trouble::Busy,
    }
}
