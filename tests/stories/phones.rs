//! Phone systems and Sticky Calls, asked by the real engine.

use callside_core::call_memory::{Confidence, IntentChoice, IntentStatus, Memory, Recognition};
use callside_core::dialing::{Objection, Policy, QuietHours};
use callside_core::disposition::DispositionCode;
use callside_core::event::{CallChange, Event};
use callside_core::hand_over::NoteFate;
use callside_core::ids::{CallKey, Provider};
use callside_core::ivr::{IvrAsk, IvrSettings};
use callside_core::phone::{Line, read};
use callside_core::phone_system::{PhoneError, TransferKind};
use callside_core::pop::{Freshness, ScreenPop};
use callside_core::recording::Heard;
use callside_core::secret::Secret;
use callside_engine::{PhoneAccess, PhoneKeys, phone_systems};
use callside_flow::{
    Asked, CardWords, Clock, DialAnswer, DispositionNames, Draft, Notice, PhonePreferences, SystemClock,
};
use callside_sandbox::PhoneSetting;
use callside_sandbox::faults::{Fault, FaultKind};
use callside_sandbox::phones::{AIRCALL_KEY, Deed, STICKY_KEY, SWITCH_KEY, System};
use callside_sandbox::players::{CallPlay, Player};
use callside_tests::desk::Desk;
use callside_tests::phone::Ringing;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

const CALLS_AT_ONCE: usize = 60;

/// The machine's clock, put forward by hand.
#[derive(Default)]
struct PutForward(AtomicI64);

impl Clock for PutForward {
    fn now(&self) -> Timestamp {
        Timestamp::now() + SignedDuration::from_secs(self.0.load(Ordering::Relaxed))
    }
}

/// A desk with a phone switch, Aircall and Sticky Calls.
pub async fn desk() -> Desk {
    desk_by(Arc::new(SystemClock)).await
}

/// The same by another clock.
async fn desk_by(clock: Arc<dyn Clock>) -> Desk {
    let desk = Desk::open_by(Desk::usual(), clock).await;
    let at = |system: &str| format!("http://{}/phones/{system}", desk.sandbox.address());
    let mut access = PhoneAccess {
        aircall_address: at("aircall"),
        aircall_api_id: AIRCALL_KEY.0.into(),
        sticky_address: at("sticky"),
        ..PhoneAccess::default()
    };
    access.switch.api_base_url = at("switch");
    access.switch.paths.hold = Some("/calls/hold".into());
    let keys = PhoneKeys {
        switch_key: Some(Secret::new(SWITCH_KEY)),
        aircall_token: Some(Secret::new(AIRCALL_KEY.1)),
        sticky_key: Some(Secret::new(STICKY_KEY)),
        ..PhoneKeys::default()
    };
    let (phones, bad) = phone_systems(&access, &keys);
    assert!(bad.is_empty(), "{bad:?}");
    desk.companion.set_phones(phones);
    // Whatever the time of day, so that only what a story is about speaks against a call.
    let mut preferences = PhonePreferences { dial_by: Some(Provider::Phone), ..PhonePreferences::default() };
    preferences.policy.quiet_hours = QuietHours { policy: Policy::Allow, ..QuietHours::default() };
    preferences.agent.insert(Provider::Phone, "201".into());
    desk.companion.save_phone_preferences(preferences).await.expect("kept");
    desk
}

