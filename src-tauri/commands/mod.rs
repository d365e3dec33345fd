//! The commands of the UI, one file per screen, and their one list.
//!
//! A command takes at most one `request` and answers one shape or a [`crate::ipc::error::UiError`]. The list below is
//! the only place that names them: it makes both the handler of the window and the typed wrappers of the UI.

pub mod action;
pub mod assistance;
pub mod automations;
pub mod budget;
pub mod callbacks;
pub mod console;
pub mod desk;
pub mod form;
pub mod history;
pub mod ivr_setup;
pub mod look_ups;
pub mod older_calls;
pub mod outbox;
pub mod phone_fields;
pub mod phone_setup;
pub mod phones;
pub mod pop_fields;
pub mod privacy;
pub mod rehearsal;
pub mod relay;
pub mod rules;
pub mod self_test;
pub mod settings;
pub mod setup;
pub mod sign_in;
pub mod team;
pub mod updates;
pub mod wallboard;
pub mod work;

use crate::ipc::views::errors;
use callside_store::HistoryCursor;
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;
use ts_rs::{Config, TS};

use crate::ipc::action::{
    ActionFormView, ActionRequest, ActionRow, ActionsRequest, ActionsSetupView, FindRecordsRequest, FoundRecordView,
    GoesAlongView, PresentRequest, PresentView, RanView, RowChoicesRequest, RunActionRequest,
};
use crate::ipc::assistance::{AdviceFateView, AdviceRequest, AssistanceRequestRef, AssistanceView};
use crate::ipc::automations::{
    AutomationsView, CheckView, ChoicesRequest, ChoicesView, FileRequest, ParentRequest, ParentView, RunsRequest,
    RunsView, TextView,
};
use crate::ipc::callbacks::{CallbackRequest, CallbacksView, SuppressRequest};
use crate::ipc::caller::{NamedRecordView, RecordView};
use crate::ipc::error::UiError;
use crate::ipc::form::{FormView, WindowForm};
use crate::ipc::ivr::{IvrChange, IvrSetupView, TryIvrRequest, TryIvrView};
use crate::ipc::look_ups::{
    BudgetView, CompleteRequest, CompletionView, LookUpSetupView, LookUpView, PastQueryView, RunSoqlRequest,
    SaveTextRequest, SavedRowsView, SoqlAnswerView, SoqlFaultView, SoqlRequest, SoqlRun, TableView, TryLookUpRequest,
};
use crate::ipc::older_calls::{OlderCallsView, OrderOlderCalls, SatisfactionView, SavePictureRequest, SteerOlderCalls};
use crate::ipc::outbox::{EntryView, OutboxView};
use crate::ipc::phone_fields::{PhoneFieldsChange, PhoneFieldsView};
use crate::ipc::phone_setup::{
    AddressRequest, AircallWebhookView, HeardView, PhoneCheckView, PhoneListsView, PhoneSetupChange, PhoneSetupView,
    SinceRequest, TestCallView, TriedView, TryMemoryRequest, WayRequest,
};
use crate::ipc::phones::{
    DeedView, DialRequest, DialView, HoldRequest, OffersView, PhoneRecordView, RecordingView, TransferRequest,
    TransferView,
};
use crate::ipc::pop::{DraftView, HistoryView, PopView};
use crate::ipc::pop_fields::{PopFieldChoicesRequest, PopFieldsChange, PopFieldsView};
use crate::ipc::privacy::{
    AuditRequest, AuditView, CallerFoundView, CallerOrder, ForgottenView, InventoryView, TermChange,
};
use crate::ipc::rehearsal::{RehearsalRequest, RehearsalView, RehearsedRequest, RehearsedView};
use crate::ipc::relay::{LookedAgainView, ParkedView, RelayRequest, RelayView};
use crate::ipc::rules::{
    FieldsView, MappingRows, OutcomeTables, OutcomesView, RulesAnswer, RulesFile, RulesFileAnswer, SampleRequest,
    SampleView, WrittenFile,
};
use crate::ipc::self_test::{DiagnosticsView, SelfTestView};
use crate::ipc::session::{SignInRequest, SnapshotView, VaultChoice};
use crate::ipc::settings::{OrgFaultView, RejectionView, SettingsChange, SettingsView};
use crate::ipc::setup::SetupRights;
use crate::ipc::team::{
    FilterChoicesView, FilterNameRequest, FilterView, NumbersRequest, NumbersView, SavedFilterView, StoryView,
};
use crate::ipc::updates::UpdatesView;
use crate::ipc::wallboard::WallView;
use crate::ipc::work::{
    ColleaguesView, FlagRequest, FlagSetupView, FlagView, GiveRequest, ResolveRequest, SettleRequest, WorkCountsView,
    WorkRequest, WorkView,
};
use crate::ipc::wrap_up::{CalendarView, PreviewView, RepairRequest, SaveView, WrapUpRequest};
use crate::words::Language;
use serde::Deserialize;

