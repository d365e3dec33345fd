//! The token endpoint, by the `oauth2` crate over this crate's own HTTP.

use super::error::SignInError;
use super::grant::{Grant, Place};
use super::host::LoginHost;
use super::id_token::{Expected, IdToken};
use super::integration::ClientCredentials;
use crate::http::{Failure, Http, exchange};
use crate::rest::Origin;
use callside_core::secret::Secret;
use oauth2::basic::{
    BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse, BasicTokenType,
};
use oauth2::{
    AuthType, AuthUrl, AuthorizationCode, Client, ClientId, ClientSecret, EndpointNotSet, EndpointSet,
    ExtraTokenFields, HttpRequest, HttpResponse, PkceCodeVerifier, RedirectUrl, RefreshToken, RequestTokenError,
    StandardRevocableToken, StandardTokenResponse, TokenResponse as _, TokenUrl,
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long the token endpoint may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// What Salesforce adds to a token answer.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SalesforceFields {
    instance_url: String,
    /// Identity URL, on the sign-in server.
    id: Option<String>,
    /// With the scope `openid`.
    id_token: Option<String>,
}

impl ExtraTokenFields for SalesforceFields {}

type Answer = StandardTokenResponse<SalesforceFields, BasicTokenType>;
/// The app at the sign-in server: a public client, without a secret.
pub(super) type App = Client<
    BasicErrorResponse,
    Answer,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;
type TokenError = RequestTokenError<Failure, BasicErrorResponse>;

/// Why the token endpoint gave no token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NoToken {
    /// It cannot be reached, or its answer was lost.
    Unreachable,
    /// A gateway answered.
    Gateway(u16),
    /// It refused: OAuth error code.
    Refused(String),
    /// Its answer cannot be used.
    BadAnswer,
}

impl From<NoToken> for SignInError {
    fn from(reason: NoToken) -> Self {
        match reason {
            NoToken::Unreachable | NoToken::Gateway(_) => Self::Unreachable,
            NoToken::Refused(code) => Self::Refused { code },
            NoToken::BadAnswer => Self::BadAnswer,
        }
    }
}

/// The app at a sign-in server.
pub(super) fn app(login: &LoginHost, client_id: &str) -> Result<App, SignInError> {
    let authorize = AuthUrl::new(login.page("/services/oauth2/authorize")).map_err(|_| SignInError::BadAnswer)?;
    let token = TokenUrl::new(login.page("/services/oauth2/token")).map_err(|_| SignInError::BadAnswer)?;
    Ok(Client::new(ClientId::new(client_id.to_owned())).set_auth_uri(authorize).set_token_uri(token))
}

/// Trades an authorization code for tokens.
pub(super) async fn redeem(
    http: &Http,
    app: &App,
    login: &LoginHost,
    code: String,
    verifier: PkceCodeVerifier,
    redirect: RedirectUrl,
    nonce: &str,
) -> Result<Grant, NoToken> {
    let carry = carrier(http, login);
    let answer = app
        .exchange_code(AuthorizationCode::new(code))
        .set_pkce_verifier(verifier)
        .set_redirect_uri(std::borrow::Cow::Owned(redirect))
        .request_async(&carry)
        .await
        .map_err(reason)?;
    let client_id = app.client_id().as_str();
    let mut grant = grant(&answer, login, client_id, None)?;
    if let Some(token) = &answer.extra_fields().id_token {
        let origins = [login.to_string(), grant.place.instance.to_string()];
        let issuers = origins.each_ref().map(String::as_str);
        let read = IdToken::read(token, &Expected { nonce, client_id, issuers });
        grant.id_token = Some(read.ok_or(NoToken::BadAnswer)?);
    }
    Ok(grant)
}

/// Trades a refresh token for a new access token, and with rotation for a new refresh token.
pub(crate) async fn refresh(http: &Http, place: &Place, token: &Secret) -> Result<Grant, NoToken> {
    let app = app(&place.login, &place.client_id).map_err(|_| NoToken::BadAnswer)?;
    let carry = carrier(http, &place.login);
    let old = RefreshToken::new(token.expose().to_owned());
    let answer = app.exchange_refresh_token(&old).request_async(&carry).await.map_err(reason)?;
    grant(&answer, &place.login, &place.client_id, Some(token))
}

