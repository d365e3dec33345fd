use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn berlin() -> TimeZone {
    TimeZone::get("Europe/Berlin").unwrap()
}

#[test]
fn a_filter_comes_back_as_it_was_given() {
    let now = at("2026-11-26T12:00:00Z");
    let view = FilterView {
        agent: Some("ann".into()),
        direction: Some("outbound".into()),
        at_least_s: Some(60),
        first: Some("2026-11-01".into()),
        last: Some("2026-11-26".into()),
        slot: Some(SlotView { weekday: 4, hour: 9 }),
        standing: Some("refused".into()),
        ..FilterView::default()
    };
    let read = filter(&view, &berlin(), now).unwrap();
    assert_eq!((read.from, read.until), (Some(at("2026-10-31T23:00:00Z")), Some(at("2026-11-26T23:00:00Z"))));
    assert_eq!(read.within.len(), 4);
    let kept = SavedFilter { name: "a".into(), text: String::new(), filter: read };
    assert_eq!(saved(&kept, &berlin()).filter, view);

    let every_day = FilterView { slot: Some(SlotView { weekday: 0, hour: 9 }), ..view };
    let read = filter(&every_day, &berlin(), now).unwrap();
    assert_eq!(read.within.len(), 26);
    let kept = SavedFilter { name: "a".into(), text: String::new(), filter: read };
    assert_eq!(saved(&kept, &berlin()).filter, every_day);
}

#[test]
fn an_hour_that_never_was_lets_nothing_through() {
    let view = FilterView {
        first: Some("2026-11-26".into()),
        last: Some("2026-11-26".into()),
        slot: Some(SlotView { weekday: 1, hour: 9 }),
        ..FilterView::default()
    };
    let read = filter(&view, &berlin(), at("2026-11-26T12:00:00Z")).unwrap();
    assert!(read.within.iter().all(|(from, until)| from == until) && !read.within.is_empty());
    for bad in ["26.11.2026", "2026-13-01"] {
        let bad = FilterView { first: Some(bad.into()), ..FilterView::default() };
        assert_eq!(filter(&bad, &berlin(), Timestamp::UNIX_EPOCH).unwrap_err().message, Sentence::BadTime);
    }
    assert!(filter(&FilterView::default(), &berlin(), Timestamp::UNIX_EPOCH).unwrap().is_empty());
}
