//! The page that the browser shows at the end. It repeats nothing of what was sent.

use tokio::io::{AsyncWrite, AsyncWriteExt as _};

/// The words of the page that the browser shows at the end of an attempt, as plain text without markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageWords {
    /// Language of the words, as a tag of BCP 47.
    pub language: &'static str,
    /// It worked.
    pub signed_in: &'static str,
    /// The person, or Salesforce, said no.
    pub not_signed_in: &'static str,
    /// Where it is said why.
    pub says_why: &'static str,
    /// The tab is no longer needed.
    pub close: &'static str,
}

impl PageWords {
    /// English.
    pub const ENGLISH: Self = Self {
        language: "en",
        signed_in: "You are signed in.",
        not_signed_in: "You are not signed in.",
        says_why: "Callside says why.",
        close: "You can close this tab.",
    };
}

/// What the page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// It worked.
    SignedIn(PageWords),
    /// The person, or Salesforce, said no.
    NotSignedIn(PageWords),
    /// A hit that does not belong to the attempt.
    NotOurs(u16),
}

impl Page {
    const fn status(self) -> (u16, &'static str) {
        match self {
            Self::SignedIn(_) | Self::NotSignedIn(_) => (200, "OK"),
            Self::NotOurs(400) => (400, "Bad Request"),
            Self::NotOurs(403) => (403, "Forbidden"),
            Self::NotOurs(405) => (405, "Method Not Allowed"),
            Self::NotOurs(421) => (421, "Misdirected Request"),
            Self::NotOurs(_) => (404, "Not Found"),
        }
    }

    /// Language, heading and line. Whoever comes uncalled is told so in English: it is no page of this attempt.
    fn words(self) -> (&'static str, &'static str, String) {
        match self {
            Self::SignedIn(words) => (words.language, words.signed_in, words.close.to_owned()),
            Self::NotSignedIn(words) => {
                (words.language, words.not_signed_in, format!("{} {}", words.says_why, words.close))
            }
            Self::NotOurs(_) => {
                (PageWords::ENGLISH.language, "There is nothing here.", PageWords::ENGLISH.close.to_owned())
            }
        }
    }

    fn text(self) -> String {
        let (status, reason) = self.status();
        let (language, title, line) = self.words();
        let body = format!(
            "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>Callside</title><style>\
             :root{{color-scheme:light dark}}body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:30rem;\
             margin:20vh auto;padding:0 1rem;text-align:center}}</style></head>\
             <body dir=\"auto\"><main><h1>{title}</h1><p>{line}</p></main></body></html>"
        );
        format!(
            "HTTP/1.1 {status} {reason}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
             Connection: close\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n\
             X-Content-Type-Options: nosniff\r\n\
             Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n\r\n{body}",
            body.len()
        )
    }
}

/// Answers and closes. A browser that has gone away is no error.
pub(super) async fn answer(stream: &mut (impl AsyncWrite + Unpin), page: Page) {
    if stream.write_all(page.text().as_bytes()).await.is_ok() {
        let _ = stream.shutdown().await;
    }
}
