//! Hosts of addresses: where plain HTTP may go.

use std::net::IpAddr;

/// The address that a host is written as, if it is one; IPv6 with or without its brackets.
#[must_use]
pub fn ip(host: &str) -> Option<IpAddr> {
    host.trim_start_matches('[').trim_end_matches(']').parse().ok()
}

/// Whether a host is this machine by its very name or address (RFC 6761 section 6.3, RFC 1122, RFC 4291). A name that only
/// resolves to such an address is not: whoever answers for the name decides that.
#[must_use]
pub fn is_this_machine(host: &str) -> bool {
    host == "localhost" || ip(host).is_some_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_and_addresses_of_this_machine_are_it() {
        for (host, is) in [
            ("localhost", true),
            ("127.0.0.1", true),
            ("127.8.8.8", true),
            ("[::1]", true),
            ("::1", true),
            ("localhost.evil.com", false),
            ("127.0.0.1.nip.io", false),
            ("192.168.1.1", false),
            ("[::2]", false),
            ("", false),
        ] {
            assert_eq!(is_this_machine(host), is, "{host}");
        }
    }
}
