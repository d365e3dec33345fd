//! Lines of the audit are added and never change, and what is forgotten leaves them as they are.

use crate::given::{KEY, Place, keyed, later, now, receipt, saved, settled, with_calls};
use callside_core::audit::{Deed, NewLine, Reference};
use callside_core::outbox::State;
use callside_core::privacy::{Subject, Unsent};
use callside_store::{ChainHash, Store, link};
use sqlx::{ConnectOptions, Connection};

fn line(what: Deed) -> NewLine {
    NewLine { at: now(), actor: None, what, about: Some(Reference("0f".into())) }
}

async fn is_whole(store: &Store) -> i64 {
    let mut hash = ChainHash::default();
    let rows = store.audit_after(0, 1000).await.unwrap();
    for (row, seq) in rows.iter().zip(1..) {
        hash = link(&hash, &row.text);
        assert_eq!((row.hash, row.line.seq), (hash, seq));
    }
    rows.len().try_into().unwrap()
}

#[tokio::test]
async fn lines_are_bound_to_those_before_and_outlast_a_restart_and_an_erase() {
    let place = Place::new();
    let store = place.open().await;
    store.append_audit(vec![line(Deed::SignedIn), line(Deed::Exported)], None).await.unwrap();
    store.close().await;
    let store = place.open().await;
    store.append_audit(vec![line(Deed::SignedOut)], None).await.unwrap();
    assert_eq!(is_whole(&store).await, 3);
    with_calls(&store, &["1"]).await;
    let number = callside_core::phone::read("+14155550134", None).number().unwrap().clone();
    let subject = Subject { numbers: vec![number], ..Subject::default() };
    store.erase(&subject, Unsent::StopsIt, now()).await.unwrap();
    assert_eq!(is_whole(&store).await, 3);
    let newest = store.audit_before(None, None, 2).await.unwrap();
    assert_eq!((newest[0].line.seq, newest[1].line.seq), (3, 2));
    assert!(store.audit_before(None, Some(&Reference("0e".into())), 2).await.unwrap().is_empty());
}

fn line_at(seconds: i64) -> NewLine {
    NewLine { at: later(seconds), ..line(Deed::Exported) }
}

#[tokio::test]
async fn lines_that_had_their_term_go_behind_one_that_says_so() {
    let place = Place::new();
    let store = place.open().await;
    assert_eq!(store.cut_audit(later(9), later(9)).await.unwrap(), 0, "of nothing, nothing");
    let lines = [10, 20, 30, 25, 40].map(line_at);
    store.append_audit(lines.into(), None).await.unwrap();
    let before = store.audit_after(0, 10).await.unwrap();
    assert_eq!(store.cut_audit(later(10), later(50)).await.unwrap(), 0, "none is older");
    // A clock that was set back in between keeps what stands behind a young line.
    assert_eq!(store.cut_audit(later(28), later(50)).await.unwrap(), 2);
    store.close().await;
    let store = place.open().await;
    let rows = store.audit_after(0, 10).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.line.seq).collect::<Vec<_>>(), [3, 4, 5, 6]);
    assert_eq!(rows[..3], before[2..], "what stays is as it was");
    let said = Deed::AuditCut { lines: 2, hash: callside_store::hex(&before[1].hash) };
    assert_eq!((&rows[3].line.what, rows[3].line.at), (&said, later(50)));
    assert_eq!(rows[3].hash, link(&before[4].hash, &rows[3].text));

    // All of it, the line about the first cut included.
    assert_eq!(store.cut_audit(later(60), later(60)).await.unwrap(), 4);
    let rows = store.audit_after(0, 10).await.unwrap();
    assert_eq!((rows.len(), rows[0].line.seq), (1, 7));
    assert!(matches!(rows[0].line.what, Deed::AuditCut { lines: 6, .. }));
    store.append_audit(vec![line(Deed::SignedIn)], None).await.unwrap();
    assert_eq!(store.audit_after(7, 10).await.unwrap()[0].line.seq, 8);
}

#[tokio::test]
async fn a_line_cannot_be_changed_or_taken_out() {
    let place = Place::new();
    let store = place.open().await;
    let lines = [10, 20, 30].map(line_at);
    store.append_audit(lines.into(), None).await.unwrap();
    store.cut_audit(later(15), later(40)).await.unwrap();
    store.close().await;
    let options = keyed(&place.path(), KEY);
    let mut keyed = options.connect().await.unwrap();
    for sql in ["UPDATE audit SET line = 'x'", "DELETE FROM audit", "DELETE FROM audit WHERE seq = 2"] {
        let error = sqlx::query(sql).execute(&mut keyed).await.unwrap_err();
        assert!(error.to_string().contains("a line of the audit does not"), "{error}");
    }
    keyed.close().await.unwrap();
}

#[tokio::test]
async fn what_became_of_a_write_is_noted_with_it_and_gets_one_line() {
    let place = Place::new();
    let store = place.open().await;
    with_calls(&store, &["1"]).await;
    let entry = saved(&store, "1", 1).await;
    assert!(store.waiting_deeds().await.unwrap().is_empty());
    let leased = store.lease(now(), 1).await.unwrap().remove(0);
    settled(&store, leased.token, &State::Done { receipt: receipt(), at: later(7) }, 1).await;
    // Killed before the line was written: it is still known.
    store.close().await;
    let store = place.open().await;
    let waiting = store.waiting_deeds().await.unwrap();
    let deed = &waiting[0];
    assert_eq!((deed.entry, deed.state.as_str(), deed.at, waiting.len()), (entry.id.0, "done", later(7), 1));
    assert_eq!(deed.e164.as_deref(), Some("+14155550134"));
    store.append_audit(vec![line(Deed::WriteSent { entry: deed.entry })], Some(deed.id)).await.unwrap();
    assert!(store.waiting_deeds().await.unwrap().is_empty());
    assert_eq!(is_whole(&store).await, 1);
}
