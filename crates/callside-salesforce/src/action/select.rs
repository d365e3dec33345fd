//! From a bound request to a query: names are checked, values are bound.

use super::not_a_name;
use crate::soql::{Bound, Condition, FieldPath, Literal, Nulls, ObjectName, Order, Pattern, Select};
use crate::sosl::{PlainSearch, Returning, SearchIn};
use callside_core::action::{By, Find, Match, Piece, Search, Test, Within};
use callside_core::crm::CrmError;
use callside_core::plan::Value;

/// A search for rows; one row more than is wanted, so that "there are more" can be said.
///
/// # Errors
/// [`CrmError::Unexpected`] for a name that is no API name.
pub fn search(search: &Search) -> Result<Select, CrmError> {
    let show = paths(&search.show)?;
    let newest = FieldPath::new(&search.newest).map_err(not_a_name)?;
    let any = search.any.iter().map(matches).collect::<Result<Vec<_>, _>>()?;
    let mut all = tests(&search.all)?;
    all.extend(Condition::any(any.into_iter().flatten()));
    // What was changed last comes first; names and numbers are read from the top.
    let is_date = search.newest.ends_with("Date") || search.newest == "SystemModstamp";
    let order = if is_date { Order::Descending } else { Order::Ascending };
    let object = ObjectName::new(&search.object).map_err(not_a_name)?;
    // In one list: a semi-join may not stand within brackets.
    let select = Select::from(object).fields(&show).filter(Condition::all(all));
    Ok(select.order_by(newest, order, Nulls::Last).limit(search.limit.saturating_add(1)))
}

/// Whether a row is there.
pub(super) fn exists(object: &str, all: &[Test]) -> Result<Select, CrmError> {
    let object = ObjectName::new(object).map_err(not_a_name)?;
    Ok(Select::from(object).filter(Condition::all(tests(all)?)).limit(1))
}

/// An admin's query with its values.
#[must_use]
pub fn query(pieces: &[Piece]) -> Bound {
    let mut bound = Bound::default();
    for piece in pieces {
        match piece {
            Piece::Text(text) => bound.text(text),
            Piece::Value(value) => bound.value(&literal(value)),
            Piece::Quoted(text) => bound.within_quotes(text),
            Piece::Pattern(text) => bound.within_pattern(text),
        }
    }
    bound
}

/// A full-text search.
///
/// # Errors
/// [`CrmError::Unexpected`] for a name that is no API name.
pub fn sosl(find: &Find) -> Result<PlainSearch, CrmError> {
    let returning = find.returning.iter().map(|(object, show)| {
        let object = ObjectName::new(object).map_err(not_a_name)?;
        Ok(Returning::new(object, &paths(show)?, find.limit))
    });
    Ok(PlainSearch {
        text: find.term.clone(),
        within: match find.within {
            Within::All => SearchIn::All,
            Within::Name => SearchIn::Names,
            Within::Email => SearchIn::Emails,
            Within::Phone => SearchIn::Phones,
        },
        returning: returning.collect::<Result<_, CrmError>>()?,
    })
}

pub(super) fn paths(names: &[String]) -> Result<Vec<FieldPath>, CrmError> {
    names.iter().filter(|name| *name != "*").map(|name| FieldPath::new(name).map_err(not_a_name)).collect()
}

fn tests(tests: &[Test]) -> Result<Vec<Condition>, CrmError> {
    let condition = |test: &Test| {
        Ok(match test {
            Test::Is { field, value } => Condition::eq(FieldPath::new(field).map_err(not_a_name)?, literal(value)),
            Test::In { field, select } => {
                let object = ObjectName::new(&select.object).map_err(not_a_name)?;
                let inner = Select::from(object).filter(Condition::all(self::tests(&select.all)?));
                let column = FieldPath::new(&select.column).map_err(not_a_name)?;
                Condition::in_query(FieldPath::new(field).map_err(not_a_name)?, inner, column)
            }
        })
    };
    tests.iter().map(condition).collect()
}

