//! The org itself: users, queues, record types, and the abstract Name object.

use super::ObjectSchema;
use super::build::{bare_reference, email, flag, moment, object, phone, picklist, text, to_one};
use super::people::person_name;

pub(super) fn objects() -> Vec<ObjectSchema> {
    vec![
        user(),
        profile(),
        group(),
        queue_sobject(),
        permission_set(),
        permission_set_assignment(),
        record_type(),
        organization(),
        name(),
    ]
}

const LOCALES: &[&str] = &["en_US", "en_GB", "de_DE", "fr_FR", "es_ES"];
const LANGUAGES: &[&str] = &["en_US", "de", "fr", "es"];
const ZONES: &[&str] = &[
    "America/Los_Angeles",
    "America/Denver",
    "America/Chicago",
    "America/New_York",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Paris",
    "GMT",
];

fn user() -> ObjectSchema {
    let mut fields = vec![text("Username", "Username", 80).required().id_lookup()];
    fields.extend(person_name().into_iter().filter(|field| field.name != "Salutation"));
    fields.extend([
        text("CompanyName", "Company Name", 80),
        text("Department", "Department", 80),
        text("Title", "Title", 80),
        email("Email", "Email").length(128).required(),
        phone("Phone", "Phone"),
        phone("Extension", "Extension"),
        phone("MobilePhone", "Cell"),
        phone("Fax", "Fax"),
        text("Alias", "Alias", 8).required(),
        text("CommunityNickname", "Nickname", 40).required(),
        flag("IsActive", "Active"),
        picklist("TimeZoneSidKey", "Time Zone", ZONES).length(40).restricted().required(),
        picklist("LocaleSidKey", "Locale", LOCALES).length(40).restricted().required(),
        picklist("LanguageLocaleKey", "Language", LANGUAGES).length(40).restricted().required(),
        picklist("UserType", "User Type", &["Standard", "PowerPartner", "CspLitePortal", "Guest"])
            .length(40)
            .restricted()
            .read_only(),
        to_one("ProfileId", "Profile ID", &["Profile"], "Profile").required(),
        to_one("ManagerId", "Manager ID", &["User"], "Manager"),
        bare_reference("CallCenterId", "Call Center ID", &["CallCenter"]),
        text("EmployeeNumber", "Employee Number", 20),
        moment("LastLoginDate", "Last Login").read_only(),
    ]);
    object("User", "User", "Users", "005", fields).setup_only().without(&["IsDeleted"]).child(
        "ManagedUsers",
        "User",
        "ManagerId",
    )
}

fn profile() -> ObjectSchema {
    let fields = vec![text("Name", "Name", 255).required().naming(), text("Description", "Description", 255)];
    object("Profile", "Profile", "Profile", "00e", fields).setup_only().not_searchable().without(&["IsDeleted"]).child(
        "Users",
        "User",
        "ProfileId",
    )
}

fn group() -> ObjectSchema {
    let fields = vec![
        text("Name", "Name", 40).required().naming(),
        text("DeveloperName", "Developer Name", 80),
        picklist("Type", "Type", &["Regular", "Role", "Organization", "Queue"]).length(40).restricted().required(),
        email("Email", "Email").length(255),
        to_one("OwnerId", "Owner ID", &["Organization", "User"], "Owner").automatic(),
    ];
    object("Group", "Group", "Group", "00G", fields).setup_only().without(&["IsDeleted"]).child(
        "QueueSobjects",
        "QueueSobject",
        "QueueId",
    )
}

fn queue_sobject() -> ObjectSchema {
    let fields = vec![
        to_one("QueueId", "Group ID", &["Group"], "Queue"),
        picklist("SobjectType", "Sobject Type", &["Case", "Lead", "Task"]).length(40).restricted(),
    ];
    object("QueueSobject", "Queue Sobject", "Queue Sobject", "03g", fields).setup_only().not_searchable().without(&[
        "IsDeleted",
        "CreatedDate",
        "LastModifiedDate",
        "LastModifiedById",
        "SystemModstamp",
    ])
}

fn permission_set() -> ObjectSchema {
    let fields = vec![
        text("Name", "Permission Set Name", 80).required().naming(),
        text("Label", "Permission Set Label", 80).required(),
        text("Description", "Description", 255),
        flag("IsOwnedByProfile", "Is Owned By Profile"),
        flag("IsCustom", "Custom"),
    ];
    object("PermissionSet", "Permission Set", "Permission Sets", "0PS", fields)
        .setup_only()
        .not_searchable()
        .without(&["IsDeleted"])
        .child("Assignments", "PermissionSetAssignment", "PermissionSetId")
}

fn permission_set_assignment() -> ObjectSchema {
    let fields = vec![
        to_one("PermissionSetId", "PermissionSet ID", &["PermissionSet"], "PermissionSet").required(),
        to_one("AssigneeId", "Assignee ID", &["User"], "Assignee").required(),
        flag("IsActive", "Is Active"),
    ];
    object("PermissionSetAssignment", "Permission Set Assignment", "Permission Set Assignments", "0Pa", fields)
        .setup_only()
        .not_searchable()
        .without(&["IsDeleted", "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById"])
}

fn record_type() -> ObjectSchema {
    let fields = vec![
        text("Name", "Name", 80).required().naming(),
        text("DeveloperName", "Record Type Name", 80).required(),
        text("NamespacePrefix", "Namespace Prefix", 15),
        text("Description", "Description", 255),
        picklist("SobjectType", "SObject Type Name", &["Case"]).length(40).restricted().required(),
        flag("IsActive", "Active"),
    ];
    object("RecordType", "Record Type", "Record Type", "012", fields)
        .setup_only()
        .not_searchable()
        .without(&["IsDeleted"])
}

fn organization() -> ObjectSchema {
    let fields = vec![
        text("Name", "Name", 80).required().naming(),
        text("City", "City", 40),
        text("Country", "Country", 80),
        phone("Phone", "Phone"),
        picklist("DefaultLocaleSidKey", "Locale", LOCALES).length(40),
        picklist("LanguageLocaleKey", "Language", LANGUAGES).length(40),
        picklist("TimeZoneSidKey", "Time Zone", ZONES).length(40),
        text("OrganizationType", "Edition", 40),
        text("InstanceName", "Instance Name", 5),
        flag("IsSandbox", "Is Sandbox"),
        text("NamespacePrefix", "Namespace Prefix", 15),
    ];
    object("Organization", "Organization", "Organization", "00D", fields)
        .setup_only()
        .not_searchable()
        .without(&["IsDeleted"])
}

/// What a polymorphic parent (`Who`, `What`, `Owner`) offers in a field path
/// (<https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_name.htm>).
fn name() -> ObjectSchema {
    let mut fields: Vec<_> = person_name().into_iter().map(super::FieldSchema::read_only).collect();
    fields.extend([
        picklist("Type", "Type", &[]).length(40).read_only(),
        text("Alias", "Alias", 8).read_only(),
        text("Username", "Username", 80).read_only(),
        text("Title", "Title", 128).read_only(),
        email("Email", "Email").read_only(),
        phone("Phone", "Phone").read_only(),
        flag("IsActive", "Active").read_only(),
    ]);
    let mut name = object("Name", "Name", "Names", "", fields).setup_only().not_searchable().without(&[
        "IsDeleted",
        "CreatedDate",
        "CreatedById",
        "LastModifiedDate",
        "LastModifiedById",
        "SystemModstamp",
    ]);
    name.flags.queryable = false;
    name
}
