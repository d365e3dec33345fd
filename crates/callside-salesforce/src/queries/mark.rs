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

/// Most logs that are looked at: those whose marks differ in letter case only, which SOQL does not tell apart.
const MOST_LOGS: u32 = 50;

impl MarkText {
    /// The field that holds the mark.
    #[must_use]
    pub const fn field(&self) -> FieldPath {
        match self {
            Self::CallObject(_) => FieldPath::known("CallObject"),
            Self::CallKey(_) => FieldPath::known("CallKey__c"),
            Self::Subject(_) => FieldPath::known("Subject"),
        }
    }

    /// The field's whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::CallObject(text) | Self::CallKey(text) | Self::Subject(text) => text,
        }
    }

    /// Whether a log that Salesforce found carries this very mark. Call ids may differ in letter case only.
    #[must_use]
    pub fn is_in(&self, found: &str) -> bool {
        let key = |text: &str| text.rfind('[').map(|at| text[at..].to_owned());
        match self {
            Self::CallObject(text) | Self::CallKey(text) => text == found,
            Self::Subject(text) => key(text) == key(found),
        }
    }
}

/// The call logs with this mark, or one like it, that this person wrote. A transferred call has one log of each
/// person.
#[must_use]
pub fn commit_mark(mark: &MarkText, me: &RecordId) -> Select {
    Select::from(ObjectName::known("Task"))
        .fields(&[mark.field()])
        .filter(Condition::eq(mark.field(), mark.text()))
        .filter(Condition::eq(FieldPath::known("CreatedById"), me))
        .order_by(FieldPath::known("CreatedDate"), Order::Ascending, Nulls::Last)
        .limit(MOST_LOGS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_compared_whole_and_only_with_ones_own() {
        let me = RecordId::new("005000000000001AAA").unwrap();
        assert_eq!(
            commit_mark(&MarkText::CallObject("phone:a'b".into()), &me).to_string(),
            "SELECT Id, CallObject FROM Task WHERE CallObject = 'phone:a\\'b' AND CreatedById = '005000000000001AAA' \
             ORDER BY CreatedDate ASC NULLS LAST LIMIT 50"
        );
    }

    #[test]
    fn letter_case_tells_calls_apart() {
        let object = MarkText::CallObject("phone:aB".into());
        assert!(object.is_in("phone:aB") && !object.is_in("phone:ab"));
        let subject = MarkText::Subject("Busy: [x] [phone:aB]".into());
        assert!(subject.is_in("BUSY: [x] [phone:aB]") && !subject.is_in("Busy: [x] [phone:ab]"));
    }
}
