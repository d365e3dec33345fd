//! Values of a call in a query that a person wrote: each becomes one literal in its own place.

use super::Soql;
use super::escape::{in_pattern, quoted};
use super::literal::Literal;
use callside_core::facts::{Fact, Facts, Path};
use callside_core::soql::ast::{Placeholder, Query};

/// A value that the query needs is not known, or is an empty list: there is nothing to ask.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not known")]
pub struct Unbound(pub Path);

impl Soql {
    /// A query with the values of a call in it. Whatever they hold, its structure stays the one that was read: only
    /// whole literals take the places of placeholders.
    ///
    /// # Errors
    /// [`Unbound`] when a value is not known: leaving a condition out would find the records of others.
    pub fn bound(query: &Query, facts: &Facts) -> Result<Self, Unbound> {
        let mut text = String::with_capacity(query.text.len());
        let mut done = 0;
        for placeholder in &query.placeholders {
            let literal = facts.get(&placeholder.path).and_then(|fact| literal(fact, placeholder));
            let literal = literal.ok_or_else(|| Unbound(placeholder.path.clone()))?;
            text.push_str(query.text.get(done..placeholder.span.from).unwrap_or_default());
            text.push_str(&literal);
            done = placeholder.span.to;
        }
        text.push_str(query.text.get(done..).unwrap_or_default());
        Ok(Self(text))
    }
}

fn literal(fact: &Fact, placeholder: &Placeholder) -> Option<String> {
    let one = |fact: &Fact| single(fact, placeholder.pattern);
    let values: Vec<String> = match fact {
        Fact::List(items) => items.iter().filter_map(one).collect(),
        fact => one(fact).into_iter().collect(),
    };
    match (&values[..], placeholder.whole_list) {
        ([], _) => None,
        (_, true) => Some(format!("({})", values.join(", "))),
        ([only], false) => Some(only.clone()),
        // Several values where one stands: the first would be a guess.
        (_, false) => None,
    }
}

fn single(fact: &Fact, pattern: bool) -> Option<String> {
    if pattern {
        // The admin's wildcards stand around a value, never in it.
        return Some(format!("'{}'", in_pattern(&fact.to_string())));
    }
    match fact {
        Fact::Text(text) => Some(quoted(text)),
        Fact::Number(number) => {
            Some(number.whole().map_or_else(|| number.to_string(), |n| Literal::Number(n).to_string()))
        }
        Fact::Bool(yes) => Some(Literal::Bool(*yes).to_string()),
        Fact::Date(day) => Some(Literal::Date(*day).to_string()),
        Fact::Moment(at) => Some(Literal::Moment(*at).to_string()),
        Fact::List(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::soql::parse;
    use proptest::prelude::*;

    fn facts() -> Facts {
        let mut facts = Facts::new();
        facts.set("caller.id", "003000000000001AAA");
        facts.set("caller.name", r"O'Neil\ 50%_");
        facts.set("caller.open_cases", 3_u32);
        facts.set("caller.do_not_call", true);
        facts.set("call.tags", vec![Fact::text("vip"), Fact::text("a'b")]);
        facts
    }

    #[test]
    fn each_value_is_one_literal_in_its_place() {
        for (text, bound) in [
            (
                "SELECT Id FROM Case WHERE ContactId = {{caller.id}}",
                "SELECT Id FROM Case WHERE ContactId = '003000000000001AAA'",
            ),
            (
                "SELECT Id FROM Case WHERE A = {{caller.name}} AND B = 1",
                r"SELECT Id FROM Case WHERE A = 'O\'Neil\\ 50%_' AND B = 1",
            ),
            (
                "SELECT Id FROM Case WHERE A LIKE {{caller.name}}",
                r"SELECT Id FROM Case WHERE A LIKE 'O\'Neil\\ 50\%\_'",
            ),
            (
                "SELECT Id FROM Case WHERE N > {{caller.open_cases}} AND D = {{caller.do_not_call}}",
                "SELECT Id FROM Case WHERE N > 3 AND D = true",
            ),
            ("SELECT Id FROM Case WHERE T IN {{call.tags}}", r"SELECT Id FROM Case WHERE T IN ('vip', 'a\'b')"),
            (
                "SELECT Id FROM Case WHERE T IN ({{caller.id}}, 'x')",
                "SELECT Id FROM Case WHERE T IN ('003000000000001AAA', 'x')",
            ),
        ] {
            assert_eq!(Soql::bound(&parse(text).unwrap(), &facts()).unwrap().as_str(), bound);
        }
    }

    #[test]
    fn a_value_that_is_not_known_asks_nothing() {
        for text in
            ["SELECT Id FROM Case WHERE A = {{caller.account_id}}", "SELECT Id FROM Case WHERE A = {{call.tags}}"]
        {
            assert!(Soql::bound(&parse(text).unwrap(), &facts()).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_value_changes_what_is_asked(value in any::<String>(), hurts in r"['\\%_{}()\n\x00=]{0,24}") {
            let query = parse("SELECT Id FROM Case WHERE A = {{caller.name}} AND B LIKE {{caller.title}} AND C IN {{caller.company}}").unwrap();
            let mut facts = Facts::new();
            for path in ["caller.name", "caller.title", "caller.company"] {
                facts.set(path, format!("x{value}{hurts}"));
            }
            let bound = Soql::bound(&query, &facts).unwrap();
            let again = parse(bound.as_str()).unwrap();
            prop_assert_eq!(again.select.comparisons.len(), 3);
            prop_assert!(again.placeholders.is_empty());
            prop_assert_eq!(&again.select.from.text, "Case");
        }
    }
}
