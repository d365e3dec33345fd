//! One connection, from its welcome to its end.

use super::ports::{Desk, LinkClock};
use super::state::{LinkState, Trouble};
use super::transport::{Broken, Transport};
use crate::wire::{Capability, FromDesktop, FromRelay, RefusedCode, Welcome};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// How long the welcome may take.
const WELCOME: Duration = Duration::from_secs(15);
/// How long an answer to a question may take before the link counts as dead.
const ANSWER: SignedDuration = SignedDuration::from_secs(5);

/// Why a connection ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Over {
    /// It broke.
    Broken(Broken),
    /// The relay said why.
    Refused(RefusedCode),
    /// The relay is about to go.
    Drain,
    /// It fell silent.
    Silent,
    /// The machine slept: what was open is most likely dead.
    Slept,
    /// The desk could not keep something.
    NotKept,
}

impl From<Broken> for Over {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

/// Both ends of one connection.
pub(crate) struct Conversation<'a> {
    pub(crate) desk: &'a Arc<dyn Desk>,
    pub(crate) clock: &'a Arc<dyn LinkClock>,
    pub(crate) nudge: &'a Notify,
}

impl Conversation<'_> {
    /// Listens until the connection ends. Says whether it was ever up.
    pub(crate) async fn hold(&self, transport: &mut Transport) -> (bool, Over) {
        let welcome = tokio::select! {
            first = transport.next() => match first {
                Ok(FromRelay::Welcome(welcome)) => welcome,
                Ok(FromRelay::Refused(refused)) => return (false, Over::Refused(refused.code)),
                Ok(_) => return (false, Over::Broken(Broken::Garbled)),
                Err(broken) => return (false, broken.into()),
            },
            () = self.clock.sleep(WELCOME) => return (false, Over::Silent),
        };
        let now = self.clock.now();
        self.desk.changed(LinkState::Up {
            relay: welcome.relay.clone(),
            person: welcome.person.clone(),
            role: welcome.role,
            since: now,
            fallback: transport.is_fallback(),
        });
        for word in self.desk.begins(&welcome) {
            if let Err(over) = tell(transport, &welcome, &word).await {
                return (true, over);
            }
        }
        (true, self.listen(transport, &welcome, now).await)
    }

    async fn listen(&self, transport: &mut Transport, welcome: &Welcome, now: Timestamp) -> Over {
        let beat = Duration::from_secs(u64::from(welcome.beat_s.clamp(1, 600)));
        let signed = SignedDuration::try_from(beat).unwrap_or(SignedDuration::MAX);
        let (mut heard, mut ticked) = (now, now);
        // By when something must have been heard.
        let mut deadline = heard + signed * 3;
        loop {
            tokio::select! {
                message = transport.next() => {
                    heard = self.clock.now();
                    deadline = heard + signed * 3;
                    let taken = match message {
                        Ok(message) => self.take(transport, message).await,
                        Err(broken) => Err(broken.into()),
                    };
                    if let Err(over) = taken {
                        return over;
                    }
                }
                word = self.desk.tells() => if let Err(over) = tell(transport, welcome, &word).await {
                    return over;
                },
                () = self.clock.sleep(beat) => {
                    let now = self.clock.now();
                    // A timer of one beat that took three: nobody was awake.
                    if now.duration_since(ticked) > signed * 3 && now.duration_since(heard) > signed * 3 {
                        return Over::Slept;
                    }
                    ticked = now;
                    if now > deadline {
                        return Over::Silent;
                    }
                }
                () = self.nudge.notified() => {
                    let now = self.clock.now();
                    if now.duration_since(heard) > signed * 3 {
                        return Over::Slept;
                    }
                    if let Err(broken) = transport.say(&FromDesktop::Ping).await {
                        return broken.into();
                    }
                    match self.answer(transport).await {
                        Ok(()) => { heard = self.clock.now(); deadline = heard + signed * 3; }
                        Err(over) => return over,
                    }
                }
            }
            ticked = ticked.max(heard);
        }
    }

    /// The network may be another one: is the relay still there?
    async fn answer(&self, transport: &mut Transport) -> Result<(), Over> {
        let patience = Duration::try_from(ANSWER).unwrap_or_default();
        tokio::select! {
            message = transport.next() => self.take(transport, message?).await,
            () = self.clock.sleep(patience) => Err(Over::Silent),
        }
    }

    async fn take(&self, transport: &mut Transport, message: FromRelay) -> Result<(), Over> {
        match message {
            FromRelay::Events { events, cursor } => {
                self.desk.take(events, cursor.clone()).await.map_err(|_| Over::NotKept)?;
                match cursor {
                    Some(cursor) => Ok(transport.say(&FromDesktop::Ack { cursor }).await?),
                    None => Ok(()),
                }
            }
            FromRelay::Session(grant) => self.desk.keep_grant(Some(grant)).await.map_err(|_| Over::NotKept),
            FromRelay::Drain => Err(Over::Drain),
            FromRelay::Refused(refused) => Err(Over::Refused(refused.code)),
            FromRelay::Board(news) => {
                self.desk.board(news);
                Ok(())
            }
            FromRelay::Assistance(news) => {
                self.desk.assistance(news);
                Ok(())
            }
            FromRelay::Welcome(_) | FromRelay::Beat { .. } => Ok(()),
        }
    }
}

/// Tells the relay something, where it can understand it.
async fn tell(transport: &mut Transport, welcome: &Welcome, word: &FromDesktop) -> Result<(), Over> {
    match word.needs() {
        Some(needed) if !Capability::is_in(&welcome.capabilities, needed) => Ok(()),
        _ => Ok(transport.say(word).await?),
    }
}

impl Over {
    /// What the screen says of it.
    pub(crate) const fn trouble(&self) -> Trouble {
        match self {
            Self::Broken(Broken::Gate(error)) => super::link::trouble(error),
            Self::Broken(Broken::Off) => Trouble::Unreachable,
            Self::Broken(Broken::Garbled) => Trouble::NotARelay,
            Self::Refused(RefusedCode::NotOfTheTeam) => Trouble::NotOfTheTeam,
            Self::Refused(RefusedCode::Version) => Trouble::Version,
            Self::Refused(_) | Self::Drain => Trouble::Busy,
            Self::Silent | Self::Slept => Trouble::Silent,
            Self::NotKept => Trouble::NotKept,
        }
    }
}
