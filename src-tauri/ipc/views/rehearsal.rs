//! What a rehearsal found, in words.

use super::{Lens, millis, values};
use crate::ipc::caller::RecordView;
use crate::ipc::rehearsal::{
    ChangedView, CountView, CountedView, NewsView, RateView, RehearsalNumbers, RehearsedAbout, RehearsedCallView,
    RehearsedChangeView, RehearsedPlace, RehearsedRecords, RehearsedRequest, RehearsedView, StepPartView, UnaskedView,
};
use crate::ipc::wrap_up::ValueView;
use callside_core::action::catalogue;
use callside_core::plan::Value;
use callside_core::rehearsal::{About, Change, Differing, News, Place, Rate, StepPart, Tally};
use callside_flow::Rehearsal;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::time::Duration;

/// Calls of a page.
const PAGE: usize = 100;
/// Most calls of a page that somebody writes to a file.
const MOST: usize = 2_000;

/// The numbers.
#[must_use]
pub fn numbers(found: &Rehearsal, took: Duration, lens: &Lens) -> RehearsalNumbers {
    let counts = |of: &BTreeMap<String, u32>, counted: &dyn Fn(&str) -> CountedView| -> Vec<CountView> {
        let ranked = Tally::ranked(of).into_iter();
        ranked.map(|count| CountView { of: counted(&count.name), name: count.name, calls: count.calls }).collect()
    };
    RehearsalNumbers {
        since: millis(found.since),
        calls: found.tally.calls,
        differing: found.tally.differing,
        records: found.of_records.then(|| RehearsedRecords {
            told: found.tally.records,
            differing: found.tally.records_differing,
            unknown: counts(&found.tally.unknown, &|name| counted(name, lens)),
        }),
        unread: found.tally.unread,
        kept: u32::try_from(found.differing.len()).unwrap_or(u32::MAX),
        cancelled: found.cancelled,
        took_ms: u32::try_from(took.as_millis()).unwrap_or(u32::MAX),
        by_disposition: counts(&found.tally.by_disposition, &|name| CountedView::Label { label: name.to_owned() }),
        by_object: counts(&found.tally.by_object, &|name| counted(name, lens)),
        by_field: counts(&found.tally.by_field, &|name| counted(name, lens)),
        rates: found.rates.iter().map(rate).collect(),
        unasked: unasked(&found.tally, lens),
    }
}

/// The most helpful first.
fn unasked(tally: &Tally, lens: &Lens) -> Vec<UnaskedView> {
    let mut fields: Vec<_> = tally
        .unasked
        .iter()
        .filter_map(|(name, calls)| {
            let (object, field) = name.split_once('.')?;
            let of_nobody = tally.unasked_of_nobody.get(name).copied().unwrap_or_default();
            Some(UnaskedView {
                object: lens.object(object),
                field: lens.field(object, field),
                calls: *calls,
                of_nobody,
            })
        })
        .collect();
    fields.sort_by_key(|field| Reverse((field.of_nobody, field.calls)));
    fields
}

fn rate(rate: &Rate) -> RateView {
    RateView {
        title: rate.automation.clone(),
        runs: rate.runs,
        hours: rate.hours,
        peak: rate.peak,
        peak_at: millis(rate.peak_at),
        limit: rate.limit,
    }
}

/// What a name of the tally stands for: an object, a field of one, a place, an automation.
fn counted(name: &str, lens: &Lens) -> CountedView {
    match name.split_once('.') {
        Some(("automation", title)) => CountedView::Automation { title: title.to_owned() },
        Some((object, field)) => CountedView::Field { object: lens.object(object), field: lens.field(object, field) },
        None => match place(name) {
            Some(place) => CountedView::Place { place },
            None => CountedView::Label { label: lens.object(name) },
        },
    }
}

/// The places of [`Change::place`] that are no objects.
fn place(name: &str) -> Option<RehearsedPlace> {
    Some(match name {
        "callback list" => RehearsedPlace::CallbackList,
        "suppression list" => RehearsedPlace::SuppressionList,
        "message" => RehearsedPlace::Message,
        "number" => RehearsedPlace::Number,
        "caller" => RehearsedPlace::Caller,
        "reason" => RehearsedPlace::Reason,
        "confirmation" => RehearsedPlace::Confirmation,
        "outcome" => RehearsedPlace::Outcome,
        "notes" => RehearsedPlace::Notes,
        "automation" => RehearsedPlace::Automation,
        _ => return None,
    })
}

