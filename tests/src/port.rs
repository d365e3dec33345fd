//! Ports for tests that must know one before anything listens there, or listen there again.

use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};
use std::sync::atomic::{AtomicU16, Ordering};

/// Below the ports that systems give away by themselves, so that no program on port 0 gets it in between.
/// Source: Linux, `ip_local_port_range` from 32768; IANA, dynamic ports from 49152.
const FIRST: u16 = 20_000;
const COUNT: u16 = 12_000;

static ASKED: AtomicU16 = AtomicU16::new(0);

/// A port that is free and that no other test is given: processes begin at places of their own, and within one each
/// question is answered with another port.
///
/// # Panics
/// When every port of the range is taken.
#[must_use]
pub fn own() -> u16 {
    let begin = u16::try_from(std::process::id() * 16 % u32::from(COUNT)).unwrap_or(0);
    let mut ports = (0..COUNT).map(|_| FIRST + (begin + ASKED.fetch_add(1, Ordering::Relaxed) % COUNT) % COUNT);
    ports.find(|port| is_free(*port)).expect("a free port")
}

fn is_free(port: u16) -> bool {
    let six_works = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok();
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
        && (!six_works || TcpListener::bind((Ipv6Addr::LOCALHOST, port)).is_ok())
}
