//! A balancer as small as one can be: each connection goes to the next relay that takes it.

use crate::error::XtaskError;
use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

static TURN: AtomicUsize = AtomicUsize::new(0);

/// A running balancer. Its threads end with the program.
pub struct Balancer {
    address: SocketAddr,
}

impl Balancer {
    /// Starts one in front of these addresses.
    ///
    /// # Errors
    /// When no port is free.
    pub fn start(behind: Vec<String>) -> Result<Self, XtaskError> {
        let listener = TcpListener::bind("127.0.0.1:0").map_err(XtaskError::io("cannot listen on", "127.0.0.1"))?;
        let address = listener.local_addr().map_err(XtaskError::io("cannot listen on", "127.0.0.1"))?;
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let Some(server) = next(&behind) else { continue };
                thread::spawn(move || pass(&client, &server));
            }
        });
        Ok(Self { address })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }
}

fn next(behind: &[String]) -> Option<TcpStream> {
    let turn = TURN.fetch_add(1, Ordering::Relaxed);
    (0..behind.len()).find_map(|n| TcpStream::connect(behind.get((turn + n) % behind.len())?).ok())
}

fn pass(client: &TcpStream, server: &TcpStream) {
    thread::scope(|scope| {
        scope.spawn(|| one_way(client, server));
        one_way(server, client);
    });
}

/// The end of one side is the end of both: what is under way is lost, as it is when a relay dies.
fn one_way(mut from: &TcpStream, mut to: &TcpStream) {
    let _ = io::copy(&mut from, &mut to);
    let _ = to.shutdown(Shutdown::Both);
    let _ = from.shutdown(Shutdown::Both);
}
