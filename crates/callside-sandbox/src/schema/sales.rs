//! Selling: Opportunity and its lines, products and price books, campaigns.

use super::build::{
    area, combobox, currency, date, double, flag, int, multi_picklist, object, percent, picklist, text, to_one,
};
use super::picklists::{FORECAST_CATEGORIES, LEAD_SOURCES};
use super::{ObjectSchema, STAGES};

pub(super) fn objects() -> Vec<ObjectSchema> {
    vec![
        opportunity(),
        line_item(),
        contact_role(),
        stage(),
        product(),
        price_book(),
        price_book_entry(),
        campaign(),
        campaign_member(),
    ]
}

fn opportunity() -> ObjectSchema {
    let stages: Vec<&'static str> = STAGES.iter().map(|stage| stage.name).collect();
    let fields = vec![
        to_one("AccountId", "Account ID", &["Account"], "Account"),
        text("Name", "Name", 120).required().naming(),
        area("Description", "Description", 32000),
        picklist("StageName", "Stage", &stages).required(),
        currency("Amount", "Amount", 2),
        percent("Probability", "Probability (%)", 3, 0),
        currency("ExpectedRevenue", "Expected Amount", 2).calculated(),
        double("TotalOpportunityQuantity", "Quantity", 2),
        date("CloseDate", "Close Date").required(),
        picklist(
            "Type",
            "Opportunity Type",
            &[
                "Existing Customer - Upgrade",
                "Existing Customer - Replacement",
                "Existing Customer - Downgrade",
                "New Customer",
            ],
        ),
        text("NextStep", "Next Step", 255),
        picklist("LeadSource", "Lead Source", LEAD_SOURCES),
        flag("IsClosed", "Closed").read_only(),
        flag("IsWon", "Won").read_only(),
        picklist("ForecastCategoryName", "Forecast Category", FORECAST_CATEGORIES).restricted(),
        to_one("CampaignId", "Campaign ID", &["Campaign"], "Campaign"),
        flag("HasOpportunityLineItem", "Has Line Item").read_only(),
        to_one("Pricebook2Id", "Price Book ID", &["Pricebook2"], "Pricebook2"),
        to_one("OwnerId", "Owner ID", &["User"], "Owner").defaulted(),
        to_one("ContactId", "Contact ID", &["Contact"], "Contact").create_only(),
        date("LastActivityDate", "Last Activity").read_only(),
        multi_picklist("Interests__c", "Interests", &["Hardware", "Software", "Services", "Training"]),
    ];
    object("Opportunity", "Opportunity", "Opportunities", "006", fields)
        .child("OpportunityLineItems", "OpportunityLineItem", "OpportunityId")
        .child("OpportunityContactRoles", "OpportunityContactRole", "OpportunityId")
        .activities("WhatId")
}

fn line_item() -> ObjectSchema {
    let fields = vec![
        to_one("OpportunityId", "Opportunity ID", &["Opportunity"], "Opportunity").required().create_only(),
        int("SortOrder", "Sort Order"),
        to_one("PricebookEntryId", "Price Book Entry ID", &["PricebookEntry"], "PricebookEntry").create_only(),
        to_one("Product2Id", "Product ID", &["Product2"], "Product2").create_only(),
        text("ProductCode", "Product Code", 255).read_only(),
        text("Name", "Opportunity Product Name", 376).read_only().naming(),
        double("Quantity", "Quantity", 2).required(),
        currency("TotalPrice", "Total Price", 2),
        currency("UnitPrice", "Sales Price", 2),
        currency("ListPrice", "List Price", 2).read_only(),
        date("ServiceDate", "Date"),
        text("Description", "Line Description", 255),
        percent("Discount", "Discount", 5, 2),
    ];
    object("OpportunityLineItem", "Opportunity Product", "Opportunity Products", "00k", fields).not_searchable()
}

fn contact_role() -> ObjectSchema {
    let fields = vec![
        to_one("OpportunityId", "Opportunity ID", &["Opportunity"], "Opportunity").required().create_only(),
        to_one("ContactId", "Contact ID", &["Contact"], "Contact").required(),
        picklist(
            "Role",
            "Role",
            &[
                "Business User",
                "Decision Maker",
                "Economic Buyer",
                "Economic Decision Maker",
                "Evaluator",
                "Executive Sponsor",
                "Influencer",
                "Technical Buyer",
                "Other",
            ],
        ),
        flag("IsPrimary", "Primary"),
    ];
    object("OpportunityContactRole", "Opportunity Contact Role", "Opportunity Contact Role", "00K", fields)
        .not_searchable()
}

