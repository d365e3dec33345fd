//! The sign-in page: one form that a person or a test can send.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::oauth::OauthRefusal;
use crate::seed::Cast;

/// The parameters of an authorize request that the form carries on.
const CARRIED: [&str; 10] = [
    "response_type",
    "client_id",
    "redirect_uri",
    "scope",
    "state",
    "code_challenge",
    "code_challenge_method",
    "prompt",
    "display",
    "nonce",
];

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;background:#f3f5f8;color:#16202c;display:grid;\
place-items:center;min-height:100vh;margin:0}main{background:#fff;border:1px solid #d5dbe3;border-radius:12px;\
padding:2rem;width:22rem}h1{font-size:1.25rem;margin:0 0 .25rem}p{margin:.25rem 0 1rem;color:#42505f}\
label{display:block;margin:.75rem 0 .25rem}input{width:100%;box-sizing:border-box;font:inherit;padding:.5rem;\
border:1px solid #8895a5;border-radius:6px}.go{display:flex;gap:.75rem;margin-top:1.25rem}\
button{flex:1;font:inherit;padding:.6rem;border-radius:6px;border:1px solid #0b5cab;background:#0b5cab;color:#fff;\
cursor:pointer}button.no{background:#fff;color:#0b5cab}.wrong{color:#8f1414}";

/// The page that asks who the user is and whether the app may act for them.
#[must_use]
pub fn page(
    cast: &Cast,
    parameters: &HashMap<String, String>,
    username: &str,
    scopes: &str,
    wrong: Option<&str>,
) -> String {
    let mut hidden = String::new();
    for (name, value) in CARRIED.iter().filter_map(|name| parameters.get(*name).map(|value| (name, value))) {
        let _ = write!(hidden, r#"<input type="hidden" name="{name}" value="{}">"#, escape(value));
    }
    let wrong = wrong.map_or_else(String::new, |text| format!(r#"<p class="wrong" role="alert">{}</p>"#, escape(text)));
    // This org holds invented people only, so its password may stand on the page.
    let password = cast.by_username(username).map_or("", |user| user.password.as_str());
    format!(
        r#"<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sign in to the sandbox org</title>
<style>{STYLE}</style></head><body><main><h1>Sign in to the sandbox org</h1>
<p>Callside asks for: {scopes}</p>{wrong}
<form method="post" action="/services/oauth2/authorize">{hidden}
<label for="username">Username</label><input id="username" name="username" autocomplete="username" value="{username}">
<label for="password">Password</label><input id="password" name="password" type="password"
 autocomplete="current-password" value="{password}">
<div class="go"><button id="allow" name="decision" value="allow">Allow</button>
<button id="deny" class="no" name="decision" value="deny">Deny</button></div></form></main></body></html>"#,
        scopes = escape(scopes),
        username = escape(username),
        password = escape(password),
    )
}

/// The page for a request whose callback cannot be trusted.
#[must_use]
pub fn refusal_page(refusal: OauthRefusal) -> String {
    format!(
        r#"<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Error</title><style>{STYLE}</style></head>
<body><main><h1>We can't authorize you because of an OAuth error.</h1>
<p>error={}&amp;error_description={}</p></main></body></html>"#,
        refusal.error.as_str(),
        escape(refusal.description)
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_parameters_stay_text() {
        let parameters = HashMap::from([("state".to_owned(), "\"><script>alert(1)</script>".to_owned())]);
        let html = page(&Cast::default(), &parameters, "<b>", "api", None);
        assert!(!html.contains("<script>") && !html.contains("<b>"));
        assert!(html.contains("&quot;&gt;&lt;script&gt;"));
    }
}
