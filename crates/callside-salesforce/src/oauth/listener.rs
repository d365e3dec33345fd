//! The one-shot listener on this machine that the browser is sent back to (RFC 8252, section 7.3).
//!
//! The address says `localhost`, so both 127.0.0.1 and ::1 are listened on: whoever held the other one would get
//! the code. Browsers open connections ahead of need, so several are read at the same time.

use super::callback::{Expected, Verdict, judge};
use super::error::SignInError;
use super::page::{Page, answer};
use super::request::read_head;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// How long a browser may take to send its request.
const PATIENCE: Duration = Duration::from_secs(5);
/// Most connections at the same time.
const MOST_GUESTS: usize = 16;

/// A bound listener.
#[derive(Debug)]
pub(super) struct Loopback {
    v4: TcpListener,
    /// `None` where the machine has no IPv6.
    v6: Option<TcpListener>,
    pub(super) port: u16,
}

/// The hit that ended the wait. The browser still waits for its page.
pub(super) struct Hit {
    stream: TcpStream,
    pub(super) verdict: Result<String, SignInError>,
}

impl Hit {
    /// Shows the last page.
    pub(super) async fn answer(mut self, page: Page) {
        let _ = tokio::time::timeout(PATIENCE, answer(&mut self.stream, page)).await;
    }
}

impl Loopback {
    /// Takes the first free port of the list.
    pub(super) async fn bind(ports: &[u16]) -> Result<Self, SignInError> {
        for port in ports {
            if let Ok(listener) = Self::bind_both(*port).await {
                return Ok(listener);
            }
        }
        Err(SignInError::NoFreePort { ports: ports.to_vec() })
    }

    async fn bind_both(port: u16) -> io::Result<Self> {
        let v4 = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let port = v4.local_addr()?.port();
        let v6 = match TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await {
            Ok(listener) => Some(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Err(error),
            Err(_) => None,
        };
        Ok(Self { v4, v6, port })
    }

    /// Waits for the attempt's own hit. Dropping the future, or returning, closes the port and all connections.
    pub(super) async fn wait(self, expected: Expected) -> Hit {
        let mut guests = JoinSet::new();
        loop {
            tokio::select! {
                accepted = self.accept(), if guests.len() < MOST_GUESTS => match accepted {
                    Ok((stream, peer)) if is_admitted(peer) => {
                        guests.spawn(receive(stream, expected.clone()));
                    }
                    Ok(_) => {}
                    // Out of file handles or the like: not at full speed into the same error.
                    Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
                },
                Some(done) = guests.join_next(), if !guests.is_empty() => {
                    if let Ok(Some(hit)) = done {
                        return hit;
                    }
                }
            }
        }
    }

    async fn accept(&self) -> io::Result<(TcpStream, SocketAddr)> {
        match &self.v6 {
            None => self.v4.accept().await,
            Some(v6) => tokio::select! {
                accepted = self.v4.accept() => accepted,
                accepted = v6.accept() => accepted,
            },
        }
    }
}

/// Only this machine; the addresses that are bound see to it already.
fn is_admitted(peer: SocketAddr) -> bool {
    match peer.ip() {
        IpAddr::V4(address) => address.is_loopback(),
        IpAddr::V6(address) => address.is_loopback(),
    }
}

/// Reads one request and answers it, unless it is the attempt's own: that one is handed on.
async fn receive(mut stream: TcpStream, expected: Expected) -> Option<Hit> {
    let head = tokio::time::timeout(PATIENCE, read_head(&mut stream)).await.ok()?;
    let verdict = head.map_or(Verdict::NotOurs(400), |head| judge(&head, &expected));
    let verdict = match verdict {
        Verdict::Code(code) => Ok(code),
        Verdict::Failed(error) => Err(error),
        Verdict::NotOurs(status) => {
            let _ = tokio::time::timeout(PATIENCE, answer(&mut stream, Page::NotOurs(status))).await;
            return None;
        }
    };
    Some(Hit { stream, verdict })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_machines_are_not_admitted() {
        for (peer, admitted) in [
            ("127.0.0.1:5000", true),
            ("[::1]:5000", true),
            ("192.168.1.7:5000", false),
            ("10.0.0.1:5000", false),
            ("[2001:db8::1]:5000", false),
        ] {
            assert_eq!(is_admitted(peer.parse().unwrap()), admitted, "{peer}");
        }
    }

    #[tokio::test]
    async fn a_port_whose_ipv6_half_is_taken_is_taken() {
        let Ok(v6) = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).await else { return };
        let port = v6.local_addr().unwrap().port();
        assert_eq!(Loopback::bind(&[port]).await.unwrap_err(), SignInError::NoFreePort { ports: vec![port] });
        drop(v6);
        assert_eq!(Loopback::bind(&[port]).await.unwrap().port, port);
    }
}
