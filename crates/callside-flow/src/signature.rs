//! Signed files of admins, configuration and policy: a detached Ed25519 signature (RFC 8032) over the file's bytes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, VerifyingKey};

/// Why a signature does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureFault {
    /// There is none.
    #[error("the policy asks for signed files, and this one comes without a signature")]
    Missing,
    /// It is not of this file, or not by the holder of the policy's key.
    #[error("the signature does not belong to this file")]
    Wrong,
    /// The policy's key is no Ed25519 public key in base64.
    #[error("the key in the policy is not an Ed25519 public key in base64")]
    Key,
}

/// Checks a signature in base64 by a public key in base64 (32 bytes).
///
/// # Errors
/// Why it does not count.
pub fn verify(key: &str, text: &str, signature: Option<&str>) -> Result<(), SignatureFault> {
    let key: [u8; 32] = bytes(key).ok_or(SignatureFault::Key)?;
    let key = VerifyingKey::from_bytes(&key).map_err(|_| SignatureFault::Key)?;
    let signature = signature.map(str::trim).filter(|text| !text.is_empty()).ok_or(SignatureFault::Missing)?;
    let signature: [u8; 64] = bytes(signature).ok_or(SignatureFault::Wrong)?;
    key.verify_strict(text.as_bytes(), &Signature::from_bytes(&signature)).map_err(|_| SignatureFault::Wrong)
}

fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    STANDARD.decode(text.trim()).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    // RFC 8032, section 7.1, test 3.
    const KEY: [u8; 32] = [
        0xfc, 0x51, 0xcd, 0x8e, 0x62, 0x18, 0xa1, 0xa3, 0x8d, 0xa4, 0x7e, 0xd0, 0x02, 0x30, 0xf0, 0x58, 0x08, 0x16,
        0xed, 0x13, 0xba, 0x33, 0x03, 0xac, 0x5d, 0xeb, 0x91, 0x15, 0x48, 0x90, 0x80, 0x25,
    ];

    #[test]
    fn what_is_not_signed_by_the_policys_key_does_not_count() {
        let secret = ed25519_dalek::SigningKey::from_bytes(&[7; 32]);
        let key = STANDARD.encode(secret.verifying_key().to_bytes());
        let signed = |text: &str| {
            use ed25519_dalek::Signer as _;
            STANDARD.encode(secret.sign(text.as_bytes()).to_bytes())
        };
        let file = "{\"callside_config\": 1}\n";
        assert_eq!(verify(&key, file, Some(&signed(file))), Ok(()));
        assert_eq!(verify(&key, file, Some(&format!(" {}\n", signed(file)))), Ok(()));
        for (name, key, signature, fault) in [
            ("none", key.as_str(), None, SignatureFault::Missing),
            ("blank", &key, Some("  ".to_owned()), SignatureFault::Missing),
            ("of another file", &key, Some(signed("{}")), SignatureFault::Wrong),
            ("not base64", &key, Some("???".to_owned()), SignatureFault::Wrong),
            ("by another key", &STANDARD.encode(KEY), Some(signed(file)), SignatureFault::Wrong),
            ("no key", "short", Some(signed(file)), SignatureFault::Key),
        ] {
            assert_eq!(verify(key, file, signature.as_deref()), Err(fault), "{name}");
        }
    }

    #[test]
    fn the_signature_of_the_standard_counts() {
        let text = std::str::from_utf8(&[0x72]).unwrap();
        // Test 2 of the same section: one byte.
        let key = [
            0x3d, 0x40, 0x17, 0xc3, 0xe8, 0x43, 0x89, 0x5a, 0x92, 0xb7, 0x0a, 0xa7, 0x4d, 0x1b, 0x7e, 0xbc, 0x9c, 0x98,
            0x2c, 0xcf, 0x2e, 0xc4, 0x96, 0x8c, 0xc0, 0xcd, 0x55, 0xf1, 0x2a, 0xf4, 0x66, 0x0c,
        ];
        let signature = [
            0x92, 0xa0, 0x09, 0xa9, 0xf0, 0xd4, 0xca, 0xb8, 0x72, 0x0e, 0x82, 0x0b, 0x5f, 0x64, 0x25, 0x40, 0xa2, 0xb2,
            0x7b, 0x54, 0x16, 0x50, 0x3f, 0x8f, 0xb3, 0x76, 0x22, 0x23, 0xeb, 0xdb, 0x69, 0xda, 0x08, 0x5a, 0xc1, 0xe4,
            0x3e, 0x15, 0x99, 0x6e, 0x45, 0x8f, 0x36, 0x13, 0xd0, 0xf1, 0x1d, 0x8c, 0x38, 0x7b, 0x2e, 0xae, 0xb4, 0x30,
            0x2a, 0xee, 0xb0, 0x0d, 0x29, 0x16, 0x12, 0xbb, 0x0c, 0x00,
        ];
        assert_eq!(verify(&STANDARD.encode(key), text, Some(&STANDARD.encode(signature))), Ok(()));
    }
}
