//! What a screen reader is told: the widgets of the session's programs, over the accessibility bus.
//! Source: freedesktop.org, AT-SPI2 (`org.a11y.Bus`, `org.a11y.atspi.Accessible`, `org.a11y.atspi.Text`).

use super::process::Process;
use super::{Bridge, Stage};
use crate::wait::until;
use std::collections::HashMap;
use std::process::Stdio;
use zbus::blocking::{Connection, Proxy, connection};
use zbus::zvariant::OwnedObjectPath;

/// Starts the accessibility bus (at-spi2-core).
const LAUNCHER: &str = "/usr/libexec/at-spi-bus-launcher";
const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";

/// A widget as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Widget {
    /// What it is, such as `push button`.
    pub role: String,
    /// What it is called.
    pub name: String,
    /// How eagerly changes in it are read out; empty = not at all.
    pub live: String,
    /// Its words, where it has any.
    pub text: String,
}

/// A screen reader's way to the programs of a session.
pub struct Reader(Connection);

impl Stage {
    /// A session in which programs show their widgets.
    pub async fn with_a_screen_reader() -> (Self, Reader) {
        let mut stage = Self::new();
        stage.bridge = Bridge::On;
        let mut launcher = stage.command(LAUNCHER);
        launcher.arg("--launch-immediately");
        let launcher = Process::start(&launcher, Stdio::null(), Stdio::null());
        stage.programs.insert(0, launcher);
        let session = connection::Builder::address(stage.bus()).and_then(connection::Builder::build).expect("the bus");
        let bus = until("the accessibility bus is there", async || {
            let bus = Proxy::new(&session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus").ok()?;
            bus.call::<_, _, String>("GetAddress", &()).ok().filter(|address| !address.is_empty())
        })
        .await;
        let status = Proxy::new(&session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Status").expect("its state");
        status.set_property("IsEnabled", true).expect("somebody listens");
        status.set_property("ScreenReaderEnabled", true).expect("it reads aloud");
        let bus = connection::Builder::address(bus.as_str()).and_then(connection::Builder::build);
        (stage, Reader(bus.expect("a place on the accessibility bus")))
    }
}

impl Reader {
    /// Every widget of every program, from the outside in. A widget that goes while it is asked is left out.
    pub fn widgets(&self) -> Vec<Widget> {
        let mut found = Vec::new();
        let root = ("org.a11y.atspi.Registry".to_owned(), "/org/a11y/atspi/accessible/root".to_owned());
        let mut open = vec![root];
        while let Some((bus, path)) = open.pop() {
            let Ok(widget) = Proxy::new(&self.0, bus.clone(), path.clone(), ACCESSIBLE) else { continue };
            let children: Vec<(String, OwnedObjectPath)> = widget.call("GetChildren", &()).unwrap_or_default();
            open.extend(children.into_iter().rev().map(|(bus, path)| (bus, path.to_string())));
            let Ok(role) = widget.call::<_, _, String>("GetRoleName", &()) else { continue };
            let mut told: HashMap<String, String> = widget.call("GetAttributes", &()).unwrap_or_default();
            let name = widget.get_property("Name").unwrap_or_default();
            let live = told.remove("live").unwrap_or_default();
            found.push(Widget { role, name, live, text: self.text(&bus, &path) });
        }
        found
    }

    fn text(&self, bus: &str, path: &str) -> String {
        let text = Proxy::new(&self.0, bus.to_owned(), path.to_owned(), "org.a11y.atspi.Text");
        text.and_then(|text| text.call("GetText", &(0_i32, -1_i32))).unwrap_or_default()
    }

    /// All of it as lines, for a failure.
    pub fn lines(&self) -> String {
        self.widgets().iter().map(|w| format!("{} {:?} {} {:?}\n", w.role, w.name, w.live, w.text)).collect()
    }
}
