//! What each command prints, and its exit code: scripts of admins and systemd go by it.

use super::{Program, callside_relay, configure};
use crate::bed::{Site, rings};
use callside_link::Grant;
use callside_sandbox::{Sandbox, SandboxOptions};
use serde_json::{Value, json};

/// What a command said.
struct Said {
    code: Option<i32>,
    out: String,
    errors: String,
}

impl Said {
    /// Its answer, where it ended well.
    fn answer(&self) -> Value {
        assert_eq!(self.code, Some(0), "{} {}", self.out, self.errors);
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("{}", self.out))
    }

    fn last_line(&self) -> &str {
        self.out.lines().last().unwrap_or_default()
    }
}

async fn run(site: &Site, arguments: &[&str]) -> Said {
    let output = callside_relay(site).args(arguments).output().await.unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said { code: output.status.code(), out: text(output.stdout), errors: text(output.stderr) }
}

/// An installation whose identity provider answers.
async fn site() -> (Sandbox, Site) {
    let sandbox = Sandbox::start(SandboxOptions::default()).await.unwrap();
    let org = sandbox.credentials();
    let identity = json!({ "issuer": org.login_url, "client_id": org.client_id, "org_id": org.org_id });
    let site = Site::with(json!({ "identity": identity }));
    (sandbox, site)
}

/// A running relay, and a configuration from which commands know where it is.
async fn running(site: &Site) -> Program {
    let mut settings = site.settings("a");
    configure(site, &settings);
    let program = Program::start(site, "info").await;
    settings["listen"] = json!(program.listen);
    settings["inner"] = json!(program.inner);
    configure(site, &settings);
    program
}

#[tokio::test]
async fn what_is_asked_of_a_running_relay_is_answered_and_without_one_that_is_said() {
    let (_sandbox, site) = site().await;
    let program = running(&site).await;
    assert_eq!(program.send(&rings("1", "nobody")).await, Some(200));
    assert_eq!(program.send(&rings("2", "dana")).await, Some(200));
    let parked = run(&site, &["parked"]).await.answer();
    assert_eq!((&parked["total"], &parked["parked"][0]["reason"]), (&json!(1), &json!("unknown_agent")));
    assert_eq!(run(&site, &["replay"]).await.answer(), json!({ "relay": "a", "placed": 0, "still_parked": 1 }));
    assert_eq!(run(&site, &["team"]).await.answer()["relay"], "a");
    let nobody = run(&site, &["erase", "--number", "nobody"]).await;
    assert_eq!(nobody.code, Some(1), "{}", nobody.out);
    let erased = run(&site, &["erase", "--number", "+1 415 555 0134"]).await;
    assert_eq!(erased.answer(), json!({ "deliveries": 2 }));
    assert_eq!(run(&site, &["parked"]).await.answer()["total"], 0);

    program.tell("-TERM");
    assert_eq!(program.ends().await.code(), Some(0));
    for command in [&["parked"][..], &["replay"], &["team"], &["erase", "--number", "+1 415 555 0134"]] {
        let said = run(&site, command).await;
        assert_eq!((said.code, said.out.as_str()), (Some(1), ""), "{command:?}");
        assert!(said.errors.contains("no relay answers at 127.0.0.1:"), "{command:?}: {}", said.errors);
    }
}

#[tokio::test]
async fn check_and_try_end_well_when_all_works_and_else_say_how_much_does_not() {
    let (_sandbox, site) = site().await;
    let mut settings = site.settings("a");
    configure(&site, &settings);
    for _ in 0..2 {
        let checked = run(&site, &["check"]).await;
        assert_eq!((checked.code, checked.last_line()), (Some(0), "works"), "{}", checked.out);
    }
    let program = running(&site).await;
    let beside = run(&site, &["check"]).await;
    assert_eq!((beside.code, beside.last_line()), (Some(0), "works"), "beside a running relay: {}", beside.out);
    let tried = run(&site, &["try", "--at", &format!("http://{}", program.listen)]).await;
    assert_eq!((tried.code, tried.last_line()), (Some(0), "works"), "{}", tried.out);
    program.tell("-TERM");
    assert_eq!(program.ends().await.code(), Some(0));
    let tried = run(&site, &["try", "--at", "http://127.0.0.1:9"]).await;
    assert_eq!((tried.code, tried.last_line()), (Some(1), "2 things have to be mended"), "{}", tried.out);
    settings["secrets"]["path_secret_file"] = json!(site.folder.path().join("nowhere"));
    configure(&site, &settings);
    let checked = run(&site, &["check"]).await;
    assert_eq!((checked.code, checked.last_line()), (Some(1), "1 thing has to be mended"), "{}", checked.out);
    let started = run(&site, &["run"]).await;
    assert_eq!((started.code, started.out.as_str()), (Some(1), ""), "{}", started.errors);
    settings["colour"] = json!("red");
    configure(&site, &settings);
    for command in ["run", "check", "parked"] {
        let said = run(&site, &[command]).await;
        assert!(said.code == Some(2) && said.errors.contains("unknown field `colour`"), "{command}: {}", said.errors);
    }
}

#[tokio::test]
async fn what_needs_no_running_relay_is_printed_or_refused() {
    let site = Site::new();
    configure(&site, &site.settings("a"));
    let grant: Grant =
        serde_json::from_value(run(&site, &["session", "--person", "dana@example.com"]).await.answer()).unwrap();
    assert_eq!(grant.person.as_str(), "dana@example.com");
    assert_eq!(run(&site, &["session", "--person", "dana"]).await.code, Some(1));

    let addresses = run(&site, &["addresses", "--at", "https://relay.example.com/"]).await;
    let events = format!("https://relay.example.com/{}/five9/events", site.path_secret());
    assert!(addresses.code == Some(0) && addresses.out.contains(&events), "{}", addresses.out);

    let folder = site.folder.path().join("new");
    let folder_name = folder.to_str().unwrap();
    let made = run(&site, &["new-secrets", "--folder", folder_name]).await;
    assert_eq!((made.code, made.out.lines().count()), (Some(0), 3), "{}", made.errors);
    let before = std::fs::read(folder.join("session-key")).unwrap();
    assert_eq!(run(&site, &["new-secrets", "--folder", folder_name]).await.code, Some(1));
    assert_eq!(std::fs::read(folder.join("session-key")).unwrap(), before, "nothing is overwritten");

    let bench = site.folder.path().join("bench.json");
    let arguments = ["size", "--bench", bench.to_str().unwrap()];
    let size = || run(&site, &arguments);
    assert_eq!(size().await.code, Some(1), "there is no report");
    let figures = [
        ("relay: accepted at 32 connections", 15_000.0),
        ("relay: disk of an event", 900.0),
        ("relay: memory of a link", 40.0),
        ("relay: idle memory", 20.0),
        ("relay: sent to desktops", 20_000.0),
    ];
    let figures: Vec<_> = figures.iter().map(|(name, p50)| json!({ "name": name, "p50": p50 })).collect();
    std::fs::write(&bench, json!({ "figures": figures }).to_string()).unwrap();
    let sizes = size().await;
    assert!(sizes.code == Some(0) && sizes.out.contains("| 1000000 |"), "{} {}", sizes.out, sizes.errors);
    assert_eq!(run(&site, &["levitate"]).await.code, Some(2));
}
