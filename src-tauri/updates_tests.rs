use super::*;
use crate::commands::updates::{check_updates, install_update, put_off_update, updates};
use crate::ipc::self_test::{Area, Grade, Mender};
use crate::ipc::updates::{UpdatesOff, UpdatesState, UpdatesTrouble};
use crate::self_test::grade;
use crate::testing::Desk;
use callside_core::event::CallChange;
use callside_core::policy::{Key, Value};
use callside_core::update::{Mode, OffBecause, Place, Rule};
use callside_engine::PolicyStanding;
use callside_updates::{LIST, SIGNATURE};
use std::collections::HashMap;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;

/// Public key of the published example, whose secret is 32 times the byte 7.
const KEY: &str = "6kpsY+KcUgq+9VB7Ey7F+ZVHdq6+vnuSQh7qaRRG0iw=";
const DEB: &str = "callside_0.2.0_amd64.deb";

/// A server with the published example; the content of its package is its name.
async fn site() -> String {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/updates");
    let mut files: HashMap<String, Vec<u8>> =
        [LIST, SIGNATURE].map(|name| (format!("/{name}"), std::fs::read(examples.join(name)).unwrap())).into();
    files.insert(format!("/{DEB}"), DEB.into());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let mut stream = BufReader::new(stream);
            let mut lines = String::new();
            while stream.read_line(&mut lines).await.is_ok_and(|length| length > 2) {}
            let body = &files[lines.split(' ').nth(1).unwrap()];
            let head = format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
            let _ = stream.write_all(&[head.as_bytes(), body.as_slice()].concat()).await;
            let _ = stream.shutdown().await;
        }
    });
    address
}

async fn desk(mode: Mode) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let rule = Rule::On { mode, place: Place { address: site().await, key: KEY.into() } };
    let updater =
        Updater::new(rule, "0.1.0".parse().unwrap(), Some("linux-x86_64-deb".into()), folder.path().to_owned());
    Desk::updated_by(folder, PolicyStanding::default(), updater).await
}

/// The example is believed for a while only.
fn then() -> Timestamp {
    "2026-11-26T12:00:00Z".parse().unwrap()
}

fn newer(install: bool, put_off: bool) -> UpdatesState {
    UpdatesState::Newer { version: "0.2.0".into(), install, put_off }
}

async fn state(desk: &Desk) -> UpdatesState {
    updates(&desk.shell).await.unwrap().state
}

#[tokio::test]
async fn the_installer_gets_what_was_signed_and_never_during_a_call() {
    let desk = desk(Mode::Offer).await;
    assert_eq!(state(&desk).await, UpdatesState::Unknown);
    desk.shell.updates().check(then()).await;
    assert_eq!(state(&desk).await, newer(true, false));
    for change in [CallChange::Ringing, CallChange::Answered, CallChange::Held] {
        desk.rings("1", change).await;
        let refused = install_update(&desk.shell).await.unwrap_err();
        assert_eq!((refused.code, refused.message), (ErrorCode::TooLate, Sentence::UpdateInCall));
        assert_eq!((state(&desk).await, desk.opened()), (newer(true, false), vec![]));
    }
    desk.rings("1", CallChange::Ended).await;
    let UpdatesState::Ready { version, file } = install_update(&desk.shell).await.unwrap().state else { panic!() };
    assert_eq!((version.as_str(), std::fs::read_to_string(&file).unwrap().as_str()), ("0.2.0", DEB));
    assert_eq!(desk.opened(), [Path::new(&file)]);
    // A call comes before the person says it again.
    desk.rings("2", CallChange::Ringing).await;
    assert!(install_update(&desk.shell).await.is_err());
    assert_eq!(desk.opened().len(), 1);
}

#[tokio::test]
async fn where_it_offers_or_only_says_the_person_is_told_so() {
    let desk = desk(Mode::Notify).await;
    desk.shell.updates().check(then()).await;
    assert_eq!(state(&desk).await, newer(false, false));
    assert_eq!(put_off_update(&desk.shell).await.unwrap().state, newer(false, true));
    assert_eq!(install_update(&desk.shell).await.unwrap().state, newer(false, true));
    assert_eq!(desk.opened(), Vec::<std::path::PathBuf>::new());
}

#[tokio::test]
async fn the_policy_turns_it_off_and_the_window_says_why() {
    let policy = Policy::of([(Key::Updates, Value::Text("off".into()))]);
    let standing = PolicyStanding { policy, ..PolicyStanding::default() };
    let desk = Desk::ruled(tempfile::tempdir().unwrap(), standing).await;
    let off = UpdatesState::Off { because: UpdatesOff::Policy };
    assert_eq!(check_updates(&desk.shell).await.unwrap().state, off);
    assert_eq!(install_update(&desk.shell).await.unwrap().state, off);
}

#[tokio::test]
async fn the_window_hears_of_every_change() {
    let mut desk = desk(Mode::Offer).await;
    let keeping = tokio::spawn(keep_up(desk.shell.clone()));
    // It listens as soon as it runs.
    tokio::task::yield_now().await;
    desk.shell.updates().check(then()).await;
    desk.hears(|told| matches!(told, Announcement::Updates).then_some(())).await;
    keeping.abort();
    // Where nothing is looked for, nothing is kept up.
    keep_up(Desk::new().await.shell.clone()).await;
}

#[test]
fn each_state_has_its_grade_and_who_mends_it() {
    let failed = |trouble| UpdatesState::Failed { trouble };
    for (state, wanted, mender) in [
        (UpdatesState::Off { because: UpdatesOff::Repository }, Grade::Skipped, None),
        (UpdatesState::Current, Grade::Good, None),
        (UpdatesState::Later { version: "0.2.0".into() }, Grade::Good, None),
        (newer(true, false), Grade::Warning, Some(Mender::Person)),
        (newer(false, false), Grade::Warning, Some(Mender::It)),
        (failed(UpdatesTrouble::Unreachable), Grade::Warning, Some(Mender::It)),
        (failed(UpdatesTrouble::Forged), Grade::Bad, Some(Mender::It)),
        (failed(UpdatesTrouble::Superseded), Grade::Bad, Some(Mender::It)),
    ] {
        let line = grade::line(crate::ipc::self_test::Finding::Updates { state: state.clone() });
        assert_eq!((line.area, line.grade, line.mender), (Area::Updates, wanted, mender), "{state:?}");
    }
}

#[test]
fn this_version_is_one_and_a_program_that_nobody_packed_looks_nowhere() {
    let updater = updater(&Policy::default(), Path::new("nowhere"));
    assert_eq!(updater.version().to_string(), env!("CARGO_PKG_VERSION"));
    assert_eq!(updater.rule(), &Rule::Off(OffBecause::NotSet));
}
