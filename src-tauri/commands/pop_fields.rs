//! The fields on the pop: picked by an admin from what Salesforce describes.

use super::setup::for_changes;
use crate::ipc::error::UiError;
use crate::ipc::pop_fields::{FieldChoice, ObjectFieldsView, PopFieldsChange, PopFieldsView};
use crate::ipc::sentence::Sentence;
use crate::ipc::views::draft::caller_object;
use crate::ipc::views::errors::invalid;
use crate::settings;
use crate::shell::{Open, Shell};
use callside_core::record::CallerObject;
use callside_core::shape::FieldShape;

/// Most further fields of one object: the card is read at a glance.
const MOST: usize = 8;

/// Fields that the card shows in places of their own.
const SHOWN_ANYWAY: [&str; 12] = [
    "Id",
    "Name",
    "FirstName",
    "LastName",
    "Title",
    "Company",
    "Email",
    "Status",
    "OwnerId",
    "DoNotCall",
    "IsDeleted",
    "SystemModstamp",
];

/// The fields that can be shown and those that are.
///
/// # Errors
/// When keychain or database are not open.
pub async fn pop_fields(shell: &Shell) -> Result<PopFieldsView, UiError> {
    Ok(view(shell.open().await?.as_ref()))
}

/// Shows other fields from the next look-up on.
///
/// # Errors
/// [`crate::ipc::error::ErrorCode::Invalid`] for more fields than fit and for fields that the org does not have, and when
/// this person may not; then nothing was changed.
pub async fn save_pop_fields(shell: &Shell, request: PopFieldsChange) -> Result<PopFieldsView, UiError> {
    let open = for_changes(shell).await?;
    let mut next = open.settings.chosen();
    for (name, fields) in request.shown {
        let object = caller_object(&name)?;
        if fields.len() > MOST {
            return Err(invalid(Sentence::TooManyFields { most: MOST }));
        }
        if let Some(lacking) = fields.iter().find(|field| open.companion.shape().field(&name, field).is_none()) {
            return Err(invalid(Sentence::NoSuchField { field: lacking.clone() }));
        }
        next.pop_fields.insert(object, fields);
    }
    settings::keep(&open, next).await?;
    Ok(view(&open))
}

fn view(open: &Open) -> PopFieldsView {
    let (shape, shown) = (open.companion.shape(), open.settings.kept().pop_fields);
    let phones = open.companion.phone_fields();
    let objects = CallerObject::ALL.into_iter().filter_map(|object| {
        let name = object.api_name();
        let described = shape.objects.get(name)?;
        let fits = |name: &str, field: &FieldShape| fits(name, field) && phones.place(object, name).is_none();
        let mut fields: Vec<_> = described.fields.iter().filter(|(name, field)| fits(name, field)).collect();
        fields.sort_by_key(|(_, field)| field.label.to_lowercase());
        let choice =
            |(name, field): (&String, &FieldShape)| FieldChoice { name: name.clone(), label: field.label.clone() };
        Some(ObjectFieldsView {
            object: name.to_owned(),
            label: described.label.clone(),
            fields: fields.into_iter().map(choice).collect(),
            shown: shown.get(&object).cloned().unwrap_or_default(),
        })
    });
    PopFieldsView { objects: objects.collect(), most: MOST }
}

/// Long texts, references and encoded data are no values for a card.
fn fits(name: &str, field: &FieldShape) -> bool {
    let readable = !matches!(field.kind.as_str(), "reference" | "base64" | "textarea" | "address" | "location" | "id");
    readable && !SHOWN_ANYWAY.contains(&name)
}
