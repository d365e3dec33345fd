//! Where the door listens.

use crate::house::{intake, open, settings};
use crate::wire::{PATIENCE, answer, read_all};
use callside_core::secret::Secret;
use callside_intake::{Door, DoorError, DoorSettings, PathSecret};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, UdpSocket};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

async fn health(address: SocketAddr, host: &str) -> u16 {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let get = format!("GET /health HTTP/1.1\r\nHost: {host}:{}\r\nConnection: close\r\n\r\n", address.port());
    stream.write_all(get.as_bytes()).await.unwrap();
    answer(&read_all(&mut stream).await).status
}

async fn open_at(ports: Vec<u16>) -> Result<Door, DoorError> {
    Door::open(DoorSettings { ports, ..settings() }, intake(false).0).await
}

#[tokio::test]
async fn both_loopback_addresses_answer_and_no_other() {
    let (door, _sink) = open().await;
    let port = door.port();
    let four = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    assert_eq!(door.addresses()[0], four);
    assert_eq!(health(four, "127.0.0.1").await, 204);
    assert_eq!(health(four, "localhost").await, 204);
    if TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok() {
        let six = SocketAddr::from((Ipv6Addr::LOCALHOST, port));
        assert_eq!(door.addresses(), [four, six]);
        assert_eq!(health(six, "[::1]").await, 204);
    }
    // Which address packets to the outside would leave from; nothing is sent.
    let outside =
        UdpSocket::bind("0.0.0.0:0").and_then(|socket| socket.connect("192.0.2.1:9").and(socket.local_addr()));
    if let Ok(outside) = outside.map(|address| SocketAddr::new(address.ip(), port))
        && !outside.ip().is_loopback()
    {
        assert!(TcpStream::connect(outside).await.is_err(), "the door is open to the network");
    }
}

#[tokio::test]
async fn a_taken_port_means_the_next() {
    for taken in ["127.0.0.1:0", "[::1]:0"] {
        let Ok(other) = TcpListener::bind(taken) else { continue };
        let port = other.local_addr().unwrap().port();
        let door = open_at(vec![port, 0]).await.unwrap();
        assert_ne!(door.port(), port, "{taken}");
        assert!(door.base().starts_with(&format!("http://127.0.0.1:{}/", door.port())));
    }
}

#[tokio::test]
async fn without_a_free_port_the_error_names_them() {
    let (one, two) = (TcpListener::bind("127.0.0.1:0").unwrap(), TcpListener::bind("127.0.0.1:0").unwrap());
    let ports = [&one, &two].map(|other| other.local_addr().unwrap().port());
    match open_at(ports.to_vec()).await.map(|door| door.port()) {
        Err(DoorError::NoPort { tried, last }) => {
            assert_eq!(tried, ports);
            assert_eq!(last.kind(), std::io::ErrorKind::AddrInUse);
        }
        other => panic!("opened although both are taken: {other:?}"),
    }
    assert!(matches!(open_at(vec![]).await.map(|door| door.port()), Err(DoorError::NoPort { .. })));
}

#[tokio::test]
async fn a_door_that_is_dropped_is_closed() {
    let (door, _sink) = open().await;
    let port = door.port();
    drop(door);
    let again = async {
        while open_at(vec![port]).await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, again).await.is_ok(), "the port is never free again");
}

#[test]
fn the_secret_part_of_addresses_is_long_and_plain() {
    for bad in ["", "short", "0123456789/0123456789ab", "0123456789 0123456789ab", "0123456789%410123456789"] {
        assert!(matches!(PathSecret::new(Secret::new(bad)), Err(DoorError::PathSecret)), "{bad:?}");
    }
    let made = PathSecret::from_random([0xab; 16]);
    assert_eq!(made.secret().expose(), "ab".repeat(16));
    assert!(PathSecret::new(made.secret().clone()).is_ok());
    assert!(!format!("{made:?}").contains("abab"));
}
