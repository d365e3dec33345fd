//! How calls end: the nine outcomes as they are delivered, and as a campaign's own table says.

use callside_core::config::Configuration;
use callside_core::disposition::{
    Disposition, DispositionCode, DispositionTable, Due, Effect, Scope, ScopedTable, TableFault, Target,
};
use callside_core::mapping::Mapping;
use callside_core::outbox::Entry;
use callside_core::plan::Value;
use callside_flow::{FlowError, Missing, Preferences, Saved};
use callside_tests::desk::Desk;
use callside_tests::phone::Ringing;

const SARAH: &str = "+14155550134";
const MARCUS: &str = "+13125550187";

/// A call with a person, ended and wrapped up, as it stands in Salesforce.
async fn wrapped(desk: &mut Desk, call: Ringing, outcome: &str) -> Entry {
    let mut call = call;
    desk.hears(call.rings()).await;
    desk.hears(call.answered()).await;
    desk.live_pop(call.key()).await;
    desk.hears(call.ended()).await;
    desk.wraps_up(call.key(), outcome, "as agreed").await;
    desk.sent(call.key()).await
}

/// What an effect on an object wrote, as `Field=value`.
fn wrote(desk: &Desk, object: &str, field: &str) -> Vec<String> {
    let effects = desk.effects(object).into_iter();
    effects.filter_map(|effect| effect.fields.get(field).map(|value| value.to_string().replace('"', ""))).collect()
}

#[tokio::test]
async fn each_of_the_nine_does_to_a_contact_what_the_table_says() {
    for (outcome, result, stage, tasks, events, callbacks, flag) in [
        ("interested", "Interested", Some("Qualification"), 1, 0, 0, None),
        ("booked", "Booked", Some("Needs Analysis"), 0, 1, 0, None),
        ("not_interested", "Not interested", None, 0, 0, 0, None),
        ("no_answer", "No answer", None, 1, 0, 1, None),
        ("voicemail_left", "Voicemail left", None, 1, 0, 0, None),
        ("callback_requested", "Callback requested", None, 1, 0, 1, None),
        ("wrong_number", "Wrong number", None, 0, 0, 0, Some("Phone_Invalid__c")),
        ("do_not_call", "Do not call", None, 0, 0, 0, Some("DoNotCall")),
        ("busy", "Busy", None, 1, 0, 1, None),
    ] {
        let mut desk = Desk::open().await;
        wrapped(&mut desk, Ringing::from("1", SARAH), outcome).await;
        assert_eq!(wrote(&desk, "Task", "CallDisposition"), [result], "{outcome}");
        assert_eq!(wrote(&desk, "Opportunity", "StageName").first().map(String::as_str), stage, "{outcome}");
        assert_eq!(wrote(&desk, "Task", "ReminderDateTime").len(), tasks, "{outcome}");
        assert_eq!(desk.effects("Event").len(), events, "{outcome}");
        assert_eq!(desk.companion.callbacks().await.expect("a list").len(), callbacks, "{outcome}");
        let flags: Vec<String> = desk.effects("Contact").iter().flat_map(|e| e.fields.keys().cloned()).collect();
        assert_eq!(flags.first().map(String::as_str), flag, "{outcome}");
        assert!(wrote(&desk, "Contact", "Phone").is_empty(), "{outcome}: a number is never erased");
    }
}

#[tokio::test]
async fn a_leads_status_follows_the_outcome() {
    for (outcome, status) in [
        ("interested", "Working - Contacted"),
        ("booked", "Working - Contacted"),
        ("not_interested", "Closed - Not Converted"),
        ("callback_requested", "Working - Contacted"),
    ] {
        let mut desk = Desk::open().await;
        wrapped(&mut desk, Ringing::from("1", MARCUS), outcome).await;
        assert_eq!(wrote(&desk, "Lead", "Status"), [status], "{outcome}");
    }
}

/// A campaign in which every outcome has something of its own.
fn spring(table: &DispositionTable) -> ScopedTable {
    let own = |row: &Disposition| Disposition {
        label: format!("{} (spring)", row.label),
        needs_notes: true,
        effects: vec![
            Effect::Set {
                on: Target::Opportunity,
                field: "StageName".into(),
                value: Value::text("Value Proposition"),
                only_from: vec![],
                optional: false,
                record_type: None,
            },
            Effect::FollowUpTask { subject: "Spring: {name}".into(), due: Due::InMinutes { minutes: 5 } },
        ],
        ..row.clone()
    };
    ScopedTable {
        name: "Spring campaign".into(),
        scope: Scope { campaign: Some("Spring".into()), queue: None },
        allowed: None,
        rows: table.rows.iter().map(own).collect(),
    }
}

