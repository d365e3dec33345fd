//! As much of a browser as a sign-in needs: it keeps cookies and follows redirects.

use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, Url};
use std::collections::BTreeMap;

/// No sign-in takes more steps.
const MOST_STEPS: usize = 20;

/// Opens an address, goes where it is sent, and gives the status and the text of the last page.
pub async fn open(address: Url) -> (u16, String) {
    let client = Client::builder().redirect(Policy::none()).no_proxy().build().expect("a client");
    let mut cookies = BTreeMap::new();
    let mut address = address;
    for _ in 0..MOST_STEPS {
        let sent = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let page = client.get(address.clone()).header(COOKIE, sent).send().await.expect("the page comes");
        for cookie in page.headers().get_all(SET_COOKIE) {
            keep(&mut cookies, cookie.to_str().expect("a cookie is text"));
        }
        match page.headers().get(LOCATION) {
            None => return (page.status().as_u16(), page.text().await.expect("the page has a text")),
            Some(next) => address = address.join(next.to_str().expect("an address is text")).expect("an address"),
        }
    }
    panic!("no end of redirects at {address}");
}

/// An empty cookie is one that is taken back.
fn keep(cookies: &mut BTreeMap<String, String>, cookie: &str) {
    let pair = cookie.split(';').next().unwrap_or_default();
    let (name, value) = pair.split_once('=').expect("a cookie has a name");
    if value.is_empty() {
        cookies.remove(name);
    } else {
        cookies.insert(name.to_owned(), value.to_owned());
    }
}
