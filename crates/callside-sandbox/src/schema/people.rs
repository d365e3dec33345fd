//! People and companies: Account, Contact, Lead.

use super::build::area;
use super::build::{
    address, bare_reference, currency, date, email, flag, int, moment, object, phone, picklist, text, to_one, url,
};
use super::picklists::{INDUSTRIES, LEAD_SOURCES, RATINGS, SALUTATIONS};
use super::{FieldSchema, ObjectSchema};

pub(super) fn objects() -> Vec<ObjectSchema> {
    vec![account(), contact(), lead()]
}

/// FirstName, LastName, Salutation and the read-only Name made of them.
pub(super) fn person_name() -> Vec<FieldSchema> {
    vec![
        text("LastName", "Last Name", 80).required().part_of("Name").in_name_search(),
        text("FirstName", "First Name", 40).part_of("Name").in_name_search(),
        picklist("Salutation", "Salutation", SALUTATIONS).length(40).part_of("Name"),
        text("Name", "Full Name", 121).required().read_only().naming(),
    ]
}

fn account() -> ObjectSchema {
    let mut fields = vec![
        text("Name", "Account Name", 255).required().naming(),
        picklist(
            "Type",
            "Account Type",
            &[
                "Prospect",
                "Customer - Direct",
                "Customer - Channel",
                "Channel Partner / Reseller",
                "Installation Partner",
                "Technology Partner",
                "Other",
            ],
        ),
        to_one("ParentId", "Parent Account ID", &["Account"], "Parent"),
    ];
    fields.extend(address(
        ["BillingStreet", "BillingCity", "BillingState", "BillingPostalCode", "BillingCountry", "BillingAddress"],
        [
            "Billing Street",
            "Billing City",
            "Billing State/Province",
            "Billing Zip/Postal Code",
            "Billing Country",
            "Billing Address",
        ],
    ));
    fields.extend(address(
        ["ShippingStreet", "ShippingCity", "ShippingState", "ShippingPostalCode", "ShippingCountry", "ShippingAddress"],
        [
            "Shipping Street",
            "Shipping City",
            "Shipping State/Province",
            "Shipping Zip/Postal Code",
            "Shipping Country",
            "Shipping Address",
        ],
    ));
    fields.extend([
        phone("Phone", "Account Phone"),
        phone("Fax", "Account Fax"),
        text("AccountNumber", "Account Number", 40),
        url("Website", "Website"),
        text("Sic", "SIC Code", 20),
        picklist("Industry", "Industry", INDUSTRIES),
        currency("AnnualRevenue", "Annual Revenue", 0),
        int("NumberOfEmployees", "Employees"),
        picklist("Ownership", "Ownership", &["Public", "Private", "Subsidiary", "Other"]),
        text("TickerSymbol", "Ticker Symbol", 20),
        area("Description", "Account Description", 32000),
        picklist("Rating", "Account Rating", RATINGS),
        text("Site", "Account Site", 80),
        to_one("OwnerId", "Owner ID", &["User"], "Owner").defaulted(),
        date("LastActivityDate", "Last Activity").read_only(),
        picklist("AccountSource", "Account Source", LEAD_SOURCES),
    ]);
    object("Account", "Account", "Accounts", "001", fields)
        .child("ChildAccounts", "Account", "ParentId")
        .child("Contacts", "Contact", "AccountId")
        .child("Opportunities", "Opportunity", "AccountId")
        .child("Cases", "Case", "AccountId")
        .activities("WhatId")
}

