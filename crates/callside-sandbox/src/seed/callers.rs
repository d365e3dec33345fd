//! The named callers: one for each way in which a number can be known.

use serde::Serialize;
use serde_json::json;

use super::planter::Planter;
use super::sales::Products;
use super::setup::Users;
use super::support::plant_call;

/// Somebody who calls in demos and tests.
#[derive(Debug, Clone, Serialize)]
pub struct Caller {
    /// What the caller is for.
    pub key: &'static str,
    /// The number as a phone system reports it: E.164, or a word for a withheld one.
    pub number: &'static str,
    /// How it stands in the org; absent where nobody has it.
    pub stored_as: Option<&'static str>,
    /// The records that have the number.
    pub matches: Vec<CallerMatch>,
}

/// A record that has a caller's number.
#[derive(Debug, Clone, Serialize)]
pub struct CallerMatch {
    /// Object.
    pub object: &'static str,
    /// Id.
    pub id: String,
    /// Name.
    pub name: &'static str,
}

/// Plants the named callers.
pub fn plant(planter: &mut Planter<'_>, users: &Users, products: &Products) -> Vec<Caller> {
    let agent = users.agents[0].clone();
    let colleague = users.agents[1].clone();
    planter.as_user(&agent);
    let callers = vec![
        known_contact(planter, &agent, &colleague, products),
        switchboard(planter, &colleague),
        lead(planter, &agent),
        account_only(planter, &colleague),
        do_not_call(planter, &agent),
        Caller { key: "unknown", number: "+12125550199", stored_as: None, matches: vec![] },
        Caller { key: "withheld", number: "anonymous", stored_as: None, matches: vec![] },
    ];
    for caller in &callers {
        planter.phones.reserve(caller.number);
    }
    callers
}

fn known_contact(planter: &mut Planter<'_>, agent: &str, colleague: &str, products: &Products) -> Caller {
    let created = planter.days_ago(320);
    let account = planter.add(
        "Account",
        created,
        json!({
            "Name": "Acme Corporation", "Type": "Customer - Direct", "Industry": "Manufacturing",
            "Phone": "(415) 555-0100", "OwnerId": agent, "Website": "https://www.acme.example",
            "BillingStreet": "500 Market Square", "BillingCity": "San Francisco", "BillingState": "CA",
            "BillingPostalCode": "94105", "BillingCountry": "United States", "NumberOfEmployees": 420,
            "AnnualRevenue": 12_500_000,
        }),
    );
    planter.phones.reserve("+14155550100");
    planter.phones.reserve("+14155550135");
    let contact = planter.add(
        "Contact",
        created,
        json!({
            "FirstName": "Sarah", "LastName": "Johnson", "Salutation": "Ms.", "Title": "VP of Operations",
            "AccountId": account, "Email": "sarah.johnson@acme.example", "Phone": "(415) 555-0135",
            "MobilePhone": "(415) 555-0134", "OwnerId": agent, "Support_Tier__c": "Gold", "DoNotCall": false,
        }),
    );
    let close_date = planter.date(45);
    let opened = planter.days_ago(40);
    let opportunity = planter.add(
        "Opportunity",
        opened,
        json!({
            "Name": "Renewal 2027", "AccountId": account, "StageName": "Prospecting", "CloseDate": close_date,
            "Amount": 48_000, "Probability": 10, "ForecastCategoryName": "Pipeline", "OwnerId": agent,
            "NextStep": "Send the final price", "Pricebook2Id": products.standard_book,
            "Type": "Existing Customer - Upgrade",
        }),
    );
    planter.add(
        "OpportunityContactRole",
        opened,
        json!({
            "OpportunityId": opportunity, "ContactId": contact, "Role": "Decision Maker", "IsPrimary": true,
        }),
    );
    let complained = planter.days_ago(3);
    planter.add(
        "Case",
        complained,
        json!({
            "Subject": "Headset drops the connection", "ContactId": contact, "AccountId": account, "Status": "Working",
            "Priority": "High", "Origin": "Phone", "OwnerId": colleague, "Product_Area__c": "Devices",
            "Product_Issue__c": "No connection", "RecordTypeId": "012Qy000001SuppIAC",
            "Description": "Loses the base station several times a day since the last update.",
        }),
    );
    for (owner, outcome, days) in [
        (agent, ("Interested", "Wants to renew, asked for a price for 40 seats."), 21),
        (colleague, ("Voicemail Left", "Left a message about the headset case."), 6),
        (agent, ("Callback Requested", "Driving, asked to be called back after four."), 2),
    ] {
        plant_call(planter, owner, &contact, Some(&account), outcome, days);
    }
    planter.as_user(agent);
    let matches = vec![CallerMatch { object: "Contact", id: contact, name: "Sarah Johnson" }];
    Caller { key: "known_contact", number: "+14155550134", stored_as: Some("(415) 555-0134"), matches }
}

