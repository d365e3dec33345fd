//! The question before a write: does it stand already, and has somebody else been there?

use super::Commit;
use super::differences::between;
use crate::queries::{MarkText, commit_mark};
use crate::rest::{Part, RestError};
use crate::soql::{FieldPath, ObjectName, Select};
use callside_core::crm::{CrmError, Difference, Receipt, Refusal, RefusalReason, Written};
use callside_core::ids::RecordId;
use callside_core::plan::{Action, CALL_LOG, WrapUpPlan, Write};
use serde_json::Value;

/// What is asked, in one round trip: at most 25 parts, since a plan has at most 24 updates beside its call log.
pub(super) struct Preflight<'p> {
    mark: &'p MarkText,
    logs: Select,
    updates: Vec<(&'p Write, Part)>,
}

impl<'p> Preflight<'p> {
    pub(super) fn of(plan: &'p WrapUpPlan, mark: &'p MarkText, me: &RecordId) -> Result<Self, CrmError> {
        let updates = plan.writes.iter().filter_map(|write| Some((write, present_values(write)?)));
        let updates = updates.map(|(write, part)| Ok((write, part?))).collect::<Result<_, CrmError>>()?;
        Ok(Self { mark, logs: commit_mark(mark, me), updates })
    }

    /// `None` when the way is free.
    pub(super) async fn run(&self, commit: &Commit<'_>) -> Result<Option<Receipt>, CrmError> {
        let mut parts = vec![Part::Query(self.logs.clone())];
        parts.extend(self.updates.iter().map(|(_, part)| part.clone()));
        let mut answers = self.ask(commit, &parts).await?.into_iter();
        if let Some(answer) = answers.next()
            && let Some(receipt) = self.read_mark(commit, answer)?
        {
            return Ok(Some(receipt));
        }
        let mut differences = Vec::new();
        for ((write, _), answer) in self.updates.iter().zip(answers) {
            let present = answer.map_err(|error| commit.told(error, Some(&write.object)))?;
            differences.extend(between(write, &present));
        }
        if differences.is_empty() { Ok(None) } else { Err(changed(differences)) }
    }

    /// Looks for the mark alone.
    pub(super) async fn find_mark(&self, commit: &Commit<'_>) -> Result<Option<Receipt>, CrmError> {
        let answer = self.ask(commit, &[Part::Query(self.logs.clone())]).await?.into_iter().next();
        answer.map_or(Ok(None), |answer| self.read_mark(commit, answer))
    }

    async fn ask(&self, commit: &Commit<'_>, parts: &[Part]) -> Result<Vec<Result<Value, RestError>>, CrmError> {
        commit.rest.batch(parts).await.map_err(|error| match error {
            // Only a question was too slow: unlike a write that was cut short, it has certainly changed nothing.
            RestError::TooLate => CrmError::Busy { retry_after_s: None },
            error => commit.told(error, None),
        })
    }

    fn read_mark(&self, commit: &Commit<'_>, answer: Result<Value, RestError>) -> Result<Option<Receipt>, CrmError> {
        let page = answer.map_err(|error| commit.told(error, Some("Task")))?;
        let unreadable = || CrmError::Unexpected { code: "no records".into() };
        let rows = page["records"].as_array().ok_or_else(unreadable)?;
        let field = self.mark.field();
        let carries = |row: &&Value| row[field.as_str()].as_str().is_some_and(|found| self.mark.is_in(found));
        let Some(row) = rows.iter().find(carries) else { return Ok(None) };
        let id = row["Id"].as_str().and_then(|id| RecordId::new(id).ok()).ok_or_else(unreadable)?;
        let log = Written { reference: CALL_LOG.to_owned(), object: "Task".to_owned(), id, created: true };
        Ok(Some(Receipt { records: vec![log], found_again: true }))
    }
}

/// The question for the fields of an update that the agent saw; `None` when there are none to compare.
fn present_values(write: &Write) -> Option<Result<Part, CrmError>> {
    let Action::Update { id, seen } = &write.action else { return None };
    let fields: Vec<_> = write.fields.keys().filter(|field| seen.contains_key(*field)).collect();
    if fields.is_empty() {
        return None;
    }
    let fields = fields.into_iter().map(|field| FieldPath::new(field)).collect::<Result<Vec<_>, _>>();
    let part = ObjectName::new(&write.object).and_then(|object| Ok(Part::Record(object, id.clone(), fields?)));
    Some(part.map_err(|_| CrmError::Unexpected { code: "a name that is no API name".into() }))
}

fn changed(differences: Vec<Difference>) -> CrmError {
    let mut fields: Vec<String> = differences.iter().map(|difference| difference.field.clone()).collect();
    fields.dedup();
    CrmError::Refused(Box::new(Refusal {
        object: differences.first().map(|difference| difference.object.clone()),
        reason: RefusalReason::Changed { differences },
        code: "CHANGED_SINCE_POP".to_owned(),
        message: "Somebody else changed this since the call came in.".to_owned(),
        fields,
    }))
}
