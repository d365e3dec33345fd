//! What the X server gets to show: the only witness of a painted window that is not the window itself.

use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::damage::{ConnectionExt as _, ReportLevel};
use x11rb::rust_connection::RustConnection;

/// Paints that are smaller than this are a clock or a caret, no screen.
const LEAST: (u16, u16) = (240, 160);

/// A screen that is watched.
pub struct Screen {
    paints: Receiver<Instant>,
}

impl Screen {
    /// Watches the first screen of a display. Source: X Damage extension 1.1, raw rectangles.
    pub fn watch(display: &str) -> Self {
        let (connection, screen) = RustConnection::connect(Some(display)).expect("the display");
        let root = connection.setup().roots[screen].root;
        connection.damage_query_version(1, 1).expect("sent").reply().expect("the damage extension");
        let id = connection.generate_id().expect("an id");
        connection.damage_create(id, root, ReportLevel::RAW_RECTANGLES).expect("sent").check().expect("watched");
        let (sender, paints) = channel();
        std::thread::spawn(move || {
            while let Ok(event) = connection.wait_for_event() {
                let Event::DamageNotify(paint) = event else { continue };
                let large = paint.area.width >= LEAST.0 && paint.area.height >= LEAST.1;
                if large && sender.send(Instant::now()).is_err() {
                    return;
                }
            }
        });
        Self { paints }
    }

    /// Forgets what was painted until now.
    pub fn forget(&self) {
        while self.paints.try_recv().is_ok() {}
    }

    /// When the next large part was painted; nothing for too long is a failure.
    pub fn next(&self) -> Instant {
        self.paints.recv_timeout(Duration::from_secs(30)).expect("something is painted")
    }
}
