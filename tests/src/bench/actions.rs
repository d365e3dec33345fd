//! Actions: reading a thousand templates, and opening a form from what this machine keeps.

use super::Report;
use crate::desk::Desk;
use callside_core::action::{Actions, catalogue};
use callside_core::config::Configuration;
use callside_core::shape::OrgShape;
use std::time::Instant;

const TEMPLATES: usize = 1_000;
const ROUNDS: usize = 30;

/// Measures reading and opening.
pub async fn actions(report: &mut Report) {
    let text = thousand();
    let mut reads = Vec::new();
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let read = Configuration::default().read("actions.json", &text, &OrgShape::default(), []);
        reads.push(began.elapsed());
        assert!(read.is_ok(), "the file is right");
    }
    report.times("reading a file of 1,000 action templates", &reads);

    let desk = Desk::open().await;
    desk.companion.action_forms("case.create", None).await.expect("the form opens");
    let mut forms = Vec::new();
    for _ in 0..ROUNDS * 10 {
        let began = Instant::now();
        desk.companion.action_forms("case.create", None).await.expect("the form opens");
        forms.push(began.elapsed());
    }
    report.times("opening a form from the kept description", &forms);
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
