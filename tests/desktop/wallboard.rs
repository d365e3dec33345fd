//! A supervisor's board in the real window: an agent at another desk goes from ringing to wrap-up.

use crate::day::Day;
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
