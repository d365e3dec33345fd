use super::*;
use crate::ids::Provider;
use crate::wallboard::Tally;
use proptest::prelude::*;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn agent(n: u8, away: bool) -> AgentRow {
    AgentRow {
        person: PersonId::new(&format!("p{n}@example.com")).unwrap(),
        name: None,
        teams: vec!["billing".into()],
        doing: if away { Doing::Away } else { Doing::Available },
        since: at(i64::from(n)),
    }
}

fn waiting(n: u8, rings: bool) -> WaitingCall {
    let call = CallKey::new(Provider::Five9, &n.to_string()).unwrap();
    WaitingCall { call, queue: None, campaign: None, rings, since: at(0) }
}

fn tally(n: u8, came: u32) -> TallyRow {
    let tally = Tally { came, ..Tally::default() };
    TallyRow { queue: Some(n.to_string()), campaign: None, tally }
}

fn empty() -> Board {
    Board {
        at: at(0),
        goal: Goal { answer_within_s: 20 },
        counted_since: at(0),
        agents: vec![],
        waiting: vec![],
        tallies: vec![],
    }
}

/// What happens between a relay and one who looks.
#[derive(Debug, Clone)]
enum Step {
    Agent(u8, bool),
    Waits(u8, bool),
    Over(u8),
    Counts(u8, u32),
    /// The link breaks: what was under way is lost. The next one begins with a snapshot.
    Reconnect,
    /// Some news is lost without the link breaking.
    Lose,
    /// The last news comes once more.
    Repeat,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..6_u8, any::<bool>()).prop_map(|(n, away)| Step::Agent(n, away)),
        2 => (0..6_u8, any::<bool>()).prop_map(|(n, rings)| Step::Waits(n, rings)),
        2 => (0..6_u8).prop_map(Step::Over),
        2 => (0..3_u8, 0..9_u32).prop_map(|(n, came)| Step::Counts(n, came)),
        1 => Just(Step::Reconnect),
        1 => Just(Step::Lose),
        1 => Just(Step::Repeat),
    ]
}

/// The relay's end: the truth, and the number of the last news on this link.
struct Source {
    truth: Wallboard,
    seq: u64,
}

impl Source {
    fn snapshot(&mut self) -> BoardNews {
        self.seq = 7;
        let (_, whole) = self.truth.whole().unwrap();
        BoardNews::Snapshot { seq: self.seq, whole }
    }

    fn changes(&mut self, step: &Step, second: i64) -> BoardNews {
        let mut changes = Changes::none(at(second));
        match step {
            Step::Agent(n, away) => changes.agents.push(agent(*n, *away)),
            Step::Waits(n, rings) => changes.waiting.push(waiting(*n, *rings)),
            Step::Over(n) => changes.over.push(waiting(*n, false).call),
            Step::Counts(n, came) => changes.tallies.push(tally(*n, *came)),
            Step::Reconnect | Step::Lose | Step::Repeat => {}
        }
        let (seq, _) = self.truth.whole().unwrap();
        self.truth.take(&BoardNews::Changes { seq: seq + 1, changes: changes.clone() });
        self.seq += 1;
        BoardNews::Changes { seq: self.seq, changes }
    }
}

proptest! {
    #[test]
    fn whatever_is_lost_and_repeated_a_board_is_as_a_fresh_one_or_knows_of_the_gap(
        steps in proptest::collection::vec(step(), 1..80)
    ) {
        let mut truth = Wallboard::default();
        truth.take(&BoardNews::Snapshot { seq: 0, whole: empty() });
        let mut source = Source { truth, seq: 0 };
        let mut looks = Wallboard::default();
        let mut last = source.snapshot();
        looks.take(&last);
        let mut behind = false;
        for (n, step) in steps.iter().enumerate() {
            match step {
                Step::Reconnect => {
                    last = source.snapshot();
                    prop_assert_eq!(looks.take(&last), Taken::Changed);
                    behind = false;
                }
                Step::Repeat if !behind => {
                    let known = looks.clone();
                    if looks.take(&last) == Taken::Repeated {
                        prop_assert_eq!(&looks, &known);
                    }
                }
                Step::Repeat => {}
                Step::Lose => {
                    source.changes(&Step::Agent(0, true), i64::try_from(n).unwrap());
                    behind = true;
                }
                change => {
                    last = source.changes(change, i64::try_from(n).unwrap());
                    let taken = looks.take(&last);
                    prop_assert_eq!(taken, if behind { Taken::Gap } else { Taken::Changed });
                }
            }
            if !behind {
                let (ours, theirs) = (looks.whole().unwrap().1, source.truth.whole().unwrap().1);
                prop_assert_eq!(ours, theirs);
            }
        }
        // Asking anew mends every gap.
        looks.take(&source.snapshot());
        prop_assert_eq!(looks.whole().unwrap().1, source.truth.whole().unwrap().1);
    }
}

#[test]
fn changes_without_a_board_are_a_gap_and_nobody_keeps_what_they_may_not_see() {
    let mut board = Wallboard::default();
    let changes = BoardNews::Changes { seq: 1, changes: Changes::none(at(1)) };
    assert_eq!(board.take(&changes), Taken::Gap);
    board.take(&BoardNews::Snapshot { seq: 0, whole: empty() });
    assert_eq!(board.take(&changes), Taken::Changed);
    assert_eq!(board.take(&changes), Taken::Repeated);
    assert_eq!(board.take(&BoardNews::Newer), Taken::Gap);
    board.take(&BoardNews::NotAllowed);
    assert_eq!(board.whole(), None);
}