/// Names a call.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct CallRequest {
    /// The call's key.
    pub call: String,
}

/// Names an outbox entry.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct EntryRequest {
    /// Outbox entry.
    #[ts(type = "number")]
    pub entry: i64,
}

/// Picks the caller of a call.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ChooseRequest {
    /// The call's key.
    pub call: String,
    /// The record; none = "none of them".
    pub record: Option<RecordView>,
}

/// Saves what was typed.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct DraftRequest {
    /// The call's key.
    pub call: String,
    /// All of it.
    pub draft: DraftView,
}

/// A search as typed.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SearchRequest {
    /// The text.
    pub text: String,
}

/// One page of the call history.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct HistoryRequest {
    /// Words in names and notes, or digits of a number; empty = all.
    pub text: String,
    /// What else is wanted.
    pub filter: FilterView,
    /// The `next` of the page before; none = newest.
    #[ts(type = "number | null")]
    pub before: Option<HistoryCursor>,
}

/// A record to open in the browser.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct OpenRequest {
    /// Object API name.
    pub object: String,
    /// Record id.
    pub id: String,
}

/// A caller found by search.
#[derive(Debug, Clone, serde::Serialize, TS)]
pub struct FoundView {
    /// It.
    pub caller: crate::ipc::caller::CallerView,
}

macro_rules! commands {
    ($($file:ident :: $name:ident ( $($request:ty)? ) -> $answer:ty;)*) => {
        /// The typed command list of the UI.
        pub fn typescript(config: &Config) -> String {
            let mut text = String::new();
            for shape in [
                CallRequest::decl(config), EntryRequest::decl(config), ChooseRequest::decl(config), DraftRequest::decl(config),
                SearchRequest::decl(config), HistoryRequest::decl(config), OpenRequest::decl(config), FoundView::decl(config),
            ] {
                text.push_str(&format!("\nexport {shape}\n"));
            }
            text.push_str("\n/** Every command: its request and its answer. */\nexport interface Commands {\n");
            $(
                let request: &[String] = &[$(<$request as TS>::name(config))?];
                let request = request.first().map_or("null", String::as_str);
                let answer = <$answer as TS>::name(config);
                text.push_str(&format!("  {}: {{ request: {request}; answer: {answer} }};\n", stringify!($name)));
            )*
            text.push_str("}\n");
            text
        }

        /// What the window calls. It holds the functions of the screens to the list: their requests and answers
        /// must be those that the UI was promised.
        mod window {
            use super::*;
            use crate::shell::Shell;
            use tauri::State;

            $(
                #[tauri::command]
                pub async fn $name(shell: State<'_, Shell> $(, request: $request)?) -> Result<$answer, UiError> {
                    let shell = shell.inner().clone();
                    guarded(super::$file::$name(&shell $(, itself::<$request>(request))?)).await
                }
            )*
        }

        /// The handler of the window.
        pub fn handler() -> impl Fn(tauri::ipc::Invoke<tauri::Wry>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$(window::$name),*]
        }
    };
}

/// Names the type of a request where the list is unfolded.
const fn itself<T>(request: T) -> T {
    request
}

/// A panic in a command is a fault of Callside and becomes an answer like any other.
async fn guarded<T>(command: impl Future<Output = Result<T, UiError>>) -> Result<T, UiError> {
    AssertUnwindSafe(command).catch_unwind().await.unwrap_or_else(|_| Err(errors::internal()))
}

