use super::*;
use crate::commands::automations::{export_configuration, import_configuration};
use crate::commands::settings::check_org;
use crate::commands::{CallRequest, desk::open_call};
use crate::ipc::announcement::Announcement;
use crate::ipc::automations::FileRequest;
use crate::ipc::caller::{WhoView, WhyView};
use crate::ipc::error::ErrorCode;
use crate::ipc::pop::FreshnessView;
use crate::ipc::settings::OrgFaultView;
use crate::testing::{Desk, sandbox};
use callside_core::event::CallChange;
use callside_core::policy::read;
use callside_core::role::Role;
use callside_engine::PolicyStanding;
use callside_sandbox::{FieldAccess, Sandbox};
use serde_json::json;

const OWN: [&str; 2] = ["MobilePhone", "Emergency_Phone__c"];

fn lists(object: &str, list: Option<&[&str]>) -> PhoneFieldsChange {
    let listed = |text: &&str| {
        let Listed { name, confirm } = Listed::read(text);
        ListedField { name, confirm }
    };
    let list = list.map(|texts| texts.iter().map(listed).collect());
    PhoneFieldsChange { searched: [(object.to_owned(), list)].into() }
}

fn contact(view: PhoneFieldsView) -> ObjectPhonesView {
    view.objects.into_iter().next().unwrap()
}

fn standings(view: PhoneFieldsView) -> Vec<(String, FieldStanding)> {
    contact(view).searched.into_iter().map(|field| (field.name, field.standing)).collect()
}

/// An admin's desk that is signed in to an org where somebody's number stands only in the org's own field.
async fn admin() -> (Sandbox, Desk) {
    let sandbox = sandbox().await;
    let fields = json!({ "LastName": "Marchetti", "Emergency_Phone__c": "(628) 555-0188" });
    sandbox.create_as_other("Contact", fields.as_object().unwrap()).unwrap();
    let mut desk = Desk::new().await;
    desk.sign_in(&sandbox).await;
    desk.becomes(Role::Admin).await;
    (sandbox, desk)
}

/// Who calls, as the desk shows it once Salesforce has answered.
async fn who(desk: &mut Desk, id: &str) -> WhoView {
    desk.rings_from(id, "+16285550188", CallChange::Ringing).await;
    let call = format!("phone:{id}");
    desk.hears(|told| match told {
        Announcement::Pop { pop, .. } if pop.call == call && matches!(pop.freshness, FreshnessView::Live { .. }) => {
            Some(pop.who.clone())
        }
        _ => None,
    })
    .await
}

#[tokio::test]
async fn a_field_that_is_saved_is_searched_from_the_next_call_on_and_named_by_its_label() {
    let (_sandbox, mut desk) = admin().await;
    assert!(matches!(who(&mut desk, "1").await, WhoView::Unknown { .. }));
    let saved = save_phone_fields(&desk.shell, lists("Contact", Some(&OWN))).await.unwrap();
    assert_eq!(standings(saved), OWN.map(|name| (name.to_owned(), FieldStanding::Searched)));
    let WhoView::One { caller, masked: false } = who(&mut desk, "2").await else { panic!("one caller, and sure") };
    assert_eq!(caller.name, "Marchetti");
    let WhyView::Number { field, .. } = caller.why else { panic!("by number") };
    assert_eq!(field, "Emergency Phone");

    let confirmed = lists("Contact", Some(&[OWN[0], "Emergency_Phone__c: confirm"]));
    let confirmed = contact(save_phone_fields(&desk.shell, confirmed).await.unwrap());
    assert_eq!(confirmed.searched.iter().map(|field| field.confirm).collect::<Vec<_>>(), [false, true]);
    assert!(matches!(who(&mut desk, "unsure").await, WhoView::One { masked: true, .. }), "the agent confirms first");
    let text = export_configuration(&desk.shell).await.unwrap().text;
    assert!(text.contains("\"Emergency_Phone__c: confirm\""), "{text}");

    save_phone_fields(&desk.shell, lists("Contact", None)).await.unwrap();
    assert!(matches!(who(&mut desk, "3").await, WhoView::Unknown { .. }), "the copy here does not count any more");
    let text = r#"{"callside_config": 1, "phone_fields": {"Contact": ["Emergency_Phone__c"]}}"#.to_owned();
    let file = FileRequest { name: "phones.json".into(), text, signature: None };
    assert_eq!(import_configuration(&desk.shell, file).await.unwrap().faults, []);
    let WhoView::One { caller, .. } = who(&mut desk, "4").await else { panic!("found by what the file says") };
    assert_eq!(caller.name, "Marchetti");
    let earlier = open_call(&desk.shell, CallRequest { call: "phone:2".into() }).await.unwrap();
    assert!(matches!(earlier.who, WhoView::One { .. }), "what was shown stays");
}

