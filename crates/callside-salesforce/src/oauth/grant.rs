//! What a sign-in brings.

use super::host::LoginHost;
use super::id_token::IdToken;
use crate::rest::Origin;
use callside_core::secret::Secret;
use jiff::Timestamp;

/// Where a grant holds, and for which app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The org's server: every data call goes there and nowhere else.
    pub(crate) instance: Origin,
    /// Where the sign-in took place.
    pub(crate) login: LoginHost,
    /// The app's consumer key.
    pub(crate) client_id: String,
}

/// The tokens of one sign-in. `Debug` does not show them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    pub(crate) access: Secret,
    /// Absent when the app may not work offline.
    pub(crate) refresh: Option<Secret>,
    pub(crate) place: Place,
    /// Path of the identity URL, `/id/<org>/<user>`, where the token answer had one.
    pub(crate) identity_path: Option<String>,
    /// Who signed in, for others to verify. A refresh brings none.
    pub(crate) id_token: Option<IdToken>,
}

impl Grant {
    /// The org's server.
    #[must_use]
    pub const fn instance(&self) -> &Origin {
        &self.place.instance
    }

    /// Who signed in, for another to verify; only for minutes after the sign-in, and only where `openid` was asked for.
    #[must_use]
    pub fn id_token(&self, now: Timestamp) -> Option<Secret> {
        self.id_token.as_ref()?.at(now).cloned()
    }

    /// Whether the sign-in outlives the org's session time-out.
    #[must_use]
    pub const fn lasts(&self) -> bool {
        self.refresh.is_some()
    }
}
