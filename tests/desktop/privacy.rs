//! A privacy officer sees what is stored, has one caller forgotten, and proves it; nobody else is touched.

use crate::app::{key, program};
use crate::day::Day;
use crate::wait::until_true;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Output;

async fn typed(day: &Day, label: &str, text: &str) {
    let find =
        "return [...document.querySelectorAll('label')].find((it) => it.innerText.startsWith(arguments[0]))?.control
        ?? document.querySelector(`[aria-label='${arguments[0]}']`)";
    let field = day.app.driver.element(find, json!([label])).await.expect("the field");
    day.app.driver.click(&field).await.expect("it can be clicked");
    day.app.keys(text).await;
}

/// `callside` on a terminal of the same session.
fn terminal(day: &Day, arguments: &[&str]) -> Output {
    day.stage.command(program()).args(arguments).output().expect("callside starts")
}

fn calls(view: &Value) -> u64 {
    let lines = view["lines"].as_array().expect("lines");
    lines.iter().find(|line| line["kind"] == "calls").and_then(|line| line["count"].as_u64()).expect("a count")
}

#[tokio::test]
async fn one_caller_is_forgotten_and_the_receipt_and_the_audit_can_be_checked() {
    let day = Day::signed_in_as("Avery").await;
    for (caller, id) in [("known_contact", "gone-1"), ("lead", "stays-1")] {
        day.phone(caller, id, &["call.ringing", "call.answered", "call.hangup"]).await;
    }
    day.app.reads("How did it end?").await;
    let number = day.sandbox.caller("known_contact").expect("a caller").number;

    day.app.keys(key::ESCAPE).await;
    day.app.keys("s").await;
    day.app.click("Show what is stored").await;
    day.app.reads("Copies of Salesforce records").await;
    day.picture("settings-privacy").await;
    typed(&day, "Phone number", number).await;
    day.app.click("Look what there is").await;
    day.app.reads("Stored about this caller").await;
    day.picture("settings-forget").await;
    day.app.click("Forget this caller").await;
    day.app.reads("This caller is forgotten.").await;
    let stored = day.app.ask("inventory", json!(null)).await;
    assert_eq!(calls(&stored), 1, "the other caller stays");
    let order = json!({ "number": number, "record": "", "discard_unsent": false });
    assert_eq!(day.app.ask("find_caller", order).await["counts"], json!([]));

    day.app.click("Show the audit").await;
    day.app.reads("Caller forgotten").await;
    day.picture("settings-audit").await;
    let audit = day.app.ask("export_audit", json!(null)).await["path"].as_str().expect("a path").to_owned();
    let receipt = receipt_beside(&audit);

    for arguments in [&["verify-receipt", &receipt, "--number", number][..], &["audit", "verify", &audit]] {
        let said = terminal(&day, arguments);
        assert!(said.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&said.stdout));
    }
    let other = terminal(&day, &["verify-receipt", &receipt, "--number", "+14155550199"]);
    assert_eq!(other.status.code(), Some(1), "it is not about anybody else");
    let text = std::fs::read_to_string(&audit).expect("the audit");
    std::fs::write(&audit, text.replacen("signed_in", "signed_out", 1)).expect("written");
    let broken = terminal(&day, &["audit", "verify", &audit]);
    assert!(String::from_utf8_lossy(&broken.stdout).contains("the chain is broken at line"), "{broken:?}");
    let busy = terminal(&day, &["erase", "--everything", "--yes"]);
    assert_eq!(busy.status.code(), Some(1), "not under a Callside that runs");
}

/// The receipt lies where the audit lies.
fn receipt_beside(audit: &str) -> String {
    let folder = PathBuf::from(audit).parent().expect("a folder").to_owned();
    let mut names = std::fs::read_dir(folder).expect("downloads").map(|entry| entry.expect("an entry").path());
    let receipt = names.find(|path| path.to_string_lossy().contains("callside-receipt")).expect("a receipt");
    receipt.to_string_lossy().into_owned()
}

#[tokio::test]
async fn one_key_masks_the_window_for_sharing() {
    let day = Day::signed_in().await;
    day.phone("known_contact", "masked-1", &["call.ringing", "call.answered"]).await;
    day.app.reads("Live,").await;
    let name = day.app.driver.script("return document.querySelector('h1 bdi').innerText", json!([])).await;
    let name = name.as_str().expect("a name").to_owned();
    day.app.keys(key::ESCAPE).await;
    day.app.keys("m").await;
    day.app.reads("Masked").await;
    until_true("nobody shows", async || {
        let text = day.app.driver.script("return document.body.innerText", json!([])).await;
        !text.as_str().is_some_and(|text| text.contains(&name))
    })
    .await;
    day.picture("masked").await;
    day.app.keys("m").await;
    day.app.reads(&name).await;
}
