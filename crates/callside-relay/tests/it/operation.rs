//! What an operator relies on: readiness, roles, retention, TLS, `check`, a wrong configuration.

use crate::bed::{FIVE9, PATIENCE, Site, private, rings};
use crate::certificate;
use callside_relay::check::{Finding, check};
use callside_relay::config::load;
use callside_relay::trial::trial;
use callside_relay::{Relay, StartError};
use jiff::SignedDuration;
use serde_json::{Value, json};

#[tokio::test]
async fn what_a_role_does_not_have_it_does_not_see() {
    let site = Site::new();
    let relay = site.relay("a").await;
    let client = reqwest::Client::new();
    for (person, path, expected) in [
        ("dana@example.com", "v1/parked", 403),
        ("ada@example.com", "v1/parked", 200),
        ("dana@example.com", "v1/team", 403),
        ("ada@example.com", "v1/team", 200),
    ] {
        let session = site.grant(person).session;
        let asked = client.get(format!("http://{}/{path}", relay.listen())).bearer_auth(session).send().await.unwrap();
        assert_eq!(asked.status(), expected, "{person} {path}");
    }
    let nobody = client.get(format!("http://{}/v1/parked", relay.listen())).send().await.unwrap();
    assert_eq!(nobody.status(), 401);
    let inner = client.get(format!("http://{}/v1/parked", relay.inner())).send().await.unwrap();
    assert_eq!(inner.status(), 401, "being on the machine is not enough");
}

#[tokio::test]
async fn a_balancer_is_told_whether_a_relay_takes_deliveries_and_nothing_else() {
    // One may wait for the disk: many who send keep its place taken.
    let site = Site::with(json!({ "limits": { "waiting": 1, "leave_s": 30 } }));
    let relay = site.relay("a").await;
    let (client, listen) = (reqwest::Client::new(), relay.listen());
    let ready = format!("http://{listen}/ready");
    let until = async |status: u16| {
        let told = async { while client.get(&ready).send().await.unwrap().status() != status {} };
        tokio::time::timeout(PATIENCE, told).await.unwrap_or_else(|_| panic!("{status} is never said"));
    };
    until(204).await;
    assert_eq!(client.head(&ready).send().await.unwrap().status(), 204);
    assert_eq!(client.post(&ready).send().await.unwrap().status(), 404);

    let flood = async {
        for n in 0..100_000 {
            let events: Vec<_> = (0..64).map(|k| rings(&format!("{n}-{k}"), "dana")).collect();
            futures_util::future::join_all(events.iter().map(|event| site.send(&relay, event))).await;
        }
    };
    tokio::select! { () = flood => panic!("it never said that it is full"), () = until(503) => {} }
    until(204).await;

    let leaving = tokio::spawn(relay.drain());
    until(503).await;
    let told = client.get(&ready).send().await.unwrap();
    assert_eq!((told.status().as_u16(), told.headers()["retry-after"].to_str().unwrap()), (503, "1"));
    assert_eq!(told.text().await.unwrap(), "", "no figures: everybody may ask");
    // What comes before the balancer has seen it is taken as ever.
    let url = format!("http://{listen}/{}/five9/events", site.path_secret());
    let send = || client.post(&url).header("x-callside-secret", FIVE9).json(&rings("late", "dana")).send();
    let taken = async { while send().await.unwrap().status() != 200 {} };
    tokio::time::timeout(PATIENCE, taken).await.expect("it is taken");
    assert!(!leaving.is_finished());
    leaving.abort();
}

#[tokio::test]
async fn what_nobody_fetches_is_parked_then_given_up_and_its_id_forgotten() {
    let site = Site::new();
    let relay = site.relay("a").await;
    site.five9(&relay, &rings("1", "dana")).await;
    site.hands.forward(SignedDuration::from_hours(71));
    assert_eq!(relay.tidy().await.unwrap().unclaimed, 0);
    site.hands.forward(SignedDuration::from_hours(2));
    assert_eq!(relay.tidy().await.unwrap().unclaimed, 1);
    // It can still be handed out by an admin.
    site.hands.forward(SignedDuration::from_hours(72));
    assert_eq!(relay.tidy().await.unwrap().given_up, 1);
    assert_eq!(site.five9(&relay, &rings("1", "dana")).await, 200, "a late repeat is known");
    let dana = site.link(&relay, "dana@example.com", "one");
    site.five9(&relay, &rings("2", "dana")).await;
    assert_eq!(dana.desk.has(1).await.keys().collect::<Vec<_>>(), ["five9:2-created"]);
    site.hands.forward(SignedDuration::from_hours(24 * 7));
    assert_eq!(relay.tidy().await.unwrap().forgotten, 1);
}