fn switchboard(planter: &mut Planter<'_>, owner: &str) -> Caller {
    let created = planter.days_ago(200);
    let account = planter.add(
        "Account",
        created,
        json!({
            "Name": "Harbour & Finch Ltd", "Type": "Customer - Direct", "Industry": "Insurance",
            "Phone": "020 7946 0900", "OwnerId": owner, "BillingCity": "London", "BillingCountry": "United Kingdom",
        }),
    );
    planter.phones.reserve("+442079460900");
    let mut person = |first: &str, title: &str, last: &'static str, phone: &str, mailbox: &str| {
        planter.add(
            "Contact",
            created,
            json!({
                "FirstName": first, "LastName": last, "Title": title, "AccountId": account, "Phone": phone,
                "Email": format!("{mailbox}@harbour-finch.example"), "OwnerId": owner, "Support_Tier__c": "Silver",
            }),
        )
    };
    let priya = person("Priya", "Claims Manager", "Nair", "+44 20 7946 0958", "priya.nair");
    let tom = person("Tom", "IT Administrator", "Ashworth", "020 7946 0958", "tom.ashworth");
    let matches = vec![
        CallerMatch { object: "Contact", id: priya, name: "Priya Nair" },
        CallerMatch { object: "Contact", id: tom, name: "Tom Ashworth" },
    ];
    Caller { key: "switchboard", number: "+442079460958", stored_as: Some("+44 20 7946 0958"), matches }
}

fn lead(planter: &mut Planter<'_>, owner: &str) -> Caller {
    let created = planter.days_ago(5);
    let id = planter.add(
        "Lead",
        created,
        json!({
            "FirstName": "Marcus", "LastName": "Bell", "Company": "Northwind Gardens", "Title": "Owner",
            "Phone": "312.555.0187", "Email": "marcus.bell@northwind-gardens.example", "Status": "Open - Not Contacted",
            "LeadSource": "Web", "Rating": "Hot", "OwnerId": owner, "City": "Chicago", "State": "IL",
            "Country": "United States",
        }),
    );
    let matches = vec![CallerMatch { object: "Lead", id, name: "Marcus Bell" }];
    Caller { key: "lead", number: "+13125550187", stored_as: Some("312.555.0187"), matches }
}

fn account_only(planter: &mut Planter<'_>, owner: &str) -> Caller {
    let created = planter.days_ago(90);
    let id = planter.add(
        "Account",
        created,
        json!({
            "Name": "Kestrel Logistik GmbH", "Type": "Prospect", "Industry": "Transportation",
            "Phone": "0049 30 23125 017", "OwnerId": owner, "BillingCity": "Berlin", "BillingCountry": "Germany",
        }),
    );
    let matches = vec![CallerMatch { object: "Account", id, name: "Kestrel Logistik GmbH" }];
    Caller { key: "account_only", number: "+493023125017", stored_as: Some("0049 30 23125 017"), matches }
}

fn do_not_call(planter: &mut Planter<'_>, owner: &str) -> Caller {
    let created = planter.days_ago(70);
    let id = planter.add(
        "Contact",
        created,
        json!({
            "FirstName": "Renate", "LastName": "Hollis", "Title": "Bookkeeper", "Phone": "01632 960 077",
            "Email": "renate.hollis@example.org", "DoNotCall": true, "HasOptedOutOfEmail": true, "OwnerId": owner,
            "Support_Tier__c": "Basic",
        }),
    );
    let matches = vec![CallerMatch { object: "Contact", id, name: "Renate Hollis" }];
    Caller { key: "do_not_call", number: "+441632960077", stored_as: Some("01632 960 077"), matches }
}
