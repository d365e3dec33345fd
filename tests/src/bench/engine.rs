//! The engine on a full database: from an event to its pop, and searching the history.

use super::Report;
use super::filled::{digits, fill, open, queue};
use crate::phone::Ringing;
use callside_core::team::CallFilter;
use callside_flow::{Companion, Notice, SystemClock};
use jiff::Timestamp;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const POPS: u32 = 2_000;
const SEARCHES: u32 = 500;
const SLOW_SEARCHES: u32 = 500;

/// Measures on a database with so many calls and contacts. It is filled in `folder`; one that is there from an earlier
/// run is used again.
pub async fn engine(report: &mut Report, calls: u32, contacts: u32, folder: &Path) {
    let path = folder.join(format!("{calls}-{contacts}.db"));
    if !path.exists() {
        let filling = folder.join("filling.db");
        let began = Instant::now();
        fill(&filling, calls, contacts).await;
        report.times("filling the database", &[began.elapsed()]);
        take(&filling, &path);
    }
    // What is measured goes into a copy, so that every run begins with the same database.
    let work = folder.join("work.db");
    copy(&path, &work);
    let began = Instant::now();
    let companion = Companion::start(open(&work).await, Arc::new(SystemClock)).await.expect("the engine starts");
    report.times("opening the full database and starting the engine", &[began.elapsed()]);
    report.times("the same disk: 32 KiB at the end of a file, synced", &synced_writes(folder));
    let common = searches(&companion, SLOW_SEARCHES, every_call).await;
    report.times("history: words that are in every call, the newest among them", &common).at_most(0.99, 20.0);
    report.times("event to stage-one pop, known caller", &pops(&companion, contacts).await).at_most(0.99, 2.0);
    let names = searches(&companion, SEARCHES, |n| format!("Person{}", n * 97 % contacts)).await;
    report.times("history: words in names", &names).at_most(0.99, 20.0);
    let numbers = searches(&companion, SEARCHES, |n| digits(n * 31 % contacts)[4..].to_owned()).await;
    report.times("history: digits of a number", &numbers).at_most(0.99, 20.0);
    let of_queue = CallFilter { queue: Some(queue(3)), ..CallFilter::default() };
    let names = narrowed(&companion, SEARCHES, &of_queue, |n| format!("Person{}", n * 97 % contacts)).await;
    report.times("history: words in names, of one queue", &names).at_most(0.99, 20.0);
    let numbers = narrowed(&companion, SEARCHES, &of_queue, |n| digits(n * 31 % contacts)[4..].to_owned()).await;
    report.times("history: digits of a number, of one queue", &numbers).at_most(0.99, 20.0);
    let common = searches(&companion, SLOW_SEARCHES, every_call).await;
    report.times("history: words that are in every call", &common).at_most(0.99, 20.0);
    companion.close().await;
    remove(&work);
}

/// What was typed of words that each call of the filled database has; those that popped since have no words yet.
fn every_call(n: u32) -> String {
    format!("order exam{}", &"ple"[..n as usize % 4])
}

/// The files of a database: it has a log only while it is open, and a mark of its key.
fn files(path: &Path) -> impl Iterator<Item = std::path::PathBuf> {
    let folder = path.parent().expect("a folder").to_owned();
    let stem = path.file_name().expect("a name").to_string_lossy().into_owned();
    let listed = std::fs::read_dir(&folder).expect("the folder").flatten().map(|entry| entry.path());
    listed.filter(move |file| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&stem)))
}

fn beside(file: &Path, from: &Path, to: &Path) -> std::path::PathBuf {
    let name = file.file_name().expect("a name").to_string_lossy().into_owned();
    let (old, new) = (from.file_name().expect("a name"), to.file_name().expect("a name"));
    file.with_file_name(name.replacen(&*old.to_string_lossy(), &new.to_string_lossy(), 1))
}

fn take(from: &Path, to: &Path) {
    files(from).for_each(|file| std::fs::rename(&file, beside(&file, from, to)).expect("the database is moved"));
}

fn copy(from: &Path, to: &Path) {
    remove(to);
    for file in files(from) {
        std::fs::copy(&file, beside(&file, from, to)).expect("the database is copied");
    }
}

fn remove(path: &Path) {
    files(path).for_each(|file| std::fs::remove_file(file).expect("the copy is removed"));
}

/// From the call of `accept` to the announcement of the pop, one call at a time: the next one comes when everything
/// about the last one stands on the disk.
async fn pops(companion: &Companion, contacts: u32) -> Vec<Duration> {
    let mut notices = companion.subscribe();
    let mut times = Vec::new();
    for n in 0..POPS {
        let mut call = Ringing::from(&format!("new-{n}"), &digits(n * 7919 % contacts));
        let event = call.rings();
        let began = Instant::now();
        let accepting = companion.accept(std::slice::from_ref(&event), Timestamp::now());
        let popping = async {
            loop {
                if let Ok(Notice::Pop { pop, first: true }) = notices.recv().await {
                    assert!(pop.caller.one().is_some(), "the caller is known");
                    return began.elapsed();
                }
            }
        };
        let (accepted, took) = tokio::join!(accepting, popping);
        accepted.expect("kept");
        times.push(took);
        // Nobody is signed in, so stage two says at once that the pop is stale.
        while companion.pops_as_shown(call.key()).await.expect("the pops").len() < 2 {
            tokio::task::yield_now().await;
        }
    }
    times
}

/// What the disk alone takes for about as much as the commit of an event writes (eight pages of the log).
fn synced_writes(folder: &Path) -> Vec<Duration> {
    let path = folder.join("synced");
    let mut file = std::fs::File::create(&path).expect("a file");
    let times = (0..POPS).map(|_| {
        let began = Instant::now();
        file.write_all(&[7; 32 * 1024]).and_then(|()| file.sync_data()).expect("written");
        began.elapsed()
    });
    let times = times.collect();
    std::fs::remove_file(path).expect("the file is removed");
    times
}

async fn searches(companion: &Companion, count: u32, text: impl Fn(u32) -> String) -> Vec<Duration> {
    narrowed(companion, count, &CallFilter::default(), text).await
}

async fn narrowed(
    companion: &Companion,
    count: u32,
    filter: &CallFilter,
    text: impl Fn(u32) -> String,
) -> Vec<Duration> {
    let mut times = Vec::new();
    for n in 0..count {
        let text = text(n);
        let began = Instant::now();
        let page = companion.history(&text, filter, None, 50).await.expect("found");
        times.push(began.elapsed());
        assert!(!page.rows.is_empty(), "{text} is found");
    }
    times
}
