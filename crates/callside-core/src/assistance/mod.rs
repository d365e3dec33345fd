//! Assistance on a call: an agent asks for it, whoever looks after their team sees what the agent sees and answers with a
//! note.
//!
//! A desktop says on which call its agent asks and at which request somebody looks there ([`AssistanceSaid`]); the relay
//! tells each desktop all requests that concern it ([`AssistanceNews`]), whole each time. So a break needs no mending: both
//! ends say again how things are.

mod desk;
mod news;

pub use desk::{AssistanceDesk, Look, Mine, Seen, Way};
pub use news::{
    AgentView, Asking, AssistanceNews, AssistanceNote, AssistanceRef, AssistanceRequest, AssistanceSaid, Helper,
    LONGEST_NOTE, MOST_NOTES, note_text,
};
