//! What users have granted: codes, sessions, and families of refresh tokens.

use std::collections::HashMap;
use std::time::Duration;

use jiff::Timestamp;

use super::authorize::AuthorizeRequest;
use super::client::Scopes;
use super::codes::Codes;
use super::refusal::OauthRefusal;
use super::sessions::{Session, Sessions};
use crate::random;

/// All grants of a sandbox.
#[derive(Debug)]
pub struct Grants {
    codes: Codes,
    sessions: Sessions,
    rotation: bool,
    families: HashMap<u64, Family>,
    refresh_tokens: HashMap<String, RefreshToken>,
    last_family: u64,
}

/// The refresh tokens that descend from one sign-in.
#[derive(Debug)]
struct Family {
    user: String,
    scopes: Scopes,
}

#[derive(Debug)]
struct RefreshToken {
    family: u64,
    spent: bool,
}

/// The answer to a token request.
#[derive(Debug, Clone)]
pub struct Issued {
    /// The access token.
    pub access_token: String,
    /// A new refresh token, where one belongs to the answer.
    pub refresh_token: Option<String>,
    /// Id of the user.
    pub user: String,
    /// What was granted.
    pub scopes: Scopes,
    /// What the answer says about the sign-in itself.
    pub openid: Option<OpenId>,
}

/// The sign-in that an id token is about. A refresh is none.
#[derive(Debug, Clone)]
pub struct OpenId {
    /// What the authorize request brought.
    pub nonce: Option<String>,
}

impl Grants {
    /// No grants yet.
    #[must_use]
    pub fn new(org_id: &str, session_lifetime: Duration, rotation: bool) -> Self {
        Self {
            codes: Codes::default(),
            sessions: Sessions::new(org_id, session_lifetime),
            rotation,
            families: HashMap::new(),
            refresh_tokens: HashMap::new(),
            last_family: 0,
        }
    }

    /// A code for a request that this user allowed.
    pub fn issue_code(&mut self, request: AuthorizeRequest, user: &str, now: Timestamp) -> String {
        self.codes.issue(request, user, now)
    }

    /// `grant_type=authorization_code`.
    ///
    /// # Errors
    /// `invalid_grant`, `invalid_request` or `redirect_uri_mismatch`; the code is spent all the same.
    pub fn redeem(
        &mut self,
        code: &str,
        redirect_uri: Option<&str>,
        verifier: Option<&str>,
        now: Timestamp,
    ) -> Result<Issued, OauthRefusal> {
        let (user, request) = self.codes.redeem(code, redirect_uri, verifier, now)?;
        let openid = request.scopes.has_openid().then_some(OpenId { nonce: request.nonce });
        Ok(Issued { openid, ..self.sign_in(&user, request.scopes, now) })
    }

    /// Opens a session, and a family of refresh tokens if the scopes have one.
    pub fn sign_in(&mut self, user: &str, scopes: Scopes, now: Timestamp) -> Issued {
        let family = scopes.has_refresh().then(|| {
            self.last_family += 1;
            self.families.insert(self.last_family, Family { user: user.to_owned(), scopes: scopes.clone() });
            self.last_family
        });
        let refresh_token = family.map(|family| self.new_refresh_token(family));
        let access_token = self.sessions.open(user, scopes.clone(), family, now);
        Issued { access_token, refresh_token, user: user.to_owned(), scopes, openid: None }
    }

    /// `grant_type=refresh_token`. With rotation the old token dies at once, and using it again ends the family.
    ///
    /// # Errors
    /// Always "expired access/refresh token".
    pub fn refresh(&mut self, token: &str, now: Timestamp) -> Result<Issued, OauthRefusal> {
        let Some(known) = self.refresh_tokens.get_mut(token) else {
            return Err(OauthRefusal::DEAD_REFRESH_TOKEN);
        };
        let number = known.family;
        if known.spent {
            self.end_family(number);
            return Err(OauthRefusal::DEAD_REFRESH_TOKEN);
        }
        known.spent = self.rotation;
        let Some(family) = self.families.get(&number) else {
            return Err(OauthRefusal::DEAD_REFRESH_TOKEN);
        };
        let (user, scopes) = (family.user.clone(), family.scopes.clone());
        let refresh_token = self.rotation.then(|| self.new_refresh_token(number));
        let access_token = self.sessions.open(&user, scopes.clone(), Some(number), now);
        Ok(Issued { access_token, refresh_token, user, scopes, openid: None })
    }