#[tokio::test]
async fn only_fields_that_can_hold_numbers_come_in_and_what_the_org_loses_is_said() {
    let (sandbox, desk) = admin().await;
    let before = contact(phone_fields(&desk.shell).await.unwrap());
    assert!(before.standard && !before.ruled && before.searched.len() == 6);
    let offered: Vec<_> = before.choices.iter().map(|choice| (choice.label.as_str(), choice.text)).collect();
    assert_eq!(offered, [("Emergency Phone", false), ("Pager", true)]);
    let too_many: Vec<_> = (0..=MOST).map(|n| format!("Phone_{n}__c")).collect();
    let too_many: Vec<_> = too_many.iter().map(String::as_str).collect();
    for (object, list, message) in [
        ("Case", &["Phone"][..], Sentence::NotACaller),
        ("Contact", &["Nowhere__c"], Sentence::NoSuchField { field: "Nowhere__c".into() }),
        ("Contact", &["Phone", "Birthdate"], Sentence::NoSuchField { field: "Birthdate".into() }),
        ("Contact", &too_many, Sentence::NoSuchField { field: "Phone_0__c".into() }),
    ] {
        let refused = save_phone_fields(&desk.shell, lists(object, Some(list))).await.unwrap_err();
        assert_eq!((refused.code, refused.message), (ErrorCode::Invalid, message));
    }
    assert_eq!(contact(phone_fields(&desk.shell).await.unwrap()), before);

    save_phone_fields(&desk.shell, lists("Contact", Some(&["Pager__c", OWN[1], OWN[0]]))).await.unwrap();
    sandbox.set_field_access("Contact", OWN[1], Some(FieldAccess::Hidden));
    let faults = check_org(&desk.shell).await.unwrap();
    let absent = OrgFaultView::PhoneFieldAbsent { object: "Contact".into(), field: OWN[1].into() };
    assert!(faults.contains(&absent), "{faults:?}");
    let shown = standings(phone_fields(&desk.shell).await.unwrap());
    let wanted = [FieldStanding::Spellings, FieldStanding::Absent, FieldStanding::Searched];
    assert_eq!(shown.iter().map(|(_, standing)| *standing).collect::<Vec<_>>(), wanted);
    // It may be moved and taken away all the same.
    save_phone_fields(&desk.shell, lists("Contact", Some(&[OWN[0], OWN[1]]))).await.unwrap();
    let none = save_phone_fields(&desk.shell, lists("Contact", Some(&[]))).await.unwrap();
    assert!(contact(none).searched.is_empty());
}

#[tokio::test]
async fn the_policys_list_is_the_list() {
    let (policy, faults) =
        read(r#"{"callside_policy": 1, "contact_phone_fields": ["MobilePhone", "Emergency_Phone__c", "Nowhere__c"]}"#);
    assert_eq!(faults, []);
    let place = "/etc/callside/policy.json".into();
    let mut desk =
        Desk::ruled(tempfile::tempdir().unwrap(), PolicyStanding { policy, place, found: true, faults }).await;
    desk.sign_in(&sandbox().await).await;
    desk.becomes(Role::Admin).await;
    let ruled = contact(phone_fields(&desk.shell).await.unwrap());
    assert!(ruled.ruled && ruled.searched.len() == 3);
    let lacking = desk.shell.open().await.unwrap().companion.phone_field_faults();
    let lacking: Vec<_> = lacking.iter().map(|lacking| lacking.field.as_str()).collect();
    assert_eq!(lacking, ["Nowhere__c"], "who checks the org is told what the policy names and the org lacks");
    let refused = save_phone_fields(&desk.shell, lists("Contact", None)).await.unwrap_err();
    assert_eq!(refused.message, Sentence::SetByPolicy);
    save_phone_fields(&desk.shell, lists("Lead", Some(&["Phone"]))).await.unwrap();
}
