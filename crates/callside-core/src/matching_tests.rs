use super::*;
use crate::ids::RecordId;
use crate::phone::{Line, read};
use crate::record::PhoneField;

fn number(text: &str) -> PhoneNumber {
    match read(text, None) {
        Line::Number { number } => number,
        other => panic!("{other:?}"),
    }
}

fn candidate(object: CallerObject, id: &str, name: &str, phones: &[(&str, &str)]) -> Candidate {
    Candidate {
        record: CallerRef { object, id: RecordId::new(id).unwrap() },
        name: name.into(),
        title: None,
        company: None,
        account: None,
        email: None,
        owner: None,
        status: None,
        do_not_call: false,
        extra: vec![],
        phones: phones.iter().map(|(f, t)| PhoneField { field: (*f).into(), typed: (*t).into() }).collect(),
        modified: None,
        record_type: None,
    }
}

const ANN: &str = "003000000000001AAA";
const BEN: &str = "003000000000002AAA";
const ACME: &str = "001000000000001AAA";

fn us() -> MatchRules {
    MatchRules { home: Some("US".parse().unwrap()), ..MatchRules::default() }
}

fn found(outcome: MatchOutcome) -> Vec<(String, Why)> {
    match outcome {
        MatchOutcome::None => vec![],
        MatchOutcome::One { matched } => vec![(matched.candidate.name, matched.why)],
        MatchOutcome::Several { matches } => matches.into_iter().map(|m| (m.candidate.name, m.why)).collect(),
    }
}

#[test]
fn a_match_says_field_and_spelling() {
    let ann =
        candidate(CallerObject::Contact, ANN, "Ann", &[("Phone", "(415) 555-0100"), ("MobilePhone", "415.555.0134")]);
    let [(name, why)] = &found(judge(&number("+14155550134"), vec![(ann, Source::Salesforce)], None, &us()))[..] else {
        panic!("one match")
    };
    assert_eq!((name.as_str(), why.field.as_str(), why.typed.as_str()), ("Ann", "MobilePhone", "415.555.0134"));
    assert_eq!(why.sameness, Sameness::Exact);
}

#[test]
fn what_search_returns_is_compared_again() {
    let ann = candidate(CallerObject::Contact, ANN, "Ann", &[("Phone", "(415) 555-0199")]);
    assert_eq!(judge(&number("+14155550134"), vec![(ann, Source::Salesforce)], None, &us()), MatchOutcome::None);
}

#[test]
fn several_people_on_one_number_are_never_picked_for_the_agent() {
    let people = || {
        vec![
            (candidate(CallerObject::Contact, BEN, "Ben", &[("Phone", "+1 415 555 0134")]), Source::Salesforce),
            (candidate(CallerObject::Contact, ANN, "Ann", &[("Phone", "+1 415 555 0134")]), Source::Salesforce),
        ]
    };
    let names: Vec<_> = found(judge(&number("+14155550134"), people(), None, &us())).into_iter().map(|f| f.0).collect();
    assert_eq!(names, ["Ann", "Ben"]);
    let chosen = CallerRef { object: CallerObject::Contact, id: RecordId::new(BEN).unwrap() };
    let remembered = found(judge(&number("+14155550134"), people(), Some(&chosen), &us()));
    assert_eq!(remembered.len(), 1);
    assert!(remembered[0].0 == "Ben" && remembered[0].1.chosen_before);
}

#[test]
fn a_number_without_country_code_still_counts_as_another_person() {
    let ann = candidate(CallerObject::Contact, ANN, "Ann", &[("Phone", "+44 20 7946 0958")]);
    let ben = candidate(CallerObject::Contact, BEN, "Ben", &[("Phone", "020 7946 0958")]);
    let both = vec![(ann, Source::Salesforce), (ben, Source::Salesforce)];
    let found = found(judge(&number("+442079460958"), both, None, &us()));
    assert_eq!(
        found.iter().map(|(name, why)| (name.as_str(), why.sameness)).collect::<Vec<_>>(),
        [("Ann", Sameness::Exact), ("Ben", Sameness::National),]
    );
}

#[test]
fn a_remembered_choice_ends_when_the_record_loses_the_number() {
    let chosen = CallerRef { object: CallerObject::Contact, id: RecordId::new(BEN).unwrap() };
    let ben = candidate(CallerObject::Contact, BEN, "Ben", &[("Phone", "+1 415 555 0177")]);
    assert_eq!(
        judge(&number("+14155550134"), vec![(ben, Source::Salesforce)], Some(&chosen), &us()),
        MatchOutcome::None
    );
}

