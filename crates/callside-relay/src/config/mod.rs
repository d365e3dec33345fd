//! The configuration: one JSON file, environment variables over it, secrets in files of their own.
//! Documented for admins in `docs/guide/relay.md`.

mod environment;
mod files;
mod history;
mod load;
mod secrets;

pub use history::{HistoryConfig, Share};
pub use load::{ConfigError, load};
pub use secrets::{SecretError, make_secrets, secret_file};

use crate::team::Team;
use callside_core::ivr::IvrSettings;
use callside_core::phone_fields::PhoneFields;
use callside_core::record::CallerObject;
use callside_telephony::phone_switch::MappingSpec;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

/// Everything that a relay is told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Version of this format: 1.
    pub callside_config: u32,
    /// Name of this relay, unlike that of every other in the fleet: letters, digits and `-`.
    #[serde(default = "name")]
    pub name: String,
    /// Where phone systems and desktops reach it.
    pub listen: SocketAddr,
    /// Where metrics, readiness and this program's own commands reach it: never the internet.
    #[serde(default = "inner")]
    pub inner: SocketAddr,
    /// Folder of its file.
    pub data: PathBuf,
    /// Certificate and key. Absent: a proxy in front does it.
    #[serde(default)]
    pub tls: Option<TlsFiles>,
    /// Proxies whose `X-Forwarded-For` is believed.
    #[serde(default)]
    pub proxies: Vec<IpAddr>,
    /// Its own secrets.
    pub secrets: SecretFiles,
    /// Region of numbers without a country code, two letters.
    #[serde(default)]
    pub home_region: Option<String>,
    /// Phone systems.
    #[serde(default)]
    pub phones: PhoneFiles,
    /// How IVRs are answered. Absent: nothing is at their address.
    #[serde(default)]
    pub ivr: Option<IvrConfig>,
    /// Who says who a person is.
    pub identity: IdentityConfig,
    /// Other relays, over NATS `JetStream`. Absent: this one works alone.
    #[serde(default)]
    pub fleet: Option<FleetConfig>,
    /// Who gets which calls.
    #[serde(default)]
    pub team: Team,
    /// What the live board counts.
    #[serde(default)]
    pub wallboard: WallboardConfig,
    /// What those who look after a team hear of its calls.
    #[serde(default)]
    pub history: HistoryConfig,
    /// How long things stay.
    #[serde(default)]
    pub retention: RetentionConfig,
    /// How much it takes at a time.
    #[serde(default)]
    pub limits: LimitsConfig,
}

fn name() -> String {
    "relay".into()
}

fn inner() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 9464))
}

/// Certificate and key, PEM.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TlsFiles {
    /// The chain, own certificate first.
    pub certificate_file: PathBuf,
    /// The private key.
    pub key_file: PathBuf,
}

/// Files with the relay's own secrets. `callside-relay new-secrets` makes them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecretFiles {
    /// Seals the relay's file: 64 hexadecimal digits.
    pub database_key_file: PathBuf,
    /// Signs sessions: 64 hexadecimal digits, the same at all relays of a fleet.
    pub session_key_file: PathBuf,
    /// The part of every webhook address that nobody can guess, the same at all relays of a fleet.
    pub path_secret_file: PathBuf,
}

/// Files with the secrets between phone systems and this relay. A phone system without one takes nothing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PhoneFiles {
    /// Five9's connector parameter.
    pub five9_secret_file: Option<PathBuf>,
    /// Aircall's webhook token.
    pub aircall_token_file: Option<PathBuf>,
    /// Signing secret of any other phone system.
    pub phone_secret_file: Option<PathBuf>,
    /// Where that phone system puts its fields, by JSON path.
    pub phone_mapping: MappingSpec,
    /// Origins whose pages may send an agent's browser here with a form, such as `https://app.five9.com`.
    pub origins: Vec<String>,
}

/// How IVRs are answered; each proves itself with the secret of its phone system.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct IvrConfig {
    /// Budget, rules and what is said without any: as the set-up of a desktop shows them.
    pub rules: IvrSettings,
    /// Sticky Calls. Absent: nothing is remembered of callers.
    pub sticky_calls: Option<StickyCallsConfig>,
    /// Salesforce, to know name, tier and cases of callers. Absent: rules that ask for them do not hold.
    pub salesforce: Option<RecordsConfig>,
}

