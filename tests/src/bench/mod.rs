//! Benchmarks: raw figures with what they were measured on.

mod actions;
mod automations;
mod engine;
mod figure;
mod filled;
mod hub;
mod machine;
mod older_calls;
mod outbox;
mod package;
mod rehearsal;
mod relay;
mod report;
mod team;
mod wallboard;
mod wire;

pub use actions::actions;
pub use automations::automations;
pub use engine::engine;
pub use figure::{Aim, Figure};
pub use hub::hub;
pub use older_calls::older_calls;
pub use outbox::outbox;
pub use package::package;
pub use rehearsal::rehearsal;
pub use relay::relay;
pub use report::Report;
pub use team::team;
pub use wallboard::wallboard;
