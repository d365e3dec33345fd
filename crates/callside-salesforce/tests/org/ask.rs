//! What a person wrote: checked against the org, asked, paged, bound.

use crate::desk::{Desk, settings, small};
use callside_core::budget::{Purpose, Usage};
use callside_core::crm::{Crm as _, CrmError};
use callside_core::facts::{Facts, Vocabulary};
use callside_core::look_up::Cell;
use callside_core::soql::parse;
use callside_sandbox::SandboxOptions;

fn wrong(faults: &[callside_core::soql::SoqlFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

#[tokio::test]
async fn a_query_is_held_against_the_org_before_it_is_sent() {
    let desk = Desk::new().await;
    for (text, said) in [
        ("SELECT Id, Owner.Name, Account.Owner.Email FROM Contact WHERE Account.Name LIKE 'E%' LIMIT 5", ""),
        ("SELECT Id, (SELECT Subject FROM Cases) FROM Account", ""),
        ("SELECT Id FROM Contct", "you have no object called Contct; did you mean Contact?"),
        ("SELECT Emial FROM Contact", "Contact has no field called Emial for you; did you mean Email?"),
        ("SELECT Account.Nam FROM Contact", "Account has no field called Nam for you; did you mean Account.Name?"),
        (
            "SELECT Id, (SELECT Subjct FROM Cases) FROM Account",
            "Case has no field called Subjct for you; did you mean Subject?",
        ),
        ("SELECT Id FROM Case WHERE IsClosed = 'x'", "IsClosed is compared with true or false"),
    ] {
        let faults = desk.salesforce.faults(text, None).await.unwrap();
        let all = wrong(&faults);
        assert!(if said.is_empty() { all.is_empty() } else { all.contains(said) }, "{text}: {all}");
    }
    let values = Vocabulary::of_call();
    let text = "SELECT Id FROM Case WHERE ContactId = {{caller.id}}";
    assert!(desk.salesforce.faults(text, Some(&values)).await.unwrap().is_empty());
    assert!(!desk.salesforce.faults(text, None).await.unwrap().is_empty());
}

#[tokio::test]
async fn suggestions_come_from_the_org() {
    let desk = Desk::new().await;
    for (text, contains) in [
        ("SELECT | FROM Case", "CaseNumber"),
        ("SELECT Contact.Acc| FROM Case", "Contact.Account."),
        ("SELECT Id FROM Opp|", "Opportunity"),
        ("SELECT Id FROM Case WHERE Status = |", "'New'"),
        ("SELECT Id, (SELECT Id FROM |) FROM Account", "Contacts"),
    ] {
        let at = text.find('|').unwrap();
        let completion = desk.salesforce.complete(&text.replace('|', ""), at, &[]).await.unwrap();
        assert!(completion.options.iter().any(|option| option.text == contains), "{text}: {completion:?}");
    }
}

#[tokio::test]
async fn every_row_comes_page_by_page_and_each_once() {
    let desk = Desk::with(SandboxOptions { contacts: 40, page_size: 10, ..small() }, settings()).await;
    let query = parse("SELECT Name, Account.Name FROM Contact ORDER BY Id").unwrap();
    let counted = desk.salesforce.ask(&parse("SELECT COUNT() FROM Contact").unwrap()).await.unwrap();
    let Cell::Number(all) = &counted.table.rows[0].cells[0] else { panic!("{counted:?}") };
    let mut page = desk.salesforce.ask(&query).await.unwrap();
    let mut ids: Vec<_> = page.table.rows.iter().map(|row| row.record.clone().unwrap()).collect();
    while let Some(next) = &page.next {
        page = desk.salesforce.ask_more(&query, next).await.unwrap();
        ids.extend(page.table.rows.iter().map(|row| row.record.clone().unwrap()));
    }
    assert_eq!(ids.len(), all.parse::<usize>().unwrap());
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[tokio::test]
async fn a_query_too_long_for_an_address_goes_in_a_body() {
    let desk = Desk::new().await;
    desk.count("/composite/batch");
    for length in [100, 3_000, 30_000] {
        let names = vec!["'nobody at all'"; length / 16].join(", ");
        let query =
            parse(&format!("SELECT Id FROM Contact WHERE FirstName != null AND LastName NOT IN ({names})")).unwrap();
        let page = desk.salesforce.ask(&query).await.unwrap();
        assert!(!page.table.rows.is_empty(), "{length}");
    }
    assert_eq!(desk.counted("/composite/batch"), 2);
}

#[tokio::test]
async fn what_salesforce_refuses_is_said_in_its_words() {
    let desk = Desk::new().await;
    // A grammar fault that ours does not know of.
    let query = parse("SELECT Id, Name FROM Contact GROUP BY Id").unwrap();
    let refused = desk.salesforce.ask(&query).await.unwrap_err();
    assert!(matches!(&refused, CrmError::Refused(refusal) if !refusal.message.is_empty()), "{refused:?}");
}

#[tokio::test]
async fn a_look_up_finds_what_belongs_to_the_caller_whatever_the_values_hold() {
    let desk = Desk::new().await;
    let (_, matches) = desk.caller("known_contact");
    let query = parse("SELECT CaseNumber, Subject, IsClosed, CreatedDate FROM Case WHERE ContactId = {{caller.id}} AND IsClosed = false").unwrap();
    let mut facts = Facts::new();
    facts.set("caller.id", matches[0].id.as_str());
    let table = desk.salesforce.look_up(&query, &facts, 5).await.unwrap().unwrap();
    assert!(!table.rows.is_empty());
    assert!(matches!(table.rows[0].cells[3], Cell::Moment(_)), "{table:?}");
    assert_eq!(table.columns[0].path, "CaseNumber");
    for hostile in ["' OR Id != '", "\\' OR Id != \\'", "x') OR (Id != '", "{{caller.id}}", "\u{0}'--"] {
        facts.set("caller.id", hostile);
        let table = desk.salesforce.look_up(&query, &facts, 5).await;
        assert!(matches!(&table, Ok(Some(table)) if table.rows.is_empty()) || table.is_err(), "{hostile:?}: {table:?}");
    }
    assert_eq!(desk.salesforce.look_up(&query, &Facts::new(), 5).await, Ok(None));
}

#[tokio::test]
async fn calls_are_counted_by_what_they_are_for() {
    let desk = Desk::new().await;
    assert_eq!(desk.salesforce.usage(), None);
    let (number, _) = desk.caller("known_contact");
    desk.salesforce.find_by_phone(&number).await.unwrap();
    desk.salesforce.ask(&parse("SELECT COUNT() FROM Case").unwrap()).await.unwrap();
    let spent = desk.salesforce.spent();
    assert!(spent[&Purpose::Pop] >= 1 && spent[&Purpose::Console] == 1 && spent[&Purpose::Describe] >= 1, "{spent:?}");
    let all: u32 = spent.values().sum();
    assert_eq!(desk.salesforce.usage().unwrap().used, all);
    let asked = desk.salesforce.ask_usage().await.unwrap();
    assert_eq!(asked, Some(Usage { used: all + 1, max: 15_000 }));
}
