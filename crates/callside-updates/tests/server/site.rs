//! A web server on loopback with a signed list and its packages.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use callside_core::update::{Lot, Mode, Place, Rule, Version};
use callside_updates::{LIST, MEMORY_FILE, SIGNATURE, Updater};
use ed25519_dalek::{Signer as _, SigningKey};
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

pub const DEB: &str = "linux-x86_64-deb";
pub const PACKAGE: &str = "callside_0.2.0_amd64.deb";

/// What the server says about a file.
#[derive(Clone)]
pub enum Answer {
    /// The file.
    File(Vec<u8>),
    /// The file, without saying how long it is.
    InChunks(Vec<u8>),
    /// Says how long the file is, and breaks off in the middle.
    Cut(Vec<u8>),
    /// The file, and then bytes for as long as anybody takes them.
    Endless(Vec<u8>),
}

/// The server, and the machine that asks it.
pub struct Site {
    pub folder: TempDir,
    address: String,
    files: Arc<Mutex<HashMap<String, Answer>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

/// The key of who makes Callside.
pub fn vendor() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

/// The bytes of a package: long enough to come in several pieces.
pub fn package() -> Vec<u8> {
    (0_u32..300_000).map(|at| u8::try_from(at.wrapping_mul(2_654_435_761) >> 24).unwrap()).collect()
}

/// A list of version 0.2.0 for everybody.
pub fn list() -> Value {
    let sha256: String = Sha256::digest(package()).iter().map(|byte| format!("{byte:02x}")).collect();
    json!({
        "callside_updates": 1,
        "product": "callside",
        "channel": "stable",
        "version": "0.2.0",
        "published": "2026-11-26T08:00:00Z",
        "believed_until": "2027-02-24T08:00:00Z",
        "share": 100,
        "artefacts": [{ "platform": DEB, "file": PACKAGE, "size": package().len(), "sha256": sha256 }]
    })
}

pub fn now() -> Timestamp {
    "2026-11-26T12:00:00Z".parse().unwrap()
}

pub fn signed(by: &SigningKey, text: &str) -> Vec<u8> {
    STANDARD.encode(by.sign(text.as_bytes()).to_bytes()).into_bytes()
}

impl Site {
    /// A server with the list and its package.
    pub async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/updates", listener.local_addr().unwrap());
        let (files, asked) = (Arc::default(), Arc::default());
        let site = Self { folder: tempfile::tempdir().unwrap(), address, files, asked };
        site.lists(&list());
        site.has(PACKAGE, Answer::File(package()));
        let (files, asked) = (Arc::clone(&site.files), Arc::clone(&site.asked));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&files), Arc::clone(&asked)));
            }
        });
        site
    }

    /// The server has a file.
    pub fn has(&self, name: &str, answer: Answer) {
        self.files.lock().unwrap().insert(format!("/updates/{name}"), answer);
    }

    /// The server has a file no longer.
    pub fn lacks(&self, name: &str) {
        self.files.lock().unwrap().remove(&format!("/updates/{name}"));
    }

    /// The server has a list that the vendor signed.
    pub fn lists(&self, list: &Value) {
        let text = list.to_string();
        self.has(SIGNATURE, Answer::File(signed(&vendor(), &text)));
        self.has(LIST, Answer::File(text.into_bytes()));
    }

    /// What was asked for so far.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// The rule of a machine that trusts the vendor and this server.
    pub fn rule(&self, mode: Mode) -> Rule {
        let key = STANDARD.encode(vendor().verifying_key().to_bytes());
        Rule::On { mode, place: Place { address: self.address.clone(), key } }
    }

    /// The updater of a machine that runs a version, as it is after a start.
    pub fn machine(&self, version: &str) -> Updater {
        self.ruled(self.rule(Mode::Offer), version)
    }

    pub fn ruled(&self, rule: Rule, version: &str) -> Updater {
        Updater::new(rule, version.parse().unwrap(), Some(DEB.into()), self.folder.path().to_owned())
    }

    /// The place of this machine in the roll-out of a version: the first share that it is among.
    pub fn first_share(&self, version: &str) -> u8 {
        let kept: Value =
            serde_json::from_slice(&std::fs::read(self.folder.path().join(MEMORY_FILE)).unwrap()).unwrap();
        let version: Version = version.parse().unwrap();
        let text = Lot::text(kept["installation"].as_str().unwrap(), version);
        let lot = Lot::of(Sha256::digest(text).into());
        (0..=100).find(|share| lot.is_among(*share)).unwrap()
    }
}

async fn serve(
    stream: TcpStream,
    files: Arc<Mutex<HashMap<String, Answer>>>,
    asked: Arc<Mutex<Vec<String>>>,
) -> Option<()> {
    let mut stream = BufReader::new(stream);
    let mut first = String::new();
    stream.read_line(&mut first).await.ok()?;
    let path = first.split(' ').nth(1)?.to_owned();
    let mut line = String::new();
    while stream.read_line(&mut line).await.ok()? > 2 {
        line.clear();
    }
    asked.lock().unwrap().push(path.clone());
    let answer = files.lock().unwrap().get(&path).cloned();
    let with_length = |status: &str, length: usize| {
        format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n")
    };
    let (head, body) = match answer {
        Some(Answer::File(bytes)) => (with_length("200 OK", bytes.len()), bytes),
        Some(Answer::InChunks(bytes)) => {
            let mut body = Vec::new();
            for piece in bytes.chunks(10_000) {
                body.extend(format!("{:x}\r\n", piece.len()).bytes().chain(piece.iter().copied()).chain(*b"\r\n"));
            }
            body.extend(b"0\r\n\r\n");
            ("HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n".into(), body)
        }
        Some(Answer::Cut(mut bytes)) => {
            let head = with_length("200 OK", bytes.len());
            bytes.truncate(bytes.len() / 2);
            (head, bytes)
        }
        Some(Answer::Endless(bytes)) => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n").await.ok()?;
            stream.write_all(&bytes).await.ok()?;
            loop {
                stream.write_all(&[0; 4096]).await.ok()?;
            }
        }
        None => (with_length("404 Not Found", 0), vec![]),
    };
    stream.write_all(head.as_bytes()).await.ok()?;
    stream.write_all(&body).await.ok()?;
    stream.shutdown().await.ok()
}
