//! Running requests of actions. Reads are asked at once; every write is safe to send again (docs/adr/0022).

mod call;
mod create;
mod note;
mod read;
mod select;
pub(crate) mod together;
mod write;

pub use select::{query, search, sosl};

use crate::describe::Shapes;
use crate::rest::{Ask, Rest, RestError, crm_error};
use callside_core::action::{Answer, Check, Request};
use callside_core::crm::{Change, CrmError, Refusal, RefusalReason};
use callside_core::ids::RecordId;
use jiff::Timestamp;

/// What running a request needs.
#[derive(Clone, Copy)]
pub(crate) struct Act<'a> {
    pub(crate) rest: &'a Rest,
    pub(crate) shapes: &'a Shapes,
    pub(crate) me: &'a RecordId,
    /// The UUID under which this write is known again.
    pub(crate) key: &'a str,
    /// Since when an earlier attempt may have arrived; `None` when none can have.
    pub(crate) again: Option<Timestamp>,
}

impl Act<'_> {
    /// Runs it, or finds that it has been done.
    pub(crate) async fn run(&self, request: &Request) -> Result<Answer, CrmError> {
        match request {
            Request::Search(search) => self.search(search).await,
            Request::Get { object, id, show, body } => self.get(object, id, show, body.as_deref()).await,
            Request::Find(find) => self.find(find).await,
            Request::Query { pieces } => self.query(pieces).await,
            Request::Create { object, fields, allow_duplicate, once, checks, read_back } => {
                self.check(checks).await?;
                self.create(object, fields, *allow_duplicate, *once, read_back).await
            }
            Request::Update { .. } if request.goes_together() => {
                let change = Change { request, again: self.again.is_some() };
                let mut outcomes = together::run(self.rest, self.shapes, &[change]).await;
                outcomes.pop().unwrap_or(Err(CrmError::AnswerLost))
            }
            Request::Update { object, id, fields, seen, allow_duplicate, checks } => {
                self.check(checks).await?;
                self.update(object, id, fields, seen, *allow_duplicate).await
            }
            Request::Delete { object, id } => self.delete(object, id).await,
            Request::Restore { object, id } => self.restore(object, id).await,
            Request::Call { method, path, body, pick, repeatable } => {
                self.call(*method, path, body.as_ref(), pick.as_deref(), *repeatable).await
            }
        }
    }

    /// What must be found before a write.
    async fn check(&self, checks: &[Check]) -> Result<(), CrmError> {
        for check in checks {
            let select = select::exists(&check.object, &check.all)?;
            if self.rows_of(&select, Some(&check.object)).await?.0.is_empty() {
                return Err(CrmError::Refused(Box::new(Refusal {
                    reason: RefusalReason::BadValue,
                    code: "NOT_ALLOWED_HERE".into(),
                    message: check.otherwise.clone(),
                    object: None,
                    fields: check.field.iter().cloned().collect(),
                })));
            }
        }
        Ok(())
    }

    async fn ask(&self, path: &str, ask: Ask<'_>, object: Option<&str>) -> Result<serde_json::Value, CrmError> {
        self.rest.ask(path, ask).await.map_err(|error| self.told(error, object))
    }

    /// Converts an error, and takes note when it shows that the org has changed.
    fn told(&self, error: RestError, object: Option<&str>) -> CrmError {
        if error.means_stale_shape() {
            self.shapes.forget();
        }
        crm_error(error, object)
    }
}

/// A name that no query can carry.
fn not_a_name(_: crate::soql::NotAName) -> CrmError {
    CrmError::Unexpected { code: "a name that is no API name".into() }
}
