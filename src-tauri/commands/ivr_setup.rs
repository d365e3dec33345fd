//! The set-up of the IVR's half: rules, and a try of them.

use super::setup::for_files;
use crate::ipc::error::UiError;
use crate::ipc::ivr::{IvrAddressView, IvrChange, IvrRuleView, IvrSetupView, TryIvrRequest, TryIvrView};
use crate::ipc::sentence::Sentence;
use crate::ipc::views::errors::invalid;
use crate::shell::{Open, Shell};
use callside_core::audit::Deed;
use callside_core::ids::Provider;
use callside_core::ivr::{self, BUDGETS_MS, IvrAsk, IvrFault, IvrSettings};
use callside_core::secret::Secret;
use callside_flow::PhonePreferences;
use jiff::Timestamp;
use std::time::Instant;
use url::Url;

/// The IVR's half.
///
/// # Errors
/// When the database fails.
pub async fn ivr_setup(shell: &Shell) -> Result<IvrSetupView, UiError> {
    let open = shell.open().await?;
    let settings = open.companion.ivr_settings().await?;
    Ok(IvrSetupView {
        text: serde_json::to_string_pretty(&settings).unwrap_or_default(),
        addresses: addresses(&open),
        names: ivr::vocabulary().names().map(|(name, _)| name.to_owned()).collect(),
        tier_label: open.companion.phone_preferences().tier_label,
    })
}

/// Where the IVR of each phone system asks that it can prove itself to.
fn addresses(open: &Open) -> Vec<IvrAddressView> {
    let Some(base) = open.door.base() else { return vec![] };
    let secrets = open.door.secrets();
    let of = |system: Provider, secret: Option<Secret>| {
        let secret = secret?;
        let named = (system != Provider::Five9).then_some(("phone_system", system.as_str()));
        let query = named.into_iter().chain([("secret", secret.expose())]);
        let address = Url::parse_with_params(&format!("{base}/ivr"), query).ok()?.to_string();
        Some(IvrAddressView { phone_system: system.as_str().to_owned(), address })
    };
    [of(Provider::Five9, secrets.five9), of(Provider::Aircall, secrets.aircall), of(Provider::Phone, secrets.phone)]
        .into_iter()
        .flatten()
        .collect()
}

/// Keeps other settings of the IVR's half, and where a caller's tier stands.
///
/// # Errors
/// [`crate::ipc::error::ErrorCode::Invalid`] with the line and what is wrong, and a refusal of whoever is no admin; the
/// settings in use stay.
pub async fn save_ivr_setup(shell: &Shell, request: IvrChange) -> Result<IvrSetupView, UiError> {
    let open = for_files(shell).await?;
    let settings: IvrSettings = serde_json::from_str(&request.text).map_err(|fault| {
        invalid(Sentence::IvrUnreadable { line: number(fault.line()), column: number(fault.column()) })
    })?;
    settings.check().map_err(|fault| {
        invalid(match fault {
            IvrFault::Budget => Sentence::IvrBudgetBad { least: *BUDGETS_MS.start(), most: *BUDGETS_MS.end() },
            IvrFault::Rule { rule, from } => Sentence::IvrRuleBad { rule, character: number(from).saturating_add(1) },
        })
    })?;
    open.companion.save_ivr_settings(&settings).await?;
    let (kept, tier_label) = (open.companion.phone_preferences(), request.tier_label.trim().to_owned());
    if kept.tier_label != tier_label {
        open.companion.save_phone_preferences(PhonePreferences { tier_label, ..kept }).await?;
    }
    open.companion.record_quietly(Deed::SetupChanged, None).await;
    ivr_setup(shell).await
}

/// A place in a text, for people.
fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Asks as an IVR would, and shows what each rule decided.
///
/// # Errors
/// When the database is not open.
pub async fn try_ivr(shell: &Shell, request: TryIvrRequest) -> Result<TryIvrView, UiError> {
    let open = shell.open().await?;
    let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let ids = [
        ("account_number", &request.account_number),
        ("customer_id", &request.customer_id),
        ("member_id", &request.member_id),
    ];
    let ask = IvrAsk {
        call_id: format!("callside-test-{}", Timestamp::now().as_millisecond()),
        ani: text(&request.ani),
        dnis: text(&request.dnis),
        campaign: text(&request.campaign),
        external_ids: ids.into_iter().filter_map(|(name, id)| Some((name.to_owned(), text(id)?))).collect(),
        ..IvrAsk::default()
    };
    let began = Instant::now();
    let (answer, trail) = open.companion.answer_ivr(&ask).await;
    let took_ms = u32::try_from(began.elapsed().as_millis()).unwrap_or(u32::MAX);
    let answer = serde_json::to_value(&answer).ok().and_then(|value| value.as_object().cloned()).unwrap_or_default();
    let plain = |value: serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Ok(TryIvrView {
        answer: answer.into_iter().map(|(name, value)| (name, plain(value))).collect(),
        rules: trail
            .into_iter()
            .map(|step| IvrRuleView {
                rule: step.rule,
                holds: step.holds,
                decided: step.decided.into_iter().map(str::to_owned).collect(),
            })
            .collect(),
        took_ms,
    })
}

#[cfg(test)]
#[path = "ivr_setup_tests.rs"]
mod tests;
