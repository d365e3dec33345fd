use super::*;
use crate::facts::Vocabulary;
use crate::shape::{ChildShape, FieldShape, ObjectShape};
use std::sync::Arc;

const GOOD: [&str; 30] = [
    "SELECT Id FROM Contact",
    "select id, name from contact",
    "SELECT Id, Account.Owner.Name FROM Contact c WHERE c.Email != null",
    "SELECT COUNT() FROM Case",
    "SELECT COUNT(Id) n, Status FROM Case GROUP BY Status HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC",
    "SELECT Id, (SELECT Id, Subject FROM Cases WHERE IsClosed = false LIMIT 5) FROM Account",
    "SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Account WHERE Name LIKE 'Edge%')",
    "SELECT Id FROM Contact WHERE Id NOT IN (SELECT WhoId FROM Task)",
    r"SELECT Id FROM Contact WHERE Name = 'O\'Brien \\ \u0041 \n'",
    r"SELECT Id FROM Contact WHERE Name LIKE '50\%\_%'",
    "SELECT Id FROM Case WHERE CreatedDate = TODAY OR CreatedDate = LAST_N_DAYS:30",
    "SELECT Id FROM Case WHERE CreatedDate >= 2026-01-01T00:00:00Z",
    "SELECT Id FROM Case WHERE CreatedDate >= 2026-01-01T00:00:00+01:00",
    "SELECT Id FROM Opportunity WHERE CloseDate < 2026-12-31 AND Amount > 1000.5",
    "SELECT Id FROM Opportunity WHERE Amount > USD5000",
    "SELECT Id FROM Opportunity WHERE Amount > -1.5",
    "SELECT Id FROM Account WHERE Tags__c INCLUDES ('a;b', 'c')",
    "SELECT Id FROM Case WHERE (Status = 'New' OR Status = 'Working') AND IsClosed = false",
    "SELECT Id FROM Case WHERE NOT (Status = 'New')",
    "SELECT Id FROM Case WHERE NOT Status = 'New'",
    "SELECT Id FROM Case ORDER BY CreatedDate DESC NULLS LAST, Id LIMIT 10 OFFSET 20",
    "SELECT Id FROM Case USING SCOPE Mine",
    "SELECT FIELDS(ALL) FROM Case LIMIT 200",
    "SELECT TYPEOF What WHEN Account THEN Phone, Name WHEN Opportunity THEN Amount ELSE Name END FROM Task",
    "SELECT toLabel(Status) s, FORMAT(CreatedDate) FROM Case",
    "SELECT CALENDAR_YEAR(CreatedDate), SUM(Amount) total FROM Opportunity GROUP BY CALENDAR_YEAR(CreatedDate)",
    "SELECT LeadSource, COUNT(Name) FROM Lead GROUP BY ROLLUP(LeadSource)",
    "SELECT Title FROM Knowledge__kav WITH DATA CATEGORY Products__c AT Laptops__c",
    "SELECT Name FROM Account WHERE DISTANCE(Loc__c, GEOLOCATION(37.7, -122.4), 'mi') < 20",
    "SELECT Id FROM Case WHERE DAY_ONLY(CreatedDate) = 2026-01-31",
];

#[test]
fn queries_are_read() {
    for text in GOOD {
        parse(text).unwrap_or_else(|fault| panic!("{text}: {fault}"));
    }
}

