//! The setup of automations, and configuration files.

use super::setup::for_files;
use crate::ipc::automations::{
    AutomationsView, CheckView, ChoicesRequest, ChoicesView, FaultView, FileRequest, ParentRequest, ParentView,
    RunsRequest, RunsView, TextView,
};
use crate::ipc::error::UiError;
use crate::ipc::views::{automations as views, errors};
use crate::ipc::wrong::Wrong;
use crate::session;
use crate::shell::Shell;
use callside_core::automation::{AutomationName, Trigger};
use callside_flow::NotTaken;
use callside_store::RunFilter;

/// Runs on a page of the log.
const PAGE: u32 = 50;

/// The automations as they run.
///
/// # Errors
/// When the database fails.
pub async fn automations(shell: &Shell) -> Result<AutomationsView, UiError> {
    let open = shell.open().await?;
    let configuration = open.companion.configuration();
    let lens = open.lens();
    let all = configuration.automations.iter().flat_map(|list| &list.0);
    let definitions = all.filter_map(|automation| serde_json::to_string(automation).ok()).collect();
    let watches = open.companion.watches().await?.iter().map(|view| views::watch(view, &lens)).collect();
    Ok(AutomationsView { definitions, signed: open.companion.configuration_is_signed(), watches })
}

/// What can be picked for a trigger.
///
/// # Errors
/// When the trigger cannot be read.
pub async fn automation_choices(shell: &Shell, request: ChoicesRequest) -> Result<ChoicesView, UiError> {
    let open = shell.open().await?;
    let trigger: Trigger = serde_json::from_str(&request.trigger).map_err(|_| errors::internal())?;
    let mut lens = open.lens();
    if let Some(object) = trigger.object() {
        open.companion.describe_object(object, &mut lens.org).await;
    }
    let actions = open.companion.actions().all().iter().map(|action| views::action(action, &lens)).collect();
    Ok(views::choices(&trigger, &lens, actions))
}

/// What can be named of a parent of the trigger's record.
///
/// # Errors
/// When the trigger cannot be read, or its records have no such branch.
pub async fn parent_choices(shell: &Shell, request: ParentRequest) -> Result<ParentView, UiError> {
    let open = shell.open().await?;
    let trigger: Trigger = serde_json::from_str(&request.trigger).map_err(|_| errors::internal())?;
    let (named, way) = request.path.split_once('.').ok_or_else(errors::internal)?;
    let branch = trigger.branches().into_iter().find(|(branch, _)| *branch == named);
    let (_, object) = branch.ok_or_else(errors::internal)?;
    let mut org = open.lens().org;
    open.companion.describe_path(object, &format!("{way}.Id"), &mut org).await;
    let way: Vec<&str> = way.split('.').collect();
    Ok(views::parent(&request.path, &org.offered(object, &way)))
}

/// What would be wrong with a configuration file; nothing is changed.
///
/// # Errors
/// When the database fails.
pub async fn check_configuration(shell: &Shell, request: FileRequest) -> Result<CheckView, UiError> {
    let open = shell.open().await?;
    let read = open.companion.read_configuration(&request.name, &request.text).await?;
    Ok(CheckView { faults: read.map_or_else(|not_taken| faults(&not_taken), |_| Vec::new()) })
}

/// Takes a configuration file: what it names is replaced, the rest stays. With faults nothing is changed.
///
/// # Errors
/// When this person may not, or it could not be stored.
pub async fn import_configuration(shell: &Shell, request: FileRequest) -> Result<CheckView, UiError> {
    let open = for_files(shell).await?;
    let FileRequest { name, text, signature } = &request;
    let before = open.companion.phone_fields();
    let taken = open.companion.import_configuration(name, text, signature.as_deref()).await?;
    if open.companion.phone_fields() != before {
        session::reconnect(&open);
    }
    Ok(CheckView { faults: taken.map_or_else(|not_taken| faults(&not_taken), |()| Vec::new()) })
}

/// Everything that runs, as the text of a configuration file.
///
/// # Errors
/// Before the database is open.
pub async fn export_configuration(shell: &Shell) -> Result<TextView, UiError> {
    let open = shell.open().await?;
    Ok(TextView { text: open.companion.configuration().write() })
}

/// The log of runs, newest first.
///
/// # Errors
/// When the database fails.
pub async fn automation_runs(shell: &Shell, request: RunsRequest) -> Result<RunsView, UiError> {
    let open = shell.open().await?;
    let automation = request.automation.as_deref().and_then(|name| AutomationName::new(name).ok());
    let filter = RunFilter { automation, before: request.before };
    let page = open.companion.automation_runs(&filter, PAGE).await?;
    let (lens, actions) = (open.lens(), open.companion.actions());
    let next = page.runs.last().filter(|_| page.more).map(|run| run.id);
    Ok(RunsView { runs: page.runs.iter().map(|run| views::run(run, &page.calls, &actions, &lens)).collect(), next })
}

/// Looks at the watched objects of Salesforce now.
///
/// # Errors
/// Before the database is open.
pub async fn watch_now(shell: &Shell) -> Result<(), UiError> {
    shell.open().await?.companion.watch_now();
    Ok(())
}

fn faults(not_taken: &NotTaken) -> Vec<FaultView> {
    match not_taken {
        NotTaken::Faults(faults) => faults.iter().map(views::fault).collect(),
        NotTaken::Signature(fault) => {
            vec![FaultView { line: 1, path: String::new(), wrong: Wrong::Signature((*fault).into()), nearest: None }]
        }
    }
}
