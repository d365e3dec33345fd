//! What phone systems send, and how it becomes [`callside_core::event::Event`]s.
//!
//! One folder per provider, always the same files: `payload` (what the wire says), `verify` (who said it), `normalise`
//! (what it means in our words) and `client` (what we ask it for). All but `client` is pure: bytes, headers, query,
//! secrets and the time come in; events or a typed [`Rejection`] come out. Nothing is believed before `verify` has said
//! yes.

pub mod aircall;
mod digest;
mod duration;
mod fields;
pub mod five9;
pub mod inbound;
mod instant;
mod ivr;
mod json;
mod json_path;
mod phone_secrets;
pub mod phone_switch;
pub mod places;
pub mod recordings;
mod rejection;
pub mod rest;
pub mod secrets;
mod settings;
pub mod sticky_calls;
mod text;

pub use duration::DurationUnit;
pub use inbound::{Headers, Inbound, MAX_BODY, Method, Route, link, read};
pub use ivr::IvrQuestion;
pub use phone_secrets::PhoneSecrets;
pub use rejection::{EventName, Flaw, Rejection};
pub use settings::{BadSettings, Settings};
