//! What a person may do in Callside beside taking calls.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Roles, each with the rights of those before it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Takes calls.
    #[default]
    Agent,
    /// Looks after a team.
    Supervisor,
    /// Sets Callside up.
    Admin,
}

/// Salesforce permission sets that give a role, by API name. A permission set is what an admin assigns to people without
/// changing their profile. Source: Salesforce object reference, PermissionSet and PermissionSetAssignment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoleSets {
    /// Any of these makes a supervisor.
    pub supervisor: Vec<String>,
    /// Any of these makes an admin.
    pub admin: Vec<String>,
}

impl Default for RoleSets {
    fn default() -> Self {
        Self { supervisor: vec!["Callside_Supervisor".into()], admin: vec!["Callside_Admin".into()] }
    }
}

impl Role {
    /// Roles, the least first.
    pub const ALL: [Self; 3] = [Self::Agent, Self::Supervisor, Self::Admin];

    /// The role of this name, as files write it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Its name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Supervisor => "supervisor",
            Self::Admin => "admin",
        }
    }

    /// The greatest role that a person's permission sets give. API names are compared without letter case, as
    /// Salesforce does.
    #[must_use]
    pub fn of(permission_sets: &[String], sets: &RoleSets) -> Self {
        let has = |wanted: &[String]| {
            wanted.iter().any(|name| permission_sets.iter().any(|held| held.eq_ignore_ascii_case(name)))
        };
        match (has(&sets.admin), has(&sets.supervisor)) {
            (true, _) => Self::Admin,
            (false, true) => Self::Supervisor,
            (false, false) => Self::Agent,
        }
    }

    /// Whether this role has the rights of another.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self >= other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_permission_set_makes_the_role() {
        let sets = RoleSets::default();
        for (held, role) in [
            (vec![], Role::Agent),
            (vec!["Sales_User"], Role::Agent),
            (vec!["callside_supervisor"], Role::Supervisor),
            (vec!["Callside_Supervisor", "Callside_Admin"], Role::Admin),
            (vec!["Callside_Admin_Extra"], Role::Agent),
        ] {
            let held: Vec<String> = held.into_iter().map(str::to_owned).collect();
            assert_eq!(Role::of(&held, &sets), role, "{held:?}");
        }
        assert!(Role::Admin.covers(Role::Agent) && !Role::Agent.covers(Role::Supervisor));
    }
}
