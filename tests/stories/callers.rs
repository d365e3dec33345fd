//! Who is calling.

use callside_core::matching::Source;
use callside_core::pop::{Caller, Freshness};
use callside_core::record::CallerObject;
use callside_flow::{Draft, NewCaller};
use callside_sandbox::SandboxOptions;
use callside_tests::desk::Desk;
use callside_tests::phone::Ringing;
use std::collections::BTreeMap;
use std::time::Duration;

#[tokio::test]
async fn a_known_caller_pops_with_history_and_the_second_time_from_this_machine() {
    let mut desk = Desk::open().await;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    let pop = desk.live_pop(call.key()).await;
    let matched = pop.caller.one().expect("one caller");
    assert_eq!(matched.candidate.name, "Sarah Johnson");
    assert_eq!((matched.why.field.as_str(), matched.why.typed.as_str()), ("MobilePhone", "(415) 555-0134"));
    assert_eq!(pop.context.opportunities.len(), 1);
    assert_eq!(pop.context.cases.len(), 1);
    assert!(pop.timeline.len() >= 3, "past calls of Salesforce: {:?}", pop.timeline);

    let mut again = Ringing::from("2", "(415) 555-0134");
    desk.hears(again.rings()).await;
    let first = desk.pop_when(again.key(), |_| true).await;
    assert!(matches!(first.freshness, Freshness::Local { as_of: Some(_) }), "{:?}", first.freshness);
    let matched = first.caller.one().expect("one caller, from this machine");
    assert_eq!((matched.candidate.name.as_str(), matched.why.source), ("Sarah Johnson", Source::ThisMachine));
    assert_eq!(first.context.opportunities.len(), 1);
    desk.live_pop(again.key()).await;
}

#[tokio::test]
async fn what_changed_since_the_copy_is_marked() {
    let mut desk = Desk::open().await;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    let pop = desk.live_pop(call.key()).await;
    let id = pop.caller.one().expect("one caller").candidate.record.id.to_string();
    let title = serde_json::json!({ "Title": "Chief Operating Officer" });
    desk.sandbox.edit_as_other("Contact", &id, title.as_object().expect("fields")).expect("the edit is allowed");
    let mut again = Ringing::from("2", "+14155550134");
    desk.hears(again.rings()).await;
    let live = desk.live_pop(again.key()).await;
    assert_eq!(live.changed.iter().collect::<Vec<_>>(), ["title"]);
}

#[tokio::test]
async fn two_people_on_one_number_are_picked_by_the_agent_and_the_choice_is_remembered() {
    let mut desk = Desk::open().await;
    let mut call = Ringing::from("1", "+442079460958");
    desk.hears(call.rings()).await;
    let pop = desk.live_pop(call.key()).await;
    let Caller::Several { matches } = &pop.caller else { panic!("several, not {:?}", pop.caller) };
    let tom = matches.iter().find(|m| m.candidate.name == "Tom Ashworth").expect("Tom is one of them");
    let chosen = desk.companion.choose(call.key(), Some(&tom.candidate.record)).await.expect("Tom can be picked");
    assert_eq!(chosen.caller.one().expect("one").candidate.name, "Tom Ashworth");

    let mut again = Ringing::from("2", "+442079460958");
    desk.hears(again.rings()).await;
    let pop = desk.live_pop(again.key()).await;
    let matched = pop.caller.one().expect("the one that was picked");
    assert!(matched.candidate.name == "Tom Ashworth" && matched.why.chosen_before);
}