/// Asks for an access token as a program.
pub(crate) async fn integration(http: &Http, credentials: &ClientCredentials) -> Result<Grant, NoToken> {
    let ClientCredentials { login, client_id, secret } = credentials;
    let app = app(login, client_id).map_err(|_| NoToken::BadAnswer)?;
    let app = app.set_client_secret(ClientSecret::new(secret.expose().to_owned()));
    // In the form: a key with characters that Basic would have to escape is read the same everywhere.
    let app = app.set_auth_type(AuthType::RequestBody);
    let carry = carrier(http, login);
    let answer = app.exchange_client_credentials().request_async(&carry).await.map_err(reason)?;
    grant(&answer, login, client_id, None)
}

/// The instance comes from the token answer and from nowhere else, and must be as safe as the sign-in server.
fn grant(answer: &Answer, login: &LoginHost, client_id: &str, old: Option<&Secret>) -> Result<Grant, NoToken> {
    let instance = Origin::parse(&answer.extra_fields().instance_url).map_err(|_| NoToken::BadAnswer)?;
    if instance.is_loopback() && !login.is_loopback() {
        return Err(NoToken::BadAnswer);
    }
    let new = answer.refresh_token().map(|token| Secret::new(token.secret().as_str()));
    Ok(Grant {
        access: Secret::new(answer.access_token().secret().as_str()),
        refresh: new.or_else(|| old.cloned()),
        place: Place { instance, login: login.clone(), client_id: client_id.to_owned() },
        identity_path: answer.extra_fields().id.as_deref().and_then(identity_path),
        id_token: None,
    })
}

/// Only the path is taken over: the org's own server answers it too, and no other host is to see the token.
fn identity_path(identity_url: &str) -> Option<String> {
    let url = url::Url::parse(identity_url).ok()?;
    let is_id = |part: &str| matches!(part.len(), 15 | 18) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    match url.path().split('/').collect::<Vec<_>>().as_slice() {
        ["", "id", org, user] if is_id(org) && is_id(user) => Some(url.path().to_owned()),
        _ => None,
    }
}

fn reason(error: TokenError) -> NoToken {
    match error {
        RequestTokenError::ServerResponse(refusal) => NoToken::Refused(refusal.error().as_ref().to_owned()),
        RequestTokenError::Request(Failure::Gateway(status)) => NoToken::Gateway(status),
        RequestTokenError::Request(Failure::NotSent | Failure::Lost) => NoToken::Unreachable,
        // The parse error holds the answer's bytes, which may hold tokens: it goes no further.
        RequestTokenError::Request(Failure::TooLarge) | RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            NoToken::BadAnswer
        }
    }
}

/// Carries a request of the `oauth2` crate.
fn carrier(http: &Http, login: &LoginHost) -> impl Fn(HttpRequest) -> Carried + use<> {
    let client = http.to(login.is_loopback()).clone();
    move |request| {
        let client = client.clone();
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(|_| Failure::NotSent)?;
            let answered = tokio::time::timeout(PATIENCE, exchange(&client, request)).await;
            let raw = answered.map_err(|_| Failure::Lost)??;
            if raw.status >= 500 || (300..400).contains(&raw.status) {
                return Err(Failure::Gateway(raw.status));
            }
            let mut response = HttpResponse::new(raw.body);
            *response.status_mut() = oauth2::http::StatusCode::from_u16(raw.status).map_err(|_| Failure::Lost)?;
            *response.headers_mut() = raw.headers;
            Ok(response)
        })
    }
}

type Carried = std::pin::Pin<Box<dyn Future<Output = Result<HttpResponse, Failure>> + Send>>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_url_has_two_ids() {
        let path = "/id/00DdM00000vfgTuUAI/005dM00000awSFJQA2";
        assert_eq!(identity_path(&format!("https://login.salesforce.com{path}")).as_deref(), Some(path));
        for bad in
            ["", "https://a.com/id/x/y", "https://a.com/services/oauth2/revoke", "https://a.com/id/00DdM00000vfgTuUAI"]
        {
            assert_eq!(identity_path(bad), None, "{bad}");
        }
    }
}
