//! What a finding is about, how good it is, and who mends it.

use crate::ipc::phones::PhoneTrouble;
use crate::ipc::self_test::{Area, Finding, Grade, Mender, SelfTestLine, SelfTestView};
use crate::ipc::updates::{UpdatesState, UpdatesTrouble};
use Grade::{Bad, Good, Skipped, Warning};
use Mender::{It, Person, PhoneAdmin, SalesforceAdmin};

/// The line of a finding.
#[must_use]
pub fn line(finding: Finding) -> SelfTestLine {
    let (area, grade, mender) = judge(&finding);
    SelfTestLine { area, grade, finding, mender }
}

/// All lines in the order of their areas, and the worst grade. What was skipped is no worse than good.
#[must_use]
pub fn all(findings: Vec<Finding>) -> SelfTestView {
    let mut lines: Vec<_> = findings.into_iter().map(line).collect();
    lines.sort_by_key(|line| line.area);
    let grade = lines.iter().map(|line| line.grade).filter(|grade| *grade != Skipped).max().unwrap_or(Good);
    SelfTestView { lines, grade }
}

fn judge(finding: &Finding) -> (Area, Grade, Option<Mender>) {
    use Finding as F;
    match finding {
        F::PolicyNone { .. } => (Area::Policy, Skipped, None),
        F::PolicyHolds { .. } => (Area::Policy, Good, None),
        F::PolicyIgnored { .. } => (Area::Policy, Bad, Some(It)),
        F::KeychainWorks => (Area::Keychain, Good, None),
        F::SecretsInFile => (Area::Keychain, Warning, Some(It)),
        F::NoKeychain { .. } => (Area::Keychain, Bad, Some(It)),
        F::DatabaseOpens => (Area::Database, Good, None),
        F::DatabaseNotYet | F::DatabaseInUse => (Area::Database, Skipped, None),
        F::DatabaseShut { .. } => (Area::Database, Bad, Some(It)),
        F::DiskRoom { .. } => (Area::Disk, Good, None),
        F::DiskShort { .. } => (Area::Disk, Warning, Some(It)),
        F::DiskUnknown => (Area::Disk, Skipped, None),
        F::DisplayThere => (Area::Display, Good, None),
        F::DisplayNone => (Area::Display, Skipped, None),
        F::NotificationsShown { .. } => (Area::Notifications, Good, None),
        F::NotificationsNone => (Area::Notifications, Warning, Some(It)),
        F::NetworkWorks { .. } => (Area::Network, Good, None),
        F::NetworkName { .. }
        | F::NetworkUnreachable { .. }
        | F::NetworkProxy { .. }
        | F::NetworkCertificate { .. }
        | F::NetworkSlow { .. }
        | F::NetworkStrange { .. }
        | F::NetworkNoTls => (Area::Network, Bad, Some(It)),
        F::ClockRight => (Area::Clock, Good, None),
        F::ClockOff { .. } => (Area::Clock, Bad, Some(It)),
        F::ClockUnknown => (Area::Clock, Skipped, None),
        F::SignedIn { .. } => (Area::SignIn, Good, None),
        F::SignedOut | F::SignInOver => (Area::SignIn, Bad, Some(Person)),
        F::NoClientId => (Area::SignIn, Bad, Some(SalesforceAdmin)),
        F::SignInUnknown { .. } => (Area::SignIn, Warning, Some(It)),
        F::ScopesEnough => (Area::Scopes, Good, None),
        F::ScopeMissing { .. } => (Area::Scopes, Bad, Some(SalesforceAdmin)),
        F::PermissionsEnough => (Area::Permissions, Good, None),
        F::ObjectHidden { .. } | F::ObjectNotCreateable { .. } => (Area::Permissions, Bad, Some(SalesforceAdmin)),
        F::FieldsThere { .. } => (Area::Fields, Good, None),
        F::FieldMissing { .. } => (Area::Fields, Bad, Some(SalesforceAdmin)),
        F::MarkInSubject => (Area::Fields, Warning, Some(SalesforceAdmin)),
        F::RulesFit => (Area::Rules, Good, None),
        F::RulesFaulty { .. } => (Area::Rules, Warning, Some(SalesforceAdmin)),
        F::BudgetFine { .. } => (Area::ApiBudget, Good, None),
        F::BudgetShort { .. } => (Area::ApiBudget, Warning, Some(SalesforceAdmin)),
        F::BudgetSpent => (Area::ApiBudget, Bad, Some(SalesforceAdmin)),
        F::BudgetUnknown => (Area::ApiBudget, Skipped, None),
        F::DoorOpen { .. } => (Area::Door, Good, None),
        F::DoorShut { .. } => (Area::Door, Bad, Some(It)),
        F::PhoneReady { .. } => (Area::Phones, Good, None),
        F::PhoneUnused { .. } => (Area::Phones, Skipped, None),
        F::PhoneRefused { .. } => (Area::Phones, Warning, Some(PhoneAdmin)),
        F::PhoneAnswers { .. } => (Area::Phones, Good, None),
        F::PhoneFails { failure } => {
            let (grade, mender) = phone(&failure.trouble);
            (Area::Phones, grade, Some(mender))
        }
        F::PhoneUntried { .. } => (Area::Phones, Skipped, None),
        F::RelayNone => (Area::Relay, Skipped, None),
        F::RelayAnswers { .. } | F::RelayByEvents { .. } => (Area::Relay, Good, None),
        F::RelaySignIn { .. } => (Area::Relay, Bad, Some(Person)),
        F::RelayTrouble { .. } => (Area::Relay, Bad, Some(It)),
        F::Updates { state } => {
            let (grade, mender) = updates(state);
            (Area::Updates, grade, mender)
        }
    }
}

/// A way there that is shut is the network's; the rest is between key and phone system. A pause that it asks for passes.
const fn phone(trouble: &PhoneTrouble) -> (Grade, Mender) {
    match trouble {
        PhoneTrouble::Unreachable | PhoneTrouble::AnswerLost => (Bad, It),
        PhoneTrouble::TooMany { .. } => (Warning, PhoneAdmin),
        _ => (Bad, PhoneAdmin),
    }
}

/// A server that is away stops nothing; a list or package that is not as it was signed is never a slip to live with.
const fn updates(state: &UpdatesState) -> (Grade, Option<Mender>) {
    use UpdatesState as S;
    match state {
        S::Off { .. } | S::Unknown => (Skipped, None),
        S::Current | S::Later { .. } | S::Fetching { .. } => (Good, None),
        S::Newer { install: true, .. } | S::Ready { .. } => (Warning, Some(Person)),
        S::Newer { install: false, .. } => (Warning, Some(It)),
        S::Failed { trouble: UpdatesTrouble::Unreachable } => (Warning, Some(It)),
        S::Failed { .. } => (Bad, Some(It)),
    }
}
