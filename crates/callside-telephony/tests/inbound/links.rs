//! `callside://` links.

use crate::given::{FIVE9, connector, now, one, settings};
use callside_telephony::{Flaw, Rejection, Settings, link};

#[test]
fn a_link_means_what_the_connector_with_the_same_parameters_means() {
    let query = format!("secret={FIVE9}&call_id=300000000001234&ANI=%2B12125550147&trigger=OnCallAccepted");
    for head in ["callside://call?", "callside://call/?", "CALLSIDE://CALL?"] {
        let events = link::read(&format!("{head}{query}"), now(), &settings());
        assert_eq!(one(events), one(connector(&query)), "{head}");
    }
}

#[test]
fn other_links_and_links_without_the_secret_are_refused() {
    let long = format!("callside://call?secret={FIVE9}&call_id=1&x={}", "y".repeat(link::MAX));
    for (text, expected) in [
        ("callside://call?call_id=1", Rejection::Unsigned),
        ("callside://call?call_id=1&secret=guess", Rejection::BadSignature),
        ("callside://settings?secret=harbour-street-secret-1", Flaw::Link.into()),
        ("https://call?call_id=1", Flaw::Link.into()),
        ("", Flaw::Link.into()),
        (&long, Rejection::TooLarge { limit: link::MAX }),
    ] {
        assert_eq!(link::read(text, now(), &settings()), Err(expected), "{text:.60}");
    }
    let nothing = Settings::default();
    let answer = link::read("callside://call?call_id=1", now(), &nothing);
    assert!(matches!(answer, Err(Rejection::NotConfigured { .. })), "{answer:?}");
}
