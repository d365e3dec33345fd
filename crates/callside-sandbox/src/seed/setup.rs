//! What an admin set up: the organization, profiles, users, queues, record types and stages.

use serde_json::json;

use super::cast::CastUser;
use super::planter::Planter;
use crate::org::{Profile, RecordId};
use crate::schema::STAGES;

/// The password of every user of the sandbox; it guards invented people only.
const PASSWORD: &str = "callside-training";
/// Half a year before the present, the admin set all this up.
const SET_UP: u64 = 400;

/// The users, by what they are for.
#[derive(Debug)]
pub struct Users {
    /// All, the demo's agent first.
    pub all: Vec<CastUser>,
    /// Ids of the agents who take calls.
    pub agents: Vec<String>,
}

struct Person(&'static str, &'static str, &'static str, &'static str, Profile, bool);

const PEOPLE: [Person; 7] = [
    Person("Dana", "Whitfield", "Customer Service Agent", "America/Los_Angeles", Profile::Agent, true),
    Person("Miguel", "Santos", "Customer Service Agent", "America/Chicago", Profile::Agent, true),
    Person("Aisha", "Rahman", "Sales Development Representative", "Europe/London", Profile::Agent, true),
    Person("Tobias", "Becker", "Customer Service Agent", "Europe/Berlin", Profile::Agent, true),
    Person("Grace", "Okafor", "Contact Centre Supervisor", "America/Los_Angeles", Profile::Full, true),
    Person("Avery", "Quinn", "Salesforce Administrator", "America/Los_Angeles", Profile::Full, true),
    Person("Leo", "Marsh", "Customer Service Agent", "America/New_York", Profile::Agent, false),
];

/// Plants the set-up and gives the users.
pub fn plant(planter: &mut Planter<'_>) -> Users {
    let then = planter.days_ago(SET_UP);
    // The first user is the author of everything, himself included.
    let first_user = RecordId::numbered("005", 1).to_string();
    planter.as_user(&first_user);
    plant_organization(planter);
    let agent = planter.add("Profile", then, json!({ "Name": "Contact Centre Agent" }));
    let full = planter.add("Profile", then, json!({ "Name": "System Administrator" }));
    let mut all = Vec::new();
    for person in &PEOPLE {
        let profile = if person.4 == Profile::Agent { &agent } else { &full };
        all.push(plant_user(planter, person, profile));
    }
    let supervisor = all[4].id.clone();
    plant_queues(planter, &supervisor);
    plant_record_types(planter);
    plant_permission_sets(planter, &all);
    for (place, stage) in STAGES.iter().enumerate() {
        planter.add(
            "OpportunityStage",
            then,
            json!({
                "MasterLabel": stage.name, "ApiName": stage.name, "IsActive": true, "SortOrder": place + 1,
                "IsClosed": stage.is_closed, "IsWon": stage.is_won, "ForecastCategoryName": stage.forecast_category,
                "DefaultProbability": stage.probability,
            }),
        );
    }
    let agents = all
        .iter()
        .filter(|user| user.profile == Profile::Agent && user.is_active)
        .map(|user| user.id.clone())
        .collect();
    Users { all, agents }
}

fn plant_organization(planter: &mut Planter<'_>) {
    let then = planter.days_ago(SET_UP);
    let Some(id) = RecordId::parse(&planter.org_id()) else { return };
    planter.put("Organization", &id, then, json!({
        "Name": "Callside Training", "City": "San Francisco", "Country": "US", "OrganizationType": "Developer Edition",
        "InstanceName": "CS0", "IsSandbox": true, "LanguageLocaleKey": "en_US", "DefaultLocaleSidKey": "en_US",
        "TimeZoneSidKey": "America/Los_Angeles",
    }));
}

fn plant_user(planter: &mut Planter<'_>, person: &Person, profile_id: &str) -> CastUser {
    let Person(first, last, title, zone, profile, is_active) = person;
    let mailbox = super::names::mailbox(first, last);
    let email = format!("{mailbox}@callside.example");
    let username = format!("{mailbox}@callside-training.example");
    let then = planter.days_ago(SET_UP);
    let alias: String = format!("{}{}", &first[..1], last).to_lowercase().chars().take(8).collect();
    let id = planter.add(
        "User",
        then,
        json!({
            "Username": username, "FirstName": first, "LastName": last, "Title": title, "Email": email, "Alias": alias,
            "CommunityNickname": mailbox, "IsActive": is_active, "TimeZoneSidKey": zone, "LocaleSidKey": "en_US",
            "LanguageLocaleKey": "en_US", "UserType": "Standard", "ProfileId": profile_id,
            "CompanyName": "Callside Training", "Department": "Customer Care",
        }),
    );
    CastUser {
        id,
        username,
        password: PASSWORD.to_owned(),
        first_name: (*first).to_owned(),
        last_name: (*last).to_owned(),
        nickname: mailbox,
        email,
        title: (*title).to_owned(),
        zone: (*zone).to_owned(),
        profile: *profile,
        is_active: *is_active,
    }
}

fn plant_queues(planter: &mut Planter<'_>, owner: &str) {
    let then = planter.days_ago(SET_UP);
    for (name, developer_name, object) in [
        ("Support Tier 1", "Support_Tier_1", "Case"),
        ("Inbound Leads", "Inbound_Leads", "Lead"),
        ("Callbacks", "Callbacks", "Task"),
    ] {
        let queue = planter.add(
            "Group",
            then,
            json!({
                "Name": name, "DeveloperName": developer_name, "Type": "Queue", "OwnerId": owner,
            }),
        );
        planter.add("QueueSobject", then, json!({ "QueueId": queue, "SobjectType": object }));
    }
}

/// Grace is a supervisor and Avery an admin of Callside; everybody has a set that means nothing to it.
fn plant_permission_sets(planter: &mut Planter<'_>, users: &[CastUser]) {
    let then = planter.days_ago(SET_UP);
    for (name, label, held_by) in [
        ("Sales_Cloud_User", "Sales Cloud User", &[0, 1, 2, 3, 4, 5, 6][..]),
        ("Callside_Supervisor", "Callside Supervisor", &[4]),
        ("Callside_Admin", "Callside Admin", &[5]),
    ] {
        let set = planter.add(
            "PermissionSet",
            then,
            json!({ "Name": name, "Label": label, "IsOwnedByProfile": false, "IsCustom": true }),
        );
        for person in held_by {
            let assigned = json!({ "PermissionSetId": set, "AssigneeId": users[*person].id, "IsActive": true });
            planter.add("PermissionSetAssignment", then, assigned);
        }
    }
}

fn plant_record_types(planter: &mut Planter<'_>) {
    let then = planter.days_ago(SET_UP);
    for (object, record_type) in planter.record_types() {
        let Some(id) = RecordId::parse(record_type.id) else { continue };
        planter.put(
            "RecordType",
            &id,
            then,
            json!({
                "Name": record_type.name, "DeveloperName": record_type.developer_name, "SobjectType": object,
                "IsActive": record_type.active,
            }),
        );
    }
}
