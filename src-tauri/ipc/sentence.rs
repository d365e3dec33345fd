//! Sentences for people, as a kind and its parts. The window words them in its language: every kind has its words in
//! `ui/src/words/<language>/sentences.ts`, and the types there see to it that none is missing.
//!
//! A part is a name, a number or a value: never a sentence itself.

use super::database::DatabaseTrouble;
use super::pop::StaleView;
use super::wrong::Wrong;
use callside_core::vault::VaultError;
use serde::Serialize;
use ts_rs::TS;

/// What happened, what was kept, what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "say", rename_all = "snake_case")]
pub enum Sentence {
    /// Callside made a mistake.
    Internal,
    /// The database is not open yet.
    NotReady,
    /// The call is not known on this machine.
    UnknownCall,
    /// There is no such action any more.
    UnknownAction,
    /// The entry is no longer in the outbox.
    UnknownEntry,
    /// The rules do not offer this outcome for this call any more.
    NotOffered,
    /// What is typed has faults.
    RulesFaulty {
        /// How many.
        faults: u32,
    },
    /// Nothing was rehearsed yet.
    NothingRehearsed,
    /// A rehearsal goes over 1 to so many days.
    BadDays {
        /// Most days.
        most: u32,
    },
    /// What is typed is no phone number.
    NotAPhoneNumber,
    /// What is typed is no id of a Salesforce record.
    NotARecordId,
    /// Neither a number nor a record is typed.
    NobodyMeant,
    /// A term is 1 to so many days.
    BadTerm {
        /// Least days.
        least: u32,
        /// Most days.
        most: u32,
    },
    /// It is already on its way to Salesforce.
    TooLate,
    /// Nothing is installed while somebody rings or talks.
    UpdateInCall,
    /// It is for another org than the one that is signed in to.
    OtherOrg,
    /// The policy asks for signed configuration files.
    OnlySigned,
    /// Salesforce asks for a sign-in; work goes on.
    SignInNeeded,
    /// Salesforce cannot be reached; work goes on.
    Unreachable,
    /// Salesforce took too long.
    TookTooLong,
    /// Salesforce's answer is larger than is read at once.
    AnswerTooLarge,
    /// Salesforce is busy.
    Busy,
    /// The org's API calls are used up.
    LimitReached,
    /// Salesforce does not let this user do it.
    NotPermitted,
    /// Salesforce's answer cannot be read.
    UnreadableAnswer,
    /// No browser starts.
    NoBrowser,
    /// The database failed.
    Database {
        /// How.
        trouble: DatabaseTrouble,
    },
    /// The secrets of the phone systems were not changed.
    SecretsNotChanged {
        /// Why.
        keychain: KeychainTrouble,
    },
    /// After signing out, the sign-in may still rest in the keychain.
    SignInStillRests {
        /// Why.
        keychain: KeychainTrouble,
    },
    /// A phone system cannot be used as it was entered.
    PhoneSystemBad {
        /// Its name.
        system: String,
        /// What is wrong.
        fault: PhoneFault,
    },
    /// A mapping is no JSON, or names a field or word that there is not.
    MappingUnreadable {
        /// Line, from 1.
        line: u32,
        /// Column, from 1.
        column: u32,
    },
    /// The place of a field in a mapping is no JSON path.
    MappingPathBad {
        /// The field.
        field: String,
        /// Character of the path, from 1.
        character: u32,
    },
    /// Confidences are between 0 and 1, and "verify" is not above "recognised".
    ConfidencesBad,
    /// Quiet hours are times of day.
    QuietHoursBad,
    /// Where an id comes from is not said.
    IdWithoutSource {
        /// Its name.
        name: String,
    },
    /// Aircall needs an address that begins with https.
    WebhookNeedsHttps,
    /// There is no key of Sticky Calls yet.
    NoStickyKey,
    /// A whole phone number is needed.
    NumberNeeded,
    /// The IVR's settings are no JSON, or hold something else than they must.
    IvrUnreadable {
        /// Line, from 1.
        line: u32,
        /// Column, from 1.
        column: u32,
    },
    /// The budget of the IVR's answer is out of bounds.
    IvrBudgetBad {
        /// Least milliseconds.
        least: u32,
        /// Most milliseconds.
        most: u32,
    },
    /// A rule or greeting of the IVR names something that there is not.
    IvrRuleBad {
        /// The rule's name.
        rule: String,
        /// First character that it is about, from 1.
        character: u32,
    },
    /// The notes are longer than Salesforce holds.
    NotesTooLong {
        /// Most characters.
        most: u32,
    },
    /// More fields than the pop shows.
    TooManyFields {
        /// Most of one object.
        #[ts(type = "number")]
        most: usize,
    },
    /// More phone fields than a look-up can ask for.
    TooManyPhoneFields {
        /// Most of one object.
        #[ts(type = "number")]
        most: usize,
    },
    /// A field that the org does not have or does not show.
    NoSuchField {
        /// Its API name.
        field: String,
    },
    /// A time that cannot be.
    BadTime,
    /// An id that is no record's.
    NotARecord,
    /// An object that no caller is of.
    NotACaller,
    /// A region that is none.
    BadRegion,
    /// An API version that is none, or too old.
    BadApiVersion,
    /// A secret of a phone system is easy to guess.
    SecretTooShort {
        /// Whose.
        of: SecretOf,
        /// Least number of characters.
        #[ts(type = "number")]
        least: usize,
    },
    /// A signing secret that is no key.
    NotASigningKey,
    /// An address that is no Salesforce host.
    NotAnAddress,
    /// No consumer key is set.
    NoClientId,
    /// The ports of the sign-in are taken.
    NoSignInPort {
        /// They.
        ports: Vec<u16>,
    },
    /// Denied in the browser.
    SignInDenied,
    /// Nobody signed in in time.
    SignInTimedOut,
    /// Salesforce refused the sign-in.
    SignInRefused {
        /// OAuth error code, for the admin.
        code: String,
    },
    /// The sign-in server cannot be reached.
    SignInUnreachable,
    /// The sign-in server's answer cannot be used.
    SignInBadAnswer,
    /// The sign-in cannot be kept.
    SignInNotKept {
        /// Why.
        keychain: KeychainTrouble,
    },
    /// No safe connections on this machine.
    NoTls,
    /// Signed in, but the org could not be read.
    OrgNotRead,
    /// Signed out here, but Salesforce could not be told.
    NotRevoked,
    /// The sign-in ended; it must be renewed.
    SignInAgain,
    /// Salesforce cannot be reached; what is saved is sent later.
    UnreachableSentLater,
    /// The ports of the door are taken.
    DoorPortsTaken {
        /// They.
        ports: Vec<u16>,
    },
    /// The door's secret cannot be read.
    DoorNoSecret {
        /// Why.
        keychain: KeychainTrouble,
    },
    /// The door's secret is damaged.
    DoorBadSecret,
    /// Nothing is sent until somebody signs in.
    PausedForSignIn,
    /// Nothing is sent before a moment: the API calls are used up.
    PausedUntil {
        /// Milliseconds since 1970.
        #[ts(type = "number")]
        at: i64,
    },
    /// Only an admin changes the set-up.
    AdminOnly,
    /// Only supervisors see the numbers of a team.
    SupervisorOnly,
    /// Only supervisors flag calls.
    FlagsBySupervisors,
    /// There is no flag of this kind any more.
    UnknownFlag,
    /// A colleague cannot be given work just now.
    ColleagueUnknown,
    /// A filter is kept under a name.
    FilterNeedsName,
    /// No more filters are kept.
    TooManyFilters {
        /// How many there may be.
        most: u32,
    },
    /// The company's policy takes signed configuration files only.
    SignedFilesOnly,
    /// The console is not for this role.
    ConsoleNotAllowed,
    /// The org is short of API calls; they are kept for what cannot wait.
    ApiCallsKept,
    /// The query of the console is over.
    QueryOver,
    /// The condition of a look-up cannot be read.
    BadCondition {
        /// What is wrong.
        wrong: Wrong,
    },
    /// An admin must mend a look-up.
    LookUpFaulty {
        /// What Salesforce says of its query.
        message: String,
    },
    /// The copy on this machine stands, since Salesforce gave no fresh answer.
    Stale {
        /// Why.
        because: StaleView,
    },
    /// A file that a person picked holds nothing that the window can take in.
    BadFile,
    /// There is no folder for downloads.
    NoDownloads,
    /// A file could not be written to the downloads.
    FileNotSaved,
    /// The disk of the downloads is full.
    NoRoomForFile,
    /// What should be saved as a picture is none.
    NotAPicture,
    /// The role or the policy does not let this person bring in these calls.
    OlderCallsNotAllowed,
    /// Older calls are being brought in already.
    OlderCallsUnderWay,
    /// The link to the relay.
    Relay {
        /// What is the matter.
        trouble: RelayTrouble,
    },
    /// The session of the relay cannot be kept.
    RelayNotKept {
        /// Why.
        keychain: KeychainTrouble,
    },
    /// The policy of the machine sets it; a person cannot change it.
    SetByPolicy,
    /// The disposition is not picked.
    LacksDisposition,
    /// The disposition asks for notes.
    LacksNotes,
    /// The caller must be confirmed.
    LacksConfirmation,
    /// One of several callers must be picked.
    LacksPick,
    /// A field must be filled in.
    LacksField {
        /// Its label by the org.
        label: String,
    },
}