#[tokio::test]
async fn a_campaigns_table_holds_for_its_calls_and_for_no_other() {
    let mut desk = Desk::open().await;
    let mut table = DispositionTable::default();
    table.scoped.push(spring(&table));
    assert_eq!(table.faults(&desk.companion.shape()), []);
    desk.companion.save_dispositions(table.clone()).await.expect("saved");
    for (n, row) in table.rows.iter().enumerate() {
        let call = Ringing::from(&format!("spring-{n}"), SARAH).in_campaign("spring ");
        let entry = wrapped(&mut desk, call, &row.code.0).await;
        let (_, plan) = entry.work.wrap_up().expect("a wrap-up");
        let log = &plan.writes[0].fields;
        assert_eq!(log["CallDisposition"], Value::text(format!("{} (spring)", row.label)), "{}", row.label);
    }
    assert_eq!(wrote(&desk, "Opportunity", "StageName").last().map(String::as_str), Some("Value Proposition"));
    let subjects = wrote(&desk, "Task", "Subject");
    assert_eq!(subjects.iter().filter(|subject| subject.starts_with("Spring: ")).count(), 9);

    let other = wrapped(&mut desk, Ringing::from("autumn", SARAH).in_campaign("Autumn"), "busy").await;
    let (_, plan) = other.work.wrap_up().expect("a wrap-up");
    assert_eq!(plan.writes[0].fields["CallDisposition"], Value::text("Busy"));
}

#[tokio::test]
async fn a_table_asks_for_notes_and_offers_only_what_it_allows() {
    let mut desk = Desk::open().await;
    let mut table = DispositionTable::default();
    let mut spring = spring(&table);
    spring.allowed = Some(vec![DispositionCode("interested".into())]);
    table.scoped.push(spring);
    desk.companion.save_dispositions(table).await.expect("saved");
    let mut call = Ringing::from("1", SARAH).in_campaign("Spring");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    let mut draft = desk.companion.desk(call.key()).await.expect("known").draft;
    for (outcome, notes, missing) in [
        ("busy", "typed", Some(Missing::Disposition)),
        ("interested", " ", Some(Missing::Notes)),
        ("interested", "typed", None),
    ] {
        draft.disposition = Some(DispositionCode(outcome.into()));
        draft.notes = notes.into();
        let saved = desk.companion.save_wrap_up(call.key(), &draft).await.expect("an answer");
        match missing {
            Some(missing) => assert_eq!(saved, Saved::Missing(missing), "{outcome} {notes}"),
            None => assert!(matches!(saved, Saved::Now(_)), "{saved:?}"),
        }
    }
    desk.sent(call.key()).await;
}

#[tokio::test]
async fn a_stage_that_the_org_lacks_is_named_with_those_that_it_has() {
    let desk = Desk::open().await;
    let mut table = DispositionTable::default();
    let Effect::Set { value, .. } = &mut table.rows[0].effects[1] else { panic!("a stage") };
    *value = Value::text("Qualified");
    desk.companion.save_dispositions(table).await.expect("saved");
    let faults = desk.companion.org_faults();
    let [TableFault::Value { value, has, nearest, .. }] = &faults[..] else { panic!("{faults:?}") };
    assert_eq!((value.as_str(), nearest.as_deref()), ("Qualified", None), "no stage is spelt nearly so");
    assert!(has.contains(&"Closed Won".to_owned()) && has.len() == 10, "{has:?}");
}

#[tokio::test]
async fn what_a_file_says_of_fields_and_dispositions_holds_at_once_and_what_is_edited_is_in_the_next_file() {
    let desk = Desk::open().await;
    let mut table = DispositionTable::default();
    table.rows[0].label = "Keen".to_owned();
    let (fields, dispositions) = (Some(Mapping::default()), Some(table.clone()));
    let said = Configuration { fields, dispositions, ..Configuration::default() };
    let imported = desk.companion.import_configuration("rules.json", &said.write(), None).await;
    imported.expect("stored").expect("no faults");
    assert_eq!((desk.companion.mapping(), desk.companion.dispositions()), (Mapping::default(), table.clone()));

    // Edits at the same time: none of them is lost.
    let mut mapping = Mapping::default();
    mapping.rows.pop().expect("a row");
    table.rows[0].label = "Very keen".to_owned();
    let edits =
        tokio::join!(desk.companion.save_mapping(mapping.clone()), desk.companion.save_dispositions(table.clone()));
    edits.0.and(edits.1).expect("stored");
    let desk = desk.restart().await;
    let exported = desk.companion.configuration().write();
    let read = Configuration::default().load("exported.json", &exported).expect("a file");
    assert_eq!((read.fields, read.dispositions), (Some(mapping.clone()), Some(table.clone())));
    assert_eq!((desk.companion.mapping(), desk.companion.dispositions()), (mapping.clone(), table.clone()));

    let signed = Preferences { configuration_key: Some("k".to_owned()), ..desk.companion.preferences() };
    desk.companion.save_preferences(signed).await.expect("saved");
    assert!(matches!(desk.companion.save_mapping(Mapping::default()).await, Err(FlowError::Signed)));
    assert_eq!(desk.companion.mapping(), mapping, "only a signed file changes it");
}