async fn deeds(desk: &Desk, system: System, what: &str, count: usize) -> Vec<Deed> {
    let told = async {
        loop {
            let deeds: Vec<_> = desk.sandbox.deeds(system).into_iter().filter(|deed| deed.what == what).collect();
            if deeds.len() >= count {
                return deeds;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), told).await.expect("the phone system is told in time")
}

fn answered(pop: &ScreenPop) -> bool {
    matches!(&pop.memory, Some(Memory::Known { .. } | Memory::Failed { .. }))
}

/// Sticky Calls and Salesforce have both spoken, in whichever order.
fn settled(pop: &ScreenPop) -> bool {
    answered(pop) && matches!(pop.freshness, Freshness::Live { .. })
}

async fn wrap_up(desk: &Desk, call: &CallKey, intent: Option<(&str, IntentStatus)>) {
    let draft = Draft {
        disposition: Some(DispositionCode("interested".into())),
        intent: intent.map(|(intent, status)| IntentChoice { intent: intent.into(), status }),
        ..desk.companion.desk(call).await.expect("known").draft
    };
    desk.saves(call, &draft).await;
}

#[tokio::test]
async fn a_caller_is_remembered_and_the_end_is_told_with_what_the_agent_chose() {
    let mut desk = desk().await;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    let pop = desk.pop_when(call.key(), answered).await;
    let Some(Memory::Known { remembered, recognition }) = pop.memory else { panic!("{:?}", pop.memory) };
    // An American number does not tell whether it is mobile: by the number alone the service is not sure.
    assert_eq!((remembered.confidence, recognition), (Confidence::of(0.45), Recognition::Stranger));
    assert_eq!(remembered.open_intents[0].intent, "refund_request");
    assert!(remembered.variables["last_invoice"].ttl_s.is_some());
    wrap_up(&desk, call.key(), Some(("refund_request", IntentStatus::Resolved))).await;
    let end = &deeds(&desk, System::Sticky, "calls/end", 1).await[0].about;
    assert_eq!(end["customer_ref"], remembered.customer_ref.as_str());
    assert_eq!((end["intent"].as_str(), end["intent_status"].as_str()), (Some("refund_request"), Some("resolved")));
    assert_eq!(end["variables"]["last_outcome"], "Interested");

    let mut again = Ringing::from("2", "+14155550134");
    desk.hears(again.rings()).await;
    let pop = desk.pop_when(again.key(), answered).await;
    let Some(Memory::Known { remembered, recognition }) = pop.memory else { panic!("{:?}", pop.memory) };
    assert!(remembered.open_intents.is_empty(), "only what was resolved is closed");
    assert_eq!(recognition, Recognition::Recognised, "the reference of the first call makes it sure");
    let used = desk.companion.phone_use("2000-01-01").await.expect("counted");
    let started = used.iter().find(|used| used.request == "start").expect("counted");
    assert_eq!((started.system.as_str(), started.outcome.as_str(), started.count), ("sticky_calls", "ok", 2));
}

/// What Salesforce found is kept while the service answers, on several threads at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whatever_answers_at_once_the_last_pop_that_is_told_has_it_all() {
    let desk = desk().await;
    let known = desk.sandbox.caller("known_contact").expect("a named caller").number;
    let mut notices = desk.companion.subscribe();
    let mut calls: Vec<_> = (0..CALLS_AT_ONCE).map(|i| Ringing::from(&i.to_string(), known)).collect();
    let ring = futures_util::future::join_all(calls.iter_mut().map(|call| desk.hears(call.rings())));
    let all_told = async {
        let mut last = HashMap::new();
        while last.len() < CALLS_AT_ONCE || !last.values().all(|pop: &Arc<ScreenPop>| settled(pop)) {
            let Notice::Pop { pop, .. } = notices.recv().await.expect("the desk speaks on") else { continue };
            last.insert(pop.call.clone(), pop);
        }
        last
    };
    let told = async { tokio::time::timeout(Duration::from_secs(60), all_told).await.expect("nobody is left waiting") };
    let (_, told) = tokio::join!(ring, told);
    for (call, pop) in told {
        let stands = desk.companion.desk(&call).await.expect("known").pop;
        assert_eq!((&stands.memory, &stands.freshness), (&pop.memory, &pop.freshness));
    }
}

#[tokio::test]
async fn without_an_answer_the_call_goes_on_and_its_end_stands_alone() {
    let mut desk = desk().await;
    desk.sandbox.set_phones(PhoneSetting { sticky_credits: Some(0), ..PhoneSetting::default() });
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    let pop = desk.pop_when(call.key(), answered).await;
    let Some(Memory::Failed { because }) = &pop.memory else { panic!("{:?}", pop.memory) };
    assert_eq!(*because, PhoneError::NoCredit);
    wrap_up(&desk, call.key(), None).await;
    let end = &deeds(&desk, System::Sticky, "calls/end", 1).await[0].about;
    assert_eq!(end["identity_hints"]["ani"], "+14155550134");
    assert!(end.get("intent").is_none(), "nothing was chosen, so nothing is closed");
}

