//! Where people sign in.

use crate::rest::{NotAnOrigin, Origin};
use std::fmt;
use std::str::FromStr;

/// The server that shows the sign-in page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoginHost {
    /// `login.salesforce.com`: production and developer orgs.
    Production,
    /// `test.salesforce.com`: Salesforce sandboxes.
    Sandbox,
    /// The org's own address, such as `https://acme.my.salesforce.com`.
    MyDomain(Origin),
}

impl LoginHost {
    /// The address of one of its pages.
    pub(crate) fn page(&self, path: &str) -> String {
        format!("{self}{path}")
    }

    /// Whether it runs on this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        matches!(self, Self::MyDomain(origin) if origin.is_loopback())
    }
}

/// Domains that are Salesforce's own (Salesforce Help, "Allow the Required Domains").
const SALESFORCE: [&str; 4] = [".salesforce.com", ".force.com", ".cloudforce.com", ".salesforce.mil"];

impl LoginHost {
    /// The host, where it is Salesforce's or this machine: anything else may be whatever a person typed.
    #[must_use]
    pub fn known(&self) -> Option<String> {
        let Self::MyDomain(origin) = self else { return Some(self.to_string().replace("https://", "")) };
        let host = origin.host();
        (origin.is_loopback() || SALESFORCE.iter().any(|domain| host.ends_with(domain))).then(|| host.to_owned())
    }
}

impl fmt::Display for LoginHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Production => f.write_str("https://login.salesforce.com"),
            Self::Sandbox => f.write_str("https://test.salesforce.com"),
            Self::MyDomain(origin) => origin.fmt(f),
        }
    }
}

impl FromStr for LoginHost {
    type Err = NotAnOrigin;

    /// Reads what a person or a policy file says: a full address, or a host name alone.
    fn from_str(text: &str) -> Result<Self, NotAnOrigin> {
        let text = text.trim();
        let origin =
            if text.contains("://") { Origin::parse(text) } else { Origin::parse(&format!("https://{text}")) }?;
        Ok([Self::Production, Self::Sandbox]
            .into_iter()
            .find(|known| known.to_string() == origin.to_string())
            .unwrap_or(Self::MyDomain(origin)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_known_where_nobody_could_have_typed_anything() {
        for (text, known) in [
            ("login.salesforce.com", Some("login.salesforce.com")),
            ("test.salesforce.com", Some("test.salesforce.com")),
            ("acme.my.salesforce.com", Some("acme.my.salesforce.com")),
            ("http://127.0.0.1:9000", Some("127.0.0.1")),
            ("hunter2", None),
            ("sarah.johnson.example", None),
            ("evilsalesforce.com", None),
        ] {
            assert_eq!(text.parse::<LoginHost>().unwrap().known().as_deref(), known, "{text}");
        }
    }

    #[test]
    fn hosts_are_read_as_people_write_them() {
        let domain = |text: &str| Ok(LoginHost::MyDomain(Origin::parse(text).unwrap()));
        for (text, host) in [
            ("login.salesforce.com", Ok(LoginHost::Production)),
            ("https://test.salesforce.com/", Ok(LoginHost::Sandbox)),
            (" acme.my.salesforce.com ", domain("https://acme.my.salesforce.com")),
            ("https://acme--dev.sandbox.my.salesforce.com", domain("https://acme--dev.sandbox.my.salesforce.com")),
            ("http://127.0.0.1:9000", domain("http://127.0.0.1:9000")),
            ("http://acme.my.salesforce.com", Err(NotAnOrigin)),
            ("acme.my.salesforce.com/login", Err(NotAnOrigin)),
            ("", Err(NotAnOrigin)),
        ] {
            assert_eq!(text.parse(), host, "{text}");
        }
    }
}
