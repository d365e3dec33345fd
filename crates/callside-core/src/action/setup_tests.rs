use super::*;
use serde_json::json;

fn actions(value: serde_json::Value) -> Actions {
    serde_json::from_value(value).unwrap()
}

fn names(actions: &Actions, offer: Offer<'_>) -> Vec<String> {
    actions.offered(offer).into_iter().map(|action| action.name).collect()
}

#[test]
fn an_action_is_offered_to_its_roles_on_calls_of_its_queues_at_its_moments() {
    let of_supervisors = json!({ "roles": ["supervisor"] });
    let of_billing = json!({ "queues": ["Billing"] });
    let after = json!({ "moments": ["wrap_up"] });
    let agent = Offer { role: Role::Agent, queue: Some("billing"), moment: Some(Moment::Talking) };
    for (serves, offer, is_offered) in [
        (json!({}), agent, true),
        (of_supervisors.clone(), agent, false),
        (of_supervisors, Offer { role: Role::Admin, ..agent }, true),
        (of_billing.clone(), agent, true),
        (of_billing.clone(), Offer { queue: Some("Sales"), ..agent }, false),
        (of_billing, Offer { queue: None, ..agent }, false),
        (after.clone(), agent, false),
        (after.clone(), Offer { moment: Some(Moment::WrapUp), ..agent }, true),
        (after, Offer { moment: None, ..agent }, false),
        (json!({ "moments": ["ringing", "always"] }), Offer { moment: None, ..agent }, true),
    ] {
        let setup = json!({ "title": "Mine", "steps": [{ "run": "case.create" }], "serves": serves });
        let own = actions(json!({ "setups": { "mine": setup } }));
        assert_eq!(names(&own, offer).contains(&"mine".to_owned()), is_offered, "{serves} {offer:?}");
        let built_in = actions(json!({ "serves": { "case.create": serves } }));
        assert_eq!(names(&built_in, offer).contains(&"case.create".to_owned()), is_offered, "{serves} {offer:?}");
    }
}

#[test]
fn what_is_off_is_neither_offered_nor_run() {
    let off = actions(json!({ "off": ["campaign.delete"] }));
    let offer = Offer { role: Role::Admin, queue: None, moment: None };
    assert!(!names(&off, offer).contains(&"campaign.delete".to_owned()));
    assert_eq!(off.allowed("campaign.delete", Role::Admin), None);
    assert!(off.allowed("campaign.create", Role::Agent).is_some());
    let admins = actions(json!({ "serves": { "campaign.delete": { "roles": ["admin"] } } }));
    assert_eq!(admins.allowed("campaign.delete", Role::Agent), None);
}

#[test]
fn it_is_asked_before_what_an_admin_chose_and_always_before_something_is_deleted() {
    let steps = json!([{ "run": "case.create" }]);
    let chosen = actions(json!({
        "setups": {
            "mine": { "title": "Mine", "steps": steps, "confirm": true },
            "listed": { "title": "Listed", "steps": steps },
            "plain": { "title": "Plain", "steps": steps },
            "gone": { "title": "Gone", "steps": [{ "run": "lead.delete" }] },
        },
        "confirm": ["contact.update", "listed"],
    }));
    for (name, asks) in [
        ("contact.update", true),
        ("contact.create", false),
        ("lead.delete", true),
        ("mine", true),
        ("listed", true),
        ("plain", false),
        ("gone", true),
    ] {
        assert_eq!(chosen.action(name).unwrap().confirm, asks, "{name}");
    }
}

#[test]
fn what_stands_on_the_call_is_the_admins_choice_once_they_made_one() {
    let on_call = |actions: &Actions, name: &str| actions.action(name).unwrap().serves.on_call;
    assert!(on_call(&Actions::default(), "case.create") && !on_call(&Actions::default(), "case.search"));
    let chosen = actions(json!({ "serves": { "case.create": {}, "case.search": { "on_call": true } } }));
    assert!(on_call(&chosen, "case.search") && !on_call(&chosen, "case.create"));
}

#[test]
fn a_search_brings_as_many_rows_and_the_fields_that_were_set() {
    let own = json!({ "title": "Mine", "steps": [{ "run": "task.search", "limit": 3 }, { "run": "contact.search" }] });
    let any = json!([{ "field": "Employee_Number__c", "by": "exact" }, { "field": "Name" }]);
    let set = json!({ "limit": 25, "show": ["Name", "Account.Name"], "any": any });
    let actions = actions(json!({
        "setups": { "mine": own, "plain": { "title": "Plain", "steps": [{ "run": "contact.search", "limit": 4 }] } },
        "searches": { "contact.search": set, "mine": { "limit": 7 }, "lookup.global": { "limit": 50 } },
    }));
    let brings = |name: &str| actions.action(name).unwrap().results().map(|(rows, show)| (rows, show.to_vec()));
    let fields = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(brings("contact.search"), Some((25, fields(&["Name", "Account.Name"]))));
    let compared = |name: &str| serde_json::to_value(actions.action(name).unwrap().compared()).unwrap();
    assert_eq!(compared("contact.search")[0], json!({ "field": "Employee_Number__c", "by": "exact" }));
    assert_eq!(compared("contact.search").as_array().unwrap().len(), 2);
    assert_eq!(
        compared("mine"),
        serde_json::to_value(Actions::default().action("task.search").unwrap().compared()).unwrap()
    );
    assert_eq!((compared("lookup.global"), compared("case.create")), (json!([]), json!([])));
    assert_eq!(brings("mine").unwrap().0, 7, "the first search of the action's own");
    assert_eq!(brings("plain").unwrap().0, 4, "an action of one's own has its own settings");
    assert_eq!(brings("lookup.global"), Some((50, vec![])));
    assert_eq!(brings("lead.search").unwrap().0, 10, "nothing was set");
    assert_eq!(brings("case.create"), None);
}