#[tokio::test]
async fn an_end_that_fails_is_told_again_and_does_not_hold_salesforce_up() {
    let mut desk = desk().await;
    desk.sandbox.inject(Fault::new(FaultKind::Status { status: 500 }).on_path("/calls/end").times(1));
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    desk.pop_when(call.key(), settled).await;
    wrap_up(&desk, call.key(), None).await;
    desk.sent(call.key()).await;
    assert_eq!(deeds(&desk, System::Sticky, "calls/end", 1).await.len(), 1);
    assert_eq!(desk.logs(call.key()).len(), 1);
}

#[tokio::test]
async fn a_wrap_up_that_is_taken_back_tells_nobody() {
    let mut desk = desk().await;
    let held = callside_flow::Preferences { undo_seconds: 600, ..desk.companion.preferences() };
    desk.companion.save_preferences(held).await.expect("kept");
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    desk.pop_when(call.key(), settled).await;
    wrap_up(&desk, call.key(), None).await;
    let outbox = desk.companion.outbox(9).await.expect("listed");
    let saved = outbox.iter().find(|entry| entry.work.wrap_up().is_some()).expect("saved").id;
    desk.companion.undo(saved).await.expect("taken back");
    let left = desk.companion.outbox(9).await.expect("listed");
    assert!(left.iter().all(|entry| !entry.state.can_cancel()), "nothing waits any more: {left:?}");
}

#[tokio::test]
async fn a_double_click_dials_once_and_policy_speaks_first() {
    let mut desk = desk().await;
    let (one, two) =
        tokio::join!(desk.companion.dial("(415) 555-0134", false), desk.companion.dial("+14155550134", false));
    let answers = [one.expect("asked"), two.expect("asked")];
    assert!(answers.contains(&DialAnswer::Already), "{answers:?}");
    assert!(answers.iter().any(|answer| matches!(answer, DialAnswer::Dialled { call: Some(_) })), "{answers:?}");
    assert_eq!(desk.sandbox.deeds(System::Switch).len(), 1, "one call was made");

    let blocked = desk.sandbox.caller("do_not_call").expect("a named caller").number.to_owned();
    let mut call = Ringing::from("1", &blocked);
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    let answer = desk.companion.dial(&blocked, true).await.expect("asked");
    let objections = vec![Objection::DoNotCall];
    assert_eq!(answer, DialAnswer::Objected { objections: objections.clone(), may_go_on: false });
    let mut preferences = desk.companion.phone_preferences();
    preferences.policy.do_not_call = Policy::Warn;
    desk.companion.save_phone_preferences(preferences).await.expect("kept");
    let answer = desk.companion.dial(&blocked, false).await.expect("asked");
    assert_eq!(answer, DialAnswer::Objected { objections, may_go_on: true });
    let other = desk.sandbox.caller("lead").map_or("+14155550171", |caller| caller.number).to_owned();
    let Line::Number { number } = read(&other, desk.companion.preferences().home()) else { panic!("{other}") };
    desk.companion.suppress(&number).await.expect("kept");
    let objections = vec![Objection::Suppressed];
    let answer = desk.companion.dial(&other, true).await.expect("asked");
    assert_eq!(answer, DialAnswer::Objected { objections, may_go_on: false });
    assert_eq!(desk.companion.dial("anonymous", false).await.expect("asked"), DialAnswer::NotANumber);
    assert_eq!(
        desk.companion.dial(&blocked, true).await.expect("asked"),
        DialAnswer::Failed(Provider::Phone, PhoneError::AgentNotReady),
        "the agent is on the first call"
    );
}

/// Somebody else ticks Do Not Call of a named caller in Salesforce; the caller's number.
fn asks_not_to_be_called(desk: &Desk, key: &str) -> String {
    let caller = desk.sandbox.caller(key).expect("a named caller");
    let (record, ticked) = (&caller.matches[0], json!({"DoNotCall": true}));
    let fields = ticked.as_object().expect("fields");
    desk.sandbox.edit_as_other(record.object, &record.id, fields).expect("a colleague may");
    caller.number.to_owned()
}

