//! What a call's own phone system knows of it and of the caller: asked when an agent wants to see it, since phone systems
//! count requests for a whole company.

use crate::companion::Companion;
use crate::error::FlowError;
use callside_core::ids::{CallKey, Provider};
use callside_core::phone_system::{Ability, CallDetail, Contact, NewContact, PhoneError, PhoneSystem};
use callside_core::pop::{Caller, ScreenPop};
use std::sync::Arc;

/// What one phone system knows. Hostile texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneRecord {
    /// Which phone system.
    pub provider: Provider,
    /// Entries of its address book with the caller's number.
    pub contacts: Vec<Contact>,
    /// What it knows of the call, where it can say.
    pub detail: Option<CallDetail>,
    /// The caller is known here, is not in its address book and can be added.
    pub may_add: bool,
}

impl Companion {
    /// What a call's phone system knows; [`PhoneError::NotSetUp`] where none can be asked.
    ///
    /// # Errors
    /// When the call is unknown or the database fails.
    pub async fn phone_record(&self, key: &CallKey) -> Result<Result<PhoneRecord, PhoneError>, FlowError> {
        let pop = self.desk(key).await?.pop;
        let Some(system) = self.inner.phones().of(key.provider()) else { return Ok(Err(PhoneError::NotSetUp)) };
        let read = read(system.as_ref(), &pop).await;
        self.inner.count(key.provider().as_str(), "record", &read).await;
        Ok(read)
    }

    /// Adds the caller to the phone system's address book, unless the number is in it already.
    ///
    /// # Errors
    /// When the call is unknown or the database fails.
    pub async fn add_phone_contact(&self, key: &CallKey) -> Result<Result<PhoneRecord, PhoneError>, FlowError> {
        let pop = self.desk(key).await?.pop;
        let Some(system) = self.inner.phones().of(key.provider()) else { return Ok(Err(PhoneError::NotSetUp)) };
        let added = add(&system, &pop).await;
        self.inner.count(key.provider().as_str(), "contact", &added).await;
        Ok(added)
    }
}

async fn read(system: &dyn PhoneSystem, pop: &ScreenPop) -> Result<PhoneRecord, PhoneError> {
    let abilities = system.abilities();
    let contacts = match pop.line.number().filter(|_| abilities.can(Ability::FindContacts)) {
        Some(number) => Some(system.find_contacts(number.e164()).await?),
        None => None,
    };
    let detail = match abilities.can(Ability::CallDetail) {
        // The phone system may not have written it down yet.
        true => match system.call_detail(&pop.call).await {
            Err(PhoneError::NotThere) => None,
            detail => Some(detail?),
        },
        false => None,
    };
    let absent = contacts.as_ref().is_some_and(Vec::is_empty);
    let may_add = absent && abilities.can(Ability::SaveContact) && entry(pop).is_some();
    Ok(PhoneRecord { provider: system.provider(), contacts: contacts.unwrap_or_default(), detail, may_add })
}

async fn add(system: &Arc<dyn PhoneSystem>, pop: &ScreenPop) -> Result<PhoneRecord, PhoneError> {
    let mut known = read(system.as_ref(), pop).await?;
    if let Some(entry) = entry(pop).filter(|_| known.may_add) {
        known.contacts = vec![system.save_contact(&entry).await?];
        known.may_add = false;
    }
    Ok(known)
}

/// The caller as an entry; nobody whom nobody has confirmed.
fn entry(pop: &ScreenPop) -> Option<NewContact> {
    let Caller::One { matched, confirmed: true } = &pop.caller else { return None };
    let candidate = &matched.candidate;
    let (first, last) = match candidate.name.rsplit_once(' ') {
        Some((first, last)) => (Some(first.to_owned()), last.to_owned()),
        None => (None, candidate.name.clone()),
    };
    Some(NewContact {
        first_name: first,
        last_name: Some(last),
        company: candidate.company.clone(),
        number: Some(pop.line.number()?.e164().to_owned()),
        email: candidate.email.clone(),
    })
}