#[tokio::test]
async fn what_all_desktops_have_is_emptied_after_the_grace() {
    let site = Site::new();
    let relay = site.relay("a").await;
    let dana = site.link(&relay, "dana@example.com", "one");
    site.five9(&relay, &rings("1", "dana")).await;
    dana.desk.has(1).await;
    let emptied = async {
        loop {
            // The acknowledgement is under way.
            site.hands.forward(SignedDuration::from_mins(61));
            if relay.tidy().await.unwrap().emptied == 1 {
                return;
            }
        }
    };
    tokio::time::timeout(PATIENCE, emptied).await.expect("it is emptied");
}

#[tokio::test]
async fn tls_is_served_and_a_stranger_certificate_is_not_trusted() {
    let site = Site::new();
    let (certificate, key) = certificate::make(&site);
    let mut settings = site.settings("a");
    settings["tls"] = json!({ "certificate_file": certificate, "key_file": key });
    let config: callside_relay::config::Config = serde_json::from_value(settings).unwrap();
    let relay = Relay::start(config.clone(), site.hands.clock()).await.unwrap();
    let client = certificate::trusting(&certificate);
    let url = format!("https://127.0.0.1:{}/{}/five9/events", relay.listen().port(), site.path_secret());
    let sent = client.post(&url).header("x-callside-secret", FIVE9).json(&rings("1", "dana"));
    assert_eq!(sent.send().await.unwrap().status(), 200);
    assert!(reqwest::Client::new().get(&url).send().await.is_err(), "nobody vouches for it");
    relay.reload(&config).await.unwrap();
}

#[tokio::test]
async fn check_says_what_works_and_what_is_wrong() {
    let site = Site::new();
    let mut settings = site.settings("a");
    settings["team"]["rules"] = json!([{ "to": { "group": "nowhere" } }]);
    settings["fleet"] = json!({ "servers": ["nats://127.0.0.1:9"] });
    settings["history"] = json!({ "share": "calls" });
    let config = serde_json::from_value(settings).unwrap();
    let findings = check(&config).await;
    let has = |right: fn(&Finding) -> Option<&String>, word: &str| {
        findings.iter().filter_map(right).any(|text| text.contains(word))
    };
    let works: fn(&Finding) -> Option<&String> = |f| if let Finding::Works(text) = f { Some(text) } else { None };
    let doubt: fn(&Finding) -> Option<&String> = |f| if let Finding::Doubt(text) = f { Some(text) } else { None };
    let wrong: fn(&Finding) -> Option<&String> = |f| if let Finding::Wrong(text) = f { Some(text) } else { None };
    assert!(has(works, "session_key_file") && has(works, "Five9") && has(works, "can be written"), "{findings:?}");
    assert!(has(wrong, "identity") && has(wrong, "fleet"), "{findings:?}");
    assert!(has(works, "calls, outcomes and ids of written records, without notes, kept 14 days"), "{findings:?}");
    assert!(has(doubt, "nowhere") && has(doubt, "nobody supervises a group"), "{findings:?}");
}

#[tokio::test]
async fn a_second_relay_on_the_same_file_does_not_start() {
    let site = Site::new();
    let _first = site.relay("a").await;
    let second = Relay::start(site.config("a"), site.hands.clock()).await;
    assert!(matches!(second, Err(StartError::Store(_))));
}

