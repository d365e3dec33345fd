use super::*;
use crate::ipc::views::fixtures::{lens, line, matched, pop, sarah};
use callside_core::phone::read;

#[test]
fn a_sure_match_shows_everything_and_what_changed() {
    let pop = pop(sarah(Sameness::Exact));
    let WhoView::One { caller, masked } = who(&pop, &lens()) else { panic!("one") };
    assert!(!masked);
    assert_eq!((caller.name.as_str(), caller.company.as_deref()), ("Sarah Johnson", Some("Acme Corporation")));
    assert_eq!(caller.why, "Matched on Mobile, exact number.");
    assert_eq!(caller.tells_apart, "Acme Corporation · Mobile (415) 555-0134");
    let fields: Vec<_> = caller.fields.iter().map(|f| (f.label.as_str(), f.value.as_str(), f.changed)).collect();
    assert_eq!(
        fields,
        [
            ("Email", "sarah.johnson@acme.example", true),
            ("Owner", "Miguel Santos", false),
            ("Support tier", "Gold", false)
        ]
    );
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
    for (line, masked, text) in [
        (line(), false, "+1 415-555-0134"),
        (line(), true, "+1 415-•••-••34"),
        (read("1234", None), false, "Extension 1234"),
        (read("anonymous", None), false, "Number withheld"),
        (read("CALL-ME-NOW", None), false, "Unreadable number"),
    ] {
        assert_eq!(number(&line, masked), text);
    }
}

#[test]
fn a_choice_made_before_is_said() {
    let mut why = matched("003000000000001AAA", "Ann", Sameness::National).why;
    why.chosen_before = true;
    why.source = Source::MadeHere;
    assert_eq!(
        because(&why, "Contact", &lens()),
        "Matched on Mobile, same number without its country code. Picked for this number before. \
         Made at this desk a moment ago."
    );
}
