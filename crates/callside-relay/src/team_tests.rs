use super::*;
use callside_core::event::{AgentEvent, AgentState, CallChange, CallFacts};
use callside_core::ids::{CallKey, EventId};
use jiff::Timestamp;

fn team() -> Team {
    serde_json::from_value(serde_json::json!({
        "people": [
            { "email": "dana@example.com", "names": { "five9": ["dana.w"], "phone": ["1042"] }, "role": "supervisor" },
            { "email": "sam@example.com", "salesforce_user": "005000000000001AAA" },
        ],
        "groups": { "billing": ["dana@example.com", "sam@example.com"] },
        "rules": [
            { "provider": "five9", "queue": "Billing", "to": { "group": "billing" } },
            { "campaign": "Spring", "to": { "people": ["sam@example.com"] } },
            { "number": "+1 (800) 555-0100", "to": "everyone" },
        ],
    }))
    .unwrap()
}

fn call(provider: Provider, facts: CallFacts) -> Event {
    Event::Call(CallEvent {
        id: EventId("e".into()),
        call: CallKey::new(provider, "1").unwrap(),
        at: Timestamp::UNIX_EPOCH,
        what: CallChange::Ringing,
        facts,
    })
}

fn agent(key: &str) -> CallFacts {
    CallFacts { agent: Some(AgentName { key: key.into(), name: None }), ..CallFacts::default() }
}

fn to(people: &[&str]) -> Place {
    Place::Keep(Placing::To(people.iter().map(|p| (*p).to_owned()).collect()))
}

fn parked(reason: &'static str) -> Place {
    Place::Keep(Placing::Parked(reason))
}

#[test]
fn a_call_goes_to_whom_it_names_else_by_the_first_rule_else_it_is_parked() {
    let directory = Directory::new(&team());
    let facts = |set: fn(&mut CallFacts)| {
        let mut facts = CallFacts::default();
        set(&mut facts);
        facts
    };
    for (provider, facts, expected) in [
        (Provider::Five9, agent("Dana.W"), to(&["dana@example.com"])),
        (Provider::Phone, agent("1042"), to(&["dana@example.com"])),
        (Provider::Aircall, agent("1042"), parked(reasons::UNKNOWN_AGENT)),
        (Provider::Aircall, agent("DANA@example.com"), to(&["dana@example.com"])),
        (Provider::Aircall, agent("new@example.com"), to(&["new@example.com"])),
        (Provider::Aircall, agent("stranger@example.com"), parked(reasons::UNKNOWN_AGENT)),
        (Provider::Five9, facts(|f| f.queue = Some("billing".into())), to(&["dana@example.com", "sam@example.com"])),
        (Provider::Aircall, facts(|f| f.queue = Some("billing".into())), parked(reasons::UNASSIGNED)),
        (Provider::Aircall, facts(|f| f.campaign = Some("SPRING".into())), to(&["sam@example.com"])),
        (Provider::Aircall, facts(|f| f.campaign = Some("Fall".into())), parked(reasons::UNMAPPED_CAMPAIGN)),
        (Provider::Phone, facts(|f| f.company_number = Some("18005550100".into())), to(&["*"])),
        (Provider::Phone, CallFacts::default(), parked(reasons::UNASSIGNED)),
    ] {
        let event = call(provider, facts);
        let known = |person: &PersonId| person.as_str() == "new@example.com";
        assert_eq!(directory.place(&event, &[], &known), expected, "{event:?}");
    }
}

#[test]
fn who_was_offered_a_call_hears_how_it_goes_on() {
    let directory = Directory::new(&team());
    let nobody = |_: &PersonId| false;
    let group = ["dana@example.com".to_owned(), "sam@example.com".to_owned()];
    let answered = call(Provider::Five9, agent("dana.w"));
    assert_eq!(directory.place(&answered, &group, &nobody), to(&["dana@example.com", "sam@example.com"]));
    let by_a_stranger = call(Provider::Five9, agent("stranger"));
    assert_eq!(directory.place(&by_a_stranger, &group, &nobody), to(&["dana@example.com", "sam@example.com"]));
    let everyone = ["*".to_owned()];
    assert_eq!(directory.place(&answered, &everyone, &nobody), to(&["*"]));
}

#[test]
fn readiness_goes_to_the_person_alone() {
    let directory = Directory::new(&team());
    let event = |key: &str| {
        Event::Agent(AgentEvent {
            id: EventId("five9:x".into()),
            agent: AgentName { key: key.into(), name: None },
            at: Timestamp::UNIX_EPOCH,
            state: AgentState::Available,
        })
    };
    assert_eq!(directory.place(&event("dana.w"), &[], &|_| false), to(&["dana@example.com"]));
    assert_eq!(directory.place(&event("stranger"), &[], &|_| false), Place::NotForUs);
}

#[test]
fn a_closed_team_lets_in_only_who_is_listed() {
    let mut team = team();
    let stranger = PersonId::new("stranger@example.com").unwrap();
    let dana = PersonId::new("dana@example.com").unwrap();
    assert_eq!(Directory::new(&team).role(&stranger), Some(Role::Agent));
    assert_eq!(Directory::new(&team).role(&dana), Some(Role::Supervisor));
    team.closed = true;
    assert_eq!(Directory::new(&team).role(&stranger), None);
    assert_eq!(Directory::new(&team).user("005000000000001").map(PersonId::as_str), Some("sam@example.com"));
}

#[test]
fn doubts_are_said() {
    let mut team = team();
    assert!(Directory::doubts(&team).is_empty());
    team.people[1].names.insert(Provider::Five9, vec!["DANA.W".into()]);
    team.rules.insert(
        0,
        Rule { provider: None, campaign: None, queue: None, number: None, object: None, to: Target::Group("x".into()) },
    );
    assert_eq!(Directory::doubts(&team).len(), 3, "{:?}", Directory::doubts(&team));
}
