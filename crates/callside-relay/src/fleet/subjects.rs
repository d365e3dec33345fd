//! Names at NATS. People appear as hashes: whoever watches the server learns no addresses from subjects.

use callside_core::ids::EventId;
use callside_core::person::PersonId;
use callside_store::relay::EVERYONE;
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// The word of everyone's subject.
const ALL: &str = "everyone";

/// For whom a history is kept while nobody looks after the team.
pub(super) const NOBODY: &str = "";

/// Names of one fleet.
#[derive(Debug, Clone)]
pub(crate) struct Subjects {
    fleet: String,
}

fn hash(text: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(text.as_bytes())[..16])
}

impl Subjects {
    pub(crate) fn new(fleet: &str) -> Self {
        Self { fleet: fleet.to_owned() }
    }

    pub(crate) fn stream(&self) -> String {
        format!("{}-events", self.fleet)
    }

    /// What is for the history of teams has a stream of its own, because it has a term of its own.
    pub(crate) fn history_stream(&self) -> String {
        format!("{}-history", self.fleet)
    }

    pub(crate) fn places_stream(&self) -> String {
        format!("{}-places", self.fleet)
    }

    pub(crate) fn all_events(&self) -> String {
        format!("{}.to.>", self.fleet)
    }

    pub(crate) fn all_live(&self) -> String {
        format!("{}.live.{}.to.>", self.fleet, self.fleet)
    }

    pub(crate) fn all_history(&self) -> String {
        format!("{}.history.>", self.fleet)
    }

    pub(crate) fn all_live_history(&self) -> String {
        format!("{}.live.{}.history.>", self.fleet, self.fleet)
    }

    /// Where what a person hears for the history of their teams is stored.
    pub(crate) fn history(&self, person: &str) -> String {
        format!("{}.history.{}", self.fleet, hash(person))
    }

    /// Where it comes by once it is stored.
    pub(crate) fn live_history(&self, person: &PersonId) -> String {
        format!("{}.live.{}", self.fleet, self.history(person.as_str()))
    }

    pub(crate) fn all_places(&self) -> String {
        format!("{}.at.>", self.fleet)
    }

    /// Where events for a person, or for everyone, are stored.
    pub(crate) fn to(&self, person: &str) -> String {
        let token = if person == EVERYONE { ALL.to_owned() } else { hash(person) };
        format!("{}.to.{token}", self.fleet)
    }

    pub(crate) fn to_everyone(&self) -> String {
        self.to(EVERYONE)
    }

    /// Where they come by once they are stored.
    pub(crate) fn live(&self, person: &PersonId) -> String {
        format!("{}.live.{}", self.fleet, self.to(person.as_str()))
    }

    pub(crate) fn live_everyone(&self) -> String {
        format!("{}.live.{}", self.fleet, self.to(EVERYONE))
    }

    pub(crate) fn place_of(&self, person: &PersonId) -> String {
        format!("{}.at.{}", self.fleet, hash(person.as_str()))
    }

    /// Orders to forget somebody have a stream of their own, because they have a term of their own.
    pub(crate) fn orders_stream(&self) -> String {
        format!("{}-orders", self.fleet)
    }

    /// Where they are stored.
    pub(crate) fn orders(&self) -> String {
        format!("{}.order", self.fleet)
    }

    /// Where they come by once they are stored.
    pub(crate) fn live_orders(&self) -> String {
        format!("{}.live.{}", self.fleet, self.orders())
    }

    pub(crate) fn offers(&self) -> String {
        format!("{}.offers", self.fleet)
    }

    /// What relays tell each other of the board; no stream keeps it.
    pub(crate) fn board(&self) -> String {
        format!("{}.board", self.fleet)
    }

    /// Where a relay asks the others what is parked there; no stream keeps it.
    pub(crate) fn parked(&self) -> String {
        format!("{}.parked", self.fleet)
    }

    /// By this JetStream knows a repeat, whichever relay it came in at.
    pub(crate) fn message_id(event: &EventId, person: &str) -> String {
        hash(&format!("{}\n{person}", event.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_name_nobody_and_tell_people_apart() {
        let subjects = Subjects::new("callside");
        let (dana, sam) = (PersonId::new("dana@example.com").unwrap(), PersonId::new("sam@example.com").unwrap());
        assert!(!subjects.to(dana.as_str()).contains("dana"));
        assert_ne!(subjects.live(&dana), subjects.live(&sam));
        assert_eq!(subjects.live_everyone(), "callside.live.callside.to.everyone");
        let id = |text: &str| EventId(text.into());
        assert_ne!(Subjects::message_id(&id("a"), "b"), Subjects::message_id(&id("a"), "c"));
        assert_eq!(Subjects::message_id(&id("a"), "b"), Subjects::message_id(&id("a"), "b"));
    }
}
