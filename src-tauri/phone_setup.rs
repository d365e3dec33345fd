//! The set-up of phone systems: read into a form, checked whole, kept, and put to use at once.

use crate::environment;
use crate::ipc::error::{ErrorAction, ErrorCode, UiError};
use crate::ipc::phone_setup::{
    AircallForm, ExternalIdForm, Five9Form, NamePair, PhoneForm, PhoneKeysChange, PhoneKeysView, PhoneSetupChange,
    PolicyForm, StickyForm, SwitchForm, WayView,
};
use crate::ipc::sentence::{PhoneFault, Sentence};
use crate::ipc::views::errors::{self, invalid};
use crate::phone_mapping;
use crate::shell::Open;
use callside_core::call_memory::{Confidence, Thresholds};
use callside_core::dialing::{DialPolicy, Policy, QuietHours};
use callside_core::disposition::DispositionCode;
use callside_core::ids::Provider;
use callside_core::secret::Secret;
use callside_core::vault::Vault;
use callside_engine::{EngineError, PHONE_ACCESS, PhoneAccess, PhoneKeys, Way, phone_systems};
use callside_flow::{Companion, DispositionNames, IdSource, PhonePreferences};
use callside_telephony::{BadSettings, five9, phone_switch};
use jiff::civil::Time;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

/// The ways, in the order of the set-up.
pub const WAYS: [(&str, &str); 4] =
    [("five9", "Five9"), ("aircall", "Aircall"), ("sticky", "Sticky Calls"), ("switch", "Phone switch")];

/// Before anything was entered: what the environment says, for a demo or a rolled-out installation.
const PHONES: &str = "CALLSIDE_PHONES";

/// A set-up from the environment.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct FirstSetup {
    access: PhoneAccess,
    agent: BTreeMap<Provider, String>,
    dial_by: Option<Provider>,
}

fn first_setup() -> Option<FirstSetup> {
    let text = environment::text(PHONES)?;
    serde_json::from_str(&text).inspect_err(|_| tracing::warn!("{PHONES} cannot be read")).ok()
}

/// What is in use.
#[derive(Debug, Default)]
pub struct PhoneSetup(RwLock<InUse>);

/// Access, keys and what is wrong with them.
#[derive(Debug, Clone, Default)]
pub struct InUse {
    /// Addresses and paths.
    pub access: PhoneAccess,
    /// Secrets.
    pub keys: PhoneKeys,
    /// Ways that cannot work, and why.
    pub bad: Vec<(Way, PhoneFault)>,
}

impl PhoneSetup {
    /// Reads the set-up and gives the engine its phone systems.
    ///
    /// # Errors
    /// When vault or database fail.
    pub async fn load(companion: &Companion, vault: &dyn Vault) -> Result<Self, EngineError> {
        let kept: Option<PhoneAccess> = companion.setting(PHONE_ACCESS).await?;
        let first = kept.is_none().then(first_setup).flatten();
        if let Some(FirstSetup { agent, dial_by, .. }) = &first {
            let preferences =
                PhonePreferences { agent: agent.clone(), dial_by: *dial_by, ..companion.phone_preferences() };
            companion.save_phone_preferences(preferences).await?;
        }
        let access = kept.or(first.map(|first| first.access)).unwrap_or_default();
        let keys = PhoneKeys::load(vault).await?;
        let setup = Self::default();
        setup.take(companion, access, keys);
        Ok(setup)
    }