/// An app for programs in Salesforce (client credentials flow), whose integration user only reads.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordsConfig {
    /// The org's My Domain, such as `https://acme.my.salesforce.com`.
    pub org: String,
    /// Consumer key of the app.
    pub client_id: String,
    /// File with its consumer secret.
    pub client_secret_file: PathBuf,
    /// The field that holds a caller's tier, by object: `{"Contact": "Support_Tier__c"}`.
    #[serde(default)]
    pub tier_fields: BTreeMap<CallerObject, String>,
    /// The fields that hold phone numbers, by object; the standard ones of an object that is not named.
    #[serde(default)]
    pub phone_fields: PhoneFields,
}

/// Where callers are remembered.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StickyCallsConfig {
    /// File with the key.
    pub key_file: PathBuf,
    /// Address of its API.
    #[serde(default = "sticky_address")]
    pub address: String,
}

fn sticky_address() -> String {
    callside_telephony::sticky_calls::ADDRESS.to_owned()
}

/// The `OpenID` provider, and what a token of it must say.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentityConfig {
    /// Its address, as the token's `iss` has it: `https://login.salesforce.com` or the org's My Domain.
    pub issuer: String,
    /// Consumer key of the app that people sign in with.
    pub client_id: String,
    /// The org, 15 or 18 characters: nobody of another org gets in.
    pub org_id: String,
}

/// NATS with `JetStream`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FleetConfig {
    /// Servers, such as `nats://10.0.0.5:4222`.
    pub servers: Vec<String>,
    /// File with user and password, as `user:password`.
    #[serde(default)]
    pub login_file: Option<PathBuf>,
    /// Copies that `JetStream` keeps: 1, 3 or 5.
    #[serde(default = "one")]
    pub replicas: usize,
    /// Name of this fleet: several may share a NATS.
    #[serde(default = "fleet_name")]
    pub name: String,
}

const fn one() -> usize {
    1
}

fn fleet_name() -> String {
    "callside".into()
}

/// What the live board counts. Who sees it is said with each person of the team.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WallboardConfig {
    /// A call counts as answered in time within so many seconds.
    pub answer_within_s: u32,
    /// Time zone in which a day begins, by its IANA name.
    pub zone: String,
}

impl Default for WallboardConfig {
    fn default() -> Self {
        Self { answer_within_s: 20, zone: "UTC".into() }
    }
}

/// How long things stay, in hours.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RetentionConfig {
    /// What nobody has fetched.
    pub keep_hours: u32,
    /// What everybody has.
    pub grace_hours: u32,
    /// Ids, so that late repeats change nothing.
    pub remember_hours: u32,
}

impl Default for RetentionConfig {
    fn default() -> Self {
        Self { keep_hours: 72, grace_hours: 1, remember_hours: 7 * 24 }
    }
}

/// How much a relay takes at a time.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LimitsConfig {
    /// Connections of requests at a time; further ones wait.
    pub connections: usize,
    /// Connections of one source at a time; further ones are closed at once. Absent: a quarter of `connections`.
    pub connections_per_source: Option<usize>,
    /// Desktops at a time; further ones are asked to come back.
    pub links: usize,
    /// Deliveries that wait for the disk at a time; further ones get 503 with Retry-After.
    pub waiting: usize,
    /// Requests a second of one source, on average.
    pub per_source: u32,
    /// Requests of one source at once.
    pub burst: u32,
    /// Largest body, in bytes.
    pub body_bytes: usize,
    /// Seconds between two signs of life on a link.
    pub beat_s: u32,
    /// Minutes that a session lasts.
    pub session_minutes: u32,
    /// Days that a renewal lasts.
    pub renewal_days: u32,
    /// Seconds that it says "not ready" and still takes everything, before it ends: so long a balancer needs to see it.
    pub leave_s: u32,
}

impl LimitsConfig {
    /// Connections of one source at a time.
    #[must_use]
    pub fn of_one_source(&self) -> usize {
        self.connections_per_source.unwrap_or(self.connections / 4).max(1)
    }
}

impl Default for LimitsConfig {
    fn default() -> Self {
        Self {
            connections: 4_096,
            connections_per_source: None,
            links: 20_000,
            waiting: 4_096,
            per_source: 1_000,
            burst: 4_000,
            body_bytes: callside_telephony::MAX_BODY,
            beat_s: 20,
            session_minutes: 60,
            renewal_days: 14,
            leave_s: 0,
        }
    }
}