#[test]
fn people_win_over_their_own_account_and_live_rows_over_copies() {
    let mut ann = candidate(CallerObject::Contact, ANN, "Ann", &[("Phone", "+1 415 555 0134")]);
    ann.account = Some(RecordId::new(ACME).unwrap());
    let mut stale = ann.clone();
    stale.name = "Ann Old".into();
    let acme = candidate(CallerObject::Account, ACME, "Acme", &[("Phone", "+1 415 555 0134")]);
    let all = vec![(stale, Source::ThisMachine), (acme, Source::Salesforce), (ann, Source::Salesforce)];
    let found = found(judge(&number("+14155550134"), all, None, &us()));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, "Ann");
}

#[test]
fn weak_matches_stay_masked_until_confirmed() {
    let cases = [
        ("MobilePhone", "+1 415 555 0134", us(), Trust::Sure),
        ("AssistantPhone", "+1 415 555 0134", us(), Trust::Unsure),
        ("Fax", "+1 415 555 0134", us(), Trust::Unsure),
        ("Phone", "415 555 0134", MatchRules::default(), Trust::Unsure),
    ];
    for (field, typed, rules, trust) in cases {
        let ann = candidate(CallerObject::Contact, ANN, "Ann", &[(field, typed)]);
        let MatchOutcome::One { matched } =
            judge(&number("+14155550134"), vec![(ann, Source::Salesforce)], None, &rules)
        else {
            panic!("one match by {field}")
        };
        assert_eq!(matched.trust(), trust, "{field} {typed}");
    }
}

#[test]
fn the_list_says_which_matches_are_confirmed_and_a_sure_field_is_the_better_reason() {
    let same = "+1 415 555 0134";
    let mut fields = PhoneFields::default();
    let list = ["Emergency_Phone__c: confirm", "Fax: sure", "MobilePhone"].map(str::to_owned);
    fields.set(CallerObject::Contact, list).unwrap();
    let rules = MatchRules { fields, ..us() };
    for (phones, field, trust) in [
        (&[("Emergency_Phone__c", same)][..], "Emergency_Phone__c", Trust::Unsure),
        (&[("Fax", same)], "Fax", Trust::Sure),
        (&[("Emergency_Phone__c", same), ("MobilePhone", same)], "MobilePhone", Trust::Sure),
        (&[("Emergency_Phone__c", same), ("MobilePhone", "+1 415 555 0199")], "Emergency_Phone__c", Trust::Unsure),
    ] {
        let ann = candidate(CallerObject::Contact, ANN, "Ann", phones);
        let outcome = judge(&number("+14155550134"), vec![(ann, Source::Salesforce)], None, &rules);
        let MatchOutcome::One { matched } = &outcome else { panic!("one match by {field}") };
        assert_eq!((matched.why.field.as_str(), matched.trust()), (field, trust));
        assert_eq!(outcome.sure().is_some(), trust == Trust::Sure, "what a voice menu may say");
    }
}

/// Mobile and a field of the org's own, which comes first.
fn own() -> PhoneFields {
    let mut fields = PhoneFields::default();
    let list = ["Emergency_Phone__c", "MobilePhone"].map(str::to_owned);
    fields.set(CallerObject::Contact, list).unwrap();
    fields
}

#[test]
fn only_fields_of_the_list_count_and_the_first_of_them_is_the_reason() {
    let same = "+1 415 555 0134";
    let phones = [("Fax", same), ("MobilePhone", same), ("emergency_phone__c", same)];
    let ann = || vec![(candidate(CallerObject::Contact, ANN, "Ann", &phones), Source::ThisMachine)];
    let by_list = MatchRules { fields: own(), ..us() };
    assert_eq!(found(judge(&number("+14155550134"), ann(), None, &by_list))[0].1.field, "emergency_phone__c");
    assert_eq!(found(judge(&number("+14155550134"), ann(), None, &us()))[0].1.field, "MobilePhone");

    let faxed = || vec![(candidate(CallerObject::Contact, ANN, "Ann", &[("Fax", same)]), Source::ThisMachine)];
    assert_eq!(found(judge(&number("+14155550134"), faxed(), None, &us())).len(), 1);
    let chosen = CallerRef { object: CallerObject::Contact, id: RecordId::new(ANN).unwrap() };
    let outcome = judge(&number("+14155550134"), faxed(), Some(&chosen), &by_list);
    assert_eq!(outcome, MatchOutcome::None, "a copy from before, and a choice that was made by it");
}

#[test]
fn equal_matches_are_listed_by_the_place_of_their_field() {
    let same = "+1 415 555 0134";
    let people = vec![
        (candidate(CallerObject::Contact, ANN, "Ann", &[("MobilePhone", same)]), Source::Salesforce),
        (candidate(CallerObject::Contact, BEN, "Ben", &[("Emergency_Phone__c", same)]), Source::Salesforce),
    ];
    let rules = MatchRules { fields: own(), ..us() };
    let listed = found(judge(&number("+14155550134"), people, None, &rules));
    assert_eq!(listed.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["Ben", "Ann"]);
}
