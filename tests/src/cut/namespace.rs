//! A network namespace with one cable (a veth pair, `veth(4)`) to this machine.

use std::ffi::OsStr;
use std::fmt;
use std::net::Ipv4Addr;
use std::path::Path;
use std::process::{Command, id};
use tokio::process::Command as AsyncCommand;

/// Begins the names of all namespaces that tests make; the process that made one follows.
const PREFIX: &str = "callside-cut-";

/// Why there is no namespace: what `ip` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotHere(String);

impl fmt::Display for NotHere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "this machine gives no network namespace: {}", self.0)
    }
}

/// A namespace. It and its cable go when this is dropped; what a killed test left behind goes when the next one is made.
#[derive(Debug)]
pub struct Namespace {
    name: String,
    /// The end of the cable on this machine.
    cable: String,
    here: Ipv4Addr,
}

impl Namespace {
    /// Makes one. Needs root, or a container that may administer networks.
    ///
    /// # Errors
    /// [`NotHere`], with what `ip` says; nothing is left behind then.
    pub fn make() -> Result<Self, NotHere> {
        sweep();
        let name = format!("{PREFIX}{}", id());
        // One of the addresses for benchmarks of networks (RFC 2544), which lead nowhere: four for each process.
        let [.., high, low] = (id() << 2).to_be_bytes();
        let address = |last: u8| Ipv4Addr::new(198, 18, high, low | last);
        let (cable, inside) = (format!("cs{}", id()), "desk");
        let made = Self { name: name.clone(), cable: cable.clone(), here: address(1) };
        let within = |rest: &[&str]| ip(&[&["-netns", name.as_str()], rest].concat());
        ip(&["netns", "add", &name])?;
        ip(&["link", "add", &cable, "type", "veth", "peer", "name", inside, "netns", &name])?;
        ip(&["address", "add", &format!("{}/30", address(1)), "dev", &cable])?;
        within(&["address", "add", &format!("{}/30", address(2)), "dev", inside])?;
        within(&["link", "set", "lo", "up"])?;
        within(&["link", "set", inside, "up"])?;
        made.set("up")?;
        Ok(made)
    }

    /// The address of this machine, as the namespace reaches it.
    #[must_use]
    pub const fn here(&self) -> Ipv4Addr {
        self.here
    }

    pub(super) fn command(&self, program: impl AsRef<OsStr>) -> AsyncCommand {
        let mut command = AsyncCommand::new("ip");
        command.args(["netns", "exec", &self.name]).arg(program);
        command
    }

    pub(super) fn pull(&self) {
        self.set("down").expect("the cable is pulled");
    }

    pub(super) fn plug(&self) {
        self.set("up").expect("the cable is plugged in");
    }

    fn set(&self, way: &str) -> Result<(), NotHere> {
        ip(&["link", "set", &self.cable, way])
    }
}

impl Drop for Namespace {
    fn drop(&mut self) {
        // The other end of the cable goes with it.
        let _ = ip(&["netns", "delete", &self.name]);
    }
}

/// Takes away namespaces of tests that are not there any more.
fn sweep() {
    for entry in std::fs::read_dir("/run/netns").into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let maker = name.strip_prefix(PREFIX);
        if maker.is_some_and(|maker| !Path::new("/proc").join(maker).exists()) {
            let _ = ip(&["netns", "delete", &name]);
        }
    }
}

fn ip(arguments: &[&str]) -> Result<(), NotHere> {
    let output = Command::new("ip").args(arguments).output().map_err(|error| NotHere(error.to_string()))?;
    let said = || NotHere(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    if output.status.success() { Ok(()) } else { Err(said()) }
}
