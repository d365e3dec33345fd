//! The self-test on a terminal and in the diagnostics file: English only. The window has its own words for every finding.

use crate::ipc::database::DatabaseTrouble;
use crate::ipc::phones::{PhoneFailure, PhoneTrouble};
use crate::ipc::policy::PolicyFaultView;
use crate::ipc::self_test::{Area, Finding, Grade, Mender, PhoneSystem, SelfTestLine};
use crate::ipc::sentence::{KeychainTrouble, RelayTrouble, Sentence};

/// Nowhere to look.
pub const NO_FOLDER: &str = "! This person has no home folder, so there is nothing to look at.";

/// A line: grade, area, what was found, who mends it.
#[must_use]
pub fn line(line: &SelfTestLine) -> String {
    let mender = line.mender.map(|mender| format!(" [{}]", self::mender(mender))).unwrap_or_default();
    format!("{} {}: {}{mender}", grade(line.grade), area(line.area), said(&line.finding))
}

const fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Good => "good   ",
        Grade::Skipped => "-      ",
        Grade::Warning => "warning",
        Grade::Bad => "BAD    ",
    }
}

const fn mender(mender: Mender) -> &'static str {
    match mender {
        Mender::Person => "you",
        Mender::It => "IT",
        Mender::SalesforceAdmin => "Salesforce admin",
        Mender::PhoneAdmin => "phone admin",
    }
}

const fn area(area: Area) -> &'static str {
    match area {
        Area::Policy => "policy",
        Area::Keychain => "keychain",
        Area::Database => "database",
        Area::Disk => "disk",
        Area::Display => "display",
        Area::Notifications => "notifications",
        Area::Network => "network",
        Area::Clock => "clock",
        Area::SignIn => "sign-in",
        Area::Scopes => "scopes",
        Area::Permissions => "permissions",
        Area::Fields => "fields",
        Area::Rules => "rules",
        Area::ApiBudget => "API budget",
        Area::Door => "door",
        Area::Phones => "phone systems",
        Area::Relay => "relay",
        Area::Updates => "updates",
    }
}

const fn system(system: PhoneSystem) -> &'static str {
    match system {
        PhoneSystem::Five9 => "Five9",
        PhoneSystem::Aircall => "Aircall",
        PhoneSystem::Phone => "Other phone system",
    }
}

