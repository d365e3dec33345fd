//! `callside://call?…` links: the same parameters as a Five9 connector, opened by the operating system.
//!
//! Any web page can open such a link, so it needs the secret like every other delivery.

use crate::five9;
use crate::rejection::{Flaw, Rejection};
use crate::settings::Settings;
use callside_core::event::Event;
use callside_core::ids::Provider;
use jiff::Timestamp;

/// Longest link that is read, in bytes: what Windows hands to a program on its command line.
pub const MAX: usize = 8 * 1024;

/// Reads a link. Scheme and host are compared without case, as RFC 3986 says; a fragment is left out.
///
/// # Errors
/// [`Rejection`], with nothing taken.
pub fn read(link: &str, received_at: Timestamp, settings: &Settings) -> Result<Vec<Event>, Rejection> {
    if link.len() > MAX {
        return Err(Rejection::TooLarge { limit: MAX });
    }
    let five9 = settings.five9.as_ref().ok_or(Rejection::NotConfigured { provider: Provider::Five9 })?;
    five9::parameters(query(link).ok_or(Flaw::Link)?, &[], received_at, five9)
}

/// Browsers on Windows add a slash after the host.
fn query(link: &str) -> Option<&str> {
    const HEAD: &str = "callside://call";
    let link = link.trim();
    let link = link.split_once('#').map_or(link, |(before, _)| before);
    let head = link.get(..HEAD.len())?;
    let rest = &link[HEAD.len()..];
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    if head.eq_ignore_ascii_case(HEAD) { rest.strip_prefix('?') } else { None }
}

#[cfg(test)]
mod tests {
    use super::query;

    #[test]
    fn only_call_links_have_parameters() {
        for (link, expected) in [
            ("callside://call?ANI=1&secret=2", Some("ANI=1&secret=2")),
            ("CALLSIDE://Call/?ANI=1", Some("ANI=1")),
            (" callside://call?ANI=1#part\n", Some("ANI=1")),
            ("callside://call", None),
            ("callside://call/other?ANI=1", None),
            ("callside://caller?ANI=1", None),
            ("callside:call?ANI=1", None),
            ("http://call?ANI=1", None),
            ("callside://call@evil.example?ANI=1", None),
            ("é", None),
            ("", None),
        ] {
            assert_eq!(query(link), expected, "{link:?}");
        }
    }
}
