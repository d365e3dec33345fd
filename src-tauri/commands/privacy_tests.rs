use super::*;
use crate::ipc::error::ErrorCode;
use crate::ipc::privacy::{AtRelayView, AuditDeed, AuditDetail, StoredKindView, UntilView};
use crate::testing::Desk;
use callside_core::event::CallChange;
use callside_core::policy::{Key, Policy};
use callside_core::role::Role;
use callside_engine::PolicyStanding;

const NUMBER: &str = "+14155550134";

fn order(number: &str) -> CallerOrder {
    CallerOrder { number: number.into(), record: String::new(), discard_unsent: false, delete_files: false }
}

#[tokio::test]
async fn the_inventory_names_every_kind_with_its_term() {
    let desk = Desk::new().await;
    desk.rings("1", CallChange::Ringing).await;
    let view = inventory(&desk.shell).await.unwrap();
    assert_eq!(view.lines.len(), callside_core::privacy::StoredKind::ALL.len());
    let calls = view.lines.iter().find(|line| line.kind == StoredKindView::Calls).unwrap();
    assert_eq!((calls.count, calls.until), (1, UntilView::Days { days: 730 }));
    assert!(calls.oldest.is_some());
}

#[tokio::test]
async fn a_term_is_changed_by_an_admin_and_not_against_the_policy() {
    let desk = Desk::new().await;
    let change = |days| TermChange { term: TermName::Calls, days };
    assert_eq!(change_term(&desk.shell, change(30)).await.unwrap_err().code, ErrorCode::Refused);
    desk.becomes(Role::Admin).await;
    let view = change_term(&desk.shell, change(30)).await.unwrap();
    assert_eq!((view.terms[0].days, view.terms[0].locked), (30, false));
    assert_eq!(change_term(&desk.shell, change(0)).await.unwrap_err().code, ErrorCode::Invalid);

    let policy = Policy::of([(Key::KeepCallsDays, Value::Number(400))]);
    let standing = PolicyStanding { policy, ..PolicyStanding::default() };
    let ruled = Desk::ruled(tempfile::tempdir().unwrap(), standing).await;
    ruled.becomes(Role::Admin).await;
    let view = inventory(&ruled.shell).await.unwrap();
    assert_eq!((view.terms[0].days, view.terms[0].locked), (400, true));
    assert!(change_term(&ruled.shell, change(30)).await.is_err());
}

#[tokio::test]
async fn the_audit_has_a_term_of_its_own_that_is_never_short() {
    let desk = Desk::new().await;
    desk.becomes(Role::Admin).await;
    let change = |days| TermChange { term: TermName::Audit, days };
    let refused = change_term(&desk.shell, change(89)).await.unwrap_err();
    assert_eq!(refused.message, Sentence::BadTerm { least: 90, most: 3650 });
    let view = change_term(&desk.shell, change(400)).await.unwrap();
    let audit = view.lines.iter().find(|line| line.kind == StoredKindView::Audit).unwrap();
    assert_eq!((audit.until, view.terms[3].days), (UntilView::Days { days: 400 }, 400));
}

#[tokio::test]
async fn a_caller_is_found_forgotten_and_leaves_a_receipt_and_a_line() {
    let desk = Desk::new().await;
    let open = desk.open().await;
    desk.rings("1", CallChange::Ringing).await;
    desk.rings_from("2", "+14155550199", CallChange::Ringing).await;
    assert_eq!(find_caller(&desk.shell, order(NUMBER)).await.unwrap_err().code, ErrorCode::Refused, "no admin");
    desk.becomes(Role::Admin).await;
    for (typed, message) in [("", Sentence::NobodyMeant), ("Ann", Sentence::NotAPhoneNumber)] {
        assert_eq!(find_caller(&desk.shell, order(typed)).await.unwrap_err().message, message);
    }
    let found = find_caller(&desk.shell, order("(415) 555-0134")).await.unwrap();
    assert!(found.counts.iter().any(|count| count.kind == StoredKindView::Calls && count.count == 1));
    let ForgottenView::Done { at_relay, receipt, exports, .. } =
        forget_caller(&desk.shell, order("(415) 555-0134")).await.unwrap()
    else {
        panic!("held")
    };
    assert_eq!((at_relay, exports), (AtRelayView::None, vec![]));
    let file = std::fs::read_to_string(receipt).unwrap();
    let read = callside_flow::read_receipt(&file).unwrap();
    assert!(!file.contains("5550134") && read.erased.contains_key(&callside_core::privacy::StoredKind::Calls));
    assert!(find_caller(&desk.shell, order(NUMBER)).await.unwrap().counts.is_empty());
    assert_eq!(open.companion.calls().await.unwrap().len(), 1, "the other caller stays");

    let about = |about: &str| AuditRequest { before: None, about: about.into() };
    let lines = audit(&desk.shell, about(NUMBER)).await.unwrap().lines;
    assert_eq!(
        (lines.len(), lines[0].deed, lines[0].detail.clone()),
        (1, AuditDeed::Erased, Some(AuditDetail::Id { id: read.id.clone() }))
    );
    let all = audit(&desk.shell, about("")).await.unwrap().lines;
    assert_eq!(all.first().map(|line| line.deed), Some(AuditDeed::Exported), "the receipt is a file, too");
    let written = export_audit(&desk.shell).await.unwrap();
    let checked = callside_flow::check_audit(&std::fs::read_to_string(written.path).unwrap()).unwrap();
    assert_eq!(checked.key, open.companion.seal().public_key());
}

