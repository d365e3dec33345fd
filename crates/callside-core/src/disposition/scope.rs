//! Tables of campaigns and queues: the most specific counts, and says so.

use super::{Disposition, DispositionCode, DispositionTable};
use crate::call::Call;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// For which calls a table counts: those of a campaign, of a queue, or of both together. Names are compared without
/// case and blanks around them, as phone systems write them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// Campaign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub campaign: Option<String>,
    /// Queue or skill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
}

/// A table for some calls: what differs from the org's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScopedTable {
    /// What people call it.
    pub name: String,
    /// For which calls.
    #[serde(rename = "for")]
    pub scope: Scope,
    /// The outcomes that may be picked, in this order; `None` = all of the org's and those below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed: Option<Vec<DispositionCode>>,
    /// Rows that replace the org's of the same code, and further ones.
    #[serde(default)]
    pub rows: Vec<Disposition>,
}

/// The outcomes that count for a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce<'t> {
    /// They, in their order.
    pub rows: Vec<&'t Disposition>,
    /// The table that they come from; `None` = the org's.
    pub table: Option<&'t ScopedTable>,
}

impl<'t> InForce<'t> {
    /// The row with this code, if it may be picked.
    #[must_use]
    pub fn get(&self, code: &DispositionCode) -> Option<&'t Disposition> {
        self.rows.iter().copied().find(|row| row.code == *code)
    }
}

impl Scope {
    /// How specific: a queue within a campaign, a queue, a campaign. `None` when it is not for this call.
    fn rank(&self, campaign: Option<&str>, queue: Option<&str>) -> Option<u8> {
        let holds = |wanted: &Option<String>, has: Option<&str>| match wanted {
            None => true,
            Some(wanted) => has.is_some_and(|has| same(wanted, has)),
        };
        let named = u8::from(self.campaign.is_some()) + 2 * u8::from(self.queue.is_some());
        (named > 0 && holds(&self.campaign, campaign) && holds(&self.queue, queue)).then_some(named)
    }

    /// Whether both are for the same calls, so that nobody could tell which counts.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        let both = |a: &Option<String>, b: &Option<String>| match (a, b) {
            (Some(a), Some(b)) => same(a, b),
            (None, None) => true,
            _ => false,
        };
        both(&self.campaign, &other.campaign) && both(&self.queue, &other.queue)
    }
}

fn same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

impl DispositionTable {
    /// The outcomes that count for a call of this campaign and queue: the table for both, else the queue's, else the
    /// campaign's, else the org's.
    #[must_use]
    pub fn in_force(&self, campaign: Option<&str>, queue: Option<&str>) -> InForce<'_> {
        let ranked = self.scoped.iter().filter_map(|table| Some((table.scope.rank(campaign, queue)?, table)));
        match ranked.reduce(|best, next| if next.0 > best.0 { next } else { best }) {
            Some((_, table)) => self.of(table),
            None => InForce { rows: self.rows.iter().collect(), table: None },
        }
    }

    /// The outcomes that count for a call.
    #[must_use]
    pub fn for_call(&self, call: &Call) -> InForce<'_> {
        self.in_force(call.campaign().map(String::as_str), call.queue().map(String::as_str))
    }

    /// The outcomes of one table, over the org's.
    #[must_use]
    pub fn of<'t>(&'t self, table: &'t ScopedTable) -> InForce<'t> {
        let own = |code: &DispositionCode| table.rows.iter().find(|row| row.code == *code);
        let further = table.rows.iter().filter(|row| self.rows.iter().all(|org| org.code != row.code));
        let all = self.rows.iter().map(|row| own(&row.code).unwrap_or(row)).chain(further);
        let rows = match &table.allowed {
            None => all.collect(),
            Some(allowed) => {
                let all: Vec<_> = all.collect();
                allowed.iter().filter_map(|code| all.iter().copied().find(|row| row.code == *code)).collect()
            }
        };
        InForce { rows, table: Some(table) }
    }
}
