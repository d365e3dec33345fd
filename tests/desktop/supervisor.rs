//! A supervisor finds a call, reads it whole, follows its link, and looks at the numbers.

use crate::app::{key, start_again};
use crate::day::Day;
use crate::wait::until_true;

#[tokio::test]
async fn a_supervisor_logs_a_call_late_by_keyboard_and_flags_it() {
    let day = Day::signed_in_as("Grace").await;
    day.phone("known_contact", "late-1", &["call.ringing", "call.answered", "call.hangup"]).await;
    day.app.reads("Live,").await;
    day.app.keys("w").await;
    day.app.reads("no outcome").await;
    let at_first = "return document.activeElement.innerText.trim().startsWith('Log it now')";
    day.app.sees("the keyboard is at the first row", at_first).await;
    day.picture("work").await;
    day.app.keys(key::ENTER).await;
    day.app.reads("How did it end?").await;
    day.app.keys("1").await;
    day.app.reads("Follow up with").await;
    day.app.keys(key::ENTER).await;
    day.drained().await;
    day.app.keys("w").await;
    day.app.reads("Every call that is over has an outcome.").await;

    day.app.keys("h").await;
    day.app.click("Flag: Sarah Johnson").await;
    day.app.sees("the form is open", "return document.querySelector('dialog textarea') !== null").await;
    day.app
        .sees("the comment has the keyboard", "document.querySelector('dialog textarea').focus(); return true")
        .await;
    day.app.keys("Ask for the order number first.").await;
    day.app.click("Set flag").await;
    day.app.click("Whole call: Sarah Johnson").await;
    day.app.reads("Ask for the order number first.").await;
    day.app.reads("The agent sees it").await;
    day.picture("flags").await;
}

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
