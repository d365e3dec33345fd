//! A meeting that is agreed on a call, beside the agent's calendar, in the real window.

use crate::day::Day;
use crate::wait::until;
use callside_sandbox::org::Operation;
use jiff::Timestamp;
use serde_json::json;

/// What the buttons with free times say, with whether each is pressed.
const FREE: &str = "return [...document.querySelectorAll('.free button')].map((one) => one.ariaPressed)";

#[tokio::test]
async fn a_free_time_of_the_calendar_is_picked_and_booked() {
    let day = Day::signed_in().await;
    day.phone("known_contact", "slot-1", &["call.ringing", "call.answered", "call.hangup"]).await;
    day.app.reads("Live,").await;
    day.app.keys("2").await;
    day.app.reads("Free in your calendar").await;
    day.picture("calendar").await;

    let pick = "document.querySelectorAll('.free button')[1].click()";
    day.app.driver.script(pick, json!([])).await;
    day.app
        .sees("it is the agreed time", "return document.querySelectorAll('.free button')[1]?.ariaPressed === 'true'")
        .await;
    let pressed = day.app.driver.script(FREE, json!([])).await;
    let pressed: Vec<bool> = pressed.as_array().expect("a list").iter().map(|one| one == "true").collect();
    assert_eq!(pressed.iter().filter(|one| **one).count(), 1, "{pressed:?}");
    let agreed = until("the time is kept with the draft", async || {
        day.app.ask("open_call", json!({ "call": "phone:slot-1" })).await["draft"]["agreed_at"].as_i64()
    })
    .await;

    day.app.click("Save and finish").await;
    day.app.reads("Saved. Waiting to be sent").await;
    day.drained().await;
    let events = day.ledger("Event");
    assert_eq!(events.len(), 1, "{events:#?}");
    assert_eq!(events[0].operation, Operation::Create);
    let begins = events[0].fields["StartDateTime"].as_str().expect("a moment").replace("+0000", "Z");
    assert_eq!(begins.parse::<Timestamp>().expect("a moment").as_millisecond(), agreed);
}
