//! The list of updates as a release makes it: OpenSSL makes the key, `cargo xtask updates` writes and signs the list over the
//! packages, a web server hands out the folder as it is, and Callside takes of it what it may.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use callside_core::update::{Mode, Place, Rule};
use callside_tests::headless::program;
use callside_updates::{LIST, SIGNATURE, State, Trouble, Updater};
use jiff::Timestamp;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// The version that `cargo xtask updates` looks for: that of the checkout.
const VERSION: &str = env!("CARGO_PKG_VERSION");
const DEB: &str = "linux-x86_64-deb";

/// A release: packages in a folder behind a web server, and the key that signs its list.
struct Release {
    folder: TempDir,
    keys: TempDir,
    address: String,
}

impl Release {
    async fn new() -> Self {
        let (folder, keys) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        for (name, bytes) in [
            (format!("callside_{VERSION}_amd64.deb"), vec![1; 300_000]),
            (format!("callside-{VERSION}-1.x86_64.rpm"), vec![2; 1000]),
            (format!("Callside_{VERSION}_x64_en-US.msi"), vec![3; 1000]),
            (format!("callside-relay_{VERSION}_amd64.deb"), vec![4; 1000]),
            ("SHA256SUMS".to_owned(), vec![5; 10]),
        ] {
            fs::write(folder.path().join(name), bytes).expect("written");
        }
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}/updates/", listener.local_addr().expect("bound"));
        let served = folder.path().to_owned();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, served.clone()));
            }
        });
        let release = Self { folder, keys, address };
        release.make_key("key.pem");
        release
    }

    fn key(&self, name: &str) -> PathBuf {
        self.keys.path().join(name)
    }

    fn make_key(&self, name: &str) {
        openssl(&["genpkey", "-algorithm", "ed25519", "-out", &self.key(name).to_string_lossy()]);
    }

    /// The public key, as the guide tells IT to read it.
    fn public_key(&self, name: &str) -> String {
        let der = openssl(&["pkey", "-in", &self.key(name).to_string_lossy(), "-pubout", "-outform", "DER"]).stdout;
        STANDARD.encode(&der[der.len() - 32..])
    }

    /// The command of a release.
    fn signs(&self, key: Option<&str>, share: &str) -> Output {
        let mut xtask = Command::new(program("xtask"));
        xtask.args(["updates", "--share", share]).arg(self.folder.path()).env_remove("CALLSIDE_UPDATE_KEY");
        if let Some(key) = key {
            xtask.env("CALLSIDE_UPDATE_KEY", self.key(key));
        }
        xtask.output().expect("xtask runs")
    }

    /// Takes a file for a while, with one byte of it changed.
    fn change(&self, name: &str, at: usize) -> impl FnOnce() + use<> {
        let path = self.folder.path().join(name);
        let whole = fs::read(&path).expect("it is there");
        let mut changed = whole.clone();
        changed[at] ^= 1;
        fs::write(&path, changed).expect("written");
        move || fs::write(path, whole).expect("written")
    }

    /// A machine that runs a version and trusts a key. It has never looked before.
    fn machine(&self, runs: &str, key: &str) -> (Updater, TempDir) {
        let place = Place { address: self.address.clone(), key: self.public_key(key) };
        let folder = tempfile::tempdir().expect("a folder");
        let rule = Rule::On { mode: Mode::Offer, place };
        let runs = runs.parse().expect("a version");
        (Updater::new(rule, runs, Some(DEB.into()), folder.path().to_owned()), folder)
    }

    async fn looked(&self, runs: &str, key: &str) -> State {
        let (machine, _folder) = self.machine(runs, key);
        machine.check(Timestamp::now()).await.state
    }
}

fn openssl(arguments: &[&str]) -> Output {
    let output = Command::new("openssl").args(arguments).output().expect("openssl is installed");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

/// A web server that knows nothing of updates.
async fn serve(stream: TcpStream, folder: PathBuf) -> Option<()> {
    let mut stream = BufReader::new(stream);
    let mut first = String::new();
    stream.read_line(&mut first).await.ok()?;
    let name = Path::new(first.split(' ').nth(1)?).file_name()?.to_owned();
    let mut line = String::new();
    while stream.read_line(&mut line).await.ok()? > 2 {
        line.clear();
    }
    let (status, body) = fs::read(folder.join(name)).map_or(("404 Not Found", vec![]), |bytes| ("200 OK", bytes));
    let head = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
    stream.write_all(head.as_bytes()).await.ok()?;
    stream.write_all(&body).await.ok()?;
    stream.shutdown().await.ok()
}

#[tokio::test]
async fn the_command_of_a_release_makes_a_list_that_callside_takes_and_no_older_one() {
    let release = Release::new().await;
    let without = release.signs(None, "100");
    assert!(!without.status.success() && !release.folder.path().join(LIST).exists(), "nothing is handed out unsigned");

    let made = release.signs(Some("key.pem"), "100");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let (machine, _folder) = release.machine("0.0.1", "key.pem");
    let State::Newer { version, artefact: Some(package), .. } = machine.check(Timestamp::now()).await.state else {
        panic!("{:?}", machine.news())
    };
    assert_eq!((version.to_string(), package.file), (VERSION.into(), format!("callside_{VERSION}_amd64.deb")));
    let State::Ready { file, .. } = machine.fetch().await.state else { panic!("{:?}", machine.news()) };
    assert_eq!(fs::read(file).expect("it is there"), vec![1; 300_000]);
    for runs in [VERSION, "98.0.0"] {
        assert_eq!(release.looked(runs, "key.pem").await, State::Current, "{runs} is not replaced by an older one");
    }

    // The same packages for nobody yet: the first step of a roll-out.
    assert!(release.signs(Some("key.pem"), "0").status.success());
    let state = release.looked("0.0.1", "key.pem").await;
    assert!(matches!(state, State::Later { .. }), "{state:?}");
}

#[tokio::test]
async fn no_changed_byte_of_what_a_release_signed_is_taken() {
    let release = Release::new().await;
    assert!(release.signs(Some("key.pem"), "100").status.success());
    let length = fs::read(release.folder.path().join(LIST)).expect("a list").len();
    for (name, at) in (0..length).step_by(59).map(|at| (LIST, at)).chain([(SIGNATURE, 0), (SIGNATURE, 40)]) {
        let mend = release.change(name, at);
        let state = release.looked("0.0.1", "key.pem").await;
        assert_eq!(state, State::Failed { trouble: Trouble::Forged }, "byte {at} of {name}");
        mend();
    }
    let mend = release.change(&format!("callside_{VERSION}_amd64.deb"), 150_000);
    let (machine, _folder) = release.machine("0.0.1", "key.pem");
    machine.check(Timestamp::now()).await;
    assert_eq!(machine.fetch().await.state, State::Failed { trouble: Trouble::Changed });
    mend();

    // Another key signs the same packages.
    release.make_key("thief.pem");
    assert!(release.signs(Some("thief.pem"), "100").status.success());
    assert_eq!(release.looked("0.0.1", "key.pem").await, State::Failed { trouble: Trouble::Forged });
}
