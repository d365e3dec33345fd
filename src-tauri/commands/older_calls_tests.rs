//! Older calls and pictures on real parts.

use super::*;
use crate::commands::HistoryRequest;
use crate::commands::history::history;
use crate::ipc::announcement::Announcement;
use crate::ipc::team::FilterView;
use crate::testing::{Desk, sandbox};

fn order(team: bool, first: &str, last: &str) -> OrderOlderCalls {
    OrderOlderCalls { team, first: first.into(), last: last.into() }
}

#[tokio::test]
async fn older_calls_come_in_are_marked_and_are_for_those_who_may() {
    let mut desk = Desk::new().await;
    let shell = desk.shell.clone();
    let org = sandbox().await;
    desk.sign_in(&org).await;
    let offered = older_calls(&shell).await.unwrap();
    assert_eq!((offered.mine, offered.team, offered.fill), (true, false, None));
    for (bad, message) in [
        (order(true, "2020-01-01", "2099-01-01"), Sentence::OlderCallsNotAllowed),
        (order(false, "2026-02-30", "2099-01-01"), Sentence::BadTime),
        (order(false, "2019-01-01", "2019-01-02"), Sentence::BadTime),
    ] {
        assert_eq!(order_older_calls(&shell, bad).await.unwrap_err().message, message);
    }
    let first = offered.earliest;
    order_older_calls(&shell, order(false, &first, "2099-01-01")).await.unwrap();
    let done = loop {
        let view = older_calls(&shell).await.unwrap();
        match view.fill {
            Some(fill) if fill.state == "done" => break fill,
            Some(fill) => assert_eq!((fill.state.as_str(), fill.refusal), ("running", None)),
            None => panic!("the order is kept"),
        }
        desk.hears(|said| matches!(said, Announcement::OlderCalls).then_some(())).await;
    };
    assert!(done.new > 0 && done.total == Some(done.read), "{done:?}");
    let request = HistoryRequest { text: String::new(), filter: FilterView::default(), before: None };
    let rows = history(&shell, request).await.unwrap().rows;
    assert!(!rows.is_empty() && rows.iter().all(|row| row.only_logged), "{rows:?}");
    steer_older_calls(&shell, SteerOlderCalls::Cancel).await.unwrap();
    let after = older_calls(&shell).await.unwrap().fill.unwrap();
    assert_eq!(after.state, "done", "what is through cannot be ended");
}

#[tokio::test]
async fn a_picture_is_saved_and_nothing_else_is_taken_for_one() {
    let desk = Desk::new().await;
    let request = |bytes: &[u8]| SavePictureRequest { name: "chart.png".into(), png: STANDARD.encode(bytes) };
    let picture = [PNG, b"rest"].concat();
    let saved = save_picture(&desk.shell, request(&picture)).await.unwrap();
    assert_eq!(std::fs::read(&saved.path).unwrap(), picture);
    for bad in [request(b"<svg/>"), SavePictureRequest { name: "a.png".into(), png: "%".into() }] {
        assert_eq!(save_picture(&desk.shell, bad).await.unwrap_err().message, Sentence::NotAPicture);
    }
}

#[tokio::test]
async fn without_a_set_up_there_is_nothing_to_say_of_satisfaction() {
    let desk = Desk::new().await;
    let request = || NumbersRequest {
        first: "2026-01-01".into(),
        last: "2026-01-31".into(),
        agent: None,
        queue: None,
        campaign: None,
        by: "agent".into(),
        window_days: 7,
    };
    assert_eq!(satisfaction(&desk.shell, request()).await.unwrap_err().message, Sentence::SupervisorOnly);
    desk.becomes(Role::Supervisor).await;
    assert_eq!(satisfaction(&desk.shell, request()).await.unwrap(), None);
}
