//! Where secrets rest: the OS keychain, and the fall-backs that a person must agree to.
//!
//! The port is [`callside_core::vault::Vault`]. [`OsKeychain`] is the rule; [`FileVault`] and [`MemoryVault`] are used
//! only when this machine has no keychain and a person or a policy chose them.

mod database_key;
mod file;
mod memory;
mod os;
mod private;

pub use database_key::{KeyError, database_key, forget_database_key};
pub use file::FileVault;
pub use memory::MemoryVault;
pub use os::OsKeychain;
