//! Callers by their number: full-text search and exact spellings, asked at the same time.

use super::branches::{Branch, merge, shape_was_wrong};
use super::{Lookup, Round};
use crate::queries::{by_id, by_phone, find_phone};
use crate::rest::RestError;
use callside_core::ids::RecordId;
use callside_core::phone::PhoneNumber;
use callside_core::record::{CallerRef, Candidate};

/// Most ids in one query, so that its address stays short.
const IDS_PER_QUERY: usize = 100;

impl Lookup<'_> {
    /// Records that may carry the number in any phone field.
    pub(crate) async fn by_number(&self, number: &PhoneNumber) -> Result<Vec<Candidate>, RestError> {
        let branches = self.number_branches(Round::AsKnown, number).await;
        if !shape_was_wrong(&branches) {
            return merge(branches);
        }
        let again = self.number_branches(Round::AsDescribed, number).await;
        merge(if again.iter().any(Result::is_ok) { again } else { branches })
    }

    async fn number_branches(&self, round: Round, number: &PhoneNumber) -> Vec<Branch> {
        let views = match self.views(round).await {
            Ok(views) => views,
            Err(error) => return vec![Err(error)],
        };
        let spellings = number.spellings();
        let exact = views.iter().filter_map(|view| Some((view, by_phone(view, &spellings)?))).collect();
        let find = find_phone(&views, number.search_terms());
        let (found, mut branches) = tokio::join!(self.find(find, &views), self.query(exact));
        branches.insert(0, found);
        branches
    }

    /// The present state of known records. Those that are gone, and Leads that have been converted, are left out.
    pub(crate) async fn by_record(&self, records: &[CallerRef]) -> Result<Vec<Candidate>, RestError> {
        let branches = self.record_branches(Round::AsKnown, records).await;
        let branches =
            if shape_was_wrong(&branches) { self.record_branches(Round::AsDescribed, records).await } else { branches };
        // A record that could not be read must not look as if it were gone.
        branches.into_iter().collect::<Result<Vec<_>, _>>().map(|found| found.into_iter().flatten().collect())
    }

    async fn record_branches(&self, round: Round, records: &[CallerRef]) -> Vec<Branch> {
        let views = match self.views(round).await {
            Ok(views) => views,
            Err(error) => return vec![Err(error)],
        };
        let mut queries = Vec::new();
        for view in &views {
            let of_object = records.iter().filter(|record| record.object == view.object);
            let ids: Vec<RecordId> = of_object.map(|record| record.id.clone()).collect();
            queries.extend(ids.chunks(IDS_PER_QUERY).filter_map(|ids| Some((view, by_id(view, ids)?))));
        }
        self.query(queries).await
    }
}
