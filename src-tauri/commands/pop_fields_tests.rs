use super::*;
use crate::ipc::announcement::Announcement;
use crate::ipc::caller::{FieldLabel, WhoView};
use crate::ipc::pop::FreshnessView;
use crate::testing::{Desk, sandbox};
use callside_core::event::CallChange;
use callside_core::role::Role;
use callside_sandbox::FieldAccess;

fn ask(object: &str, way: &str) -> PopFieldChoicesRequest {
    PopFieldChoicesRequest { object: object.to_owned(), way: way.to_owned() }
}

fn change(fields: &[&str]) -> PopFieldsChange {
    let fields = fields.iter().map(|field| (*field).to_owned()).collect();
    PopFieldsChange { shown: [("Contact".to_owned(), fields)].into() }
}

/// What the pop of a known caller shows, as Salesforce answered just now.
async fn shown(desk: &mut Desk, id: &str) -> Vec<(String, String)> {
    desk.rings_from(id, "+14155550134", CallChange::Ringing).await;
    let call = format!("phone:{id}");
    let who = desk
        .hears(|told| match told {
            Announcement::Pop { pop, .. }
                if pop.call == call && matches!(pop.freshness, FreshnessView::Live { .. }) =>
            {
                Some(pop.who.clone())
            }
            _ => None,
        })
        .await;
    let WhoView::One { caller, .. } = who else { panic!("Sarah Johnson: {who:?}") };
    let told = caller.fields.into_iter().filter_map(|field| match field.label {
        FieldLabel::Org { text } => Some((text, field.value)),
        _ => None,
    });
    told.collect()
}

#[tokio::test]
async fn fields_of_parents_are_picked_step_by_step_shown_on_the_pop_and_break_none_that_may_not_see_them() {
    let sandbox = sandbox().await;
    let mut desk = Desk::new().await;
    desk.sign_in(&sandbox).await;
    desk.becomes(Role::Admin).await;
    for (way, field, has, on) in [
        ("Account", "Account.Industry", true, Some("Account.Owner")),
        ("Account", "Account.Name", false, None),
        ("Account", "Account.OwnerId", false, None),
        ("Account.Owner", "Account.Owner.Department", true, None),
        ("Acount", "Acount.Industry", false, None),
    ] {
        let ParentView { facts, parents } = pop_field_choices(&desk.shell, ask("Contact", way)).await.unwrap();
        assert_eq!(facts.iter().any(|fact| fact.path == field), has, "{way}: {facts:?}");
        assert!(on.is_none_or(|on| parents.iter().any(|parent| parent == on)), "{way}: {parents:?}");
    }
    assert!(pop_field_choices(&desk.shell, ask("Case", "Account")).await.is_err(), "no caller is a case");

    let wrong = save_pop_fields(&desk.shell, change(&["Account.Indutsry"])).await.unwrap_err();
    assert_eq!(wrong.message, Sentence::NoSuchField { field: "Account.Indutsry".into() });
    let picked = ["Support_Tier__c", "Account.Industry", "Account.Owner.Username"];
    let saved = save_pop_fields(&desk.shell, change(&picked)).await.unwrap().objects.remove(0);
    let labels: Vec<_> = saved.shown.iter().map(|field| field.label.as_str()).collect();
    assert_eq!(labels, ["Support Tier", "Account Industry", "Account Owner Username"]);
    let told = shown(&mut desk, "1").await;
    let value = |told: &[(String, String)], label: &str| {
        told.iter().find(|(known, _)| known == label).map(|(_, value)| value.clone())
    };
    assert_eq!(value(&told, "Account Industry").as_deref(), Some("Manufacturing"), "{told:?}");
    assert!(value(&told, "Account Owner Username").is_some_and(|name| name.contains('@')), "{told:?}");

    sandbox.set_field_access("Account", "Industry", Some(FieldAccess::Hidden));
    let told = shown(&mut desk, "2").await;
    assert_eq!(value(&told, "Account Industry"), None);
    assert_eq!(value(&told, "Support Tier").as_deref(), Some("Gold"), "the rest of the pop is there: {told:?}");
}
