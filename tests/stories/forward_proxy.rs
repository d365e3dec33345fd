//! Where only a company's proxy leads out, a desktop is linked by it; addresses of this machine never go there.

use crate::cut_off::certificate;
use callside_engine::RelayGrant;
use callside_tests::headless::{Headless, program, write_private};
use callside_tests::site::{FIVE9, Site, event};
use jiff::Timestamp;
use serde_json::json;
use std::net::SocketAddr;
use std::path::Path;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::Command;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

/// Only the proxy knows the way there: no name server has an address for it (RFC 6761, 6.4).
const RELAY: &str = "relay.callside-test.invalid";

/// This machine, any port.
const HERE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 0);

/// A proxy as companies have it: `CONNECT` to any name leads to one address. Says what it was asked for.
struct ForwardProxy {
    address: SocketAddr,
    asked: UnboundedReceiver<String>,
    accepts: JoinHandle<()>,
}

impl ForwardProxy {
    async fn to(there: SocketAddr) -> Self {
        let listener = TcpListener::bind(HERE).await.expect("a port");
        let address = listener.local_addr().expect("it is bound");
        let (tells, asked) = unbounded_channel();
        let accepts = tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                tokio::spawn(lead(near, there, tells.clone()));
            }
        });
        Self { address, asked, accepts }
    }
}

impl Drop for ForwardProxy {
    fn drop(&mut self) {
        self.accepts.abort();
    }
}

async fn lead(mut near: TcpStream, there: SocketAddr, tells: UnboundedSender<String>) -> Option<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(near.read_u8().await.ok()?);
    }
    tells.send(String::from_utf8_lossy(&head).lines().next().unwrap_or_default().to_owned()).ok()?;
    let mut far = TcpStream::connect(there).await.ok()?;
    near.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await.ok()?;
    tokio::io::copy_bidirectional(&mut near, &mut far).await.ok()?;
    Some(())
}

/// The program in a session whose environment names a proxy; with whatever else it says.
async fn desk(site: &Site, address: &str, grant: &RelayGrant, proxy: SocketAddr, root: Option<&Path>) -> Headless {
    let folder = site.folder.path().join("desk");
    std::fs::create_dir(&folder).expect("a folder");
    let session = folder.join("relay-session");
    write_private(&session, &serde_json::to_string(grant).expect("JSON"));
    let config = json!({
        "salesforce": { "sign_in": { "from": "nobody" } },
        "database_key": { "from": "file", "path": folder.join("secrets.json") },
        "relay": { "address": address, "session_file": session },
    });
    write_private(&folder.join("config.json"), &config.to_string());
    let mut command = Command::new(program("callside-headless"));
    for name in ["ALL_PROXY", "NO_PROXY", "all_proxy", "no_proxy"] {
        command.env_remove(name);
    }
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"] {
        command.env(name, format!("http://{proxy}"));
    }
    if let Some(root) = root {
        command.env("SSL_CERT_FILE", root);
    }
    Headless::start_by(command, &folder.join("config.json"), &folder.join("data")).await
}

async fn is_linked(desk: &mut Headless) {
    loop {
        let line = desk.line().await.expect("the desktop runs");
        if line["type"] == "relay" && line["state"] == "up" {
            return;
        }
    }
}

async fn pops(desk: &mut Headless, call: &str) {
    loop {
        let line = desk.line().await.expect("the desktop runs");
        if line["type"] == "pop" && line["pop"]["call"] == call {
            return;
        }
    }
}

async fn ends(mut desk: Headless) {
    desk.ask(json!({ "command": "quit" })).await;
    desk.gone().await;
}

#[tokio::test]
async fn where_only_a_proxy_leads_to_the_relay_calls_come_by_it() {
    let site = Site::new().await;
    let (certificate, key) = certificate(&site, &format!("DNS:{RELAY}"));
    let tls = json!({ "certificate_file": certificate, "key_file": key });
    let relay = site.relay_with(HERE, |config| config["tls"] = tls).await;
    let port = relay.listen().port();
    let mut proxy = ForwardProxy::to(relay.listen()).await;
    let address = format!("https://{RELAY}:{port}");
    let mut desk = desk(&site, &address, &site.grant("dana@example.com"), proxy.address, Some(&certificate)).await;
    is_linked(&mut desk).await;
    // The phone system is outside, and whose certificate it is does not matter to it here.
    let client = reqwest::Client::builder().no_proxy().danger_accept_invalid_certs(true).build().expect("a client");
    let url = format!("https://{}/{}/five9/events", relay.listen(), site.secret("path-secret"));
    for call in ["1", "2"] {
        let sent = client.post(&url).header("x-callside-secret", FIVE9).json(&event(call)).send().await;
        assert_eq!(sent.expect("the relay answers").status(), 200);
        pops(&mut desk, &format!("five9:{call}")).await;
    }
    ends(desk).await;
    relay.drain().await;
    proxy.accepts.abort();
    let mut asked = 0;
    while let Ok(line) = proxy.asked.try_recv() {
        assert!(line.starts_with(&format!("CONNECT {RELAY}:{port} ")), "{line}");
        asked += 1;
    }
    assert!(asked > 0, "nothing else leads there");
}

#[tokio::test]
async fn a_relay_on_this_machine_is_never_looked_for_at_a_proxy() {
    let site = Site::new().await;
    let relay = site.relay(HERE).await;
    let mut proxy = ForwardProxy::to(relay.listen()).await;
    // Its session is over: the next one is asked for by a plain request, which is what a proxy could be given.
    let grant = RelayGrant { session_ends: Timestamp::UNIX_EPOCH, ..site.grant("dana@example.com") };
    let mut desk = desk(&site, &format!("http://{}", relay.listen()), &grant, proxy.address, None).await;
    is_linked(&mut desk).await;
    site.rings(relay.listen(), "1").await;
    pops(&mut desk, "five9:1").await;
    assert_eq!(proxy.asked.try_recv().ok(), None);
    ends(desk).await;
    relay.drain().await;
}
