//! Signing in with the org's own OpenID token, from the sandbox, verified by its published keys.

use crate::bed::{Site, rings};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use callside_core::secret::Secret;
use callside_link::{Gate, GateError, Grant};
use callside_relay::Relay;
use callside_sandbox::{Sandbox, SandboxOptions};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// An org, a relay that trusts it, and its front.
struct Stage {
    sandbox: Sandbox,
    site: Site,
    relay: Relay,
    gate: Gate,
}

impl Stage {
    /// `edit` changes the relay's configuration.
    async fn set(edit: impl FnOnce(&mut Value)) -> Self {
        let sandbox = Sandbox::start(SandboxOptions { auto_approve: true, ..SandboxOptions::default() }).await.unwrap();
        let org = sandbox.credentials();
        let site = Site::new();
        let mut settings = site.settings("a");
        settings["identity"] = json!({ "issuer": org.login_url, "client_id": org.client_id, "org_id": org.org_id });
        settings["team"]["people"][0]["salesforce_user"] = json!(org.user_id);
        edit(&mut settings);
        let relay = Relay::start(serde_json::from_value(settings).unwrap(), site.hands.clock()).await.unwrap();
        let gate = Gate::new(&format!("http://{}", relay.listen())).unwrap();
        Self { sandbox, site, relay, gate }
    }

    /// What the browser and the token endpoint do (OAuth 2.0 with PKCE).
    async fn id_token(&self, nonce: &str) -> Secret {
        let org = self.sandbox.credentials();
        let verifier = "v".repeat(64);
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&verifier));
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let redirect = &org.redirect_uris[0];
        let asked = client.get(format!("{}/services/oauth2/authorize", org.login_url)).query(&[
            ("response_type", "code"),
            ("client_id", &org.client_id),
            ("redirect_uri", redirect),
            ("scope", "openid"),
            ("state", "s"),
            ("nonce", nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ]);
        let back = asked.send().await.unwrap();
        let location = back.headers()["location"].to_str().unwrap().to_owned();
        let location = reqwest::Url::parse(&location).unwrap();
        let code = location.query_pairs().find(|(name, _)| name == "code").expect("a code").1.into_owned();
        let form = [
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("client_id", &org.client_id),
            ("redirect_uri", redirect),
            ("code_verifier", &verifier),
        ];
        let answer = client.post(format!("{}/services/oauth2/token", org.login_url)).form(&form).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        Secret::new(answer["id_token"].as_str().unwrap_or_else(|| panic!("{answer}")))
    }

    async fn sign_in(&self) -> Result<Grant, GateError> {
        let nonce = self.gate.nonce().await?;
        self.gate.session(&self.id_token(&nonce).await).await
    }
}

#[tokio::test]
async fn a_person_of_the_org_gets_a_session_and_their_calls() {
    let stage = Stage::set(|_| {}).await;
    let about = stage.gate.about().await.unwrap();
    assert_eq!(about.sign_in.issuer, stage.sandbox.credentials().login_url);
    let grant = stage.sign_in().await.unwrap();
    assert_eq!(grant.person.as_str(), "dana@example.com");
    let desk = std::sync::Arc::new(crate::bed::TestDesk::new(grant.clone()));
    let link = stage.site.link_desk(&format!("http://{}", stage.relay.listen()), desk, "one");
    stage.site.five9(&stage.relay, &rings("1", "dana")).await;
    link.desk.has(1).await;
    let next = stage.gate.renew(&grant.renewal).await.unwrap();
    assert_ne!(next.session, grant.session);
}

#[tokio::test]
async fn a_proof_is_good_once_and_for_its_challenge_alone() {
    let stage = Stage::set(|_| {}).await;
    let nonce = stage.gate.nonce().await.unwrap();
    let token = stage.id_token(&nonce).await;
    assert!(stage.gate.session(&token).await.is_ok());
    assert_eq!(stage.gate.session(&token).await, Err(GateError::Refused), "shown again");
    let foreign = stage.id_token("a-challenge-of-somebody-else").await;
    assert_eq!(stage.gate.session(&foreign).await, Err(GateError::Refused));
}

#[tokio::test]
async fn a_changed_token_is_no_proof() {
    let stage = Stage::set(|_| {}).await;
    let nonce = stage.gate.nonce().await.unwrap();
    let token = stage.id_token(&nonce).await;
    let text = token.expose();
    // A bit in each of header, claims and signature; and the claims of somebody else under the same signature.
    for at in [5, text.find('.').unwrap() + 10, text.len() - 10] {
        let mut bytes = text.as_bytes().to_vec();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        let changed = Secret::new(String::from_utf8(bytes).unwrap());
        assert_eq!(stage.gate.session(&changed).await, Err(GateError::Refused), "byte {at}");
    }
    let mut parts: Vec<&str> = text.split('.').collect();
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(parts[1]).unwrap()).unwrap();
    let mut claims = claims;
    claims["email"] = json!("ada@example.com");
    claims["email_verified"] = json!(true);
    let forged = URL_SAFE_NO_PAD.encode(claims.to_string());
    parts[1] = &forged;
    assert_eq!(stage.gate.session(&Secret::new(parts.join("."))).await, Err(GateError::Refused));
    assert!(stage.gate.session(&token).await.is_ok(), "the true one still is");
}

#[tokio::test]
async fn tokens_of_another_app_org_or_time_are_refused() {
    let other_app = Stage::set(|s| s["identity"]["client_id"] = json!("another-app")).await;
    assert_eq!(other_app.sign_in().await, Err(GateError::Refused));
    let other_org = Stage::set(|s| s["identity"]["org_id"] = json!("00D000000000009AAA")).await;
    assert_eq!(other_org.sign_in().await, Err(GateError::Refused));
    let skewed = Stage::set(|_| {}).await;
    skewed.site.hands.forward(jiff::SignedDuration::from_secs(40));
    assert!(skewed.sign_in().await.is_ok(), "clocks may be apart by less than a minute");
    skewed.site.hands.forward(jiff::SignedDuration::from_mins(10));
    assert_eq!(skewed.sign_in().await, Err(GateError::Refused));
}

#[tokio::test]
async fn who_is_not_of_the_team_gets_no_session() {
    let stage = Stage::set(|s| s["team"]["people"][0]["salesforce_user"] = json!("005000000000009AAA")).await;
    assert_eq!(stage.sign_in().await, Err(GateError::NotOfTheTeam), "the token carries no e-mail address");
}
