//! The supervisor's commands on real parts.

use super::*;
use crate::commands::HistoryRequest;
use crate::commands::history::history;
use crate::ipc::team::{AgainKind, AgainView, DaysView, FilterView};
use crate::testing::Desk;
use callside_core::event::CallChange;

fn today(desk_zone: &jiff::tz::TimeZone) -> String {
    Timestamp::now().to_zoned(desk_zone.clone()).date().to_string()
}

fn numbers(day: &str) -> NumbersRequest {
    NumbersRequest {
        first: day.to_owned(),
        last: day.to_owned(),
        agent: None,
        queue: None,
        campaign: None,
        by: "agent".into(),
        window_days: 7,
    }
}

#[tokio::test]
async fn numbers_are_for_supervisors_and_count_the_calls_that_are_over() {
    let desk = Desk::new().await;
    for what in [CallChange::Ringing, CallChange::Answered, CallChange::Ended] {
        desk.rings("1", what).await;
    }
    desk.rings("2", CallChange::Ringing).await;
    let day = today(&desk.open().await.zone());
    assert_eq!(team_numbers(&desk.shell, numbers(&day)).await.unwrap_err().message, Sentence::SupervisorOnly);
    assert!(!supervises(&desk.shell).await.unwrap());
    desk.becomes(Role::Supervisor).await;
    assert!(supervises(&desk.shell).await.unwrap());
    let read = team_numbers(&desk.shell, numbers(&day)).await.unwrap();
    assert_eq!((read.now.calls, read.now.answered, read.before.calls, read.is_open), (1, 1, 0, true));
    for bad in ["yesterday", "2026-02-30", ""] {
        assert_eq!(team_numbers(&desk.shell, numbers(bad)).await.unwrap_err().message, Sentence::BadTime, "{bad}");
    }
    let backwards = NumbersRequest { first: "2026-02-02".into(), last: "2026-02-01".into(), ..numbers(&day) };
    assert_eq!(team_numbers(&desk.shell, backwards).await.unwrap_err().message, Sentence::BadTime);
}

#[tokio::test]
async fn a_filter_is_kept_used_and_let_go_of() {
    let desk = Desk::new().await;
    for what in [CallChange::Answered, CallChange::Ended] {
        desk.rings("1", what).await;
    }
    desk.rings("2", CallChange::Ringing).await;
    let day = today(&desk.open().await.zone());
    let filter = FilterView {
        first: Some(day.clone()),
        last: Some(day),
        standing: Some("unlogged".into()),
        ..FilterView::default()
    };
    let kept = SavedFilterView { name: " Today, unlogged ".into(), text: String::new(), filter: filter.clone() };
    let list = save_filter(&desk.shell, kept.clone()).await.unwrap();
    assert_eq!(list, [SavedFilterView { name: "Today, unlogged".into(), ..kept.clone() }], "as it was given");
    let request = HistoryRequest { text: String::new(), filter: list[0].filter.clone(), before: None };
    let page = history(&desk.shell, request).await.unwrap();
    assert_eq!(page.rows.iter().map(|row| row.call.as_str()).collect::<Vec<_>>(), ["phone:1"]);
    let nameless = SavedFilterView { name: "  ".into(), ..kept };
    assert_eq!(save_filter(&desk.shell, nameless).await.unwrap_err().message, Sentence::FilterNeedsName);
    let name = "Today, unlogged".to_owned();
    assert_eq!(drop_filter(&desk.shell, FilterNameRequest { name }).await.unwrap(), []);
}

#[tokio::test]
async fn what_a_number_of_the_team_leads_to_is_asked_for_and_kept() {
    let desk = Desk::new().await;
    for id in ["1", "2"] {
        for what in [CallChange::Answered, CallChange::Ended] {
            desk.rings(id, what).await;
        }
    }
    let day = today(&desk.open().await.zone());
    let days = || Some(DaysView { first: day.clone(), last: day.clone() });
    let again = |kind| Some(AgainView { kind, window_days: 3 });
    let any = FilterView::default;
    for (name, filter, expected) in [
        ("again", FilterView { again: again(AgainKind::Repeat), ..any() }, vec!["phone:2"]),
        ("settled nothing", FilterView { again: again(AgainKind::Unresolved), ..any() }, vec!["phone:1"]),
        ("rated", FilterView { rated: days(), ..any() }, vec![]),
    ] {
        let kept = SavedFilterView { name: name.into(), text: String::new(), filter };
        let list = save_filter(&desk.shell, kept.clone()).await.unwrap();
        assert_eq!(list.last(), Some(&kept), "as it was given");
        let request = HistoryRequest { text: String::new(), filter: kept.filter, before: None };
        let page = history(&desk.shell, request).await.unwrap();
        assert_eq!(page.rows.iter().map(|row| row.call.as_str()).collect::<Vec<_>>(), expected, "{name}");
    }
}

#[tokio::test]
async fn a_call_is_told_whole() {
    let desk = Desk::new().await;
    for what in [CallChange::Answered, CallChange::Held, CallChange::Ended] {
        desk.rings("1", what).await;
    }
    let told = story(&desk.shell, CallRequest { call: "phone:1".into() }).await.unwrap();
    let heard: Vec<_> = told.events.iter().map(|event| event.what.as_str()).collect();
    assert_eq!(heard, ["answered", "held", "ended"]);
    assert_eq!((told.link.as_str(), told.shown.is_empty(), told.before), ("callside://call/phone%3A1", false, None));
    desk.rings("2", CallChange::Answered).await;
    let later = story(&desk.shell, CallRequest { call: "phone:2".into() }).await.unwrap();
    assert_eq!(later.before.map(|before| before.call).as_deref(), Some("phone:1"));
    let unknown = story(&desk.shell, CallRequest { call: "phone:9".into() }).await;
    assert_eq!(unknown.unwrap_err().message, Sentence::UnknownCall);
}
