//! Field-level security: what each profile may see and write.

use crate::options::{FieldAccess, FieldRule};

/// What a user may do. The agent's profile has rules; a supervisor and the admin see and write everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Contact-centre agent: field-level security applies.
    Agent,
    /// Everything is allowed.
    Full,
}

/// The field rules of the org.
#[derive(Debug, Clone, Default)]
pub struct FieldSecurity {
    rules: Vec<FieldRule>,
}

impl FieldSecurity {
    /// The rules of the agent's profile.
    #[must_use]
    pub fn new(rules: Vec<FieldRule>) -> Self {
        Self { rules }
    }

    /// Replaces the rule of one field; `None` lifts it.
    pub fn set(&mut self, object: &str, field: &str, access: Option<FieldAccess>) {
        self.rules.retain(|rule| !rule_covers(rule, object, field));
        if let Some(access) = access {
            self.rules.push(FieldRule { object: object.to_owned(), field: field.to_owned(), access });
        }
    }

    /// Whether a profile sees a field.
    #[must_use]
    pub fn sees(&self, profile: Profile, object: &str, field: &str) -> bool {
        self.access(profile, object, field) != Some(FieldAccess::Hidden)
    }

    /// Whether a profile may write a field, as far as field-level security goes.
    #[must_use]
    pub fn writes(&self, profile: Profile, object: &str, field: &str) -> bool {
        self.access(profile, object, field).is_none()
    }

    fn access(&self, profile: Profile, object: &str, field: &str) -> Option<FieldAccess> {
        match profile {
            Profile::Full => None,
            Profile::Agent => self.rules.iter().find(|rule| rule_covers(rule, object, field)).map(|rule| rule.access),
        }
    }
}

fn rule_covers(rule: &FieldRule, object: &str, field: &str) -> bool {
    rule.object.eq_ignore_ascii_case(object) && rule.field.eq_ignore_ascii_case(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_bind_the_agent_only() {
        let mut security = FieldSecurity::default();
        security.set("Contact", "DoNotCall", Some(FieldAccess::ReadOnly));
        security.set("Account", "AnnualRevenue", Some(FieldAccess::Hidden));
        assert!(security.sees(Profile::Agent, "contact", "donotcall"));
        assert!(!security.writes(Profile::Agent, "Contact", "DoNotCall"));
        assert!(!security.sees(Profile::Agent, "Account", "AnnualRevenue"));
        assert!(security.writes(Profile::Full, "Account", "AnnualRevenue"));
        security.set("Contact", "DoNotCall", None);
        assert!(security.writes(Profile::Agent, "Contact", "DoNotCall"));
    }
}
