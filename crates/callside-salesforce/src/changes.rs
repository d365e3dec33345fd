//! What changed in Salesforce since a moment.
//!
//! `SystemModstamp` is asked for, not `LastModifiedDate`: it is indexed and moves with changes by the system too. A
//! change is visible only when its transaction has committed, which may be later than its stamp; the asker overlaps.
//! Deleted records do not stand in queries; `/deleted` tells of them.
//! Source: Salesforce SOAP API Developer Guide, "System fields"; REST API Developer Guide, "Get a list of deleted records".

use crate::rest::{Ask, Rest, RestError, encode};
use crate::soql::{Comparison, Condition, FieldPath, Literal, Nulls, ObjectName, Order, Select, Soql};
use callside_core::crm::{ChangedRecord, Deletions, Watch};
use callside_core::facts::of::moment;
use callside_core::ids::RecordId;
use callside_core::parents::Led;
use callside_core::shape::OrgShape;
use jiff::Timestamp;
use serde_json::Value;

const STAMP: FieldPath = FieldPath::known("SystemModstamp");

/// The question for a watched object, in an org in which it and the parents that are asked for are described. Fields that
/// are not there for this user are left out; `None` for what is no object's name.
#[must_use]
pub fn query(watch: &Watch, org: &OrgShape) -> Option<Select> {
    let shape = org.objects.get(&watch.object)?;
    let always = ["SystemModstamp", "CreatedDate", "LastModifiedById", "OwnerId"];
    let is_there = |field: &&str| matches!(org.led(&watch.object, field), Led::Field { .. });
    let wanted = watch.fields.iter().map(String::as_str).filter(is_there);
    let there = always.into_iter().filter(|field| *field != "OwnerId" || shape.fields.contains_key("OwnerId"));
    let fields: Vec<FieldPath> = there.chain(wanted).filter_map(|field| FieldPath::new(field).ok()).collect();
    let since = Condition::compare(STAMP, Comparison::Ge, Literal::Moment(watch.since));
    let owned = watch.owner.as_ref().filter(|_| shape.fields.contains_key("OwnerId"));
    let select = Select::from(ObjectName::new(&watch.object).ok()?).fields(&fields).filter(since);
    let select = match owned {
        Some(owner) => select.filter(Condition::eq(FieldPath::known("OwnerId"), owner)),
        None => select,
    };
    let by_stamp = select.order_by(STAMP, Order::Ascending, Nulls::Last);
    Some(by_stamp.order_by(FieldPath::known("Id"), Order::Ascending, Nulls::Last))
}

pub(crate) async fn changes(rest: &Rest, watch: &Watch, org: &OrgShape) -> Result<Vec<ChangedRecord>, RestError> {
    let Some(select) = query(watch, org) else { return Ok(Vec::new()) };
    let path = rest.resource(&format!("query?q={}", encode(Soql::from_builder(&select).as_str())));
    let rows = rest.all_rows(rest.ask(&path, Ask::Get).await?).await?;
    rows.into_iter().map(|row| changed(row).ok_or(RestError::Unreadable("changed record"))).collect()
}

fn changed(row: Value) -> Option<ChangedRecord> {
    let text = |field: &str| row[field].as_str();
    let id = |field: &str| text(field).and_then(|id| RecordId::new(id).ok());
    Some(ChangedRecord {
        id: id("Id")?,
        stamp: text("SystemModstamp")?.to_owned(),
        changed_at: moment(text("SystemModstamp")?)?,
        created_at: moment(text("CreatedDate")?)?,
        changed_by: id("LastModifiedById"),
        owner: id("OwnerId"),
        values: row,
    })
}

pub(crate) async fn deletions(
    rest: &Rest,
    object: &str,
    since: Timestamp,
    until: Timestamp,
) -> Result<Deletions, RestError> {
    let object = ObjectName::new(object).map_err(|_| RestError::Unreadable("object name"))?;
    let at = |moment: Timestamp| encode(&moment.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string());
    let path = rest.resource(&format!("sobjects/{object}/deleted/?start={}&end={}", at(since), at(until)));
    let answer = rest.ask(&path, Ask::Get).await?;
    let records = answer["deletedRecords"].as_array().ok_or(RestError::Unreadable("deleted records"))?;
    let one = |row: &Value| Some((RecordId::new(row["id"].as_str()?).ok()?, moment(row["deletedDate"].as_str()?)?));
    let records = records.iter().map(|row| one(row).ok_or(RestError::Unreadable("deleted record")));
    let records = records.collect::<Result<Vec<_>, _>>()?;
    let covered = answer["latestDateCovered"].as_str().and_then(moment);
    Ok(Deletions { records, covered: covered.ok_or(RestError::Unreadable("covered moment"))? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::shape::{FieldShape, ObjectShape};

    fn lead(fields: &[&str]) -> OrgShape {
        let fields = fields.iter().map(|field| ((*field).to_owned(), FieldShape::default())).collect();
        OrgShape { objects: [("Lead".to_owned(), ObjectShape { fields, ..ObjectShape::default() })].into() }
    }

    #[test]
    fn only_what_the_user_sees_is_asked_for() {
        let watch = Watch {
            object: "Lead".into(),
            since: "2026-11-20T12:00:00Z".parse().unwrap(),
            owner: RecordId::new("005000000000001AAA").ok(),
            fields: ["Status".to_owned(), "Secret__c".to_owned(), "x' OR 1".to_owned()].into(),
        };
        let text = |fields: &[&str]| query(&watch, &lead(fields)).map(|select| select.to_string());
        assert_eq!(
            text(&["Status", "OwnerId"]).as_deref(),
            Some(
                "SELECT Id, SystemModstamp, CreatedDate, LastModifiedById, OwnerId, Status FROM Lead \
                 WHERE SystemModstamp >= 2026-11-20T12:00:00Z AND OwnerId = '005000000000001AAA' \
                 ORDER BY SystemModstamp ASC NULLS LAST, Id ASC NULLS LAST"
            )
        );
        assert!(text(&[]).is_some_and(|text| !text.contains("OwnerId") && !text.contains("Status")));
        assert_eq!(query(&Watch { object: "Lead; DROP".into(), ..watch.clone() }, &lead(&[])), None);
    }

    #[test]
    fn fields_of_parents_are_asked_for_where_they_are() {
        let mut org = lead(&["Status"]);
        let company = FieldShape {
            relationship: Some("Company__r".into()),
            references: vec!["Account".into()],
            ..FieldShape::default()
        };
        org.objects.get_mut("Lead").unwrap().fields.insert("Company__c".into(), company);
        let account = [("Name".to_owned(), FieldShape::default())].into();
        org.objects.insert("Account".into(), ObjectShape { fields: account, ..ObjectShape::default() });
        let watch = Watch {
            object: "Lead".into(),
            since: "2026-11-20T12:00:00Z".parse().unwrap(),
            owner: None,
            fields: ["Company__r.Name", "Company__r.Secret__c", "Company__r.Owner.Name"].map(str::to_owned).into(),
        };
        let text = query(&watch, &org).unwrap().to_string();
        assert!(
            text.starts_with("SELECT Id, SystemModstamp, CreatedDate, LastModifiedById, Company__r.Name FROM Lead"),
            "{text}"
        );
    }
}