#[tokio::test]
async fn salesforce_is_asked_before_a_number_is_dialled_that_never_called_or_long_ago() {
    let clock = Arc::new(PutForward::default());
    let mut desk = desk_by(Arc::clone(&clock) as Arc<dyn Clock>).await;
    let no = DialAnswer::Objected { objections: vec![Objection::DoNotCall], may_go_on: false };
    let never_called = asks_not_to_be_called(&desk, "lead");
    assert_eq!(desk.companion.dial(&never_called, true).await.expect("asked"), no);

    let known = desk.sandbox.caller("known_contact").expect("a named caller").number;
    let mut call = Ringing::from("1", known);
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    asks_not_to_be_called(&desk, "known_contact");
    clock.0.fetch_add(6 * 60, Ordering::Relaxed);
    assert_eq!(desk.companion.dial(known, true).await.expect("asked"), no);
    // What was heard is kept: it holds with Salesforce away, too.
    desk.companion.set_crm(None);
    clock.0.fetch_add(6 * 60, Ordering::Relaxed);
    for number in [known, &never_called] {
        assert_eq!(desk.companion.dial(number, true).await.expect("asked"), no, "{number}");
    }
    assert_eq!(desk.sandbox.deeds(System::Switch).len(), 0, "nobody was called");
}

#[tokio::test]
async fn a_number_that_nobody_can_say_anything_of_is_dialled_after_a_warning() {
    let desk = desk().await;
    let warned = DialAnswer::Objected { objections: vec![Objection::NotChecked], may_go_on: true };
    let slow = FaultKind::Latency { millis: 120_000, after_commit: false };
    desk.sandbox.inject(Fault::new(slow).on_path("/services/data/"));
    let asked = tokio::time::timeout(Duration::from_secs(60), desk.companion.dial("+14155550134", false)).await;
    assert_eq!(asked.expect("the agent does not wait for Salesforce").expect("asked"), warned);
    desk.companion.set_crm(None);
    assert_eq!(desk.companion.dial("+14155550134", false).await.expect("asked"), warned);
    let mut preferences = desk.companion.phone_preferences();
    preferences.policy.do_not_call = Policy::Allow;
    desk.companion.save_phone_preferences(preferences.clone()).await.expect("kept");
    let answer = desk.companion.dial("+14155550134", false).await.expect("asked");
    assert!(matches!(answer, DialAnswer::Dialled { .. }), "the policy does not ask: {answer:?}");
    preferences.policy.do_not_call = Policy::Block;
    preferences.agent.insert(Provider::Phone, "202".into());
    desk.companion.save_phone_preferences(preferences).await.expect("kept");
    let answer = desk.companion.dial("+13125550187", true).await.expect("asked");
    assert!(matches!(answer, DialAnswer::Dialled { .. }), "the agent was told and went on: {answer:?}");
}

#[tokio::test]
async fn a_call_is_held_handed_over_with_a_note_and_ended() {
    let mut desk = desk().await;
    let DialAnswer::Dialled { call: Some(made) } = desk.companion.dial("+14155550134", false).await.expect("asked")
    else {
        panic!("dialled")
    };
    let mut call = Ringing::of(made.clone(), "+14155550134");
    desk.hears(call.answered()).await;
    assert_eq!(desk.companion.hold(&made, true).await.expect("asked"), Asked::Done);
    desk.pop_when(&made, |pop| pop.phase == callside_core::call::Phase::OnHold).await;
    let note = "Wants a refund for invoice 1234.";
    let asked = desk.companion.transfer(&made, "202", TransferKind::Attended, note).await.expect("asked");
    assert_eq!(asked, Some((Asked::Done, NoteFate::Stays)), "without a relay the note stays with the call");
    let pop = desk.pop_when(&made, |pop| pop.hand_over.is_some()).await;
    let kept = pop.hand_over.expect("the note pops with the call");
    assert_eq!((kept.to.as_str(), kept.note.as_str()), ("202", note));
    assert_eq!(desk.companion.hang_up(&made).await.expect("asked"), Asked::Done);
    let recording = desk.companion.recording(&made).await.expect("asked").expect("there is one");
    assert!(recording.url.ends_with("sw-000001.wav"));
    let five9 = CallKey::new(Provider::Five9, "1").expect("a key");
    assert_eq!(desk.companion.hang_up(&five9).await.expect("asked"), Asked::NoPhone);
}

