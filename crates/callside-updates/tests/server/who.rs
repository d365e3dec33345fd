//! Whose turn it is, who may, and who is asked.

use super::site::{DEB, PACKAGE, Site, list, now};
use callside_core::update::{Mode, OffBecause, Place, Rule};
use callside_updates::{News, State, Trouble, Updater};

#[tokio::test]
async fn a_machine_waits_for_its_turn_and_keeps_its_place() {
    let site = Site::new().await;
    site.machine("0.1.0").check(now()).await;
    let first = site.first_share("0.2.0");
    for share in [0, first.saturating_sub(1), first, 100] {
        let mut staged = list();
        staged["share"] = share.into();
        site.lists(&staged);
        let state = site.machine("0.1.0").check(now()).await.state;
        let its_turn = matches!(state, State::Newer { .. });
        assert_eq!(its_turn, share >= first, "{share} of 100: {state:?}");
        assert!(its_turn || matches!(state, State::Later { .. }));
    }
}

#[tokio::test]
async fn nobody_is_asked_where_it_is_off() {
    let site = Site::new().await;
    for because in [OffBecause::Policy, OffBecause::Repository, OffBecause::NotSet] {
        let machine = site.ruled(Rule::Off(because), "0.1.0");
        assert_eq!((machine.check(now()).await, machine.fetch().await), (News::default(), News::default()));
    }
    assert_eq!(site.asked(), Vec::<String>::new());
    assert_eq!(std::fs::read_dir(site.folder.path()).unwrap().count(), 0, "and nothing is kept");
}

#[tokio::test]
async fn where_it_is_only_said_nothing_is_fetched() {
    let site = Site::new().await;
    let machine = site.ruled(site.rule(Mode::Notify), "0.1.0");
    assert!(matches!(machine.check(now()).await.state, State::Newer { .. }));
    assert!(matches!(machine.fetch().await.state, State::Newer { .. }));
    assert!(!site.asked().iter().any(|path| path.contains(PACKAGE)), "{:?}", site.asked());
}

#[tokio::test]
async fn a_machine_that_there_is_no_package_for_hears_of_the_version() {
    let site = Site::new().await;
    for platform in [None, Some(DEB.replace("x86_64", "riscv64"))] {
        let folder = site.folder.path().to_owned();
        let machine = Updater::new(site.rule(Mode::Offer), "0.1.0".parse().unwrap(), platform, folder);
        let found = machine.check(now()).await;
        assert!(matches!(found.state, State::Newer { artefact: None, .. }), "{found:?}");
        assert_eq!(machine.fetch().await, found);
    }
}

#[tokio::test]
async fn offline_is_said_and_forgets_no_offer() {
    // Nobody listens on the port of tcpmux (RFC 1078).
    let nowhere = "http://127.0.0.1:1/".to_owned();
    let site = Site::new().await;
    let Rule::On { mode, place } = site.rule(Mode::Offer) else { panic!() };
    let machine = site.ruled(Rule::On { mode, place: Place { address: nowhere, ..place } }, "0.1.0");
    assert_eq!(machine.check(now()).await.state, State::Failed { trouble: Trouble::Unreachable });

    let machine = site.machine("0.1.0");
    let found = machine.check(now()).await;
    // The next answer is cut off, as by a network that goes away.
    site.has(callside_updates::LIST, super::site::Answer::Cut(vec![b' '; 100]));
    assert_eq!(machine.check(now()).await, found);
}

#[tokio::test]
async fn later_is_remembered_for_this_version_alone() {
    let site = Site::new().await;
    let machine = site.machine("0.1.0");
    assert_eq!(machine.put_off().await, Ok(News::default()), "there is nothing yet");
    machine.check(now()).await;
    machine.put_off().await.unwrap();
    let put_off = |news: News| matches!(news.state, State::Newer { put_off: true, .. });
    assert!(put_off(machine.news()) && put_off(site.machine("0.1.0").check(now()).await));
    assert!(matches!(machine.fetch().await.state, State::Ready { .. }), "it can still be had");
    let mut next = list();
    next["version"] = "0.2.1".into();
    site.lists(&next);
    assert!(!put_off(site.machine("0.1.0").check(now()).await), "and the next one is news");
}
