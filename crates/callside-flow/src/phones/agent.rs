//! Whom phone systems mean by the person at this desk, and what they say of them.

use crate::companion::Companion;
use crate::error::FlowError;
use callside_core::wallboard::is_away_by_phone;
use std::collections::HashSet;

/// A name as phone systems are loose with it.
fn plain(name: &str) -> String {
    name.trim().to_lowercase()
}

impl Companion {
    /// Whether a phone system, by what it said last of this person, gives them no calls. `also`: further names of theirs, such
    /// as those by which a relay knows them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_away_by_phone(&self, also: &HashSet<String>) -> Result<bool, FlowError> {
        let preferences = self.phone_preferences();
        let me = self.identity();
        let named = me.iter().flat_map(|me| [Some(&me.username), Some(&me.name), me.email.as_ref()]).flatten();
        let mine: HashSet<String> =
            preferences.agent.values().chain(named).chain(also).map(|name| plain(name)).collect();
        let is_mine = |name: &str| mine.contains(&plain(name));
        let now = self.inner.now();
        let all = self.inner.store.agents().await?.into_iter();
        let ours = all.filter(|one| is_mine(&one.agent.key) || one.agent.name.as_deref().is_some_and(is_mine));
        let last = ours.max_by_key(|one| one.at);
        Ok(last.is_some_and(|one| is_away_by_phone(&one.state, one.at, now)))
    }
}