#[test]
fn what_is_no_query_is_refused_at_its_place() {
    let deep = format!("SELECT Id FROM A WHERE {}X = 1", "(".repeat(40));
    for (text, at, said) in [
        ("", 0, "the query is empty"),
        ("  ", 0, "the query is empty"),
        ("DELETE FROM Case", 0, "only queries that begin with SELECT"),
        ("FIND {x} IN ALL FIELDS", 5, "two braces"),
        ("SELECT", 6, "here comes a field"),
        ("SELECT Id", 9, "here comes FROM"),
        ("SELECT Id FROM", 14, "the name of an object"),
        ("SELECT Id, FROM Case", 11, "here comes a field"),
        ("SELECT Id FROM Case WHERE", 25, "here comes a condition"),
        ("SELECT Id FROM Case WHERE Status", 32, "an operator"),
        ("SELECT Id FROM Case WHERE Status =", 34, "a value"),
        ("SELECT Id FROM Case WHERE Status = New", 35, "a value"),
        ("SELECT Id FROM Case WHERE Status = 'New", 35, "no closing quote"),
        (r"SELECT Id FROM Case WHERE Status = 'a\qb'", 37, "a backslash"),
        ("SELECT Id FROM Case WHERE A = 1 AND B = 2 OR C = 3", 42, "parentheses"),
        ("SELECT Id FROM Case WHERE A = :x", 30, "Apex"),
        ("SELECT Id FROM Case; DELETE", 19, "; has no meaning"),
        ("SELECT Id FROM Case LIMIT x", 26, "how many rows"),
        ("SELECT Id FROM Case LIMIT -1", 26, "how many rows"),
        ("SELECT Id FROM Case FOR UPDATE", 20, "FOR UPDATE changes or locks records"),
        ("SELECT Id FROM Case FOR VIEW", 20, "FOR VIEW changes"),
        ("SELECT Id FROM Case UPDATE TRACKING", 20, "UPDATE TRACKING changes"),
        ("SELECT Id FROM Case ALL ROWS", 20, "ALL ROWS cannot be asked over REST"),
        ("SELECT Id FROM Case WITH USER_MODE", 20, "WITH USER_MODE cannot be asked over REST"),
        ("SELECT Id FROM Case, Contact", 19, "one object only"),
        ("SELECT Id FROM Case WHERE CreatedDate = 2026-13-01", 40, "no number, day or moment"),
        ("SELECT Id FROM Case WHERE CreatedDate = LAST_N_DAYS", 51, ":"),
        ("SELECT Id FROM Case WHERE Id IN ()", 33, "a value"),
        ("SELECT {{caller.id}} FROM Case", 7, "here comes a field"),
        ("SELECT Id FROM {{caller.object}}", 15, "the name of an object"),
        ("SELECT Id FROM Case LIMIT {{caller.id}}", 26, "how many rows"),
        ("SELECT Id FROM Case WHERE A = {{a b}}", 30, "two braces"),
        ("SELECT (SELECT (SELECT Id FROM A) FROM B) FROM C", 15, "here comes a field"),
        ("SELECT Shout(Id) FROM C", 7, "a function"),
        (&deep, 56, "32 levels"),
    ] {
        let fault = parse(text).unwrap_err();
        assert_eq!(fault.from, at, "{text}: {fault}");
        assert!(fault.problem.to_string().contains(said), "{text}: {fault}");
    }
}

#[test]
fn values_of_the_call_know_their_field_and_whether_they_are_a_pattern() {
    let query =
        parse("SELECT Id FROM Case WHERE ContactId = {{ caller.id }} AND Subject LIKE {{caller.name}}").unwrap();
    let placeholders: Vec<_> =
        query.placeholders.iter().map(|p| (p.path.as_str(), p.field.as_str(), p.pattern)).collect();
    assert_eq!(placeholders, [("caller.id", "ContactId", false), ("caller.name", "Subject", true)]);
    assert_eq!(query.placeholders[0].span.of(&query.text), "{{ caller.id }}");
}

#[test]
fn faults_have_a_line_and_a_column() {
    let text = "SELECT Id\nFROM Case\nWHERE  Straße = = 1";
    let fault = parse(text).unwrap_err();
    assert_eq!(fault.place(text), Place { line: 3, column: 12 });
}

fn field(kind: &str) -> FieldShape {
    FieldShape { kind: kind.into(), label: format!("The {kind}"), filterable: true, ..FieldShape::default() }
}

fn reference(object: &str, relationship: &str) -> FieldShape {
    FieldShape { references: vec![object.into()], relationship: Some(relationship.into()), ..field("reference") }
}

