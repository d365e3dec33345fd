//! A supervisor finds a call, reads it whole, follows its link, and looks at the numbers.

use crate::app::{key, start_again};
use crate::day::Day;
use crate::wait::until_true;

#[tokio::test]
async fn a_supervisor_finds_a_call_reads_it_whole_and_sees_the_numbers() {
    let day = Day::signed_in_as("Grace").await;
    let over = ["call.ringing", "call.answered", "call.hangup"];
    day.phone("known_contact", "team-1", &over).await;
    day.app.reads("Live,").await;
    day.app.notes("Wants the corrected invoice").await;
    day.app.keys(key::ESCAPE).await;
    day.app.keys("1").await;
    day.app.reads("Follow up with").await;
    day.app.keys(key::ENTER).await;
    day.drained().await;
    day.phone("known_contact", "team-2", &over).await;
    day.app.keys("c").await;
    day.app.reads("How did it end?").await;
    day.app.keys(key::ESCAPE).await;

    day.app.keys("t").await;
    day.app.reads("How calls ended").await;
    day.app.reads("First-call resolution, 7 d").await;
    day.picture("team").await;
    day.app.click("As table: How calls ended").await;
    day.app.click("Show the calls: Interested").await;
    day.app.reads("1 call").await;
    day.app.sees("the filter is told", "return document.body.innerText.includes('Filter (3)')").await;
    day.picture("history-filter").await;
    day.app.click("Whole call: Sarah Johnson").await;
    day.app.reads("What the phone system said").await;
    day.app.reads("Wants the corrected invoice").await;
    day.app.reads("No earlier call with this number").await;
    day.picture("story").await;

    let mut again = start_again(&day.stage, &["callside://call/phone%3Ateam-2"]);
    until_true("the second start hands its link over", async || again.try_wait().expect("its state").is_some()).await;
    day.app.reads("Not logged").await;
    day.app.reads("Open that call").await;
    day.app.click("Open that call").await;
    day.app.reads("Wants the corrected invoice").await;
    day.app.click("Back").await;
    day.app.reads("1 call").await;
}
