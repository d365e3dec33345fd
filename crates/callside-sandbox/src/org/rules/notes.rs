//! Notes: a ContentNote is a ContentDocument with the same id, linked to its owner by itself.

use serde_json::Value;

use super::Change;
use crate::org::RecordId;
use crate::org::content;
use crate::org::ledger::Cause;
use crate::org::transaction::Transaction;
use crate::refusal::{Code, Refusal};
use crate::schema::{Record, Rows as _, Scope};

/// Where the body of a note is kept. Its field `Content` reads as an address to fetch the body from.
pub const NOTE_BODY: &str = "~body";

/// Body, preview, size and the fixed file type.
pub fn complete(tx: &Transaction<'_>, change: &mut Change) {
    if let Some(body) = change.given.get("Content").cloned() {
        change.set(NOTE_BODY, body);
    }
    let html = change.text(NOTE_BODY).and_then(content::decode).unwrap_or_default();
    change.set("TextPreview", content::preview(&html));
    change.set("ContentSize", html.len());
    change.set("FileType", "SNOTE");
    change.set("FileExtension", "snote");
    if change.before.is_none() {
        change.set("OwnerId", tx.actor.user.clone());
    }
}

/// Sets the address that `Content` reads as.
pub fn address_content(version: &str, id: &RecordId, note: &mut Record) {
    let address = format!("/services/data/{version}/sobjects/ContentNote/{id}/Content");
    note.insert("Content".to_owned(), address.into());
}

/// The document of a new note, and the owner's link to it.
///
/// # Errors
/// Those of the new rows.
pub fn add_document(tx: &mut Transaction<'_>, id: &RecordId, note: &Record) -> Result<(), Refusal> {
    let schema = tx.schema();
    let (Some(documents), Some(links)) = (schema.object("ContentDocument"), schema.object("ContentDocumentLink"))
    else {
        return Ok(());
    };
    let mut document = Record::new();
    for field in ["Title", "FileType", "FileExtension", "ContentSize", "OwnerId"] {
        document.insert(field.to_owned(), note.get(field).cloned().unwrap_or(Value::Null));
    }
    tx.insert_row_as(documents, id, Change::new_row(document, tx.now), Cause::Consequence)?;
    let mut link = Record::new();
    for (field, value) in [
        ("ContentDocumentId", id.as_str()),
        ("LinkedEntityId", tx.actor.user.as_str()),
        ("ShareType", "I"),
        ("Visibility", "AllUsers"),
    ] {
        link.insert(field.to_owned(), value.into());
    }
    tx.insert_row(links, Change::new_row(link, tx.now), Cause::Consequence)?;
    Ok(())
}

/// The document keeps the title and size of its note.
///
/// # Errors
/// Those of the changed row.
pub fn retitle_document(tx: &mut Transaction<'_>, id: &RecordId, note: &Record) -> Result<(), Refusal> {
    let schema = tx.schema();
    let Some(documents) = schema.object("ContentDocument") else { return Ok(()) };
    let Some(document) = tx.tables().by_id(documents.name, id.as_str(), Scope::Live).cloned() else {
        return Ok(());
    };
    let mut given = Record::new();
    for field in ["Title", "ContentSize"] {
        given.insert(field.to_owned(), note.get(field).cloned().unwrap_or(Value::Null));
    }
    let change = Change::of_row(document, given, tx.now);
    tx.change_row(documents, id, change, Cause::Consequence)
}

/// A document is linked to a record once.
///
/// # Errors
/// `DUPLICATE_VALUE`.
pub fn complete_link(tx: &Transaction<'_>, change: &mut Change) -> Result<(), Refusal> {
    if !change.has("Visibility") {
        change.set("Visibility", "AllUsers");
    }
    let linked = change.before.is_none()
        && tx.tables().rows("ContentDocumentLink", Scope::Live).into_iter().any(|row| {
            ["ContentDocumentId", "LinkedEntityId"].iter().all(|field| row.get(*field) == change.after.get(*field))
        });
    if linked {
        let message = "Document with ID is already linked with the entity";
        return Err(Refusal::about(Code::DuplicateValue, message, ["ContentDocumentId"]));
    }
    Ok(())
}

/// A new article is the first draft of itself.
pub fn complete_article(change: &mut Change) {
    if change.before.is_none() {
        change.set("PublishStatus", "Draft");
        change.set("VersionNumber", 1);
        change.set("IsLatestVersion", true);
    }
}
