//! The admin's validation rule: a case is closed only with a reason.

use super::Change;
use crate::refusal::{Code, Refusal};
use crate::schema::ObjectSchema;

/// What the admin wrote for the agent to read.
pub const REASON_NEEDED: &str = "Choose a Case Reason before you close the case.";

/// Checks the validation rules of an object.
///
/// # Errors
/// `FIELD_CUSTOM_VALIDATION_EXCEPTION` with the admin's own words.
pub fn check(object: &ObjectSchema, change: &Change) -> Result<(), Refusal> {
    if object.name == "Case" && change.text("Status") == Some("Closed") && !change.has("Reason") {
        return Err(Refusal::about(Code::FieldCustomValidationException, REASON_NEEDED, ["Reason"]));
    }
    Ok(())
}
