//! The page that the browser shows at the end. It repeats nothing of what was sent.

use tokio::io::{AsyncWrite, AsyncWriteExt as _};

/// What the page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// It worked.
    SignedIn,
    /// The person, or Salesforce, said no.
    NotSignedIn,
    /// A hit that does not belong to the attempt.
    NotOurs(u16),
}

impl Page {
    const fn status(self) -> (u16, &'static str) {
        match self {
            Self::SignedIn | Self::NotSignedIn => (200, "OK"),
            Self::NotOurs(400) => (400, "Bad Request"),
            Self::NotOurs(403) => (403, "Forbidden"),
            Self::NotOurs(405) => (405, "Method Not Allowed"),
            Self::NotOurs(421) => (421, "Misdirected Request"),
            Self::NotOurs(_) => (404, "Not Found"),
        }
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::SignedIn => ("You are signed in.", "You can close this tab."),
            Self::NotSignedIn => ("You are not signed in.", "Callside says why. You can close this tab."),
            Self::NotOurs(_) => ("There is nothing here.", "You can close this tab."),
        }
    }

    fn text(self) -> String {
        let (status, reason) = self.status();
        let (title, line) = self.words();
        let body = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Callside</title><style>\
             :root{{color-scheme:light dark}}body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:30rem;\
             margin:20vh auto;padding:0 1rem;text-align:center}}</style></head>\
             <body><main><h1>{title}</h1><p>{line}</p></main></body></html>"
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
