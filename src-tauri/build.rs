//! Tauri's build script: reads tauri.conf.json and capabilities/ beside the root manifest.
fn main() {
    tauri_build::build();
}
