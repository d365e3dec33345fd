use crate::desk::small;
use crate::scripted::{Reply, Scripted, json};
use callside_salesforce::oauth::LoginHost;
use callside_salesforce::{ProbeFault, probe};
use callside_sandbox::Sandbox;
use jiff::{SignedDuration, Timestamp};

async fn asked(url: &str) -> Result<callside_salesforce::Probe, ProbeFault> {
    probe(&url.parse::<LoginHost>().unwrap()).await
}

#[tokio::test]
async fn salesforce_is_known_by_its_versions_and_tells_the_time() {
    let sandbox = Sandbox::start(small()).await.unwrap();
    let answer = asked(sandbox.base_url()).await.unwrap();
    assert!(answer.newest >= "59.0".parse().unwrap());
    let off = Timestamp::now().duration_since(answer.server_time.unwrap());
    assert!(off.abs() < SignedDuration::from_mins(1), "the same machine's clock");
}

#[tokio::test]
async fn what_stands_in_between_is_not_taken_for_salesforce() {
    let page = |status, body: &str| Reply::Answer(status, "Content-Type: text/html\r\n".into(), body.into());
    for (reply, fault) in [
        (page(200, "<html>Log in to the hotel's network</html>"), ProbeFault::Strange),
        (page(302, ""), ProbeFault::Strange),
        (page(503, "down"), ProbeFault::Strange),
        (json(200, "[]"), ProbeFault::Strange),
        (json(200, &format!("[{}]", " ".repeat(300_000))), ProbeFault::Strange),
        (Reply::Close, ProbeFault::Unreachable),
    ] {
        let server = Scripted::start(vec![reply]).await;
        assert_eq!(asked(&server.url).await, Err(fault));
    }
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let closed = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    assert_eq!(asked(&closed).await, Err(ProbeFault::Unreachable));
}
