//! The self-test: one line for each thing that must be right on this machine, in this org and on the way between.

use super::database::DatabaseTrouble;
use super::phones::PhoneFailure;
use super::policy::PolicyFaultView;
use super::sentence::{KeychainTrouble, RelayTrouble, Sentence};
use super::updates::UpdatesState;
use serde::Serialize;
use ts_rs::TS;

/// All lines, in the order in which things depend on each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SelfTestView {
    /// The lines.
    pub lines: Vec<SelfTestLine>,
    /// The worst of them.
    pub grade: Grade,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SelfTestLine {
    /// What it is about.
    pub area: Area,
    /// How good it is.
    pub grade: Grade,
    /// What was found.
    pub finding: Finding,
    /// Who mends it; none where nothing is to be mended.
    pub mender: Option<Mender>,
}

/// How good something is; the later, the worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// As it should be.
    Good,
    /// Not looked at, or not needed here.
    Skipped,
    /// Works, and somebody should look at it.
    Warning,
    /// Does not work.
    Bad,
}

/// Who can mend something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Mender {
    /// The person at this machine.
    Person,
    /// Who looks after the machine and the network.
    It,
    /// Who looks after the Salesforce org.
    SalesforceAdmin,
    /// Who looks after the phone system.
    PhoneAdmin,
}

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// What rules on the machine.
    Policy,
    /// Where secrets rest.
    Keychain,
    /// The database.
    Database,
    /// Room on the disk.
    Disk,
    /// The display.
    Display,
    /// Notifications.
    Notifications,
    /// The way to Salesforce.
    Network,
    /// The machine's clock.
    Clock,
    /// Who is signed in.
    SignIn,
    /// What the sign-in allows.
    Scopes,
    /// What the user may do in the org.
    Permissions,
    /// Fields that Callside writes.
    Fields,
    /// Dispositions and field mapping.
    Rules,
    /// The org's API calls.
    ApiBudget,
    /// The door for phone systems on this machine.
    Door,
    /// The phone systems.
    Phones,
    /// The relay.
    Relay,
    /// Newer versions.
    Updates,
}

/// A phone system that sends events to this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PhoneSystem {
    /// Five9.
    Five9,
    /// Aircall.
    Aircall,
    /// Any other, by signed webhooks.
    Phone,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "found", rename_all = "snake_case")]
