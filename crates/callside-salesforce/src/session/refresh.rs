//! Refresh with rotation: the new refresh token is in the vault before anything is done with the new access token.
//!
//! Salesforce, "OAuth 2.0 refresh token flow" with rotation: every refresh gives a new refresh token and kills the
//! old one, and a replay of the old one may revoke them all. So there is never more than one refresh at a time.

use super::stored::{ENTRY, Stored};
use super::{Access, Inner, Tokens, access};
use crate::oauth::{ClientCredentials, Grant, NoToken, integration, refresh};
use crate::rest::RestError;
use std::sync::atomic::Ordering;

/// What the holder of the turn finds.
enum Next {
    /// There is a newer token already, or there is nobody.
    Settled(Result<Access, RestError>),
    /// A grant that is not in the vault yet.
    Save(Grant),
    /// A refresh token to trade in.
    Refresh(Stored),
    /// A program asks as at its first call.
    Ask(ClientCredentials),
}

impl Inner {
    /// `refused` is the generation of the access token that no longer works; `seen` the number of refreshes that
    /// had ended when the caller asked.
    pub(super) async fn renew(&self, refused: u64, seen: u64) -> Result<Access, RestError> {
        let mut last_failure = self.turn.lock().await;
        let next = self.next(refused);
        if let Next::Settled(outcome) = next {
            return outcome;
        }
        // A refresh that ended while this caller stood in line was this caller's refresh too.
        if self.refreshes.load(Ordering::SeqCst) > seen
            && let Some(failure) = &*last_failure
        {
            return Err(failure.clone());
        }
        let granted = match next {
            Next::Settled(outcome) => return outcome,
            Next::Save(grant) => Ok(grant),
            Next::Refresh(stored) => refresh(&self.http, &stored.place, &stored.refresh).await,
            Next::Ask(credentials) => integration(&self.http, &credentials).await,
        };
        let outcome = match granted {
            Ok(grant) => self.save(grant).await,
            Err(reason) => Err(self.failed(reason).await),
        };
        self.refreshes.fetch_add(1, Ordering::SeqCst);
        *last_failure = outcome.as_ref().err().cloned();
        outcome
    }

    fn next(&self, refused: u64) -> Next {
        let mut held = self.held();
        match &held.tokens {
            Tokens::None => self.ask_anew(),
            Tokens::Live(grant) if held.generation > refused => Next::Settled(Ok(access(grant, held.generation))),
            Tokens::Unsaved(grant, _) => Next::Save(grant.clone()),
            Tokens::Asleep(stored) => Next::Refresh(stored.clone()),
            Tokens::Live(grant) => match Stored::of(grant) {
                Some(stored) => Next::Refresh(stored),
                None => {
                    held.tokens = Tokens::None;
                    self.ask_anew()
                }
            },
        }
    }

    /// A program asks by itself; a person has to.
    fn ask_anew(&self) -> Next {
        self.integration.clone().map_or(Next::Settled(Err(RestError::SignInNeeded)), Next::Ask)
    }

    /// Keeps the grant and only then lets it be used. When the vault does not take it, it stays in memory, so that
    /// the next caller can try again: the old refresh token is dead by now.
    async fn save(&self, grant: Grant) -> Result<Access, RestError> {
        let kept = self.keep(&grant).await;
        let mut held = self.held();
        match kept {
            Ok(()) => {
                held.generation += 1;
                let access = access(&grant, held.generation);
                held.tokens = Tokens::Live(grant);
                Ok(access)
            }
            Err(error) => {
                held.tokens = Tokens::Unsaved(grant, error.clone());
                Err(RestError::Vault(error))
            }
        }
    }

    /// A refusal ends the sign-in; everything else leaves it as it was.
    async fn failed(&self, reason: NoToken) -> RestError {
        match reason {
            NoToken::Unreachable => RestError::Unreachable,
            NoToken::Gateway(status) => RestError::Foreign { status, retry_after_s: None },
            NoToken::BadAnswer => RestError::Unreadable("token"),
            NoToken::Refused(code) if is_passing(&code) => RestError::Foreign { status: 503, retry_after_s: None },
            NoToken::Refused(code) => {
                tracing::warn!(code, "Salesforce ended the sign-in");
                self.held().tokens = Tokens::None;
                // The token is dead for ever, so it must not be sent again at the next start. Other refusals are
                // about the user or the app, and an admin may take them back.
                if code == "invalid_grant"
                    && let Some(vault) = &self.vault
                    && let Err(error) = vault.remove(ENTRY).await
                {
                    tracing::warn!(%error, "a dead sign-in stays in the keychain");
                }
                RestError::SignInNeeded
            }
        }
    }
}

fn is_passing(code: &str) -> bool {
    matches!(code, "rate_limit_exceeded" | "server_error" | "temporarily_unavailable" | "unknown_error")
}
