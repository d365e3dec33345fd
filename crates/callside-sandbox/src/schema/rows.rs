//! Where the evaluators find records.

use serde_json::{Map, Value};

/// One record: flat field values under their canonical names.
///
/// Every record has `Id` (18 characters), `IsDeleted`, `CreatedDate`, `LastModifiedDate` and
/// `SystemModstamp`; datetimes are text such as `2026-05-01T07:25:37.000+0000` (always UTC), dates
/// `2026-05-01`. An absent key is null. Derived fields (`Contact.Name`, `Case.IsClosed`, addresses)
/// are never stored: [`super::value_of`] works them out.
pub type Record = Map<String, Value>;

/// Which rows a look-up sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Live rows only (`query`).
    Live,
    /// Also rows in the recycle bin (`queryAll`, `ALL ROWS`).
    WithDeleted,
}

/// Read access to the records of an org.
pub trait Rows {
    /// The rows of an object (canonical name), in the order they were created.
    fn rows(&self, object: &str, scope: Scope) -> Vec<&Record>;

    /// The row of an object with this id (15 or 18 characters), when it is in scope.
    fn by_id(&self, object: &str, id: &str, scope: Scope) -> Option<&Record>;

    /// The rows whose ids are not before this one, in the order of their ids. An id of 15 characters, or the beginning of
    /// one.
    fn at_or_after(&self, object: &str, id: &str, scope: Scope) -> Vec<&Record> {
        let own = |row: &&Record| row.get("Id").and_then(Value::as_str).map(str::to_owned);
        let mut rows = self.rows(object, scope);
        rows.retain(|row| own(row).is_some_and(|own| own.as_str() >= id));
        rows.sort_by_cached_key(own);
        rows
    }

    /// The rows with this value in a field, where there is an index for that: an id's first 15 characters, or a text in
    /// lower case. `None` where there is none.
    fn holding(&self, _object: &str, _field: &str, _value: &str, _scope: Scope) -> Option<Vec<&Record>> {
        None
    }

    /// The rows with a number in a phone field whose digits begin like this, where there is an index for that; a row may
    /// come twice. `None` where there is none.
    fn numbered(&self, _object: &str, _digits: &str, _scope: Scope) -> Option<Vec<&Record>> {
        None
    }
}

/// Whether two record ids name the same record: the first 15 characters decide, and their letter case counts.
#[must_use]
pub fn same_id(left: &str, right: &str) -> bool {
    let is_id = |id: &str| matches!(id.len(), 15 | 18) && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_id(left) && is_id(right) && left.as_bytes()[..15] == right.as_bytes()[..15]
}
