//! The names of settings.

use serde::{Deserialize, Serialize};

/// A setting that a policy may rule. Its name in files, in the registry and in profiles is the word in `snake_case`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// Phone fields of accounts that are searched.
    AccountPhoneFields,
    /// Permission sets that make an admin.
    AdminPermissionSets,
    /// How long the work after a call may take before its clock says that it is over.
    AfterCallSeconds,
    /// Salesforce API version.
    ApiVersion,
    /// Whose older calls may be brought in from Salesforce.
    BringInCalls,
    /// What becomes of card numbers, their security codes and account numbers.
    CardNumbers,
    /// Consumer key of the External Client App.
    ClientId,
    /// Whether the window may be a small card above all others.
    CompactWindow,
    /// Who must have signed configuration files.
    ConfigurationKey,
    /// Phone fields of contacts that are searched.
    ContactPhoneFields,
    /// Whether the agent of a call sees its flags.
    FlagsForAgents,
    /// Region of numbers without a country code.
    HomeRegion,
    /// How long lines of the audit stay.
    KeepAuditDays,
    /// How long calls stay.
    KeepCallsDays,
    /// How long copies of Salesforce stay.
    KeepCopiesDays,
    /// How long what is kept to mend things stays.
    KeepDiagnosticsDays,
    /// Phone fields of leads that are searched.
    LeadPhoneFields,
    /// Whether names and numbers are always masked on the screen.
    MaskScreens,
    /// Kinds of flags for quality review.
    QualityFlags,
    /// The relay of the team.
    RelayAddress,
    /// What the person may do.
    Role,
    /// Whether secrets may rest in a file.
    SecretsFile,
    /// How long a write whose answer was lost is waited for.
    SettlingSeconds,
    /// Permission sets that make a supervisor.
    SupervisorPermissionSets,
    /// Whether a toast shows when a call arrives.
    Toast,
    /// How long a saved wrap-up can be taken back.
    UndoSeconds,
    /// Where newer versions of Callside are looked for.
    UpdateAddress,
    /// Who must have signed lists of newer versions.
    UpdateKey,
    /// What is done about newer versions.
    Updates,
    /// How often watched objects are looked at.
    WatchSeconds,
}

impl Key {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AccountPhoneFields => "account_phone_fields",
            Self::AdminPermissionSets => "admin_permission_sets",
            Self::AfterCallSeconds => "after_call_seconds",
            Self::ApiVersion => "api_version",
            Self::BringInCalls => "bring_in_calls",
            Self::CardNumbers => "card_numbers",
            Self::ClientId => "client_id",
            Self::CompactWindow => "compact_window",
            Self::ConfigurationKey => "configuration_key",
            Self::ContactPhoneFields => "contact_phone_fields",
            Self::FlagsForAgents => "flags_for_agents",
            Self::HomeRegion => "home_region",
            Self::KeepAuditDays => "keep_audit_days",
            Self::KeepCallsDays => "keep_calls_days",
            Self::KeepCopiesDays => "keep_copies_days",
            Self::KeepDiagnosticsDays => "keep_diagnostics_days",
            Self::LeadPhoneFields => "lead_phone_fields",
            Self::MaskScreens => "mask_screens",
            Self::QualityFlags => "quality_flags",
            Self::RelayAddress => "relay_address",
            Self::Role => "role",
            Self::SecretsFile => "secrets_file",
            Self::SettlingSeconds => "settling_seconds",
            Self::SupervisorPermissionSets => "supervisor_permission_sets",
            Self::Toast => "toast",
            Self::UndoSeconds => "undo_seconds",
            Self::UpdateAddress => "update_address",
            Self::UpdateKey => "update_key",
            Self::Updates => "updates",
            Self::WatchSeconds => "watch_seconds",
        }
    }
}