#[tokio::test]
async fn an_unknown_caller_becomes_a_contact_and_is_known_before_the_search_index_is() {
    let index_lag = Duration::from_secs(3600);
    let options = SandboxOptions { index_lag, ..Desk::usual() };
    let mut desk = Desk::open_at(options).await;
    let mut call = Ringing::from("1", "+12125550199");
    desk.hears(call.rings()).await;
    assert_eq!(desk.live_pop(call.key()).await.caller, Caller::Unknown);
    let fields = [("FirstName", "Ada"), ("LastName", "Okafor"), ("Phone", "212/555 0199")];
    let fields: BTreeMap<_, _> = fields.map(|(field, text)| (field.to_owned(), text.to_owned())).into();
    let draft = Draft {
        disposition: Some(callside_core::disposition::DispositionCode("callback_requested".into())),
        new_caller: Some(NewCaller { object: CallerObject::Contact, fields }),
        ..Draft::default()
    };
    desk.saves(call.key(), &draft).await;
    desk.sent(call.key()).await;
    let made: Vec<_> = desk.effects("Contact");
    assert_eq!(made.len(), 1, "{made:?}");
    assert_eq!(desk.logs(call.key())[0].fields["WhoId"], made[0].id.as_str());

    let mut again = Ringing::from("2", "+12125550199");
    desk.hears(again.rings()).await;
    let live = desk.live_pop(again.key()).await;
    let matched = live.caller.one().expect("the contact that was made a moment ago");
    assert_eq!((matched.candidate.name.as_str(), matched.why.source), ("Ada Okafor", Source::MadeHere));
}

#[tokio::test]
async fn a_withheld_number_is_never_searched_but_the_agent_can_pick_somebody() {
    let mut desk = Desk::open().await;
    let before = desk.sandbox.calls();
    let mut call = Ringing::from("1", "anonymous");
    desk.hears(call.rings()).await;
    let pop = desk.pop_when(call.key(), |_| true).await;
    assert_eq!(pop.caller, Caller::Withheld);
    let mut colleague = Ringing::from("2", "4021");
    desk.hears(colleague.rings()).await;
    let pop = desk.pop_when(colleague.key(), |_| true).await;
    assert_eq!(pop.caller, Caller::Internal { digits: "4021".into() });
    assert_eq!(desk.sandbox.calls(), before, "Salesforce was not asked");

    let found = desk.companion.search("Sarah Johnson").await.expect("search works");
    let sarah = found.iter().find(|c| c.name == "Sarah Johnson").expect("she is found by name");
    desk.companion.choose(call.key(), Some(&sarah.record)).await.expect("she can be picked");
    let live = desk.live_pop(call.key()).await;
    assert_eq!(live.caller.one().expect("one").candidate.name, "Sarah Johnson");
    desk.wraps_up(call.key(), "interested", "").await;
    desk.sent(call.key()).await;
    assert_eq!(desk.logs(call.key())[0].fields["WhoId"], sarah.record.id.as_str());
}

#[tokio::test]
async fn numbers_are_found_however_people_typed_them() {
    let mut desk = Desk::open().await;
    for (n, key) in ["known_contact", "lead", "account_only", "do_not_call"].into_iter().enumerate() {
        let caller = desk.sandbox.caller(key).expect("a named caller").clone();
        let mut call = Ringing::from(&format!("n{n}"), caller.number);
        desk.hears(call.rings()).await;
        let pop = desk.live_pop(call.key()).await;
        let matched = pop.caller.one().unwrap_or_else(|| panic!("{key}: {:?}", pop.caller));
        assert_eq!(matched.candidate.name, caller.matches[0].name, "{key}");
    }
}

#[tokio::test]
async fn back_to_back_calls_keep_their_own_notes() {
    let mut desk = Desk::open().await;
    let (mut one, mut two) = (Ringing::from("1", "+14155550134"), Ringing::from("2", "+13125550187"));
    desk.hears(one.rings()).await;
    desk.live_pop(one.key()).await;
    let notes = Draft { notes: "Sarah wants 40 seats".into(), ..Draft::default() };
    desk.companion.save_draft(one.key(), &notes).await.expect("kept");
    desk.hears(one.ended()).await;
    desk.hears(two.rings()).await;
    desk.live_pop(two.key()).await;
    let desk = desk.restart().await;
    let kept = desk.companion.desk(one.key()).await.expect("known").draft.notes;
    assert_eq!(kept, "Sarah wants 40 seats", "notes survive the end of the app");
    assert_eq!(desk.companion.desk(two.key()).await.expect("known").draft.notes, "");
    assert_eq!(desk.companion.calls().await.expect("listed").len(), 2);
}