    /// As it is now.
    #[must_use]
    pub fn in_use(&self) -> InUse {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn take(&self, companion: &Companion, access: PhoneAccess, keys: PhoneKeys) {
        let (phones, bad) = phone_systems(&access, &keys);
        companion.set_phones(phones);
        let bad = bad.into_iter().map(|(way, error)| (way, fault(&error))).collect();
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = InUse { access, keys, bad };
    }
}

/// Whether a change is about nothing but what the phone systems call this person: that is each person's own.
#[must_use]
pub fn is_own_name_alone(kept: &PhoneForm, change: &PhoneSetupChange) -> bool {
    let mut form = change.form.clone();
    form.switch.agent.clone_from(&kept.switch.agent);
    form.five9.agent.clone_from(&kept.five9.agent);
    form.aircall.agent.clone_from(&kept.aircall.agent);
    change.keys == PhoneKeysChange::default() && form == *kept
}

/// The form as it is filled in now.
#[must_use]
pub fn filled_in(open: &Open) -> PhoneForm {
    let mut form = form(&open.phones.in_use().access, &open.companion.phone_preferences());
    form.switch.mapping = phone_mapping::text(&open.door.secrets().mapping);
    form
}

/// Keeps a set-up. All of it is checked before any of it is kept.
///
/// # Errors
/// [`ErrorCode::Invalid`] with what does not do; or when vault or database fail.
pub async fn keep(open: &Open, form: &PhoneForm, change: PhoneKeysChange) -> Result<(), UiError> {
    let access = access(form);
    let preferences = preferences(open.companion.phone_preferences(), form)?;
    let mapping = phone_mapping::read(&form.switch.mapping)?;
    let before = open.phones.in_use();
    let keys = changed(before.keys.clone(), change);
    let (_, bad) = phone_systems(&access, &keys);
    if let Some((way, error)) = bad.first() {
        return Err(invalid(Sentence::PhoneSystemBad { system: label(*way).to_owned(), fault: fault(error) }));
    }
    if keys != before.keys {
        keys.keep(open.vault.as_ref()).await.map_err(|error| UiError {
            code: ErrorCode::Storage,
            message: Sentence::SecretsNotChanged { keychain: (&error).into() },
            action: Some(ErrorAction::Retry),
        })?;
    }
    open.companion.save_setting(PHONE_ACCESS, &access).await?;
    open.companion.save_phone_preferences(preferences).await?;
    open.phones.take(&open.companion, access, keys);
    phone_mapping::keep(open, mapping).await
}

fn changed(keys: PhoneKeys, change: PhoneKeysChange) -> PhoneKeys {
    let one = |old: Option<Secret>, new: Option<String>| match new.as_deref().map(str::trim) {
        None => old,
        Some("") => None,
        Some(text) => Some(Secret::new(text)),
    };
    PhoneKeys {
        switch_key: one(keys.switch_key, change.switch_key),
        switch_password: one(keys.switch_password, change.switch_password),
        five9_token: one(keys.five9_token, change.five9_token),
        aircall_token: one(keys.aircall_token, change.aircall_token),
        sticky_key: one(keys.sticky_key, change.sticky_key),
    }
}

/// The name that the set-up gives a way.
#[must_use]
pub const fn label(way: Way) -> &'static str {
    match way {
        Way::System(Provider::Five9) => "Five9",
        Way::System(Provider::Aircall) => "Aircall",
        Way::System(Provider::Phone) => "Phone switch",
        Way::System(Provider::Salesforce) => Provider::Salesforce.label(),
        Way::Memory => "Sticky Calls",
    }
}

/// The way of a word of the set-up.
#[must_use]
pub fn way(word: &str) -> Option<Way> {
    Some(match word {
        "five9" => Way::System(Provider::Five9),
        "aircall" => Way::System(Provider::Aircall),
        "switch" => Way::System(Provider::Phone),
        "sticky" => Way::Memory,
        _ => return None,
    })
}

/// How each way stands.
#[must_use]
pub fn standings(open: &Open) -> Vec<WayView> {
    let (phones, bad) = (open.companion.phones(), open.phones.in_use().bad);
    let view = |(word, name): (&str, &str)| {
        let way = way(word);
        let problem = bad.iter().find(|(other, _)| Some(*other) == way).map(|(_, why)| *why);
        let ready = match way {
            Some(Way::System(provider)) => phones.systems.iter().any(|system| system.provider() == provider),
            Some(Way::Memory) => phones.memory.is_some(),
            None => false,
        };
        let standing = if problem.is_some() {
            "bad"
        } else if ready {
            "ready"
        } else {
            "off"
        };
        WayView { way: word.to_owned(), label: name.to_owned(), standing: standing.to_owned(), problem }
    };
    WAYS.into_iter().map(view).collect()
}

/// Which secrets are there.
#[must_use]
pub fn keys_view(keys: &PhoneKeys) -> PhoneKeysView {
    PhoneKeysView {
        switch_key: keys.switch_key.is_some(),
        switch_password: keys.switch_password.is_some(),
        five9_token: keys.five9_token.is_some(),
        aircall_token: keys.aircall_token.is_some(),
        sticky_key: keys.sticky_key.is_some(),
        sticky_is_test: keys.sticky_key.as_ref().is_some_and(|key| key.expose().starts_with("sk_test_")),
    }
}

