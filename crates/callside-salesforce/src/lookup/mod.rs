//! Who may be calling, and what is known around a caller.
//!
//! A look-up has branches that are asked at the same time. One that fails does not lose the others; but when
//! nothing was found and a branch failed, that is an error, because "nobody" would be a guess.

mod around;
mod branches;
mod by_number;
mod by_text;

use crate::describe::Shapes;
use crate::queries::View;
use crate::rest::{Rest, RestError};
use crate::settings::Settings;
use callside_core::record::CallerObject;
use callside_core::shape::OrgShape;
use std::sync::Arc;
use std::time::Duration;

/// What a look-up needs.
#[derive(Clone, Copy)]
pub(crate) struct Lookup<'a> {
    pub(crate) rest: &'a Rest,
    pub(crate) settings: &'a Settings,
    pub(crate) shapes: &'a Shapes,
}

/// A look-up is made once with what is known of the org, and once more if that proved wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Round {
    /// With the shape that is in memory, or as if every field were there: no time is lost asking.
    AsKnown,
    /// After Salesforce said that a field or object is not there.
    AsDescribed,
}

impl Lookup<'_> {
    async fn org(&self, round: Round) -> Result<Option<Arc<OrgShape>>, RestError> {
        match round {
            Round::AsKnown => Ok(self.shapes.known(self.rest)),
            Round::AsDescribed => self.shapes.no_older_than(Duration::ZERO, self.rest).await.map(Some),
        }
    }

    async fn views(&self, round: Round) -> Result<Vec<View>, RestError> {
        let org = self.org(round).await?;
        let view = |object| View::of(object, self.settings, org.as_deref());
        Ok(CallerObject::ALL.into_iter().filter_map(view).collect())
    }
}
