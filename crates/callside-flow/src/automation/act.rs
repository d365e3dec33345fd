//! Running an action for a step: through the same path as when a person runs it.

use crate::companion::Inner;
use crate::error::FlowError;
use callside_core::automation::Act;
use callside_core::crm::Receipt;
use callside_store::StoredRun;
use serde_json::{Value, json};
use std::sync::Arc;

/// What became of an action.
pub(super) enum Acted {
    /// It cannot be done, and why.
    Cannot(String),
}

pub(super) async fn act(_inner: &Arc<Inner>, _stored: &StoredRun, act: &Act) -> Result<Acted, FlowError> {
    Ok(Acted::Cannot(format!("there is no action called {}", act.action)))
}

/// What a write gives back to the steps after it.
pub(super) fn gave(receipt: &Receipt) -> Value {
    let records: Vec<Value> = receipt
        .records
        .iter()
        .map(|written| json!({"id": written.id, "object": written.object, "created": written.created}))
        .collect();
    json!({"id": receipt.records.first().map(|written| &written.id), "success": true, "records": records})
}
