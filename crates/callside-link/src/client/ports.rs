//! What the link asks of the program around it.

use super::LinkState;
use crate::wire::{Cursor, Envelope, FromDesktop, Grant, Welcome};
use async_trait::async_trait;
use callside_core::assistance::AssistanceNews;
use callside_core::wallboard::BoardNews;
use jiff::Timestamp;
use std::time::Duration;

/// The program could not keep something: its disk is full, or its store is closed. The link waits and tries again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it could not be kept")]
pub struct Unkept;

/// Where events go and sessions rest.
#[async_trait]
pub trait Desk: Send + Sync + 'static {
    /// How far this desktop is.
    async fn cursor(&self) -> Result<Option<Cursor>, Unkept>;

    /// Takes events. When it returns they are durable, and so is the cursor; only then they are acknowledged. Events
    /// whose id is known already are repeats and have no effect.
    async fn take(&self, events: Vec<Envelope>, cursor: Option<Cursor>) -> Result<(), Unkept>;

    /// The session of this person, if there is one.
    async fn grant(&self) -> Result<Option<Grant>, Unkept>;

    /// Keeps another session in its place; `None`: it is no longer one.
    async fn keep_grant(&self, grant: Option<Grant>) -> Result<(), Unkept>;

    /// The link stands like this now. Must not block.
    fn changed(&self, state: LinkState);

    /// The relay has welcomed this desktop: what it is told first. What the relay cannot understand is not sent.
    fn begins(&self, _welcome: &Welcome) -> Vec<FromDesktop> {
        Vec::new()
    }

    /// Comes back with something to tell the relay. Cancelling it loses nothing.
    async fn tells(&self) -> FromDesktop {
        std::future::pending().await
    }

    /// News of the board that this desktop watches. Must not block.
    fn board(&self, _news: BoardNews) {}

    /// News of requests for assistance. Must not block.
    fn assistance(&self, _news: AssistanceNews) {}
}

/// Time and chance.
#[async_trait]
pub trait LinkClock: Send + Sync + 'static {
    /// Now, by the wall clock: it goes on while the machine sleeps.
    fn now(&self) -> Timestamp;
    /// Comes back after this long.
    async fn sleep(&self, span: Duration);
    /// Any number.
    fn random(&self) -> u64;
}
