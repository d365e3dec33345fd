//! The OS keychain, for real: gnome-keyring on a session bus of the test's own, in a home folder of the test's own.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use callside_core::secret::Secret;
use callside_core::vault::{Vault, VaultError};
use callside_keychain::{OsKeychain, database_key};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Set in the process that the test starts to run itself again inside.
const INSIDE: &str = "CALLSIDE_KEYCHAIN_TEST_INSIDE";

fn command(program: &str, home: &Path) -> Command {
    let mut command = Command::new(program);
    for folder in ["HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
        command.env(folder, home);
    }
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("DBUS_SESSION_BUS_ADDRESS");
    command
}

fn started(command: &mut Command) -> Child {
    command.spawn().unwrap_or_else(|error| {
        let program = command.get_program().to_string_lossy().into_owned();
        panic!("{program} cannot be started ({error}): install the packages dbus and gnome-keyring")
    })
}

/// Runs a test of this file again as `program args… this-file --exact test`, and demands that it passes.
fn again(test: &str, mut outer: Command) {
    outer.arg(std::env::current_exe().unwrap()).args(["--exact", test, "--nocapture"]).env(INSIDE, test);
    let ended = started(outer.stdin(Stdio::null())).wait().unwrap();
    assert!(ended.success(), "{test} inside its own session: {ended}");
}

fn is_inside() -> bool {
    std::env::var_os(INSIDE).is_some()
}

/// On a session bus with an unlocked keyring; a missing daemon fails the inner run.
const UNLOCKED: &str = "command -v gnome-keyring-daemon >/dev/null || \
     { echo 'gnome-keyring-daemon is missing: install the package gnome-keyring' >&2; exit 1; }; \
     printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec \"$@\"";

#[test]
fn secrets_are_kept_replaced_and_forgotten() {
    if !is_inside() {
        let home = tempfile::tempdir().unwrap();
        let mut session = command("dbus-run-session", home.path());
        session.args(["--", "sh", "-c", UNLOCKED, "sh"]);
        return again("secrets_are_kept_replaced_and_forgotten", session);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let keychain = OsKeychain::new();
        keychain.probe().await.unwrap();
        assert_eq!(keychain.read("probe").await, Ok(None));
        assert_eq!(keychain.read("token").await, Ok(None));
        let token = Secret::new("é 00D!".repeat(400));
        keychain.write("token", &Secret::new("first")).await.unwrap();
        keychain.write("token", &token).await.unwrap();
        keychain.write("other", &Secret::new("")).await.unwrap();
        assert_eq!(OsKeychain::new().read("token").await, Ok(Some(token)));
        keychain.remove("token").await.unwrap();
        keychain.remove("token").await.unwrap();
        assert_eq!(keychain.read("token").await, Ok(None));
        assert_eq!(keychain.read("other").await, Ok(Some(Secret::new(""))));

        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("callside.db");
        let key = database_key(&keychain, &database).await.unwrap();
        std::fs::write(&database, "there").unwrap();
        assert_eq!(database_key(&keychain, &database).await, Ok(key));
    });
}

/// A session bus at an address that is known before it is there.
struct Bus(Child);

impl Bus {
    fn at(address: &str) -> Self {
        let mut bus = Command::new("dbus-daemon");
        bus.args(["--session", "--nofork", "--print-address", "--address", address]);
        let mut child = started(bus.stdout(Stdio::piped()).stderr(Stdio::null()));
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.starts_with("unix:path="), "the bus says where it listens");
        Self(child)
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

#[test]
fn a_keychain_that_comes_later_is_found_when_it_is_tried_again() {
    if !is_inside() {
        let home = tempfile::tempdir().unwrap();
        let mut env = command("env", home.path());
        env.arg(format!("DBUS_SESSION_BUS_ADDRESS=unix:path={}", home.path().join("bus").display()));
        return again("a_keychain_that_comes_later_is_found_when_it_is_tried_again", env);
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let keychain = OsKeychain::new();
        assert_eq!(keychain.probe().await, Err(VaultError::NoKeychain));
        assert_eq!(keychain.read("token").await, Err(VaultError::NoKeychain));
        assert_eq!(keychain.write("token", &Secret::new("x")).await, Err(VaultError::NoKeychain));
        assert_eq!(keychain.remove("token").await, Err(VaultError::NoKeychain));

        let _bus = Bus::at(&std::env::var("DBUS_SESSION_BUS_ADDRESS").unwrap());
        let mut daemon = Command::new("gnome-keyring-daemon");
        daemon.args(["--unlock", "--components=secrets"]).stdin(Stdio::piped()).stdout(Stdio::null());
        let mut daemon = started(&mut daemon);
        daemon.stdin.take().expect("piped").write_all(b"test").unwrap();
        assert!(daemon.wait().unwrap().success(), "it goes on in the background, and ends with the bus");
        assert_eq!(keychain.probe().await, Ok(()));
    });
}
