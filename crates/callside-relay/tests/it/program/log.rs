//! The log is for whoever runs the relay: it says what happened and never about whom, however much it is asked to say.

use super::{Program, callside_relay, configure};
use crate::bed::{FIVE9, Site, rings};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use callside_link::Desk as _;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A token that somebody made up.
fn token() -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let header = json!({ "alg": "RS256", "kid": "242" });
    format!("{}.{}.{}", part(&header), part(&json!({ "email": "dana@example.com" })), part(&json!("signed")))
}

/// A call, its replay to a desktop, refusals of every kind, a parked event, an erased caller.
async fn day(site: &Site, program: &Program) -> Vec<String> {
    let front = format!("http://{}", program.listen);
    let (grant, client) = (site.grant("dana@example.com"), reqwest::Client::new());
    let mut call = rings("1", "dana");
    call["data"]["callerName"] = json!("Quinn Abernathy");
    assert_eq!(program.send(&call).await, Some(200));
    let dana = program.link(site);
    dana.desk.hears("five9:1-created").await;
    let connector = format!("{front}/{}/five9/connector", site.path_secret());
    let parameters = [("secret", FIVE9), ("trigger", "OnCallAccepted"), ("call_id", "2"), ("ANI", "4155550134")];
    let accepted = client.get(&connector).query(&parameters).query(&[("user_name", "dana")]).send().await.unwrap();
    assert_eq!(accepted.status(), 200);
    dana.desk.has(2).await;
    assert_eq!(program.send(&rings("3", "blythe.okafor")).await, Some(200), "it is parked");

    let refused = client.post(&program.events).header("x-callside-secret", "wrong-wrong-wrong").json(&call);
    assert_eq!(refused.send().await.unwrap().status(), 403);
    let made_up = token();
    let proof = client.post(format!("{front}/v1/session")).json(&json!({ "id_token": &made_up }));
    assert!(proof.send().await.unwrap().status().as_u16() >= 400, "nobody vouches for it");
    let stranger = client.get(format!("{front}/v1/parked")).bearer_auth(&made_up);
    assert_eq!(stranger.send().await.unwrap().status(), 401);
    let renewed = client.post(format!("{front}/v1/session/renew")).json(&json!({ "renewal": &grant.renewal }));
    let renewed: Value = renewed.send().await.unwrap().json().await.unwrap();
    let mut wire = TcpStream::connect(&program.listen).await.unwrap();
    wire.write_all(b"+14155550134 is no request\r\n\r\n").await.unwrap();
    let _ = wire.read_to_end(&mut Vec::new()).await;

    let erase = callside_relay(site).args(["erase", "--number", "+1 (415) 555-0134"]).output().await.unwrap();
    assert!(erase.status.success(), "{}", String::from_utf8_lossy(&erase.stdout));
    let secrets = ["path-secret", "session-key", "database-key"];
    let secrets = secrets.map(|name| std::fs::read_to_string(site.secret(name)).unwrap().trim().to_owned());
    let linked = dana.desk.grant().await.unwrap().unwrap().session;
    let sessions = [linked, grant.session, grant.renewal, renewed["session"].as_str().unwrap().to_owned(), made_up];
    secrets.into_iter().chain(sessions).collect()
}

/// As it stands, and as the bytes of a frame are shown.
fn spellings(text: &str) -> [String; 2] {
    [text.to_owned(), text.bytes().map(|byte| format!("{byte:02x}")).collect()]
}

#[tokio::test]
async fn every_line_is_json_and_none_holds_a_number_a_name_an_address_or_a_secret() {
    let site = Site::new();
    let mut settings = site.settings("a");
    configure(&site, &settings);
    let program = Program::start(&site, "trace").await;
    settings["inner"] = json!(program.inner);
    configure(&site, &settings);
    let mut never = day(&site, &program).await;
    program.tell("-TERM");
    let log = program.log.clone();
    assert_eq!(program.ends().await.code(), Some(0));

    let log = std::fs::read_to_string(log).unwrap();
    for line in log.lines() {
        let said: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
        assert!(said["level"].is_string() && said["fields"]["message"].is_string(), "{line}");
    }
    for event in ["a connection ended early", "a proof of identity was not taken", "the relay ends"] {
        assert!(log.contains(event), "it says what happened, down to the details: {event}\n{log}");
    }
    let people = ["4155550134", "415) 555", "dana@example.com", "Abernathy", "blythe", "wrong-wrong-wrong", FIVE9];
    never.extend(people.map(str::to_owned));
    for text in never.iter().flat_map(|text| spellings(text)) {
        let line = log.lines().find(|line| line.contains(&text));
        assert!(line.is_none(), "{text} stands in {line:?}");
    }
}
