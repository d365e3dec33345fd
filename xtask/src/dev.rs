//! `cargo xtask dev`: the app with live reload of its pages, beside a sandbox that places calls.

use crate::checkout::Checkout;
use crate::demo::app::{App, Beginning};
use crate::demo::browser::{Browser, Manner};
use crate::demo::sandbox::Sandbox;
use crate::demo::show;
use crate::error::XtaskError;
use crate::process::Tree;
use crate::session::Session;
use crate::setup::{self, Need};
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(60 * 60);

/// Runs until the app is closed. Like the demo it has a session and a data folder of its own.
///
/// # Errors
/// When something does not build or start.
pub fn run(checkout: &Checkout) -> Result<(), XtaskError> {
    setup::ready(checkout, &[Need::Build, Need::Ui, Need::Session])?;
    Tree::spawn(checkout.cargo().args(["build", "--package", "callside-sandbox"]))?.wait(LIMIT)?;
    let sandbox = Sandbox::start(checkout)?;
    println!("dev: the sandbox org is at {}", sandbox.origin());
    let session = Session::on_your_screen()?.without_keyring()?;
    let browser = Browser::listen(session.folder(), Manner::Yours)?;
    let mut tauri = checkout.npm();
    tauri.args(["exec", "--", "tauri", "dev"]);
    let app = App::host(&tauri, &session, &sandbox, &browser, Beginning::SignedIn, |app| app)?;
    show(&sandbox, app)
}
