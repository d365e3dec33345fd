//! Who the signed-in person is to the org.

use crate::soql::{Condition, FieldPath, ObjectName, Select};
use callside_core::ids::RecordId;

/// Most assignments that are read; nobody has as many.
const MOST_SETS: u32 = 500;

/// The permission sets of a person, by API name. Those that belong to a profile are named like `X00e...` and match no
/// role. Source: Salesforce object reference, PermissionSetAssignment.
#[must_use]
pub fn permission_sets(user: &RecordId) -> Select {
    Select::from(ObjectName::known("PermissionSetAssignment"))
        .fields(&[FieldPath::known("PermissionSet.Name")])
        .filter(Condition::eq(FieldPath::known("AssigneeId"), user))
        .limit(MOST_SETS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ones_own_sets_are_asked_for() {
        let me = RecordId::new("005000000000001AAA").unwrap();
        assert_eq!(
            permission_sets(&me).to_string(),
            "SELECT Id, PermissionSet.Name FROM PermissionSetAssignment WHERE AssigneeId = '005000000000001AAA' LIMIT 500"
        );
    }
}
