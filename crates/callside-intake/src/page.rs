//! The page that a Five9 connector shows in the agent's browser: it says that the call is here, and closes itself.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// The secret goes from the address bar and from the tab's history before the page tries to close. Browsers let a
/// script close only windows that a script has opened; otherwise the sentence stays.
const SCRIPT: &str = "history.replaceState(null,'','/');window.close()";

const STYLE: &str = ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:4rem auto;max-width:30rem;text-align:center}";

/// The page. Always the same: nothing of the request is in it.
pub(crate) static HTML: LazyLock<String> = LazyLock::new(|| {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Callside</title>\
         <style>{STYLE}</style></head><body><p>Call received, you can close this page.</p>\
         <script>{SCRIPT}</script></body></html>"
    )
});

/// Its policy allows this one script and this one style, and nothing else.
pub(crate) static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        hash(SCRIPT),
        hash(STYLE)
    )
});
