//! A plan over rows.

mod candidates;
mod group;
mod order;
mod project;
mod read;
mod test;

pub(crate) use read::{Reader, id_column};

use super::outcome::QueryOutcome;
use super::plan::{Output, Plan};
use super::row::Row;
use crate::schema::Record;

impl<'a, 's> Reader<'a, 's> {
    /// The answer to a whole statement.
    pub(crate) fn answer(&self, plan: &Plan<'s>) -> QueryOutcome {
        let rows = self.candidates(plan);
        match &plan.output {
            Output::Count => {
                let found = self.matching(plan, rows).len().saturating_sub(plan.offset);
                QueryOutcome::Count(plan.limit.map_or(found, |limit| found.min(limit)))
            }
            Output::Rows { columns, order } if order.is_empty() || candidates::by_id(plan) => {
                // They come in their order, so that those beyond the limit need not be looked at.
                let wanted = rows.into_iter().filter(|row| self.lets_through(plan, row));
                let wanted = wanted.skip(plan.offset).take(plan.limit.unwrap_or(usize::MAX));
                QueryOutcome::Records(wanted.map(|row| self.project(plan.object, columns, row)).collect())
            }
            Output::Rows { .. } => QueryOutcome::Records(self.records(plan, rows)),
            Output::Groups(grouping) => {
                let rows = self.matching(plan, rows);
                QueryOutcome::Records(page(plan, self.groups(plan.object, grouping, &rows)))
            }
        }
    }

    /// The result rows of a plan with fields, from candidates in any order.
    pub(crate) fn records(&self, plan: &Plan<'s>, candidates: Vec<&'a Record>) -> Vec<Row> {
        let Output::Rows { columns, order } = &plan.output else { return Vec::new() };
        let mut rows = self.matching(plan, candidates);
        self.sort(plan.object, order, &mut rows);
        page(plan, rows).into_iter().map(|row| self.project(plan.object, columns, row)).collect()
    }

    /// The candidates that a plan's WHERE and scope let through.
    pub(crate) fn matching(&self, plan: &Plan<'s>, candidates: Vec<&'a Record>) -> Vec<&'a Record> {
        candidates.into_iter().filter(|row| self.lets_through(plan, row)).collect()
    }

    fn lets_through(&self, plan: &Plan<'s>, row: &Record) -> bool {
        let owned = plan.owner.as_ref().is_none_or(|owner| {
            row.get("OwnerId").and_then(serde_json::Value::as_str).is_some_and(|id| crate::schema::same_id(id, owner))
        });
        let value = |path: &super::plan::Path<'s>| self.read(plan.object, path, row);
        owned && plan.filter.as_ref().is_none_or(|filter| filter.holds(&value))
    }
}

/// The rows that OFFSET and LIMIT leave.
fn page<T>(plan: &Plan<'_>, rows: Vec<T>) -> Vec<T> {
    rows.into_iter().skip(plan.offset).take(plan.limit.unwrap_or(usize::MAX)).collect()
}
