//! Receipts: signed, and checked by whoever gets one.

use super::seal::Seal;
use crate::signature;
use callside_core::privacy::{RECEIPT, Receipt, SignedReceipt, Subject};

/// Why a file is no receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptFault {
    /// It is something else, or damaged.
    #[error("this file is not a receipt of Callside, or it is damaged")]
    NotOne,
    /// A newer Callside wrote it.
    #[error("a newer Callside wrote this receipt")]
    Newer,
    /// Something in it was changed, or its signature is another's.
    #[error("the signature does not fit: something in this receipt was changed")]
    Changed,
}

pub(super) fn sign(receipt: Receipt, seal: &Seal) -> SignedReceipt {
    let signature = seal.sign(&text(&receipt));
    SignedReceipt { receipt, signature }
}

/// Reads a receipt and checks that it is as the holder of its key signed it. Who that is, is told by the key alone.
///
/// # Errors
/// [`ReceiptFault`].
pub fn read_receipt(file: &str) -> Result<Receipt, ReceiptFault> {
    let value: serde_json::Value = serde_json::from_str(file).map_err(|_| ReceiptFault::NotOne)?;
    let version = value["receipt"]["callside_receipt"].as_u64().ok_or(ReceiptFault::NotOne)?;
    if version > u64::from(RECEIPT) {
        return Err(ReceiptFault::Newer);
    }
    let signed: SignedReceipt = serde_json::from_value(value).map_err(|_| ReceiptFault::NotOne)?;
    signature::verify(&signed.receipt.key, &text(&signed.receipt), Some(&signed.signature))
        .map_err(|_| ReceiptFault::Changed)?;
    Ok(signed.receipt)
}

/// Whether a receipt is about this caller and nobody else; only the machine that gave it can tell.
#[must_use]
pub fn same_subject(receipt: &Receipt, subject: &Subject, seal: &Seal) -> bool {
    let mut said = receipt.subject.clone();
    let mut meant = seal.subject(subject);
    said.sort();
    meant.sort();
    said == meant
}

fn text(receipt: &Receipt) -> String {
    serde_json::to_string(receipt).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::phone;
    use callside_core::privacy::{AtRelay, StoredKind};
    use std::collections::BTreeMap;

    fn subject(number: &str) -> Subject {
        let number = phone::read(number, None).number().unwrap().clone();
        Subject { numbers: vec![number], ..Subject::default() }
    }

    fn receipt(seal: &Seal) -> SignedReceipt {
        let receipt = Receipt {
            callside_receipt: RECEIPT,
            id: "0a".into(),
            at: "2026-11-26T12:00:00Z".parse().unwrap(),
            subject: seal.subject(&subject("+14155550134")),
            erased: BTreeMap::from([(StoredKind::Calls, 3)]),
            checked: 100,
            settings_left: 0,
            exports_left: 0,
            exports_removed: 0,
            at_relay: AtRelay::Erased { deliveries: 2 },
            key: seal.public_key(),
        };
        sign(receipt, seal)
    }

    #[test]
    fn no_changed_letter_passes() {
        let file = serde_json::to_string_pretty(&receipt(&Seal::of_this_run())).unwrap();
        assert!(read_receipt(&file).is_ok());
        for (at, letter) in file.char_indices().filter(|(_, letter)| letter.is_ascii_alphanumeric()) {
            let other = if letter == '7' { "8" } else { "7" };
            let changed = format!("{}{other}{}", &file[..at], &file[at + 1..]);
            if changed != file {
                assert!(read_receipt(&changed).is_err(), "{changed}");
            }
        }
    }

    #[test]
    fn one_of_the_first_form_is_read_as_it_was_signed() {
        let seal = Seal::of_this_run();
        let first = Receipt { callside_receipt: 1, ..receipt(&seal).receipt };
        let file = serde_json::to_string(&sign(first.clone(), &seal)).unwrap();
        assert!(!file.contains("exports_removed"), "{file}");
        assert_eq!(read_receipt(&file), Ok(first));
        let second = Receipt { exports_removed: 2, ..receipt(&seal).receipt };
        let file = serde_json::to_string(&sign(second.clone(), &seal)).unwrap();
        assert_eq!(read_receipt(&file), Ok(second));
        let changed = file.replace(r#""exports_removed":2"#, r#""exports_removed":3"#);
        assert_eq!(read_receipt(&changed), Err(ReceiptFault::Changed));
    }

    #[test]
    fn what_is_no_receipt_is_said() {
        let newer = r#"{"receipt":{"callside_receipt":3},"signature":""}"#;
        for (file, fault) in [("", ReceiptFault::NotOne), ("{}", ReceiptFault::NotOne), (newer, ReceiptFault::Newer)] {
            assert_eq!(read_receipt(file), Err(fault), "{file}");
        }
    }

    #[test]
    fn it_names_nobody_and_this_machine_knows_whom_it_meant() {
        let seal = Seal::of_this_run();
        let signed = receipt(&seal);
        let file = serde_json::to_string(&signed).unwrap();
        assert!(!subject("+14155550134").traces().are_in(&file));
        assert!(same_subject(&signed.receipt, &subject("+14155550134"), &seal));
        assert!(!same_subject(&signed.receipt, &subject("+14155550135"), &seal));
        assert!(!same_subject(&signed.receipt, &subject("+14155550134"), &Seal::of_this_run()));
    }
}
