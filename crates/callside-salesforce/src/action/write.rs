//! Changes, deletes and what takes a delete back: harmless to send again by themselves.

use super::{Act, not_a_name};
use crate::commit::{differences, part};
use crate::rest::{Ask, RestError};
use crate::soql::ObjectName;
use callside_core::action::{Answer, StepDone};
use callside_core::crm::{CrmError, Refusal, RefusalReason};
use callside_core::ids::RecordId;
use callside_core::plan::{Action, Value, Write};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

impl Act<'_> {
    /// What stood in the fields before is read first: it is compared with what the person saw, and kept for undo.
    pub(super) async fn update(
        &self,
        object: &str,
        id: &RecordId,
        fields: &BTreeMap<String, Value>,
        seen: &BTreeMap<String, Json>,
        allow_duplicate: bool,
    ) -> Result<Answer, CrmError> {
        let names: Vec<String> = fields.keys().filter(|name| *name != "Content").cloned().collect();
        let present = self.one(object, id, &names).await?.unwrap_or(Json::Null);
        let write = Write {
            reference: "record".into(),
            object: object.to_owned(),
            action: Action::Update { id: id.clone(), seen: seen.clone() },
            fields: fields.clone(),
            label: String::new(),
        };
        let differences = differences(&write, &present);
        if !differences.is_empty() {
            return Err(CrmError::Refused(Box::new(Refusal {
                reason: RefusalReason::Changed { differences },
                code: "CHANGED".into(),
                message: "Somebody else changed the record.".into(),
                object: Some(object.to_owned()),
                fields: Vec::new(),
            })));
        }
        self.send(&write, allow_duplicate).await?;
        let former = names.into_iter().map(|name| (present[&name].clone(), name)).map(|(was, name)| (name, was));
        Ok(Answer::Written {
            object: object.to_owned(),
            id: id.clone(),
            done: StepDone::Updated,
            read_back: Json::Null,
            former: former.collect(),
            found_again: false,
        })
    }

    /// A second delete finds the record deleted.
    pub(super) async fn delete(&self, object: &str, id: &RecordId) -> Result<Answer, CrmError> {
        let name = ObjectName::new(object).map_err(not_a_name)?;
        let found_again = match self.rest.ask(&self.rest.resource(&format!("sobjects/{name}/{id}")), Ask::Delete).await
        {
            Ok(_) => false,
            Err(error) if error.is(&["ENTITY_IS_DELETED"]) => true,
            Err(error) => return Err(self.told(error, Some(object))),
        };
        Ok(self.written(object, id, StepDone::Deleted, found_again))
    }

    /// Out of the recycle bin. A second time finds the record standing.
    pub(super) async fn restore(&self, object: &str, id: &RecordId) -> Result<Answer, CrmError> {
        match self.rest.ask(&self.rest.soap(), Ask::Undelete(id)).await {
            Ok(_) => Ok(self.written(object, id, StepDone::Restored, false)),
            Err(error) if error.is(&["UNDELETE_FAILED"]) => {
                let stands = self.one(object, id, &["Id".to_owned()]).await?.is_some();
                if stands {
                    Ok(self.written(object, id, StepDone::Restored, true))
                } else {
                    Err(self.told(error, Some(object)))
                }
            }
            Err(error) => Err(self.told(error, Some(object))),
        }
    }

    pub(super) fn written(&self, object: &str, id: &RecordId, done: StepDone, found_again: bool) -> Answer {
        Answer::Written {
            object: object.to_owned(),
            id: id.clone(),
            done,
            read_back: Json::Null,
            former: BTreeMap::new(),
            found_again,
        }
    }

    /// One write as a composite of one part, which takes the headers about duplicates and assignment rules.
    pub(super) async fn send(&self, write: &Write, allow_duplicate: bool) -> Result<Option<RecordId>, CrmError> {
        let part = part(write, allow_duplicate, self.rest)?;
        let body = json!({ "allOrNone": true, "compositeRequest": [part] });
        let answer = self.ask(&self.rest.resource("composite"), Ask::Write(&body), Some(&write.object)).await?;
        let part = &answer["compositeResponse"][0];
        let status = part["httpStatusCode"].as_u64().and_then(|status| u16::try_from(status).ok()).unwrap_or(0);
        if (200..300).contains(&status) {
            return Ok(part["body"]["id"].as_str().and_then(|id| RecordId::new(id).ok()));
        }
        let error = crate::rest::read_errors(&part["body"])
            .map_or(RestError::AnswerLost, |errors| RestError::Answered { status, errors, retry_after_s: None });
        Err(self.told(error, Some(&write.object)))
    }
}
