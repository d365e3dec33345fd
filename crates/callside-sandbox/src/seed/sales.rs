//! Products, price books, opportunities and campaigns.

use serde_json::json;

use super::people::Company;
use super::planter::Planter;
use super::setup::Users;
use crate::schema::stage;

/// The price books and what is in them.
#[derive(Debug)]
pub struct Products {
    /// Id of the standard price book.
    pub standard_book: String,
}

const PRODUCTS: [(&str, &str, u32); 8] = [
    ("Headset, wired", "HS-100", 79),
    ("Headset, wireless", "HS-200", 189),
    ("Desk phone", "DP-310", 240),
    ("Conference phone", "CP-500", 620),
    ("Support plan, basic", "SP-B", 900),
    ("Support plan, premium", "SP-P", 2400),
    ("On-site installation", "SV-INST", 1500),
    ("Agent training day", "SV-TRAIN", 1200),
];

const DEALS: [&str; 8] =
    ["Renewal", "Expansion", "New headsets", "Support plan", "Pilot", "Office move", "Training", "Replacement phones"];

/// Plants products in a standard price book and a partner price book.
pub fn plant_products(planter: &mut Planter<'_>) -> Products {
    let then = planter.days_ago(390);
    let standard_book = planter.add(
        "Pricebook2",
        then,
        json!({
            "Name": "Standard Price Book", "IsActive": true, "IsStandard": true,
        }),
    );
    let partner_book = planter.add("Pricebook2", then, json!({
        "Name": "Partner Price Book", "IsActive": true, "IsStandard": false, "Description": "Ten per cent below list",
    }));
    for (name, code, price) in PRODUCTS {
        let product = planter.add("Product2", then, json!({ "Name": name, "ProductCode": code, "IsActive": true }));
        for (book, factor) in [(&standard_book, 1.0), (&partner_book, 0.9)] {
            let price = (f64::from(price) * factor * 100.0).round() / 100.0;
            planter.add(
                "PricebookEntry",
                then,
                json!({
                    "Name": name, "ProductCode": code, "Pricebook2Id": book, "Product2Id": product, "UnitPrice": price,
                    "IsActive": true, "UseStandardPrice": false,
                }),
            );
        }
    }
    Products { standard_book }
}

/// Plants an opportunity at every other company.
pub fn plant_opportunities(planter: &mut Planter<'_>, users: &Users, companies: &[Company], products: &Products) {
    let stages = [
        "Prospecting",
        "Qualification",
        "Needs Analysis",
        "Value Proposition",
        "Proposal/Price Quote",
        "Negotiation/Review",
        "Closed Won",
        "Closed Lost",
    ];
    for company in companies {
        if planter.dice.chance(45) {
            continue;
        }
        let name = format!("{} - {}", company.name, planter.dice.pick(&DEALS));
        let stage_name = *planter.dice.pick(&stages);
        let closed = stage(stage_name).is_some_and(|stage| stage.is_closed);
        let days = i64::try_from(planter.dice.below(90)).unwrap_or(0);
        let close_date = planter.date(if closed { -days } else { days + 5 });
        let amount = 500 + planter.dice.below(80) * 250;
        let owner = planter.dice.pick(&users.agents).clone();
        let age = 100 + planter.dice.below(40);
        let created = planter.days_ago(age);
        let id = planter.as_user(&owner).add("Opportunity", created, json!({
            "Name": name, "AccountId": company.id, "StageName": stage_name, "CloseDate": close_date, "Amount": amount,
            "Probability": stage(stage_name).map(|stage| stage.probability),
            "ForecastCategoryName": stage(stage_name).map(|stage| stage.forecast_category),
            "OwnerId": owner, "Pricebook2Id": products.standard_book, "Type": "Existing Customer - Upgrade",
        }));
        if let Some(person) = company.people.first() {
            planter.add(
                "OpportunityContactRole",
                created,
                json!({
                    "OpportunityId": id, "ContactId": person.id, "Role": "Decision Maker", "IsPrimary": true,
                }),
            );
        }
    }
}

/// Plants three campaigns with members.
pub fn plant_campaigns(planter: &mut Planter<'_>, users: &Users, companies: &[Company]) {
    let then = planter.days_ago(60);
    let owner = users.all[4].id.clone();
    for (index, (name, kind, code)) in [
        ("Spring headset trade-in", "Telemarketing", "MKT-0001"),
        ("Autumn webinar", "Webinar", "MKT-0002"),
        ("Renewal calls", "Telemarketing", "MKT-0003"),
    ]
    .into_iter()
    .enumerate()
    {
        let (start, end) = (planter.date(-50), planter.date(40));
        let id = planter.as_user(&owner).add(
            "Campaign",
            then,
            json!({
                "Name": name, "Type": kind, "Status": "In Progress", "IsActive": true, "OwnerId": owner,
                "StartDate": start, "EndDate": end, "Budget_Code__c": code,
            }),
        );
        for company in companies.iter().skip(index).step_by(5) {
            if let Some(person) = company.people.first() {
                let status = if planter.dice.chance(30) { "Responded" } else { "Sent" };
                planter.add(
                    "CampaignMember",
                    then,
                    json!({
                        "CampaignId": id, "ContactId": person.id, "Status": status,
                    }),
                );
            }
        }
    }
}