fn contact() -> ObjectSchema {
    let mut fields = vec![to_one("AccountId", "Account ID", &["Account"], "Account")];
    fields.extend(person_name());
    fields.extend(address(
        ["OtherStreet", "OtherCity", "OtherState", "OtherPostalCode", "OtherCountry", "OtherAddress"],
        [
            "Other Street",
            "Other City",
            "Other State/Province",
            "Other Zip/Postal Code",
            "Other Country",
            "Other Address",
        ],
    ));
    fields.extend(address(
        ["MailingStreet", "MailingCity", "MailingState", "MailingPostalCode", "MailingCountry", "MailingAddress"],
        [
            "Mailing Street",
            "Mailing City",
            "Mailing State/Province",
            "Mailing Zip/Postal Code",
            "Mailing Country",
            "Mailing Address",
        ],
    ));
    fields.extend([
        phone("Phone", "Business Phone"),
        phone("Fax", "Business Fax"),
        phone("MobilePhone", "Mobile Phone"),
        phone("HomePhone", "Home Phone"),
        phone("OtherPhone", "Other Phone"),
        phone("AssistantPhone", "Asst. Phone"),
        to_one("ReportsToId", "Reports To ID", &["Contact"], "ReportsTo"),
        email("Email", "Email").id_lookup(),
        text("Title", "Title", 128),
        text("Department", "Department", 80),
        text("AssistantName", "Assistant's Name", 40),
        picklist("LeadSource", "Lead Source", LEAD_SOURCES),
        date("Birthdate", "Birthdate"),
        area("Description", "Contact Description", 32000),
        to_one("OwnerId", "Owner ID", &["User"], "Owner").defaulted(),
        flag("HasOptedOutOfEmail", "Email Opt Out"),
        flag("HasOptedOutOfFax", "Fax Opt Out"),
        flag("DoNotCall", "Do Not Call"),
        flag("Phone_Invalid__c", "Phone Invalid"),
        phone("Emergency_Phone__c", "Emergency Phone"),
        text("Pager__c", "Pager", 40),
        date("LastActivityDate", "Last Activity").read_only(),
        moment("LastViewedDate", "Last Viewed Date").read_only(),
        picklist("Support_Tier__c", "Support Tier", &["Basic", "Silver", "Gold", "Platinum", "Legacy"])
            .retired("Legacy")
            .restricted(),
    ]);
    object("Contact", "Contact", "Contacts", "003", fields)
        .child("Reports", "Contact", "ReportsToId")
        .child("Cases", "Case", "ContactId")
        .child("Opportunities", "Opportunity", "ContactId")
        .child("OpportunityContactRoles", "OpportunityContactRole", "ContactId")
        .child("CampaignMembers", "CampaignMember", "ContactId")
        .activities("WhoId")
}

fn lead() -> ObjectSchema {
    let mut fields = person_name();
    fields.extend([text("Title", "Title", 128), text("Company", "Company", 255).required().in_name_search()]);
    fields.extend(address(
        ["Street", "City", "State", "PostalCode", "Country", "Address"],
        ["Street", "City", "State/Province", "Zip/Postal Code", "Country", "Address"],
    ));
    fields.extend([
        phone("Phone", "Phone"),
        phone("MobilePhone", "Mobile Phone"),
        phone("Fax", "Fax"),
        email("Email", "Email").id_lookup(),
        url("Website", "Website"),
        area("Description", "Description", 32000),
        picklist("LeadSource", "Lead Source", LEAD_SOURCES),
        picklist(
            "Status",
            "Status",
            &["Open - Not Contacted", "Working - Contacted", "Closed - Converted", "Closed - Not Converted"],
        )
        .starting_as("Open - Not Contacted")
        .defaulted(),
        picklist("Industry", "Industry", INDUSTRIES),
        picklist("Rating", "Rating", RATINGS),
        currency("AnnualRevenue", "Annual Revenue", 0),
        int("NumberOfEmployees", "Employees"),
        to_one("OwnerId", "Owner ID", &["Group", "User"], "Owner").defaulted(),
        flag("HasOptedOutOfEmail", "Email Opt Out"),
        flag("HasOptedOutOfFax", "Fax Opt Out"),
        flag("DoNotCall", "Do Not Call"),
        flag("Phone_Invalid__c", "Phone Invalid"),
        flag("IsConverted", "Converted").read_only(),
        date("ConvertedDate", "Converted Date").read_only(),
        to_one("ConvertedAccountId", "Converted Account ID", &["Account"], "ConvertedAccount").read_only(),
        to_one("ConvertedContactId", "Converted Contact ID", &["Contact"], "ConvertedContact").read_only(),
        bare_reference("ConvertedOpportunityId", "Converted Opportunity ID", &["Opportunity"]).read_only(),
        flag("IsUnreadByOwner", "Unread By Owner"),
        date("LastActivityDate", "Last Activity").read_only(),
    ]);
    object("Lead", "Lead", "Leads", "00Q", fields)
        .child("CampaignMembers", "CampaignMember", "LeadId")
        .activities("WhoId")
}
