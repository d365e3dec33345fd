//! Which rows go, or stand in the way, when a row is deleted: describe's `cascadeDelete` and `restrictedDelete`.

/// A bond from a parent to rows that point to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bond {
    /// Object of the rows that point here.
    pub child: &'static str,
    /// The field that points.
    pub field: &'static str,
    /// Whether such a row forbids the deletion, instead of going too.
    pub holds: bool,
}

const fn goes(child: &'static str, field: &'static str) -> Bond {
    Bond { child, field, holds: false }
}

const fn holds(child: &'static str, field: &'static str) -> Bond {
    Bond { child, field, holds: true }
}

const ACCOUNT: &[Bond] = &[
    holds("Case", "AccountId"),
    goes("Contact", "AccountId"),
    goes("Opportunity", "AccountId"),
    goes("Task", "WhatId"),
    goes("Event", "WhatId"),
    goes("Note", "ParentId"),
    goes("ContentDocumentLink", "LinkedEntityId"),
];
const CONTACT: &[Bond] = &[
    holds("Case", "ContactId"),
    goes("CampaignMember", "ContactId"),
    goes("OpportunityContactRole", "ContactId"),
    goes("Task", "WhoId"),
    goes("Event", "WhoId"),
    goes("Note", "ParentId"),
    goes("ContentDocumentLink", "LinkedEntityId"),
];
const LEAD: &[Bond] = &[
    goes("CampaignMember", "LeadId"),
    goes("Task", "WhoId"),
    goes("Event", "WhoId"),
    goes("Note", "ParentId"),
    goes("ContentDocumentLink", "LinkedEntityId"),
];
const OPPORTUNITY: &[Bond] = &[
    goes("OpportunityLineItem", "OpportunityId"),
    goes("OpportunityContactRole", "OpportunityId"),
    goes("Task", "WhatId"),
    goes("Event", "WhatId"),
    goes("Note", "ParentId"),
    goes("ContentDocumentLink", "LinkedEntityId"),
];
const CASE: &[Bond] = &[
    goes("CaseComment", "ParentId"),
    goes("Task", "WhatId"),
    goes("Event", "WhatId"),
    goes("ContentDocumentLink", "LinkedEntityId"),
];
const CAMPAIGN: &[Bond] = &[goes("CampaignMember", "CampaignId"), goes("Task", "WhatId"), goes("Event", "WhatId")];
/// A note is a document: they share their id and go together.
const CONTENT_NOTE: &[Bond] = &[goes("ContentDocument", "Id")];
const CONTENT_DOCUMENT: &[Bond] = &[goes("ContentNote", "Id"), goes("ContentDocumentLink", "ContentDocumentId")];
const PRODUCT: &[Bond] = &[holds("OpportunityLineItem", "Product2Id"), goes("PricebookEntry", "Product2Id")];

/// The bonds of an object.
#[must_use]
pub fn bonds(object: &str) -> &'static [Bond] {
    match object {
        "Account" => ACCOUNT,
        "Contact" => CONTACT,
        "Lead" => LEAD,
        "Opportunity" => OPPORTUNITY,
        "Case" => CASE,
        "Campaign" => CAMPAIGN,
        "ContentNote" => CONTENT_NOTE,
        "ContentDocument" => CONTENT_DOCUMENT,
        "Product2" => PRODUCT,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schema;

    #[test]
    fn every_bond_names_a_real_field() {
        let schema = Schema::standard();
        for object in schema.objects() {
            for bond in bonds(object.name) {
                assert!(schema.field(bond.child, bond.field).is_some(), "{} -> {bond:?}", object.name);
            }
        }
    }
}