/// A page of the differing calls.
#[must_use]
pub fn page(found: &Rehearsal, wanted: &RehearsedRequest, lens: &Lens) -> RehearsedView {
    let from = usize::try_from(wanted.from).unwrap_or(usize::MAX);
    let rows = wanted.rows.map_or(PAGE, |rows| usize::try_from(rows).unwrap_or(MOST).min(MOST));
    let these: Vec<&Differing> = found.differing.iter().filter(|call| is_wanted(call, wanted)).collect();
    RehearsedView {
        total: u32::try_from(these.len()).unwrap_or(u32::MAX),
        calls: these.into_iter().skip(from).take(rows).map(|call| call_view(call, lens)).collect(),
    }
}

fn is_wanted(call: &Differing, wanted: &RehearsedRequest) -> bool {
    let of = |wanted: &Option<String>, is: &dyn Fn(&str) -> bool| wanted.as_deref().is_none_or(is);
    let outcome = match &call.about {
        About::Call { disposition, .. } => Some(disposition.as_str()),
        About::Record { .. } => None,
    };
    of(&wanted.disposition, &|label| outcome == Some(label))
        && of(&wanted.object, &|object| call.changes.iter().any(|change| change.place().0 == object))
        && of(&wanted.field, &|field| call.changes.iter().any(|change| change.name() == field))
}

fn call_view(call: &Differing, lens: &Lens) -> RehearsedCallView {
    RehearsedCallView {
        about: about_view(&call.about, lens),
        at: millis(call.at),
        who: call.who.clone(),
        changes: call.changes.iter().map(|change| change_view(change, lens)).collect(),
    }
}

fn about_view(about: &About, lens: &Lens) -> RehearsedAbout {
    match about {
        About::Call { call, disposition } => {
            RehearsedAbout::Call { call: call.to_string(), disposition: disposition.clone() }
        }
        About::Record { object, id, news } => RehearsedAbout::Record {
            record: RecordView { object: object.clone(), id: id.to_string() },
            object: lens.object(object),
            news: match news {
                News::New => NewsView::New,
                News::Updated => NewsView::Updated,
                News::Deleted => NewsView::Deleted,
                News::Message => NewsView::Message,
            },
        },
    }
}

fn change_view(change: &Change, lens: &Lens) -> RehearsedChangeView {
    let written = |value: &Option<Value>| value.as_ref().map(|value| values::value(value, &lens.zone));
    let text = |text: &Option<String>| text.clone().map(|text| ValueView::Text { text });
    let names = |names: &Vec<String>| text(&(!names.is_empty()).then(|| names.join(", ")));
    let (yes, no) = (Some(ValueView::Yes), Some(ValueView::No));
    let at = |place| ChangedView::Place { place };
    let (what, before, after) = match change {
        Change::Field { object, label, field, before, after } => {
            let record = format!("{} {label}", lens.object(object)).trim().to_owned();
            (ChangedView::Field { record, field: lens.field(object, field) }, written(before), written(after))
        }
        Change::Desk { what, before, after } => {
            let place = match what {
                Place::CallBack => RehearsedPlace::CallbackList,
                Place::Suppression => RehearsedPlace::SuppressionList,
                Place::Message => RehearsedPlace::Message,
            };
            (at(place), written(before), written(after))
        }
        Change::Step { automation, part, time, before, after } => {
            let time = u32::try_from(*time).unwrap_or(u32::MAX);
            let what = ChangedView::Step { automation: automation.clone(), part: part_view(part, lens), time };
            (what, written(before), written(after))
        }
        Change::Number { before, after } => (at(RehearsedPlace::Number), text(before), text(after)),
        Change::Caller { before, after } => (at(RehearsedPlace::Caller), names(before), names(after)),
        Change::Reason { object, before, after } => {
            let label = |field: &String| text(&Some(lens.field(object.api_name(), field)));
            (at(RehearsedPlace::Reason), label(before), label(after))
        }
        Change::Confirmed => (at(RehearsedPlace::Confirmation), no, yes),
        Change::NotConfirmed => (at(RehearsedPlace::Confirmation), yes, no),
        Change::NotOffered => (at(RehearsedPlace::Outcome), yes, no),
        Change::OfferedNow => (at(RehearsedPlace::Outcome), no, yes),
        Change::NotesAsked => (at(RehearsedPlace::Notes), no, yes),
        Change::NotesNotAsked => (at(RehearsedPlace::Notes), yes, no),
    };
    RehearsedChangeView { what, before, after }
}

