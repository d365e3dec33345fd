//! Stable fingerprints for deliveries that carry no id of their own.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// The first 128 bits of SHA-256 over the parts, in hexadecimal. Each part is preceded by its length, so that no two
/// lists of parts run together to the same text.
pub(crate) fn fingerprint(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_be_bytes());
        hash.update(part.as_bytes());
    }
    HEXLOWER.encode(&hash.finalize()[..16])
}

/// The first 128 bits of SHA-256 over a body, in hexadecimal.
pub(crate) fn body_fingerprint(body: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(body)[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        assert_eq!(fingerprint(&["ab", "c"]), fingerprint(&["ab", "c"]));
        assert_ne!(fingerprint(&["ab", "c"]), fingerprint(&["a", "bc"]));
        assert_ne!(fingerprint(&["a", ""]), fingerprint(&["a"]));
        assert_eq!(fingerprint(&["a"]).len(), 32);
    }

    #[test]
    fn a_body_keeps_the_fingerprint_that_other_programs_compute() {
        // `printf abc | sha256sum`
        assert_eq!(body_fingerprint(b"abc"), "ba7816bf8f01cfea414140de5dae2223");
    }
}
