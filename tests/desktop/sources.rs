//! A call of every phone system, from its own HTTP requests to the painted pop and on to wrap-up; and Sticky Calls
//! beside it.

use crate::app::key;
use crate::day::Day;
use crate::wait::until_true;
use callside_sandbox::org::Entry;
use callside_sandbox::phones::{STICKY_KEY, System};
use callside_sandbox::players::Player;
use serde_json::json;

/// A source: its player, a call's id, who calls, and the steps with what the window says after each.
struct Source {
    player: Player,
    call: &'static str,
    caller: (&'static str, &'static str),
    steps: &'static [(&'static str, &'static str)],
}

const SOURCES: [Source; 4] = [
    Source {
        player: Player::Five9,
        call: "300000000000001",
        caller: ("known_contact", "Sarah Johnson"),
        steps: &[("OnCallAccepted", "Talking"), ("OnCallDisconnected", "Wrap-up")],
    },
    Source {
        player: Player::Five9Events,
        call: "300000000000002",
        caller: ("lead", "Marcus Bell"),
        steps: &[("call.created", "Ringing"), ("call.ended", "Wrap-up")],
    },
    Source {
        player: Player::Aircall,
        call: "780883160",
        caller: ("account_only", "Kestrel Logistik GmbH"),
        steps: &[("call.ringing_on_agent", "Ringing"), ("call.answered", "Talking"), ("call.hungup", "Wrap-up")],
    },
    Source {
        player: Player::Phone,
        call: "switch-1",
        caller: ("known_contact", "Sarah Johnson"),
        steps: &[("call.ringing", "Ringing"), ("call.answered", "Talking"), ("call.hangup", "Wrap-up")],
    },
];

#[tokio::test]
async fn a_call_of_every_source_pops_and_goes_on_to_its_log() {
    let day = Day::signed_in().await;
    day.set_up_every_source().await;
    for Source { player, call, caller: (caller, name), steps } in SOURCES {
        for (step, words) in steps {
            day.call(player, caller, call, &[step]).await;
            day.app.reads(name).await;
            day.app.reads(words).await;
        }
        // A desk that is free shows the next call by itself.
        day.app.keys("9").await;
        day.app.reads(&format!("Call {name} again")).await;
        day.app.keys(key::ENTER).await;
        day.app.reads("Saved.").await;
    }
    day.drained().await;
    let call = |entry: Entry| entry.fields.get("CallObject")?.as_str().map(str::to_owned);
    let mut calls: Vec<String> = day.ledger("Task").into_iter().filter_map(call).collect();
    calls.sort_unstable();
    assert_eq!(
        calls,
        ["aircall:780883160", "five9:300000000000001", "five9:300000000000002", "phone:switch-1"],
        "each call was logged once"
    );
}

#[tokio::test]
async fn what_sticky_calls_remembers_is_painted_and_the_chosen_intent_goes_back() {
    let day = Day::signed_in_as("Avery").await;
    let mut form = day.app.ask("phone_setup", json!(null)).await["form"].clone();
    form["sticky"]["address"] = format!("{}/phones/sticky", day.sandbox.base_url()).into();
    let keys = json!({ "sticky_key": STICKY_KEY });
    day.app.ask("save_phone_setup", json!({ "form": form, "keys": keys })).await;
    day.phone("known_contact", "sticky-1", &["call.ringing"]).await;
    for words in ["Sticky Calls", "refund_request", "2 attempts"] {
        day.app.reads(words).await;
    }
    day.phone("known_contact", "sticky-1", &["call.answered", "call.hangup"]).await;
    day.app.reads("Wrap-up").await;
    day.app.click("refund_request").await;
    day.app.click("Resolved").await;
    day.app.keys("1").await;
    day.app.keys(key::ENTER).await;
    day.app.reads("Saved. Waiting to be sent").await;
    until_true("Sticky Calls heard of the end", async || {
        day.sandbox.deeds(System::Sticky).iter().any(|deed| {
            deed.what == "calls/end"
                && deed.about["intent"] == "refund_request"
                && deed.about["intent_status"] == "resolved"
        })
    })
    .await;
}
