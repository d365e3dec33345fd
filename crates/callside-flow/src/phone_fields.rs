//! Which fields of callers hold phone numbers: the policy over the configuration over the standard ones.

use crate::companion::{Companion, Inner};
use crate::error::FlowError;
use callside_core::config::Configuration;
use callside_core::matching::MatchRules;
use callside_core::phone_fields::{Lacking, PhoneFields};
use callside_core::policy::{Key, Policy};
use callside_core::record::CallerObject;

/// The setting of a policy that lists the phone fields of an object.
#[must_use]
pub const fn phone_fields_key(object: CallerObject) -> Key {
    match object {
        CallerObject::Contact => Key::ContactPhoneFields,
        CallerObject::Lead => Key::LeadPhoneFields,
        CallerObject::Account => Key::AccountPhoneFields,
    }
}

/// These lists, with what a policy sets in place of its own.
fn under(mut fields: PhoneFields, policy: &Policy) -> PhoneFields {
    for object in CallerObject::ALL {
        if let Some(list) = policy.texts(phone_fields_key(object)) {
            // A policy cannot have more of them than a list may: its table says so.
            let _ = fields.set(object, list.iter().cloned());
        }
    }
    fields
}

impl Inner {
    fn chosen_phone_fields(&self) -> PhoneFields {
        self.configuration().phone_fields.clone().unwrap_or_default()
    }

    /// What holds.
    pub(crate) fn phone_fields(&self) -> PhoneFields {
        under(self.chosen_phone_fields(), &self.policy)
    }

    /// What candidates are compared by.
    pub(crate) fn match_rules(&self) -> MatchRules {
        self.match_rules_of(&self.configuration())
    }

    /// What they would be compared by under a configuration.
    pub(crate) fn match_rules_of(&self, configuration: &Configuration) -> MatchRules {
        let fields = under(configuration.phone_fields.clone().unwrap_or_default(), &self.policy);
        MatchRules { fields, home: self.preferences().home() }
    }
}

impl Companion {
    /// What an admin would choose, with what the policy sets in place of its own.
    #[must_use]
    pub fn phone_fields_under_policy(&self, chosen: PhoneFields) -> PhoneFields {
        under(chosen, &self.inner.policy)
    }

    /// The lists that hold: the policy over what an admin chose.
    #[must_use]
    pub fn phone_fields(&self) -> PhoneFields {
        self.inner.phone_fields()
    }

    /// What an admin chose, whatever the policy says: this is what is changed and saved.
    #[must_use]
    pub fn chosen_phone_fields(&self) -> PhoneFields {
        self.inner.chosen_phone_fields()
    }

    /// Replaces the lists: a section of the configuration, so that it is in the next exported file. Candidates are compared
    /// by them from now on; the CRM that is set must be given them besides, to ask for them.
    ///
    /// # Errors
    /// [`FlowError::Signed`], or when they could not be stored; those before hold then.
    pub async fn save_phone_fields(&self, fields: PhoneFields) -> Result<(), FlowError> {
        let section = Some(fields).filter(|fields| *fields != PhoneFields::default());
        self.inner.configure(|next| next.phone_fields = section).await
    }

    /// Fields of the lists that this org, or this user, leaves out of every look-up.
    #[must_use]
    pub fn phone_field_faults(&self) -> Vec<Lacking> {
        self.inner.phone_fields().lacking(&self.inner.org().shape)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::policy::Value;

    #[test]
    fn the_policys_list_stands_over_the_admins_and_the_others_stay() {
        let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let mut chosen = PhoneFields::default();
        chosen.set(CallerObject::Contact, names(&["Phone"])).unwrap();
        chosen.set(CallerObject::Lead, names(&["MobilePhone"])).unwrap();
        assert_eq!(under(chosen.clone(), &Policy::default()), chosen, "what it does not name is free");
        let list = names(&["Emergency_Phone__c", "Phone"]);
        let ruled = under(chosen, &Policy::of([(Key::ContactPhoneFields, Value::Texts(list))]));
        let lists = CallerObject::ALL.map(|object| ruled.of(object).collect::<Vec<_>>().join(", "));
        assert_eq!(lists, ["Emergency_Phone__c, Phone", "MobilePhone", "Phone, Fax"]);
    }
}
