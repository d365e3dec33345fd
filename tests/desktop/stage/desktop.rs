//! The parts of a desktop that Callside talks to: here they listen and remember.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use zbus::blocking::{Connection, Proxy, connection};
use zbus::message::Header;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

/// What happened to a toast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToastEvent {
    /// Shown, or changed when `replaces` is not zero.
    Shown {
        /// Its number.
        id: u32,
        /// The number of the one that it replaces.
        replaces: u32,
        /// Bold line.
        summary: String,
        /// The rest.
        body: String,
    },
    /// Taken away by Callside.
    Closed {
        /// Its number.
        id: u32,
    },
}

type Log = Arc<Mutex<Vec<ToastEvent>>>;

/// A notification daemon. Source: freedesktop.org, Desktop Notifications Specification 1.2.
pub struct Notifications {
    log: Log,
    connection: Connection,
}

struct Server {
    log: Log,
    last: u32,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Server {
    fn get_capabilities(&self) -> Vec<String> {
        ["body", "body-markup", "actions"].map(str::to_owned).to_vec()
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        ("stage".into(), "callside".into(), "1".into(), "1.2".into())
    }

    #[expect(clippy::too_many_arguments, reason = "the specification's signature")]
    fn notify(
        &mut self,
        _app: String,
        replaces: u32,
        _icon: String,
        summary: String,
        body: String,
        _actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _expires_ms: i32,
    ) -> u32 {
        let id = if replaces == 0 {
            self.last += 1;
            self.last
        } else {
            replaces
        };
        self.log.lock().expect("the log").push(ToastEvent::Shown { id, replaces, summary, body });
        id
    }

    async fn close_notification(
        &self,
        id: u32,
        #[zbus(signal_emitter)] emitter: SignalEmitter<'_>,
    ) -> zbus::fdo::Result<()> {
        self.log.lock().expect("the log").push(ToastEvent::Closed { id });
        // 3: closed by a call of CloseNotification.
        Ok(Self::notification_closed(&emitter, id, 3).await?)
    }

    #[zbus(signal)]
    async fn notification_closed(emitter: &SignalEmitter<'_>, id: u32, reason: u32) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, action: &str) -> zbus::Result<()>;
}

const PATH: &str = "/org/freedesktop/Notifications";

impl Notifications {
    /// Starts on a session bus.
    pub fn start(bus: &str) -> Self {
        let log = Log::default();
        let server = Server { log: Arc::clone(&log), last: 0 };
        let connection = connection::Builder::address(bus)
            .and_then(|builder| builder.name("org.freedesktop.Notifications"))
            .and_then(|builder| builder.serve_at(PATH, server))
            .and_then(connection::Builder::build)
            .expect("a place on the bus");
        Self { log, connection }
    }

    /// Everything so far.
    pub fn events(&self) -> Vec<ToastEvent> {
        self.log.lock().expect("the log").clone()
    }

    /// A person clicks a toast.
    pub fn click(&self, id: u32) {
        let emitter = SignalEmitter::new(self.connection.inner(), PATH).expect("a place to speak from");
        zbus::block_on(Server::action_invoked(&emitter, id, "default")).expect("the click");
    }
}

/// Where programs announce their tray icons. Source: freedesktop.org, StatusNotifierItem, "StatusNotifierWatcher".
pub struct Trays {
    items: Arc<Mutex<Vec<(String, String)>>>,
    connection: Connection,
}

struct Watcher(Arc<Mutex<Vec<(String, String)>>>);

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: &str, #[zbus(header)] header: Header<'_>) {
        let sender = header.sender().map(ToString::to_string).unwrap_or_default();
        self.0.lock().expect("the items").push((sender, service.to_owned()));
    }

    fn register_status_notifier_host(&self, _service: &str) {}

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        self.0.lock().expect("the items").iter().map(|(sender, path)| format!("{sender}{path}")).collect()
    }

    #[zbus(signal)]
    async fn status_notifier_host_registered(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;
}

impl Trays {
    /// Starts on a session bus.
    pub fn start(bus: &str) -> Self {
        let items = Arc::default();
        let watcher = Watcher(Arc::clone(&items));
        let connection = connection::Builder::address(bus)
            .and_then(|builder| builder.name("org.kde.StatusNotifierWatcher"))
            .and_then(|builder| builder.serve_at("/StatusNotifierWatcher", watcher))
            .and_then(connection::Builder::build)
            .expect("a place on the bus");
        Self { items, connection }
    }

    /// The picture that the first icon shows, once there is one: a file.
    pub fn picture(&self) -> Option<PathBuf> {
        let (sender, path) = self.items.lock().expect("the items").first().cloned()?;
        let item = Proxy::new(&self.connection, sender, path, "org.kde.StatusNotifierItem").ok()?;
        item.get_property::<String>("IconName").ok().map(PathBuf::from)
    }

    /// A person picks a line of the first icon's menu.
    pub fn choose(&self, label: &str) {
        type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);
        let (sender, path) = self.items.lock().expect("the items").first().cloned().expect("an icon");
        let at = |path: String, interface: &'static str| {
            Proxy::new(&self.connection, sender.clone(), path, interface).expect("the icon answers")
        };
        let item = at(path, "org.kde.StatusNotifierItem");
        let menu: OwnedObjectPath = item.get_property("Menu").expect("a menu");
        let menu = at(menu.to_string(), "com.canonical.dbusmenu");
        let none: [&str; 0] = [];
        let (_, layout): (u32, Layout) = menu.call("GetLayout", &(0_i32, -1_i32, &none[..])).expect("its lines");
        let lines = layout.2.into_iter().map(|line| Layout::try_from(line).expect("a line"));
        let mut found = lines.filter_map(|(id, properties, _)| {
            let text: String = properties.get("label")?.try_clone().ok()?.try_into().ok()?;
            (text.replace('_', "") == label).then_some(id)
        });
        let id = found.next_back().unwrap_or_else(|| panic!("no line says {label}"));
        menu.call::<_, _, ()>("Event", &(id, "clicked", Value::from(0_i32), 0_u32)).expect("the click is taken");
    }
}
