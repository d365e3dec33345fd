//! Support: Case and its comments.

use super::build::{area, email, flag, moment, object, picklist, text, to_one};
use super::{ObjectSchema, RecordType};

pub(super) fn objects() -> Vec<ObjectSchema> {
    vec![case(), comment()]
}

/// The issues that may be chosen in each product area.
const ISSUES: &[(&str, &[&str])] = &[
    ("Late delivery", &["Orders"]),
    ("Wrong item", &["Orders"]),
    ("Damaged item", &["Orders", "Devices"]),
    ("Refund", &["Orders", "Billing"]),
    ("Invoice question", &["Billing"]),
    ("Payment refused", &["Billing"]),
    ("Will not start", &["Devices"]),
    ("No connection", &["Devices"]),
];

/// What a billing question can be about.
const BILLING: &[(&str, &[&str])] = &[
    ("Status", &["New", "Working", "Closed"]),
    ("Reason", &["Feedback", "Other"]),
    ("Product_Area__c", &["Billing"]),
    ("Product_Issue__c", &["Refund", "Invoice question", "Payment refused"]),
];

fn case() -> ObjectSchema {
    let issues: Vec<&'static str> = ISSUES.iter().map(|(issue, _)| *issue).collect();
    let fields = vec![
        text("CaseNumber", "Case Number", 30).auto_numbered().naming(),
        to_one("ContactId", "Contact ID", &["Contact"], "Contact"),
        to_one("AccountId", "Account ID", &["Account"], "Account"),
        to_one("ParentId", "Parent Case ID", &["Case"], "Parent"),
        text("SuppliedName", "Name", 80),
        email("SuppliedEmail", "Email Address"),
        text("SuppliedPhone", "Phone", 40),
        text("SuppliedCompany", "Company", 80),
        picklist("Type", "Case Type", &["Mechanical", "Electrical", "Electronic", "Structural", "Other"]),
        to_one("RecordTypeId", "Record Type ID", &["RecordType"], "RecordType"),
        picklist("Status", "Status", &["New", "Working", "Escalated", "Closed"]).starting_as("New").defaulted(),
        picklist(
            "Reason",
            "Case Reason",
            &[
                "Installation",
                "Equipment Complexity",
                "Performance",
                "Breakdown",
                "Equipment Design",
                "Feedback",
                "Other",
            ],
        ),
        picklist("Origin", "Case Origin", &["Phone", "Email", "Web"]),
        text("Subject", "Subject", 255).in_name_search(),
        picklist("Priority", "Priority", &["High", "Medium", "Low"]).starting_as("Medium"),
        area("Description", "Description", 32000),
        flag("IsClosed", "Closed").read_only(),
        moment("ClosedDate", "Closed Date").read_only(),
        flag("IsEscalated", "Escalated"),
        to_one("OwnerId", "Owner ID", &["Group", "User"], "Owner").defaulted(),
        area("Comments", "Internal Comments", 4000),
        picklist("Product_Area__c", "Product Area", &["Orders", "Billing", "Devices"]).restricted(),
        picklist("Product_Issue__c", "Product Issue", &issues).restricted().depends_on("Product_Area__c", ISSUES),
    ];
    object("Case", "Case", "Cases", "500", fields)
        .child("Cases", "Case", "ParentId")
        .child("CaseComments", "CaseComment", "ParentId")
        .child("Tasks", "Task", "WhatId")
        .child("Events", "Event", "WhatId")
        .child("ContentDocumentLinks", "ContentDocumentLink", "LinkedEntityId")
        .record_type(RecordType {
            id: "012Qy000001SuppIAC",
            name: "Support",
            developer_name: "Support",
            active: true,
            default: true,
            offers: &[],
        })
        .record_type(RecordType {
            id: "012Qy000001BillIAC",
            name: "Billing Question",
            developer_name: "Billing_Question",
            active: true,
            default: false,
            offers: BILLING,
        })
}

fn comment() -> ObjectSchema {
    let fields = vec![
        to_one("ParentId", "Parent ID", &["Case"], "Parent").required().create_only(),
        flag("IsPublished", "Published"),
        area("CommentBody", "Body", 4000),
    ];
    object("CaseComment", "Case Comment", "Case Comments", "00a", fields).not_searchable()
}
