use super::*;
use crate::disposition::{Disposition, DispositionCode, Effect, Scope, ScopedTable};
use crate::event::{CallChange, CallEvent, CallFacts};
use crate::ids::{EventId, Provider, RecordId};
use crate::mapping::{Origin, Steps};
use crate::plan::About;
use crate::shape::{FieldShape, ObjectShape};
use proptest::prelude::*;

pub(super) fn scenery() -> Scenery {
    let mut org = OrgShape::default();
    let mut task = ObjectShape::default();
    for name in "Subject Status Priority TaskSubtype ActivityDate CallType CallDisposition CallObject \
                 CallDurationInSeconds Description OwnerId WhoId WhatId IsReminderSet ReminderDateTime"
        .split_whitespace()
    {
        let field = FieldShape { createable: true, updateable: true, filterable: true, ..FieldShape::default() };
        task.fields.insert(name.into(), field);
    }
    org.objects.insert("Task".into(), task);
    Scenery {
        me: Identity {
            user: RecordId::new("005000000000001AAA").unwrap(),
            org: RecordId::new("00D000000000001AAA").unwrap(),
            username: "dana@example.com".into(),
            name: "Dana Whitfield".into(),
            email: None,
            zone: None,
            language: None,
            instance_url: String::new(),
        },
        zone: TimeZone::UTC,
        org,
    }
}

pub(super) fn rules() -> Rules {
    Rules {
        mapping: Mapping::default(),
        dispositions: DispositionTable::default(),
        matching: MatchRules { home: "US".parse().ok(), ..MatchRules::default() },
        automations: Arc::default(),
    }
}

pub(super) fn decided(id: u32, code: &str, notes: &str, campaign: Option<&str>) -> Decided {
    let key = CallKey::new(Provider::Five9, &id.to_string()).unwrap();
    let at: Timestamp = "2026-11-20T17:00:00Z".parse().unwrap();
    let facts = CallFacts {
        customer_number: Some("4155550134".into()),
        campaign: campaign.map(str::to_owned),
        ..CallFacts::default()
    };
    let call =
        Call::begin(&CallEvent { id: EventId("1".into()), call: key.clone(), at, what: CallChange::Noted, facts });
    let wrap_up = WrapUp {
        intent: None,
        call: key,
        disposition: DispositionCode(code.into()),
        notes: notes.into(),
        agreed_at: None,
        about: About::Nobody,
        related: vec![],
        allow_duplicate: false,
        earlier_tries: 0,
        decided_at: at,
    };
    Decided { call, wrap_up, heard: Heard::default() }
}

fn changes(proposed: &Rules, decided: &Decided) -> Vec<Change> {
    let sides = Sides::new(rules(), proposed.clone(), scenery());
    sides.rehearse(decided, &mut Runs::default()).differing.map(|differing| differing.changes).unwrap_or_default()
}

fn retry_row(proposed: &mut Rules, code: &str) -> &'static str {
    let row = proposed.dispositions.rows.iter_mut().find(|row| row.code.0 == code).unwrap();
    row.effects = vec![Effect::Retry { subject: "Again".into(), minutes: 60, at_most: None, message: None }];
    "2026-11-20T18:00:00Z"
}

#[test]
fn the_same_rules_differ_nowhere() {
    for row in &rules().dispositions.rows {
        assert_eq!(changes(&rules(), &decided(1, &row.code.0, "", None)), [], "{}", row.label);
    }
}

#[test]
fn a_changed_mapping_shows_the_field_before_and_after() {
    let mut proposed = rules();
    let row = proposed.mapping.rows.iter_mut().find(|row| row.field == "Description").unwrap();
    row.through = Steps::read("truncate 5").unwrap();
    let [Change::Field { object, field, before, after, .. }] =
        &changes(&proposed, &decided(1, "interested", "Wants it", None))[..]
    else {
        panic!("one field")
    };
    assert_eq!((object.as_str(), field.as_str()), ("Task", "Description"));
    assert_eq!((before, after), (&Some(Value::text("Wants it")), &Some(Value::text("Want…"))));
    assert_eq!(changes(&proposed, &decided(2, "interested", "Yes", None)), [], "what fits is not cut");
    let row = proposed.mapping.rows.iter_mut().find(|row| row.field == "Description").unwrap();
    row.from = Origin::read("campaign_name").unwrap();
    let changed = changes(&proposed, &decided(3, "interested", "Yes", None));
    assert!(matches!(&changed[..], [Change::Field { after: None, .. }]), "{changed:?}");
}

#[test]
fn a_changed_retry_moves_task_and_callback() {
    let mut proposed = rules();
    let due = retry_row(&mut proposed, "busy");
    let changed = changes(&proposed, &decided(1, "busy", "", None));
    let names: Vec<String> = changed.iter().map(Change::name).collect();
    assert_eq!(names, ["Task.ReminderDateTime", "Task.Subject", "callback list"]);
    let Some(Change::Desk { after: Some(Value::Moment(at)), .. }) = changed.last() else { panic!("{changed:?}") };
    assert_eq!(at.to_string(), due);
}

