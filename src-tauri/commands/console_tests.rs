//! Long queries on real parts: an org of three pages that hangs on the last.

use super::*;
use crate::testing::{Desk, org};
use callside_sandbox::faults::{Fault, FaultKind};
use callside_sandbox::{Sandbox, SandboxOptions};
use std::time::Duration;

/// Nobody waits that long: the answer has not come until the fault is taken back.
const HANGS: Duration = Duration::from_secs(600);
const SOQL: &str = "SELECT Id, Name FROM Contact";

async fn three_pages() -> (Desk, Sandbox) {
    let org = Sandbox::start(SandboxOptions { auto_approve: true, contacts: 2_400, ..org() }).await.unwrap();
    let mut desk = Desk::new().await;
    desk.sign_in(&org).await;
    desk.becomes(Role::Supervisor).await;
    (desk, org)
}

/// From now on the second page that follows another hangs.
fn hang(org: &Sandbox) {
    let late = FaultKind::Latency { millis: HANGS.as_millis().try_into().unwrap(), after_commit: false };
    org.inject(Fault::new(late).on_path("/query/").after(1));
}

/// Withdraws once the org is hanging.
async fn withdraw(desk: &Desk, org: &Sandbox) {
    while org.faults()[0].hits == 0 {
        tokio::task::yield_now().await;
    }
    cancel_soql(&desk.shell, SoqlRun { run: 1 }).await.unwrap();
}

/// Rows of a page, and how many there are in all.
fn rows(answer: &SoqlAnswerView) -> (usize, usize) {
    let SoqlAnswerView::Rows { table, .. } = answer else { panic!("rows: {answer:?}") };
    (table.rows.len(), table.rows.len() + table.left_out as usize)
}

#[tokio::test]
async fn a_page_that_is_withdrawn_can_be_asked_for_again() {
    let (desk, org) = three_pages().await;
    hang(&org);
    let first = run_soql(&desk.shell, RunSoqlRequest { run: 1, soql: SOQL.into() }).await.unwrap();
    let (here, total) = rows(&first);
    assert!(here == 1_000 && total > 2_000, "{here} of {total}");
    let second = more_soql(&desk.shell, SoqlRun { run: 1 }).await.unwrap();
    assert_eq!(rows(&second), (1_000, total), "each page says how many there are in all");
    let (third, ()) = futures_util::join!(more_soql(&desk.shell, SoqlRun { run: 1 }), withdraw(&desk, &org));
    assert_eq!(third.unwrap(), SoqlAnswerView::Withdrawn);
    org.clear_faults();
    let third = more_soql(&desk.shell, SoqlRun { run: 1 }).await.unwrap();
    assert_eq!(rows(&third), (total - 2_000, total));
    assert!(matches!(third, SoqlAnswerView::Rows { more: false, .. }));
}

#[tokio::test]
async fn a_file_says_how_far_it_is_and_keeps_the_rows_that_came() {
    let (mut desk, org) = three_pages().await;
    let first = run_soql(&desk.shell, RunSoqlRequest { run: 1, soql: SOQL.into() }).await.unwrap();
    let total = u32::try_from(rows(&first).1).unwrap();
    hang(&org);
    let shell = desk.shell.clone();
    let (saved, ()) = futures_util::join!(export_soql(&shell, SoqlRun { run: 1 }), withdraw(&desk, &org));
    let saved = saved.unwrap().unwrap();
    assert_eq!((saved.rows, saved.total, saved.end), (2_000, total, SavedRowsEnd::Withdrawn));
    let lines = std::fs::read_to_string(&saved.path).unwrap().lines().count();
    assert_eq!(lines, 2_001, "the rows that came, under a head");
    for so_far in [1_000, 2_000] {
        let told = desk.hears(|told| match told {
            Announcement::QueryRows { run: 1, rows, total } => Some((*rows, *total)),
            _ => None,
        });
        assert_eq!(told.await, (so_far, total));
    }
    org.clear_faults();
    let whole = export_soql(&shell, SoqlRun { run: 1 }).await.unwrap().unwrap();
    assert_eq!((whole.rows, whole.end), (total, SavedRowsEnd::Whole));
}

#[tokio::test]
async fn a_query_that_is_withdrawn_before_its_first_page_leaves_nothing() {
    let (desk, org) = three_pages().await;
    let late = FaultKind::Latency { millis: HANGS.as_millis().try_into().unwrap(), after_commit: false };
    org.inject(Fault::new(late).on_path("/query$"));
    let asked = run_soql(&desk.shell, RunSoqlRequest { run: 1, soql: SOQL.into() });
    let (answer, ()) = futures_util::join!(asked, withdraw(&desk, &org));
    assert_eq!(answer.unwrap(), SoqlAnswerView::Withdrawn);
    assert_eq!(more_soql(&desk.shell, SoqlRun { run: 1 }).await.unwrap_err().message, Sentence::QueryOver);
}
