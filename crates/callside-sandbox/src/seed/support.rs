//! Cases, past calls and knowledge articles.

use serde_json::{Value, json};

use super::people::Company;
use super::planter::Planter;
use super::setup::Users;
use crate::clock::rest_datetime;
use crate::org::RecordId;

/// Subject, product area, product issue, reason once it is closed.
const TROUBLE: [(&str, &str, &str, &str); 8] = [
    ("Headsets arrived two weeks late", "Orders", "Late delivery", "Feedback"),
    ("Received the wrong desk phones", "Orders", "Wrong item", "Other"),
    ("Invoice shows the old address", "Billing", "Invoice question", "Other"),
    ("Card refused on renewal", "Billing", "Payment refused", "Other"),
    ("Conference phone will not start", "Devices", "Will not start", "Breakdown"),
    ("Headset drops the connection", "Devices", "No connection", "Performance"),
    ("Wants a refund for two headsets", "Orders", "Refund", "Feedback"),
    ("Damaged base station", "Devices", "Damaged item", "Breakdown"),
];

const OUTCOMES: [(&str, &str); 8] = [
    ("Interested", "Wants a quote for twelve seats by the end of the week."),
    ("Meeting Set", "Meeting agreed, invitation sent to the whole team."),
    ("Not Interested", "Has a contract elsewhere until next year."),
    ("No Answer", "Rang for a minute, no answer."),
    ("Voicemail Left", "Left a message with our number and the case number."),
    ("Callback Requested", "In a meeting, asked to be called back in the afternoon."),
    ("Resolved", "Talked through the settings, works again."),
    ("Busy", "Line was busy."),
];

const ARTICLES: [(&str, &str, &str); 8] = [
    (
        "Reset a wireless headset",
        "reset-wireless-headset",
        "Hold the call button for ten seconds until the light blinks twice.",
    ),
    (
        "Pair a headset with a base station",
        "pair-headset",
        "Put both into pairing mode within one metre of each other.",
    ),
    (
        "Change the billing address",
        "change-billing-address",
        "Invoices take the address of the account from the next period on.",
    ),
    ("Refund policy", "refund-policy", "Devices can be returned within 30 days in their box."),
    ("Conference phone does not start", "conference-phone-power", "Check the power injector: the light must be green."),
    ("Support plans compared", "support-plans", "Basic answers within a day, premium within two hours."),
    ("Record a call lawfully", "record-calls", "Tell the caller before you record, and stop when they object."),
    ("Do-not-call requests", "do-not-call", "Set the flag while the caller is on the line; it holds at once."),
];

/// Plants a case for every third person, most of them open.
pub fn plant_cases(planter: &mut Planter<'_>, users: &Users, companies: &[Company]) {
    for company in companies {
        for person in &company.people {
            if !planter.dice.chance(30) {
                continue;
            }
            let (subject, area, issue, reason) = *planter.dice.pick(&TROUBLE);
            let closed = planter.dice.chance(40);
            let status = if closed { "Closed" } else { *planter.dice.pick(&["New", "Working", "Escalated"]) };
            let priority = *planter.dice.pick(&["High", "Medium", "Medium", "Low"]);
            let origin = *planter.dice.pick(&["Phone", "Phone", "Email", "Web"]);
            let owner = planter.dice.pick(&users.agents).clone();
            let age = 2 + planter.dice.below(60);
            let created = planter.days_ago(age);
            let closed_at = if closed { rest_datetime(planter.days_ago(age / 2)).into() } else { Value::Null };
            planter.as_user(&owner).add(
                "Case",
                created,
                json!({
                    "Subject": subject, "ContactId": person.id, "AccountId": company.id, "Status": status,
                    "Priority": priority, "Origin": origin, "OwnerId": owner, "Product_Area__c": area,
                    "Product_Issue__c": issue, "Reason": if closed { reason.into() } else { Value::Null },
                    "ClosedDate": closed_at, "RecordTypeId": "012Qy000001SuppIAC",
                    "Description": format!("{} called about this.", person.name),
                }),
            );
        }
    }
}

/// Plants one or two past calls with half of the people.
pub fn plant_calls(planter: &mut Planter<'_>, users: &Users, companies: &[Company]) {
    for company in companies {
        for person in &company.people {
            let calls = if planter.dice.chance(50) { 1 + planter.dice.below(3) } else { 0 };
            for _ in 0..calls {
                let outcome = *planter.dice.pick(&OUTCOMES);
                let owner = planter.dice.pick(&users.agents).clone();
                let days = 1 + planter.dice.below(120);
                plant_call(planter, &owner, &person.id, Some(&company.id), outcome, days);
            }
        }
    }
}

/// Plants one call that was logged some days ago.
pub fn plant_call(
    planter: &mut Planter<'_>,
    owner: &str,
    who: &str,
    account: Option<&str>,
    outcome: (&str, &str),
    days_ago: u64,
) {
    let created = planter.days_ago(days_ago);
    let date = planter.date(-i64::try_from(days_ago).unwrap_or(0));
    let inbound = planter.dice.chance(60);
    let seconds = 20 + planter.dice.below(600);
    let key = format!("five9:3000000{:08}", planter.dice.below(100_000_000));
    planter.as_user(owner).add(
        "Task",
        created,
        json!({
            "Subject": if inbound { "Call (inbound)" } else { "Call (outbound)" },
            "Status": "Completed", "Priority": "Normal", "ActivityDate": date, "WhoId": who, "WhatId": account,
            "AccountId": account, "OwnerId": owner, "TaskSubtype": "Call", "Type": "Call",
            "CallType": if inbound { "Inbound" } else { "Outbound" }, "CallDurationInSeconds": seconds,
            "CallDisposition": outcome.0, "Description": outcome.1, "CallObject": key,
            "CompletedDateTime": rest_datetime(created), "IsReminderSet": false,
        }),
    );
}

/// Plants published articles.
pub fn plant_articles(planter: &mut Planter<'_>, users: &Users) {
    let owner = users.all[4].id.clone();
    let created = planter.days_ago(150);
    for (number, (title, url_name, answer)) in ARTICLES.into_iter().enumerate() {
        let article = RecordId::numbered("kA0", number as u64 + 1);
        planter.as_user(&owner).add(
            "Knowledge__kav",
            created,
            json!({
                "KnowledgeArticleId": article, "Title": title, "UrlName": url_name, "Summary": answer,
                "Answer__c": format!("<p>{answer}</p>"), "PublishStatus": "Online", "Language": "en_US",
                "VersionNumber": 1, "IsLatestVersion": true, "OwnerId": owner, "IsVisibleInPkb": false,
                "FirstPublishedDate": rest_datetime(created), "LastPublishedDate": rest_datetime(created),
            }),
        );
    }
}
