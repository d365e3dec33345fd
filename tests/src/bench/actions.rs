//! Actions: reading a thousand templates, opening a form from what this machine keeps, and running one that writes.

use super::Report;
use crate::desk::Desk;
use callside_core::action::{Actions, Given, catalogue};
use callside_core::config::Configuration;
use callside_core::outbox::State;
use callside_core::shape::OrgShape;
use callside_flow::Ran;
use serde_json::json;
use std::collections::BTreeMap;
use std::time::Instant;

const TEMPLATES: usize = 1_000;
const ROUNDS: usize = 30;

/// Measures reading, opening and running.
pub async fn actions(report: &mut Report) {
    let text = thousand();
    let mut reads = Vec::new();
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let read = Configuration::default().read("actions.json", &text, &OrgShape::default(), []);
        reads.push(began.elapsed());
        assert!(read.is_ok(), "the file is right");
    }
    report.times("reading a file of 1,000 action templates", &reads).at_most(0.5, 50.0);

    let mut desk = Desk::open().await;
    desk.companion.action_forms("case.create", None).await.expect("the form opens");
    let mut forms = Vec::new();
    for _ in 0..ROUNDS * 10 {
        let began = Instant::now();
        desk.companion.action_forms("case.create", None).await.expect("the form opens");
        forms.push(began.elapsed());
    }
    // One frame of a screen that shows sixty a second.
    report.times("opening a form from the kept description", &forms).at_most(0.99, 16.0);
    runs(report, &mut desk).await;
}

/// A template that writes: until it is durable, and until Salesforce has it and the desk knows.
async fn runs(report: &mut Report, desk: &mut Desk) {
    let (mut saved, mut done) = (Vec::new(), Vec::new());
    for n in 0..ROUNDS * 10 {
        let subject = ("Subject".to_owned(), json!(format!("Case {n}")));
        let given = Given { fields: BTreeMap::from([subject]), ..Given::default() };
        let began = Instant::now();
        let ran = desk.companion.run_action("case.create", None, &[given], &format!("bench-{n}")).await;
        saved.push(began.elapsed());
        let Ok(Ran::Queued(entry)) = ran else { panic!("it waits in the outbox: {ran:?}") };
        while !matches!(desk.companion.entry(entry).await.expect("the entry").state, State::Done { .. }) {
            desk.notices.recv().await.expect("the desk speaks");
        }
        done.push(began.elapsed());
    }
    report.times("asking for a template that writes, durable", &saved);
    report.times("a template that writes, done by the sandbox", &done);
}

/// A file with the built-in templates over and over, under names of their own.
fn thousand() -> String {
    let ids: Vec<&str> = catalogue::ids().collect();
    let templates = (0..TEMPLATES).filter_map(|n| {
        let template = catalogue::template(ids[n % ids.len()])?;
        Some((format!("own.t{n}"), template.clone()))
    });
    let actions = Actions { templates: templates.collect(), ..Actions::default() };
    Configuration { actions: Some(actions), ..Configuration::default() }.write()
}
