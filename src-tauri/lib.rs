//! The shell: the only Rust that may name tauri.
