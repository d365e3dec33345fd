//! What a person may do follows from Salesforce, unless a policy says otherwise.

use callside_core::role::Role;
use callside_flow::Preferences;
use callside_tests::desk::Desk;

#[tokio::test]
async fn permission_sets_give_the_role_and_a_policy_overrides_them() {
    let desk = Desk::open().await;
    assert_eq!(desk.companion.role(), Role::Agent);
    desk.sign_in_as("Grace").await;
    assert_eq!(desk.companion.role(), Role::Supervisor);
    desk.sign_in_as("Avery").await;
    assert_eq!(desk.companion.role(), Role::Admin);
    let desk = desk.restart().await;
    assert_eq!(desk.companion.role(), Role::Agent, "Dana again");
    let policy = Preferences { role: Some(Role::Supervisor), ..desk.companion.preferences() };
    desk.companion.save_preferences(policy).await.expect("saved");
    assert_eq!(desk.companion.role(), Role::Supervisor);
}