fn said(finding: &Finding) -> String {
    use Finding as F;
    match finding {
        F::PolicyNone { place } => format!("none ({place})"),
        F::PolicyHolds { place, settings } => format!("{settings} settings from {place}"),
        F::PolicyIgnored { fault } => policy(fault),
        F::KeychainWorks => "secrets rest in the keychain".into(),
        F::SecretsInFile => "there is no keychain; secrets rest in a file that only this person can read".into(),
        F::NoKeychain { keychain } => format!("no place for secrets: {}", self::keychain(*keychain)),
        F::DatabaseOpens => "opens with its key".into(),
        F::DatabaseNotYet => "not made yet: Callside was never started here".into(),
        F::DatabaseInUse => {
            "in use by the Callside that is running; its Settings have a self-test that says the rest".into()
        }
        F::DatabaseShut { trouble } => database(trouble),
        F::DiskRoom { megabytes } => format!("{megabytes} MB free"),
        F::DiskShort { megabytes } => format!("only {megabytes} MB free; free some before saving fails"),
        F::DiskUnknown => "room cannot be asked for on this system".into(),
        F::DisplayThere => "there".into(),
        F::DisplayNone => "none in this session: the window needs one".into(),
        F::NotificationsShown { server } if server.is_empty() => "shown by the system".into(),
        F::NotificationsShown { server } => format!("shown by {server}"),
        F::NotificationsNone => {
            "nothing shows notifications in this session; the window still tells of calls. Install a notification server"
                .into()
        }
        F::NetworkWorks { host, ms } => format!("{host} answers in {ms} ms"),
        F::NetworkName { host } => format!("the name {host} is not known; check DNS"),
        F::NetworkUnreachable { host } => format!("{host} cannot be reached; check network and firewall"),
        F::NetworkProxy { host } => format!("the proxy does not let {host} through; check HTTPS_PROXY and its rules"),
        F::NetworkCertificate { host } => {
            format!("the certificate of {host} is not trusted; if a proxy opens TLS, install the company's root CA")
        }
        F::NetworkSlow { host } => format!("{host} did not answer in 10 s"),
        F::NetworkStrange { host } => format!("what answers at {host} is not Salesforce: a proxy or a log-in page"),
        F::NetworkNoTls => "this machine cannot speak TLS; check OpenSSL and its certificates".into(),
        F::ClockRight => "right".into(),
        F::ClockOff { seconds } if *seconds > 0 => format!("{seconds} s ahead of Salesforce; turn on time sync"),
        F::ClockOff { seconds } => format!("{} s behind Salesforce; turn on time sync", seconds.unsigned_abs()),
        F::ClockUnknown => "nothing to compare it with".into(),
        F::SignedIn { username, host } => format!("{username} at {host}"),
        F::SignedOut => "nobody is signed in".into(),
        F::NoClientId => "no consumer key is set, so nobody can sign in".into(),
        F::SignInOver => "the sign-in is over; sign in again. Nothing is lost".into(),
        F::SignInUnknown { because } => format!("Salesforce did not say ({})", kind(because)),
        F::ScopesEnough => "enough".into(),
        F::ScopeMissing { scope } => format!("the app lacks the scope {scope}"),
        F::PermissionsEnough => "enough".into(),
        F::ObjectHidden { object } => format!("the user does not see {object}"),
        F::ObjectNotCreateable { object } => format!("the user may not create {object} records"),
        F::FieldsThere { mark } => format!("all there; calls are marked in {mark}"),
        F::FieldMissing { object, field } => format!("{object}.{field} is missing or may not be written"),
        F::MarkInSubject => {
            "CallObject is hidden and CallKey__c is not there, so the subject carries the call's mark; deploy CallKey__c"
                .into()
        }
        F::RulesFit => "dispositions and field mapping fit the org".into(),
        F::RulesFaulty { faults } => format!("{faults} faults in dispositions or field mapping; Setup names them"),
        F::BudgetFine { percent } | F::BudgetShort { percent } => format!("{percent} % of today's API calls are used"),
        F::BudgetSpent => "the org's API calls are used up; saved wrap-ups wait".into(),
        F::BudgetUnknown => "Salesforce did not say".into(),
        F::DoorOpen { port } => format!("open on port {port}"),
        F::DoorShut { reason } => format!("shut ({})", kind(reason)),
        F::PhoneReady { system } => format!("{} is set up; nothing was refused within a day", self::system(*system)),
        F::PhoneUnused { system } => format!("{} is not set up", self::system(*system)),
        F::PhoneRefused { system, count, reason } => {
            format!("{} events of {} were refused within a day, the last as {reason}", count, self::system(*system))
        }
        F::PhoneAnswers { name, ms } => format!("{name} takes the key and answers in {ms} ms"),
        F::PhoneFails { failure } => phone(failure),
        F::PhoneUntried { name } => format!("{name} has a key; asking would cost, so only Setup tries it"),
        F::RelayNone => "not used".into(),
        F::RelayAnswers { relay } => format!("{relay} answers"),
        F::RelayByEvents { relay } => {
            format!("{relay} answers; no WebSocket gets through, so calls come by server-sent events")
        }
        F::RelaySignIn { relay } => format!("{relay} answers, and asks you to sign in"),
        F::RelayTrouble { trouble } => self::relay(*trouble).into(),
        F::Updates { state } => super::updates::state(state),
    }
}

