//! What is stored about people: which kinds of it, for how long, and who is meant when one caller is forgotten.

mod kind;
mod receipt;
mod retention;
mod subject;

pub use kind::{StoredKind, Until};
pub use receipt::{AtRelay, RECEIPT, Receipt, SignedReceipt};
pub use retention::{Retention, Term};
pub use subject::{Subject, Traces, Unsent};
