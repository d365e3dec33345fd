//! Callside in its real window, with hands and eyes.

use crate::driver::Driver;
use crate::stage::Stage;
use crate::wait::{comes_true, until, until_true};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::OnceLock;

/// WebDriver's code points for keys without a character.
pub mod key {
    /// Enter.
    pub const ENTER: &str = "\u{e007}";
    /// Esc.
    pub const ESCAPE: &str = "\u{e00c}";
    /// Arrow down.
    pub const DOWN: &str = "\u{e015}";
    /// Tab.
    pub const TAB: &str = "\u{e004}";
}

/// Finds a control by what it says: its label, its own words or its title.
const CONTROL: &str = r#"
const [words] = arguments;
const said = (e) => [e.getAttribute('aria-label'), e.innerText, e.getAttribute('title'),
    ...(e.labels ? [...e.labels].map((l) => l.innerText) : [])]
    .map((text) => (text ?? '').replace(/\s+/g, ' ').trim());
const seen = (e) => e.checkVisibility() && !e.closest('[inert]');
return [...document.querySelectorAll('button, a[href], input, select, textarea, summary, [role=button]')]
    .filter(seen).find((e) => said(e).some((text) => text === words || text.startsWith(words))) ?? null;
"#;

/// The running program.
pub struct App {
    /// Its window.
    pub driver: Driver,
    pid: u32,
}

impl App {
    /// Starts Callside and waits until its first screen is there.
    pub async fn start(stage: &Stage, variables: &[(&str, String)]) -> Self {
        Self::start_with(stage, variables, &[]).await
    }

    /// The same with arguments.
    pub async fn start_with(stage: &Stage, variables: &[(&str, String)], arguments: &[&str]) -> Self {
        let driver = Driver::start(stage, program(), variables, arguments).await;
        let app = Self { driver, pid: pid_of(stage) };
        app.sees("Callside is there", "return document.readyState === 'complete' && !!document.querySelector('main')")
            .await;
        app
    }

    /// Waits until a script says yes.
    pub async fn sees(&self, what: &str, script: &str) {
        if !comes_true(async || self.driver.try_script(script, json!([])).await == Ok(json!(true))).await {
            panic!("it never came true that {what}; the page says:\n{}", self.text().await);
        }
    }

    /// Waits until words stand on the page.
    pub async fn reads(&self, words: &str) {
        let read = async || {
            let found =
                self.driver.try_script("return document.body.innerText.includes(arguments[0])", json!([words])).await;
            found == Ok(json!(true))
        };
        if !comes_true(read).await {
            panic!("the page never said {words:?}; it says:\n{}", self.text().await);
        }
    }

    /// Waits until no button is at work.
    pub async fn rests(&self) {
        self.sees("nothing is at work", "return !document.querySelector('button[aria-busy=true], button:disabled')")
            .await;
    }

    /// Everything that the page says.
    pub async fn text(&self) -> String {
        self.driver.script("return document.body.innerText", json!([])).await.as_str().unwrap_or_default().to_owned()
    }

    /// Clicks the control that says these words.
    pub async fn click(&self, words: &str) {
        let clicked = async || {
            let control = self.driver.element(CONTROL, json!([words])).await?;
            // The page may redraw in between.
            self.driver.click(&control).await.ok()
        };
        until(&format!("{words:?} can be clicked"), clicked).await;
    }

    /// Presses keys.
    pub async fn keys(&self, keys: &str) {
        self.driver.keys(keys).await;
    }

    /// Types into the notes of the call in front: as soon as they have the keyboard, for keys are shortcuts before.
    pub async fn notes(&self, text: &str) {
        self.keys("n").await;
        self.sees("the notes have the keyboard", "return document.activeElement?.id === 'wrap-notes'").await;
        self.keys(text).await;
    }

    /// Asks the engine as the page would; for what no screen shows.
    pub async fn ask(&self, command: &str, request: Value) -> Value {
        let told = self.tell(command, request).await;
        assert!(told.get("error").is_none(), "{command} failed: {told}");
        told["answer"].clone()
    }

    /// The same, for what must fail.
    pub async fn ask_error(&self, command: &str, request: Value) -> Value {
        let told = self.tell(command, request).await;
        assert!(told.get("answer").is_none(), "{command} did not fail: {told}");
        told["error"].clone()
    }

    async fn tell(&self, command: &str, request: Value) -> Value {
        const ASK: &str = "const [command, request, done] = arguments;
            window.__TAURI_INTERNALS__.invoke(command, request === null ? {} : { request })
                .then((answer) => done({ answer }), (error) => done({ error }));";
        self.driver.script_async(ASK, json!([command, request])).await
    }

    /// Waits until the program has ended by itself.
    pub async fn ended(self) {
        let place = format!("/proc/{}", self.pid);
        until_true("the program has ended", async || !Path::new(&place).exists()).await;
    }

    /// Kills the program as a power cut would.
    pub fn kill(self) {
        let killed = Command::new("kill").args(["-KILL", &self.pid.to_string()]).status().expect("kill");
        assert!(killed.success(), "the program was there");
    }
}

/// The program: the one that `CALLSIDE_BIN_DIR` has, else built now, with its pages inside.
pub fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        if let Some(folder) = std::env::var_os("CALLSIDE_BIN_DIR") {
            return PathBuf::from(folder).join("callside");
        }
        let root = root();
        let built = Command::new(env!("CARGO"))
            .current_dir(&root)
            .args(["build", "--package", "callside", "--features", "tauri/custom-protocol"])
            .status()
            .expect("cargo");
        assert!(built.success(), "the app does not build");
        callside_tests::headless::program("callside")
    })
}

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the root").to_owned()
}

/// The program in this session: the one whose environment has this session's folder.
fn pid_of(stage: &Stage) -> u32 {
    let program = program().canonicalize().expect("the program");
    let mine = format!("XDG_DATA_HOME={}", stage.folder().join("data").display());
    let is_it = |pid: &u32| {
        let at = |name: &str| format!("/proc/{pid}/{name}");
        std::fs::read_link(at("exe")).is_ok_and(|exe| exe == program)
            && std::fs::read(at("environ")).is_ok_and(|all| all.split(|b| *b == 0).any(|one| one == mine.as_bytes()))
    };
    let processes = std::fs::read_dir("/proc").expect("processes");
    let mut pids = processes.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    pids.find(is_it).expect("the program runs")
}

/// Starts the program a second time, by hand.
pub fn start_again(stage: &Stage, arguments: &[&str]) -> Child {
    stage.command(program()).args(arguments).spawn().expect("the program starts")
}
