//! `callside` on a terminal: the real program, without a window.

use crate::app::program;
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use tempfile::TempDir;

/// A person who never started Callside, and what their session says.
struct Terminal {
    home: TempDir,
    said: Vec<(&'static str, String)>,
}

impl Terminal {
    fn new() -> Self {
        Self { home: tempfile::tempdir().expect("a folder"), said: Vec::new() }
    }

    fn saying(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.said.push((name, value.into()));
        self
    }

    fn types(&self, arguments: &[&str]) -> Output {
        let mut callside = Command::new(program());
        callside.args(arguments).env("CALLSIDE_DATA_DIR", self.home.path().join("data"));
        for name in ["DISPLAY", "WAYLAND_DISPLAY", "HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY", "https_proxy"]
        {
            callside.env_remove(name);
        }
        callside.envs(self.said.iter().map(|(name, value)| (name, value)));
        callside.output().expect("callside starts")
    }

    fn self_test(&self) -> (Option<i32>, Value) {
        let output = self.types(&["self-test", "--json"]);
        let view = serde_json::from_slice(&output.stdout).expect("JSON on its output");
        (output.status.code(), view)
    }
}

fn finding<'v>(view: &'v Value, area: &str) -> &'v Value {
    let lines = view["lines"].as_array().expect("lines");
    let line = lines.iter().find(|line| line["area"] == area).unwrap_or_else(|| panic!("{area} in {view:#}"));
    &line["finding"]
}

/// An address that only a proxy of a test knows the way to.
const ORG: &str = "callside-test.my.salesforce.com";

/// A server with a certificate of its own that answers as Salesforce does. It ends with the test.
struct OwnAuthority {
    child: Child,
    folder: TempDir,
    port: String,
}

impl OwnAuthority {
    fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let made = Command::new("openssl")
            .current_dir(folder.path())
            .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"])
            .args(["-keyout", "key.pem", "-out", "root.pem", "-subj", "/CN=localhost"])
            .args(["-addext", &format!("subjectAltName=DNS:localhost,DNS:{ORG}")])
            .output()
            .expect("openssl is there: libssl-dev brings it");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        std::fs::create_dir(folder.path().join("services")).expect("a folder");
        let versions = r#"[{"label":"Spring","url":"/services/data/v66.0","version":"66.0"}]"#;
        std::fs::write(folder.path().join("services/data"), versions).expect("a file");
        let mut child = Command::new("setpriv")
            .args(["--pdeathsig", "KILL", "openssl", "s_server", "-accept", "localhost:0", "-WWW"])
            .args(["-cert", "root.pem", "-key", "key.pem"])
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("openssl serves");
        let out = BufReader::new(child.stdout.take().expect("its output"));
        let mut lines = out.lines().map_while(Result::ok);
        let port = lines.find_map(|line| line.strip_prefix("ACCEPT ")?.rsplit(':').next().map(str::to_owned));
        // What it prints later is read, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, folder, port: port.expect("it says where it listens") }
    }

    fn url(&self) -> String {
        format!("https://localhost:{}", self.port)
    }

    fn root(&self) -> String {
        self.folder.path().join("root.pem").display().to_string()
    }
}

impl Drop for OwnAuthority {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn closed_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|taken| taken.local_addr()).expect("a port").port()
}

#[test]
fn a_companys_root_certificate_is_trusted_once_the_machine_trusts_it() {
    let server = OwnAuthority::start();
    let stranger = Terminal::new().saying("CALLSIDE_LOGIN_URL", server.url());
    let (code, view) = stranger.self_test();
    assert_eq!(finding(&view, "network")["found"], "network_certificate", "{view:#}");
    assert_eq!(code, Some(1), "something does not work");
    let known = Terminal::new().saying("CALLSIDE_LOGIN_URL", server.url()).saying("SSL_CERT_FILE", server.root());
    let (_, view) = known.self_test();
    assert_eq!(finding(&view, "network")["found"], "network_works", "{view:#}");
}

/// A proxy as companies have it: whatever it is asked for leads to one server, if it lets anything through. Says where it
/// is, and then what it was asked for. It ends with the test.
fn company_proxy(leads_to: Option<String>) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("bound"));
    let (asked, hears) = channel();
    std::thread::spawn(move || {
        for mut here in listener.incoming().map_while(Result::ok) {
            let (mut head, mut byte) = (Vec::new(), [0]);
            while !head.ends_with(b"\r\n\r\n") && here.read(&mut byte).is_ok_and(|length| length == 1) {
                head.push(byte[0]);
            }
            let head = String::from_utf8_lossy(&head).into_owned();
            if asked.send(head.lines().next().unwrap_or_default().to_owned()).is_err() {
                return;
            }
            let Some(there) = leads_to.as_ref().and_then(|port| TcpStream::connect(format!("localhost:{port}")).ok())
            else {
                let no = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n";
                here.write_all(no.as_bytes()).ok();
                continue;
            };
            here.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").ok();
            let (mut from, mut to) = (here.try_clone().expect("one more"), there.try_clone().expect("one more"));
            std::thread::spawn(move || std::io::copy(&mut from, &mut to));
            let (mut from, mut to) = (there, here);
            std::thread::spawn(move || std::io::copy(&mut from, &mut to));
        }
    });
    (address, hears)
}