fn matches(one: &Match) -> Result<Option<Condition>, CrmError> {
    let field = FieldPath::new(&one.field).map_err(not_a_name)?;
    Ok(match one.by {
        By::Contains => Some(Condition::like(field, Pattern::Contains(one.term.clone()))),
        By::StartsWith => Some(Condition::like(field, Pattern::StartsWith(one.term.clone()))),
        By::Exact => Some(Condition::eq(field, one.term.as_str())),
        By::Phone => Some(Condition::like(field, Pattern::InOrder(phone_groups(&one.term)))),
        // Case numbers have leading zeros that nobody types.
        By::CaseNumber => {
            let numbers = [one.term.clone(), format!("{:0>8}", one.term)].map(Literal::Text);
            Condition::one_of(field, numbers)
        }
    })
}

/// The last ten digits in the groups in which people write them: three, three, four from the end. Salesforce keeps
/// numbers as they were typed, so anything may stand between the groups.
fn phone_groups(term: &str) -> Vec<String> {
    let digits: Vec<char> = term.chars().filter(char::is_ascii_digit).collect();
    let last = &digits[digits.len().saturating_sub(10)..];
    let split = last.len().saturating_sub(4);
    let mut groups: Vec<String> = last[..split].rchunks(3).rev().map(|group| group.iter().collect()).collect();
    groups.push(last[split..].iter().collect());
    groups
}

pub(super) fn literal(value: &Value) -> Literal {
    match value {
        Value::Text(text) | Value::Made(text) => Literal::Text(text.clone()),
        Value::Bool(yes) => Literal::Bool(*yes),
        Value::Int(number) => Literal::Number(*number),
        Value::Number(number) => Literal::Decimal(*number),
        Value::Date(day) => Literal::Date(*day),
        Value::Moment(moment) => Literal::Moment(*moment),
        Value::Record(id) => Literal::Id(id.clone()),
        Value::Null => Literal::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_binds_its_term_in_every_field() {
        let one = |field: &str, by| Match { field: field.into(), by, term: "+1 (415) 555-0134".into() };
        let request = Search {
            object: "Contact".into(),
            show: vec!["Name".into(), "Account.Name".into()],
            any: vec![one("Name", By::Contains), one("Phone", By::Phone), one("Email", By::StartsWith)],
            all: vec![Test::Is { field: "IsDeleted".into(), value: Value::Bool(false) }],
            newest: "LastModifiedDate".into(),
            limit: 10,
        };
        assert_eq!(
            search(&request).unwrap().to_string(),
            "SELECT Id, Name, Account.Name FROM Contact WHERE IsDeleted = false AND (Name LIKE '%+1 (415) 555-0134%' OR \
             Phone LIKE '%415%555%0134%' OR Email LIKE '+1 (415) 555-0134%') ORDER BY LastModifiedDate DESC NULLS LAST \
             LIMIT 11"
        );
        let bad = Search { object: "Contact; --".into(), ..request };
        assert!(search(&bad).is_err());
    }

    #[test]
    fn numbers_are_grouped_from_their_end() {
        for (typed, groups) in [
            ("+14155550134", vec!["415", "555", "0134"]),
            ("0134", vec!["0134"]),
            ("50134", vec!["5", "0134"]),
            ("030 123456", vec!["03", "012", "3456"]),
        ] {
            assert_eq!(phone_groups(typed), groups, "{typed}");
        }
    }

    #[test]
    fn case_numbers_get_their_zeros() {
        let one = Match { field: "CaseNumber".into(), by: By::CaseNumber, term: "1042".into() };
        assert_eq!(matches(&one).unwrap().unwrap().to_string(), "CaseNumber IN ('1042', '00001042')");
    }

    #[test]
    fn values_in_a_query_stay_values() {
        let pieces = [
            Piece::Text("SELECT Id FROM Contact WHERE Email = ".into()),
            Piece::Value(Value::text("a' OR Name != '")),
            Piece::Text(" AND Name LIKE '%".into()),
            Piece::Pattern("5%_'".into()),
            Piece::Text("%' AND Title = '".into()),
            Piece::Quoted("x' --".into()),
            Piece::Text("'".into()),
        ];
        assert_eq!(
            query(&pieces).as_str(),
            r"SELECT Id FROM Contact WHERE Email = 'a\' OR Name != \'' AND Name LIKE '%5\%\_\'%' AND Title = 'x\' --'"
        );
    }
}
