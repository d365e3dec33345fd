//! A small org with known rows and a clock that stands still.

use std::collections::BTreeMap;

use callside_sandbox::schema::{Record, Rows, Schema, Scope, same_id};
use callside_sandbox::soql::QueryContext;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

/// 18 characters: prefix, number, and a check part that the org does not look at.
pub fn id(prefix: &str, number: u32) -> String {
    format!("{prefix}{number:0>12}AAA")
}

pub struct Org {
    pub schema: Schema,
    tables: BTreeMap<&'static str, Vec<Record>>,
    pub now: Timestamp,
    pub zone: TimeZone,
    pub scope: Scope,
    /// Fields that the user may not read, as `Object.Field`.
    pub hidden: Vec<&'static str>,
}

impl Rows for Org {
    fn rows(&self, object: &str, scope: Scope) -> Vec<&Record> {
        let rows = self.tables.get(object).map(Vec::as_slice).unwrap_or_default();
        rows.iter().filter(|row| scope == Scope::WithDeleted || row.get("IsDeleted") != Some(&json!(true))).collect()
    }

    fn by_id(&self, object: &str, id: &str, scope: Scope) -> Option<&Record> {
        self.rows(object, scope).into_iter().find(|row| row["Id"].as_str().is_some_and(|own| same_id(own, id)))
    }
}

impl Org {
    /// Thursday, 14 May 2026, 11:30 in Los Angeles.
    pub fn new() -> Self {
        let mut org = Self {
            schema: Schema::standard(),
            tables: BTreeMap::new(),
            now: "2026-05-14T18:30:00Z".parse().unwrap(),
            zone: TimeZone::get("America/Los_Angeles").unwrap(),
            scope: Scope::Live,
            hidden: Vec::new(),
        };
        org.companies();
        org.people();
        org.work();
        org
    }

    pub fn empty() -> Self {
        Self { tables: BTreeMap::new(), ..Self::new() }
    }

    /// Adds a row; `Id` comes from the object's prefix and `number`.
    pub fn add(&mut self, object: &'static str, number: u32, fields: Value) {
        let prefix = self.schema.object(object).unwrap().key_prefix;
        let mut row = fields.as_object().unwrap().clone();
        row.insert("Id".to_owned(), json!(id(prefix, number)));
        row.entry("CreatedDate").or_insert(json!("2026-01-02T03:04:05.000+0000"));
        row.entry("OwnerId").or_insert(json!(id("005", 1)));
        self.tables.entry(object).or_default().push(row);
    }

    fn companies(&mut self) {
        self.add("User", 1, json!({"FirstName": "Uma", "LastName": "Owner", "IsActive": true}));
        self.add(
            "User",
            2,
            json!({"FirstName": "Vic", "LastName": "Second", "IsActive": false, "ManagerId": id("005", 1)}),
        );
        self.add("Group", 1, json!({"Name": "Support Queue", "Type": "Queue"}));
        self.add(
            "Account",
            1,
            json!({
                "Name": "Acme", "Industry": "Technology", "NumberOfEmployees": 250, "AnnualRevenue": 1500000.5,
                "Phone": "(415) 555-0100", "BillingCity": "San Francisco", "BillingCountry": "USA",
            }),
        );
        self.add("Account", 2, json!({"Name": "Globex", "Industry": "Agriculture", "OwnerId": id("005", 2)}));
        self.add("Account", 3, json!({"Name": "acme labs", "NumberOfEmployees": 5, "ParentId": id("001", 1)}));
    }

