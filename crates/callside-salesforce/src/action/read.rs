//! Requests that read.

use super::{Act, note, select};
use crate::rest::{Ask, RestError, encode};
use crate::soql::{ObjectName, Select, Soql};
use callside_core::action::{Answer, Find, Piece, Row, Search};
use callside_core::crm::CrmError;
use callside_core::ids::RecordId;
use serde_json::Value;

/// Most rows of a query that an admin wrote; what lies beyond is said, not shown.
const MOST_ROWS: usize = 2_000;

impl Act<'_> {
    pub(super) async fn search(&self, search: &Search) -> Result<Answer, CrmError> {
        let (mut rows, _) = self.rows_of(&select::search(search)?, Some(&search.object)).await?;
        let wanted = usize::try_from(search.limit).unwrap_or(usize::MAX);
        let more = rows.len() > wanted;
        rows.truncate(wanted);
        Ok(Answer::Rows { columns: search.show.clone(), rows: rows.into_iter().map(row).collect(), more })
    }

    pub(super) async fn query(&self, pieces: &[Piece]) -> Result<Answer, CrmError> {
        let question = select::query(pieces);
        let (rows, more) = self.rows_at(question.as_str(), None).await?;
        let rows: Vec<Row> = rows.into_iter().map(row).collect();
        Ok(Answer::Rows { columns: columns_of(&rows), rows, more })
    }

    pub(super) async fn find(&self, find: &Find) -> Result<Answer, CrmError> {
        let search = select::sosl(find)?;
        let body = search.body();
        let answer = self.ask(&self.rest.resource("parameterizedSearch"), Ask::ReadByPost(&body), None).await?;
        let found = answer["searchRecords"].as_array().cloned().unwrap_or_default();
        let rows: Vec<Row> = found.into_iter().map(row).collect();
        let more = find.returning.iter().any(|(object, _)| {
            let of = rows.iter().filter(|row| row.object.as_deref() == Some(object)).count();
            of >= usize::try_from(find.limit).unwrap_or(usize::MAX)
        });
        Ok(Answer::Rows { columns: columns_of(&rows), rows, more })
    }

    pub(super) async fn get(
        &self,
        object: &str,
        id: &RecordId,
        show: &[String],
        body: Option<&str>,
    ) -> Result<Answer, CrmError> {
        let name = ObjectName::new(object).map_err(super::not_a_name)?;
        let value = if show.iter().any(|field| field == "*") {
            self.ask(&self.rest.resource(&format!("sobjects/{name}/{id}")), Ask::Get, Some(object)).await?
        } else {
            self.one(object, id, show).await?.ok_or_else(|| gone(object))?
        };
        let text = match body {
            Some(field) => {
                let field = crate::soql::FieldPath::new(field).map_err(super::not_a_name)?;
                let path = self.rest.resource(&format!("sobjects/{name}/{id}/{field}"));
                let html = self.ask(&path, Ask::Text, Some(object)).await?;
                Some(note::text_of(html.as_str().unwrap_or_default()))
            }
            None => None,
        };
        let mut found = row(value);
        found.object.get_or_insert_with(|| object.to_owned());
        found.id.get_or_insert_with(|| id.clone());
        Ok(Answer::Record { row: found, body: text })
    }

    /// Some fields of one record, parents' included; `None` when it is not there.
    pub(super) async fn one(&self, object: &str, id: &RecordId, show: &[String]) -> Result<Option<Value>, CrmError> {
        let name = ObjectName::new(object).map_err(super::not_a_name)?;
        let id_is = crate::soql::Condition::eq(crate::soql::FieldPath::known("Id"), id);
        let question = Select::from(name).fields(&select::paths(show)?).filter(id_is).limit(1);
        Ok(self.rows_of(&question, Some(object)).await?.0.pop())
    }

    pub(super) async fn rows_of(&self, select: &Select, object: Option<&str>) -> Result<(Vec<Value>, bool), CrmError> {
        self.rows_at(Soql::from_builder(select).as_str(), object).await
    }

    async fn rows_at(&self, question: &str, object: Option<&str>) -> Result<(Vec<Value>, bool), CrmError> {
        let path = self.rest.resource(&format!("query?q={}", encode(question)));
        let first = self.ask(&path, Ask::Get, object).await?;
        let total = first["totalSize"].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        let mut rows = if total > MOST_ROWS {
            first["records"].as_array().cloned().unwrap_or_default()
        } else {
            self.rest.all_rows(first).await.map_err(|error| self.told(error, object))?
        };
        let more = total > rows.len() || rows.len() > MOST_ROWS;
        rows.truncate(MOST_ROWS);
        Ok((rows, more))
    }
}

fn gone(object: &str) -> CrmError {
    let error = crate::rest::ApiError {
        code: "NOT_FOUND".into(),
        message: "The record is not there, or you may not see it.".into(),
        fields: Vec::new(),
        duplicates: None,
    };
    crate::rest::crm_error(RestError::Answered { status: 404, errors: vec![error], retry_after_s: None }, Some(object))
}

/// A row without what REST adds to it.
pub(super) fn row(mut value: Value) -> Row {
    let object = value["attributes"]["type"].as_str().map(str::to_owned);
    let id = value["Id"].as_str().and_then(|id| RecordId::new(id).ok());
    without_attributes(&mut value);
    Row { object, id, values: value }
}

fn without_attributes(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.remove("attributes");
            members.values_mut().for_each(without_attributes);
        }
        Value::Array(items) => items.iter_mut().for_each(without_attributes),
        _ => {}
    }
}

/// The paths that rows have, as they come: a parent's fields by dotted path.
fn columns_of(rows: &[Row]) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for row in rows {
        each_path("", &row.values, &mut |path| {
            if path != "Id" && !columns.iter().any(|known| known == path) {
                columns.push(path.to_owned());
            }
        });
    }
    columns
}

fn each_path(above: &str, value: &Value, see: &mut impl FnMut(&str)) {
    for (name, member) in value.as_object().into_iter().flatten() {
        let path = if above.is_empty() { name.clone() } else { format!("{above}.{name}") };
        match member {
            Value::Object(members) if !members.contains_key("records") => each_path(&path, member, see),
            _ => see(&path),
        }
    }
}
