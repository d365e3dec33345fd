//! What is stored here, forgetting one caller, and the receipt for it.

mod receipt;
mod seal;

pub use receipt::{ReceiptFault, read_receipt, same_subject};
pub use seal::Seal;

use crate::companion::Companion;
use crate::error::FlowError;
use crate::notice::Notice;
use callside_core::privacy::{AtRelay, RECEIPT, Receipt, Retention, SignedReceipt, Subject, Unsent};
use callside_store::{Erased, Erasure, Export, Found, Stock};
use std::sync::Arc;

/// Most files that are remembered as written for a person.
const EXPORTS: u32 = 1000;

impl Companion {
    /// What is stored in the database and beside it, kind by kind.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn inventory(&self) -> Result<Vec<Stock>, FlowError> {
        self.write_down().await?;
        Ok(self.inner.store.inventory().await?)
    }

    /// How long what is stored stays.
    #[must_use]
    pub fn retention(&self) -> Retention {
        self.inner.preferences().retention
    }

    /// The files that were written for a person, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn exports(&self) -> Result<Vec<Export>, FlowError> {
        Ok(self.inner.store.exports(EXPORTS).await?)
    }

    /// Notes that a file was written for a person.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_export(&self, path: String) -> Result<(), FlowError> {
        let at = self.inner.now();
        self.inner.store.note_export(&Export { at, path }).await?;
        self.record(callside_core::audit::Deed::Exported, None).await
    }

    /// What there is about somebody.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_subject(&self, subject: &Subject) -> Result<Found, FlowError> {
        Ok(self.inner.store.find_subject(subject).await?)
    }

    /// Forgets somebody in the database and in what this program remembers. The relay is asked by whoever knows it
    /// (`callside_engine::forget`).
    ///
    /// # Errors
    /// When the database fails; what was forgotten before is gone, and the order can be given again.
    pub async fn erase(&self, subject: &Subject, unsent: Unsent) -> Result<Erasure, FlowError> {
        // References are made of what is still known.
        self.write_down().await?;
        let erasure = self.inner.store.erase(subject, unsent, self.inner.now()).await?;
        if let Erasure::Done(_) = &erasure {
            let traces = subject.traces();
            self.inner.pops().retain(|key, pop| {
                let theirs = traces.are_in(&key.to_string())
                    || serde_json::to_string(pop).is_ok_and(|text| traces.are_in(&text));
                !theirs
            });
            for notice in [Notice::Calls, Notice::Callbacks, Notice::Automations] {
                self.inner.say(notice);
            }
        }
        Ok(erasure)
    }

    /// The signed receipt for an order that was done, which is recorded with it.
    ///
    /// # Errors
    /// When the database fails; the caller is forgotten all the same.
    pub async fn receipt(
        &self,
        subject: &Subject,
        erased: &Erased,
        exports_left: u64,
        exports_removed: u64,
        at_relay: AtRelay,
        id: String,
    ) -> Result<SignedReceipt, FlowError> {
        let seal = self.seal();
        let receipt = Receipt {
            callside_receipt: RECEIPT,
            id: id.clone(),
            at: self.inner.now(),
            subject: seal.subject(subject),
            erased: erased.counts.clone(),
            checked: erased.checked,
            settings_left: erased.settings.len() as u64,
            exports_left,
            exports_removed,
            at_relay,
            key: seal.public_key(),
        };
        let about = receipt.subject.first().cloned();
        let signed = receipt::sign(receipt, &seal);
        self.record(callside_core::audit::Deed::Erased { receipt: id }, about).await?;
        Ok(signed)
    }

    /// What makes references and signs.
    #[must_use]
    pub fn seal(&self) -> Arc<Seal> {
        self.inner.seal()
    }

    /// Takes the machine's own seal from the vault into use.
    pub fn set_seal(&self, seal: Seal) {
        self.inner.set_seal(seal);
    }
}
