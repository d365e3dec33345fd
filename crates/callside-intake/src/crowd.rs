//! How many connections each source has: one that opens many and says nothing on them must leave room for everybody else.
//! Counted before a byte is read, so it holds for who never finishes a request, or a TLS handshake, as well.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Connections by source.
#[derive(Debug, Default)]
pub struct Crowd {
    /// `None`: nobody is counted.
    most: Option<usize>,
    /// Proxies: through each come many.
    exempt: Vec<IpAddr>,
    counts: Mutex<HashMap<IpAddr, usize>>,
    turned_away: AtomicU64,
}

/// A connection that counts until this is dropped.
#[derive(Debug)]
pub struct Guest {
    counted: Option<(Arc<Crowd>, IpAddr)>,
}

impl Crowd {
    /// At most so many connections of one source at a time, but of these addresses as many as come.
    #[must_use]
    pub fn new(most: usize, exempt: &[IpAddr]) -> Self {
        let exempt = exempt.iter().copied().map(whole).collect();
        Self { most: Some(most.max(1)), exempt, ..Self::default() }
    }

    /// Counts a connection; `None` when its source has as many as it may.
    pub fn enter(self: &Arc<Self>, source: IpAddr) -> Option<Guest> {
        let source = whole(source);
        let Some(most) = self.most.filter(|_| !self.exempt.contains(&source)) else {
            return Some(Guest { counted: None });
        };
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(source).or_default();
        if *count >= most {
            self.turned_away.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        *count += 1;
        Some(Guest { counted: Some((Arc::clone(self), source)) })
    }

    /// How many connections were turned away.
    #[must_use]
    pub fn turned_away(&self) -> u64 {
        self.turned_away.load(Ordering::Relaxed)
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let Some((crowd, source)) = self.counted.take() else { return };
        let mut counts = crowd.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&source) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&source);
            }
        }
    }
}

/// The address that a source is counted by: one customer has a whole /64 of IPv6 (RFC 6177).
#[must_use]
pub fn whole(source: IpAddr) -> IpAddr {
    match source {
        IpAddr::V4(_) => source,
        IpAddr::V6(six) => six.to_ipv4_mapped().map_or_else(
            || {
                let [a, b, c, d, ..] = six.segments();
                IpAddr::from([a, b, c, d, 0, 0, 0, 0])
            },
            IpAddr::V4,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn one_source_has_its_share_and_gets_it_back_when_connections_end() {
        let crowd = Arc::new(Crowd::new(2, &[]));
        let (a, b) = (address("192.0.2.1"), address("192.0.2.2"));
        let (first, second) = (crowd.enter(a), crowd.enter(a));
        assert!(first.is_some() && second.is_some());
        assert!(crowd.enter(a).is_none() && crowd.enter(address("::ffff:192.0.2.1")).is_none());
        assert!(crowd.enter(b).is_some(), "others are unharmed");
        assert_eq!(crowd.turned_away(), 2);
        drop(first);
        assert!(crowd.enter(a).is_some());
        drop(second);
        assert!(crowd.counts.lock().unwrap().is_empty(), "who has gone is not remembered");
    }

    #[test]
    fn a_net_of_ipv6_is_one_source_and_a_proxy_is_none() {
        let crowd = Arc::new(Crowd::new(1, &[address("10.0.0.1"), address("2001:db8:7::1")]));
        let all: Vec<_> = ["10.0.0.1", "10.0.0.1", "::ffff:10.0.0.1", "2001:db8:7::1", "2001:db8:7::1", "2001:db8::1"]
            .map(|text| crowd.enter(address(text)))
            .into_iter()
            .collect();
        assert!(all.iter().all(Option::is_some));
        assert!(crowd.enter(address("2001:db8::2:1")).is_none() && crowd.enter(address("2001:db8:0:1::1")).is_some());
        let none = Arc::new(Crowd::default());
        let all: Vec<_> = (0..1_000).map(|_| none.enter(address("127.0.0.1"))).collect();
        assert!(all.iter().all(Option::is_some), "where nobody is counted");
    }
}