/// The form as it is filled in.
#[must_use]
pub fn form(access: &PhoneAccess, preferences: &PhonePreferences) -> PhoneForm {
    let me = |provider| preferences.agent.get(&provider).cloned().unwrap_or_default();
    let (switch, five9) = (&access.switch, &access.five9);
    let names = |provider| preferences.dispositions.get(&provider).cloned().unwrap_or_default();
    let (at_aircall, at_five9) = (names(Provider::Aircall), names(Provider::Five9));
    PhoneForm {
        switch: SwitchForm {
            api_base_url: switch.api_base_url.clone(),
            username: access.switch_username.clone(),
            campaign_name: switch.campaign_name.clone(),
            skill_id: switch.skill_id.clone(),
            connect: switch.paths.connect.clone(),
            make_call: switch.paths.make_call.clone(),
            hang_up: switch.paths.hang_up.clone(),
            transfer: switch.paths.transfer.clone(),
            recording: switch.paths.recording.clone(),
            hold: switch.paths.hold.clone().unwrap_or_default(),
            call_id_at: switch.call_id_at.join(" "),
            recording_at: switch.recording_at.join(" "),
            blind_only: switch.blind_only,
            agent: me(Provider::Phone),
            mapping: String::new(),
        },
        five9: Five9Form {
            api_base_url: five9.api_base_url.clone(),
            contacts: five9.paths.contacts.clone(),
            calls: five9.paths.calls.clone(),
            campaigns: five9.paths.campaigns.clone(),
            dispositions: five9.paths.dispositions.clone(),
            recordings: five9.paths.recordings.clone(),
            campaign: five9.campaign.clone(),
            call_id_at: five9.call_id_at.join(" "),
            recording_at: five9.recording_at.join(" "),
            names: pairs(&at_five9),
            push: at_five9.push,
            agent: me(Provider::Five9),
        },
        aircall: AircallForm {
            address: access.aircall_address.clone(),
            api_id: access.aircall_api_id.clone(),
            agent: me(Provider::Aircall),
            names: pairs(&at_aircall),
            push: at_aircall.push,
            comment: at_aircall.comment,
            cards: preferences.cards,
        },
        sticky: sticky_form(access, preferences),
        policy: PolicyForm {
            do_not_call: policy_word(preferences.policy.do_not_call),
            suppressed: policy_word(preferences.policy.suppressed),
            quiet_hours: policy_word(preferences.policy.quiet_hours.policy),
            quiet_from: clock(preferences.policy.quiet_hours.from),
            quiet_until: clock(preferences.policy.quiet_hours.until),
            dial_by: preferences.dial_by.map(|by| by.as_str().to_owned()).unwrap_or_default(),
        },
    }
}

fn sticky_form(access: &PhoneAccess, preferences: &PhonePreferences) -> StickyForm {
    let id = |(name, from): (&String, &IdSource)| {
        let (from, label) = match from {
            IdSource::Record => ("record", ""),
            IdSource::Account => ("account", ""),
            IdSource::ProviderContact => ("provider_contact", ""),
            IdSource::Shown { label } => ("shown", label.as_str()),
        };
        ExternalIdForm { name: name.clone(), from: from.to_owned(), label: label.to_owned() }
    };
    StickyForm {
        address: access.sticky_address.clone(),
        recognised: preferences.thresholds.recognised.share(),
        verify: preferences.thresholds.verify.share(),
        remember_outcome: preferences.remember_outcome,
        external_ids: preferences.external_ids.iter().map(id).collect(),
    }
}

fn access(form: &PhoneForm) -> PhoneAccess {
    let text = |text: &String| text.trim().to_owned();
    let list = |text: &String| text.split_whitespace().map(str::to_owned).collect();
    let (switch, five9) = (&form.switch, &form.five9);
    PhoneAccess {
        switch: phone_switch::Access {
            api_base_url: text(&switch.api_base_url),
            campaign_name: text(&switch.campaign_name),
            skill_id: text(&switch.skill_id),
            paths: phone_switch::Paths {
                connect: text(&switch.connect),
                make_call: text(&switch.make_call),
                hang_up: text(&switch.hang_up),
                transfer: text(&switch.transfer),
                recording: text(&switch.recording),
                hold: Some(text(&switch.hold)).filter(|path| !path.is_empty()),
            },
            call_id_at: list(&switch.call_id_at),
            recording_at: list(&switch.recording_at),
            blind_only: switch.blind_only,
        },
        switch_username: text(&switch.username),
        five9: five9::Access {
            api_base_url: text(&five9.api_base_url),
            campaign: text(&five9.campaign),
            paths: five9::Paths {
                contacts: text(&five9.contacts),
                calls: text(&five9.calls),
                campaigns: text(&five9.campaigns),
                dispositions: text(&five9.dispositions),
                recordings: text(&five9.recordings),
            },
            call_id_at: list(&five9.call_id_at),
            recording_at: list(&five9.recording_at),
        },
        aircall_address: text(&form.aircall.address),
        aircall_api_id: text(&form.aircall.api_id),
        sticky_address: text(&form.sticky.address),
    }
}

