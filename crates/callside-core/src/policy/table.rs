//! The one table of settings that a policy may rule.

use super::key::Key;
use super::value::{Form, Kind};
use crate::phone_fields::MOST;

/// A setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Its name.
    pub key: Key,
    /// What it may be.
    pub kind: Kind,
    /// A few words for it, as a title.
    pub title: &'static str,
    /// What it does, in one or two sentences, without a line break.
    pub about: &'static str,
    /// An example as JSON.
    pub example: &'static str,
}

/// Every setting, in alphabetical order.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: Key::AccountPhoneFields,
        kind: Kind::Texts { most: MOST },
        title: "Phone fields of accounts",
        about: "API names of the fields that are searched and compared for a caller among accounts, most telling first. This is the whole list: name the standard fields that you want besides your own. ': confirm' after a name makes the agent confirm a match in it first.",
        example: r#"["Phone", "Night_Line__c"]"#,
    },
    Setting {
        key: Key::AdminPermissionSets,
        kind: Kind::Texts { most: 20 },
        title: "Permission sets of admins",
        about: "API names of Salesforce permission sets; whoever has one of them is an admin of Callside.",
        example: r#"["Callside_Admin"]"#,
    },
    Setting {
        key: Key::AfterCallSeconds,
        kind: Kind::Number { least: 0, most: 3600 },
        title: "Time after a call",
        about: "Seconds that a clock on the desk counts down after a call; 0 shows none. It can be extended, and nothing happens when it has run out.",
        example: "120",
    },
    Setting {
        key: Key::ApiVersion,
        kind: Kind::Text(Form::ApiVersion),
        title: "API version",
        about: "The version of the Salesforce API that Callside speaks.",
        example: r#""62.0""#,
    },
    Setting {
        key: Key::BringInCalls,
        kind: Kind::Choice(&["nobody", "own", "team"]),
        title: "Older calls from Salesforce",
        about: "Whose older calls may be brought into the history from Salesforce tasks: nobody's, each person's own, or, for supervisors, those of the team too.",
        example: r#""own""#,
    },
    Setting {
        key: Key::CardNumbers,
        kind: Kind::Choice(&["cover", "keep"]),
        title: "Card and account numbers",
        about: "Whether payment card numbers and bank account numbers (IBAN) in notes and forms are covered but for the last four digits, and security codes of cards wholly, before anything is stored or sent.",
        example: r#""cover""#,
    },
    Setting {
        key: Key::ClientId,
        kind: Kind::Text(Form::Word),
        title: "Consumer key",
        about: "Consumer key of the External Client App that agents sign in through. It is no secret.",
        example: r#""3MVG9exampleConsumerKey""#,
    },
    Setting {
        key: Key::CompactWindow,
        kind: Kind::Flag,
        title: "Compact window",
        about: "Whether people may turn the window into a small card of the call that stays above all other windows.",
        example: "true",
    },
    Setting {
        key: Key::ConfigurationKey,
        kind: Kind::Text(Form::PublicKey),
        title: "Key of configuration files",
        about: "Only configuration files that the holder of this key signed are taken, and nothing of them can be changed by hand.",
        example: r#""PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=""#,
    },
    Setting {
        key: Key::ContactPhoneFields,
        kind: Kind::Texts { most: MOST },
        title: "Phone fields of contacts",
        about: "API names of the fields that are searched and compared for a caller among contacts, most telling first. This is the whole list: name the standard fields that you want besides your own. ': confirm' after a name makes the agent confirm a match in it first.",
        example: r#"["MobilePhone", "Phone", "Emergency_Phone__c"]"#,
    },
    Setting {
        key: Key::FlagsForAgents,
        kind: Kind::Flag,
        title: "Flags for agents",
        about: "Whether the agent of a call sees the flags that a supervisor sets on it. If it is not set, the supervisor decides for each flag.",
        example: "true",
    },
    Setting {
        key: Key::HomeRegion,
        kind: Kind::Text(Form::Region),
        title: "Home region",
        about: "Where phone numbers without a country code belong.",
        example: r#""US""#,
    },
    Setting {
        key: Key::KeepAuditDays,
        kind: Kind::Number { least: 90, most: 3650 },
        title: "Days that the audit stays",
        about: "Days after which the oldest lines of the audit are cut off. A line that stays says how many there were and what the rest follows from, so that it can still be verified.",
        example: "3650",
    },
    Setting {
        key: Key::KeepCallsDays,
        kind: Kind::Number { least: 1, most: 3650 },
        title: "Days that calls stay",
        about: "Days after which calls, their notes and what was sent of them are deleted on this machine. What waits to be sent stays until it is.",
        example: "730",
    },
    Setting {
        key: Key::KeepCopiesDays,
        kind: Kind::Number { least: 1, most: 3650 },
        title: "Days that copies of Salesforce stay",
        about: "Days after which copies of Salesforce records that were not seen again are deleted on this machine.",
        example: "90",
    },
    Setting {
        key: Key::KeepDiagnosticsDays,
        kind: Kind::Number { least: 1, most: 3650 },
        title: "Days that diagnostics stay",
        about: "Days after which refused events and copies of the database from before an upgrade are deleted.",
        example: "30",
    },
    Setting {
        key: Key::LeadPhoneFields,
        kind: Kind::Texts { most: MOST },
        title: "Phone fields of leads",
        about: "API names of the fields that are searched and compared for a caller among leads, most telling first. This is the whole list: name the standard fields that you want besides your own. ': confirm' after a name makes the agent confirm a match in it first.",
        example: r#"["MobilePhone", "Phone"]"#,
    },
    Setting {
        key: Key::MaskScreens,
        kind: Kind::Flag,
        title: "Masked screens",
        about: "Whether names, numbers and e-mail addresses are always masked in the window. If not, each person switches it, for sharing the screen.",
        example: "false",
    },
    Setting {
        key: Key::QualityFlags,
        kind: Kind::Texts { most: 12 },
        title: "Flags for quality review",
        about: "Kinds of flags that a supervisor can set on a call. Callside has words for praise, coach, compliance and data_wrong; others are shown as written.",
        example: r#"["praise", "coach", "compliance", "data_wrong"]"#,
    },
    Setting {
        key: Key::RelayAddress,
        kind: Kind::Text(Form::Https),
        title: "Address of the relay",
        about: "The relay that takes the calls of the team. Agents cannot leave it or pick another one.",
        example: r#""https://relay.example.com""#,
    },
    Setting {
        key: Key::Role,
        kind: Kind::Choice(&["agent", "supervisor", "admin"]),
        title: "Role",
        about: "What everybody on this machine may do in Callside, whatever Salesforce's permission sets say.",
        example: r#""agent""#,
    },
    Setting {
        key: Key::SecretsFile,
        kind: Kind::Flag,
        title: "Secrets in a file",
        about: "Whether secrets may rest in a file of the person's own where a machine has no keychain. If not, they are kept for the session only.",
        example: "false",
    },
    Setting {
        key: Key::SettlingSeconds,
        kind: Kind::Number { least: 5, most: 600 },
        title: "Time to settle",
        about: "Seconds that a write whose answer was lost may still be under way in Salesforce. It is not sent again before.",
        example: "20",
    },
    Setting {
        key: Key::SupervisorPermissionSets,
        kind: Kind::Texts { most: 20 },
        title: "Permission sets of supervisors",
        about: "API names of Salesforce permission sets; whoever has one of them is a supervisor in Callside.",
        example: r#"["Callside_Supervisor"]"#,
    },
    Setting {
        key: Key::Toast,
        kind: Kind::Flag,
        title: "Notification of calls",
        about: "Whether a notification is shown when a call arrives.",
        example: "true",
    },
    Setting {
        key: Key::UndoSeconds,
        kind: Kind::Number { least: 0, most: 60 },
        title: "Time to undo",
        about: "Seconds during which a saved wrap-up is held back, so that the agent can take it back.",
        example: "5",
    },
    Setting {
        key: Key::UpdateAddress,
        kind: Kind::Text(Form::Https),
        title: "Address of updates",
        about: "The folder on a web server with the signed list of the newest version and its packages.",
        example: r#""https://packages.example.com/updates""#,
    },
    Setting {
        key: Key::UpdateKey,
        kind: Kind::Text(Form::PublicKey),
        title: "Key of updates",
        about: "Only lists of newer versions that the holder of this key signed are taken.",
        example: r#""PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=""#,
    },
    Setting {
        key: Key::Updates,
        kind: Kind::Choice(&["off", "notify", "offer"]),
        title: "Updates",
        about: "What Callside does about newer versions of itself: nothing, say that there is one, or offer to install it. If it is not set, a machine that has Callside from a repository leaves it to that, and others offer.",
        example: r#""off""#,
    },
    Setting {
        key: Key::WatchSeconds,
        kind: Kind::Number { least: 10, most: 3600 },
        title: "Time between looks",
        about: "Seconds between two looks at the objects of Salesforce that automations watch.",
        example: "60",
    },
];

/// The row of a setting.
#[must_use]
pub fn setting(key: Key) -> &'static Setting {
    // Every key has its row: `tests::every_key_has_its_row`.
    SETTINGS.iter().find(|setting| setting.key == key).unwrap_or(&SETTINGS[0])
}
