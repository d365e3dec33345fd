//! What outlives the program, and that there is only ever one of it.

use crate::app::{key, program, start_again};
use crate::day::Day;
use crate::stage::Stage;
use crate::wait::{until, until_true};
use serde_json::json;

#[tokio::test]
async fn notes_outlive_a_power_cut_and_are_then_sent_once() {
    let day = Day::signed_in().await;
    day.phone("known_contact", "cut-1", &["call.ringing", "call.answered"]).await;
    day.app.reads("Sarah Johnson").await;
    day.app.notes("Half a sentence").await;
    day.app.sees("the notes are kept", "return document.querySelector('.kept')?.innerText === 'saved'").await;

    let day = day.power_cut().await;
    day.app.reads("Sarah Johnson").await;
    let notes = "return document.querySelector('#wrap-notes')?.value === 'Half a sentence'";
    day.app.sees("the notes are there again", notes).await;
    let session = day.app.ask("snapshot", json!(null)).await["session"].clone();
    assert_eq!(session["kind"], "signed_in", "the sign-in outlives it too: {session}");

    day.app.keys("6").await;
    day.app.reads("Call back Sarah Johnson").await;
    day.app.keys(key::ENTER).await;
    day.drained().await;
    let logs: Vec<_> = day.ledger("Task").into_iter().filter(|task| task.fields.contains_key("CallObject")).collect();
    assert_eq!(logs.len(), 1);
    assert_eq!(logs[0].fields["Description"], "Half a sentence");
}

#[tokio::test]
async fn a_second_start_ends_at_once_and_hands_its_link_over() {
    let day = Day::signed_in().await;
    let mut second = start_again(&day.stage, &[]);
    let ended = until("the second start ends", async || second.try_wait().expect("its state")).await;
    assert!(ended.success());

    let connector = day.address("five9_connector").to_owned();
    let (_, secret) = connector.split_once('?').expect("the secret");
    let number = day.sandbox.caller("known_contact").expect("a caller").number.trim_start_matches('+');
    let link = format!("callside://call?{secret}&ANI={number}&callId=link-1&type_name=Inbound");
    let mut third = start_again(&day.stage, &[&link]);
    until_true("the third start ends", async || third.try_wait().expect("its state").is_some()).await;
    day.app.reads("Sarah Johnson").await;
    day.app.reads("Five9").await;
    assert_eq!(running(&day.stage), 1);

    let mut forged = start_again(&day.stage, &["callside://call?secret=0000000000000000&ANI=14155550134&callId=x"]);
    until_true("the forged start ends", async || forged.try_wait().expect("its state").is_some()).await;
    let refused = async || day.app.ask("rejections", json!(null)).await.as_array().cloned().unwrap_or_default().pop();
    let refused = until("the forged link is in the diagnostics", refused).await;
    assert_eq!((&refused["provider"], &refused["status"]), (&json!("Five9"), &json!(403)));
}

#[tokio::test]
async fn of_many_starts_at_once_one_stays() {
    let stage = Stage::new();
    let mut starts: Vec<_> = (0..6).map(|_| start_again(&stage, &[])).collect();
    let all_but_one = async || {
        let ended: Vec<_> = starts.iter_mut().filter_map(|one| one.try_wait().expect("its state")).collect();
        (ended.len() + 1 == 6).then_some(ended)
    };
    let ended = until("all but one have ended", all_but_one).await;
    assert!(ended.iter().all(std::process::ExitStatus::success), "{ended:?}");
    assert_eq!(running(&stage), 1);
    for mut one in starts {
        one.kill().expect("it ends");
        one.wait().expect("it has ended");
    }
}

/// How many of this program run in this session.
fn running(stage: &Stage) -> usize {
    let mine = format!("XDG_DATA_HOME={}", stage.folder().join("data").display());
    let ours = |pid: &str| {
        std::fs::read_link(format!("/proc/{pid}/exe")).is_ok_and(|exe| exe == program().canonicalize().expect("it"))
            && std::fs::read(format!("/proc/{pid}/environ"))
                .is_ok_and(|all| all.split(|b| *b == 0).any(|one| one == mine.as_bytes()))
    };
    let processes = std::fs::read_dir("/proc").expect("processes");
    processes.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).filter(|pid| ours(pid)).count()
}
