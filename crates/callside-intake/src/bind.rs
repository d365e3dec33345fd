//! Taking a port on both loopback addresses, and on nothing else.

use crate::settings::DoorError;
use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use tokio::net::TcpListener;

/// How often another free port is looked for when port 0 is asked for and its twin on `::1` is taken.
const TRIES: usize = 20;

/// Both listeners of the first port that is free on both addresses. On a machine without IPv6 there is only one.
pub(crate) async fn first_free(ports: &[u16]) -> Result<Vec<TcpListener>, DoorError> {
    let mut last = io::Error::from(ErrorKind::InvalidInput);
    for port in ports {
        for _ in 0..if *port == 0 { TRIES } else { 1 } {
            match both(*port).await {
                Ok(listeners) => return Ok(listeners),
                Err(error) => last = error,
            }
        }
    }
    Err(DoorError::NoPort { tried: ports.to_vec(), last })
}

async fn both(port: u16) -> io::Result<Vec<TcpListener>> {
    let four = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await?;
    let port = four.local_addr()?.port();
    match TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))).await {
        Ok(six) => Ok(vec![four, six]),
        // Somebody else at the same port of ::1 would get what `localhost` sends there.
        Err(error) if matches!(error.kind(), ErrorKind::AddrInUse | ErrorKind::PermissionDenied) => Err(error),
        Err(error) => {
            tracing::info!(%error, "there is no IPv6 loopback here: the door listens on IPv4 only");
            Ok(vec![four])
        }
    }
}
