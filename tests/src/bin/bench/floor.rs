//! The least that a window of WebKitGTK costs: its own MiniBrowser with an empty page, on the same screen.

use crate::memory;
use crate::screen::Screen;
use crate::stage::Stage;
use crate::stage::process::Process;
use callside_tests::bench::Report;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

const STARTS: u32 = 5;
const PROGRAM: &str = "MiniBrowser";
const FOLDERS: [&str; 3] =
    ["/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1", "/usr/libexec/webkit2gtk-4.1", "/usr/lib/webkit2gtk-4.1"];

/// Measures, where the distribution ships it.
pub async fn measure(report: &mut Report) {
    let found = FOLDERS.iter().map(|folder| PathBuf::from(folder).join(PROGRAM)).find(|path| path.is_file());
    let Some(program) = found else { return println!("{PROGRAM} is not on this machine: its floor is not measured") };
    let stage = Stage::new();
    let page = stage.folder().join("empty.html");
    std::fs::write(&page, "<!doctype html><title>empty</title>").expect("the page is written");
    let (mut starts, mut sizes) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let screen = Screen::watch(stage.display());
        screen.forget();
        let mut command = stage.command(&program);
        command.arg(format!("file://{}", page.display())).env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        let began = Instant::now();
        let running = Process::start(&command, Stdio::null(), Stdio::null());
        starts.push(screen.next() - began);
        // Its helpers come after its window.
        tokio::time::sleep(Duration::from_secs(3)).await;
        sizes.push(memory::of(&stage, PROGRAM));
        drop(running);
    }
    report.times("floor: MiniBrowser from start to its first paint", &starts);
    report.numbers("floor: MiniBrowser with an empty page (PSS)", "MB", sizes.iter().map(|m| m.pss).collect());
    let private = sizes.iter().map(|m| m.private).collect();
    report.numbers("floor: MiniBrowser with an empty page (private pages)", "MB", private);
}