#[test]
fn a_proxy_with_a_certificate_of_the_company_leads_to_salesforce() {
    let server = OwnAuthority::start();
    let (proxy, hears) = company_proxy(Some(server.port.clone()));
    let behind = |proxy: String| {
        let login = format!("https://{ORG}");
        Terminal::new().saying("CALLSIDE_LOGIN_URL", login).saying("HTTPS_PROXY", proxy)
    };
    let known = behind(proxy.clone()).saying("SSL_CERT_FILE", server.root());
    let (_, view) = known.self_test();
    assert_eq!(finding(&view, "network")["found"], "network_works", "{view:#}");
    let asked = hears.try_iter().next().expect("the proxy was asked");
    assert!(asked.starts_with(&format!("CONNECT {ORG}:443 ")), "{asked}");

    let (_, view) = behind(proxy.clone()).self_test();
    assert_eq!(finding(&view, "network")["found"], "network_certificate", "nobody trusts it here: {view:#}");
    assert!(hears.try_iter().next().is_some());

    // Addresses of this machine never go there.
    let near = Terminal::new().saying("CALLSIDE_LOGIN_URL", server.url()).saying("HTTPS_PROXY", proxy);
    let (_, view) = near.saying("SSL_CERT_FILE", server.root()).self_test();
    assert_eq!(finding(&view, "network")["found"], "network_works", "{view:#}");
    assert_eq!(hears.try_iter().next(), None);

    let (refusing, hears) = company_proxy(None);
    let (code, view) = behind(refusing).self_test();
    assert_eq!((code, &finding(&view, "network")["found"]), (Some(1), &Value::from("network_proxy")), "{view:#}");
    assert!(hears.try_iter().next().is_some());
}

#[test]
fn a_proxy_that_is_not_there_is_told_from_a_network_that_is_not() {
    let login = format!("https://{ORG}");
    let proxy = format!("http://127.0.0.1:{}", closed_port());
    let behind = Terminal::new().saying("CALLSIDE_LOGIN_URL", login).saying("HTTPS_PROXY", proxy);
    let (_, view) = behind.self_test();
    let found = finding(&view, "network")["found"].as_str().expect("a word").to_owned();
    assert!(["network_proxy", "network_unreachable"].contains(&found.as_str()), "{view:#}");
    let nowhere = Terminal::new().saying("CALLSIDE_LOGIN_URL", format!("https://localhost:{}", closed_port()));
    let (code, view) = nowhere.self_test();
    assert_eq!((code, &finding(&view, "network")["found"]), (Some(1), &Value::from("network_unreachable")));
}

#[test]
fn looking_makes_nothing_and_says_who_mends_what() {
    let terminal = Terminal::new().saying("CALLSIDE_LOGIN_URL", format!("https://localhost:{}", closed_port()));
    let (_, view) = terminal.self_test();
    assert_eq!(finding(&view, "display")["found"], "display_none");
    assert_eq!(finding(&view, "policy")["found"], "policy_none");
    assert!(!terminal.home.path().join("data").exists(), "no database, no key, no folder");
    let said = terminal.types(&["self-test"]);
    let text = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(text.contains("BAD     network: https://localhost:") && text.contains("[IT]"), "{text}");
    let diagnostics = terminal.types(&["diagnostics"]);
    assert!(diagnostics.status.success() && String::from_utf8_lossy(&diagnostics.stdout).contains("[self-test]"));
}

#[test]
fn what_is_typed_wrongly_starts_no_window() {
    let terminal = Terminal::new();
    for (typed, code) in [
        (&["--version"][..], 0),
        (&["--help"], 0),
        (&["policy"], 0),
        (&["policy", "check", "/nowhere/policy.json"], 1),
        (&["self-test", "--jsno"], 2),
    ] {
        assert_eq!(terminal.types(typed).status.code(), Some(code), "{typed:?}");
    }
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packaging/policy/policy.example.json");
    let checked = terminal.types(&["policy", "check", example.to_str().expect("a path")]);
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}
