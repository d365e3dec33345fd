//! What stands in databases out there. A name that changes here can no longer be read there: if one of these tests
//! fails, give the old name as a `serde(alias)` and a migration, do not just change the test.

use callside_core::call::{Call, Phase};
use callside_core::crm::RefusalReason;
use callside_core::disposition::Target;
use callside_core::event::{
    AgentEvent, AgentState, CallChange, CallEvent, ContactChange, ContactEvent, Direction, Event,
};
use callside_core::history::{PastCall, TimelineItem};
use callside_core::ids::{CallKey, Provider};
use callside_core::matching::{MatchOutcome, Source};
use callside_core::outbox::Trouble;
use callside_core::phone::{Line, Sameness};
use callside_core::plan::{About, Action, CommitMark, LeftOutBecause, Value, WrapUp, WrapUpPlan};
use callside_core::pop::{Caller, Freshness, ScreenPop, StaleBecause};
use callside_core::record::{CallerContext, CallerObject, Candidate};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};
use std::fmt::Debug;

/// Each text is read as a `T` and written again: what comes out must be what went in, but for fields that have come
/// since, and everything that is in the text must have been understood.
fn still_read<T: Serialize + DeserializeOwned + Debug>(texts: &[Json]) {
    for text in texts {
        let noun: T = serde_json::from_value(text.clone()).unwrap_or_else(|error| panic!("{text}: {error}"));
        let again = serde_json::to_value(&noun).unwrap();
        assert!(contains(&again, text), "{text}\nbecame {again}");
    }
}

fn contains(whole: &Json, part: &Json) -> bool {
    match (whole, part) {
        (Json::Object(whole), Json::Object(part)) => {
            part.iter().all(|(key, value)| whole.get(key).is_some_and(|found| contains(found, value)))
        }
        (Json::Array(whole), Json::Array(part)) => {
            whole.len() == part.len() && whole.iter().zip(part).all(|(whole, part)| contains(whole, part))
        }
        (whole, part) => whole == part,
    }
}

fn words<T: Serialize + DeserializeOwned + Debug>(words: &[&str]) {
    still_read::<T>(&words.iter().map(|word| json!(word)).collect::<Vec<_>>());
}

fn tagged<T: Serialize + DeserializeOwned + Debug>(tag: &str, words: &[&str]) {
    still_read::<T>(&words.iter().map(|word| json!({ (tag): word })).collect::<Vec<_>>());
}

#[test]
fn words_keep_their_spelling() {
    words::<Provider>(&["five9", "aircall", "phone"]);
    words::<Direction>(&["inbound", "outbound", "internal"]);
    words::<Phase>(&["waiting", "preview", "ringing", "talking", "on_hold", "ended"]);
    words::<CallerObject>(&["Contact", "Lead", "Account"]);
    words::<Target>(&["Contact", "Lead", "Opportunity", "Case"]);
    words::<Source>(&["made_here", "salesforce", "this_machine", "picked"]);
    words::<Sameness>(&["national", "exact"]);
    words::<StaleBecause>(&["sign_in", "unreachable", "too_late", "limit", "refused", "trouble"]);
    words::<Trouble>(&["unreachable", "answer_lost", "busy", "limit", "sign_in", "unexpected"]);
    words::<LeftOutBecause>(&["not_in_org", "not_allowed", "not_from_there", "no_record"]);
    words::<CallKey>(&["five9:1", "aircall:780836754", "phone:a b:c"]);
    tagged::<CommitMark>("by", &["call_object", "call_key", "subject"]);
}