#[tokio::test]
async fn a_file_that_speaks_of_the_caller_is_named() {
    let desk = Desk::new().await;
    desk.becomes(Role::Admin).await;
    let file = downloads::write(&desk.shell, "callers.csv", format!("Ann,{NUMBER}\n")).await.unwrap();
    downloads::write(&desk.shell, "others.csv", "Bob,+14155550199\n").await.unwrap();
    let ForgottenView::Done { exports, .. } = forget_caller(&desk.shell, order(NUMBER)).await.unwrap() else {
        panic!("held")
    };
    assert_eq!(exports, [file.path]);
}

#[tokio::test]
async fn a_file_that_speaks_of_the_caller_is_deleted_by_word_and_nothing_else_is() {
    let desk = Desk::new().await;
    desk.becomes(Role::Admin).await;
    let open = desk.open().await;
    let theirs = downloads::write(&desk.shell, "callers.csv", format!("Ann,{NUMBER}\n")).await.unwrap().path;
    let others = downloads::write(&desk.shell, "others.csv", "Bob,+14155550199\n").await.unwrap().path;
    // Of Callside is only what it noted.
    let foreign = desk.folder.path().join("of-a-person.csv");
    std::fs::write(&foreign, NUMBER).unwrap();
    // Written twice, named once.
    open.companion.note_export(theirs.clone()).await.unwrap();
    let huge = desk.folder.path().join("huge.csv");
    std::fs::File::create(&huge).unwrap().set_len(65 * 1024 * 1024).unwrap();
    let huge = huge.display().to_string();
    open.companion.note_export(huge.clone()).await.unwrap();

    let named = forget_caller(&desk.shell, order(NUMBER)).await.unwrap();
    let ForgottenView::Done { exports, removed, .. } = named else { panic!("held") };
    let is_there = |path: &String| std::path::Path::new(path).exists();
    assert_eq!((exports.len(), removed.len(), is_there(&theirs)), (2, 0, true), "named only: {exports:?}");

    let order = CallerOrder { delete_files: true, ..order(NUMBER) };
    let ForgottenView::Done { exports, removed, receipt, .. } = forget_caller(&desk.shell, order).await.unwrap() else {
        panic!("held")
    };
    assert_eq!(
        (exports, removed),
        (vec![huge], vec![theirs.clone()]),
        "what cannot be read through is left to a person"
    );
    assert!(!is_there(&theirs) && is_there(&others) && foreign.exists());
    let receipt = callside_flow::read_receipt(&std::fs::read_to_string(receipt).unwrap()).unwrap();
    assert_eq!((receipt.exports_left, receipt.exports_removed), (1, 1));
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_in_the_place_of_a_file_is_left_to_a_person() {
    let desk = Desk::new().await;
    desk.becomes(Role::Admin).await;
    let file = downloads::write(&desk.shell, "callers.csv", format!("Ann,{NUMBER}\n")).await.unwrap().path;
    let moved = desk.folder.path().join("moved.csv");
    std::fs::rename(&file, &moved).unwrap();
    std::os::unix::fs::symlink(&moved, &file).unwrap();
    let order = CallerOrder { delete_files: true, ..order(NUMBER) };
    let ForgottenView::Done { exports, removed, .. } = forget_caller(&desk.shell, order).await.unwrap() else {
        panic!("held")
    };
    assert_eq!((exports, removed), (vec![file], vec![]));
    assert!(moved.exists());
}
