//! What happened and what is due: Task and Event.

use super::build::{area, combobox, date, flag, int, moment, object, picklist, text, to_one, url};
use super::{FieldSchema, ObjectSchema, OrgOptions};

pub(super) fn objects(options: OrgOptions) -> Vec<ObjectSchema> {
    vec![task(options), event()]
}

/// What an activity may be about.
const WHAT: &[&str] = &["Account", "Opportunity", "Case", "Campaign", "Product2"];

fn relations() -> Vec<FieldSchema> {
    vec![to_one("WhoId", "Name ID", &["Contact", "Lead"], "Who"), to_one("WhatId", "Related To ID", WHAT, "What")]
}

fn task(options: OrgOptions) -> ObjectSchema {
    let mut fields = relations();
    fields.extend([
        combobox("Subject", "Subject", &["Call", "Email", "Send Letter", "Send Quote", "Other"]).naming(),
        date("ActivityDate", "Due Date Only"),
        picklist(
            "Status",
            "Status",
            &["Not Started", "In Progress", "Completed", "Waiting on someone else", "Deferred"],
        )
        .starting_as("Not Started")
        .defaulted(),
        picklist("Priority", "Priority", &["High", "Normal", "Low"]).starting_as("Normal").defaulted(),
        flag("IsHighPriority", "High Priority").read_only(),
        to_one("OwnerId", "Assigned To ID", &["Group", "User"], "Owner").defaulted(),
        area("Description", "Description", 32000),
        picklist("Type", "Type", &["Call", "Meeting", "Other", "Email"]),
        to_one("AccountId", "Account ID", &["Account"], "Account").read_only(),
        flag("IsClosed", "Closed").read_only(),
        int("CallDurationInSeconds", "Call Duration"),
        picklist("CallType", "Call Type", &["Internal", "Inbound", "Outbound"]).length(40),
        text("CallDisposition", "Call Result", 255),
        text("CallObject", "Call Object Identifier", 255),
        moment("ReminderDateTime", "Reminder Date/Time"),
        flag("IsReminderSet", "Reminder Set"),
        picklist("TaskSubtype", "Task Subtype", &["Task", "Email", "ListEmail", "Cadence", "Call", "LinkedIn"])
            .labelled("ListEmail", "List Email")
            .length(40)
            .starting_as("Task")
            .restricted()
            .create_only(),
        moment("CompletedDateTime", "Completed Date/Time").read_only(),
        flag("IsArchived", "Archived").read_only(),
        url("Recording__c", "Recording"),
        moment("Call_Began__c", "Call Began"),
        text("AI_Summary__c", "AI Summary", 80),
    ]);
    if options.call_key {
        fields.push(text("CallKey__c", "Call Key", 255).external_id());
    }
    object("Task", "Task", "Tasks", "00T", fields)
}

fn event() -> ObjectSchema {
    let mut fields = relations();
    fields.extend([
        combobox("Subject", "Subject", &["Call", "Email", "Meeting", "Send Letter/Quote", "Other"]).naming(),
        text("Location", "Location", 255),
        flag("IsAllDayEvent", "All-Day Event"),
        moment("ActivityDateTime", "Due Date Time"),
        date("ActivityDate", "Due Date Only"),
        int("DurationInMinutes", "Duration"),
        moment("StartDateTime", "Start Date Time"),
        moment("EndDateTime", "End Date Time"),
        area("Description", "Description", 32000),
        to_one("AccountId", "Account ID", &["Account"], "Account").read_only(),
        to_one("OwnerId", "Assigned To ID", &["User"], "Owner").defaulted(),
        picklist("Type", "Type", &["Email", "Meeting", "Other", "Call"]),
        flag("IsPrivate", "Private"),
        picklist("ShowAs", "Show Time As", &["Busy", "OutOfOffice", "Free"])
            .labelled("OutOfOffice", "Out of Office")
            .length(40)
            .starting_as("Busy")
            .restricted(),
        flag("IsChild", "Is Child").read_only(),
        flag("IsGroupEvent", "Is Group Event").read_only(),
        flag("IsArchived", "Archived").read_only(),
        moment("ReminderDateTime", "Reminder Date/Time"),
        flag("IsReminderSet", "Reminder Set"),
        picklist("EventSubtype", "Event Subtype", &["Event"])
            .length(40)
            .starting_as("Event")
            .restricted()
            .create_only(),
    ]);
    object("Event", "Event", "Events", "00U", fields)
}