/// What the phone system itself said is left out: it may say anything.
fn phone(failure: &PhoneFailure) -> String {
    use PhoneTrouble as T;
    let name = &failure.system;
    match &failure.trouble {
        T::WrongKey => format!("{name} does not take the key"),
        T::NotAllowed => format!("{name} takes the key, but it may not do this"),
        T::NoCredit => format!("{name} has no credit left"),
        T::TooMany { wait_s } => format!("{name} had too many requests and asks to wait {wait_s} s"),
        T::Refused { status, .. } => format!("{name} refused (HTTP {status})"),
        T::Unreachable => format!("{name} cannot be reached; check its address, network and firewall"),
        T::AnswerLost => format!("{name} did not answer in time"),
        T::ItsFault { status } => format!("{name} has a fault of its own (HTTP {status})"),
        T::Unreadable => format!("what answers for {name} is not understood; check its address"),
        _ => format!("{name} does not answer as it should"),
    }
}

fn policy(fault: &PolicyFaultView) -> String {
    use PolicyFaultView as F;
    let all = |why: String| format!("the whole policy is ignored: {why}");
    match fault {
        F::Writable { place } => all(format!("others than the administrator may write {place}")),
        F::Unreadable { place } => all(format!("{place} cannot be read")),
        F::TooLarge => all("it is larger than 256 KB".into()),
        F::Malformed { line } => all(format!("it is not a JSON object (line {line})")),
        F::NotOurs => all("\"callside_policy\": 1 is missing".into()),
        F::Newer { found } => all(format!("it is of version {found}; update Callside first")),
        F::Unsigned { place } => all(format!("the signature {place} is missing")),
        F::Forged => all("its signature does not belong to it".into()),
        F::BadKey { place } => all(format!("{place} is not a public key")),
        F::Unknown { key, nearest: Some(nearest) } => format!("there is no setting {key}; {nearest} is nearest"),
        F::Unknown { key, nearest: None } => format!("there is no setting {key}"),
        F::Twice { key } => format!("{key} is there twice; neither counts"),
        F::NotAllowed { key, .. } => {
            format!("the value of {} is ignored", serde_json::to_value(key).unwrap_or_default().as_str().unwrap_or("?"))
        }
    }
}

/// The stable word of a sentence.
fn kind(sentence: &Sentence) -> String {
    let value = serde_json::to_value(sentence).unwrap_or_default();
    value["say"].as_str().unwrap_or_default().to_owned()
}

const fn keychain(trouble: KeychainTrouble) -> &'static str {
    match trouble {
        KeychainTrouble::NoKeychain => "this session has no keychain (Secret Service)",
        KeychainTrouble::Locked => "the keychain is locked",
        KeychainTrouble::Unsafe => "the file in its place can be read by others",
        KeychainTrouble::Failed => "the keychain does not answer",
    }
}

fn database(trouble: &DatabaseTrouble) -> String {
    match trouble {
        DatabaseTrouble::WrongKey => "the key in the keychain does not open it".into(),
        DatabaseTrouble::KeyLost => "its key is not in the keychain; restore the keychain".into(),
        DatabaseTrouble::Corrupt { .. } => "it is damaged; a copy was put aside, restore a backup".into(),
        DatabaseTrouble::Newer { .. } => "a newer Callside wrote it; update this one".into(),
        DatabaseTrouble::Gone => "the file is gone; restore a backup".into(),
        DatabaseTrouble::Locked => "another Callside uses it".into(),
        DatabaseTrouble::Full => "the disk is full".into(),
        DatabaseTrouble::ReadOnly => "its folder cannot be written".into(),
        DatabaseTrouble::Closed => "it is closed".into(),
        DatabaseTrouble::Unexpected { code } => format!("it cannot be used (SQLite {code})"),
        DatabaseTrouble::NotStarted => "the parts around it did not start".into(),
    }
}

const fn relay(trouble: RelayTrouble) -> &'static str {
    match trouble {
        RelayTrouble::Address => "its address is none",
        RelayTrouble::NotARelay => "what answers at its address is no relay",
        RelayTrouble::NotOfTheTeam => "it does not know this person",
        RelayTrouble::Version => "it speaks another version",
        _ => "it cannot be reached; calls wait there",
    }
}
