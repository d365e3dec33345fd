//! Writing a wrap-up: all or nothing, and at most once (docs/adr/0003).
//!
//! Two round trips: the first looks for the commit mark and for changes by others, the second is one `/composite`
//! request with `allOrNone`. Whoever lost an answer comes again and finds the mark.

mod body;
mod differences;
mod mark;
mod preflight;
mod result;

pub(crate) use body::{json_of, part};
pub(crate) use differences::between as differences;

use crate::describe::Shapes;
use crate::rest::{Ask, Rest, RestError, crm_error};
use callside_core::crm::{CrmError, Receipt};
use callside_core::ids::{CallKey, RecordId};
use callside_core::plan::WrapUpPlan;
use preflight::Preflight;

/// Most parts of a composite request. Source: REST API Developer Guide, "Composite".
const MOST_WRITES: usize = 25;

/// What a commit needs.
#[derive(Clone, Copy)]
pub(crate) struct Commit<'a> {
    pub(crate) rest: &'a Rest,
    pub(crate) shapes: &'a Shapes,
    pub(crate) me: &'a RecordId,
}

impl Commit<'_> {
    /// Writes the plan, or finds that it has been written.
    pub(crate) async fn run(&self, call: &CallKey, plan: &WrapUpPlan) -> Result<Receipt, CrmError> {
        if plan.writes.len() > MOST_WRITES {
            return Err(CrmError::Unexpected { code: format!("more than {MOST_WRITES} writes") });
        }
        let mark = mark::of(plan, call)?;
        let body = body::composite(plan, self.rest)?;
        let preflight = Preflight::of(plan, &mark, self.me)?;
        if let Some(receipt) = preflight.run(self).await? {
            return Ok(receipt);
        }
        let answer = self.rest.ask(&self.rest.resource("composite"), Ask::Write(&body)).await;
        let outcome = answer.map_err(|error| self.told(error, None)).and_then(|answer| {
            let failed = |(error, object): (RestError, String)| self.told(error, Some(&object));
            result::read(plan, &answer).map_err(CrmError::from)?.map_err(failed)
        });
        match outcome {
            // Somebody was faster with the same unique mark: most likely this program itself, a moment ago.
            Err(CrmError::Refused(refusal)) if refusal.code == "DUPLICATE_VALUE" => {
                match preflight.find_mark(self).await? {
                    Some(receipt) => Ok(receipt),
                    None => Err(CrmError::Refused(refusal)),
                }
            }
            outcome => outcome,
        }
    }

    /// Converts an error, and takes note when it shows that the org has changed.
    fn told(&self, error: RestError, object: Option<&str>) -> CrmError {
        if error.means_stale_shape() {
            self.shapes.forget();
        }
        crm_error(error, object)
    }
}
