//! The board for the window. The relay's clock becomes this machine's: what matters is how long ago.

use super::{millis, pop};
use crate::ipc::wallboard::{
    AgentStateView, TallyRowView, WaitingCallView, WallAgentView, WallBoardView, WallNewsView, WallStandingView,
};
use callside_core::wallboard::{AgentRow, Board, Changes, Doing, TallyRow, WaitingCall};
use callside_engine::BoardStanding;
use jiff::Timestamp;

/// How the board stands.
#[must_use]
pub fn standing(standing: BoardStanding) -> WallStandingView {
    match standing {
        BoardStanding::Coming => WallStandingView::Coming,
        BoardStanding::Live => WallStandingView::Live,
        BoardStanding::Old { since } => WallStandingView::Old { since: millis(since) },
        BoardStanding::NotAllowed => WallStandingView::NotAllowed,
        BoardStanding::NotThere => WallStandingView::NotThere,
    }
}

/// How far the relay's clock is from this machine's.
#[derive(Clone, Copy)]
struct Clocks {
    theirs: Timestamp,
    ours: Timestamp,
}

impl Clocks {
    fn here(self, at: Timestamp) -> i64 {
        millis(at) - millis(self.theirs) + millis(self.ours)
    }
}

/// All of it, as it was heard at this moment.
#[must_use]
pub fn board(seq: u64, board: &Board, heard_at: Timestamp) -> WallBoardView {
    let clocks = Clocks { theirs: board.at, ours: heard_at };
    WallBoardView {
        seq,
        goal_s: board.goal.answer_within_s,
        counted_since: clocks.here(board.counted_since),
        agents: board.agents.iter().map(|row| agent(row, clocks)).collect(),
        waiting: board.waiting.iter().map(|call| waiting(call, clocks)).collect(),
        tallies: board.tallies.iter().map(tally).collect(),
    }
}

/// What changed, as it was heard at this moment.
#[must_use]
pub fn changes(seq: u64, changes: &Changes, heard_at: Timestamp) -> WallNewsView {
    let clocks = Clocks { theirs: changes.at, ours: heard_at };
    WallNewsView::Changes {
        seq,
        agents: changes.agents.iter().map(|row| agent(row, clocks)).collect(),
        waiting: changes.waiting.iter().map(|call| waiting(call, clocks)).collect(),
        over: changes.over.iter().map(ToString::to_string).collect(),
        tallies: changes.tallies.iter().map(tally).collect(),
    }
}

fn agent(row: &AgentRow, clocks: Clocks) -> WallAgentView {
    let call = row.doing.call();
    WallAgentView {
        person: row.person.to_string(),
        name: row.name.clone(),
        teams: row.teams.clone(),
        state: match row.doing {
            Doing::Offline => AgentStateView::Offline,
            Doing::Unknown => AgentStateView::Unknown,
            Doing::Away => AgentStateView::Away,
            Doing::Available => AgentStateView::Available,
            Doing::WrapUp(_) => AgentStateView::WrapUp,
            Doing::Ringing(_) => AgentStateView::Ringing,
            Doing::OnHold(_) => AgentStateView::OnHold,
            Doing::Talking(_) => AgentStateView::Talking,
        },
        since: clocks.here(row.since),
        queue: call.and_then(|call| call.queue.clone()),
        campaign: call.and_then(|call| call.campaign.clone()),
        direction: call.and_then(|call| call.direction).map(pop::direction),
    }
}

fn waiting(call: &WaitingCall, clocks: Clocks) -> WaitingCallView {
    WaitingCallView {
        call: call.call.to_string(),
        queue: call.queue.clone(),
        campaign: call.campaign.clone(),
        rings: call.rings,
        since: clocks.here(call.since),
    }
}

fn tally(row: &TallyRow) -> TallyRowView {
    let tally = row.tally;
    TallyRowView {
        queue: row.queue.clone(),
        campaign: row.campaign.clone(),
        came: tally.came,
        answered: tally.answered,
        in_time: tally.in_time,
        lost: tally.lost,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::person::PersonId;
    use callside_core::wallboard::Goal;
    use jiff::SignedDuration;

    #[test]
    fn what_began_a_minute_ago_at_the_relay_began_a_minute_ago_here() {
        let relay: Timestamp = "2026-11-20T12:00:00Z".parse().unwrap();
        let here = relay - SignedDuration::from_mins(7);
        let row = AgentRow {
            person: PersonId::new("dana@example.com").unwrap(),
            name: None,
            teams: vec![],
            doing: Doing::Away,
            since: relay - SignedDuration::from_secs(60),
        };
        let whole = Board {
            at: relay,
            goal: Goal { answer_within_s: 20 },
            counted_since: relay,
            agents: vec![row.clone()],
            waiting: vec![],
            tallies: vec![],
        };
        let shown = board(3, &whole, here);
        assert_eq!((shown.seq, shown.agents[0].since), (3, millis(here) - 60_000));
        let news = changes(4, &Changes { agents: vec![row], ..Changes::none(relay) }, here);
        assert!(matches!(news, WallNewsView::Changes { agents, .. } if agents[0].since == millis(here) - 60_000));
    }
}
