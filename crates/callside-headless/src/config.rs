//! The configuration file: JSON, with secrets by file. Documented for users in `docs/headless.md`.

use callside_core::phone_fields::PhoneFields;
use callside_core::secret::Secret;
use callside_engine::MappingSpec;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Everything that the headless engine is told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Salesforce.
    pub salesforce: SalesforceConfig,
    /// Where the database key comes from.
    pub database_key: DatabaseKey,
    /// Region of numbers without a country code, two letters.
    #[serde(default = "us")]
    pub home_region: String,
    /// Fields of callers that hold phone numbers, by object; the standard ones of an object that is not named.
    #[serde(default)]
    pub phone_fields: PhoneFields,
    /// Seconds during which a wrap-up can be taken back.
    #[serde(default)]
    pub undo_seconds: u32,
    /// Seconds that a write whose answer was lost may still be under way in Salesforce.
    #[serde(default = "settling")]
    pub settling_seconds: u32,
    /// Port of the loopback door; 0 takes a free one.
    #[serde(default)]
    pub door_port: u16,
    /// File with Five9's shared secret.
    #[serde(default)]
    pub five9_secret_file: Option<PathBuf>,
    /// File with Aircall's webhook token.
    #[serde(default)]
    pub aircall_token_file: Option<PathBuf>,
    /// File with the signing secret of any other phone system.
    #[serde(default)]
    pub phone_secret_file: Option<PathBuf>,
    /// Where that phone system puts its fields, by JSON path; by their usual names unless said otherwise.
    #[serde(default)]
    pub phone_mapping: MappingSpec,
    /// A relay that calls come from besides.
    #[serde(default)]
    pub relay: Option<RelayConfig>,
}

/// The link to a relay.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelayConfig {
    /// Its address.
    pub address: String,
    /// File with a session that the relay's operator made (`callside-relay session`). It is taken over once; from then
    /// on this program renews its own.
    #[serde(default)]
    pub session_file: Option<PathBuf>,
}

const fn settling() -> u32 {
    20
}

fn us() -> String {
    "US".into()
}

/// How to reach Salesforce.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SalesforceConfig {
    /// API version, such as `62.0`.
    #[serde(default = "api_version")]
    pub api_version: String,
    /// How this program is signed in.
    pub sign_in: SignInFrom,
}

fn api_version() -> String {
    "62.0".into()
}

/// How this program is signed in.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case", deny_unknown_fields)]
pub enum SignInFrom {
    /// The sign-in that the desktop app keeps in this user's keychain.
    Keychain,
    /// An access token, against any Salesforce-like server. It is not refreshed.
    AccessToken {
        /// Where the org answers.
        instance_url: String,
        /// File with the token.
        token_file: PathBuf,
    },
    /// Nobody is signed in: events are kept, wrap-ups wait.
    Nobody,
}

/// Where the database key comes from.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case", deny_unknown_fields)]
pub enum DatabaseKey {
    /// This user's keychain.
    Keychain,
    /// A secrets file that only its owner can read; it is made when it is not there.
    File {
        /// Where.
        path: PathBuf,
    },
}

/// Why the configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{0} cannot be read")]
    Unreadable(PathBuf),
    /// It is not the JSON that it should be.
    #[error("{path}: {reason}")]
    Malformed {
        /// Which file.
        path: PathBuf,
        /// What is wrong, with line and column.
        reason: String,
    },
    /// Others can read a file with a secret.
    #[error("{0} holds a secret but others may read it: chmod 600")]
    Open(PathBuf),
}

impl Config {
    /// Reads the file.
    ///
    /// # Errors
    /// [`ConfigError::Unreadable`] and [`ConfigError::Malformed`].
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|_| ConfigError::Unreadable(path.to_owned()))?;
        serde_json::from_str(&text)
            .map_err(|error| ConfigError::Malformed { path: path.to_owned(), reason: error.to_string() })
    }
}

/// Reads a secret from a file that only its owner can read.
///
/// # Errors
/// [`ConfigError::Unreadable`] and [`ConfigError::Open`].
pub fn secret_file(path: &Path) -> Result<Secret, ConfigError> {
    let unreadable = || ConfigError::Unreadable(path.to_owned());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path).map_err(|_| unreadable())?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(ConfigError::Open(path.to_owned()));
        }
    }
    let text = std::fs::read_to_string(path).map_err(|_| unreadable())?;
    Ok(Secret::new(text.trim()))
}
