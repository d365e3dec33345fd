//! Every query that Callside sends, with one value wherever a text from outside can stand.

use callside_core::action::{By, Given, Input, InputKind, Request, bind, catalogue};
use callside_core::facts::Facts;
use callside_core::ids::RecordId;
use callside_core::record::{CallerObject, CallerRef};
use callside_salesforce::Settings;
use callside_salesforce::action;
use callside_salesforce::queries::{
    MarkText, View, by_case_number, by_id, by_phone, commit_mark, open_cases, opportunities_by_role,
    opportunities_of_account, tasks_of,
};
use callside_salesforce::soql::{
    Comparison, Condition, FieldPath, Literal, Nulls, ObjectName, Order, Pattern, Select, Soql,
};
use jiff::tz::TimeZone;

fn id(text: &str) -> RecordId {
    RecordId::new(text).expect("an id of the right shape")
}

fn field(name: &str) -> FieldPath {
    FieldPath::new(name).expect("a field's name")
}

fn object(name: &str) -> ObjectName {
    ObjectName::new(name).expect("an object's name")
}

/// Name and text of every shape.
pub fn shapes(value: &str) -> Vec<(&'static str, Soql)> {
    let mut shapes = looked_up(value);
    shapes.extend(around());
    shapes.extend(bound(value));
    shapes.extend(templates(value));
    shapes.into_iter().map(|(name, select)| (name, Soql::from_builder(&select))).collect()
}

/// The query of every built-in action template, with the value in each of its inputs. Fields that only take digits do not
/// ask for other values, so they are left out here.
fn templates(value: &str) -> Vec<(&'static str, Select)> {
    let mut shapes = Vec::new();
    for id in catalogue::ids() {
        let template = catalogue::template(id).expect("an id of the catalogue");
        // What is to be a record is refused before it comes into a query, unless it is an id.
        let text = |input: &Input| match input.kind {
            InputKind::Record => "006000000000001AAA".to_owned(),
            InputKind::Text | InputKind::Choice => format!("x{value}x"),
        };
        let inputs = template.inputs.iter().map(|input| (input.name.clone(), serde_json::json!(text(input))));
        let given = Given { inputs: inputs.collect(), ..Given::default() };
        for step in &template.steps {
            let bound = bind(step, &given, &Facts::new(), None, &TimeZone::UTC);
            if let Ok(Request::Search(mut search)) = bound.map(|bound| bound.request) {
                search.any.retain(|one| !matches!(one.by, By::Phone | By::CaseNumber));
                shapes.push((id, action::search(&search).expect("names of the catalogue")));
            }
        }
    }
    shapes
}

fn looked_up(value: &str) -> Vec<(&'static str, Select)> {
    let settings = Settings::default();
    let me = id("005000000000001AAA");
    let mut shapes = Vec::new();
    let names = [
        ("contact by phone", "contact by id", "contact by case number"),
        ("lead by phone", "lead by id", "lead by case number"),
        ("account by phone", "account by id", "account by case number"),
    ];
    for (of, (phone, known, case)) in CallerObject::ALL.into_iter().zip(names) {
        let view = View::of(of, &settings, None).expect("a view without a shape");
        let spellings = vec![value.to_owned(), "+14155550134".to_owned(), format!("{value} 2")];
        shapes.extend(by_phone(&view, &spellings).map(|select| (phone, select)));
        shapes.extend(by_id(&view, &[me.clone(), me.clone()]).map(|select| (known, select)));
        shapes.extend(by_case_number(&view, value).map(|select| (case, select)));
    }
    for (name, mark) in [
        ("mark in CallObject", MarkText::CallObject(value.to_owned())),
        ("mark in CallKey__c", MarkText::CallKey(value.to_owned())),
        ("mark in Subject", MarkText::Subject(value.to_owned())),
    ] {
        shapes.push((name, commit_mark(&mark, &me)));
    }
    shapes
}

fn around() -> Vec<(&'static str, Select)> {
    let account = id("001000000000001AAA");
    let contact = CallerRef { object: CallerObject::Contact, id: id("003000000000001AAA") };
    let company = CallerRef { object: CallerObject::Account, id: account.clone() };
    [
        ("cases of a contact", open_cases(None, &contact, Some(&account))),
        ("cases of a contact alone", open_cases(None, &contact, None)),
        ("cases of an account", open_cases(None, &company, None)),
        ("opportunities of an account", opportunities_of_account(None, &account)),
        ("opportunities by role", opportunities_by_role(None, &contact.id)),
        ("tasks of a contact", tasks_of(None, &contact)),
        ("tasks of an account", tasks_of(None, &company)),
    ]
    .into_iter()
    .filter_map(|(name, select)| Some((name, select?)))
    .collect()
}

/// Each kind of condition that the builder knows.
fn bound(value: &str) -> Vec<(&'static str, Select)> {
    let name = || field("Account.Name");
    let eq = || Condition::eq(name(), value);
    let contact = |condition: Condition| Select::from(object("Contact")).fields(&[field("Name")]).filter(condition);
    let either = eq().or(Condition::eq(field("LastName"), value));
    let cases = Select::from(object("Cases")).filter(Condition::eq(field("Subject"), value)).limit(3);
    let of_case = Select::from(object("Case")).filter(Condition::eq(field("Subject"), value));
    let moment = Literal::Moment("2026-11-20T17:00:00Z".parse().expect("a moment"));
    let since = Condition::compare(field("CreatedDate"), Comparison::Ge, moment).and(Condition::compare(
        field("Birthdate"),
        Comparison::Lt,
        Literal::Date(jiff::civil::date(2000, 1, 2)),
    ));
    vec![
        ("equal", contact(eq())),
        ("not equal", contact(Condition::compare(name(), Comparison::Ne, value))),
        ("greater", contact(Condition::compare(name(), Comparison::Gt, value))),
        ("starts with", contact(Condition::like(name(), Pattern::StartsWith(value.to_owned())))),
        ("contains", contact(Condition::like(name(), Pattern::Contains(value.to_owned())))),
        ("one of", contact(Condition::one_of(name(), [Literal::from(value), Literal::from("x")]).expect("two values"))),
        ("and of or", contact(either.clone().and(Condition::eq(field("DoNotCall"), false)))),
        ("or of and", contact(eq().and(Condition::is_null(field("Email"))).or(either.clone()))),
        ("not", contact(either.negated().and(eq().negated()))),
        ("with children", contact(eq()).children(cases)),
        ("in a query", contact(Condition::in_query(field("Id"), of_case, field("ContactId")))),
        (
            "ordered",
            contact(since.and(eq())).order_by(field("Name"), Order::Descending, Nulls::First).limit(5).offset(10),
        ),
    ]
}
