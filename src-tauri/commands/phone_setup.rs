//! The set-up of phone systems: entered, checked, tried.

use super::setup::for_files;
use crate::ipc::error::UiError;
use crate::ipc::phone_setup::{
    AddressRequest, AircallWebhookView, CheckFoundView, ConnectorView, HeardView, PhoneCheckView, PhoneListsView,
    PhoneSetupChange, PhoneSetupView, PhoneUseView, SinceRequest, TestCallView, TriedView, TryMemoryRequest,
    WayRequest,
};
use crate::ipc::sentence::Sentence;
use crate::ipc::views::errors::{self, invalid};
use crate::ipc::views::{draft, millis, phones};
use crate::phone_setup::{self, WAYS, way};
use crate::shell::{Open, Shell};
use callside_core::audit::Deed;
use callside_core::call_memory::{CallEnd, Hints, IntentChoice, Remembered, Who};
use callside_core::ids::Provider;
use callside_core::phone::{Line, read};
use callside_core::phone_system::{Ability, PhoneError};
use callside_core::secret::Secret;
use callside_engine::Way;
use callside_flow::MEMORY;
use callside_telephony::five9;
use callside_telephony::phone_switch::Field;
use callside_telephony::sticky_calls::{self, StickyCalls};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use std::time::Instant;

/// Days of requests that are shown.
const DAYS: i64 = 30;

/// The set-up.
///
/// # Errors
/// When the database fails.
pub async fn phone_setup(shell: &Shell) -> Result<PhoneSetupView, UiError> {
    let open = shell.open().await?;
    view(&open).await
}

async fn view(open: &Open) -> Result<PhoneSetupView, UiError> {
    let since = Timestamp::now().to_zoned(TimeZone::UTC).date().saturating_sub(DAYS.days()).to_string();
    let used: Vec<PhoneUseView> = open
        .companion
        .phone_use(&since)
        .await?
        .into_iter()
        .map(|used| PhoneUseView {
            day: used.day,
            system: used.system,
            request: used.request,
            outcome: used.outcome,
            count: used.count,
        })
        .collect();
    let started = |used: &&PhoneUseView| used.system == MEMORY && used.request == "start" && used.outcome == "ok";
    Ok(PhoneSetupView {
        form: phone_setup::filled_in(open),
        keys: phone_setup::keys_view(&open.phones.in_use().keys),
        mapping_fields: Field::ALL.iter().map(|field| field.as_str().to_owned()).collect(),
        ways: phone_setup::standings(open),
        connectors: connectors(open),
        credits: used.iter().filter(started).map(|used| used.count).sum(),
        used,
    })
}

fn connectors(open: &Open) -> Vec<ConnectorView> {
    let Some(base) = open.door.base() else { return vec![] };
    let secret = open.door.secrets().five9;
    let sheets = five9::connectors(&base, secret.as_ref().map_or("", Secret::expose));
    let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    sheets
        .into_iter()
        .map(|sheet| ConnectorView {
            name: sheet.name.to_owned(),
            trigger: sheet.trigger.to_owned(),
            leaves: sheet.leaves.to_owned(),
            url: sheet.url,
            method: sheet.method.to_owned(),
            in_browser: sheet.in_browser,
            constants: sheet.constants.iter().map(|(name, value)| own((*name, value.as_str()))).collect(),
            variables: sheet.variables.into_iter().map(own).collect(),
        })
        .collect()
}

/// Keeps a set-up and uses it at once. What the phone systems call a person is that person's own; the rest is an
/// admin's.
///
/// # Errors
/// When this person may not, or something entered does not do, or vault or database fail; nothing was changed then.
pub async fn save_phone_setup(shell: &Shell, request: PhoneSetupChange) -> Result<PhoneSetupView, UiError> {
    let open = shell.open().await?;
    let kept = phone_setup::filled_in(&open);
    if !phone_setup::is_own_name_alone(&kept, &request) {
        for_files(shell).await?;
    }
    phone_setup::keep(&open, &request.form, request.keys).await?;
    open.companion.record_quietly(Deed::SetupChanged, None).await;
    shell.face().announce(crate::ipc::announcement::Announcement::Settings);
    view(&open).await
}

/// Asks one way whether it works.
///
/// # Errors
/// When the database fails. What does not work is part of the answer.
pub async fn check_phone(shell: &Shell, request: WayRequest) -> Result<PhoneCheckView, UiError> {
    let open = shell.open().await?;
    let Some(way) = way(&request.way) else { return Err(errors::internal()) };
    let name = WAYS.iter().find(|(word, _)| *word == request.way).map_or("", |(_, name)| *name);
    let phones = open.companion.phones();
    let began = Instant::now();
    let checked = match way {
        Way::System(provider) => match phones.systems.iter().find(|system| system.provider() == provider) {
            Some(system) => system.connect().await.map(|()| CheckFoundView::Accepted),
            None => Err(PhoneError::NotSetUp),
        },
        // There is no question that costs nothing: the try sends a start and an end.
        Way::Memory => phones.memory.map(|_| CheckFoundView::Usable).ok_or(PhoneError::NotSetUp),
    };
    Ok(check_view(name, Ability::Connect, checked, began))
}

