//! New records, each exactly once although answers may be lost (docs/adr/0022).

use super::{Act, not_a_name, select};
use crate::commit::json_of;
use crate::queries::{MarkText, commit_mark};
use crate::rest::Ask;
use crate::soql::{Comparison, Condition, FieldPath, Literal, ObjectName, Select};
use callside_core::action::{Answer, Once, StepDone};
use callside_core::crm::CrmError;
use callside_core::ids::RecordId;
use callside_core::plan::{Action, CommitMark, Value, Write};
use jiff::SignedDuration;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// How far this machine's clock may be from Salesforce's.
const CLOCKS: SignedDuration = SignedDuration::from_hours(24);

impl Act<'_> {
    pub(super) async fn create(
        &self,
        object: &str,
        fields: &BTreeMap<String, Value>,
        allow_duplicate: bool,
        once: Once,
        read_back: &[String],
    ) -> Result<Answer, CrmError> {
        let (id, found_again) = match once {
            Once::Key => (self.keyed(object, fields, allow_duplicate).await?, false),
            Once::Mark => self.marked(object, fields, allow_duplicate).await?,
            Once::SameValues => self.same_values(object, fields, allow_duplicate).await?,
            Once::Unique => self.unique(object, fields, allow_duplicate).await?,
        };
        let shown = if read_back.is_empty() { None } else { self.one(object, &id, read_back).await.ok().flatten() };
        Ok(Answer::Written {
            object: object.to_owned(),
            id,
            done: StepDone::Created,
            read_back: shown.map_or(Json::Null, |value| super::read::row(value).values),
            former: BTreeMap::new(),
            found_again,
        })
    }

    /// The UI API keeps the answer to a key for thirty days and gives it again instead of making a second record.
    /// Source: User Interface API Developer Guide, "Prevent Record Duplication with Idempotent Record Writes".
    async fn keyed(
        &self,
        object: &str,
        fields: &BTreeMap<String, Value>,
        allow_duplicate: bool,
    ) -> Result<RecordId, CrmError> {
        let name = ObjectName::new(object).map_err(not_a_name)?;
        let mut given = Map::new();
        for (field, value) in fields {
            FieldPath::new(field).map_err(not_a_name)?;
            given.insert(field.clone(), json_of(value));
        }
        let body = json!({ "apiName": name.as_str(), "fields": given, "allowSaveOnDuplicate": allow_duplicate });
        let ask = Ask::Once { body: &body, key: self.key };
        let answer = self.ask(&self.rest.resource("ui-api/records"), ask, Some(object)).await?;
        answer["id"].as_str().and_then(|id| RecordId::new(id).ok()).ok_or(CrmError::AnswerLost)
    }

    /// A Task carries its mark, as call logs do; the UI API does not take tasks.
    async fn marked(
        &self,
        object: &str,
        fields: &BTreeMap<String, Value>,
        allow_duplicate: bool,
    ) -> Result<(RecordId, bool), CrmError> {
        let shape = self.shapes.known(self.rest);
        let mark = shape.as_deref().map_or(CommitMark::CallObject, CommitMark::of);
        let key = format!("callside:{}", self.key);
        let mut fields = fields.clone();
        let mark = match mark {
            CommitMark::CallKey => MarkText::CallKey(key),
            CommitMark::CallObject => MarkText::CallObject(key),
            CommitMark::Subject => {
                let subject = match fields.get("Subject") {
                    Some(Value::Text(text)) => text.clone(),
                    _ => String::new(),
                };
                let room = 255 - key.len() - 3;
                let cut: String = subject.chars().take(room).collect();
                MarkText::Subject(format!("{cut} [{key}]").trim_start().to_owned())
            }
        };
        let found = self.rows_of(&commit_mark(&mark, self.me), Some(object)).await?.0;
        let ours = found.iter().find(|row| row[mark.field().as_str()].as_str().is_some_and(|text| mark.is_in(text)));
        if let Some(id) = ours.and_then(|row| row["Id"].as_str()).and_then(|id| RecordId::new(id).ok()) {
            return Ok((id, true));
        }
        fields.insert(mark.field().to_string(), Value::text(mark.text()));
        Ok((self.sent(object, fields, allow_duplicate).await?, false))
    }

    /// An appointment is known by who, when and what: one that this user made since with the same values is this one.
    async fn same_values(
        &self,
        object: &str,
        fields: &BTreeMap<String, Value>,
        allow_duplicate: bool,
    ) -> Result<(RecordId, bool), CrmError> {
        if let Some(since) = self.again {
            let since = since.checked_sub(CLOCKS).unwrap_or(since);
            let mut same = Select::from(ObjectName::new(object).map_err(not_a_name)?)
                .filter(Condition::eq(FieldPath::known("CreatedById"), self.me))
                .filter(Condition::compare(FieldPath::known("CreatedDate"), Comparison::Ge, Literal::Moment(since)));
            for (field, value) in fields.iter().filter(|(field, _)| KNOWN_BY.contains(&field.as_str())) {
                let field = FieldPath::new(field).map_err(not_a_name)?;
                same = same.filter(Condition::eq(field, select::literal(value)));
            }
            let found = self.rows_of(&same.limit(1), Some(object)).await?.0;
            if let Some(id) = found.first().and_then(|row| row["Id"].as_str()).and_then(|id| RecordId::new(id).ok()) {
                return Ok((id, true));
            }
        }
        Ok((self.sent(object, fields.clone(), allow_duplicate).await?, false))
    }

    /// Salesforce refuses a second link of a document to a record.
    async fn unique(
        &self,
        object: &str,
        fields: &BTreeMap<String, Value>,
        allow_duplicate: bool,
    ) -> Result<(RecordId, bool), CrmError> {
        match self.sent(object, fields.clone(), allow_duplicate).await {
            Ok(id) => Ok((id, false)),
            Err(CrmError::Refused(refusal)) if refusal.code == "DUPLICATE_VALUE" => {
                let mut same = Select::from(ObjectName::new(object).map_err(not_a_name)?);
                for (field, value) in fields.iter().filter(|(_, value)| matches!(value, Value::Record(_))) {
                    let field = FieldPath::new(field).map_err(not_a_name)?;
                    same = same.filter(Condition::eq(field, select::literal(value)));
                }
                let found = self.rows_of(&same.limit(1), Some(object)).await?.0;
                let id = found.first().and_then(|row| row["Id"].as_str()).and_then(|id| RecordId::new(id).ok());
                id.map(|id| (id, true)).ok_or(CrmError::Refused(refusal))
            }
            Err(error) => Err(error),
        }
    }

    async fn sent(
        &self,
        object: &str,
        fields: BTreeMap<String, Value>,
        allow_duplicate: bool,
    ) -> Result<RecordId, CrmError> {
        let write = Write {
            reference: "record".into(),
            object: object.to_owned(),
            action: Action::Create,
            fields,
            label: String::new(),
        };
        self.send(&write, allow_duplicate).await?.ok_or(CrmError::AnswerLost)
    }
}

/// What an appointment is known by.
const KNOWN_BY: [&str; 6] = ["Subject", "StartDateTime", "ActivityDate", "OwnerId", "WhoId", "WhatId"];