fn stage() -> ObjectSchema {
    let fields = vec![
        text("MasterLabel", "Master Label", 255).required().naming(),
        text("ApiName", "API Name", 255).required(),
        flag("IsActive", "Is Active"),
        int("SortOrder", "Sort Order"),
        flag("IsClosed", "Closed"),
        flag("IsWon", "Won"),
        picklist("ForecastCategoryName", "Forecast Category Name", FORECAST_CATEGORIES).restricted(),
        percent("DefaultProbability", "Probability (%)", 3, 0),
        text("Description", "Description", 255),
    ];
    object("OpportunityStage", "Opportunity Stage", "Opportunity Stage", "01J", fields)
        .setup_only()
        .not_searchable()
        .without(&["IsDeleted"])
}

fn product() -> ObjectSchema {
    let fields = vec![
        text("Name", "Product Name", 255).required().naming(),
        text("ProductCode", "Product Code", 255).in_name_search(),
        area("Description", "Product Description", 4000),
        flag("IsActive", "Active"),
        combobox("Family", "Product Family", &["None"]),
        text("StockKeepingUnit", "Product SKU", 180),
    ];
    object("Product2", "Product", "Products", "01t", fields)
        .child("PricebookEntries", "PricebookEntry", "Product2Id")
        .child("OpportunityLineItems", "OpportunityLineItem", "Product2Id")
        .activities("WhatId")
}

fn price_book() -> ObjectSchema {
    let fields = vec![
        text("Name", "Price Book Name", 255).required().naming(),
        flag("IsActive", "Active"),
        flag("IsStandard", "Is Standard Price Book").read_only(),
        text("Description", "Description", 255),
    ];
    object("Pricebook2", "Price Book", "Price Books", "01s", fields)
        .child("PricebookEntries", "PricebookEntry", "Pricebook2Id")
        .child("Opportunities", "Opportunity", "Pricebook2Id")
}

fn price_book_entry() -> ObjectSchema {
    let fields = vec![
        text("Name", "Product Name", 255).read_only().naming(),
        to_one("Pricebook2Id", "Price Book ID", &["Pricebook2"], "Pricebook2").required().create_only(),
        to_one("Product2Id", "Product ID", &["Product2"], "Product2").required().create_only(),
        currency("UnitPrice", "List Price", 2).required(),
        flag("IsActive", "Active"),
        flag("UseStandardPrice", "Use Standard Price"),
        text("ProductCode", "Product Code", 255).read_only(),
    ];
    object("PricebookEntry", "Price Book Entry", "Price Book Entries", "01u", fields)
        .child("OpportunityLineItems", "OpportunityLineItem", "PricebookEntryId")
        .not_searchable()
}

fn campaign() -> ObjectSchema {
    let fields = vec![
        text("Name", "Name", 80).required().naming(),
        to_one("ParentId", "Parent Campaign ID", &["Campaign"], "Parent"),
        picklist(
            "Type",
            "Type",
            &[
                "Conference",
                "Webinar",
                "Trade Show",
                "Public Relations",
                "Partners",
                "Referral Program",
                "Advertisement",
                "Banner Ads",
                "Direct Mail",
                "Email",
                "Telemarketing",
                "Other",
            ],
        )
        .length(40),
        picklist("Status", "Status", &["Planned", "In Progress", "Completed", "Aborted"])
            .length(40)
            .starting_as("Planned"),
        date("StartDate", "Start Date"),
        date("EndDate", "End Date"),
        currency("ExpectedRevenue", "Expected Revenue", 0),
        currency("BudgetedCost", "Budgeted Cost", 0),
        currency("ActualCost", "Actual Cost", 0),
        flag("IsActive", "Active"),
        area("Description", "Description", 32000),
        to_one("OwnerId", "Owner ID", &["User"], "Owner").defaulted(),
        text("Budget_Code__c", "Budget Code", 12).required(),
    ];
    object("Campaign", "Campaign", "Campaigns", "701", fields)
        .child("CampaignMembers", "CampaignMember", "CampaignId")
        .child("ChildCampaigns", "Campaign", "ParentId")
        .child("Opportunities", "Opportunity", "CampaignId")
        .activities("WhatId")
}

fn campaign_member() -> ObjectSchema {
    let fields = vec![
        to_one("CampaignId", "Campaign ID", &["Campaign"], "Campaign").required().create_only(),
        to_one("LeadId", "Lead ID", &["Lead"], "Lead").create_only(),
        to_one("ContactId", "Contact ID", &["Contact"], "Contact").create_only(),
        picklist("Status", "Status", &["Sent", "Responded"]).length(40).starting_as("Sent"),
        flag("HasResponded", "Responded").read_only(),
        date("FirstRespondedDate", "First Responded Date").read_only(),
    ];
    object("CampaignMember", "Campaign Member", "Campaign Members", "00v", fields).not_searchable()
}
