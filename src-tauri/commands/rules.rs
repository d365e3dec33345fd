//! The Fields and Dispositions tabs of Setup.

use super::setup::for_changes;
use crate::downloads;
use crate::ipc::error::{ErrorCode, UiError};
use crate::ipc::rules::{
    FieldsView, MappingRows, OutcomeTables, OutcomesView, RowFaultView, RulesAnswer, RulesFile, RulesFileAnswer,
    SampleRequest, SampleView, WrittenFile,
};
use crate::ipc::sentence::Sentence;
use crate::ipc::views::{automations, mapping, outcomes, plan};
use crate::shell::{Open, Shell};
use callside_core::config::Configuration;
use callside_core::disposition::{DispositionCode, DispositionTable};
use callside_core::mapping::Mapping;
use callside_core::rehearsal::Rules;

/// The field mapping that holds, and what can be filled.
///
/// # Errors
/// When the database is not open.
pub async fn fields_setup(shell: &Shell) -> Result<FieldsView, UiError> {
    let open = shell.open().await?;
    Ok(mapping::fields(&open.companion.mapping(), &open.lens()))
}

/// What is wrong with a mapping as it is typed. Nothing is changed.
///
/// # Errors
/// When the database is not open.
pub async fn check_fields(shell: &Shell, request: MappingRows) -> Result<RulesAnswer, UiError> {
    let open = shell.open().await?;
    let faults = read_mapping(&open, &request).err().unwrap_or_default();
    Ok(RulesAnswer { faults })
}

/// Puts a mapping in force. With a fault the one before stays.
///
/// # Errors
/// When the user may not, or it could not be stored.
pub async fn save_fields(shell: &Shell, request: MappingRows) -> Result<RulesAnswer, UiError> {
    let open = for_changes(shell).await?;
    match read_mapping(&open, &request) {
        Err(faults) => Ok(RulesAnswer { faults }),
        Ok(mapping) => {
            open.companion.save_mapping(mapping).await?;
            Ok(RulesAnswer { faults: vec![] })
        }
    }
}

/// The outcome tables that hold, and what they can change.
///
/// # Errors
/// When the database is not open.
pub async fn outcomes_setup(shell: &Shell) -> Result<OutcomesView, UiError> {
    let open = shell.open().await?;
    let table = open.companion.dispositions();
    let mut view = outcomes::outcomes(&table, &open.lens());
    view.faults.extend(outcomes::messages(&table, &actions(&open)));
    Ok(view)
}

/// What is wrong with tables as they are typed. Nothing is changed.
///
/// # Errors
/// When the database is not open.
pub async fn check_outcomes(shell: &Shell, request: OutcomeTables) -> Result<RulesAnswer, UiError> {
    let open = shell.open().await?;
    let faults = read_tables(&open, &request).err().unwrap_or_default();
    Ok(RulesAnswer { faults })
}

/// Puts tables in force. With a fault those before stay.
///
/// # Errors
/// When the user may not, or they could not be stored.
pub async fn save_outcomes(shell: &Shell, request: OutcomeTables) -> Result<RulesAnswer, UiError> {
    let open = for_changes(shell).await?;
    match read_tables(&open, &request) {
        Err(faults) => Ok(RulesAnswer { faults }),
        Ok(table) => {
            open.companion.save_dispositions(table).await?;
            Ok(RulesAnswer { faults: vec![] })
        }
    }
}

/// What a sample call would write under rules as they are typed. Nothing is sent.
///
/// # Errors
/// [`ErrorCode::Invalid`] when they have faults; when nobody ever signed in; when the database fails.
pub async fn sample_call(shell: &Shell, request: SampleRequest) -> Result<SampleView, UiError> {
    let open = shell.open().await?;
    let rules = proposed(&open, open.companion.rules(), request.mapping.as_ref(), request.tables.as_ref())?;
    let sample = open.companion.sample(&rules, &DispositionCode(request.outcome)).await?;
    Ok(SampleView {
        call: callside_core::rehearsal::who(&sample.decided),
        made_up: sample.made_up,
        plan: sample.plan.map(|it| plan::whole(&it, &open.lens())),
    })
}

/// Reads a configuration file into the editors. It holds only once it is saved there.
///
/// # Errors
/// When the database is not open.
pub async fn read_rules_file(shell: &Shell, request: RulesFile) -> Result<RulesFileAnswer, UiError> {
    let open = shell.open().await?;
    Ok(match Configuration::default().read(&request.name, &request.text, &open.companion.shape(), []) {
        Ok(read) => RulesFileAnswer {
            mapping: read.fields.as_ref().map(mapping::rows),
            tables: read.dispositions.as_ref().map(outcomes::typed_over),
            faults: vec![],
        },
        Err(faults) => {
            RulesFileAnswer { mapping: None, tables: None, faults: faults.iter().map(automations::fault).collect() }
        }
    })
}