fn check_view(
    name: &str,
    asked: Ability,
    checked: Result<CheckFoundView, PhoneError>,
    began: Instant,
) -> PhoneCheckView {
    let took_ms = u32::try_from(began.elapsed().as_millis()).unwrap_or(u32::MAX);
    match checked {
        Ok(found) => PhoneCheckView::Works { system: name.to_owned(), found, took_ms },
        Err(error) => PhoneCheckView::Failed { failure: phones::failure(name, asked, &error) },
    }
}

/// What a phone system has in store for its set-up: users, campaigns.
///
/// # Errors
/// When the database fails. What the phone system refuses is part of the answer.
pub async fn phone_lists(shell: &Shell, request: WayRequest) -> Result<PhoneListsView, UiError> {
    let open = shell.open().await?;
    let Some(Way::System(provider)) = way(&request.way) else { return Err(errors::internal()) };
    let me = open.companion.identity().and_then(|identity| identity.email);
    let phones = open.companion.phones();
    let system = phones.systems.iter().find(|system| system.provider() == provider);
    let failed = |ability, error: &PhoneError| PhoneListsView {
        failure: Some(phones::failure(provider.label(), ability, error)),
        ..PhoneListsView::default()
    };
    let Some(system) = system else { return Ok(failed(Ability::Connect, &PhoneError::NotSetUp)) };
    let mut lists = PhoneListsView::default();
    if system.abilities().can(Ability::People) {
        match system.people().await {
            Ok(people) => lists.people = people.into_iter().map(|p| phones::person(p, me.as_deref())).collect(),
            Err(error) => return Ok(failed(Ability::People, &error)),
        }
    }
    if system.abilities().can(Ability::Campaigns) {
        match system.campaigns().await {
            Ok(campaigns) => lists.campaigns = campaigns,
            Err(error) => return Ok(failed(Ability::Campaigns, &error)),
        }
    }
    Ok(lists)
}

/// Makes sure that Aircall's events come to an address. What it proves itself by is shown, for the relay, and this machine takes
/// it where it knows none.
///
/// # Errors
/// When this person may not, or vault or database fail. What Aircall refuses is part of the answer.
pub async fn aircall_webhook(shell: &Shell, request: AddressRequest) -> Result<AircallWebhookView, UiError> {
    let open = for_files(shell).await?;
    let address = request.address.trim();
    if !address.starts_with("https://") {
        return Err(invalid(Sentence::WebhookNeedsHttps));
    }
    let phones = open.companion.phones();
    let began = Instant::now();
    let state = match phones.systems.iter().find(|system| system.provider() == Provider::Aircall) {
        Some(system) => system.ensure_webhook(address).await,
        None => Err(PhoneError::NotSetUp),
    };
    let token = state.as_ref().ok().and_then(|state| state.token.clone());
    let found = state.map(|state| match (state.made, state.woken, state.completed) {
        (true, ..) => CheckFoundView::WebhookMade,
        (false, true, _) => CheckFoundView::WebhookWoken,
        (false, false, true) => CheckFoundView::WebhookCompleted,
        (false, false, false) => CheckFoundView::WebhookThere,
    });
    let mut secrets = open.door.secrets();
    if secrets.aircall.is_none() {
        let known = token.as_ref().map_or("", Secret::expose);
        // One that this machine would not take is shown all the same.
        if crate::phones::enter(&mut secrets, |all| &mut all.aircall, known).is_ok() && secrets.aircall.is_some() {
            open.door.change(open.vault.as_ref(), secrets).await?;
        }
    }
    Ok(AircallWebhookView {
        check: check_view(Provider::Aircall.label(), Ability::Webhook, found, began),
        token: crate::phones::shown(token.as_ref()),
    })
}

/// What phone systems told us since a moment: the check of a set-up by a test call.
///
/// # Errors
/// When the database fails.
pub async fn heard_since(shell: &Shell, request: SinceRequest) -> Result<Vec<HeardView>, UiError> {
    let open = shell.open().await?;
    let heard = open.companion.heard_since(draft::moment(request.since)?).await?;
    Ok(heard
        .into_iter()
        .map(|one| HeardView { call: one.call, kind: one.kind, has_number: one.has_number, at: millis(one.at) })
        .collect())
}

/// Places a test call through the door of this machine. It is kept like any other event; since it is internal, it pops
/// nowhere and is written nowhere.
///
/// # Errors
/// When keychain or database are not open. What the door refuses is part of the answer.
pub async fn place_test_call(shell: &Shell) -> Result<TestCallView, UiError> {
    let open = shell.open().await?;
    let placed = match (open.door.base(), open.door.secrets().five9) {
        (Some(base), Some(secret)) => five9::place_test_call(&base, &secret, Timestamp::now()).await,
        _ => Err(PhoneError::NotSetUp),
    };
    Ok(match placed {
        Ok(call) => TestCallView::Placed { call: call.to_string() },
        Err(error) => TestCallView::Failed { failure: phones::failure("Callside", Ability::Connect, &error) },
    })
}

