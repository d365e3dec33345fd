//! Salesforce records as Callside names them.

use crate::ids::RecordId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The objects that a caller can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CallerObject {
    /// A person at a customer.
    Contact,
    /// A person who is not a customer yet.
    Lead,
    /// A company.
    Account,
}

impl CallerObject {
    /// All of them, in the order in which equal matches are listed.
    pub const ALL: [Self; 3] = [Self::Contact, Self::Lead, Self::Account];

    /// The SObject's API name.
    #[must_use]
    pub const fn api_name(self) -> &'static str {
        match self {
            Self::Contact => "Contact",
            Self::Lead => "Lead",
            Self::Account => "Account",
        }
    }

    /// Its standard phone fields, most telling first. Source: Salesforce object reference; all are of type `phone`. Which
    /// fields count is a setting: [`crate::phone_fields::PhoneFields`].
    #[must_use]
    pub const fn standard_phone_fields(self) -> &'static [&'static str] {
        match self {
            Self::Contact => &["MobilePhone", "Phone", "HomePhone", "OtherPhone", "AssistantPhone", "Fax"],
            Self::Lead => &["MobilePhone", "Phone", "Fax"],
            Self::Account => &["Phone", "Fax"],
        }
    }
}

impl fmt::Display for CallerObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.api_name())
    }
}

/// One caller's record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CallerRef {
    /// Which object.
    pub object: CallerObject,
    /// Which record.
    pub id: RecordId,
}

/// A phone field of a record with what stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneField {
    /// API name, such as `MobilePhone`.
    pub field: String,
    /// The number as somebody typed it.
    pub typed: String,
}

/// A record that may be the caller, with what tells it apart. All texts are hostile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Which record.
    pub record: CallerRef,
    /// Name to show.
    pub name: String,
    /// Job title.
    #[serde(default)]
    pub title: Option<String>,
    /// Company: the Account's name, or the Lead's Company.
    #[serde(default)]
    pub company: Option<String>,
    /// The Account behind a Contact.
    #[serde(default)]
    pub account: Option<RecordId>,
    /// E-mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// Owner's name.
    #[serde(default)]
    pub owner: Option<String>,
    /// Status of a Lead.
    #[serde(default)]
    pub status: Option<String>,
    /// Whether the person asked not to be called.
    #[serde(default)]
    pub do_not_call: bool,
    /// Further fields that the admin wants shown: label and text.
    #[serde(default)]
    pub extra: Vec<(String, String)>,
    /// Every phone field with a value.
    pub phones: Vec<PhoneField>,
    /// `LastModifiedDate` as Salesforce gave it: for the check that nobody changed it since the pop.
    #[serde(default)]
    pub modified: Option<String>,
    /// Its record type, where the object has record types.
    #[serde(default)]
    pub record_type: Option<RecordId>,
}

/// An open case of the caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenCase {
    /// Record id.
    pub id: RecordId,
    /// The number that people say.
    pub number: String,
    /// Subject. Hostile text.
    pub subject: String,
    /// Status as the org names it.
    pub status: String,
    /// Priority as the org names it.
    pub priority: Option<String>,
    /// Whether it is escalated.
    pub escalated: bool,
    /// When it was opened.
    pub opened_at: jiff::Timestamp,
    /// Its record type, where cases have record types.
    #[serde(default)]
    pub record_type: Option<RecordId>,
}

/// An open opportunity of the caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenOpportunity {
    /// Record id.
    pub id: RecordId,
    /// Name. Hostile text.
    pub name: String,
    /// Stage as the org names it.
    pub stage: String,
    /// Amount as a plain decimal text, in the org's currency.
    pub amount: Option<String>,
    /// Close date, `YYYY-MM-DD`.
    pub closes: Option<String>,
    /// Its record type, where opportunities have record types.
    #[serde(default)]
    pub record_type: Option<RecordId>,
}

/// A past activity of the caller that stands in Salesforce.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastTask {
    /// Record id.
    pub id: RecordId,
    /// Subject. Hostile text.
    pub subject: String,
    /// Call result, where it is a call.
    pub result: Option<String>,
    /// What was noted. Hostile text.
    pub description: Option<String>,
    /// When it was written.
    pub at: jiff::Timestamp,
    /// Owner's name.
    pub owner: Option<String>,
    /// Seconds of the call.
    pub duration_s: Option<u32>,
    /// The commit mark, when a call log of ours or of another phone integration.
    pub call_object: Option<String>,
}

/// What Salesforce knows around a caller.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallerContext {
    /// Open cases, newest first.
    pub cases: Vec<OpenCase>,
    /// Open opportunities, soonest close first.
    pub opportunities: Vec<OpenOpportunity>,
    /// Last activities, newest first.
    pub tasks: Vec<PastTask>,
}

/// The object of a record, for objects whose ids always begin alike.
/// Source: Salesforce Help, "Standard field record id prefix decoder".
#[must_use]
pub fn object_of(id: &RecordId) -> Option<&'static str> {
    Some(match id.as_str().get(..3)? {
        "001" => "Account",
        "003" => "Contact",
        "005" => "User",
        "006" => "Opportunity",
        "00G" => "Group",
        "00Q" => "Lead",
        "00T" => "Task",
        "00U" => "Event",
        "00k" => "OpportunityLineItem",
        "00v" => "CampaignMember",
        "01s" => "Pricebook2",
        "01t" => "Product2",
        "01u" => "PricebookEntry",
        "069" => "ContentNote",
        "500" => "Case",
        "701" => "Campaign",
        "ka0" => "Knowledge__kav",
        _ => return None,
    })
}
