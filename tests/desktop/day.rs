//! A working day: the session, the org, the program, and the phone system that reaches its door.

use crate::app::App;
use crate::pictures;
use crate::stage::Stage;
use crate::wait::until_true;
use callside_relay::Relay;
use callside_sandbox::org::{Entry, LedgerFilter};
use callside_sandbox::players::{AIRCALL_TOKEN, CallPlay, PHONE_SECRET, Player};
use callside_sandbox::{Sandbox, SandboxOptions};
use callside_tests::site::Site;
use serde_json::{Value, json};
use std::net::SocketAddr;

/// The day.
pub struct Day {
    /// The window.
    pub app: App,
    /// The org.
    pub sandbox: Sandbox,
    /// The session.
    pub stage: Stage,
    door: Value,
}

/// What points the program to a sandbox.
pub fn variables(sandbox: &Sandbox) -> Vec<(&'static str, String)> {
    vec![("CALLSIDE_LOGIN_URL", sandbox.base_url().to_owned()), ("CALLSIDE_CLIENT_ID", sandbox.credentials().client_id)]
}

impl Day {
    /// Before the sign-in.
    pub async fn begin() -> Self {
        Self::begin_on(Stage::new()).await
    }

    /// A relay of this org at which Grace looks after the queue of these people.
    pub async fn relay_of(&self, site: &Site, people: &[&str]) -> Relay {
        self.relay_like(site, people, |_| {}).await
    }

    /// The same with another configuration.
    pub async fn relay_like(&self, site: &Site, people: &[&str], edit: impl FnOnce(&mut Value)) -> Relay {
        let org = self.sandbox.credentials();
        let grace = self.sandbox.users().iter().find(|user| user.first_name == "Grace").expect("a user").id.clone();
        site.relay_with(SocketAddr::from(([127, 0, 0, 1], 0)), |config| {
            config["identity"] = json!({ "issuer": org.login_url, "client_id": org.client_id, "org_id": org.org_id });
            config["team"]["people"].as_array_mut().expect("people").push(json!({
                "email": "grace@example.com", "salesforce_user": grace, "role": "supervisor", "supervises": ["billing"],
            }));
            config["team"]["groups"] = json!({ "billing": people });
            edit(config);
        })
        .await
    }

    /// The window links to a relay.
    pub async fn link_to(&self, relay: &Relay) {
        self.app.ask("set_relay", json!({ "address": format!("http://{}", relay.listen()) })).await;
        self.app.ask("sign_in_to_relay", Value::Null).await;
    }

    /// Before the sign-in, in this session.
    pub async fn begin_on(stage: Stage) -> Self {
        let sandbox = Sandbox::start(SandboxOptions::default()).await.expect("the sandbox starts");
        let app = App::start(&stage, &variables(&sandbox)).await;
        let mut day = Self { app, sandbox, stage, door: Value::Null };
        day.set_up_phones().await;
        day
    }

    /// After the sign-in of somebody else of the org, by first name.
    pub async fn signed_in_as(first_name: &str) -> Self {
        let day = Self::begin_as(Stage::new(), first_name).await;
        day.sign_in().await;
        day
    }

    /// Before the sign-in of somebody of the org, by first name, in this session.
    pub async fn begin_as(stage: Stage, first_name: &str) -> Self {
        let sandbox = Sandbox::start(SandboxOptions::default()).await.expect("the sandbox starts");
        let user = sandbox.users().iter().find(|user| user.first_name == first_name).expect("a user of the org");
        let mut known = variables(&sandbox);
        known.push(("AGENT_BROWSER_USER", user.username.clone()));
        let app = App::start(&stage, &known).await;
        let mut day = Self { app, sandbox, stage, door: Value::Null };
        day.set_up_phones().await;
        day
    }

    /// After the sign-in, which was done in the browser.
    pub async fn signed_in() -> Self {
        let day = Self::begin().await;
        day.sign_in().await;
        day
    }

    /// Signs in as a person does.
    pub async fn sign_in(&self) {
        self.app.click("Sign in with Salesforce").await;
        self.app.reads("No call right now").await;
        // The org is read behind the window; wrap-ups need it.
        until_true("the org is known", async || {
            self.app.ask("snapshot", json!(null)).await["session"]["kind"] == "signed_in"
                && !self.app.ask("check_org", json!(null)).await.is_null()
        })
        .await;
    }

    /// Kills the program and starts it again.
    pub async fn power_cut(self) -> Self {
        let Self { app, sandbox, stage, .. } = self;
        app.kill();
        let app = App::start(&stage, &variables(&sandbox)).await;
        let mut day = Self { app, sandbox, stage, door: Value::Null };
        day.set_up_phones().await;
        day
    }

    /// The admin enters the phone system's secret and reads the addresses.
    async fn set_up_phones(&mut self) {
        self.door = self.app.ask("save_settings", json!({"phone_secret": PHONE_SECRET})).await["door"].clone();
    }

    /// One of the addresses that the admin gives to a phone system.
    pub fn address(&self, which: &str) -> &str {
        self.door[which].as_str().expect("an address")
    }

    /// The admin enters the secrets of every phone system.
    pub async fn set_up_every_source(&self) {
        let secrets = json!({ "aircall_token": AIRCALL_TOKEN });
        self.app.ask("save_settings", secrets).await;
    }

    /// Part of a call by the signed webhooks of a phone system, from a named caller of the org.
    pub async fn phone(&self, caller: &str, id: &str, steps: &[&str]) {
        self.call(Player::Phone, caller, id, steps).await;
    }

    /// Part of a call by any phone system, from a named caller of the org.
    pub async fn call(&self, player: Player, caller: &str, id: &str, steps: &[&str]) {
        let number = self.sandbox.caller(caller).expect("a named caller").number;
        let base = self.address("phone").strip_suffix("/phone").expect("the door's address").to_owned();
        // Callside makes Five9's secret itself; its address holds it.
        let five9 = self.address("five9_connector").split_once("secret=").map(|(_, secret)| secret);
        let five9 = five9.map(|secret| secret.split('&').next().unwrap_or(secret).to_owned());
        let call = CallPlay {
            call_id: Some(id.to_owned()),
            queue: Some("Billing".to_owned()),
            secret: five9.filter(|_| matches!(player, Player::Five9 | Player::Five9Events)),
            steps: steps.iter().map(|step| (*step).to_owned()).collect(),
            ..CallPlay::new(player, &base, number)
        };
        let report = self.sandbox.play(&call).await.expect("the call is played");
        for delivery in &report.deliveries {
            assert!(delivery.status.is_some_and(|status| (200..300).contains(&status)), "{delivery:?}");
        }
    }

    /// What Callside has written to the org.
    pub fn ledger(&self, object: &str) -> Vec<Entry> {
        let cause = Some(callside_sandbox::org::Cause::Api);
        self.sandbox.ledger(&LedgerFilter { object: Some(object.to_owned()), cause, ..LedgerFilter::default() })
    }

    /// Waits until everything that was saved stands in Salesforce.
    pub async fn drained(&self) {
        until_true("the outbox is drained", async || {
            let outbox = self.app.ask("outbox", json!(null)).await;
            let open = [&outbox["counts"]["waiting"], &outbox["counts"]["refused"]];
            open.iter().all(|count| **count == 0) && !outbox["entries"].as_array().is_none_or(Vec::is_empty)
        })
        .await;
    }

    /// Keeps pictures of the window as it is.
    pub async fn picture(&self, name: &str) {
        pictures::keep_both(&self.app, &self.stage, name).await;
    }
}
