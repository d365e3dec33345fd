//! What is left of an order to forget: that it was done, and nothing of whom it was about.

use super::StoredKind;
use crate::audit::Reference;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Version of the form. The second counts files that were deleted; those of the first are read as they were signed.
pub const RECEIPT: u32 = 2;

/// What became of the caller at the team's relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "relay", rename_all = "snake_case")]
pub enum AtRelay {
    /// There is none.
    None,
    /// It keeps numbers only, and the order names none.
    NoNumber,
    /// It forgot them.
    Erased {
        /// Deliveries that it emptied.
        deliveries: u64,
    },
    /// Nobody on this machine who is an admin there is signed in to it.
    NotAllowed,
    /// It did not answer: give the order again.
    NotReached,
}

impl AtRelay {
    /// Whether something is left to be done there.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::NotAllowed | Self::NotReached)
    }
}

/// The receipt. Its text as JSON without the signature is what is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// [`RECEIPT`].
    pub callside_receipt: u32,
    /// Random.
    pub id: String,
    /// When it was done.
    pub at: Timestamp,
    /// Who was meant, by references that only this machine can make.
    pub subject: Vec<Reference>,
    /// Rows and files that are gone, by kind.
    pub erased: BTreeMap<StoredKind, u64>,
    /// Rows that were read once more at the end, and spoke of somebody else.
    pub checked: u64,
    /// Settings that still speak of them; a person must change these.
    pub settings_left: u64,
    /// Files that Callside wrote, that are still there and that speak of them; a person must delete these.
    pub exports_left: u64,
    /// Files that Callside wrote, that spoke of them and that were deleted with the order. Zero is not written: nor is it in
    /// a receipt of the first form.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub exports_removed: u64,
    /// At the relay.
    pub at_relay: AtRelay,
    /// Ed25519 public key of this machine, base64.
    pub key: String,
}

const fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// A receipt with its signature, as it lies in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedReceipt {
    /// It.
    pub receipt: Receipt,
    /// Ed25519 (RFC 8032) over the receipt as compact JSON, base64.
    pub signature: String,
}
