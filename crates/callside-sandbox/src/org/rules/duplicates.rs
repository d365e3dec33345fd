//! The duplicate rules of contacts and leads: same e-mail address, or same name at the same company
//! (<https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_duplicaterules.htm>).
//!
//! Contacts: alert, a caller may save anyway. Leads: block.

use serde_json::{Value, json};

use super::Change;
use crate::org::transaction::Transaction;
use crate::refusal::{Code, Refusal};
use crate::schema::{ObjectSchema, Record, Rows as _, Scope, value_of};

const MESSAGE: &str = "You're creating a duplicate record. We recommend you use an existing record instead.";

/// The `Sforce-Duplicate-Rule-Header` of a call.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DuplicateChoice {
    /// Save although a rule alerts.
    pub allow_save: bool,
    /// Show the fields of the records that match.
    pub include_details: bool,
}

struct Rule {
    object: &'static str,
    company: &'static str,
    allow_save: bool,
    rule: &'static str,
    matching: &'static str,
}

const RULES: [Rule; 2] = [
    Rule {
        object: "Contact",
        company: "AccountId",
        allow_save: true,
        rule: "Standard_Contact_Duplicate_Rule",
        matching: "Standard_Contact_Match_Rule_v1_1",
    },
    Rule {
        object: "Lead",
        company: "Company",
        allow_save: false,
        rule: "Standard_Lead_Duplicate_Rule",
        matching: "Standard_Lead_Match_Rule_v1_0",
    },
];

/// Checks the duplicate rule of an object.
///
/// # Errors
/// `DUPLICATES_DETECTED`, unless the rule only alerts and the caller chose to save.
pub fn check(tx: &Transaction<'_>, object: &ObjectSchema, change: &Change) -> Result<(), Refusal> {
    let Some(rule) = RULES.iter().find(|rule| rule.object == object.name) else { return Ok(()) };
    if !["Email", "FirstName", "LastName", rule.company].iter().any(|field| change.changes(field)) {
        return Ok(());
    }
    let own = change.after.get("Id");
    let matches: Vec<&Record> = tx
        .tables()
        .rows(object.name, Scope::Live)
        .into_iter()
        .filter(|row| own.is_none() || row.get("Id") != own)
        .filter(|row| rule.matches(row, &change.after))
        .collect();
    if matches.is_empty() || (rule.allow_save && tx.duplicates.allow_save) {
        return Ok(());
    }
    let mut refusal = Refusal::new(Code::DuplicatesDetected, MESSAGE);
    refusal.duplicate = Some(Box::new(rule.details(tx, object, &matches)));
    Err(refusal)
}

impl Rule {
    fn matches(&self, row: &Record, new: &Record) -> bool {
        let same = |field: &str| {
            let text = |record: &Record| record.get(field).and_then(Value::as_str).map(str::to_lowercase);
            text(row).is_some() && text(row) == text(new)
        };
        same("Email") || (same("FirstName") && same("LastName") && same(self.company))
    }

    /// The `duplicateResut` of the refusal.
    fn details(&self, tx: &Transaction<'_>, object: &ObjectSchema, matches: &[&Record]) -> Value {
        let records: Vec<Value> = matches
            .iter()
            .map(|row| {
                json!({
                    "additionalInformation": [], "fieldDiffs": [], "matchConfidence": 100.0,
                    "record": record(tx, object, row),
                })
            })
            .collect();
        json!({
            "allowSave": self.allow_save,
            "duplicateRule": self.rule,
            "duplicateRuleEntityType": self.object,
            "errorMessage": MESSAGE,
            "matchResults": [{
                "entityType": self.object,
                "errors": [],
                "matchEngine": "FuzzyMatchEngine",
                "matchRecords": records,
                "rule": self.matching,
                "size": matches.len(),
                "success": true,
            }],
        })
    }
}

fn record(tx: &Transaction<'_>, object: &ObjectSchema, row: &Record) -> Value {
    let id = row.get("Id").and_then(Value::as_str).unwrap_or_default();
    let url = format!("/services/data/{}/sobjects/{}/{id}", tx.version, object.name);
    let mut shown = json!({ "attributes": { "type": object.name, "url": url }, "Id": id });
    if tx.duplicates.include_details {
        let fields = ["FirstName", "LastName", "Name", "Email", "Phone", "MobilePhone", "Company", "AccountId"];
        for field in fields.iter().filter_map(|name| object.field(name)) {
            if tx.sees(object.name, field.name) {
                shown[field.name] = value_of(object, field, row);
            }
        }
    }
    shown
}
