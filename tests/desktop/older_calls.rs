//! A supervisor brings in older calls from Salesforce, sees them counted, and takes a picture of the numbers with her.

use crate::app::key;
use crate::day::Day;
use serde_json::json;

/// How every PNG begins; the width follows in its first chunk (W3C, PNG, "IHDR").
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

#[tokio::test]
async fn older_calls_come_in_are_marked_and_counted_and_a_picture_is_saved() {
    let day = Day::signed_in_as("Grace").await;
    day.app.keys("h").await;
    day.app.click("Bring in older calls").await;
    day.app.click("All that I may see").await;
    day.app.click("Bring them in").await;
    day.app.reads("All of them are here.").await;
    day.app.reads("from Salesforce, seen only as a task").await;
    day.picture("older-calls").await;

    day.app.keys(key::ESCAPE).await;
    day.app.keys("t").await;
    day.app.reads("How calls ended").await;
    day.app.click("PNG: Save picture, How calls ended").await;
    day.app.reads("Saved: ").await;
    let path = r"return [...document.querySelectorAll('p')].map((p) => p.innerText).find((t) => t.startsWith('Saved: ')).slice(7)";
    let path = day.app.driver.script(path, json!([])).await;
    let picture = std::fs::read(path.as_str().expect("a path")).expect("the picture is there");
    assert!(picture.starts_with(PNG));
    assert_eq!(picture[16..20], 1800_u32.to_be_bytes(), "two dots to each unit of the sheet");
    assert!(picture.len() > 10_000, "something is drawn: {}", picture.len());
}