    /// The session of an access token, and keeps it alive.
    pub fn session(&mut self, access_token: &str, now: Timestamp) -> Option<Session> {
        self.sessions.touch(access_token, now)
    }

    /// The session of a token, and whether it was the access or the refresh token; nothing is kept alive.
    #[must_use]
    pub fn inspect(&self, token: &str, now: Timestamp) -> Option<Inspected> {
        if let Some(session) = self.sessions.peek(token, now) {
            return Some(Inspected::Access(session.clone()));
        }
        let known = self.refresh_tokens.get(token).filter(|known| !known.spent)?;
        let family = self.families.get(&known.family)?;
        Some(Inspected::Refresh { user: family.user.clone(), scopes: family.scopes.clone() })
    }

    /// Revokes an access or refresh token. A refresh token takes its access tokens with it. False when the token is
    /// unknown.
    pub fn revoke(&mut self, token: &str) -> bool {
        if self.sessions.close(token) {
            return true;
        }
        let Some(known) = self.refresh_tokens.get(token) else { return false };
        let family = known.family;
        let alive = self.families.contains_key(&family);
        self.end_family(family);
        alive
    }

    /// Ends every session, or those of one user; refresh tokens live on.
    pub fn expire_sessions(&mut self, user: Option<&str>) {
        self.sessions.close_all(user);
    }

    /// Ends one session; its refresh token lives on.
    pub fn expire_session(&mut self, access_token: &str) {
        self.sessions.close(access_token);
    }

    /// Ends every grant, or those of one user, as an admin does who revokes the app.
    pub fn revoke_all(&mut self, user: Option<&str>) {
        self.families.retain(|_, family| user.is_some_and(|user| family.user != user));
        self.sessions.close_all(user);
    }

    fn end_family(&mut self, family: u64) {
        self.families.remove(&family);
        self.sessions.close_family(family);
    }

    fn new_refresh_token(&mut self, family: u64) -> String {
        let token = format!("5Aep861{}", random::token(60));
        self.refresh_tokens.insert(token.clone(), RefreshToken { family, spent: false });
        token
    }
}

/// What a token stands for.
#[derive(Debug, Clone)]
pub enum Inspected {
    /// An access token.
    Access(Session),
    /// A refresh token.
    Refresh {
        /// Id of the user.
        user: String,
        /// What was granted.
        scopes: Scopes,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_750_000_000 + seconds).unwrap()
    }

    fn granted(rotation: bool) -> (Grants, Issued) {
        let mut grants = Grants::new("00DCs0000000001AAA", Duration::from_secs(100), rotation);
        let issued = grants.sign_in("005", Scopes::parse(None).unwrap(), at(0));
        (grants, issued)
    }

    #[test]
    fn a_session_lives_on_while_it_is_used() {
        let (mut grants, issued) = granted(true);
        assert!(grants.session(&issued.access_token, at(90)).is_some());
        assert!(grants.session(&issued.access_token, at(180)).is_some());
        assert!(grants.session(&issued.access_token, at(281)).is_none());
        assert!(grants.session(&issued.access_token, at(100)).is_none(), "a dead session stays dead");
    }

    #[test]
    fn rotation_kills_the_old_token_and_replay_the_family() {
        let (mut grants, first) = granted(true);
        let old = first.refresh_token.unwrap();
        let second = grants.refresh(&old, at(1)).unwrap();
        let third = grants.refresh(second.refresh_token.as_deref().unwrap(), at(2)).unwrap();
        assert_eq!(grants.refresh(&old, at(3)).unwrap_err(), OauthRefusal::DEAD_REFRESH_TOKEN);
        assert!(grants.session(&third.access_token, at(4)).is_none());
        assert_eq!(
            grants.refresh(third.refresh_token.as_deref().unwrap(), at(4)).unwrap_err(),
            OauthRefusal::DEAD_REFRESH_TOKEN
        );
    }

    #[test]
    fn without_rotation_the_token_stays() {
        let (mut grants, first) = granted(false);
        let token = first.refresh_token.unwrap();
        assert!(grants.refresh(&token, at(1)).unwrap().refresh_token.is_none());
        assert!(grants.refresh(&token, at(2)).is_ok());
        assert!(grants.revoke(&token));
        assert!(!grants.revoke(&token));
        assert!(grants.session(&first.access_token, at(3)).is_none());
    }
}
