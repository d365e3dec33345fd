//! Signing out: forgotten here whatever happens there.

use super::stored::ENTRY;
use super::{Session, Tokens};
use crate::http::exchange;
use crate::oauth::Place;
use callside_core::secret::Secret;
use callside_core::vault::VaultError;
use reqwest::{Method, Request};
use std::time::Duration;
use url::Url;
use url::form_urlencoded::Serializer;

/// How long the server may take to revoke.
const PATIENCE: Duration = Duration::from_secs(10);

/// What Salesforce did about a sign-out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revocation {
    /// The tokens are dead.
    Done,
    /// It did not know the token: it was dead already.
    NotKnown,
    /// It could not be reached: the tokens live until the org's policy ends them. An admin can revoke them.
    NotReached,
    /// Nobody was signed in.
    NothingToRevoke,
}

/// How a sign-out went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedOut {
    /// On the server.
    pub server: Revocation,
    /// In the vault; an error means that the refresh token may still rest there.
    pub vault: Result<(), VaultError>,
}

impl Session {
    /// Forgets the sign-in in memory and in the vault, then asks Salesforce to revoke it.
    pub async fn sign_out(&self) -> SignedOut {
        let mut turn = self.0.turn.lock().await;
        let tokens = {
            let mut held = self.0.held();
            held.identity = None;
            held.id_token = None;
            held.tenure += 1;
            std::mem::replace(&mut held.tokens, Tokens::None)
        };
        *turn = None;
        let vault = match &self.0.vault {
            Some(vault) => vault.remove(ENTRY).await,
            None => Ok(()),
        };
        let server = match tokens {
            Tokens::None => Revocation::NothingToRevoke,
            Tokens::Asleep(stored) => self.revoke(&stored.place, &stored.refresh).await,
            // Revoking the refresh token kills its access tokens too.
            Tokens::Unsaved(grant, _) | Tokens::Live(grant) => {
                let token = grant.refresh.as_ref().unwrap_or(&grant.access);
                self.revoke(&grant.place, token).await
            }
        };
        SignedOut { server, vault }
    }

    async fn revoke(&self, place: &Place, token: &Secret) -> Revocation {
        let Ok(url) = Url::parse(&place.login.page("/services/oauth2/revoke")) else { return Revocation::NotReached };
        // Salesforce looks at the token alone; other servers want to know which public client asks (RFC 7009, 2.1).
        let form = Serializer::new(String::new())
            .append_pair("token", token.expose())
            .append_pair("client_id", &place.client_id)
            .finish();
        let mut request = Request::new(Method::POST, url);
        let media = reqwest::header::HeaderValue::from_static("application/x-www-form-urlencoded");
        request.headers_mut().insert(reqwest::header::CONTENT_TYPE, media);
        *request.body_mut() = Some(form.into());
        let client = self.0.http.to(place.login.is_loopback());
        match tokio::time::timeout(PATIENCE, exchange(client, request)).await {
            Ok(Ok(raw)) if raw.status == 200 => Revocation::Done,
            Ok(Ok(raw)) if raw.status == 400 && says_unknown(&raw.body) => Revocation::NotKnown,
            // Refused for another reason is as good as not reached: the tokens live.
            Ok(_) | Err(_) => Revocation::NotReached,
        }
    }
}

/// Whether a refusal is about a token that is not there. Salesforce writes it as a form, unlike everything else.
fn says_unknown(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body);
    ["unsupported_token_type", "invalid_token", "invalid_grant"].iter().any(|code| text.contains(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_refusal_about_the_token_means_that_it_was_dead() {
        for (body, unknown) in [
            ("error=unsupported_token_type&error_description=this+token+type+is+not+supported", true),
            ("error=invalid_token&error_description=invalid%20token%3A%20x", true),
            (r#"{"error":"invalid_request","error_description":"no client authentication mechanism provided"}"#, false),
            ("<html>Bad Request</html>", false),
            ("", false),
        ] {
            assert_eq!(says_unknown(body.as_bytes()), unknown, "{body}");
        }
    }
}
