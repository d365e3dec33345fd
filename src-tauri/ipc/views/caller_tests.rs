use super::*;
use crate::ipc::views::fixtures::{lens, line, matched, pop, sarah};

#[test]
fn a_sure_match_shows_everything_and_what_changed() {
    let pop = pop(sarah(Sameness::Exact));
    let WhoView::One { caller, masked } = who(&pop, &lens()) else { panic!("one") };
    assert!(!masked);
    assert_eq!((caller.name.as_str(), caller.company.as_deref()), ("Sarah Johnson", Some("Acme Corporation")));
    let why =
        WhyView::Number { field: "Mobile".into(), same: SameNumber::Exact, chosen_before: false, made_here: false };
    assert_eq!(caller.why, why);
    assert_eq!(caller.tells_apart, "Acme Corporation · Mobile (415) 555-0134");
    let fields: Vec<_> = caller.fields.iter().map(|f| (f.label.clone(), f.value.as_str(), f.changed)).collect();
    let org = |text: &str| FieldLabel::Org { text: text.into() };
    assert_eq!(
        fields,
        [
            (org("Email"), "sarah.johnson@acme.example", true),
            (FieldLabel::Owner, "Miguel Santos", false),
            (org("Support tier"), "Gold", false)
        ]
    );
}

#[test]
fn a_further_field_that_was_looked_up_before_the_org_was_described_is_called_what_people_call_it_by_now() {
    let mut lens = lens();
    let mut account = callside_core::shape::FieldShape::default();
    (account.relationship, account.references) = (Some("Account".into()), vec!["Account".into()]);
    lens.org.objects.get_mut("Contact").unwrap().fields.insert("AccountId".into(), account);
    let mut match_ = matched("003000000000001AAA", "Ann", Sameness::Exact);
    match_.candidate.extra = ["Level__c", "Account.Industry", "Support tier", "Owner.Alias"]
        .map(|label| (label.to_owned(), "Gold".to_owned()))
        .to_vec();
    let WhoView::One { caller, .. } = who(&pop(Caller::One { matched: Box::new(match_), confirmed: true }), &lens)
    else {
        panic!("one")
    };
    let labels = caller.fields.into_iter().skip(2).map(|field| field.label);
    let org = |text: &str| FieldLabel::Org { text: text.into() };
    let called = ["Level", "Account Industry", "Support tier", "Owner.Alias"].map(org);
    assert_eq!(labels.collect::<Vec<_>>(), called);
}

#[test]
fn an_unsure_match_shows_nothing_private() {
    let pop = pop(sarah(Sameness::National));
    let view = who(&pop, &lens());
    let WhoView::One { caller, masked: true } = &view else { panic!("masked: {view:?}") };
    assert_eq!(caller.name, "S•••• J••••••");
    let shown = serde_json::to_string(&view).unwrap();
    for private in ["Sarah", "Johnson", "Acme", "VP", "example", "0134", "Gold", "Miguel"] {
        assert!(!shown.contains(private), "{private} in {shown}");
    }
}

#[test]
fn a_list_to_pick_from_tells_people_apart_and_keeps_the_rest() {
    let matches = vec![
        matched("003000000000001AAA", "Ann", Sameness::Exact),
        matched("003000000000002AAA", "Bob", Sameness::Exact),
    ];
    let view = who(&pop(Caller::Several { matches }), &lens());
    let WhoView::Several { callers } = view else { panic!("several") };
    assert_eq!(callers.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["Ann", "Bob"]);
    assert!(callers.iter().all(|c| c.fields.is_empty()));
}

#[test]
fn what_was_searched_for_is_dialled_by_its_first_number_that_can_be_called_and_a_caller_by_their_own() {
    let mut match_ = matched("003000000000001AAA", "Ann", Sameness::Exact);
    let at_home = Lens { home: Some("US".parse().unwrap()), ..lens() };
    for (typed, lens, expected) in [
        (&["(415) 555-0134"][..], &at_home, Some("+14155550134")),
        (&["(415) 555-0134"], &lens(), None),
        (&["ask at the desk", "+49 30 23125017", "+1 415 555 0134"], &at_home, Some("+493023125017")),
        (&["anonymous"], &at_home, None),
        (&[], &at_home, None),
    ] {
        let phone = |typed: &&str| PhoneField { field: "Phone".into(), typed: (*typed).to_owned() };
        match_.candidate.phones = typed.iter().map(phone).collect();
        assert_eq!(found(&match_.candidate, lens).dial.as_deref(), expected, "{typed:?}");
        assert_eq!(entry(&match_, lens).dial, None, "{typed:?}");
    }
}

#[test]
fn somebody_new_gets_a_form_that_is_filled_as_far_as_known() {
    let pop = ScreenPop { provider_name: Some("Mary Ann Evans".into()), ..pop(Caller::Unknown) };
    let WhoView::Unknown { drafts } = who(&pop, &lens()) else { panic!("unknown") };
    let contact = &drafts[0];
    let values: Vec<_> = contact.inputs.iter().map(|i| (i.field.as_str(), i.value.as_str(), i.required)).collect();
    assert_eq!(
        values,
        [
            ("FirstName", "Mary Ann", false),
            ("LastName", "Evans", true),
            ("Phone", "+1 415-555-0134", false),
            ("Email", "", false),
            ("Level__c", "", true),
        ]
    );
    assert_eq!(contact.inputs[1].label, "Last Name");
    assert!(drafts[1].inputs.iter().any(|input| input.field == "Company" && input.required));
}

#[test]
fn numbers_read_as_people_say_them() {
    let number_ = |text: &str| LineView::Number { text: text.into(), extension: None };
    for (line, masked, view) in [
        (line(), false, number_("+1 415-555-0134")),
        (line(), true, number_("+1 415-•••-••34")),
        (read("1234", None), false, LineView::Internal { digits: "1234".into() }),
        (read("anonymous", None), false, LineView::Withheld),
        (read("CALL-ME-NOW", None), false, LineView::Unreadable),
    ] {
        assert_eq!(number(&line, masked), view);
    }
}

#[test]
fn a_choice_made_before_is_said() {
    let mut why = matched("003000000000001AAA", "Ann", Sameness::National).why;
    why.chosen_before = true;
    why.source = Source::MadeHere;
    let view =
        WhyView::Number { field: "Mobile".into(), same: SameNumber::National, chosen_before: true, made_here: true };
    assert_eq!(because(&why, "Contact", &lens()), view);
}
