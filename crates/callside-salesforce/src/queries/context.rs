//! What is open and what has happened around a caller.

use super::{is_visible, record_type};
use crate::soql::{Condition, FieldPath, Nulls, ObjectName, Order, Select};
use callside_core::ids::RecordId;
use callside_core::record::{CallerObject, CallerRef};
use callside_core::shape::OrgShape;

/// Most open cases and opportunities that are shown.
const MOST_OPEN: u32 = 20;
/// How many past activities are shown.
const LAST_TASKS: u32 = 20;

static CASE: [FieldPath; 6] = [
    FieldPath::known("CaseNumber"),
    FieldPath::known("Subject"),
    FieldPath::known("Status"),
    FieldPath::known("Priority"),
    FieldPath::known("IsEscalated"),
    FieldPath::known("CreatedDate"),
];
static OPPORTUNITY: [FieldPath; 4] = [
    FieldPath::known("Name"),
    FieldPath::known("StageName"),
    FieldPath::known("Amount"),
    FieldPath::known("CloseDate"),
];
static TASK: [FieldPath; 7] = [
    FieldPath::known("Subject"),
    FieldPath::known("CallDisposition"),
    FieldPath::known("Description"),
    FieldPath::known("CreatedDate"),
    FieldPath::known("Owner.Name"),
    FieldPath::known("CallDurationInSeconds"),
    FieldPath::known("CallObject"),
];

fn select(org: Option<&OrgShape>, object: &'static str, fields: &[FieldPath]) -> Option<Select> {
    if org.is_some_and(|org| !org.objects.contains_key(object)) {
        return None;
    }
    let visible = fields.iter().filter(|path| is_visible(org, object, path));
    Some(Select::from(ObjectName::known(object)).fields(visible.chain(&record_type(org, object))))
}

fn still_open() -> Condition {
    Condition::eq(FieldPath::known("IsClosed"), false)
}

/// Open cases of the person, and those of the company that belong to no person. `None` for Leads, and where the
/// user sees no cases.
#[must_use]
pub fn open_cases(org: Option<&OrgShape>, caller: &CallerRef, account: Option<&RecordId>) -> Option<Select> {
    let of_contact = |id: &RecordId| Condition::eq(FieldPath::known("ContactId"), id);
    let of_account = |id: &RecordId| Condition::eq(FieldPath::known("AccountId"), id);
    let whose = match (caller.object, account) {
        (CallerObject::Lead, _) => return None,
        (CallerObject::Account, _) => of_account(&caller.id),
        (CallerObject::Contact, None) => of_contact(&caller.id),
        (CallerObject::Contact, Some(account)) => {
            let nobodys = of_account(account).and(Condition::is_null(FieldPath::known("ContactId")));
            of_contact(&caller.id).or(nobodys)
        }
    };
    let select = select(org, "Case", &CASE)?.filter(still_open()).filter(whose);
    Some(select.order_by(FieldPath::known("CreatedDate"), Order::Descending, Nulls::Last).limit(MOST_OPEN))
}

/// Open opportunities of a company.
#[must_use]
pub fn opportunities_of_account(org: Option<&OrgShape>, account: &RecordId) -> Option<Select> {
    opportunities(org, Condition::eq(FieldPath::known("AccountId"), account))
}

/// Open opportunities in which a person has a role.
#[must_use]
pub fn opportunities_by_role(org: Option<&OrgShape>, contact: &RecordId) -> Option<Select> {
    let roles = Select::from(ObjectName::known("OpportunityContactRole"))
        .filter(Condition::eq(FieldPath::known("ContactId"), contact));
    opportunities(org, Condition::in_query(FieldPath::known("Id"), roles, FieldPath::known("OpportunityId")))
}

fn opportunities(org: Option<&OrgShape>, whose: Condition) -> Option<Select> {
    let select = select(org, "Opportunity", &OPPORTUNITY)?.filter(still_open()).filter(whose);
    Some(select.order_by(FieldPath::known("CloseDate"), Order::Ascending, Nulls::Last).limit(MOST_OPEN))
}

/// The last closed activities of a person or a company. `None` where the user sees no tasks.
#[must_use]
pub fn tasks_of(org: Option<&OrgShape>, caller: &CallerRef) -> Option<Select> {
    let whose = match caller.object {
        CallerObject::Contact | CallerObject::Lead => Condition::eq(FieldPath::known("WhoId"), &caller.id),
        CallerObject::Account => Condition::eq(FieldPath::known("AccountId"), &caller.id)
            .or(Condition::eq(FieldPath::known("WhatId"), &caller.id)),
    };
    let closed = Condition::eq(FieldPath::known("IsClosed"), true);
    let select = select(org, "Task", &TASK)?.filter(closed).filter(whose);
    Some(select.order_by(FieldPath::known("CreatedDate"), Order::Descending, Nulls::Last).limit(LAST_TASKS))
}
