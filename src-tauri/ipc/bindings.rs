//! `ui/src/host/bindings.ts`, made from the shapes and from the one list of commands.

use super::{
    announcement, automations, callbacks, caller, database, error, look_ups, outbox, pop, pop_fields, rehearsal, relay,
    rules, sentence, session, settings, wrap_up,
};
use ts_rs::{Config, TS};

/// The whole text of the bindings file.
#[must_use]
pub fn bindings() -> String {
    let config = Config::default();
    let mut text =
        String::from("// Made by `cargo xtask gen` from src-tauri/ipc and src-tauri/commands. Do not edit.\n");
    macro_rules! declare {
        ($($shape:ty),* $(,)?) => { $(
            text.push_str("\nexport ");
            text.push_str(&<$shape as TS>::decl(&config));
            text.push('\n');
        )* };
    }
    declare![
        error::UiError,
        error::ErrorCode,
        error::ErrorAction,
        sentence::Sentence,
        sentence::KeychainTrouble,
        sentence::SecretOf,
        sentence::RelayTrouble,
        database::DatabaseTrouble,
        caller::RecordView,
        caller::CallerView,
        caller::FieldView,
        caller::FieldLabel,
        caller::WhyView,
        caller::SameNumber,
        caller::WhoView,
        caller::NewRecordView,
        caller::InputView,
        pop::PhaseView,
        pop::FreshnessView,
        pop::StaleView,
        pop::LineView,
        pop::PopView,
        pop::CaseView,
        pop::OpportunityView,
        pop::TimelineView,
        pop::TimelineTitle,
        pop::DraftView,
        pop::NewRecordDraft,
        pop::SavedView,
        pop::CallRow,
        pop::HistoryView,
        outbox::EntryStateView,
        outbox::TroubleView,
        outbox::RefusedBecause,
        outbox::AboutView,
        outbox::WrittenView,
        outbox::DifferenceView,
        outbox::EntryView,
        outbox::ElsewhereView,
        outbox::OutboxCounts,
        outbox::OutboxView,
        wrap_up::DispositionView,
        wrap_up::PlanView,
        wrap_up::AtDeskView,
        wrap_up::WriteView,
        wrap_up::ChangeView,
        wrap_up::TitleView,
        wrap_up::LeftOutView,
        wrap_up::LeftOutReason,
        wrap_up::ValueView,
        wrap_up::WrapUpRequest,
        wrap_up::PreviewView,
        wrap_up::SaveView,
        wrap_up::RepairRequest,
        wrap_up::Repair,
        session::SessionView,
        session::SignInRequest,
        session::VaultChoice,
        session::ConnectionsView,
        session::LinkState,
        session::SnapshotView,
        callbacks::CallbacksView,
        callbacks::CallbackView,
        callbacks::SuppressedView,
        callbacks::CallbackRequest,
        callbacks::SuppressRequest,
        rules::MappingRowView,
        rules::MappingRows,
        rules::RowFaultView,
        rules::WordView,
        rules::SheetView,
        rules::FieldChoiceView,
        rules::FieldsView,
        rules::RulesAnswer,
        rules::SampleView,
        rules::SampleRequest,
        rules::EffectView,
        rules::OutcomeRowView,
        rules::OutcomeTableView,
        rules::OutcomeTables,
        rules::OutcomesView,
        rules::RulesFile,
        rules::RulesFileAnswer,
        rules::WrittenFile,
        rehearsal::RehearsalRequest,
        rehearsal::RehearsalView,
        rehearsal::RehearsalNumbers,
        rehearsal::CountView,
        rehearsal::RehearsedRequest,
        rehearsal::RehearsedView,
        rehearsal::RehearsedCallView,
        rehearsal::RehearsedChangeView,
        settings::SettingsView,
        settings::DoorView,
        settings::SettingsChange,
        settings::OrgFaultView,
        settings::RejectionView,
        crate::words::Language,
        pop_fields::PopFieldsView,
        pop_fields::ObjectFieldsView,
        pop_fields::FieldChoice,
        pop_fields::PopFieldsChange,
        automations::AutomationsView,
        automations::WatchView,
        automations::ChoicesView,
        automations::FactView,
        automations::ChoiceView,
        automations::InputChoice,
        automations::ChoicesRequest,
        automations::FileRequest,
        automations::CheckView,
        automations::FaultView,
        automations::TextView,
        automations::RunsRequest,
        automations::RunsView,
        automations::RunView,
        automations::RunStateView,
        automations::RunStepView,
        automations::BecauseView,
        automations::RecordChangeView,
        automations::DidView,
        automations::HeldBackView,
        look_ups::TableView,
        look_ups::ColumnView,
        look_ups::RowView,
        look_ups::CellView,
        look_ups::LookUpView,
        look_ups::PlaceView,
        look_ups::LookUpStateView,
        look_ups::LookUpSetupView,
        look_ups::LookUpDraft,
        look_ups::TryLookUpRequest,
        look_ups::SoqlRequest,
        look_ups::CompleteRequest,
        look_ups::SoqlFaultView,
        look_ups::CompletionView,
        look_ups::SuggestionView,
        look_ups::RunSoqlRequest,
        look_ups::SoqlRun,
        look_ups::SoqlAnswerView,
        look_ups::SavedFileView,
        look_ups::SaveTextRequest,
        look_ups::PastQueryView,
        look_ups::BudgetView,
        look_ups::SpentView,
        look_ups::PaceView,
        relay::RelayView,
        relay::RelayStateView,
        relay::RelayRequest,
        announcement::Announcement,
    ];
    text.push_str(&crate::commands::typescript(&config));
    text
}

#[cfg(test)]
mod tests {
    use super::bindings;
    use std::path::Path;

    /// Set by `cargo xtask gen`.
    const WRITE: &str = "CALLSIDE_WRITE_BINDINGS";

    #[test]
    fn bindings_are_up_to_date() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/host/bindings.ts");
        if std::env::var_os(WRITE).is_some() {
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(&file, bindings()).unwrap();
        }
        let committed = std::fs::read_to_string(&file).unwrap();
        assert!(committed == bindings(), "run `cargo xtask gen` and commit ui/src/host/bindings.ts");
    }
}
