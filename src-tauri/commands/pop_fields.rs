//! The fields on the pop: picked by an admin from what Salesforce describes.

use super::setup::for_changes;
use crate::ipc::automations::ParentView;
use crate::ipc::error::UiError;
use crate::ipc::pop_fields::{FieldChoice, ObjectFieldsView, PopFieldChoicesRequest, PopFieldsChange, PopFieldsView};
use crate::ipc::sentence::Sentence;
use crate::ipc::views::automations::parent;
use crate::ipc::views::draft::caller_object;
use crate::ipc::views::errors::invalid;
use crate::settings;
use crate::shell::{Open, Shell};
use callside_core::parents::Led;
use callside_core::record::CallerObject;
use callside_core::shape::{FieldShape, OrgShape};

/// Most further fields of one object: the card is read at a glance.
const MOST: usize = 8;

/// Fields that the card shows in places of their own.
const SHOWN_ANYWAY: [&str; 14] = [
    "Account.Name",
    "Id",
    "Name",
    "FirstName",
    "LastName",
    "Title",
    "Company",
    "Email",
    "Status",
    "Owner.Name",
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
    Ok(view(shell.open().await?.as_ref()).await)
}

/// What can be shown of a parent, and the parents that lead on from it.
///
/// # Errors
/// When keychain or database are not open, or a caller cannot be of this object.
pub async fn pop_field_choices(shell: &Shell, request: PopFieldChoicesRequest) -> Result<ParentView, UiError> {
    let open = shell.open().await?;
    let object = caller_object(&request.object)?.api_name();
    let mut shape = open.companion.shape();
    let way: Vec<&str> = request.way.split('.').filter(|name| !name.is_empty()).collect();
    open.companion.describe_path(object, &[&way[..], &["Id"]].concat().join("."), &mut shape).await;
    let mut offered = shape.offered(object, &way);
    offered.fields.retain(|name, kind| fits(&[&way[..], &[name]].concat().join("."), kind));
    Ok(parent(&request.way, &offered))
}

/// Shows other fields from the next look-up on.
///
/// # Errors
/// [`crate::ipc::error::ErrorCode::Invalid`] for more fields than fit and for fields that the org does not have, and when
/// this person may not; then nothing was changed.
pub async fn save_pop_fields(shell: &Shell, request: PopFieldsChange) -> Result<PopFieldsView, UiError> {
    let open = for_changes(shell).await?;
    let (mut shape, mut next) = (open.companion.shape(), open.settings.chosen());
    for (name, fields) in request.shown {
        let object = caller_object(&name)?;
        if fields.len() > MOST {
            return Err(invalid(Sentence::TooManyFields { most: MOST }));
        }
        for field in &fields {
            open.companion.describe_path(&name, field, &mut shape).await;
            let kept = next.pop_fields.get(&object).is_some_and(|kept| kept.contains(field));
            if !kept && !matches!(shape.led(&name, field), Led::Field { .. }) {
                return Err(invalid(Sentence::NoSuchField { field: field.clone() }));
            }
        }
        next.pop_fields.insert(object, fields);
    }
    settings::keep(&open, next).await?;
    Ok(view(&open).await)
}

async fn view(open: &Open) -> PopFieldsView {
    let (mut shape, shown) = (open.companion.shape(), open.settings.kept().pop_fields);
    for (object, paths) in &shown {
        for path in paths {
            open.companion.describe_path(object.api_name(), path, &mut shape).await;
        }
    }
    let phones = open.companion.phone_fields();
    let objects = CallerObject::ALL.into_iter().filter_map(|object| {
        let described = shape.objects.get(object.api_name())?;
        let fits = |name: &str, field: &FieldShape| fits(name, &field.kind) && phones.place(object, name).is_none();
        let mut fields: Vec<_> = described.fields.iter().filter(|(name, field)| fits(name, field)).collect();
        fields.sort_by_key(|(_, field)| field.label.to_lowercase());
        let choice =
            |(name, field): (&String, &FieldShape)| FieldChoice { name: name.clone(), label: field.label.clone() };
        Some(ObjectFieldsView {
            object: object.api_name().to_owned(),
            label: described.label.clone(),
            fields: fields.into_iter().map(choice).collect(),
            parents: shape.offered(object.api_name(), &[]).relationships,
            shown: shown.get(&object).map(|paths| labelled(&shape, object, paths)).unwrap_or_default(),
        })
    });
    PopFieldsView { objects: objects.collect(), most: MOST }
}

fn labelled(shape: &OrgShape, object: CallerObject, paths: &[String]) -> Vec<FieldChoice> {
    let label = |path: &String| FieldChoice { name: path.clone(), label: shape.label_along(object.api_name(), path) };
    paths.iter().map(label).collect()
}

/// Long texts, references and encoded data are no values for a card.
fn fits(name: &str, kind: &str) -> bool {
    let readable = !matches!(kind, "reference" | "base64" | "textarea" | "address" | "location" | "id");
    readable && !SHOWN_ANYWAY.contains(&name)
}

#[cfg(test)]
#[path = "pop_fields_tests.rs"]
mod tests;