pub enum Finding {
    /// There is no policy.
    PolicyNone {
        /// Where it would lie.
        place: String,
    },
    /// A policy holds.
    PolicyHolds {
        /// Where it lies.
        place: String,
        /// How many settings it sets.
        settings: u32,
    },
    /// Something of the policy is ignored.
    PolicyIgnored {
        /// What and why.
        fault: PolicyFaultView,
    },
    /// Secrets rest in the keychain of the session.
    KeychainWorks,
    /// Secrets rest in a file.
    SecretsInFile,
    /// There is no place for secrets.
    NoKeychain {
        /// Why.
        keychain: KeychainTrouble,
    },
    /// The database opens.
    DatabaseOpens,
    /// There has never been one: Callside was not used yet.
    DatabaseNotYet,
    /// A Callside that runs has it; its own self-test says more.
    DatabaseInUse,
    /// It does not open.
    DatabaseShut {
        /// Why.
        trouble: DatabaseTrouble,
    },
    /// There is room.
    DiskRoom {
        /// Free megabytes (10^6 bytes).
        #[ts(type = "number")]
        megabytes: u64,
    },
    /// There is little room.
    DiskShort {
        /// Free megabytes (10^6 bytes).
        #[ts(type = "number")]
        megabytes: u64,
    },
    /// Room cannot be asked for here.
    DiskUnknown,
    /// There is a display.
    DisplayThere,
    /// There is none.
    DisplayNone,
    /// Notifications are shown.
    NotificationsShown {
        /// By which program; empty where the system does it.
        server: String,
    },
    /// Nothing shows notifications.
    NotificationsNone,
    /// Salesforce answers.
    NetworkWorks {
        /// Host.
        host: String,
        /// Milliseconds, connection included.
        #[ts(type = "number")]
        ms: u64,
    },
    /// The name of the host is not known.
    NetworkName {
        /// Host.
        host: String,
    },
    /// No connection comes about.
    NetworkUnreachable {
        /// Host.
        host: String,
    },
    /// The proxy lets nothing through.
    NetworkProxy {
        /// Host.
        host: String,
    },
    /// The certificate is not trusted.
    NetworkCertificate {
        /// Host.
        host: String,
    },
    /// No answer in time.
    NetworkSlow {
        /// Host.
        host: String,
    },
    /// Something else answers.
    NetworkStrange {
        /// Host.
        host: String,
    },
    /// This machine has no TLS.
    NetworkNoTls,
    /// The clock is right.
    ClockRight,
    /// It is off.
    ClockOff {
        /// Seconds; positive = it is ahead of Salesforce.
        #[ts(type = "number")]
        seconds: i64,
    },
    /// Nothing to compare it with.
    ClockUnknown,
    /// Somebody is signed in, and Salesforce knows them.
    SignedIn {
        /// User name.
        username: String,
        /// Address of the org.
        host: String,
    },
    /// Nobody is.
    SignedOut,
    /// No consumer key is set, so nobody can sign in.
    NoClientId,
    /// The sign-in is over.
    SignInOver,
    /// Salesforce did not say.
    SignInUnknown {
        /// Why.
        because: Sentence,
    },
    /// The scopes are enough.
    ScopesEnough,
    /// A scope is missing.
    ScopeMissing {
        /// Its name in Salesforce.
        scope: String,
    },
    /// The user may do all that Callside does.
    PermissionsEnough,
    /// The user does not see an object.
    ObjectHidden {
        /// API name.
        object: String,
    },
    /// The user may not create records of an object.
    ObjectNotCreateable {
        /// API name.
        object: String,
    },
    /// All fields are there.
    FieldsThere {
        /// The field that marks a call as logged.
        mark: String,
    },
    /// A field is missing or may not be written.
    FieldMissing {
        /// Object API name.
        object: String,
        /// Field API name.
        field: String,
    },
    /// The subject must carry the mark of the call, since no better field can.
    MarkInSubject,
    /// Dispositions and mapping fit the org.
    RulesFit,
    /// They do not.
    RulesFaulty {
        /// How many faults; Setup names them.
        faults: u32,
    },
    /// Plenty of API calls are left.
    BudgetFine {
        /// Used share in percent.
        percent: u8,
    },
    /// Few are left.
    BudgetShort {
        /// Used share in percent.
        percent: u8,
    },
    /// None are left.
    BudgetSpent,
    /// Salesforce did not say.
    BudgetUnknown,
    /// The door is open.
    DoorOpen {
        /// Port.
        port: u16,
    },
    /// It is shut.
    DoorShut {
        /// Why.
        reason: Sentence,
    },
    /// A phone system is set up and nothing of it was refused lately.
    PhoneReady {
        /// Which.
        system: PhoneSystem,
    },
    /// A phone system is not set up.
    PhoneUnused {
        /// Which.
        system: PhoneSystem,
    },
    /// Events of a phone system were refused within a day.
    PhoneRefused {
        /// Which.
        system: PhoneSystem,
        /// How many.
        count: u32,
        /// Word of the last refusal.
        reason: String,
    },
    /// A phone system that Callside itself asks for things answers, and takes the key.
    PhoneAnswers {
        /// Its name.
        name: String,
        /// Milliseconds, connection included.
        #[ts(type = "number")]
        ms: u64,
    },
    /// It does not.
    PhoneFails {
        /// Which, and why.
        failure: PhoneFailure,
    },
    /// Asking it would cost something, so it is tried in the set-up alone.
    PhoneUntried {
        /// Its name.
        name: String,
    },
    /// There is no relay.
    RelayNone,
    /// It answers.
    RelayAnswers {
        /// Its name.
        relay: String,
    },
    /// It answers, and the link is up by server-sent events: no WebSocket gets through.
    RelayByEvents {
        /// Its name.
        relay: String,
    },
    /// It answers, and nobody is signed in to it.
    RelaySignIn {
        /// Its name.
        relay: String,
    },
    /// It does not.
    RelayTrouble {
        /// Why.
        trouble: RelayTrouble,
    },
    /// How it stands with newer versions.
    Updates {
        /// How.
        state: UpdatesState,
    },
}

/// The content of a diagnostics file, before it is saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DiagnosticsView {
    /// The whole text, exactly as it would be saved.
    pub text: String,
}