fn part_view(part: &StepPart, lens: &Lens) -> StepPartView {
    // What an admin set up is known by the name that they gave it.
    let title = |name: &String| catalogue::template(name).map_or_else(|| name.clone(), |it| it.title.clone());
    let label = |action: &str, input: &String| {
        catalogue::template(action).map_or_else(|| input.clone(), |it| super::action::given_label(it, input, lens))
    };
    match part {
        StepPart::Action(action) => StepPartView::Action { action: title(action) },
        StepPart::Input { action, input } => StepPartView::Input { action: title(action), input: label(action, input) },
        StepPart::Toast => StepPartView::Toast,
        StepPart::Tag => StepPartView::Tag,
        StepPart::OpenRecord => StepPartView::OpenRecord,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ipc::views::fixtures::{at, lens};
    use callside_core::ids::{CallKey, Provider, RecordId};
    use callside_core::record::CallerObject;
    use callside_core::rehearsal::{OfCall, OfRecord, Unasked};

    fn found(who: &str) -> Rehearsal {
        let field = Change::Field {
            object: "Opportunity".into(),
            label: "Renewal".into(),
            field: "StageName".into(),
            before: None,
            after: Some(Value::text("=cmd|' /C calc'!A0")),
        };
        let call = |id: &str, disposition: &str, changes| Differing {
            about: About::Call { call: CallKey::new(Provider::Five9, id).unwrap(), disposition: disposition.into() },
            at: at("2026-11-20T17:00:00Z"),
            who: who.into(),
            changes,
        };
        let differing =
            vec![call("1", "Interested", vec![field, Change::NotesAsked]), call("2", "Busy", vec![Change::NotOffered])];
        let mut tally = Tally::default();
        for call in &differing {
            tally.add(&OfCall { differing: Some(call.clone()), unasked: None });
        }
        Rehearsal {
            since: at("2026-11-01T00:00:00Z"),
            of_records: false,
            tally,
            differing,
            rates: vec![],
            cancelled: false,
        }
    }

    #[test]
    fn news_of_records_are_counted_apart_and_listed_with_calls() {
        let (mut found, lens) = (found("Sarah"), lens());
        assert_eq!(numbers(&found, Duration::ZERO, &lens).records, None);
        let id = RecordId::new("00Q000000000001AAA").unwrap();
        let differing = Differing {
            about: About::Record { object: "Opportunity".into(), id: id.clone(), news: News::Updated },
            at: at("2026-11-20T17:00:00Z"),
            who: "Renewal".into(),
            changes: vec![Change::NotOffered],
        };
        let unknown = ["Opportunity.StageName".to_owned()].into();
        found.of_records = true;
        found.tally.add_record(&OfRecord { differing: Some(differing.clone()), unknown });
        found.differing.push(differing);
        let stage = CountedView::Field { object: "Opportunity".into(), field: "Stage".into() };
        let unknown = vec![CountView { name: "Opportunity.StageName".into(), of: stage, calls: 1 }];
        let numbers = numbers(&found, Duration::ZERO, &lens);
        assert_eq!(numbers.records, Some(RehearsedRecords { told: 1, differing: 1, unknown }));
        assert_eq!(numbers.calls, 2);
        let all = page(&found, &RehearsedRequest::default(), &lens);
        let record = RecordView { object: "Opportunity".into(), id: id.to_string() };
        let about = RehearsedAbout::Record { record, object: "Opportunity".into(), news: NewsView::Updated };
        assert_eq!((all.total, &all.calls[2].about), (3, &about));
        let busy = RehearsedRequest { disposition: Some("Busy".into()), ..RehearsedRequest::default() };
        assert_eq!(page(&found, &busy, &lens).total, 1, "a record has no outcome");
    }

    #[test]
    fn numbers_lead_to_the_calls_behind_them() {
        let (found, lens) = (found("Sarah"), lens());
        let numbers = numbers(&found, Duration::from_millis(12), &lens);
        assert_eq!((numbers.calls, numbers.differing, numbers.kept, numbers.took_ms), (2, 2, 2, 12));
        let stage = CountedView::Field { object: "Opportunity".into(), field: "Stage".into() };
        assert_eq!(numbers.by_field[0].of, stage);
        for count in &numbers.by_field {
            let wanted = RehearsedRequest { field: Some(count.name.clone()), ..RehearsedRequest::default() };
            assert_eq!(page(&found, &wanted, &lens).total, count.calls, "{}", count.name);
        }
        let busy = RehearsedRequest { disposition: Some("Busy".into()), ..RehearsedRequest::default() };
        let about = RehearsedAbout::Call { call: "five9:2".into(), disposition: "Busy".into() };
        assert_eq!(page(&found, &busy, &lens).calls[0].about, about);
    }

    #[test]
    fn every_place_of_a_change_is_known_and_an_automation_is_called_by_its_title() {
        let lens = lens();
        let step = |part| Change::Step {
            automation: "Tag v2.0".into(),
            part,
            time: 2,
            before: None,
            after: Some(Value::Bool(true)),
        };
        let desk = |what| Change::Desk { what, before: None, after: None };
        let number = Change::Number { before: None, after: None };
        let places = [Place::CallBack, Place::Suppression, Place::Message].map(desk);
        for change in places.iter().chain([&number, &Change::NotOffered, &Change::NotesAsked]) {
            assert!(matches!(counted(&change.name(), &lens), CountedView::Place { .. }), "{}", change.name());
        }
        let create = step(StepPart::Action("task.create".into()));
        assert_eq!(counted(&create.name(), &lens), CountedView::Automation { title: "Tag v2.0".into() });
        let ChangedView::Step { part, time, .. } = change_view(&create, &lens).what else { panic!("no step") };
        assert_eq!((part, time), (StepPartView::Action { action: "Log a call or create a task".into() }, 2));
    }

    #[test]
    fn whom_other_phone_fields_find_is_told_by_name_and_what_nobody_asked_for_is_counted() {
        let (mut found, lens) = (found("Sarah"), lens());
        let caller = Change::Caller { before: vec!["Sarah Johnson".into(), "Ben".into()], after: vec![] };
        let view = change_view(&caller, &lens);
        let named = ValueView::Text { text: "Sarah Johnson, Ben".into() };
        assert_eq!((view.before, view.after), (Some(named), None));
        let reason =
            Change::Reason { object: CallerObject::Contact, before: "MobilePhone".into(), after: "X__c".into() };
        let view = change_view(&reason, &lens);
        let label = ValueView::Text { text: lens.field("Contact", "MobilePhone") };
        assert_eq!((view.before, view.after), (Some(label), Some(ValueView::Text { text: "X".into() })));
        assert_eq!(change_view(&Change::Confirmed, &lens).after, Some(ValueView::Yes));
        for change in [caller, reason, Change::Confirmed, Change::NotConfirmed] {
            assert!(matches!(counted(&change.name(), &lens), CountedView::Place { .. }), "{}", change.name());
        }
        for (field, nobody_found) in [("Contact.A__c", false), ("Contact.A__c", false), ("Lead.B__c", true)] {
            let unasked = Unasked { fields: [field.to_owned()].into(), nobody_found };
            found.tally.add(&OfCall { differing: None, unasked: Some(unasked) });
        }
        let unasked = numbers(&found, Duration::ZERO, &lens).unasked;
        let told: Vec<_> = unasked.iter().map(|it| (it.field.as_str(), it.calls, it.of_nobody)).collect();
        assert_eq!(told, [("B", 1, 1), ("A", 2, 0)]);
    }

    #[test]
    fn a_file_is_written_from_larger_pages_with_every_call_once() {
        let (mut found, lens) = (found("Sarah"), lens());
        found.differing = std::iter::repeat_n(found.differing[0].clone(), 2_500).collect();
        let pages = |rows, from| {
            let page = page(&found, &RehearsedRequest { rows, from, ..RehearsedRequest::default() }, &lens);
            (page.total, page.calls.len())
        };
        assert_eq!(
            (pages(None, 0), pages(Some(9_999), 0), pages(Some(9_999), 2_000)),
            ((2_500, 100), (2_500, 2_000), (2_500, 500))
        );
    }
}
