//! The commit mark: by which a call log that stands already is found again.

use crate::soql::{Condition, FieldPath, Nulls, ObjectName, Order, Select};
use callside_core::ids::RecordId;

/// Where the mark stands and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkText {
    /// `Task.CallObject` holds the call's key.
    CallObject(String),
    /// `Task.CallKey__c` holds the call's key and the person.
    CallKey(String),
    /// The subject ends with the call's key; the whole subject is compared, so that an index can answer.
    Subject(String),
}

/// The call log with this mark that this person wrote. A transferred call has one log of each person.
#[must_use]
pub fn commit_mark(mark: &MarkText, me: &RecordId) -> Select {
    let (field, text) = match mark {
        MarkText::CallObject(text) => (FieldPath::known("CallObject"), text),
        MarkText::CallKey(text) => (FieldPath::known("CallKey__c"), text),
        MarkText::Subject(text) => (FieldPath::known("Subject"), text),
    };
    Select::from(ObjectName::known("Task"))
        .filter(Condition::eq(field, text.as_str()))
        .filter(Condition::eq(FieldPath::known("CreatedById"), me))
        .order_by(FieldPath::known("CreatedDate"), Order::Ascending, Nulls::Last)
        .limit(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_compared_whole_and_only_with_ones_own() {
        let me = RecordId::new("005000000000001AAA").unwrap();
        assert_eq!(
            commit_mark(&MarkText::CallObject("phone:a'b".into()), &me).to_string(),
            "SELECT Id FROM Task WHERE CallObject = 'phone:a\\'b' AND CreatedById = '005000000000001AAA' \
             ORDER BY CreatedDate ASC NULLS LAST LIMIT 1"
        );
    }
}