#[test]
fn events_keep_their_shape() {
    let plain = ["created", "previewed", "ringing", "declined", "answered", "held", "unheld", "hung_up", "ended"];
    tagged::<CallChange>("change", &plain);
    tagged::<CallChange>("change", &["voicemail_left", "archived", "noted"]);
    still_read::<CallChange>(&[
        json!({ "change": "transferred", "to": "Bob" }),
        json!({ "change": "transferred" }),
        json!({ "change": "dispositioned", "label": "Sale" }),
        json!({ "change": "commented", "id": "1", "text": "t" }),
        json!({ "change": "tagged", "tag": "vip" }),
        json!({ "change": "untagged", "tag": "vip" }),
        json!({ "change": "assigned", "to": "Bob" }),
    ]);
    tagged::<AgentState>("state", &["available", "on_call", "wrap_up", "offline"]);
    still_read::<AgentState>(&[
        json!({ "state": "not_ready", "reason": "Lunch" }),
        json!({ "state": "not_ready" }),
        json!({ "state": "other", "word": "Zen" }),
    ]);
    still_read::<ContactChange>(&[
        json!({ "change": "saved", "name": "Ann", "numbers": ["1"], "emails": [] }),
        json!({ "change": "deleted" }),
    ]);
    let at = "2026-11-20T12:00:00.123456789Z";
    still_read::<AgentEvent>(&[json!({
        "id": "1", "agent": { "key": "a", "name": "Ann" }, "at": at, "state": { "state": "available" }
    })]);
    still_read::<ContactEvent>(&[json!({ "id": "1", "contact": "c", "at": at, "change": { "change": "deleted" } })]);
    let facts = json!({
        "direction": "inbound", "customer_number": "1", "company_number": "2", "customer_name": "n",
        "agent": { "key": "a", "name": null }, "leg": "l", "session": "s", "queue": "q", "campaign": "c",
        "started_at": at, "answered_at": at, "ended_at": at, "duration_s": 1, "talk_s": 2, "hold_s": 3,
        "missed_reason": "m", "disposition": "d", "notes": "x", "recording_url": "r", "voicemail_url": "v",
        "provider_contact": "p"
    });
    let call = json!({
        "about": "call", "id": "1", "call": "five9:1", "at": at, "what": { "change": "ringing" }, "facts": facts
    });
    still_read::<Event>(&[
        call.clone(),
        json!({ "about": "agent", "id": "1", "agent": { "key": "a" }, "at": at, "state": { "state": "offline" } }),
        json!({ "about": "contact", "id": "1", "contact": "c", "at": at, "change": { "change": "deleted" } }),
    ]);
    still_read::<CallEvent>(&[json!({ "id": "1", "call": "five9:1", "at": at, "what": { "change": "noted" } })]);
}

#[test]
fn calls_keep_their_shape() {
    let at = "2026-11-20T12:00:00Z";
    let said = |value: Json| json!({ "at": at, "value": value });
    let ann = json!({ "key": "a", "name": "Ann" });
    let values = json!({
        "direction": said(json!("outbound")), "customer_number": said(json!("1")), "company_number": said(json!("2")),
        "customer_name": said(json!("n")), "agent": said(ann.clone()), "session": said(json!("s")),
        "queue": said(json!("q")), "campaign": said(json!("c")), "duration_s": said(json!(1)), "talk_s": said(json!(2)),
        "hold_s": said(json!(3)), "missed_reason": said(json!("m")), "notes": said(json!("x")),
        "recording_url": said(json!("r")), "voicemail_url": said(json!("v")), "provider_contact": said(json!("p"))
    });
    still_read::<Call>(&[
        json!({
            "key": "five9:1", "first_at": at, "last_at": at, "previewed_at": at, "ringing_at": at, "answered_at": at,
            "ended_at": at, "final_at": at, "hold": said(json!(true)), "voicemail_at": at, "archived": true,
            "values": values, "legs": { "l": { "agent": said(ann), "started_at": at, "ended_at": at } },
            "transfers": [[at, "Bob"], [at, "Cy"]], "declined": [[at, null]], "tags": { "vip": said(json!(false)) },
            "comments": { "1": said(json!("t")) }, "provider_disposition": said(json!("Sale"))
        }),
        // As the store writes a call of which little is known: absent fields are left out.
        json!({
            "key": "five9:1", "first_at": at, "last_at": at, "archived": false, "values": {}, "legs": {},
            "transfers": [], "declined": [], "tags": {}, "comments": {}, "provider_disposition": { "at": at }
        }),
    ]);
}

fn person() -> Json {
    json!({
        "record": { "object": "Contact", "id": "003000000000001AAA" }, "name": "Ann", "title": "VP", "company": "ACME",
        "account": "001000000000001AAA", "email": "a@example.com", "owner": "Bob", "status": null, "do_not_call": true,
        "extra": [["Tier", "Gold"]], "phones": [{ "field": "Phone", "typed": "1" }], "modified": "2026-11-20"
    })
}

fn context() -> Json {
    let at = "2026-11-20T12:00:00Z";
    json!({
        "cases": [{
            "id": "500000000000001AAA", "number": "7", "subject": "s", "status": "New", "priority": "High",
            "escalated": true, "opened_at": at
        }],
        "opportunities": [{
            "id": "006000000000001AAA", "name": "n", "stage": "s", "amount": "1.50", "closes": "2026-12-01"
        }],
        "tasks": [{
            "id": "00T000000000001AAA", "subject": "s", "result": "r", "description": "d", "at": at, "owner": "o",
            "duration_s": 5, "call_object": "five9:1"
        }]
    })
}

