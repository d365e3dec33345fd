use super::*;
use crate::call::Phase;
use crate::ids::RecordId;
use crate::matching::Why;
use crate::phone::{Line, Sameness};
use crate::phone_fields::PhoneFields;
use crate::pop::{Freshness, ScreenPop};
use crate::record::{CallerContext, Candidate, PhoneField};
use crate::rehearsal::{Runs, Sides, tests as usual};
use CallerObject::Contact;

/// The number that the usual call comes from.
const SAME: &str = "(415) 555-0134";
const SARAH: &str = "003000000000001AAA";
const BEN: &str = "003000000000002AAA";

fn found(id: &str, name: &str, phones: &[(&str, &str)]) -> Match {
    let phone = |(field, typed): &(&str, &str)| PhoneField { field: (*field).into(), typed: (*typed).into() };
    let candidate = Candidate {
        record: CallerRef { object: Contact, id: RecordId::new(id).unwrap() },
        name: name.into(),
        title: None,
        company: None,
        account: None,
        email: None,
        owner: None,
        status: None,
        do_not_call: false,
        extra: vec![],
        phones: phones.iter().map(phone).collect(),
        modified: None,
        record_type: None,
    };
    let why = Why {
        field: phones.first().map_or_else(String::new, |(field, _)| (*field).into()),
        typed: SAME.into(),
        sameness: Sameness::Exact,
        source: Source::Salesforce,
        chosen_before: false,
        confirm: false,
    };
    Match { candidate, why }
}

fn one(matched: Match) -> Caller {
    Caller::One { matched: Box::new(matched), confirmed: true }
}

/// A call that popped so at last, and with several to pick from before.
fn call(last: Caller, several: Option<Vec<Match>>) -> Decided {
    let mut decided = usual::decided(1, "busy", "Again at five", None);
    let pop = |caller| ScreenPop {
        call: decided.call.key.clone(),
        phase: Phase::Ended,
        direction: None,
        queue: None,
        campaign: None,
        began_at: decided.call.first_at,
        answered_at: None,
        ended_at: None,
        line: Line::Withheld,
        memory: None,
        hand_over: None,
        heard: None,
        provider_name: None,
        caller,
        context: CallerContext::default(),
        timeline: vec![],
        freshness: Freshness::Local { as_of: None },
        changed: BTreeSet::new(),
    };
    let several = several.map(|matches| pop(Caller::Several { matches }));
    decided.heard = Heard { pop: Some(pop(last)), several, events: vec![] };
    decided
}

fn rules(contacts: &[&str]) -> Rules {
    let mut rules = usual::rules();
    let mut fields = PhoneFields::default();
    fields.set(Contact, contacts.iter().map(|field| (*field).to_owned())).unwrap();
    rules.matching.fields = fields;
    rules
}

/// What differs between two lists of fields of contacts, and what cannot be known.
fn rehearsed(now: &[&str], then: &[&str], decided: &Decided) -> (Vec<Change>, Option<Unasked>) {
    let sides = Sides::new(rules(now), rules(then), usual::scenery());
    let OfCall { differing, unasked } = sides.rehearse(decided, &mut Runs::default());
    (differing.map(|it| it.changes).unwrap_or_default(), unasked)
}

fn caller(before: &[&str], after: &[&str]) -> Change {
    let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect();
    Change::Caller { before: names(before), after: names(after) }
}

#[test]
fn a_field_that_is_taken_away_no_longer_finds_whom_it_found() {
    let both = || found(SARAH, "Sarah", &[("MobilePhone", SAME), ("Fax", SAME)]);
    let faxed = || found(SARAH, "Sarah", &[("MobilePhone", "(415) 555-0199"), ("Fax", SAME)]);
    let (now, then) = (["MobilePhone", "Fax"], ["MobilePhone"]);
    assert_eq!(rehearsed(&now, &then, &call(one(faxed()), None)), (vec![caller(&["Sarah"], &[])], None));
    assert_eq!(rehearsed(&now, &then, &call(one(both()), None)), (vec![], None), "the mobile number finds her still");
    assert_eq!(rehearsed(&now, &now, &call(one(faxed()), None)), (vec![], None));
}

#[test]
fn another_order_names_another_reason_and_another_first_of_several() {
    let sarah = found(SARAH, "Sarah", &[("MobilePhone", SAME), ("HomePhone", SAME)]);
    let (now, then) = (["MobilePhone", "HomePhone"], ["HomePhone", "MobilePhone"]);
    let reason = Change::Reason { object: Contact, before: "MobilePhone".into(), after: "HomePhone".into() };
    assert_eq!(rehearsed(&now, &then, &call(one(sarah), None)).0, [reason]);
    let people = vec![found(SARAH, "Sarah", &[("MobilePhone", SAME)]), found(BEN, "Ben", &[("HomePhone", SAME)])];
    let several = Caller::Several { matches: people };
    assert_eq!(rehearsed(&now, &then, &call(several, None)).0, [caller(&["Sarah", "Ben"], &["Ben", "Sarah"])]);
}

