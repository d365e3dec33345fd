use super::bench::{aircall, call, known_call, sandbox, to};
use callside_core::event::AgentState;
use callside_core::ids::Provider;
use callside_core::phone_system::{InsightCard, InsightLine, NewContact, PhoneError, PhoneSystem};
use callside_sandbox::PhoneSetting;
use callside_sandbox::phones::System;
use callside_sandbox::players::Player;

#[tokio::test]
async fn a_live_call_gets_a_card_and_a_finished_one_comments_tags_and_a_recording() {
    let sandbox = sandbox().await;
    let aircall = aircall(&sandbox);
    let key = call(Provider::Aircall, "780883160");
    let line = InsightLine { label: "Tier".into(), text: "Gold".into(), link: None };
    let link = Some("https://acme.my.salesforce.com/003".to_owned());
    let card = InsightCard { title: "Sarah Johnson".into(), link, lines: vec![line] };
    assert_eq!(aircall.show_card(&key, &card).await, Err(PhoneError::NotThere));
    known_call(&sandbox, Player::Aircall, "780883160", &["call.created", "call.answered"]).await;
    aircall.show_card(&key, &card).await.unwrap();
    assert_eq!(aircall.recording(&key).await, Err(PhoneError::NotThere));
    known_call(&sandbox, Player::Aircall, "780883160", &["call.hungup", "call.ended"]).await;
    assert!(matches!(aircall.show_card(&key, &card).await, Err(PhoneError::Refused { status: 400, .. })));
    aircall.comment(&key, "Wants 40 seats\nby January").await.unwrap();
    aircall.set_disposition(&key, "callback requested").await.unwrap();
    assert_eq!(aircall.set_disposition(&key, "Nothing like it").await, Err(PhoneError::NotThere));
    let detail = aircall.call_detail(&key).await.unwrap();
    assert_eq!((detail.tags, detail.comments.len(), detail.timeline.len()), (vec!["Callback requested".into()], 1, 2));
    let recording = aircall.recording(&key).await.unwrap();
    assert!(recording.url.contains("/780883160.wav?expires="), "{}", recording.url);
    assert_eq!(recording.lives_s, Some(3600));
    let card = &sandbox.deeds(System::Aircall)[0].about["body"]["contents"];
    assert_eq!((card[0]["type"].as_str(), card[1]["label"].as_str()), (Some("title"), Some("Tier")));
}

#[tokio::test]
async fn contacts_people_and_dialling() {
    let sandbox = sandbox().await;
    let aircall = aircall(&sandbox);
    aircall.connect().await.unwrap();
    assert!(aircall.find_contacts("+12125550199").await.unwrap().is_empty());
    let new = NewContact {
        first_name: Some("Ada".into()),
        last_name: Some("Okafor".into()),
        number: Some("+12125550199".into()),
        ..NewContact::default()
    };
    let made = aircall.save_contact(&new).await.unwrap();
    assert_eq!(aircall.find_contacts("+12125550199").await.unwrap(), [made]);
    let people = aircall.people().await.unwrap();
    assert_eq!((people[0].state.clone(), people[1].state.clone()), (AgentState::Available, AgentState::WrapUp));
    assert_eq!(aircall.dial(&to("+14155550134", &people[0].id)).await.unwrap().call, None);
    assert_eq!(aircall.dial(&to("+14155550134", &people[1].id)).await, Err(PhoneError::AgentNotReady));
    assert_eq!(aircall.dial(&to("+14155550134", "1")).await, Err(PhoneError::NotThere));
}

#[tokio::test]
async fn the_webhook_is_made_once_and_woken_when_aircall_switched_it_off() {
    let sandbox = sandbox().await;
    let aircall = aircall(&sandbox);
    let address = "https://relay.acme.example/aircall";
    let made = aircall.ensure_webhook(address).await.unwrap();
    assert!(made.made && made.token.is_some());
    let there = aircall.ensure_webhook(address).await.unwrap();
    assert!(!there.made && !there.woken && there.id == made.id);
    sandbox.set_phones(PhoneSetting { aircall_webhooks_off: true, ..PhoneSetting::default() });
    assert!(aircall.ensure_webhook(address).await.unwrap().woken);
    assert_eq!(sandbox.deeds(System::Aircall).len(), 1, "made once");
    // One that was made by somebody else, or by an older Callside, is given what it lacks and keeps what it has.
    let narrow = vec!["call.created".to_owned(), "number.opened".to_owned()];
    sandbox.set_phones(PhoneSetting { aircall_events: Some(narrow), ..PhoneSetting::default() });
    let more = aircall.ensure_webhook(address).await.unwrap();
    assert!(more.completed && !more.woken && more.token == made.token);
    assert!(!aircall.ensure_webhook(address).await.unwrap().completed, "it brings all of it now");
    // Nothing named is everything.
    sandbox.set_phones(PhoneSetting { aircall_events: Some(vec![]), ..PhoneSetting::default() });
    assert!(!aircall.ensure_webhook(address).await.unwrap().completed);
}

#[tokio::test]
async fn a_company_with_more_people_tags_and_webhooks_than_a_page_holds_is_read_whole() {
    let sandbox = sandbox().await;
    let aircall = aircall(&sandbox);
    sandbox.set_phones(PhoneSetting { aircall_more: Some(120), aircall_limit: Some(1000), ..PhoneSetting::default() });
    let people = aircall.people().await.unwrap();
    assert_eq!(people.len(), 122);
    assert!(people.iter().any(|person| person.email.as_deref() == Some("agent.119@callside.example")));
    let key = call(Provider::Aircall, "780883161");
    known_call(&sandbox, Player::Aircall, "780883161", &["call.created", "call.hungup", "call.ended"]).await;
    aircall.set_disposition(&key, "Meeting scheduled").await.unwrap();
    for n in 0..60 {
        assert!(aircall.ensure_webhook(&format!("https://relay.acme.example/{n}")).await.unwrap().made);
    }
    assert!(!aircall.ensure_webhook("https://relay.acme.example/59").await.unwrap().made, "it is on the second page");
}

#[tokio::test]
async fn the_limit_is_believed_and_nothing_is_asked_before_it_begins_anew() {
    let sandbox = sandbox().await;
    sandbox.set_phones(PhoneSetting { aircall_limit: Some(2), ..PhoneSetting::default() });
    let aircall = aircall(&sandbox);
    aircall.connect().await.unwrap();
    aircall.connect().await.unwrap();
    // The second answer said that nothing is left: the third request is not sent at all.
    sandbox.set_phones(PhoneSetting { aircall_limit: Some(1000), ..PhoneSetting::default() });
    let Err(PhoneError::TooMany { wait_s }) = aircall.connect().await else { panic!("it must wait") };
    assert!((1..=60).contains(&wait_s), "{wait_s}");
}
