//! What a relay tells a supervisor, in the real window: an agent at another desk goes from ringing to wrap-up on the board, and
//! the call stands in the history.

use crate::day::Day;
use crate::wait::until_true;
use callside_core::outbox::State;
use callside_core::plan::CALL_LOG;
use callside_core::team::Share;
use callside_tests::desk::Desk;
use callside_tests::site::{Site, event, up};
use serde_json::{Value, json};

fn told(what: &str) -> Value {
    let mut told = event("1");
    told["event"] = json!(what);
    told["eventId"] = json!(what);
    told["data"]["skillName"] = json!("Billing");
    told
}

#[tokio::test]
async fn a_supervisors_board_shows_an_agent_from_ringing_to_wrap_up() {
    let day = Day::signed_in_as("Grace").await;
    let site = Site::new().await;
    let relay = day.relay_of(&site, &["dana@example.com", "lee@example.com"]).await;
    day.app.keys("t").await;
    day.app.reads("No call was over in these days").await;
    day.app.click("Now").await;
    day.app.reads("none is set up here").await;
    day.link_to(&relay).await;
    day.app.reads("Agents: 2").await;
    day.app.reads("Live").await;

    let dana = Desk::open().await;
    let link = site.linked(&dana, relay.listen()).await;
    up(&link).await;
    let reads = async |state: &str| {
        let script = format!("return !!document.querySelector('[data-state={state}]')");
        day.app.sees(state, &script).await;
    };
    reads("available").await;
    for (what, state) in [("call.created", "ringing"), ("call.answered", "talking"), ("call.ended", "wrap_up")] {
        site.says(relay.listen(), &told(what)).await;
        reads(state).await;
    }
    day.app.reads("Billing").await;
    day.picture("wallboard").await;
    day.app.click("Wall view").await;
    day.app.sees("the view for the wall", "return !!document.querySelector('dialog[open] table')").await;
    day.app.keys(crate::app::key::ESCAPE).await;
    day.app.sees("it is closed", "return !document.querySelector('dialog[open]')").await;
    relay.drain().await;
    day.app.reads("The relay is not reached").await;
}

#[tokio::test]
async fn a_supervisor_finds_a_colleagues_call_that_the_relay_told_and_reads_who_told_it() {
    let day = Day::signed_in_as("Grace").await;
    let (site, mut dana) = (Site::new().await, Desk::open().await);
    let worker = dana.companion.worker().0;
    let history = |config: &mut Value| {
        config["team"]["people"][0]["email"] = json!(worker);
        config["history"] = json!({ "share": "calls_and_notes" });
    };
    let relay = day.relay_like(&site, &[&worker], history).await;
    // The call is over and wrapped up before her machine is ever linked.
    let link = site.linked_of(&dana, relay.listen(), &worker).await;
    up(&link).await;
    until_true("the desk knows what the relay wants to hear", async || {
        dana.companion.history_share().await.expect("a setting") == Share::CallsAndNotes
    })
    .await;
    for what in ["call.created", "call.answered", "call.ended"] {
        site.says(relay.listen(), &told(what)).await;
    }
    let call = "five9:1".parse().expect("a key");
    dana.live_pop(&call).await;
    dana.wraps_up(&call, "interested", "Wants a quokka for the garden.").await;
    dana.sent(&call).await;
    assert_eq!(dana.companion.tell_wrap_ups().await.expect("the database answers"), None, "all is told");

    day.link_to(&relay).await;
    // What is searched for stands there as it comes, the words of the agent last.
    day.app.keys("h").await;
    day.app.reads("History").await;
    let search = "const box = document.querySelector('main input[type=search]'); box?.focus(); return !!box";
    day.app.sees("the search has the keyboard", search).await;
    day.app.keys("quokka").await;
    day.app.reads("1 call").await;
    day.app.click("Whole call: Sarah Johnson").await;
    day.app.reads("Your team’s relay told of this call; it never came to this desk.").await;
    day.app.reads(&format!("told by {worker} from their desk, over your team’s relay")).await;
    day.app.reads("Wants a quokka for the garden.").await;
    // What their agent saw and what was written, and the record opens.
    day.app.reads("As the agent’s desk told it.").await;
    day.app.reads("Matched on Mobile").await;
    day.app.reads("In Salesforce since").await;
    day.picture("story-told").await;
    day.app.click("Call log (Open in Salesforce)").await;
    let entry = dana.companion.story(&call).await.expect("a story").entries.remove(0);
    let State::Done { receipt, .. } = entry.state else { panic!("{entry:?}") };
    let log = receipt.records.iter().find(|record| record.reference == CALL_LOG).expect("the log").id.to_string();
    until_true("the record is opened", async || {
        std::fs::read_to_string(day.stage.browser_notes()).unwrap_or_default().contains(&log)
    })
    .await;
    // Her list says it, too, and the call opens as its page.
    day.app.click("Back").await;
    day.app.reads("Sent").await;
    day.app.sees("the row is pressed", "document.querySelector('main button.line').click(); return true").await;
    day.app.reads("it never came to this desk.").await;
    // Nothing popped at her, and nothing was written because of it.
    assert!(day.ledger("Task").is_empty());
}
