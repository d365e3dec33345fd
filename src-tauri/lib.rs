//! The shell: the only Rust that may name tauri.

pub mod commands;
pub mod ipc;
