//! SOQL by typed builders: names are checked, values are bound, and no function takes a query as text.
//!
//! What an admin wrote was read by [`callside_core::soql`] before; here its values are bound.

mod bind;
mod bound;
mod condition;
mod escape;
mod literal;
mod name;
mod select;

pub use bind::Unbound;
pub use bound::Bound;
pub use condition::{Comparison, Condition, Pattern};
pub use literal::Literal;
pub use name::{FieldPath, NotAName, ObjectName};
pub use select::{Nulls, Order, Select};

use std::fmt;

/// The text of a query. It can only come from a [`Select`], or from a query that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Soql(String);

impl Soql {
    /// The text of a built query.
    #[must_use]
    pub fn from_builder(select: &Select) -> Self {
        Self(select.to_string())
    }

    /// The text of a query for how many rows a built query has.
    #[must_use]
    pub fn count_of(select: &Select) -> Self {
        Self(select.as_count())
    }

    /// The text, before it is percent-encoded for an address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Soql {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn path(text: &'static str) -> FieldPath {
        FieldPath::known(text)
    }

    #[test]
    fn a_query_is_written_in_soqls_order() {
        let cases = Select::from(ObjectName::known("Cases")).filter(Condition::eq(path("IsClosed"), false)).limit(5);
        let select = Select::from(ObjectName::known("Contact"))
            .fields(&[path("Name"), path("id"), path("Account.Name")])
            .children(cases)
            .filter(Condition::eq(path("Email"), "o'b@example.com"))
            .filter(Condition::compare(path("Age__c"), Comparison::Ge, 18_i64))
            .order_by(path("Name"), Order::Descending, Nulls::Last)
            .order_by(path("CreatedDate"), Order::Ascending, Nulls::First)
            .limit(10)
            .offset(9000);
        assert_eq!(
            Soql::from_builder(&select).as_str(),
            "SELECT Id, Name, Account.Name, (SELECT Id FROM Cases WHERE IsClosed = false LIMIT 5) FROM Contact \
             WHERE Email = 'o\\'b@example.com' AND Age__c >= 18 ORDER BY Name DESC NULLS LAST, CreatedDate ASC \
             NULLS FIRST LIMIT 10 OFFSET 2000"
        );
    }

    #[test]
    fn joined_conditions_stand_in_parentheses() {
        let eq = |field: &'static str| Condition::eq(path(field), "x");
        for (condition, text) in [
            (eq("A").and(eq("B").or(eq("C"))), "A = 'x' AND (B = 'x' OR C = 'x')"),
            (eq("A").and(eq("B")).or(eq("C")), "(A = 'x' AND B = 'x') OR C = 'x'"),
            (eq("A").negated().and(eq("B")), "(NOT A = 'x') AND B = 'x'"),
            (eq("A").or(eq("B")).negated(), "(NOT (A = 'x' OR B = 'x'))"),
            (Condition::like(path("A"), Pattern::Contains("5%_'".into())), r"A LIKE '%5\%\_\'%'"),
            (Condition::like(path("A"), Pattern::StartsWith("a".into())), "A LIKE 'a%'"),
            (Condition::is_null(path("A")), "A = null"),
        ] {
            assert_eq!(condition.to_string(), text);
        }
    }

    #[test]
    fn empty_lists_cannot_be_said() {
        assert_eq!(Condition::one_of(path("A"), []), None);
        assert_eq!(Condition::all([]), None);
        assert_eq!(Condition::any([Condition::is_null(path("A"))]), Some(Condition::is_null(path("A"))));
        let values = ["a", "b'"].map(Literal::from);
        assert_eq!(Condition::one_of(path("A"), values).unwrap().to_string(), r"A IN ('a', 'b\'')");
    }

    #[test]
    fn a_semi_join_selects_one_column() {
        let cases = Select::from(ObjectName::known("Case")).filter(Condition::eq(path("CaseNumber"), "1'"));
        let condition = Condition::in_query(path("Id"), cases, path("ContactId"));
        assert_eq!(condition.to_string(), r"Id IN (SELECT ContactId FROM Case WHERE CaseNumber = '1\'')");
    }
}