#[test]
fn a_configuration_that_cannot_work_is_refused_with_its_place() {
    let site = Site::new();
    let file = site.folder.path().join("relay.json");
    let try_with = |edit: fn(&mut Value), variables: Vec<(String, String)>| {
        let mut settings = site.settings("a");
        edit(&mut settings);
        std::fs::write(&file, settings.to_string()).unwrap();
        load(&file, variables).err().map(|error| error.to_string())
    };
    assert_eq!(try_with(|_| {}, vec![]), None);
    type Edit = fn(&mut Value);
    let cases: [(Edit, &str); 10] = [
        (|s| s["callside_config"] = json!(2), "format 2"),
        (|s| s["listen"] = json!("0.0.0.0:8443"), "tls"),
        (|s| s["inner"] = json!("0.0.0.0:9464"), "inner"),
        (|s| s["colour"] = json!("red"), "unknown field `colour`"),
        (|s| s["retention"] = json!({ "remember_hours": 1 }), "remember_hours"),
        (|s| s["history"] = json!({ "share": "calls", "days": 0 }), "history.days"),
        (|s| s["history"] = json!({ "share": "everything" }), "unknown variant `everything`"),
        (|s| s["team"]["people"][0]["email"] = json!("dana"), "e-mail"),
        (|s| s["limits"]["connections_per_source"] = json!(0), "let nobody in"),
        (|s| s["limits"]["leave_s"] = json!(31), "limits.leave_s"),
    ];
    for (edit, expected) in cases {
        let error = try_with(edit, vec![]).unwrap();
        assert!(error.contains(expected), "{error}");
    }
    let variable = ("CALLSIDE_RELAY__LIMITS__BEAT_S".to_owned(), "0".to_owned());
    assert!(try_with(|_| {}, vec![variable]).unwrap().contains("beat_s"));
}

/// What is wrong, or a doubt, of a trial.
async fn amiss(settings: &Value, at: &str, person: Option<&str>) -> Vec<String> {
    let config = serde_json::from_value(settings.clone()).unwrap();
    let person = person.map(|person| callside_core::person::PersonId::new(person).unwrap());
    let amiss = |finding: Finding| match finding {
        Finding::Works(_) => None,
        Finding::Doubt(text) | Finding::Wrong(text) => Some(text),
    };
    trial(&config, at, person.as_ref()).await.into_iter().filter_map(amiss).collect()
}

#[tokio::test]
async fn a_trial_over_the_public_address_says_works_or_what_is_wrong_and_leaves_nothing() {
    let mut site = Site::new();
    for (name, secret) in [("aircall", "45c0ffeea08f4c7d9b21c0e6f7a81320"), ("phone", "a-secret-of-the-phone-system")] {
        std::fs::write(site.secret(name), secret).unwrap();
        private(&site.secret(name));
    }
    let phones = json!({ "aircall_token_file": site.secret("aircall"), "phone_secret_file": site.secret("phone") });
    site.extra = json!({ "phones": phones });
    let relay = site.relay("a").await;
    let (at, settings) = (format!("http://{}", relay.listen()), site.settings("a"));
    let plain = "at: without https phone systems of the internet send nothing";
    assert_eq!(amiss(&settings, &at, None).await, [plain]);
    let dana = site.link(&relay, "dana@example.com", "one");
    dana.desk.up().await;
    assert_eq!(amiss(&settings, &at, Some("dana@example.com")).await, [plain]);
    let events = dana.desk.has(1).await;
    assert!(events.len() == 1 && events.keys().all(|id| id.contains("callside-try")), "only the test call: {events:?}");
    // Each thing that may be wrong has its own words.
    for (name, secret, expected) in [
        (
            "five9",
            "another-secret-of-five9",
            "Five9: the running relay has another secret than phones.five9_secret_file",
        ),
        (
            "aircall",
            "another-token-of-aircall",
            "Aircall: the running relay has another secret than phones.aircall_token",
        ),
    ] {
        let other = site.secret("other");
        std::fs::write(&other, secret).unwrap();
        private(&other);
        let mut changed = settings.clone();
        let field = if name == "five9" { "five9_secret_file" } else { "aircall_token_file" };
        changed["phones"][field] = json!(other);
        let amiss = amiss(&changed, &at, None).await;
        assert!(amiss.len() == 2 && amiss[1].starts_with(expected), "{amiss:?}");
    }
    let mut changed = settings.clone();
    changed["secrets"]["path_secret_file"] = json!(site.secret("session-key"));
    let elsewhere = amiss(&changed, &at, None).await;
    assert_eq!(elsewhere.iter().filter(|text| text.contains("another path-secret")).count(), 3, "{elsewhere:?}");
    let nobody = amiss(&settings, "http://127.0.0.1:9", None).await;
    assert!(
        nobody.iter().filter(|text| text.contains("cannot be reached (Connection refused")).count() == 4,
        "{nobody:?}"
    );
    assert!(nobody.iter().all(|text| !text.contains(&site.path_secret())), "no secret is said");
    assert!(amiss(&settings, "relay.example.com", None).await[0].contains("no address"));
}
