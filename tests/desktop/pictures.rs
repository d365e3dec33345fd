//! Pictures of the window, for people to look at: kept where `CALLSIDE_SHOTS` says, in light and in dark.

use crate::app::App;
use crate::stage::Stage;
use serde_json::json;
use std::path::Path;

/// The themes that every screen has.
pub const THEMES: [&str; 2] = ["light", "dark"];

/// Puts on a theme, until the next start.
pub async fn wear(app: &App, theme: &str) {
    app.driver.script("document.documentElement.dataset.theme = arguments[0]", json!([theme])).await;
    app.driver.painted().await;
}

/// Back to the theme of the system.
pub async fn wear_usual(app: &App) {
    app.driver.script("delete document.documentElement.dataset.theme", json!([])).await;
}

/// Keeps a picture of the window as it is.
pub async fn keep(app: &App, stage: &Stage, name: &str) {
    let Some(folder) = std::env::var_os("CALLSIDE_SHOTS") else { return };
    std::fs::create_dir_all(&folder).expect("the folder of pictures");
    let size = async |which: &str| {
        app.driver.script("return window[arguments[0]]", json!([which])).await.as_u64().expect("a size")
    };
    let file = Path::new(&folder).join(format!("{name}.png"));
    stage.picture(size("innerWidth").await, size("innerHeight").await, &file);
}

/// Keeps a picture in each theme.
pub async fn keep_both(app: &App, stage: &Stage, name: &str) {
    if std::env::var_os("CALLSIDE_SHOTS").is_none() {
        return;
    }
    for theme in THEMES {
        wear(app, theme).await;
        keep(app, stage, &format!("{name}-{theme}")).await;
    }
    wear_usual(app).await;
}
