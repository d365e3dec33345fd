//! The page that the agent's browser gets.

use crate::house::{FIVE9, accepted_call, at, open};
use crate::wire::{Answer, FORM, request};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

async fn page(query: &str) -> Answer {
    let (door, _sink) = open().await;
    request(door.port(), "GET", &at(&format!("five9/connector?{query}")), &[], "").await
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split_once(from).unwrap().1.split_once(to).unwrap().0
}

#[tokio::test]
async fn the_page_says_its_sentence_and_closes_itself() {
    let answer = page(&accepted_call()).await;
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(answer.body.contains("Call received, you can close this page."));
    let script = between(&answer.body, "<script>", "</script>");
    assert!(script.contains("window.close()") && script.contains("replaceState"), "{script}");
}

#[tokio::test]
async fn its_policy_allows_its_own_script_and_style_and_nothing_else() {
    let answer = page(&accepted_call()).await;
    let policy = answer.header("content-security-policy").unwrap();
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())));
    let script = hash(between(&answer.body, "<script>", "</script>"));
    let style = hash(between(&answer.body, "<style>", "</style>"));
    let expected = format!(
        "default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    assert_eq!(policy, expected);
    for outside in ["src=", "href=", "http:", "https:", "url(", "@import"] {
        assert!(!answer.body.contains(outside), "{outside}");
    }
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
}

#[tokio::test]
async fn nothing_of_the_request_is_in_the_page() {
    let plain = page(&accepted_call()).await.body;
    let hostile =
        page(&format!("{}&comments=%3Cscript%3Ealert(1)%3C/script%3E&x=%22%27%3E", accepted_call())).await.body;
    assert_eq!(plain, hostile);
    let refused = page("secret=%3Cscript%3Ealert(1)%3C/script%3E&call_id=%3Cb%3E").await;
    assert_eq!(refused.status, 403);
    assert_eq!(refused.header("content-type"), Some("application/json"));
    assert!(!refused.body.contains("alert"), "{}", refused.body);
}

#[tokio::test]
async fn a_post_gets_the_page_only_where_a_browser_asks() {
    let (door, _sink) = open().await;
    let form = format!("secret={FIVE9}&call_id=1");
    for (accept, kind) in [("text/html,application/xhtml+xml", "text/html; charset=utf-8"), ("*/*", "application/json")]
    {
        let answer = request(door.port(), "POST", &at("five9/connector"), &[FORM, ("Accept", accept)], &form).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(kind)), "{accept}");
    }
}
