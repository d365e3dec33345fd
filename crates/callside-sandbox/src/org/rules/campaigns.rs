//! Campaign members: one person, once.

use serde_json::Value;

use super::Change;
use crate::org::transaction::Transaction;
use crate::refusal::{Code, Refusal};
use crate::schema::{Rows as _, Scope};

/// Exactly one of contact and lead, and nobody twice in a campaign.
///
/// # Errors
/// `REQUIRED_FIELD_MISSING`, `FIELD_INTEGRITY_EXCEPTION` or `DUPLICATE_VALUE`.
pub fn complete_member(tx: &Transaction<'_>, change: &mut Change) -> Result<(), Refusal> {
    let field = match (change.has("ContactId"), change.has("LeadId")) {
        (true, false) => "ContactId",
        (false, true) => "LeadId",
        (true, true) => {
            let message = "A campaign member is either a contact or a lead";
            return Err(Refusal::about(Code::FieldIntegrityException, message, ["ContactId", "LeadId"]));
        }
        (false, false) => {
            let message = "Required fields are missing: [LeadId, ContactId]";
            return Err(Refusal::about(Code::RequiredFieldMissing, message, ["LeadId", "ContactId"]));
        }
    };
    let same = |row: &crate::schema::Record, field: &str| {
        row.get(field).and_then(Value::as_str).is_some() && row.get(field) == change.after.get(field)
    };
    let twice = change.before.is_none()
        && tx
            .tables()
            .rows("CampaignMember", Scope::Live)
            .into_iter()
            .any(|row| same(row, "CampaignId") && same(row, field));
    if twice {
        return Err(Refusal::about(Code::DuplicateValue, "Already a campaign member.", Vec::<String>::new()));
    }
    if change.text("Status") == Some("Responded") && !change.has("FirstRespondedDate") {
        let today = change.now.to_zoned(tx.org().zone_of(&tx.actor.user)).date();
        change.set("FirstRespondedDate", today.to_string());
    }
    Ok(())
}
