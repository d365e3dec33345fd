//! The fields that callers' numbers are searched in: an admin's list, under the policy.

use super::setup::for_changes;
use crate::ipc::error::UiError;
use crate::ipc::phone_fields::{
    FieldStanding, ListedField, ObjectPhonesView, PhoneFieldChoice, PhoneFieldsChange, PhoneFieldsView,
    SearchedFieldView,
};
use crate::ipc::sentence::Sentence;
use crate::ipc::views::draft::caller_object;
use crate::ipc::views::errors::{invalid, ruled};
use crate::session;
use crate::shell::{Open, Shell};
use callside_core::phone_fields::{FoundBy, LeftOut, Listed, MOST, PhoneFields, described, found_by, standing};
use callside_core::record::CallerObject;
use callside_core::shape::{FieldShape, OrgShape};
use callside_flow::phone_fields_key;

/// The lists, and what the org has besides.
///
/// # Errors
/// When keychain or database are not open.
pub async fn phone_fields(shell: &Shell) -> Result<PhoneFieldsView, UiError> {
    Ok(view(shell.open().await?.as_ref()))
}

/// Searches other fields from the next look-up on.
///
/// # Errors
/// [`crate::ipc::error::ErrorCode::Invalid`] for more fields than fit and for new ones that the org does not have or that
/// hold no numbers; when the policy sets the list or this person may not change it; then nothing was changed.
pub async fn save_phone_fields(shell: &Shell, request: PhoneFieldsChange) -> Result<PhoneFieldsView, UiError> {
    let open = for_changes(shell).await?;
    let next = typed(&open, &request)?;
    open.companion.save_phone_fields(next).await?;
    session::reconnect(&open);
    Ok(view(&open))
}

/// The lists that an admin chose, with what is typed in their place.
///
/// # Errors
/// As [`save_phone_fields`].
pub fn typed(open: &Open, change: &PhoneFieldsChange) -> Result<PhoneFields, UiError> {
    let (shape, mut next) = (open.companion.shape(), open.companion.chosen_phone_fields());
    for (name, list) in &change.searched {
        let object = caller_object(name)?;
        if open.companion.policy().locks(phone_fields_key(object)) {
            return Err(ruled());
        }
        match list {
            None => next.reset(object),
            Some(list) => {
                check(list, object, &next, &shape)?;
                let too_many = |_| invalid(Sentence::TooManyPhoneFields { most: MOST });
                let text =
                    |ListedField { name, confirm }: &ListedField| Listed { name: name.clone(), confirm: *confirm };
                next.set(object, list.iter().map(|field| text(field).to_string())).map_err(too_many)?;
            }
        }
    }
    Ok(next)
}

/// Fields that come in must be usable; one that the org lost may stay until somebody takes it away.
fn check(list: &[ListedField], object: CallerObject, before: &PhoneFields, shape: &OrgShape) -> Result<(), UiError> {
    let mut added = list.iter().map(|field| &field.name).filter(|field| before.place(object, field).is_none());
    match added.find(|field| standing(shape, object, field).is_err()) {
        Some(field) => Err(invalid(Sentence::NoSuchField { field: field.clone() })),
        None => Ok(()),
    }
}

fn view(open: &Open) -> PhoneFieldsView {
    let (shape, fields) = (open.companion.shape(), open.companion.phone_fields());
    let objects = CallerObject::ALL.into_iter().filter_map(|object| {
        let described = shape.objects.get(object.api_name())?;
        let list =
            |fields: &PhoneFields| fields.list(object).into_iter().map(|it| searched(it, object, &shape)).collect();
        Some(ObjectPhonesView {
            object: object.api_name().to_owned(),
            label: described.label.clone(),
            choices: choices(object, &fields, described.fields.iter()),
            searched: list(&fields),
            usual: list(&PhoneFields::default()),
            standard: fields.is_standard(object),
            ruled: open.companion.policy().locks(phone_fields_key(object)),
        })
    });
    PhoneFieldsView { objects: objects.collect(), most: MOST }
}

fn searched(Listed { name, confirm }: Listed, object: CallerObject, shape: &OrgShape) -> SearchedFieldView {
    let standing = match standing(shape, object, &name) {
        Ok(FoundBy::Search) => FieldStanding::Searched,
        Ok(FoundBy::Spelling) => FieldStanding::Spellings,
        Err(LeftOut::Absent) => FieldStanding::Absent,
        Err(LeftOut::NoNumbers) => FieldStanding::NoNumbers,
    };
    let label = described(shape, object, &name).map_or_else(|| name.clone(), |(_, field)| field.label.clone());
    SearchedFieldView { name, label, standing, confirm }
}

/// Phone fields, and text fields of the org's own: what Salesforce brings as text holds no numbers.
fn choices<'a>(
    object: CallerObject,
    fields: &PhoneFields,
    described: impl Iterator<Item = (&'a String, &'a FieldShape)>,
) -> Vec<PhoneFieldChoice> {
    let fits = |(name, field): &(&String, &FieldShape)| match found_by(field) {
        Some(FoundBy::Search) => fields.place(object, name).is_none(),
        Some(FoundBy::Spelling) => name.ends_with("__c") && fields.place(object, name).is_none(),
        None => false,
    };
    let choice = |(name, field): (&String, &FieldShape)| PhoneFieldChoice {
        name: name.clone(),
        label: field.label.clone(),
        text: found_by(field) == Some(FoundBy::Spelling),
    };
    let mut choices: Vec<_> = described.filter(fits).map(choice).collect();
    choices.sort_by_key(|choice| (choice.text, choice.label.to_lowercase()));
    choices
}

#[cfg(test)]
#[path = "phone_fields_tests.rs"]
mod tests;