/// Writes the rules that hold to a file in the person's downloads.
///
/// # Errors
/// When it cannot be written.
pub async fn write_rules_file(shell: &Shell) -> Result<WrittenFile, UiError> {
    let open = shell.open().await?;
    let text = Configuration {
        fields: Some(open.companion.mapping()),
        dispositions: Some(open.companion.dispositions()),
        ..Configuration::default()
    }
    .write();
    downloads::write(shell, &downloads::dated("callside-rules", "json", open.zone()), text).await
}

/// Names of everything that can send a message.
fn actions(open: &Open) -> Vec<String> {
    open.companion.actions().all().into_iter().map(|action| action.name).collect()
}

fn read_mapping(open: &Open, typed: &MappingRows) -> Result<Mapping, Vec<RowFaultView>> {
    let read = mapping::read(typed)?;
    let faults = mapping::faults(&read, &open.lens());
    if faults.is_empty() { Ok(read) } else { Err(faults) }
}

fn read_tables(open: &Open, typed: &OutcomeTables) -> Result<DispositionTable, Vec<RowFaultView>> {
    let read = outcomes::read(typed, &open.companion.shape())?;
    let mut faults = outcomes::faults(&read, &open.lens());
    faults.extend(outcomes::messages(&read, &actions(open)));
    if faults.is_empty() { Ok(read) } else { Err(faults) }
}

/// Rules with what is typed laid over them.
///
/// # Errors
/// [`ErrorCode::Invalid`] when what is typed has faults.
pub fn proposed(
    open: &Open,
    mut rules: Rules,
    typed: Option<&MappingRows>,
    tables: Option<&OutcomeTables>,
) -> Result<Rules, UiError> {
    if let Some(typed) = typed {
        rules.mapping = read_mapping(open, typed).map_err(|faults| faulty(faults.len()))?;
    }
    if let Some(tables) = tables {
        rules.dispositions = read_tables(open, tables).map_err(|faults| faulty(faults.len()))?;
    }
    Ok(rules)
}

/// What is typed, or a file, has so many faults.
#[must_use]
pub fn faulty(faults: usize) -> UiError {
    let faults = u32::try_from(faults).unwrap_or(u32::MAX);
    UiError { code: ErrorCode::Invalid, message: Sentence::RulesFaulty { faults }, action: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ipc::wrong::{NamedThing, Wrong};
    use crate::testing::Desk;
    use callside_core::role::Role;

    /// The tables that hold, with a message by this action when the line was busy.
    async fn with_message(shell: &Shell, action: &str) -> OutcomeTables {
        let OutcomesView { mut tables, working_hours, .. } = outcomes_setup(shell).await.unwrap();
        let busy = tables[0].rows.iter_mut().find(|row| row.code == "busy").unwrap();
        busy.effects[0].message = action.to_owned();
        OutcomeTables { tables, working_hours }
    }

    #[tokio::test]
    async fn an_unknown_message_action_is_flagged_while_it_is_typed_and_a_known_one_is_saved() {
        let desk = Desk::new().await;
        desk.becomes(Role::Admin).await;
        let wrong = with_message(&desk.shell, "task.creat").await;
        let faults = check_outcomes(&desk.shell, wrong.clone()).await.unwrap().faults;
        let of_action = |fault: &RowFaultView| matches!(&fault.wrong, Wrong::Nowhere { thing: NamedThing::Action, name } if name == "task.creat");
        let fault = faults.iter().find(|fault| of_action(fault)).unwrap();
        assert_eq!(
            (fault.row, fault.column.as_str(), fault.nearest.as_deref()),
            (Some(8), "effects", Some("task.create"))
        );
        assert!(save_outcomes(&desk.shell, wrong).await.unwrap().faults.iter().any(of_action));

        let right = with_message(&desk.shell, "task.create").await;
        assert!(!check_outcomes(&desk.shell, right.clone()).await.unwrap().faults.iter().any(of_action));
        assert_eq!(save_outcomes(&desk.shell, right).await.unwrap().faults, []);
        assert_eq!(outcomes_setup(&desk.shell).await.unwrap().tables[0].rows[8].effects[0].message, "task.create");
    }
}
