//! Who may change the set-up: every command that saves a part of it asks here.

use crate::ipc::error::{ErrorAction, ErrorCode, UiError};
use crate::ipc::sentence::Sentence;
use crate::ipc::setup::SetupRights;
use crate::shell::{Open, Shell};
use callside_core::role::Role;
use std::sync::Arc;

/// What this person may do in the set-up.
///
/// # Errors
/// When the database is not open.
pub async fn setup_rights(shell: &Shell) -> Result<SetupRights, UiError> {
    Ok(rights(shell.open().await?.as_ref()))
}

/// What this person may do, once the parts are open.
pub fn rights(open: &Open) -> SetupRights {
    if !open.companion.role().covers(Role::Admin) {
        SetupRights::NotAdmin
    } else if open.companion.configuration_is_signed() {
        SetupRights::SignedFiles
    } else {
        SetupRights::Change
    }
}

/// The parts, for whoever may change the set-up by hand.
///
/// # Errors
/// When this person may not, or the database is not open.
pub async fn for_changes(shell: &Shell) -> Result<Arc<Open>, UiError> {
    let open = for_files(shell).await?;
    match rights(&open) {
        SetupRights::SignedFiles => Err(refused(Sentence::SignedFilesOnly)),
        SetupRights::Change | SetupRights::NotAdmin => Ok(open),
    }
}

/// The parts, for whoever may take in configuration files.
///
/// # Errors
/// When this person may not, or the database is not open.
pub async fn for_files(shell: &Shell) -> Result<Arc<Open>, UiError> {
    let open = shell.open().await?;
    match rights(&open) {
        SetupRights::NotAdmin => Err(refused(Sentence::AdminOnly)),
        SetupRights::Change | SetupRights::SignedFiles => Ok(open),
    }
}

fn refused(message: Sentence) -> UiError {
    UiError { code: ErrorCode::Refused, message, action: Some(ErrorAction::AskAdmin) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::automations::import_configuration;
    use crate::commands::phone_fields::save_phone_fields;
    use crate::commands::phone_setup::{aircall_webhook, phone_setup, save_phone_setup, try_memory};
    use crate::commands::pop_fields::save_pop_fields;
    use crate::commands::rules::{fields_setup, outcomes_setup, save_fields, save_outcomes};
    use crate::ipc::automations::FileRequest;
    use crate::ipc::phone_fields::PhoneFieldsChange;
    use crate::ipc::phone_setup::{AddressRequest, PhoneKeysChange, PhoneSetupChange, TryMemoryRequest};
    use crate::ipc::pop_fields::PopFieldsChange;
    use crate::ipc::rules::{MappingRows, OutcomeTables};
    use crate::testing::Desk;
    use std::collections::BTreeMap;

    /// What each command that saves a part of the set-up answers.
    async fn saves(shell: &Shell) -> Vec<Result<(), UiError>> {
        let fields = MappingRows { rows: fields_setup(shell).await.unwrap().rows };
        let held = outcomes_setup(shell).await.unwrap();
        let tables = OutcomeTables { tables: held.tables, working_hours: held.working_hours };
        let file = FileRequest { name: "f.json".into(), text: r#"{"callside_config": 1}"#.into(), signature: None };
        let mut phones =
            PhoneSetupChange { form: phone_setup(shell).await.unwrap().form, keys: PhoneKeysChange::default() };
        phones.form.policy.do_not_call = "warn".into();
        vec![
            save_phone_setup(shell, phones).await.map(drop),
            save_fields(shell, fields).await.map(drop),
            save_outcomes(shell, tables).await.map(drop),
            save_pop_fields(shell, PopFieldsChange { shown: BTreeMap::new() }).await.map(drop),
            save_phone_fields(shell, PhoneFieldsChange::default()).await.map(drop),
            import_configuration(shell, file).await.map(drop),
        ]
    }

    #[tokio::test]
    async fn only_an_admin_changes_the_set_up() {
        let desk = Desk::new().await;
        for saved in saves(&desk.shell).await {
            assert_eq!(saved.unwrap_err().message, Sentence::AdminOnly);
        }
        desk.becomes(Role::Supervisor).await;
        assert!(saves(&desk.shell).await.iter().all(Result::is_err));
        desk.becomes(Role::Admin).await;
        for saved in saves(&desk.shell).await {
            assert_eq!(saved, Ok(()));
        }
    }

    #[tokio::test]
    async fn an_agent_says_their_own_extension_and_nothing_else_of_phone_systems() {
        let desk = Desk::new().await;
        let mut form = phone_setup(&desk.shell).await.unwrap().form;
        form.switch.agent = "201".into();
        let own = PhoneSetupChange { form: form.clone(), keys: PhoneKeysChange::default() };
        assert_eq!(save_phone_setup(&desk.shell, own).await.unwrap().form.switch.agent, "201");
        let keys = PhoneKeysChange { sticky_key: Some("sk_test_0123456789".into()), ..PhoneKeysChange::default() };
        let refused = save_phone_setup(&desk.shell, PhoneSetupChange { form, keys }).await.unwrap_err();
        assert_eq!(refused.message, Sentence::AdminOnly);
        let address = AddressRequest { address: "https://relay.example.com".into() };
        assert_eq!(aircall_webhook(&desk.shell, address).await.unwrap_err().message, Sentence::AdminOnly);
        let ask = TryMemoryRequest { number: "+14155550134".into(), intent: String::new(), status: "open".into() };
        assert_eq!(try_memory(&desk.shell, ask).await.unwrap_err().message, Sentence::AdminOnly);
    }
}
