//! Benchmarks: raw figures with what they were measured on.

mod engine;
mod figure;
mod filled;
mod machine;
mod outbox;
mod package;
mod report;

pub use engine::engine;
pub use figure::{Aim, Figure};
pub use outbox::outbox;
pub use package::package;
pub use report::Report;