/// Sends a start and an end to Sticky Calls and shows what came back and how it is read.
///
/// # Errors
/// When this person may not, since it costs a credit, or something entered does not do. What Sticky Calls refuses is part of the answer.
pub async fn try_memory(shell: &Shell, request: TryMemoryRequest) -> Result<Vec<TriedView>, UiError> {
    let open = for_files(shell).await?;
    let in_use = open.phones.in_use();
    let Some(key) = in_use.keys.sticky_key else { return Err(invalid(Sentence::NoStickyKey)) };
    let settings = sticky_calls::Settings { address: in_use.access.sticky_address, key };
    let service = StickyCalls::new(&settings).map_err(|_| invalid(Sentence::NoStickyKey))?;
    let Line::Number { number } = read(&request.number, open.companion.preferences().home()) else {
        return Err(invalid(Sentence::NumberNeeded));
    };
    let hints = Hints {
        ani: Some(number.e164().to_owned()),
        line_type: Some(number.line_kind().to_owned()),
        ..Hints::default()
    };
    let call_id = format!("callside-test-{}", Timestamp::now().as_millisecond());
    let sent = sticky_calls::start_body(&call_id, &hints);
    let came = service.raw("start", &sent).await;
    open.companion.count_request(MEMORY, "start", &came).await;
    let known = came.as_ref().ok().and_then(|body| sticky_calls::started(body).ok());
    let mut tried = vec![told("start", &sent, &came, known.as_ref().map(start_means))];
    let status = phones::status(&request.status);
    let intent = Some(request.intent.trim().to_owned()).filter(|intent| !intent.is_empty());
    let end = CallEnd {
        call_id,
        who: match known {
            Some(known) => Who::Reference { customer_ref: known.customer_ref },
            None => Who::Hints { hints },
        },
        intent: intent.zip(status).map(|(intent, status)| IntentChoice { intent, status }),
        variables: [("last_outcome".to_owned(), "Callside test call".to_owned())].into(),
    };
    let sent = sticky_calls::end_body(&end);
    let came = service.raw("end", &sent).await;
    open.companion.count_request(MEMORY, "end", &came).await;
    let means = came.as_ref().ok().and_then(|body| sticky_calls::ended(body).ok()).map(|receipt| {
        vec![
            ("customer_ref".to_owned(), receipt.customer_ref.unwrap_or_default()),
            ("duration_seconds".to_owned(), receipt.duration_s.map(|s| s.to_string()).unwrap_or_default()),
            ("intents_updated".to_owned(), receipt.intents_updated.to_string()),
            ("variables_updated".to_owned(), receipt.variables_updated.to_string()),
        ]
    });
    tried.push(told("end", &sent, &came, means));
    Ok(tried)
}

fn told(
    request: &str,
    sent: &serde_json::Value,
    came: &Result<Vec<u8>, PhoneError>,
    means: Option<Vec<(String, String)>>,
) -> TriedView {
    let unreadable = || phones::failure("Sticky Calls", Ability::Connect, &PhoneError::Unreadable);
    let failure = match came {
        Ok(_) => means.is_none().then(unreadable),
        Err(error) => Some(phones::failure("Sticky Calls", Ability::Connect, error)),
    };
    TriedView {
        request: request.to_owned(),
        sent: serde_json::to_string_pretty(sent).unwrap_or_default(),
        came: came.as_ref().map(|body| pretty(body)).unwrap_or_default(),
        means: means.unwrap_or_default(),
        failure,
    }
}

/// JSON for reading; anything else as it came, cut short.
fn pretty(body: &[u8]) -> String {
    let value: Option<serde_json::Value> = serde_json::from_slice(body).ok();
    let text = value.and_then(|value| serde_json::to_string_pretty(&value).ok());
    text.unwrap_or_else(|| String::from_utf8_lossy(body).chars().take(4_000).collect())
}

fn start_means(known: &Remembered) -> Vec<(String, String)> {
    let mut means = vec![
        ("customer_ref".to_owned(), known.customer_ref.clone()),
        ("confidence".to_owned(), format!("{} %", known.confidence.percent())),
        ("level".to_owned(), known.level.clone()),
        ("sources".to_owned(), known.sources.join(", ")),
        ("recommendation".to_owned(), known.recommendation.clone()),
    ];
    let intents =
        known.open_intents.iter().map(|i| (format!("open_intents.{}.attempts", i.intent), i.attempts.to_string()));
    means.extend(intents);
    means.extend(known.variables.iter().map(|(name, variable)| (format!("variables.{name}"), variable.value.clone())));
    means
}

#[cfg(test)]
#[path = "phone_setup_tests.rs"]
mod tests;
