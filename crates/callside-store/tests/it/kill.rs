//! A process that is killed at any moment: what it had acknowledged is there, and nothing is there by half.

use crate::given::{Place, contact, key, now, plan_for, ringing, us, wrap_up};
use callside_core::plan::About;
use callside_store::{EntryFilter, NewWrapUp, Store};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

const CHILD: &str = "CALLSIDE_STORE_KILL_TEST_FOLDER";

/// Saves wrap-ups until it is killed, and says so after each.
async fn work(path: &Path) -> ! {
    let store = Store::open(path, &callside_core::secret::Secret::new(crate::given::KEY), now()).await.unwrap();
    let first = store.entries(EntryFilter::All, u32::MAX).await.unwrap().len();
    for n in first.. {
        let id = n.to_string();
        store.accept(&[ringing(&id, 0, "+14155550134")], now(), us()).await.unwrap();
        store.save_draft(&key(&id), &format!("draft {id}"), now()).await.unwrap();
        let (decided, plan) = (wrap_up(&id, About::Nobody, &format!("notes of {id}")), plan_for(&contact(1)));
        let new = NewWrapUp { wrap_up: &decided, plan: &plan, label: "Interested", not_before: now() };
        store.save_wrap_up(new, now()).await.unwrap();
        println!("saved {id}");
    }
    unreachable!("an endless range ended")
}

fn child(test: &str, folder: &Path) -> std::process::Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(CHILD, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_kill_and_nothing_is_there_by_half() {
    if let Ok(folder) = std::env::var(CHILD) {
        work(&Path::new(&folder).join("callside.db")).await;
    }
    let place = Place::new();
    let mut acknowledged: Vec<String> = Vec::new();
    for round in 0..12 {
        let mut child =
            child("kill::what_was_acknowledged_survives_a_kill_and_nothing_is_there_by_half", place.folder.path());
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut said = lines.filter_map(|line| line.strip_prefix("saved ").map(str::to_owned));
        acknowledged.extend(said.by_ref().take(round * 3 + 1));
        child.kill().unwrap();
        child.wait().unwrap();
        // What it had said before it died but nobody had read yet.
        acknowledged.extend(said);

        let store = place.open().await;
        store.integrity_check(now()).await.unwrap();
        let entries = store.entries(EntryFilter::Open, u32::MAX).await.unwrap();
        assert!(entries.len() >= acknowledged.len(), "round {round}");
        for id in &acknowledged {
            assert!(store.entry_of(&key(id)).await.unwrap().is_some(), "round {round}: {id} is lost");
        }
        let open = store.unwrapped(u32::MAX).await.unwrap();
        for entry in &entries {
            assert!(
                open.iter().all(|call| Some(&call.key) != entry.call()),
                "round {round}: an entry without its disposition"
            );
        }
        for call in open {
            let draft: Option<String> = store.draft(&call.key).await.unwrap();
            assert!(draft.is_none_or(|draft| draft == format!("draft {}", call.key.id())));
        }
        store.close().await;
    }
    assert!(acknowledged.len() > 100);
}

/// The very first start, killed as soon as a certain file is there with some bytes in it.
#[tokio::test]
async fn a_first_start_may_be_killed_at_any_moment() {
    if let Ok(folder) = std::env::var(CHILD) {
        work(&Path::new(&folder).join("callside.db")).await;
    }
    let moments = [
        ("lock", 0),
        ("", 0),
        ("-journal", 0),
        ("-journal", 1),
        ("", 1),
        ("-wal", 0),
        ("-wal", 1),
        ("-wal", 50_000),
        ("mark.new", 0),
    ];
    for (name, bytes) in moments {
        let place = Place::new();
        let name = match name {
            "lock" | "mark.new" => format!("callside.db.{name}"),
            suffix => format!("callside.db{suffix}"),
        };
        let watched = place.folder.path().join(&name);
        let mut child = child("kill::a_first_start_may_be_killed_at_any_moment", place.folder.path());
        // The mark comes last: when it is there, the moment was missed, and a later one is as good.
        while !std::fs::metadata(&watched).is_ok_and(|meta| meta.len() >= bytes)
            && !place.folder.path().join("callside.db.mark").exists()
        {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let store = place.try_open(crate::given::KEY).await.unwrap_or_else(|error| panic!("{name} {bytes}: {error}"));
        store.integrity_check(now()).await.unwrap();
    }
}