commands! {
    desk::snapshot() -> SnapshotView;
    desk::open_call(CallRequest) -> PopView;
    desk::choose_caller(ChooseRequest) -> PopView;
    desk::confirm_caller(CallRequest) -> PopView;
    desk::refresh_pop(CallRequest) -> PopView;
    desk::search_callers(SearchRequest) -> Vec<FoundView>;
    desk::save_draft(DraftRequest) -> ();
    desk::preview_wrap_up(WrapUpRequest) -> PreviewView;
    desk::follow_up_calendar(WrapUpRequest) -> CalendarView;
    desk::save_wrap_up(WrapUpRequest) -> SaveView;
    desk::undo_wrap_up(EntryRequest) -> PopView;
    desk::open_record(OpenRequest) -> ();
    sign_in::choose_vault(VaultChoice) -> ();
    sign_in::sign_in(SignInRequest) -> ();
    sign_in::cancel_sign_in() -> ();
    sign_in::sign_out() -> ();
    history::history(HistoryRequest) -> HistoryView;
    older_calls::older_calls() -> OlderCallsView;
    older_calls::order_older_calls(OrderOlderCalls) -> OlderCallsView;
    older_calls::steer_older_calls(SteerOlderCalls) -> OlderCallsView;
    older_calls::satisfaction(NumbersRequest) -> Option<SatisfactionView>;
    older_calls::save_picture(SavePictureRequest) -> WrittenFile;
    outbox::outbox() -> OutboxView;
    outbox::retry_entry(EntryRequest) -> ();
    outbox::cancel_entry(EntryRequest) -> ();
    outbox::repair_entry(RepairRequest) -> ();
    outbox::existing_records(EntryRequest) -> Vec<NamedRecordView>;
    callbacks::callbacks() -> CallbacksView;
    callbacks::change_callback(CallbackRequest) -> ();
    callbacks::suppress_number(SuppressRequest) -> ();
    rules::fields_setup() -> FieldsView;
    rules::check_fields(MappingRows) -> RulesAnswer;
    rules::save_fields(MappingRows) -> RulesAnswer;
    rules::outcomes_setup() -> OutcomesView;
    rules::check_outcomes(OutcomeTables) -> RulesAnswer;
    rules::save_outcomes(OutcomeTables) -> RulesAnswer;
    rules::sample_call(SampleRequest) -> SampleView;
    rules::read_rules_file(RulesFile) -> RulesFileAnswer;
    rules::write_rules_file() -> WrittenFile;
    rehearsal::rehearsal() -> RehearsalView;
    rehearsal::start_rehearsal(RehearsalRequest) -> RehearsalView;
    rehearsal::cancel_rehearsal() -> ();
    rehearsal::rehearsed_calls(RehearsedRequest) -> RehearsedView;
    relay::relay() -> RelayView;
    relay::set_relay(RelayRequest) -> RelayView;
    relay::sign_in_to_relay() -> RelayView;
    relay::try_relay() -> ();
    relay::parked_deliveries() -> ParkedView;
    relay::look_again_at_parked() -> LookedAgainView;
    phones::phone_offers() -> OffersView;
    phones::dial(DialRequest) -> DialView;
    phones::hang_up(CallRequest) -> DeedView;
    phones::hold(HoldRequest) -> DeedView;
    phones::transfer(TransferRequest) -> TransferView;
    phones::recording(CallRequest) -> RecordingView;
    phones::asked_recording() -> Option<String>;
    phones::phone_record(CallRequest) -> PhoneRecordView;
    phones::add_phone_contact(CallRequest) -> PhoneRecordView;
    phone_setup::phone_setup() -> PhoneSetupView;
    phone_setup::save_phone_setup(PhoneSetupChange) -> PhoneSetupView;
    phone_setup::check_phone(WayRequest) -> PhoneCheckView;
    phone_setup::phone_lists(WayRequest) -> PhoneListsView;
    phone_setup::aircall_webhook(AddressRequest) -> AircallWebhookView;
    phone_setup::heard_since(SinceRequest) -> Vec<HeardView>;
    phone_setup::place_test_call() -> TestCallView;
    phone_setup::try_memory(TryMemoryRequest) -> Vec<TriedView>;
    ivr_setup::ivr_setup() -> IvrSetupView;
    ivr_setup::save_ivr_setup(IvrChange) -> IvrSetupView;
    ivr_setup::try_ivr(TryIvrRequest) -> TryIvrView;
    settings::settings() -> SettingsView;
    settings::save_settings(SettingsChange) -> SettingsView;
    settings::speak(Language) -> ();
    form::window_form() -> FormView;
    form::set_window_form(WindowForm) -> FormView;
    pop_fields::pop_fields() -> PopFieldsView;
    pop_fields::pop_field_choices(PopFieldChoicesRequest) -> ParentView;
    pop_fields::save_pop_fields(PopFieldsChange) -> PopFieldsView;
    phone_fields::phone_fields() -> PhoneFieldsView;
    phone_fields::save_phone_fields(PhoneFieldsChange) -> PhoneFieldsView;
    self_test::self_test() -> SelfTestView;
    self_test::diagnostics() -> DiagnosticsView;
    updates::updates() -> UpdatesView;
    updates::check_updates() -> UpdatesView;
    updates::install_update() -> UpdatesView;
    updates::put_off_update() -> UpdatesView;
    settings::check_org() -> Vec<OrgFaultView>;
    settings::rejections() -> Vec<RejectionView>;
    look_ups::look_ups(CallRequest) -> Vec<LookUpView>;
    look_ups::look_up_setup() -> LookUpSetupView;
    look_ups::try_look_up(TryLookUpRequest) -> Option<TableView>;
    look_ups::check_soql(SoqlRequest) -> Vec<SoqlFaultView>;
    look_ups::complete_soql(CompleteRequest) -> CompletionView;
    look_ups::save_text(SaveTextRequest) -> WrittenFile;
    console::run_soql(RunSoqlRequest) -> SoqlAnswerView;
    console::more_soql(SoqlRun) -> SoqlAnswerView;
    console::cancel_soql(SoqlRun) -> ();
    console::export_soql(SoqlRun) -> Option<SavedRowsView>;
    console::soql_history() -> Vec<PastQueryView>;
    budget::budget() -> BudgetView;
    budget::ask_budget() -> BudgetView;
    automations::automations() -> AutomationsView;
    automations::automation_choices(ChoicesRequest) -> ChoicesView;
    automations::parent_choices(ParentRequest) -> ParentView;
    automations::check_configuration(FileRequest) -> CheckView;
    automations::import_configuration(FileRequest) -> CheckView;
    automations::export_configuration() -> TextView;
    automations::automation_runs(RunsRequest) -> RunsView;
    automations::watch_now() -> ();
    action::actions(ActionsRequest) -> Vec<ActionRow>;
    action::action_forms(ActionRequest) -> Vec<ActionFormView>;
    action::present_values(PresentRequest) -> PresentView;
    action::run_action(RunActionRequest) -> RanView;
    action::goes_along(RunActionRequest) -> Vec<GoesAlongView>;
    action::outbox_entry(EntryRequest) -> EntryView;
    action::undo_action(EntryRequest) -> RanView;
    action::find_records(FindRecordsRequest) -> Vec<FoundRecordView>;
    action::row_choices(RowChoicesRequest) -> ParentView;
    action::actions_setup() -> ActionsSetupView;
    setup::setup_rights() -> SetupRights;
    privacy::inventory() -> InventoryView;
    privacy::change_term(TermChange) -> InventoryView;
    privacy::find_caller(CallerOrder) -> CallerFoundView;
    privacy::forget_caller(CallerOrder) -> ForgottenView;
    privacy::audit(AuditRequest) -> AuditView;
    privacy::export_audit() -> WrittenFile;
    team::filter_choices() -> FilterChoicesView;
    team::saved_filters() -> Vec<SavedFilterView>;
    team::save_filter(SavedFilterView) -> Vec<SavedFilterView>;
    team::drop_filter(FilterNameRequest) -> Vec<SavedFilterView>;
    team::story(CallRequest) -> StoryView;
    team::asked_story() -> Option<String>;
    team::supervises() -> bool;
    team::team_numbers(NumbersRequest) -> NumbersView;
    wallboard::wallboard() -> WallView;
    wallboard::leave_wallboard() -> ();
    assistance::assistance() -> AssistanceView;
    assistance::ask_assistance(CallRequest) -> AssistanceView;
    assistance::take_back_assistance() -> AssistanceView;
    assistance::look_at_request(AssistanceRequestRef) -> AssistanceView;
    assistance::leave_request() -> AssistanceView;
    assistance::advise(AdviceRequest) -> AdviceFateView;
    work::flag_setup() -> FlagSetupView;
    work::flag_call(FlagRequest) -> Vec<FlagView>;
    work::resolve_flag(ResolveRequest) -> Vec<FlagView>;
    work::work(WorkRequest) -> WorkView;
    work::work_counts() -> WorkCountsView;
    work::colleagues() -> ColleaguesView;
    work::give_work(GiveRequest) -> ();
    work::settle_work(SettleRequest) -> ();
    work::take_up(CallRequest) -> ();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ipc::error::ErrorCode;

    #[tokio::test]
    async fn a_panic_in_a_command_becomes_an_answer() {
        let failed = guarded(async { if std::hint::black_box(true) { panic!("on purpose") } else { Ok(()) } }).await;
        assert_eq!(failed.unwrap_err().code, ErrorCode::Internal);
    }
}
