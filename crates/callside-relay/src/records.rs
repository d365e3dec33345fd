//! What Salesforce knows of a caller, for IVRs: looked up by the number as an integration user, and only read.
//! Why a relay may sign in to Salesforce: `docs/adr/0035-relay-reads-records.md`.

use crate::Clock;
use crate::config::{RecordsConfig, SecretError, secret_file};
use callside_core::crm::{Crm as _, CrmError};
use callside_core::ivr::IvrKnown;
use callside_core::matching::{MatchRules, Source, judge};
use callside_core::phone::{HomeRegion, PhoneNumber};
use callside_core::phone_fields::Lacking;
use callside_core::record::CallerObject;
use callside_salesforce::oauth::{ClientCredentials, LoginHost, SignInError};
use callside_salesforce::session::Session;
use callside_salesforce::soql::{FieldPath, NotAName};
use callside_salesforce::{NoTls, Salesforce, Settings};
use jiff::{SignedDuration, Timestamp};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Semaphore;

/// Longest that one question may take: long after the IVR had its answer, what it brings serves the next one.
const PATIENCE: Duration = Duration::from_secs(5);
/// Questions at a time. Further callers are answered without a record.
const AT_A_TIME: usize = 64;
/// How long nothing is asked after a refused sign-in or a spent limit.
const REST: SignedDuration = SignedDuration::from_secs(60);

/// Why Salesforce cannot be asked with a configuration.
#[derive(Debug, thiserror::Error)]
pub enum RecordsError {
    /// Salesforce answers programs at the org's own address only.
    #[error("salesforce.org is not the address of a My Domain, such as https://acme.my.salesforce.com")]
    Org,
    /// A tier field.
    #[error("salesforce.tier_fields: {0}")]
    Tier(#[from] NotAName),
    /// The secret.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// This machine.
    #[error(transparent)]
    NoTls(#[from] NoTls),
}

/// Asks Salesforce.
#[derive(Clone)]
pub(crate) struct Records(Arc<Inner>);

struct Inner {
    salesforce: Salesforce,
    credentials: ClientCredentials,
    tiers: Vec<(CallerObject, FieldPath)>,
    rules: MatchRules,
    clock: Clock,
    turns: Arc<Semaphore>,
    rests_until: Mutex<Option<Timestamp>>,
}

/// What was found out by [`Records::probe`].
pub(crate) struct Probed {
    /// User name of the integration user.
    pub(crate) user: String,
    /// Objects and fields that it may not read, and listed phone fields that hold no numbers, by API name.
    pub(crate) unread: Vec<String>,
}

/// Why a probe failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ProbeError {
    /// No access token.
    #[error(transparent)]
    SignIn(#[from] SignInError),
    /// A token, but no answer.
    #[error(transparent)]
    Crm(#[from] CrmError),
}

impl Records {
    /// By a configuration. Makes no call.
    pub(crate) fn new(config: &RecordsConfig, home: Option<HomeRegion>, clock: Clock) -> Result<Self, RecordsError> {
        let Ok(LoginHost::MyDomain(org)) = config.org.parse() else { return Err(RecordsError::Org) };
        let credentials = ClientCredentials::new(org, &config.client_id, secret_file(&config.client_secret_file)?);
        let mut tiers = Vec::new();
        for (object, field) in &config.tier_fields {
            tiers.push((*object, FieldPath::new(field)?));
        }
        let extra_fields = tiers.iter().map(|(object, path)| (*object, vec![path.clone()])).collect();
        let settings = Settings {
            home,
            phone_fields: config.phone_fields.clone(),
            extra_fields,
            read_timeout: PATIENCE,
            ..Settings::default()
        };
        Ok(Self(Arc::new(Inner {
            salesforce: Salesforce::new(Session::integration(credentials.clone())?, settings),
            credentials,
            tiers,
            rules: MatchRules { fields: config.phone_fields.clone(), home },
            clock,
            turns: Arc::new(Semaphore::new(AT_A_TIME)),
            rests_until: Mutex::default(),
        })))
    }

    /// Fetches the access token and what the org looks like, so that the first caller need not wait for it.
    pub(crate) fn warm(&self) {
        let records = self.clone();
        tokio::spawn(async move { records.warmed().await });
    }

    /// The same, waited for.
    pub(crate) async fn warmed(&self) {
        if let Err(error) = self.0.salesforce.shape().await {
            self.0.failed(&error);
        }
    }

    /// What the one record that surely has this number says. Goes on by itself when the IVR cannot wait.
    pub(crate) async fn of(&self, number: PhoneNumber) -> Option<IvrKnown> {
        let inner = Arc::clone(&self.0);
        if inner.rests() {
            return None;
        }
        let turn = Arc::clone(&inner.turns).try_acquire_owned().ok()?;
        let asking = tokio::spawn(async move {
            let known = inner.find(&number).await;
            drop(turn);
            known.unwrap_or_else(|error| {
                inner.failed(&error);
                None
            })
        });
        asking.await.ok()?
    }

    /// Signs in and looks at what the integration user may read.
    pub(crate) async fn probe(&self) -> Result<Probed, ProbeError> {
        let Inner { salesforce, credentials, tiers, rules, .. } = &*self.0;
        credentials.sign_in().await?;
        let user = salesforce.identity().await?.username;
        let shape = salesforce.shape().await?;
        let mut unread: Vec<String> = ["Account", "Case", "Contact", "Lead"].map(str::to_owned).into();
        unread.retain(|object| !shape.objects.contains_key(object));
        for (object, path) in tiers {
            let fields = shape.objects.get(object.api_name()).map(|object| &object.fields);
            // Fields of other records are behind a dot; their object is not described here.
            let is_own = !path.as_str().contains('.');
            if is_own && fields.is_some_and(|fields| !fields.contains_key(path.as_str())) {
                unread.push(format!("{object}.{path}"));
            }
        }
        let lacking = rules.fields.lacking(&shape).into_iter();
        unread.extend(lacking.map(|Lacking { object, field, .. }| format!("{object}.{field}")));
        Ok(Probed { user, unread })
    }
}

impl Inner {
    async fn find(&self, number: &PhoneNumber) -> Result<Option<IvrKnown>, CrmError> {
        let found = self.salesforce.find_by_phone(number).await?;
        let candidates = found.into_iter().map(|candidate| (candidate, Source::Salesforce)).collect();
        let Some(caller) = judge(number, candidates, None, &self.rules).sure() else { return Ok(None) };
        let context = self.salesforce.context(&caller.record, caller.account.as_ref()).await?;
        // The tier is the only further field that is asked for.
        let tier = caller.extra.first().map(|(_, tier)| tier.clone());
        Ok(Some(IvrKnown::of(&caller, &context, tier)))
    }

    fn rests(&self) -> bool {
        let until = *self.rests_until.lock().unwrap_or_else(PoisonError::into_inner);
        until.is_some_and(|until| (self.clock)() < until)
    }

    fn failed(&self, error: &CrmError) {
        tracing::warn!(%error, "Salesforce did not help an IVR");
        if matches!(error, CrmError::SignInNeeded | CrmError::LimitReached { .. }) {
            let until = (self.clock)() + REST;
            *self.rests_until.lock().unwrap_or_else(PoisonError::into_inner) = Some(until);
        }
    }
}