/// The caller leaves a message, and the event says where it can be heard.
fn leaves_a_message(call: &mut Ringing, address: &str) -> Event {
    let Event::Call(mut event) = call.event(CallChange::VoicemailLeft) else { panic!("of a call") };
    event.facts.voicemail_url = Some(address.to_owned());
    Event::Call(event)
}

#[tokio::test]
async fn what_a_caller_left_is_heard_by_the_address_of_its_event_where_no_phone_system_has_it() {
    let mut desk = desk().await;
    let address = format!("http://{}/phones/recordings/left.wav", desk.sandbox.address());
    let at_switch = CallKey::new(Provider::Phone, "of-another-day").expect("a key");
    let not_there = Asked::Failed(Provider::Phone, PhoneError::NotThere);
    // Five9 has no middleware here; the switch is asked, and knows nothing of the call.
    let calls =
        [(Ringing::from("1", "+14155550134"), Asked::NoPhone), (Ringing::of(at_switch, "+14155550171"), not_there)];
    for (mut call, without) in calls {
        let key = call.key().clone();
        assert_eq!(desk.companion.recording(&key).await.expect("asked"), Err(without.clone()), "never heard of");
        desk.hears(call.rings()).await;
        desk.hears(call.ended()).await;
        assert_eq!(desk.companion.recording(&key).await.expect("asked"), Err(without), "no address was told");
        desk.hears(leaves_a_message(&mut call, &address)).await;
        let pop = desk.pop_when(&key, |pop| pop.heard.is_some()).await;
        assert_eq!(pop.heard, Some(Heard::Voicemail));
        let found = desk.companion.recording(&key).await.expect("asked").expect("the event said where");
        assert_eq!((found.url.as_str(), found.lives_s), (address.as_str(), None));
        let audio = callside_telephony::recordings::fetch(&found.url).await.expect("it is fetched");
        assert_eq!(audio.kind, "audio/wav");
    }
}

#[tokio::test]
async fn a_live_call_gets_a_card_and_its_outcome_becomes_a_tag() {
    let mut desk = desk().await;
    let mut preferences = desk.companion.phone_preferences();
    let names = [("Interested".to_owned(), DispositionCode("interested".into()))].into();
    preferences.dispositions.insert(Provider::Aircall, DispositionNames { names, push: true, comment: true });
    desk.companion.save_phone_preferences(preferences).await.expect("kept");
    let key = CallKey::new(Provider::Aircall, "780883160").expect("a key");
    let mut known = CallPlay::new(Player::Aircall, "http://127.0.0.1:9/none", "+14155550134");
    known.call_id = Some("780883160".into());
    known.steps = vec!["call.created".into()];
    desk.sandbox.play(&known).await.expect("played to nobody");
    desk.companion.set_card_words(CardWords { company: "Firma", ..CardWords::ENGLISH });
    let mut call = Ringing::of(key.clone(), "+14155550134");
    desk.hears(call.rings()).await;
    desk.live_pop(&key).await;
    let card = &deeds(&desk, System::Aircall, "insight_card", 1).await[0].about["body"]["contents"];
    assert_eq!(card[0]["text"], "Sarah Johnson");
    let labels: Vec<_> = card.as_array().expect("lines").iter().filter_map(|line| line["label"].as_str()).collect();
    assert!(labels.contains(&"Firma") && labels.contains(&"Open case"), "{labels:?}");

    desk.hears(call.event(CallChange::Tagged { tag: "interested".into() })).await;
    let proposed = desk.companion.desk(&key).await.expect("known").draft.disposition;
    assert_eq!(proposed, Some(DispositionCode("interested".into())), "a tag is proposed as our disposition");
    desk.wraps_up(&key, "interested", "Wants the renewal for 40 seats.").await;
    let comment = &deeds(&desk, System::Aircall, "comment", 1).await[0].about["body"]["content"];
    assert_eq!(comment, "Wants the renewal for 40 seats.");
    let tags = &deeds(&desk, System::Aircall, "tag", 1).await[0].about["body"]["tags"];
    assert_eq!(tags[0], 1_022_980);
}

