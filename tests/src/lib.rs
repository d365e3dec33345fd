//! Shared pieces of the whole-house tests: the real engine on a real database against the strict sandbox, in this
//! process ([`desk`]) or in a child that can be killed ([`headless`]).
#![expect(clippy::expect_used, reason = "a test that cannot set its stage must stop and say why")]

pub mod bench;
pub mod cut;
pub mod desk;
pub mod fuzz;
pub mod headless;
pub mod nats;
pub mod phone;
pub mod port;
pub mod site;
pub mod storm;
pub mod templates;
