//! Who is signed in: tokens in memory, the refresh token in the vault, and one refresh for any number of callers.

mod refresh;
mod sign_out;
mod stored;

pub use sign_out::{Revocation, SignedOut};

use crate::http::{Http, NoTls};
use crate::oauth::{ClientCredentials, Grant, IdToken, LoginHost, Place, SignInError};
use crate::rest::{NotAnOrigin, Origin, RestError};
use callside_core::crm::Identity;
use callside_core::secret::Secret;
use callside_core::vault::{Vault, VaultError};
use jiff::Timestamp;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
pub use stored::ENTRY as VAULT_ENTRY;
use stored::{ENTRY, Stored};

/// What a session can do at the moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionState {
    /// Nobody is signed in, or the sign-in has died.
    SignedOut,
    /// Calls can be made.
    SignedIn,
    /// Salesforce gave a new sign-in that the vault does not take; no call is made until it does.
    KeychainShut(VaultError),
}

/// The sign-in of one person at one org. Clones share it; it lives as long as the program and outlasts sign-outs.
#[derive(Clone)]
pub struct Session(Arc<Inner>);

struct Inner {
    http: Http,
    /// `None`: nothing is kept.
    vault: Option<Arc<dyn Vault>>,
    /// Of a program: asked with again whenever there is no access token that works.
    integration: Option<ClientCredentials>,
    held: Mutex<Held>,
    /// Whoever changes the sign-in holds this; it remembers how the last refresh failed.
    turn: tokio::sync::Mutex<Option<RestError>>,
    /// Refreshes that have come to an end.
    refreshes: AtomicU64,
}

struct Held {
    tokens: Tokens,
    /// Counts access tokens, so that a caller can say which one was refused.
    generation: u64,
    /// Counts sign-ins, so that what was learnt about one person is not used for another.
    tenure: u64,
    identity: Option<Identity>,
    /// Of the sign-in, not of its refreshes; never kept.
    id_token: Option<IdToken>,
}

enum Tokens {
    /// Nobody.
    None,
    /// From the vault; the first call fetches an access token.
    Asleep(Stored),
    /// Fresh from Salesforce and not yet in the vault: must not be used.
    Unsaved(Grant, VaultError),
    /// In use.
    Live(Grant),
}

/// What one call needs.
#[derive(Clone)]
pub(crate) struct Access {
    pub(crate) token: Secret,
    pub(crate) origin: Origin,
    pub(crate) generation: u64,
}

impl Session {
    /// A session of nobody, that will keep its sign-ins in `vault`.
    ///
    /// # Errors
    /// [`NoTls`] when this machine cannot speak TLS.
    pub fn signed_out(vault: Arc<dyn Vault>) -> Result<Self, NoTls> {
        Self::new(Some(vault), None, Tokens::None)
    }

    /// Carries on with the sign-in that rests in the vault; a session of nobody when there is none. Makes no call.
    ///
    /// # Errors
    /// [`SignInError::Vault`] when the vault cannot be read, [`SignInError::NoTls`].
    pub async fn restore(vault: Arc<dyn Vault>) -> Result<Self, SignInError> {
        let entry = vault.read(ENTRY).await?;
        let tokens = entry.as_ref().and_then(Stored::read).map_or(Tokens::None, Tokens::Asleep);
        Ok(Self::new(Some(vault), None, tokens)?)
    }

    /// A session with a given access token, without refresh and without vault: for tests and for headless use
    /// against any server that speaks like Salesforce.
    ///
    /// # Errors
    /// [`SignInError::BadAnswer`] when the address is unsafe, [`SignInError::NoTls`].
    pub fn with_access_token(instance_url: &str, token: Secret) -> Result<Self, SignInError> {
        let instance = Origin::parse(instance_url).map_err(|NotAnOrigin| SignInError::BadAnswer)?;
        let login = LoginHost::MyDomain(instance.clone());
        let place = Place { instance, login, client_id: String::new() };
        let grant = Grant { access: token, refresh: None, place, identity_path: None, id_token: None };
        Ok(Self::new(None, None, Tokens::Live(grant))?)
    }

    /// A session of a program. Makes no call; the first that needs it asks for an access token.
    ///
    /// # Errors
    /// [`NoTls`] when this machine cannot speak TLS.
    pub fn integration(credentials: ClientCredentials) -> Result<Self, NoTls> {
        Self::new(None, Some(credentials), Tokens::None)
    }

    fn new(
        vault: Option<Arc<dyn Vault>>,
        integration: Option<ClientCredentials>,
        tokens: Tokens,
    ) -> Result<Self, NoTls> {
        let held = Held { tokens, generation: 1, tenure: 1, identity: None, id_token: None };
        Ok(Self(Arc::new(Inner {
            http: Http::new()?,
            vault,
            integration,
            held: Mutex::new(held),
            turn: tokio::sync::Mutex::default(),
            refreshes: AtomicU64::new(0),
        })))
    }