fn object(fields: &[(&str, FieldShape)]) -> ObjectShape {
    let fields = fields.iter().map(|(name, field)| ((*name).to_owned(), field.clone())).collect();
    ObjectShape { fields, ..ObjectShape::default() }
}

fn schema() -> Schema {
    let mut schema = Schema::default();
    let status = FieldShape { restricted: true, values: vec!["New".into(), "Closed".into()], ..field("picklist") };
    let long = FieldShape { filterable: false, ..field("textarea") };
    let case = object(&[
        ("Id", field("id")),
        ("Status", status),
        ("IsClosed", field("boolean")),
        ("CreatedDate", field("datetime")),
        ("Description", long),
        ("ContactId", reference("Contact", "Contact")),
        ("Tags__c", field("multipicklist")),
    ]);
    let mut account = object(&[("Id", field("id")), ("Name", field("string")), ("Amount", field("currency"))]);
    account.children =
        vec![ChildShape { relationship: "Cases".into(), object: "Case".into(), field: "AccountId".into() }];
    let contact =
        object(&[("Id", field("id")), ("Email", field("email")), ("AccountId", reference("Account", "Account"))]);
    for (name, shape) in [("Case", case), ("Account", account), ("Contact", contact)] {
        schema.describe(name, Arc::new(shape));
    }
    schema.name_all(["Case", "Account", "Contact", "Lead"].map(|n| (n.to_owned(), format!("{n} label"))).to_vec());
    schema
}

#[test]
fn names_operators_and_values_are_held_against_describe() {
    for (text, said) in [
        ("SELECT Id, Contact.Account.Name FROM Case WHERE IsClosed = false", ""),
        ("SELECT Id FROM Cass", "you have no object called Cass; did you mean Case?"),
        ("SELECT Idd FROM Case", "Case has no field called Idd for you; did you mean Id?"),
        ("SELECT Contact.Emial FROM Case", "Contact has no field called Emial for you; did you mean Contact.Email?"),
        ("SELECT Contct.Email FROM Case", "Case has no relationship called Contct; did you mean Contact?"),
        ("SELECT Id, (SELECT Id FROM Casses) FROM Account", "no child records called Casses; did you mean Cases?"),
        ("SELECT Id, (SELECT Idd FROM Cases) FROM Account", "Case has no field called Idd"),
        ("SELECT Id, id FROM Case", "id is there twice"),
        ("SELECT Id FROM Case WHERE Description = 'x'", "records cannot be found by Description"),
        ("SELECT Id FROM Case WHERE IsClosed = 'no'", "IsClosed is compared with true or false"),
        ("SELECT Id FROM Case WHERE CreatedDate > 2026-01-01", "CreatedDate is compared with a moment"),
        ("SELECT Id FROM Case WHERE CreatedDate > YESTERDAY", ""),
        ("SELECT Id FROM Account WHERE Amount > 'x'", "Amount is compared with a number"),
        ("SELECT Id FROM Case WHERE Status IN ('New', 'Closd')", "Status has no value Closd; did you mean Closed?"),
        ("SELECT Id FROM Case WHERE Status LIKE 'Cl%'", ""),
        ("SELECT Id FROM Case WHERE IsClosed LIKE 'x'", "LIKE does not go with IsClosed"),
        ("SELECT Id FROM Case WHERE Status INCLUDES ('New')", "INCLUDES does not go with Status"),
        ("SELECT Id FROM Case WHERE Tags__c INCLUDES ('a;b')", ""),
        ("SELECT Id FROM Case WHERE ContactId IN (SELECT Idd FROM Contact)", "Contact has no field called Idd"),
        ("SELECT Status s, COUNT(Id) n FROM Case GROUP BY Status ORDER BY n", ""),
        ("SELECT c.Id, Case.Status FROM Case c WHERE c.Idd = null", "Case has no field called Idd"),
        ("SELECT Id FROM Case WHERE ContactId = {{caller.id}}", ""),
        ("SELECT Id FROM Case WHERE ContactId = {{caller.it}}", "no value called caller.it; did you mean caller.id?"),
    ] {
        let faults = check(&parse(text).unwrap(), &schema(), Some(&Vocabulary::of_call()));
        let all = faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        assert!(
            if said.is_empty() { all.is_empty() } else { faults.len() == 1 && all.contains(said) },
            "{text}: {all}"
        );
    }
    let query = parse("SELECT Id FROM Case WHERE ContactId = {{caller.id}}").unwrap();
    assert_eq!(check(&query, &schema(), None)[0].problem, SoqlProblem::NoValues);
}