#[tokio::test]
async fn a_caller_is_added_to_the_phone_systems_contacts_once() {
    let mut desk = desk().await;
    let key = CallKey::new(Provider::Aircall, "780883161").expect("a key");
    let mut known = CallPlay::new(Player::Aircall, "http://127.0.0.1:9/none", "+14155550134");
    known.call_id = Some("780883161".into());
    known.steps = vec!["call.created".into()];
    desk.sandbox.play(&known).await.expect("played to nobody");
    let mut call = Ringing::of(key.clone(), "+14155550134");
    desk.hears(call.rings()).await;
    desk.live_pop(&key).await;
    let record = desk.companion.phone_record(&key).await.expect("asked").expect("it answers");
    assert!(record.may_add && record.contacts.is_empty() && record.detail.is_some(), "{record:?}");
    for _ in 0..2 {
        let record = desk.companion.add_phone_contact(&key).await.expect("asked").expect("it answers");
        assert_eq!((record.contacts.len(), record.may_add), (1, false), "{record:?}");
        assert_eq!(record.contacts[0].name.as_deref(), Some("Sarah Johnson"));
    }
    assert_eq!(deeds(&desk, System::Aircall, "contact", 1).await.len(), 1);
    let elsewhere = CallKey::new(Provider::Five9, "9").expect("a key");
    let mut call = Ringing::of(elsewhere.clone(), "+14155550134");
    desk.hears(call.rings()).await;
    assert_eq!(desk.companion.phone_record(&elsewhere).await.expect("asked"), Err(PhoneError::NotSetUp));
}

#[tokio::test]
async fn an_ivr_is_answered_by_rules_and_in_time() {
    let mut desk = desk().await;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    // Time enough for a slow machine: what is found must not depend on it.
    let patient = IvrSettings { budget_ms: 10_000, ..IvrSettings::default() };
    desk.companion.save_ivr_settings(&patient).await.expect("kept");
    let ids = [("account_number".to_owned(), "AC-1042".to_owned())].into();
    let ask = IvrAsk { call_id: "300".into(), ani: Some("4155550134".into()), external_ids: ids, ..IvrAsk::default() };
    let (answer, trail) = desk.companion.answer_ivr(&ask).await;
    assert_eq!(answer.customer_name, "Sarah Johnson");
    assert_eq!(answer.greeting, "Welcome back, Sarah Johnson.", "{answer:?}");
    assert_eq!(answer.open_intents, "refund_request");
    assert!(trail.iter().any(|step| step.decided.contains(&"greeting")));

    // The pop that follows is of the same call, whichever phone system it came by: it is asked about once.
    let switch = CallKey::new(Provider::Phone, "sw-7").expect("a key");
    let ask = IvrAsk {
        phone_system: Provider::Phone,
        call_id: "sw-7".into(),
        ani: Some("4155550134".into()),
        ..IvrAsk::default()
    };
    desk.companion.answer_ivr(&ask).await;
    desk.hears(Ringing::of(switch.clone(), "+14155550134").rings()).await;
    desk.pop_when(&switch, answered).await;
    let about = |deed: &Deed| deed.about["call_id"].as_str().is_some_and(|call| call.ends_with("sw-7"));
    let started = deeds(&desk, System::Sticky, "calls/start", 1).await.into_iter().filter(about).count();
    assert_eq!(started, 1);

    // Sticky Calls is slow: the answer leaves in time, with what this machine knows.
    let brisk = IvrSettings { budget_ms: 4_000, ..IvrSettings::default() };
    desk.companion.save_ivr_settings(&brisk).await.expect("kept");
    desk.sandbox.inject(Fault::new(FaultKind::Latency { millis: 120_000, after_commit: false }).on_path("/sticky/"));
    let slow = IvrAsk { call_id: "301".into(), ani: Some("4155550134".into()), ..IvrAsk::default() };
    let answered = tokio::time::timeout(Duration::from_secs(60), desk.companion.answer_ivr(&slow)).await;
    let (answer, _) = answered.expect("the answer leaves before Sticky Calls has answered");
    assert_eq!((answer.customer_name.as_str(), answer.confidence), ("Sarah Johnson", 0.0));
}