    /// Takes over a new sign-in: kept in the vault first, then used.
    ///
    /// # Errors
    /// [`SignInError::Vault`]; the grant can then be given to a session with another vault.
    pub async fn sign_in(&self, grant: Grant) -> Result<(), SignInError> {
        let mut turn = self.0.turn.lock().await;
        self.0.keep(&grant).await?;
        *turn = None;
        let mut held = self.0.held();
        held.id_token = grant.id_token.clone();
        held.tokens = Tokens::Live(grant);
        held.generation += 1;
        held.tenure += 1;
        held.identity = None;
        Ok(())
    }

    /// What can be done now.
    #[must_use]
    pub fn state(&self) -> SessionState {
        match &self.0.held().tokens {
            Tokens::None => SessionState::SignedOut,
            Tokens::Asleep(_) | Tokens::Live(_) => SessionState::SignedIn,
            Tokens::Unsaved(_, error) => SessionState::KeychainShut(error.clone()),
        }
    }

    /// The org's server, while somebody is signed in.
    #[must_use]
    pub fn instance(&self) -> Option<Origin> {
        self.0.held().place().map(|place| place.instance.clone())
    }

    /// Where the person signed in, while somebody is.
    #[must_use]
    pub fn login(&self) -> Option<LoginHost> {
        self.0.held().place().map(|place| place.login.clone())
    }

    /// Whether the sign-in outlives the org's session time-out; `None` while nobody is signed in.
    #[must_use]
    pub fn lasts(&self) -> Option<bool> {
        match &self.0.held().tokens {
            Tokens::None => None,
            // Only what lasts is kept.
            Tokens::Asleep(_) => Some(true),
            Tokens::Live(grant) | Tokens::Unsaved(grant, _) => Some(grant.lasts()),
        }
    }

    /// Where the identity page of this person is, if the token answer said it.
    pub(crate) fn identity_path(&self) -> Option<String> {
        match &self.0.held().tokens {
            Tokens::Live(grant) => grant.identity_path.clone(),
            Tokens::None | Tokens::Asleep(_) | Tokens::Unsaved(..) => None,
        }
    }

    /// The signed statement about who signed in, while it holds: minutes after the sign-in, and never after a restart,
    /// since Salesforce gives none with a refresh. For a party that asks who this is and verifies it by `/id/keys`.
    #[must_use]
    pub fn id_token(&self, now: Timestamp) -> Option<Secret> {
        self.0.held().id_token.as_ref().and_then(|token| token.at(now)).cloned()
    }

    pub(crate) fn http(&self) -> &Http {
        &self.0.http
    }

    /// The number of this sign-in.
    pub(crate) fn tenure(&self) -> u64 {
        self.0.held().tenure
    }

    pub(crate) fn identity(&self) -> Option<Identity> {
        self.0.held().identity.clone()
    }

    /// Remembers who is signed in, unless somebody else signed in meanwhile.
    pub(crate) fn remember(&self, tenure: u64, identity: &Identity) {
        let mut held = self.0.held();
        if held.tenure == tenure {
            held.identity = Some(identity.clone());
        }
    }

    /// The access token, fetched first where there is only a refresh token.
    pub(crate) async fn access(&self) -> Result<Access, RestError> {
        let generation = {
            let held = self.0.held();
            match &held.tokens {
                Tokens::None if self.0.integration.is_none() => return Err(RestError::SignInNeeded),
                Tokens::Live(grant) => return Ok(access(grant, held.generation)),
                Tokens::None | Tokens::Asleep(_) | Tokens::Unsaved(..) => held.generation,
            }
        };
        self.renew(generation).await
    }

    /// A newer access token than the one that was refused. However many callers ask, one refresh is made.
    ///
    /// The refresh runs on its own, so that a caller who gives up cannot stop it between the answer and the vault.
    pub(crate) async fn renew(&self, refused: u64) -> Result<Access, RestError> {
        let inner = Arc::clone(&self.0);
        let seen = inner.refreshes.load(Ordering::SeqCst);
        let renewed = tokio::spawn(async move { inner.renew(refused, seen).await }).await;
        renewed.unwrap_or(Err(RestError::Unreadable("sign-in")))
    }
}

fn access(grant: &Grant, generation: u64) -> Access {
    Access { token: grant.access.clone(), origin: grant.place.instance.clone(), generation }
}

impl Inner {
    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a grant into the vault; one without a refresh token leaves nothing there.
    async fn keep(&self, grant: &Grant) -> Result<(), VaultError> {
        let Some(vault) = &self.vault else { return Ok(()) };
        match Stored::of(grant) {
            Some(stored) => vault.write(ENTRY, &stored.write()).await,
            None => vault.remove(ENTRY).await,
        }
    }
}

impl Held {
    fn place(&self) -> Option<&Place> {
        match &self.tokens {
            Tokens::None => None,
            Tokens::Asleep(stored) => Some(&stored.place),
            Tokens::Unsaved(grant, _) | Tokens::Live(grant) => Some(&grant.place),
        }
    }
}
