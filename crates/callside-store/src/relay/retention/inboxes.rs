//! What goes from inboxes: what everybody has, what was for everyone for long enough, what nobody fetched.

use super::Terms;
use super::slices::{AT_ONCE, Changed, Deed, EMPTY};
use crate::StoreError;
use crate::relay::{EVERYONE, RelayStore};

/// Where what is for nobody stands until the next round.
const NOBODY: &str = "";

/// A part of an inbox.
#[derive(Debug, Clone, Copy)]
struct Part<'a> {
    person: &'a str,
    /// Up to this place.
    upto: i64,
    /// What came in before this moment.
    before: i64,
    /// What is there for a history, too.
    history: bool,
}

/// What the fleet does not have yet stays: it is emptied as it is handed over. CROSS keeps the order of the tables, so that only rows of
/// this inbox are read.
pub(super) const PART: &str = "SELECT i.seq FROM inbox AS i CROSS JOIN delivery AS d ON d.seq = i.seq
    WHERE i.person = ?1 AND i.seq > ?2 AND i.seq <= ?3 AND i.history <= ?4 AND d.received_at < ?5 AND d.handed <> 0
    ORDER BY i.seq LIMIT ?6";

/// How far all desktops of each person are.
pub(super) const DESKS: &str = "SELECT person, min(cursor) FROM desk WHERE person <> '*' GROUP BY person";

/// Whoever has something in their inbox. It goes from one to the next, because an inbox may hold a million rows.
pub(super) const OWNERS: &str = "WITH RECURSIVE owner (person) AS (
        SELECT min(person) FROM inbox
        UNION ALL
        SELECT (SELECT min(inbox.person) FROM inbox WHERE inbox.person > owner.person) FROM owner
        WHERE owner.person IS NOT NULL)
    SELECT person FROM owner WHERE person NOT IN ('*', '')";

/// Every desktop of a person has these.
pub(super) const FETCHED: Deed = Deed {
    first: "DELETE FROM inbox WHERE seq IN (SELECT value FROM json_each(?1)) AND person <> '*'
        AND seq <= (SELECT min(cursor) FROM desk WHERE desk.person = inbox.person)",
    second: EMPTY,
    empties: true,
};

/// These are nobody's to fetch any more.
pub(super) const TO_ALL: Deed = Deed {
    first: "DELETE FROM inbox WHERE seq IN (SELECT value FROM json_each(?1)) AND person IN ('*', '')",
    second: EMPTY,
    empties: true,
};

/// What only waits for a history is nobody's to claim.
pub(super) const UNCLAIMED: Deed = Deed {
    first: "UPDATE delivery SET reason = 'unclaimed' WHERE seq IN (SELECT value FROM json_each(?1))
        AND payload IS NOT NULL AND reason IS NULL AND handed <> 0
        AND EXISTS (SELECT 1 FROM inbox WHERE inbox.seq = delivery.seq AND history = 0)",
    second: "DELETE FROM inbox WHERE history = 0 AND seq IN (SELECT seq FROM delivery
        WHERE seq IN (SELECT value FROM json_each(?1)) AND reason = 'unclaimed')",
    empties: false,
};

impl RelayStore {
    /// Takes out of inboxes what is done with, and empties what is in none any more: how many.
    pub(super) async fn take_out(&self, terms: Terms) -> Result<u64, StoreError> {
        let desks: Vec<(String, i64)> = sqlx::query_as(DESKS).fetch_all(&mut *self.store.reader().await?).await?;
        let part = |person, upto, before| Part { person, upto, before, history: true };
        let fetched: Vec<_> = desks.iter().map(|(person, upto)| part(person, *upto, terms.grace)).collect();
        let others = [part(EVERYONE, i64::MAX, terms.keep), part(NOBODY, i64::MAX, i64::MAX)];
        let fetched = self.go_through(&fetched, FETCHED, terms).await?;
        Ok(fetched.second + self.go_through(&others, TO_ALL, terms).await?.second)
    }

    /// Parks what nobody fetched in time: how many.
    pub(super) async fn park_unclaimed(&self, terms: Terms) -> Result<u64, StoreError> {
        let owners: Vec<String> = sqlx::query_scalar(OWNERS).fetch_all(&mut *self.store.reader().await?).await?;
        let part = |person| Part { person, upto: i64::MAX, before: terms.keep, history: false };
        let own: Vec<_> = owners.iter().map(|person| part(person)).collect();
        Ok(self.go_through(&own, UNCLAIMED, terms).await?.first)
    }

    /// Does the same with everything in these parts. A slice goes over several inboxes, so that a large team is not as many commits.
    async fn go_through(&self, parts: &[Part<'_>], deed: Deed, terms: Terms) -> Result<Changed, StoreError> {
        let (mut changed, mut found) = (Changed::default(), Vec::with_capacity(AT_ONCE));
        for part in parts {
            let mut after = 0;
            loop {
                let room = AT_ONCE - found.len();
                let page = self.part(*part, after, room).await?;
                let is_last = page.len() < room;
                after = page.last().copied().unwrap_or(after);
                found.extend(page);
                if is_last {
                    break;
                }
                changed += self.slice(deed, &found, terms.history).await?;
                found.clear();
            }
        }
        changed += self.slice(deed, &found, terms.history).await?;
        Ok(changed)
    }

    /// Places in a part of an inbox, behind one.
    async fn part(&self, part: Part<'_>, after: i64, rows: usize) -> Result<Vec<i64>, StoreError> {
        let mut reader = self.store.reader().await?;
        let query = sqlx::query_scalar(PART).bind(part.person).bind(after).bind(part.upto).bind(part.history);
        let query = query.bind(part.before).bind(i64::try_from(rows).unwrap_or(i64::MAX));
        Ok(query.fetch_all(&mut *reader).await?)
    }
}
