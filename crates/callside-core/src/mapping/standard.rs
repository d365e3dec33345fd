//! The table to start with: what Callside writes when nobody has changed anything.

use super::{Mapping, Origin, Row, Sheet, Steps};

fn row(on: Sheet, field: &str, from: &str, through: &str) -> Row {
    Row {
        on,
        record_type: None,
        field: field.to_owned(),
        from: Origin::read(from).unwrap_or_else(|_| Origin::Fixed(from.to_owned())),
        through: Steps::read(through).unwrap_or_default(),
        only_when_empty: false,
        optional: false,
    }
}

impl Default for Mapping {
    fn default() -> Self {
        let rows: &[(Sheet, &str, &str, &str)] = &[
            (Sheet::CallLog, "Subject", "{{disposition}}: {{caller}}", "one line"),
            (Sheet::CallLog, "Status", "=Completed", ""),
            (Sheet::CallLog, "Priority", "=Normal", ""),
            (Sheet::CallLog, "TaskSubtype", "=Call", ""),
            (Sheet::CallLog, "OwnerId", "agent_name", ""),
            (Sheet::CallLog, "ActivityDate", "timestamp", "date"),
            (
                Sheet::CallLog,
                "CallType",
                "call_direction",
                "translate inbound=Inbound, outbound=Outbound, internal=Internal",
            ),
            (Sheet::CallLog, "CallDisposition", "disposition", ""),
            (Sheet::CallLog, "CallDurationInSeconds", "call_duration", "seconds"),
            (Sheet::CallLog, "Description", "notes", ""),
            (Sheet::FollowUpTask, "Status", "=Not Started", ""),
            (Sheet::FollowUpTask, "Priority", "=Normal", ""),
            (Sheet::FollowUpTask, "OwnerId", "agent_name", ""),
            (Sheet::FollowUpEvent, "OwnerId", "agent_name", ""),
            (Sheet::NewContact, "FirstName", "contact_name", "first name"),
            (Sheet::NewContact, "LastName", "contact_name", "last name"),
            (Sheet::NewContact, "Phone", "contact_phone", "international"),
            (Sheet::NewLead, "FirstName", "contact_name", "first name"),
            (Sheet::NewLead, "LastName", "contact_name", "last name"),
            (Sheet::NewLead, "Phone", "contact_phone", "international"),
        ];
        Self { rows: rows.iter().map(|(on, field, from, through)| row(*on, field, from, through)).collect() }
    }
}