    fn people(&mut self) {
        self.add(
            "Contact",
            1,
            json!({
                "FirstName": "Ann", "LastName": "Lee", "AccountId": id("001", 1), "Phone": "(415) 555-0101",
                "MobilePhone": "+1 415 555 0199", "Email": "ann.lee@acme.example", "Birthdate": "1980-02-29",
                "DoNotCall": true, "Support_Tier__c": "Gold", "Title": "Head of Support",
                "CreatedDate": "2026-05-14T07:00:00.000+0000",
            }),
        );
        self.add(
            "Contact",
            2,
            json!({
                "FirstName": "Bob", "LastName": "O'Brien", "AccountId": id("001", 1), "Phone": "415-555-0102",
                "Support_Tier__c": "Basic", "Title": "100% \\ _buyer_", "ReportsToId": id("003", 1),
                "CreatedDate": "2026-05-14T06:59:59.000+0000",
            }),
        );
        self.add(
            "Contact",
            3,
            json!({
                "LastName": "Núñez", "AccountId": id("001", 2), "Title": "line one\nline two", "OwnerId": id("005", 2),
            }),
        );
        self.add("Contact", 4, json!({"FirstName": "Dee", "LastName": "Alone", "Title": "Ünïcode 😀"}));
        self.add("Contact", 5, json!({"FirstName": "Gone", "LastName": "Away", "IsDeleted": true}));
        self.add(
            "Lead",
            1,
            json!({
                "FirstName": "Lea", "LastName": "Dover", "Company": "Initech", "Phone": "+49 30 5550100",
                "Status": "Open - Not Contacted",
            }),
        );
    }

    fn work(&mut self) {
        let opportunities = [
            (1, 1, "Big deal", "Negotiation/Review", json!(5000.0), "2026-05-31", "Hardware;Software"),
            (2, 1, "Done deal", "Closed Won", json!(2500.0), "2026-05-14", "Services"),
            (3, 2, "Maybe", "Prospecting", Value::Null, "2026-06-01", ""),
            (4, 2, "Never", "Closed Lost", json!(100.5), "2025-12-31", "Hardware;Services;Training"),
        ];
        for (number, account, name, stage, amount, close, interests) in opportunities {
            let interests = if interests.is_empty() { Value::Null } else { json!(interests) };
            self.add(
                "Opportunity",
                number,
                json!({
                    "Name": name, "AccountId": id("001", account), "StageName": stage, "Amount": amount,
                    "CloseDate": close, "Interests__c": interests,
                }),
            );
        }
        self.add(
            "Case",
            1,
            json!({
                "CaseNumber": "00001001", "ContactId": id("003", 1), "AccountId": id("001", 1), "Status": "New",
                "Priority": "High", "OwnerId": id("00G", 1), "RecordTypeId": "012Qy000001SuppIAE",
            }),
        );
        self.add(
            "Case",
            2,
            json!({
                "CaseNumber": "00001002", "ContactId": id("003", 1), "Status": "Closed", "Priority": "Low",
            }),
        );
        self.add("RecordType", 1, json!({"Id": "x", "DeveloperName": "Support", "SobjectType": "Case"}));
        self.add(
            "Task",
            1,
            json!({
                "Subject": "Call", "WhoId": id("003", 1), "WhatId": id("006", 1), "CallDurationInSeconds": 65,
                "Status": "Completed", "CallType": "Inbound", "CallObject": "five9:77",
            }),
        );
        self.add(
            "Task",
            2,
            json!({
                "Subject": "Call", "WhoId": id("00Q", 1), "CallDurationInSeconds": 12, "Status": "Completed",
                "CallType": "Outbound",
            }),
        );
        self.add("Task", 3, json!({"Subject": "Call back", "WhatId": id("500", 1), "Status": "Not Started"}));
        self.add("ContentDocument", 1, json!({"Title": "Notes"}));
        self.add("ContentNote", 1, json!({"Title": "Notes", "Content": "PHA+SGk8L3A+"}));
        self.add(
            "ContentDocumentLink",
            1,
            json!({
                "ContentDocumentId": id("069", 1), "LinkedEntityId": id("003", 1), "ShareType": "V",
            }),
        );
        self.add("Knowledge__kav", 1, json!({"Title": "How to", "UrlName": "how-to", "PublishStatus": "Online"}));
    }

    pub fn context<R>(&self, run: impl FnOnce(&QueryContext<'_>) -> R) -> R {
        let visible =
            |object: &str, field: &str| !self.hidden.iter().any(|hidden| *hidden == format!("{object}.{field}"));
        run(&QueryContext {
            now: self.now,
            zone: &self.zone,
            user_id: &id("005", 1),
            version: "v59.0",
            scope: self.scope,
            visible: &visible,
        })
    }
}
