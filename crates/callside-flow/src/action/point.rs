//! Records to point at, and what goes with one that is deleted.

use super::DEADLINE;
use crate::companion::Companion;
use crate::error::FlowError;
use callside_core::action::{self, Answer, Given, Request, Row};
use callside_core::crm::CrmError;
use callside_core::facts::Facts;
use callside_core::ids::RecordId;
use callside_core::plan::Value;

/// What goes with a record that is deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoesAlong {
    /// What they are, in the plural.
    pub label: String,
    /// How many; `more` when there are more than were counted.
    pub count: usize,
    /// There are more.
    pub more: bool,
}

impl Companion {
    /// What goes with a record that this action deletes.
    ///
    /// # Errors
    /// [`FlowError::UnknownAction`], [`FlowError::SignInNeeded`] or [`FlowError::Crm`].
    pub async fn goes_along(&self, name: &str, given: &Given) -> Result<Vec<GoesAlong>, FlowError> {
        let action = self.inner.actions().allowed(name, self.role()).ok_or(FlowError::UnknownAction)?;
        let crm = self.inner.crm().ok_or(FlowError::SignInNeeded)?;
        let mut along = Vec::new();
        for part in &action.parts {
            let Some(action::Step::Delete { goes_with, .. }) = part.step() else { continue };
            let Ok(bound) = action::bind(&part.template.steps[0], given, &Facts::new(), None, &self.inner.org().zone())
            else {
                continue;
            };
            let Request::Delete { id, .. } = bound.request else { continue };
            for child in goes_with {
                let value = Value::Record(id.clone());
                let search = action::Search {
                    object: child.object.clone(),
                    show: Vec::new(),
                    any: Vec::new(),
                    all: vec![action::Test::Is { field: child.field.clone(), value }],
                    newest: "Id".into(),
                    limit: 200,
                };
                // A kind of record that the user may not see is not counted.
                if let Ok(Answer::Rows { rows, more, .. }) = crm.act(&Request::Search(search), "", None).await
                    && !rows.is_empty()
                {
                    along.push(GoesAlong { label: child.label.clone(), count: rows.len(), more });
                }
            }
        }
        Ok(along)
    }

    /// Records of an object by what a person types, to point at: id, name and what tells them apart.
    ///
    /// # Errors
    /// [`FlowError::SignInNeeded`] or [`FlowError::Crm`].
    pub async fn find_records(&self, object: &str, text: &str) -> Result<Vec<(RecordId, String, String)>, FlowError> {
        let crm = self.inner.crm().ok_or(FlowError::SignInNeeded)?;
        let named = match search_of(object) {
            Some(_) => None,
            None => self.inner.called_by(object).await.0.into_iter().next(),
        };
        let search = picker(object, text, named);
        let answer = tokio::time::timeout(DEADLINE, crm.act(&Request::Search(search), "", None)).await;
        let answer = answer.unwrap_or(Err(CrmError::TooLate))?;
        let Answer::Rows { columns, rows, .. } = answer else { return Ok(Vec::new()) };
        let found = rows.into_iter().filter_map(|row| {
            let mut shown = columns.iter().filter_map(|path| text_at(&row, path));
            let name = shown.next().unwrap_or_default();
            Some((row.id.clone()?, name, shown.collect::<Vec<_>>().join(" · ")))
        });
        Ok(found.collect())
    }
}

/// A text that stands in a row, at a path through parents.
pub(super) fn text_at(row: &Row, path: &str) -> Option<String> {
    let value = path.split('.').fold(&row.values, |value, name| &value[name]);
    value.as_str().map(str::to_owned)
}

/// The columns of the object's own search action; none for an object without one.
pub(super) fn searched(object: &str) -> Vec<String> {
    match search_of(object) {
        Some(action::Step::Search { show, .. }) => show.clone(),
        _ => Vec::new(),
    }
}

fn search_of(object: &str) -> Option<&'static action::Step> {
    let known = action::catalogue::ids().filter_map(action::catalogue::template);
    known
        .flat_map(|template| &template.steps)
        .find(|step| matches!(step, action::Step::Search { object: of, any, .. } if of == object && !any.is_empty()))
}

/// The search behind a look-up field: as the object's own search action, or by what people call its records. Of groups only
/// queues own anything.
fn picker(object: &str, text: &str, named: Option<String>) -> action::Search {
    let (any, show): (Vec<action::MatchSpec>, Vec<String>) = match search_of(object) {
        Some(action::Step::Search { any, show, .. }) => (any.clone(), show.iter().take(4).cloned().collect()),
        _ => {
            let name = named.unwrap_or_else(|| "Name".into());
            (vec![action::MatchSpec { field: name.clone(), by: action::By::Contains }], vec![name])
        }
    };
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let fits = |by: action::By| match by {
        action::By::Phone => digits >= 4 && !text.contains(char::is_alphabetic),
        action::By::CaseNumber => !text.is_empty() && digits == text.chars().count(),
        _ => !text.is_empty(),
    };
    let any = any.into_iter().filter(|spec| fits(spec.by));
    action::Search {
        object: object.to_owned(),
        show,
        any: any.map(|spec| action::Match { field: spec.field, by: spec.by, term: text.to_owned() }).collect(),
        all: if object == "Group" { vec![queue()] } else { Vec::new() },
        newest: "LastModifiedDate".into(),
        limit: 8,
    }
}

fn queue() -> action::Test {
    action::Test::Is { field: "Type".into(), value: Value::Text("Queue".into()) }
}