#[test]
fn what_was_not_described_is_asked_for_and_not_judged() {
    let query = parse("SELECT Id, Nonsense FROM Lead WHERE ConvertedContact.Name = 'x'").unwrap();
    assert_eq!(needs(&query, &schema()), ["Lead"]);
    assert!(check(&query, &schema(), None).is_empty());
    assert!(needs(&parse("SELECT Id FROM Cass").unwrap(), &schema()).is_empty());
}

#[test]
fn suggestions_know_where_they_stand() {
    let values = ["caller.id".to_owned(), "call.id".to_owned()];
    for (typed, first, contains) in [
        ("|", "SELECT", "SELECT"),
        ("SEL|", "SELECT", "SELECT"),
        ("SELECT | FROM Case", "ContactId", "Contact."),
        ("SELECT Id, Sta| FROM Case", "Status", "Status"),
        ("SELECT Contact.| FROM Case", "Contact.AccountId", "Contact.Account."),
        ("SELECT Contact.Account.N| FROM Case", "Contact.Account.Name", "Contact.Account.Name"),
        ("SELECT Id |", "FROM", "FROM"),
        ("SELECT Id FROM C|", "Case", "Contact"),
        ("SELECT Id, (SELECT Id FROM |) FROM Account", "Cases", "Cases"),
        ("SELECT Id, (SELECT St| FROM Cases) FROM Account", "Status", "Status"),
        ("SELECT Id FROM Case |", "WHERE", "LIMIT"),
        ("SELECT Id FROM Case WHERE Is|", "IsClosed", "IsClosed"),
        ("SELECT Id FROM Case WHERE Status |", "=", "LIKE"),
        ("SELECT Id FROM Case WHERE Status = |", "'New'", "{{caller.id}}"),
        ("SELECT Id FROM Case WHERE Status = 'Cl|", "'Closed'", "'Closed'"),
        ("SELECT Id FROM Case WHERE Status IN ('New', |)", "'New'", "'Closed'"),
        ("SELECT Id FROM Case WHERE IsClosed = |", "true", "false"),
        ("SELECT Id FROM Case WHERE CreatedDate > LAST_N_D|", "LAST_N_DAYS:", "LAST_N_DAYS:"),
        ("SELECT Id FROM Case WHERE ContactId = {{caller|", "{{caller.id}}", "{{caller.id}}"),
        ("SELECT Id FROM Case WHERE IsClosed = true |", "AND", "LIMIT"),
        ("SELECT Id FROM Case WHERE (IsClosed = true |", "AND", "OR"),
        ("SELECT Id FROM Case WHERE ContactId IN (|", "SELECT", "SELECT"),
        ("SELECT Id FROM Case WHERE ContactId IN (SELECT Em| FROM Contact)", "Email", "Email"),
        ("SELECT Id FROM Case ORDER BY Cr|", "CreatedDate", "CreatedDate"),
        ("SELECT COUNT(I|) FROM Case", "Id", "IsClosed"),
    ] {
        let at = typed.find('|').unwrap();
        let completion = complete(&typed.replace('|', ""), at, &schema(), &values);
        let texts: Vec<_> = completion.options.iter().map(|option| option.text.as_str()).collect();
        assert_eq!(texts.first(), Some(&first), "{typed}: {texts:?}");
        assert!(texts.contains(&contains), "{typed}: {texts:?}");
        assert_eq!(completion.to, at);
    }
    assert_eq!(complete("SELECT  FROM Lead", 7, &schema(), &[]).needs, ["Lead"]);
}
