//! The pop on which a wrap-up was decided, as far as the desk of its agent tells it: what tells who it was and why they
//! called, and nothing beside.

use crate::ids::CallKey;
use crate::matching::Match;
use crate::pop::{self, Caller, ScreenPop};
use crate::record::{CallerContext, Candidate};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Most people, cases and opportunities that are told.
const MOST: usize = 10;
/// Longest text, in characters.
const LONGEST: usize = 255;

/// A pop as it was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownPop {
    /// When.
    pub at: Timestamp,
    /// What.
    pub pop: ScreenPop,
}

impl ShownPop {
    /// As it is told: who it was, why, how fresh that was, open cases and opportunities. What was covered for the agent does
    /// not leave the desk. `None` for a pop of another call.
    #[must_use]
    pub fn told(self, call: &CallKey) -> Option<Self> {
        let Self { at, mut pop } = self;
        if pop.call != *call {
            return None;
        }
        let most = if matches!(pop.caller, Caller::One { confirmed: true, .. }) { MOST } else { 0 };
        let CallerContext { mut cases, mut opportunities, .. } = pop.context;
        cases.truncate(most);
        opportunities.truncate(most);
        for case in &mut cases {
            clip(&mut case.subject);
        }
        for opportunity in &mut opportunities {
            clip(&mut opportunity.name);
        }
        pop.context = CallerContext { cases, opportunities, ..CallerContext::default() };
        pop.caller = caller(pop.caller);
        (pop.timeline, pop.memory, pop.hand_over, pop.heard) = (Vec::new(), None, None, None);
        pop.changed.clear();
        pop.provider_name.iter_mut().for_each(clip);
        Some(Self { at, pop })
    }
}

fn caller(caller: Caller) -> Caller {
    match caller {
        Caller::One { mut matched, confirmed } => {
            *matched = person(*matched, confirmed);
            Caller::One { matched, confirmed }
        }
        // Nobody was picked: only how many there were.
        Caller::Several { matches } => {
            Caller::Several { matches: matches.into_iter().take(MOST).map(|matched| person(matched, false)).collect() }
        }
        Caller::Unreadable { mut text } => {
            clip(&mut text);
            Caller::Unreadable { text }
        }
        other => other,
    }
}

fn person(matched: Match, sure: bool) -> Match {
    let Match { candidate, mut why } = matched;
    if !sure {
        why.typed = String::new();
    }
    let (mut name, mut company) =
        if sure { (candidate.name, candidate.company) } else { (pop::covered(&candidate.name), None) };
    clip(&mut name);
    company.iter_mut().for_each(clip);
    let candidate = Candidate {
        record: candidate.record,
        name,
        title: None,
        company,
        account: None,
        email: None,
        owner: None,
        status: None,
        do_not_call: candidate.do_not_call,
        extra: Vec::new(),
        phones: Vec::new(),
        modified: None,
        record_type: None,
    };
    Match { candidate, why }
}

fn clip(text: &mut String) {
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::Phase;
    use crate::history::TimelineItem;
    use crate::ids::{Provider, RecordId};
    use crate::matching::{Source, Why};
    use crate::phone::{self, Sameness};
    use crate::pop::{Freshness, HandOver};
    use crate::record::{CallerObject, CallerRef, OpenCase, OpenOpportunity, PhoneField};
    use std::collections::BTreeSet;

    fn key() -> CallKey {
        CallKey::new(Provider::Five9, "7").unwrap()
    }

    fn id(text: &str) -> RecordId {
        RecordId::new(text).unwrap()
    }

    fn matched() -> Match {
        let candidate = Candidate {
            record: CallerRef { object: CallerObject::Contact, id: id("003000000000007AAA") },
            name: "Rosa Diaz".into(),
            title: Some("secret".into()),
            company: Some("Acme".into()),
            account: Some(id("001000000000007AAA")),
            email: Some("secret@example.com".into()),
            owner: Some("secret".into()),
            status: None,
            do_not_call: false,
            extra: vec![("secret".into(), "secret".into())],
            phones: vec![PhoneField { field: "HomePhone".into(), typed: "secret".into() }],
            modified: None,
            record_type: None,
        };
        let why = Why {
            field: "MobilePhone".into(),
            typed: "(415) 555-0134".into(),
            sameness: Sameness::Exact,
            source: Source::Salesforce,
            chosen_before: false,
            confirm: false,
        };
        Match { candidate, why }
    }

    fn case() -> OpenCase {
        OpenCase {
            id: id("500000000000007AAA"),
            number: "00001042".into(),
            subject: "October invoice".into(),
            status: "New".into(),
            priority: None,
            escalated: false,
            opened_at: Timestamp::UNIX_EPOCH,
            record_type: None,
        }
    }

    fn shown(caller: Caller) -> ShownPop {
        let deal = OpenOpportunity {
            id: id("006000000000007AAA"),
            name: "Renewal".into(),
            stage: "Prospecting".into(),
            amount: None,
            closes: None,
            record_type: None,
        };
        let pop = ScreenPop {
            call: key(),
            phase: Phase::Ended,
            direction: None,
            queue: Some("Billing".into()),
            campaign: None,
            began_at: Timestamp::UNIX_EPOCH,
            answered_at: None,
            ended_at: None,
            line: phone::read("+14155550134", None),
            provider_name: None,
            caller,
            context: CallerContext { cases: vec![case(); 99], opportunities: vec![deal], ..CallerContext::default() },
            timeline: vec![TimelineItem::Case { case: OpenCase { subject: "secret".into(), ..case() } }],
            memory: None,
            hand_over: Some(HandOver { to: "202".into(), note: "secret".into(), at: Timestamp::UNIX_EPOCH }),
            heard: None,
            freshness: Freshness::Live { took_ms: 120 },
            changed: BTreeSet::from(["secret".to_owned()]),
        };
        ShownPop { at: Timestamp::UNIX_EPOCH, pop }
    }

    #[test]
    fn who_and_why_are_told_and_nothing_beside() {
        let told = shown(Caller::One { matched: Box::new(matched()), confirmed: true }).told(&key()).unwrap();
        let text = serde_json::to_string(&told).unwrap();
        assert!(!text.contains("secret"), "{text}");
        for said in ["Rosa Diaz", "Acme", "MobilePhone", "October invoice", "Renewal", "120"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert_eq!(told.pop.context.cases.len(), MOST);
        assert_eq!(serde_json::from_str::<ShownPop>(&text).unwrap(), told);
        assert_eq!(told.clone().told(&key()), Some(told.clone()), "told on, it is the same");
        assert_eq!(told.told(&CallKey::new(Provider::Five9, "8").unwrap()), None, "of another call");
    }

    #[test]
    fn what_was_covered_for_the_agent_does_not_leave_the_desk() {
        for caller in [
            Caller::One { matched: Box::new(matched()), confirmed: false },
            Caller::Several { matches: vec![matched(), matched()] },
        ] {
            let told = shown(caller).told(&key()).unwrap();
            let text = serde_json::to_string(&told).unwrap();
            for private in ["secret", "Rosa", "Acme", "555-0134", "October", "Renewal"] {
                assert!(!text.contains(private), "{private}: {text}");
            }
            assert!(text.contains("R••• D•••"), "{text}");
        }
    }
}