/// Why secrets cannot rest in the keychain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeychainTrouble {
    /// There is none that can be reached.
    NoKeychain,
    /// It is locked.
    Locked,
    /// The file in its place can be read by others, or is damaged.
    Unsafe,
    /// It does not answer.
    Failed,
}

impl From<&VaultError> for KeychainTrouble {
    fn from(error: &VaultError) -> Self {
        match error {
            VaultError::NoKeychain => Self::NoKeychain,
            VaultError::Locked => Self::Locked,
            VaultError::Unsafe => Self::Unsafe,
            VaultError::Failed => Self::Failed,
        }
    }
}

/// What is the matter with the link to a relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RelayTrouble {
    /// It cannot be reached; calls wait there.
    Unreachable,
    /// Something else answers at its address.
    NotARelay,
    /// It is busy or being restarted.
    Busy,
    /// The link fell silent.
    Silent,
    /// This machine could not keep what came.
    NotKept,
    /// It does not know this person.
    NotOfTheTeam,
    /// The two programs are too far apart in age.
    Version,
    /// What was typed is no address.
    Address,
    /// It gave no answer just now; nothing was changed.
    NoAnswer,
}

/// Whose secret it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SecretOf {
    /// Aircall's token.
    Aircall,
    /// The signing secret of any phone system.
    Phone,
}

/// What is wrong with what was entered about a phone system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PhoneFault {
    /// The address is not https, nor http inside the house.
    Address,
    /// Neither a key nor user name and password.
    Credentials,
    /// The key of Sticky Calls looks different.
    StickyKey,
    /// A JSON path cannot be read.
    Path,
    /// Something else.
    Other,
}
