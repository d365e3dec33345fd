//! What happened before, as one line of time.

use super::millis;
use crate::ipc::caller::RecordView;
use crate::ipc::pop::{TimelineTitle, TimelineView};
use callside_core::event::Direction;
use callside_core::history::{PastCall, TimelineItem};
use callside_core::record::{OpenCase, PastTask};
use std::collections::BTreeSet;

/// One item. `changed` holds the keys of what differs from stage one.
#[must_use]
pub fn item(item: &TimelineItem, changed: &BTreeSet<String>) -> TimelineView {
    let provider = item.provider().map(|provider| provider.label().to_owned());
    match item {
        TimelineItem::Call { call } => TimelineView { provider, ..past_call(call) },
        TimelineItem::Task { task } => {
            TimelineView { provider, changed: changed.contains(&format!("task:{}", task.id)), ..past_task(task) }
        }
        TimelineItem::Case { case } => {
            TimelineView { changed: changed.contains(&format!("case:{}", case.id)), ..opened_case(case) }
        }
    }
}

fn past_call(call: &PastCall) -> TimelineView {
    let untold = match call.direction {
        Some(Direction::Outbound) => TimelineTitle::Called,
        Some(Direction::Inbound | Direction::Internal) | None => TimelineTitle::Call,
    };
    TimelineView {
        key: call.key.to_string(),
        kind: "call".to_owned(),
        at: millis(call.at),
        title: call.disposition.clone().map_or(untold, |text| TimelineTitle::Text { text }),
        talk_s: call.talk_s.filter(|seconds| *seconds > 0),
        owner: None,
        priority: None,
        detail: call.notes.clone().filter(|notes| !notes.trim().is_empty()),
        provider: None,
        record: None,
        changed: false,
    }
}

fn past_task(task: &PastTask) -> TimelineView {
    let is_call = task.result.is_some() || task.call_object.is_some();
    TimelineView {
        key: format!("task:{}", task.id),
        kind: if is_call { "call" } else { "task" }.to_owned(),
        at: millis(task.at),
        title: TimelineTitle::Text { text: task.result.clone().unwrap_or_else(|| task.subject.clone()) },
        talk_s: task.duration_s.filter(|seconds| *seconds > 0),
        owner: task.owner.clone(),
        priority: None,
        detail: task.description.clone().filter(|text| !text.trim().is_empty()),
        provider: None,
        record: Some(RecordView { object: "Task".to_owned(), id: task.id.to_string() }),
        changed: false,
    }
}

fn opened_case(case: &OpenCase) -> TimelineView {
    TimelineView {
        key: format!("case:{}", case.id),
        kind: "case".to_owned(),
        at: millis(case.opened_at),
        title: TimelineTitle::CaseOpened { number: case.number.clone() },
        talk_s: None,
        owner: None,
        priority: case.priority.clone(),
        detail: Some(case.subject.clone()),
        provider: None,
        record: Some(RecordView { object: "Case".to_owned(), id: case.id.to_string() }),
        changed: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::ids::{CallKey, Provider, RecordId};

    fn at() -> jiff::Timestamp {
        "2026-11-11T10:00:00Z".parse().unwrap()
    }

    fn call(disposition: Option<&str>, direction: Direction, talk_s: Option<u32>) -> TimelineItem {
        let call = PastCall {
            key: CallKey::new(Provider::Aircall, "7").unwrap(),
            at: at(),
            direction: Some(direction),
            number: "+1 415-555-0134".into(),
            name: None,
            queue: None,
            disposition: disposition.map(Into::into),
            notes: Some(" ".into()),
            talk_s,
            entry: None,
            seen: callside_core::call::Seen::Heard,
            agent: None,
            elsewhere: None,
        };
        TimelineItem::Call { call }
    }

    #[test]
    fn a_call_says_how_it_ended_and_how_long_it_was() {
        let told = TimelineTitle::Text { text: "Interested".into() };
        for (given, title, talk_s) in [
            (call(Some("Interested"), Direction::Inbound, Some(725)), told, Some(725)),
            (call(None, Direction::Outbound, Some(0)), TimelineTitle::Called, None),
            (call(None, Direction::Inbound, None), TimelineTitle::Call, None),
        ] {
            let view = item(&given, &BTreeSet::new());
            assert_eq!((view.title, view.talk_s), (title, talk_s));
            assert_eq!((view.detail, view.provider.as_deref()), (None, Some("Aircall")));
        }
    }

    #[test]
    fn a_task_tells_with_whom_and_whether_it_is_news() {
        let task = PastTask {
            id: RecordId::new("00T000000000001AAA").unwrap(),
            subject: "Callback requested: Ann".into(),
            result: Some("Callback requested".into()),
            description: Some("Invoice 1234".into()),
            at: at(),
            owner: Some("Priya".into()),
            duration_s: Some(381),
            call_object: Some("five9:1".into()),
        };
        let changed = BTreeSet::from(["task:00T000000000001AAA".to_owned()]);
        let view = item(&TimelineItem::Task { task }, &changed);
        assert_eq!(view.title, TimelineTitle::Text { text: "Callback requested".into() });
        assert_eq!((view.talk_s, view.owner.as_deref()), (Some(381), Some("Priya")));
        assert_eq!(view.provider.as_deref(), Some("Five9"));
        assert!(view.changed);
    }
}
