//! An org that is asked through its indexes answers as one that has none.

use jiff::tz::TimeZone;
use serde_json::Value;

use crate::SandboxOptions;
use crate::org::{FieldSecurity, Org, RecordId, Tables};
use crate::schema::{Record, Rows, Schema, Scope};
use crate::soql::{QueryContext, QueryOutcome, query};
use crate::sosl::{SearchContext, search};

/// Rows without any index.
struct Plain<'t>(&'t Tables);

impl Rows for Plain<'_> {
    fn rows(&self, object: &str, scope: Scope) -> Vec<&Record> {
        self.0.rows(object, scope)
    }

    fn by_id(&self, object: &str, id: &str, scope: Scope) -> Option<&Record> {
        let mut rows = self.rows(object, scope).into_iter();
        rows.find(|row| row.get("Id").and_then(Value::as_str).is_some_and(|own| own[..15] == id[..15]))
    }
}

fn planted() -> Org {
    let id = RecordId::parse("00DCs0000000001").unwrap();
    let mut org = Org::new(id, Schema::standard(), FieldSecurity::default());
    let options = SandboxOptions { contacts: 300, ..SandboxOptions::default() };
    crate::seed::plant(&mut org, &options, "2026-11-20T10:00:00Z".parse().unwrap());
    org
}

/// A value of a field of the row in the middle of a table.
fn some(org: &Org, object: &str, field: &str) -> String {
    let rows = org.tables().rows(object, Scope::Live);
    let values: Vec<&str> = rows.iter().filter_map(|row| row.get(field)?.as_str()).collect();
    values[values.len() / 2].to_owned()
}

#[test]
fn with_indexes_and_without_them_the_same_rows_come_in_the_same_order() {
    let org = planted();
    let (contact, account) = (some(&org, "Contact", "Id"), some(&org, "Contact", "AccountId"));
    let (task, who, owner) = (some(&org, "Task", "Id"), some(&org, "Task", "WhoId"), some(&org, "Task", "OwnerId"));
    let (phone, mobile) = (some(&org, "Contact", "Phone"), some(&org, "Contact", "MobilePhone"));
    let short = &contact[..15];
    let loud = phone.to_uppercase();
    let questions = [
        format!("SELECT Id, Name FROM Contact WHERE Id = '{contact}'"),
        format!("SELECT Id FROM Contact WHERE Id IN ('{short}', '{contact}', '003000000000000AAA')"),
        format!("SELECT Id FROM Contact WHERE Id != '{contact}' ORDER BY Id LIMIT 7 OFFSET 3"),
        format!("SELECT Id FROM Contact WHERE NOT Id = '{contact}' LIMIT 5"),
        format!("SELECT Id, Owner.Name FROM Task WHERE Id > '{task}' ORDER BY Id LIMIT 9"),
        format!("SELECT Id FROM Task WHERE Id >= '{task}' AND TaskSubtype = 'Call' ORDER BY Id ASC"),
        format!("SELECT Id FROM Task WHERE Id < '{task}' ORDER BY Id DESC LIMIT 4"),
        format!("SELECT Subject FROM Task WHERE WhoId = '{who}' ORDER BY CreatedDate DESC"),
        format!("SELECT Id FROM Task WHERE OwnerId = '{owner}' AND Id > '{task}' ORDER BY Id LIMIT 5"),
        format!("SELECT Id FROM Task WHERE WhoId = '{who}' OR IsClosed = true LIMIT 20"),
        format!("SELECT COUNT() FROM Task WHERE WhoId = '{who}' OR Id > '{task}'"),
        format!("SELECT Id FROM Contact WHERE Phone = '{loud}' OR MobilePhone IN ('{mobile}', '{phone}')"),
        format!("SELECT Id FROM Contact WHERE Phone NOT IN ('{phone}') AND AccountId = '{account}'"),
        "SELECT Id FROM Contact WHERE AccountId IN (NULL, '001000000000000AAA') ORDER BY Id".to_owned(),
        format!("SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Account WHERE Id >= '{account}')"),
        format!("SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName) FROM Account WHERE Id = '{account}'"),
        format!("SELECT AccountId, COUNT(Id) FROM Contact WHERE AccountId = '{account}' GROUP BY AccountId"),
        "SELECT Id FROM Case WHERE ContactId = null ORDER BY Id LIMIT 30".to_owned(),
    ];
    let zone = TimeZone::UTC;
    let context = QueryContext {
        now: "2026-11-20T10:00:00Z".parse().unwrap(),
        zone: &zone,
        user_id: &owner,
        version: "v62.0",
        scope: Scope::Live,
        visible: &|_, _| true,
    };
    let schema = Schema::standard();
    let mut found = 0;
    for question in questions {
        let indexed = query(&question, &schema, org.tables(), &context).unwrap_or_else(|e| panic!("{question}: {e:?}"));
        assert_eq!(Ok(&indexed), query(&question, &schema, &Plain(org.tables()), &context).as_ref(), "{question}");
        found += match indexed {
            QueryOutcome::Count(count) => count,
            QueryOutcome::Records(rows) => rows.len(),
        };
    }
    assert!(found > 100, "questions that find nothing would show nothing: {found}");
}

#[test]
fn numbers_are_found_by_their_index_as_by_a_look_at_every_row() {
    let org = planted();
    let digits: String = some(&org, "Contact", "Phone").chars().filter(char::is_ascii_digit).collect();
    let zone = TimeZone::UTC;
    let query = QueryContext {
        now: "2026-11-20T10:00:00Z".parse().unwrap(),
        zone: &zone,
        user_id: "005000000000000AAA",
        version: "v62.0",
        scope: Scope::Live,
        visible: &|_, _| true,
    };
    let context = SearchContext { query, indexed: &|_| true };
    let schema = Schema::standard();
    let mut found = 0;
    for wanted in [
        digits.clone(),
        format!("{}*", &digits[..6]),
        format!("{digits} OR nobody"),
        format!("{digits} AND NOT {}*", &digits[..3]),
        format!("\"{digits}\" OR {}*", &digits[..4]),
        "555*".to_owned(),
        "*99".to_owned(),
    ] {
        let question =
            format!("FIND {{{wanted}}} IN PHONE FIELDS RETURNING Contact(Id, Name), Lead(Id), Account(Id, Phone)");
        let indexed = search(&question, &schema, org.tables(), &context);
        assert_eq!(indexed, search(&question, &schema, &Plain(org.tables()), &context), "{question}");
        found += indexed.map_or(0, |rows| rows.len());
    }
    assert!(found > 10, "questions that find nothing would show nothing: {found}");
}

#[test]
fn an_index_follows_changes() {
    let mut org = planted();
    let schema = Schema::standard();
    let contacts = schema.object("Contact").unwrap();
    let id = some(&org, "Contact", "Id");
    let mut row = org.record("Contact", &id).unwrap().clone();
    let before = row.insert("Phone".into(), "(415) 555-0199".into()).unwrap();
    org.tables_mut().put(contacts, &id, row);
    let holding = |org: &Org, value: &str| {
        let rows = org.tables().holding("Contact", "Phone", value, Scope::Live).unwrap();
        rows.iter().any(|row| row["Id"] == id.as_str())
    };
    assert!(holding(&org, "(415) 555-0199"));
    assert!(!holding(&org, &before.as_str().unwrap().to_lowercase()));
    org.tables_mut().take(contacts, &id);
    assert!(!holding(&org, "(415) 555-0199"));
}
