//! Where a phone switch's webhooks put their fields, as an admin says it on this desktop.

use crate::ipc::error::UiError;
use crate::ipc::sentence::Sentence;
use crate::ipc::views::errors::{self, invalid};
use crate::shell::Open;
use callside_engine::{MappingSpec, PHONE_MAPPING, PhoneSecrets};
use callside_flow::Companion;
use callside_telephony::BadSettings;
use callside_telephony::phone_switch::Mapping;

/// Where a phone switch's webhooks put their fields. One that cannot be used stops nothing: the usual names hold.
pub async fn load(companion: &Companion) -> MappingSpec {
    let kept = match companion.setting::<MappingSpec>(PHONE_MAPPING).await {
        Ok(kept) => kept.unwrap_or_default(),
        Err(error) => {
            tracing::error!(%error, "the mapping of the phone switch cannot be read");
            return MappingSpec::default();
        }
    };
    match Mapping::compile(&kept) {
        Ok(_) => kept,
        Err(error) => {
            tracing::error!(%error, "the mapping of the phone switch cannot be used");
            MappingSpec::default()
        }
    }
}

/// As the set-up shows it; nothing where the usual names hold.
#[must_use]
pub fn text(mapping: &MappingSpec) -> String {
    if *mapping == MappingSpec::default() {
        return String::new();
    }
    serde_json::to_string_pretty(mapping).unwrap_or_default()
}

/// What an admin entered.
///
/// # Errors
/// [`crate::ipc::error::ErrorCode::Invalid`] with the line, or the field whose place is no JSON path.
pub fn read(text: &str) -> Result<MappingSpec, UiError> {
    if text.trim().is_empty() {
        return Ok(MappingSpec::default());
    }
    let place = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    let mapping: MappingSpec = serde_json::from_str(text).map_err(|fault| {
        invalid(Sentence::MappingUnreadable { line: place(fault.line()), column: place(fault.column()) })
    })?;
    match Mapping::compile(&mapping) {
        Ok(_) => Ok(mapping),
        Err(BadSettings::Path { field, position, .. }) => {
            Err(invalid(Sentence::MappingPathBad { field: field.to_owned(), character: place(position) }))
        }
        // Of secrets, which a mapping does not hold.
        Err(_) => Err(errors::internal()),
    }
}

/// Keeps it where it is another one; the next webhook is read by it.
///
/// # Errors
/// When database or vault fail.
pub async fn keep(open: &Open, mapping: MappingSpec) -> Result<(), UiError> {
    if mapping == open.door.secrets().mapping {
        return Ok(());
    }
    open.companion.save_setting(PHONE_MAPPING, &mapping).await?;
    open.door.change(open.vault.as_ref(), PhoneSecrets { mapping, ..open.door.secrets() }).await
}