fn preferences(kept: PhonePreferences, form: &PhoneForm) -> Result<PhonePreferences, UiError> {
    let share = |number: f64| (0.0..=1.0).contains(&number).then(|| Confidence::of(number));
    let thresholds = share(form.sticky.recognised)
        .zip(share(form.sticky.verify))
        .map(|(recognised, verify)| Thresholds { recognised, verify })
        .filter(|thresholds| thresholds.verify <= thresholds.recognised)
        .ok_or_else(|| invalid(Sentence::ConfidencesBad))?;
    let policy = &form.policy;
    let agents = [
        (Provider::Phone, &form.switch.agent),
        (Provider::Five9, &form.five9.agent),
        (Provider::Aircall, &form.aircall.agent),
    ];
    let (aircall, five9) = (&form.aircall, &form.five9);
    let mut dispositions = kept.dispositions.clone();
    dispositions.insert(Provider::Aircall, names(&aircall.names, aircall.push, aircall.comment));
    dispositions.insert(Provider::Five9, names(&five9.names, five9.push, false));
    Ok(PhonePreferences {
        policy: DialPolicy {
            do_not_call: read_policy(&policy.do_not_call)?,
            suppressed: read_policy(&policy.suppressed)?,
            quiet_hours: QuietHours {
                policy: read_policy(&policy.quiet_hours)?,
                from: read_clock(&policy.quiet_from)?,
                until: read_clock(&policy.quiet_until)?,
            },
        },
        agent: agents
            .into_iter()
            .map(|(provider, agent)| (provider, agent.trim().to_owned()))
            .filter(|(_, agent)| !agent.is_empty())
            .collect(),
        dial_by: Provider::named(&policy.dial_by),
        thresholds,
        external_ids: external_ids(&form.sticky.external_ids)?,
        remember_outcome: form.sticky.remember_outcome,
        cards: form.aircall.cards,
        dispositions,
        ..kept
    })
}

fn pairs(names: &DispositionNames) -> Vec<NamePair> {
    let pair = |(theirs, ours): (&String, &DispositionCode)| NamePair { theirs: theirs.clone(), ours: ours.0.clone() };
    names.names.iter().map(pair).collect()
}

fn names(pairs: &[NamePair], push: bool, comment: bool) -> DispositionNames {
    DispositionNames { names: pairs.iter().filter_map(pair).collect(), push, comment }
}

fn pair(pair: &NamePair) -> Option<(String, DispositionCode)> {
    let (theirs, ours) = (pair.theirs.trim(), pair.ours.trim());
    (!theirs.is_empty() && !ours.is_empty()).then(|| (theirs.to_owned(), DispositionCode(ours.to_owned())))
}

fn external_ids(forms: &[ExternalIdForm]) -> Result<BTreeMap<String, IdSource>, UiError> {
    let mut ids = BTreeMap::new();
    for form in forms.iter().filter(|form| !form.name.trim().is_empty()) {
        let from = match form.from.as_str() {
            "record" => IdSource::Record,
            "account" => IdSource::Account,
            "provider_contact" => IdSource::ProviderContact,
            "shown" if !form.label.trim().is_empty() => IdSource::Shown { label: form.label.trim().to_owned() },
            _ => return Err(invalid(Sentence::IdWithoutSource { name: form.name.trim().to_owned() })),
        };
        ids.insert(form.name.trim().to_owned(), from);
    }
    Ok(ids)
}

fn policy_word(policy: Policy) -> String {
    match policy {
        Policy::Allow => "allow",
        Policy::Warn => "warn",
        Policy::Block => "block",
    }
    .to_owned()
}

fn read_policy(word: &str) -> Result<Policy, UiError> {
    match word {
        "allow" => Ok(Policy::Allow),
        "warn" => Ok(Policy::Warn),
        "block" => Ok(Policy::Block),
        // The window offers these three.
        _ => Err(errors::internal()),
    }
}

fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn read_clock(text: &str) -> Result<Time, UiError> {
    let bad = || invalid(Sentence::QuietHoursBad);
    let (hour, minute) = text.trim().split_once(':').ok_or_else(bad)?;
    let number = |text: &str| text.parse::<i8>().ok();
    let (hour, minute) = number(hour).zip(number(minute)).ok_or_else(bad)?;
    Time::new(hour, minute, 0, 0).map_err(|_| bad())
}

const fn fault(error: &BadSettings) -> PhoneFault {
    match error {
        BadSettings::Address => PhoneFault::Address,
        BadSettings::NoCredentials => PhoneFault::Credentials,
        BadSettings::StickyKey => PhoneFault::StickyKey,
        BadSettings::Path { .. } => PhoneFault::Path,
        _ => PhoneFault::Other,
    }
}

#[cfg(test)]
#[path = "phone_setup_tests.rs"]
mod tests;
