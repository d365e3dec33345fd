//! Access tokens. A session lives a set time after its last use, as the org's session settings have it.

use std::collections::HashMap;
use std::time::Duration;

use jiff::Timestamp;

use super::client::Scopes;
use crate::clock::after;
use crate::random;

/// What an access token stands for.
#[derive(Debug, Clone)]
pub struct Session {
    /// Id of the user.
    pub user: String,
    /// What the token allows.
    pub scopes: Scopes,
    /// When it was given out.
    pub issued: Timestamp,
    /// When it dies if it is not used.
    pub expires: Timestamp,
    /// The family of refresh tokens that it came from.
    pub family: Option<u64>,
}

/// The access tokens that were given out.
#[derive(Debug)]
pub struct Sessions {
    org_id: String,
    lifetime: Duration,
    live: HashMap<String, Session>,
}

impl Sessions {
    /// Sessions of an org, each living `lifetime` after its last use.
    #[must_use]
    pub fn new(org_id: &str, lifetime: Duration) -> Self {
        Self { org_id: org_id.to_owned(), lifetime, live: HashMap::new() }
    }

    /// A new access token. It starts with the org's 15-character id and an exclamation mark, as real ones do.
    pub fn open(&mut self, user: &str, scopes: Scopes, family: Option<u64>, now: Timestamp) -> String {
        let short: String = self.org_id.chars().take(15).collect();
        let token = format!("{short}!AQ{}", random::token(60).replace('-', "."));
        let expires = after(now, self.lifetime);
        let session = Session { user: user.to_owned(), scopes, issued: now, expires, family };
        self.live.insert(token.clone(), session);
        token
    }

    /// The session of a token, and keeps it alive.
    pub fn touch(&mut self, token: &str, now: Timestamp) -> Option<Session> {
        let session = self.live.get_mut(token)?;
        if now > session.expires {
            self.live.remove(token);
            return None;
        }
        session.expires = after(now, self.lifetime);
        Some(session.clone())
    }

    /// The session of a token as it is, without keeping it alive.
    #[must_use]
    pub fn peek(&self, token: &str, now: Timestamp) -> Option<&Session> {
        self.live.get(token).filter(|session| now <= session.expires)
    }

    /// Ends one session. False when there is none.
    pub fn close(&mut self, token: &str) -> bool {
        self.live.remove(token).is_some()
    }

    /// Ends the sessions that came from one family of refresh tokens.
    pub fn close_family(&mut self, family: u64) {
        self.live.retain(|_, session| session.family != Some(family));
    }

    /// Ends every session, or every session of one user.
    pub fn close_all(&mut self, user: Option<&str>) {
        self.live.retain(|_, session| user.is_some_and(|user| session.user != user));
    }
}
