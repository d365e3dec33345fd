//! The shell: the only Rust that may name tauri. It puts the parts together, shows the window and does what the
//! screens ask; what is decided is decided in the crates.

pub mod announce;
pub mod assemble;
pub mod assistance;
pub mod browser;
pub mod commands;
pub mod console;
pub mod csv;
pub mod door;
pub mod downloads;
pub mod environment;
pub mod face;
pub mod forms;
pub mod ipc;
pub mod log;
pub mod notify;
pub mod outlook;
pub mod phone_mapping;
pub mod phone_setup;
pub mod phones;
pub mod places;
pub mod policy;
pub mod privacy;
pub mod rehearsals;
pub mod relay;
pub mod self_test;
pub mod session;
pub mod settings;
pub mod shell;
pub mod terminal;
#[cfg(test)]
mod testing;
pub mod toast;
pub mod tray;
pub mod tray_icon;
pub mod updates;
pub mod wallboard;
pub mod windows;
pub mod words;

use callside_core::recording::Fetch;
use callside_core::team::CallLink;
use environment::{Arguments, Ports};
use face::Desktop;
use ipc::announcement::Announcement;
use shell::Shell;
use std::panic::catch_unwind;
use std::process::ExitCode;
use std::sync::Arc;
use tauri::{App, AppHandle, Manager, RunEvent};
use tauri_plugin_store::StoreExt;
use words::Language;

/// Exit code where no window can be shown: `EX_UNAVAILABLE` of sysexits(3).
const NO_WINDOW: u8 = 69;

/// File of the window's preferences (theme, language), in the app's data folder. The web view may use this file and
/// no other: it is opened here, and opening is not among the window's permissions.
pub(crate) const PREFERENCES: &str = "preferences.json";

/// Runs Callside until it is quit, or does what was typed on a terminal.
#[must_use]
pub fn run() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(command) = terminal::Command::read(&arguments) {
        return command.run();
    }
    environment::choose_renderer();
    if !environment::has_display() {
        eprintln!(
            "Callside needs a desktop session: there is no display. For scripts and servers use callside-headless."
        );
        return ExitCode::from(NO_WINDOW);
    }
    let arguments = Arguments::read(arguments);
    match build(arguments) {
        Some(Ok(app)) => match app.run_return(|app, event| {
            if matches!(event, RunEvent::Exit) {
                close(app);
            }
        }) {
            0 => ExitCode::SUCCESS,
            code => ExitCode::from(u8::try_from(code).unwrap_or(1)),
        },
        Some(Err(error)) => {
            eprintln!("Callside cannot start: {error}.");
            ExitCode::from(NO_WINDOW)
        }
        None => {
            eprintln!(
                "Callside cannot reach the display of this session. For scripts and servers use callside-headless."
            );
            ExitCode::from(NO_WINDOW)
        }
    }
}

/// The app, ready to run. `None` when the toolkit has no display: it ends in a panic then.
fn build(arguments: Arguments) -> Option<tauri::Result<App>> {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let built = catch_unwind(move || {
        tauri::Builder::default()
            // First: a second start must end here, before it touches any file.
            .plugin(tauri_plugin_single_instance::init(|app, arguments, _| second_start(app, arguments)))
            .plugin(tauri_plugin_store::Builder::default().build())
            .invoke_handler(commands::handler())
            .setup(move |app| Ok(set_up(app, arguments)?))
            .build(tauri::generate_context!())
    });
    std::panic::set_hook(hook);
    built.ok()
}

fn set_up(app: &App, arguments: Arguments) -> tauri::Result<()> {
    let folder = environment::data_dir(app.path().app_local_data_dir()?);
    log::start(&folder.join("logs"));
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "Callside starts");
    if let Err(error) = app.store(PREFERENCES) {
        tracing::warn!(%error, "the window's preferences cannot be kept");
    }
    let handle = app.handle().clone();
    let language = Language::of_session(environment::text);
    let policy = callside_engine::PolicySource::of_system().read();
    let face = Arc::new(Desktop::new(handle.clone()));
    let shell = Shell::new(folder.clone(), face, language, Ports::wanted(), policy);
    app.manage(windows::TrayIsThere::default());
    app.manage(forms::Forms::load(&folder, shell.may_be_compact()));
    app.manage(shell.clone());
    windows::build(&handle, arguments.background)?;
    tray::build(&handle, &folder, language);
    tauri::async_runtime::spawn(updates::keep_up(shell.clone()));
    tauri::async_runtime::spawn(async move {
        assemble::start(&shell).await;
        if let Some(link) = arguments.link {
            take_link(&shell, &link).await;
        }
    });
    Ok(())
}

/// Quit by itself: what is being written comes to its end. A kill needs no such care.
fn close(app: &AppHandle) {
    windows::remember(app);
    if let Some(shell) = app.try_state::<Shell>() {
        tauri::async_runtime::block_on(shell.close());
    }
}

/// Callside was started again: a link is taken, else the window comes to the front.
fn second_start(app: &AppHandle, arguments: Vec<String>) {
    match (Arguments::read(arguments.into_iter().skip(1)).link, app.try_state::<Shell>()) {
        (Some(link), Some(shell)) => {
            let shell = shell.inner().clone();
            tauri::async_runtime::spawn(async move { take_link(&shell, &link).await });
        }
        _ => windows::bring_to_front(app),
    }
}

async fn take_link(shell: &Shell, link: &str) {
    let Ok(open) = shell.open().await else {
        tracing::warn!("a link came before Callside was ready for it");
        return;
    };
    let announcement = if let Ok(recording) = link.trim().parse::<Fetch>() {
        open.ask_for_recording(recording.call);
        Announcement::Recording
    } else if let Ok(story) = link.parse::<CallLink>() {
        open.ask_for_story(story.call);
        Announcement::Story
    } else {
        return open.door.link(link).await;
    };
    shell.face().surface();
    shell.face().announce(announcement);
}