#[test]
fn callers_and_pops_keep_their_shape() {
    let at = "2026-11-20T12:00:00Z";
    still_read::<Candidate>(&[person()]);
    still_read::<CallerContext>(&[context()]);
    let why = json!({
        "field": "Phone", "typed": "1", "sameness": "exact", "source": "salesforce", "chosen_before": false
    });
    let matched = json!({ "candidate": person(), "why": why });
    still_read::<MatchOutcome>(&[
        json!({ "found": "none" }),
        json!({ "found": "one", "matched": matched }),
        json!({ "found": "several", "matches": [matched] }),
    ]);
    let callers = [
        json!({ "caller": "withheld" }),
        json!({ "caller": "internal", "digits": "11" }),
        json!({ "caller": "unreadable", "text": "x" }),
        json!({ "caller": "unknown" }),
        json!({ "caller": "one", "matched": matched, "confirmed": true }),
        json!({ "caller": "several", "matches": [matched] }),
    ];
    still_read::<Caller>(&callers);
    let number = json!({ "line": "number", "number": { "e164": "+14155550134", "extension": "7" } });
    still_read::<Line>(&[
        number.clone(),
        json!({ "line": "internal", "digits": "11" }),
        json!({ "line": "withheld" }),
        json!({ "line": "unreadable", "text": "x" }),
    ]);
    still_read::<Freshness>(&[
        json!({ "freshness": "local", "as_of": at }),
        json!({ "freshness": "live", "took_ms": 5 }),
        json!({ "freshness": "stale", "as_of": null, "because": "limit" }),
    ]);
    let past = json!({
        "key": "five9:1", "at": at, "direction": "inbound", "number": "1", "name": "n", "queue": "q",
        "disposition": "d", "notes": "x", "talk_s": 5, "entry": 9
    });
    still_read::<PastCall>(std::slice::from_ref(&past));
    let timeline = [
        json!({ "item": "call", "call": past }),
        json!({ "item": "task", "task": context()["tasks"][0] }),
        json!({ "item": "case", "case": context()["cases"][0] }),
    ];
    still_read::<TimelineItem>(&timeline);
    still_read::<ScreenPop>(&[json!({
        "call": "five9:1", "phase": "ringing", "direction": "inbound", "queue": "q", "campaign": "c", "began_at": at,
        "answered_at": null, "ended_at": null, "line": number, "provider_name": "n", "caller": callers[4],
        "context": context(), "timeline": timeline, "freshness": { "freshness": "live", "took_ms": 5 },
        "changed": ["name"]
    })]);
}

#[test]
fn decisions_keep_their_shape() {
    let at = "2026-11-20T12:00:00Z";
    let values = [
        json!({ "type": "text", "value": "t" }),
        json!({ "type": "bool", "value": true }),
        json!({ "type": "int", "value": -5 }),
        json!({ "type": "date", "value": "2026-11-20" }),
        json!({ "type": "moment", "value": at }),
        json!({ "type": "record", "value": "003000000000001AAA" }),
        json!({ "type": "made", "value": "new_caller" }),
        json!({ "type": "null" }),
    ];
    still_read::<Value>(&values);
    let actions = [
        json!({ "action": "create" }),
        json!({ "action": "update", "id": "003000000000001AAA", "seen": { "Status": null } }),
    ];
    still_read::<Action>(&actions);
    let abouts = [
        json!({ "about": "nobody" }),
        json!({
            "about": "known", "caller": { "object": "Lead", "id": "00Q000000000001AAA" }, "name": "Ann", "account": null
        }),
        json!({ "about": "new", "object": "Contact", "fields": { "LastName": values[0] } }),
    ];
    still_read::<About>(&abouts);
    still_read::<WrapUp>(&[json!({
        "call": "five9:1", "disposition": "interested", "notes": "n", "agreed_at": at, "about": abouts[2],
        "related": [{ "object": "Case", "id": "500000000000001AAA", "label": "7", "values": { "Status": null } }],
        "allow_duplicate": true, "decided_at": at
    })]);
    still_read::<WrapUpPlan>(&[json!({
        "writes": [{
            "reference": "call_log", "object": "Task", "action": actions[1], "fields": { "Subject": values[7] },
            "label": "Call"
        }],
        "left_out": [{ "object": "Task", "field": "X__c", "because": "not_in_org" }],
        "mark": { "by": "call_key" }, "allow_duplicate": true, "shortened": ["Subject"]
    })]);
    let changed = json!({
        "object": "Lead", "id": "00Q000000000001AAA", "field": "Status", "before": null, "theirs": 1, "mine": "x"
    });
    still_read::<RefusalReason>(&[
        json!({ "kind": "duplicate", "existing": ["003000000000001AAA"], "may_save": true }),
        json!({ "kind": "changed", "differences": [changed] }),
    ]);
    let kinds = ["rule", "missing", "bad_value", "not_allowed", "gone", "org_lacks", "other"];
    tagged::<RefusalReason>("kind", &kinds);
}