#[test]
fn other_working_hours_move_follow_ups_and_nothing_else() {
    use crate::working_hours::{WorkingDay, WorkingHours};
    let mut proposed = rules();
    // The call was on a Friday.
    proposed.dispositions.working_hours = WorkingHours::read([WorkingDay::Saturday].into(), "08:30", "12:00").unwrap();
    let changed = changes(&proposed, &decided(1, "interested", "", None));
    let moved = |wanted: &str| {
        changed.iter().find_map(|change| match change {
            Change::Field { field, before, after, .. } if field == wanted => Some((before.clone(), after.clone())),
            _ => None,
        })
    };
    let moment = |text: &str| Some(Value::Moment(text.parse().unwrap()));
    let due = (moment("2026-11-23T09:00:00Z"), moment("2026-11-21T08:30:00Z"));
    assert_eq!((moved("ReminderDateTime"), changed.len()), (Some(due), 2), "{changed:?}");
    assert_eq!(changes(&proposed, &decided(2, "busy", "", None)), [], "a pause in minutes stays");
}

#[test]
fn a_day_off_moves_what_was_due_on_it() {
    use crate::days_off::DayOff;
    let mut proposed = rules();
    // The call was on a Friday, and the next working day is the 23rd.
    let off = |date: &str| vec![DayOff { date: date.parse().unwrap(), name: Some("Founders' day".into()) }];
    let with = |date: &str| proposed.dispositions.working_hours.clone().with_days_off(off(date)).unwrap();
    let (monday, christmas) = (with("2026-11-23"), with("12-25"));
    proposed.dispositions.working_hours = monday;
    let changed = changes(&proposed, &decided(1, "interested", "", None));
    let moment = |text: &str| Some(Value::Moment(text.parse().unwrap()));
    let moved = changed.iter().any(|change| {
        matches!(change, Change::Field { field, before, after, .. } if field == "ReminderDateTime"
            && *before == moment("2026-11-23T09:00:00Z") && *after == moment("2026-11-24T09:00:00Z"))
    });
    assert!(moved, "{changed:?}");
    proposed.dispositions.working_hours = christmas;
    assert_eq!(changes(&proposed, &decided(2, "interested", "", None)), [], "nothing was due then");
}

#[test]
fn a_campaigns_table_touches_only_its_calls() {
    let mut proposed = rules();
    let busy = Disposition { needs_notes: true, ..proposed.dispositions.rows[8].clone() };
    proposed.dispositions.scoped.push(ScopedTable {
        name: "Spring".into(),
        scope: Scope { campaign: Some("spring sale".into()), queue: None },
        allowed: Some(vec![busy.code.clone()]),
        rows: vec![busy],
    });
    let spring = Some(" Spring Sale ");
    assert_eq!(changes(&proposed, &decided(1, "busy", "", spring)), [Change::NotesAsked]);
    assert_eq!(changes(&proposed, &decided(2, "busy", "typed", spring)), []);
    assert_eq!(changes(&proposed, &decided(3, "interested", "", spring))[0], Change::NotOffered);
    assert_eq!(changes(&proposed, &decided(4, "interested", "", Some("Autumn"))), []);
}

#[test]
fn another_home_region_reads_other_numbers() {
    let mut proposed = rules();
    proposed.matching.home = "GB".parse().ok();
    let changed = changes(&proposed, &decided(1, "interested", "", None));
    let [Change::Number { before, after }, ..] = &changed[..] else { panic!("{changed:?}") };
    assert_eq!(before.as_deref(), Some("+14155550134"));
    assert_ne!(after, before);
}

proptest! {
    #[test]
    fn tallies_of_parts_add_up_to_that_of_the_whole(codes in prop::collection::vec(0_usize..9, 0..40), cut in 0_usize..40) {
        let mut proposed = rules();
        retry_row(&mut proposed, "no_answer");
        let sides = Sides::new(rules(), proposed, scenery());
        let calls: Vec<Decided> = codes.iter().zip(0..).map(|(code, id)| {
            decided(id, &rules().dispositions.rows[*code].code.0, "", None)
        }).collect();
        let tally = |calls: &[Decided]| {
            let mut tally = Tally::default();
            for call in calls {
                let found = sides.rehearse(call, &mut tally.runs);
                tally.add(&found);
            }
            tally
        };
        let (first, second) = calls.split_at(cut.min(calls.len()));
        let mut sum = tally(second);
        sum.join(tally(first));
        prop_assert_eq!(&sum, &tally(&calls));
        prop_assert_eq!(sum.differing as usize, codes.iter().filter(|code| **code == 3).count());
    }
}
