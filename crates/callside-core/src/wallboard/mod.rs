//! What a team is doing right now: who is available, ringing, talking, in wrap-up, since when; calls that wait; how well
//! calls were answered today.
//!
//! A desktop tells a [`Presence`], a phone system tells events. The relay makes [`AgentRow`]s, [`WaitingCall`]s and
//! [`TallyRow`]s of both and sends them as [`BoardNews`]; [`Wallboard`] puts news together again. Nothing of a caller is
//! in any of these.

mod call;
mod doing;
mod news;
mod tally;

pub use call::{BoardCall, shared};
pub use doing::{
    Desktop, Doing, LiveCall, PHONE_STATE_COUNTS, Presence, WRAP_UP_AT_MOST, busiest, doing, is_away_by_phone,
};
pub use news::{AgentRow, Board, BoardNews, Changes, Taken, WaitingCall, Wallboard};
pub use tally::{Goal, Tally, TallyRow};
