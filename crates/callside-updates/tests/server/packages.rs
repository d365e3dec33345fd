//! Packages: whole and as they were signed, or not there at all.

use super::site::{Answer, PACKAGE, Site, now, package};
use callside_updates::{FOLDER, State, Trouble};
use std::path::PathBuf;

/// The files of fetched packages.
fn files(site: &Site) -> Vec<PathBuf> {
    let Ok(all) = std::fs::read_dir(site.folder.path().join(FOLDER)) else { return vec![] };
    all.map(|one| one.unwrap().path()).collect()
}

#[tokio::test]
async fn a_package_is_fetched_whole_shows_how_far_it_is_and_is_fetched_once() {
    let site = Site::new().await;
    let machine = site.machine("0.1.0");
    machine.check(now()).await;
    let mut told = machine.subscribe();
    let watch =
        tokio::spawn(async move { told.wait_for(|news| matches!(news.state, State::Fetching { .. })).await.map(drop) });
    let State::Ready { file, .. } = machine.fetch().await.state else { panic!("{:?}", machine.news()) };
    watch.await.unwrap().unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), package());
    assert_eq!(files(&site), std::slice::from_ref(&file));
    #[cfg(unix)]
    for place in [file.clone(), site.folder.path().join(FOLDER)] {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&place).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{} is for its owner only", place.display());
    }
    let asked = site.asked().len();
    assert!(matches!(machine.fetch().await.state, State::Ready { .. }));
    assert_eq!(site.asked().len(), asked, "it is there");
    // A look in between finds the same, and forgets nothing.
    assert!(matches!(machine.check(now()).await.state, State::Ready { .. }));
    // Somebody changed it since: it is fetched anew before it is handed over.
    std::fs::write(&file, "something else").unwrap();
    assert!(matches!(machine.fetch().await.state, State::Ready { .. }));
    assert_eq!(std::fs::read(&file).unwrap(), package());
    // After a restart it is still there, and nothing of another version is.
    std::fs::write(file.with_file_name("callside_0.1.5_amd64.deb"), "old").unwrap();
    let (restarted, asked) = (site.machine("0.1.0"), site.asked().len());
    restarted.check(now()).await;
    assert!(matches!(restarted.fetch().await.state, State::Ready { .. }));
    assert_eq!(site.asked().len(), asked + 2, "list and signature alone");
}

#[tokio::test]
async fn a_package_that_is_not_the_signed_one_leaves_nothing() {
    let whole = package;
    let mut one_byte = whole();
    one_byte[150_000] ^= 1;
    let longer = || [whole(), vec![0]].concat();
    let mut shorter = whole();
    shorter.pop();
    for (name, answer, trouble) in [
        ("one byte changed", Some(Answer::File(one_byte)), Trouble::Changed),
        ("too long", Some(Answer::File(longer())), Trouble::Changed),
        ("too long, and nobody said so", Some(Answer::InChunks(longer())), Trouble::Changed),
        ("without end", Some(Answer::Endless(whole())), Trouble::Changed),
        ("too short", Some(Answer::File(shorter)), Trouble::Changed),
        ("cut off", Some(Answer::Cut(whole())), Trouble::Unreachable),
        ("not there", None, Trouble::Unreachable),
    ] {
        let site = Site::new().await;
        match answer {
            Some(answer) => site.has(PACKAGE, answer),
            None => site.lacks(PACKAGE),
        }
        let machine = site.machine("0.1.0");
        machine.check(now()).await;
        assert_eq!(machine.fetch().await.state, State::Failed { trouble }, "{name}");
        assert_eq!(files(&site), Vec::<PathBuf>::new(), "{name}");
        // Once the server is mended it works.
        site.has(PACKAGE, Answer::InChunks(whole()));
        machine.check(now()).await;
        assert!(matches!(machine.fetch().await.state, State::Ready { .. }), "{name}");
    }
}

#[tokio::test]
async fn where_no_file_can_be_made_it_is_said() {
    let site = Site::new().await;
    let machine = site.machine("0.1.0");
    machine.check(now()).await;
    std::fs::write(site.folder.path().join(FOLDER), "a file in the way").unwrap();
    assert_eq!(machine.fetch().await.state, State::Failed { trouble: Trouble::NotKept });
}
