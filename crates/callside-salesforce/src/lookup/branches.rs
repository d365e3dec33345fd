//! The branches of a look-up and how they become one answer.

use super::Lookup;
use crate::queries::View;
use crate::rest::{Ask, Part, RestError, encode};
use crate::rows::{candidate, kind};
use crate::soql::Select;
use crate::sosl::{Find, PlainSearch, Sosl};
use callside_core::record::Candidate;
use serde_json::Value;

/// What one branch brought.
pub(super) type Branch = Result<Vec<Candidate>, RestError>;

/// Whether a branch failed because the org is not as it was thought to be.
pub(super) fn shape_was_wrong(branches: &[Branch]) -> bool {
    branches.iter().any(|branch| branch.as_ref().is_err_and(RestError::means_stale_shape))
}

/// Every record once, in the order in which it was found.
pub(super) fn merge(branches: Vec<Branch>) -> Branch {
    let mut found: Vec<Candidate> = Vec::new();
    let mut failure = None;
    for branch in branches {
        match branch {
            Ok(candidates) => {
                for candidate in candidates {
                    if !found.iter().any(|known| known.record == candidate.record) {
                        found.push(candidate);
                    }
                }
            }
            Err(error) => {
                tracing::warn!(%error, "a branch of the look-up failed");
                failure.get_or_insert(error);
            }
        }
    }
    match failure {
        Some(error) if found.is_empty() => Err(error),
        _ => Ok(found),
    }
}

impl Lookup<'_> {
    /// Full-text search.
    pub(super) async fn find(&self, find: Option<Find>, views: &[View]) -> Branch {
        let Some(find) = find else { return Ok(Vec::new()) };
        let path = self.rest.resource(&format!("search?q={}", encode(Sosl::from_builder(&find).as_str())));
        read_found(&self.rest.ask(&path, Ask::Get).await?, views)
    }

    /// Full-text search for a text as an agent typed it.
    pub(super) async fn find_plain(&self, search: &PlainSearch, views: &[View]) -> Branch {
        let path = self.rest.resource("parameterizedSearch");
        match self.rest.ask(&path, Ask::ReadByPost(&search.body())).await {
            Ok(answer) => read_found(&answer, views),
            // Nothing in the text is long enough for the index.
            Err(error) if error.is(&["MALFORMED_SEARCH"]) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    /// Queries in one round trip, each a branch of its own.
    pub(super) async fn query(&self, queries: Vec<(&View, Select)>) -> Vec<Branch> {
        let (views, parts): (Vec<_>, Vec<_>) =
            queries.into_iter().map(|(view, select)| (view, Part::Query(select))).unzip();
        if parts.is_empty() {
            return Vec::new();
        }
        let answers = match self.rest.batch(&parts).await {
            Ok(answers) => answers,
            Err(error) => return vec![Err(error)],
        };
        let mut branches = Vec::with_capacity(answers.len());
        for (view, answer) in views.into_iter().zip(answers) {
            branches.push(self.candidates(view, answer).await);
        }
        branches
    }

    async fn candidates(&self, view: &View, answer: Result<Value, RestError>) -> Branch {
        let rows = self.rest.all_rows(answer?).await?;
        rows.iter().map(|row| candidate(row, view)).collect()
    }
}

/// `{"searchRecords":[…]}`; before version 37 the array alone.
fn read_found(answer: &Value, views: &[View]) -> Branch {
    let rows = answer.get("searchRecords").unwrap_or(answer).as_array();
    let rows = rows.ok_or(RestError::Unreadable("search results"))?;
    let view_of = |row: &Value| views.iter().find(|view| kind(row) == Some(view.object.api_name()));
    rows.iter().filter_map(|row| Some(candidate(row, view_of(row)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;
    use callside_core::record::CallerObject;
    use serde_json::json;

    fn found(answer: &Value) -> Branch {
        let views: Vec<_> =
            CallerObject::ALL.into_iter().filter_map(|object| View::of(object, &Settings::default(), None)).collect();
        read_found(answer, &views)
    }

    #[test]
    fn a_failed_branch_loses_no_other_but_is_not_nobody() {
        let row = json!([{ "attributes": { "type": "Lead" }, "Id": "00Q000000000001AAA", "Name": "A" }]);
        let one = || found(&row);
        let merged = merge(vec![Err(RestError::TooLate), one(), one()]).unwrap();
        assert_eq!(merged.len(), 1);
        assert_eq!(merge(vec![Ok(vec![]), Err(RestError::TooLate)]), Err(RestError::TooLate));
        assert_eq!(merge(vec![Ok(vec![]), Ok(vec![])]), Ok(vec![]));
    }

    #[test]
    fn rows_of_other_objects_are_left_out() {
        let answer = json!({ "searchRecords": [
            { "attributes": { "type": "User" }, "Id": "005000000000001AAA" },
            { "attributes": { "type": "Account" }, "Id": "001000000000001AAA", "Name": "Edge" },
        ] });
        assert_eq!(found(&answer).unwrap().len(), 1);
        assert!(found(&json!({ "searchRecords": null })).is_err());
        assert!(found(&json!([{ "attributes": { "type": "Account" } }])).is_err());
    }
}
