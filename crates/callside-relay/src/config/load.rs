//! Reading the file.

use super::{Config, environment};
use callside_core::phone::HomeRegion;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Version of the format that this program reads.
const FORMAT: u32 = 1;

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
        /// What is wrong, with its place.
        reason: String,
    },
    /// It is of a newer Callside.
    #[error("the configuration has format {0}; this relay reads {FORMAT}")]
    Format(u32),
    /// A value cannot work.
    #[error("{field}: {problem}")]
    Value {
        /// Which, as a dotted path.
        field: &'static str,
        /// Why, and what to do.
        problem: &'static str,
    },
}

/// Reads the file, puts environment variables over it, and checks what the types cannot.
///
/// # Errors
/// [`ConfigError`].
pub fn load(path: &Path, variables: impl IntoIterator<Item = (String, String)>) -> Result<Config, ConfigError> {
    let text = std::fs::read_to_string(path).map_err(|_| ConfigError::Unreadable(path.to_owned()))?;
    let malformed =
        |error: serde_json::Error| ConfigError::Malformed { path: path.to_owned(), reason: error.to_string() };
    let mut value: Value = serde_json::from_str(&text).map_err(malformed)?;
    environment::overlay(&mut value, variables);
    let config: Config = serde_json::from_value(value).map_err(malformed)?;
    check(&config)?;
    Ok(config)
}

fn check(config: &Config) -> Result<(), ConfigError> {
    if config.callside_config != FORMAT {
        return Err(ConfigError::Format(config.callside_config));
    }
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let limits = &config.limits;
    let fleet = config.fleet.as_ref();
    for (wrong, field, problem) in [
        (!plain(&config.name) || config.name.len() > 40, "name", "1 to 40 letters, digits and -"),
        (!config.inner.ip().is_loopback(), "inner", "commands and metrics stay on this machine: use 127.0.0.1"),
        (
            config.tls.is_none() && !config.listen.ip().is_loopback() && config.proxies.is_empty(),
            "tls",
            "without a certificate a proxy must be in front: name it in proxies, or listen on 127.0.0.1",
        ),
        (
            [limits.connections, limits.links, limits.waiting].contains(&0)
                || limits.burst == 0
                || limits.connections_per_source == Some(0),
            "limits",
            "a limit of 0 would let nobody in",
        ),
        (limits.body_bytes > callside_telephony::MAX_BODY, "limits.body_bytes", "at most 262144"),
        (!(1..=300).contains(&limits.beat_s), "limits.beat_s", "1 to 300 seconds"),
        (!(1..=24 * 60).contains(&limits.session_minutes), "limits.session_minutes", "1 to 1440"),
        (limits.leave_s > 30, "limits.leave_s", "at most 30 seconds: systemd gives the whole end a minute"),
        (!(1..=90).contains(&limits.renewal_days), "limits.renewal_days", "1 to 90"),
        (
            config.home_region.as_deref().is_some_and(|region| region.parse::<HomeRegion>().is_err()),
            "home_region",
            "two letters of a region with phone numbers, such as US",
        ),
        (!(1..=366).contains(&config.history.days), "history.days", "1 to 366"),
        (config.retention.keep_hours == 0, "retention.keep_hours", "at least 1"),
        (
            config.retention.remember_hours < config.retention.keep_hours * 2,
            "retention.remember_hours",
            "at least twice keep_hours, so that nothing that is kept is forgotten",
        ),
        (fleet.is_some_and(|fleet| fleet.servers.is_empty()), "fleet.servers", "name at least one server"),
        (fleet.is_some_and(|fleet| !plain(&fleet.name)), "fleet.name", "letters, digits and -"),
        (fleet.is_some_and(|fleet| !matches!(fleet.replicas, 1 | 3 | 5)), "fleet.replicas", "1, 3 or 5"),
    ] {
        if wrong {
            return Err(ConfigError::Value { field, problem });
        }
    }
    Ok(())
}
