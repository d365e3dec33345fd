//! Who may be calling.

use super::{MOST_CANDIDATES, View, object};
use crate::soql::{Condition, FieldPath, Literal, Nulls, ObjectName, Order, Select};
use crate::sosl::{Find, PlainSearch, Returning, SearchIn};
use callside_core::ids::RecordId;
use callside_core::record::CallerObject;

/// Spellings that a phone field is compared with, letter by letter.
pub type Exact = Vec<String>;

fn base(view: &View) -> Select {
    Select::from(object(view.object)).fields(&view.fields()).filter(view.standing_filter())
}

/// Records with one of the spellings in any phone field. `None` when there is nothing to compare.
#[must_use]
pub fn by_phone(view: &View, spellings: &Exact) -> Option<Select> {
    let values = || spellings.iter().map(|spelling| Literal::from(spelling.as_str()));
    let fields = view.compared.iter().filter_map(|field| Condition::one_of(field.clone(), values()));
    let condition = Condition::any(fields)?;
    Some(
        base(view)
            .filter(condition)
            .order_by(FieldPath::known("LastModifiedDate"), Order::Descending, Nulls::Last)
            .limit(MOST_CANDIDATES),
    )
}

/// The records with these ids. `None` when there are none.
#[must_use]
pub fn by_id(view: &View, ids: &[RecordId]) -> Option<Select> {
    let condition = Condition::one_of(FieldPath::known("Id"), ids.iter().map(Literal::from))?;
    Some(base(view).filter(condition))
}

/// The Contact of a case, or the Account of a case that has no Contact. Case numbers have leading zeros that nobody
/// types. `None` for Leads, which have no cases.
#[must_use]
pub fn by_case_number(view: &View, typed: &str) -> Option<Select> {
    let column = match view.object {
        CallerObject::Contact => FieldPath::known("ContactId"),
        CallerObject::Account => FieldPath::known("AccountId"),
        CallerObject::Lead => return None,
    };
    let numbers = [typed.to_owned(), format!("{typed:0>8}")].map(Literal::Text);
    let numbers = Condition::one_of(FieldPath::known("CaseNumber"), numbers);
    let mut cases = Select::from(ObjectName::known("Case")).filter(numbers);
    if view.object == CallerObject::Account {
        cases = cases.filter(Condition::is_null(FieldPath::known("ContactId")));
    }
    let condition = Condition::in_query(FieldPath::known("Id"), cases, column);
    Some(base(view).filter(condition).limit(MOST_CANDIDATES))
}

/// Full-text search in all phone fields; what it finds is compared by those of the setting. `None` when there is nothing to
/// look for.
#[must_use]
pub fn find_phone(views: &[View], terms: Vec<String>) -> Option<Find> {
    Find::in_phone_fields(terms, views.iter().filter(|view| !view.phones.is_empty()).map(returning).collect())
}

/// Full-text search for what an agent typed: an e-mail address or a name.
#[must_use]
pub fn plain(views: &[View], text: &str) -> PlainSearch {
    let within = if text.contains('@') { SearchIn::Emails } else { SearchIn::Names };
    PlainSearch { text: text.to_owned(), within, returning: views.iter().map(returning).collect() }
}

fn returning(view: &View) -> Returning {
    Returning::new(object(view.object), &view.fields(), MOST_CANDIDATES).filter(view.standing_filter())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rest::encode;
    use crate::settings::Settings;
    use crate::soql::Soql;
    use callside_core::phone::{Line, read};
    use callside_core::phone_fields::MOST;

    #[test]
    fn the_longest_list_of_fields_fits_into_an_address() {
        let Line::Number { number } = read("+14155550134", None) else { panic!("a number") };
        let mut settings = Settings::default();
        // Salesforce's longest name of a field has 40 letters and an ending.
        let longest = (10..10 + MOST).map(|n| format!("Phone_{}_{n}__c", "x".repeat(31)));
        settings.phone_fields.set(CallerObject::Contact, longest).unwrap();
        let view = View::of(CallerObject::Contact, &settings, None).unwrap();
        let text = Soql::from_builder(&by_phone(&view, &number.spellings()).unwrap());
        assert!(text.as_str().contains("__c IN ("));
        assert!(encode(text.as_str()).len() < 15_000, "{}", encode(text.as_str()).len());
    }
}