#[test]
fn another_trust_in_a_field_is_another_confirmation() {
    let faxed = || call(one(found(SARAH, "Sarah", &[("Fax", SAME)])), None);
    let mobile = || call(one(found(SARAH, "Sarah", &[("MobilePhone", SAME)])), None);
    let (usual, fax_is_sure) = (["MobilePhone", "Fax"], ["MobilePhone", "Fax: sure"]);
    assert_eq!(rehearsed(&usual, &fax_is_sure, &faxed()).0, [Change::NotConfirmed]);
    assert_eq!(rehearsed(&usual, &fax_is_sure, &mobile()).0, []);
    assert_eq!(rehearsed(&usual, &["MobilePhone: confirm", "Fax"], &mobile()).0, [Change::Confirmed]);
}

#[test]
fn whom_an_agent_picked_is_held_against_all_that_there_were_to_pick_from() {
    let (sarah, ben) = (found(SARAH, "Sarah", &[("Fax", SAME)]), found(BEN, "Ben", &[("MobilePhone", SAME)]));
    let mut picked = sarah.clone();
    picked.why.chosen_before = true;
    let (now, then) = (["MobilePhone", "Fax"], ["MobilePhone"]);
    let decided = call(one(picked.clone()), Some(vec![ben, sarah]));
    assert_eq!(rehearsed(&now, &then, &decided).0, [caller(&["Ben", "Sarah"], &["Ben"])]);
    // A choice of an earlier call: whom else the number had is not in the pop.
    assert_eq!(rehearsed(&now, &then, &call(one(picked), None)).0, [caller(&["Sarah"], &[])]);
    let by_hand = one(Match::picked(found(SARAH, "Sarah", &[("Fax", "(415) 555-0199")]).candidate));
    assert_eq!(rehearsed(&now, &then, &call(by_hand, None)).0, [], "whom an agent looked up was not found by rules");
}

#[test]
fn a_field_that_nobody_had_asked_for_is_said_and_not_guessed() {
    let (now, then) = (["MobilePhone"], ["MobilePhone", "Emergency_Phone__c", "Fax"]);
    let unasked = |fields: &[&str], nobody_found| {
        let fields = fields.iter().map(|field| format!("Contact.{field}")).collect();
        Some(Unasked { fields, nobody_found })
    };
    let both = &["Emergency_Phone__c", "Fax"];
    assert_eq!(rehearsed(&now, &then, &call(Caller::Unknown, None)), (vec![], unasked(both, true)));
    let sarah = one(found(SARAH, "Sarah", &[("MobilePhone", SAME)]));
    assert_eq!(rehearsed(&now, &then, &call(sarah, None)), (vec![], unasked(both, false)));
    // It was asked for then, and counted; since then it was taken away.
    let faxed = one(found(SARAH, "Sarah", &[("MobilePhone", "(415) 555-0199"), ("fax", SAME)]));
    let (changes, still) = rehearsed(&now, &then, &call(faxed, None));
    assert_eq!((changes, still), (vec![caller(&[], &["Sarah"])], unasked(&["Emergency_Phone__c"], true)));
    assert_eq!(rehearsed(&then, &now, &call(Caller::Unknown, None)), (vec![], None), "what goes was asked for");
}

#[test]
fn calls_without_a_number_or_a_pop_say_nothing_and_another_reading_says_only_that() {
    let (now, then) = (["MobilePhone", "Fax"], ["MobilePhone", "Emergency_Phone__c"]);
    let mut decided = call(one(found(SARAH, "Sarah", &[("Fax", SAME)])), None);
    let mut proposed = rules(&then);
    proposed.matching.home = "GB".parse().ok();
    let sides = Sides::new(rules(&now), proposed, usual::scenery());
    let other = sides.rehearse(&decided, &mut Runs::default());
    let changes = other.differing.map(|it| it.changes).unwrap_or_default();
    assert!(matches!(changes[..], [Change::Number { .. }, ..]), "{changes:?}");
    assert!(!changes.iter().any(|change| matches!(change, Change::Caller { .. })) && other.unasked.is_none());
    decided.heard.pop = None;
    assert_eq!(rehearsed(&now, &then, &decided), (vec![], None));
}
