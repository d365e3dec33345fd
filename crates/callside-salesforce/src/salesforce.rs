//! The port [`Crm`] over Salesforce.

use crate::action::{Act, together};
use crate::calendar;
use crate::changes;
use crate::commit::Commit;
use crate::describe::Shapes;
use crate::logs;
use crate::lookup::Lookup;
use crate::picklists::Picklists;
use crate::queries::permission_sets;
use crate::rest::{Ask, Patience, Rest, RestError, crm_error, encode};
use crate::schemas::Schemas;
use crate::session::Session;
use crate::settings::Settings;
use crate::soql::{ObjectName, Soql};
use async_trait::async_trait;
use callside_core::action::{Answer, Request};
use callside_core::back_fill::{LogPage, LogQuery};
use callside_core::budget::{Purpose, Usage};
use callside_core::calendar::Appointment;
use callside_core::crm::{Change, ChangedRecord, Crm, CrmError, Deletions, Identity, Receipt, Watch};
use callside_core::describe::ObjectDescribe;
use callside_core::facts::Facts;
use callside_core::ids::{CallKey, RecordId};
use callside_core::look_up::Table;
use callside_core::phone::PhoneNumber;
use callside_core::plan::WrapUpPlan;
use callside_core::record::{CallerContext, CallerRef, Candidate};
use callside_core::shape::{ObjectShape, OrgShape};
use callside_core::soql::ast::Query;
use jiff::Timestamp;
use serde_json::Value;
use std::collections::BTreeMap;
use std::time::Duration;

const TASK: &str = "Task";

/// The signed-in Salesforce org. It lives as long as its [`Session`], across sign-outs and sign-ins.
pub struct Salesforce {
    rest: Rest,
    settings: Settings,
    shapes: Shapes,
    picklists: Picklists,
    schemas: Schemas,
}

impl Salesforce {
    /// Salesforce as the person of this session sees it. Makes no call.
    #[must_use]
    pub fn new(session: Session, settings: Settings) -> Self {
        let patience = Patience { read: settings.read_timeout, write: settings.write_timeout };
        let rest = Rest::new(session, settings.version, patience);
        let shapes = Shapes::with_parents(&settings.extra_fields);
        Self { rest, settings, shapes, picklists: Picklists::default(), schemas: Schemas::default() }
    }

    /// The session.
    #[must_use]
    pub const fn session(&self) -> &Session {
        &self.rest.session
    }

    pub(crate) const fn rest(&self) -> &Rest {
        &self.rest
    }

    pub(crate) const fn shapes(&self) -> &Shapes {
        &self.shapes
    }

    pub(crate) const fn schemas(&self) -> &Schemas {
        &self.schemas
    }

    /// How long a description is believed.
    pub(crate) const fn age(&self) -> Duration {
        self.settings.shape_age
    }

    const fn lookup<'a>(&'a self, rest: &'a Rest) -> Lookup<'a> {
        Lookup { rest, settings: &self.settings, shapes: &self.shapes }
    }

    /// What a task looks like to this user.
    async fn task(&self) -> Result<ObjectShape, CrmError> {
        let shape = self.object(TASK).await?;
        shape.filter(logs::is_readable).ok_or_else(|| CrmError::Refused(Box::new(logs::hidden())))
    }

    fn for_pop(&self) -> Rest {
        self.rest.made_for(Purpose::Pop)
    }

    async fn sets_of(&self, user: &RecordId) -> Result<Vec<String>, RestError> {
        let question = Soql::from_builder(&permission_sets(user));
        let path = self.rest.resource(&format!("query?q={}", encode(question.as_str())));
        let rows = self.rest.all_rows(self.rest.ask(&path, Ask::Get).await?).await?;
        Ok(rows.iter().filter_map(|row| row["PermissionSet"]["Name"].as_str().map(str::to_owned)).collect())
    }

    async fn who(&self) -> Result<Identity, RestError> {
        if let Some(identity) = self.rest.session.identity() {
            return Ok(identity);
        }
        let tenure = self.rest.session.tenure();
        let info = match self.rest.ask("/services/oauth2/userinfo", Ask::Get).await {
            // The app was not given the scope `openid`: the identity page says the same in other words.
            Err(RestError::Foreign { status: 403 | 404, .. } | RestError::Answered { status: 403 | 404, .. })
                if let Some(path) = self.rest.session.identity_path() =>
            {
                self.rest.ask(&path, Ask::Get).await?
            }
            answer => answer?,
        };
        let instance = self.rest.session.instance().ok_or(RestError::SignInNeeded)?;
        let identity = read_identity(&info, instance.to_string()).ok_or(RestError::Unreadable("identity"))?;
        self.rest.session.remember(tenure, &identity);
        Ok(identity)
    }
}

/// Reads a userinfo answer, or an identity page.
/// Source: Salesforce Help, "User info endpoint" and "Identity URLs".
fn read_identity(info: &Value, instance_url: String) -> Option<Identity> {
    let text = |key: &str| info[key].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    let id = |key: &str| RecordId::new(info[key].as_str()?).ok();
    let username = text("preferred_username").or_else(|| text("username"))?;
    Some(Identity {
        user: id("user_id")?,
        org: id("organization_id")?,
        name: text("name").or_else(|| text("display_name")).unwrap_or_else(|| username.clone()),
        username,
        email: text("email"),
        zone: text("zoneinfo").or_else(|| text("timezone")),
        language: text("language"),
        instance_url,
    })
}

#[async_trait]
impl Crm for Salesforce {
    async fn identity(&self) -> Result<Identity, CrmError> {
        self.who().await.map_err(|error| crm_error(error, None))
    }

    async fn permission_sets(&self) -> Result<Vec<String>, CrmError> {
        let me = self.identity().await?.user;
        self.sets_of(&me).await.map_err(|error| crm_error(error, Some("PermissionSetAssignment")))
    }

    async fn find_by_phone(&self, number: &PhoneNumber) -> Result<Vec<Candidate>, CrmError> {
        self.lookup(&self.for_pop()).by_number(number).await.map_err(|error| crm_error(error, None))
    }

    async fn read_callers(&self, records: &[CallerRef]) -> Result<Vec<Candidate>, CrmError> {
        self.lookup(&self.for_pop()).by_record(records).await.map_err(|error| crm_error(error, None))
    }

    async fn search(&self, text: &str) -> Result<Vec<Candidate>, CrmError> {
        self.lookup(&self.rest).by_text(text).await.map_err(|error| crm_error(error, None))
    }

    async fn context(&self, caller: &CallerRef, account: Option<&RecordId>) -> Result<CallerContext, CrmError> {
        self.lookup(&self.for_pop()).around(caller, account).await.map_err(|error| crm_error(error, None))
    }

    async fn calendar(&self, from: Timestamp, until: Timestamp) -> Result<Option<Vec<Appointment>>, CrmError> {
        let me = self.identity().await?.user;
        let read = async {
            let rest = self.rest.made_for(Purpose::Agent);
            let Some(event) = self.shapes.object("Event", self.settings.shape_age, &rest).await? else {
                return Ok(None);
            };
            let Some(select) = calendar::query(&event, &me, from, until) else { return Ok(None) };
            calendar::ask(&rest, &select).await.map(Some)
        };
        read.await.map_err(|error| crm_error(error, None))
    }

    async fn shape(&self) -> Result<OrgShape, CrmError> {
        let shape = self.shapes.no_older_than(self.settings.shape_age, &self.rest.made_for(Purpose::Describe)).await;
        let mut shape = shape.map(|shape| OrgShape::clone(&shape)).map_err(|error| crm_error(error, None))?;
        self.picklists.of_org(&mut shape, self.settings.shape_age, &self.rest.made_for(Purpose::Describe)).await;
        Ok(shape)
    }

    async fn look_up(&self, query: &Query, facts: &Facts, rows: u32) -> Result<Option<Table>, CrmError> {
        self.look_up_rows(query, facts, rows).await
    }

    fn usage(&self) -> Option<Usage> {
        self.rest.meter.usage()
    }

    fn spent(&self) -> BTreeMap<Purpose, u32> {
        self.rest.meter.spent()
    }

    async fn ask_usage(&self) -> Result<Option<Usage>, CrmError> {
        self.read_limits().await.map_err(|error| crm_error(error, None))?;
        Ok(self.usage())
    }

    async fn describe(&self, object: &str) -> Result<Option<ObjectDescribe>, CrmError> {
        let Ok(name) = ObjectName::new(object) else { return Ok(None) };
        match self.rest.ask(&self.rest.resource(&format!("sobjects/{name}/describe")), Ask::Get).await {
            Ok(described) => {
                let read = crate::describe_object::read(&described);
                let mut read = read.map_err(|error| crm_error(error, Some(object)))?;
                let rest = self.rest.made_for(Purpose::Describe);
                self.picklists.of_object(&mut read, self.settings.shape_age, &rest).await;
                Ok(Some(read))
            }
            Err(error) if error.is(&["NOT_FOUND", "INVALID_TYPE"]) => Ok(None),
            Err(error) => Err(crm_error(error, Some(object))),
        }
    }

    async fn act(&self, request: &Request, key: &str, again: Option<Timestamp>) -> Result<Answer, CrmError> {
        let me = self.identity().await?.user;
        Act { rest: &self.rest, shapes: &self.shapes, me: &me, key, again }.run(request).await
    }

    async fn change_together(&self, changes: &[Change<'_>]) -> Vec<Result<Answer, CrmError>> {
        together::run(&self.rest, &self.shapes, changes).await
    }

    async fn commit(&self, call: &CallKey, plan: &WrapUpPlan) -> Result<Receipt, CrmError> {
        let me = self.identity().await?.user;
        let rest = self.rest.made_for(Purpose::WrapUp);
        Commit { rest: &rest, shapes: &self.shapes, me: &me }.run(call, plan).await
    }

    async fn object(&self, name: &str) -> Result<Option<ObjectShape>, CrmError> {
        if ObjectName::new(name).is_err() {
            return Ok(None);
        }
        let shape = self.shapes.object(name, self.settings.shape_age, &self.rest.made_for(Purpose::Describe)).await;
        shape.map(|shape| shape.map(|shape| ObjectShape::clone(&shape))).map_err(|error| crm_error(error, None))
    }

    async fn changes(&self, watch: &Watch) -> Result<Vec<ChangedRecord>, CrmError> {
        let read = async {
            let paths = watch.fields.iter().map(String::as_str);
            let org = self.shapes.along(&watch.object, paths, self.settings.shape_age, &self.rest).await?;
            changes::changes(&self.rest.made_for(Purpose::Polling), watch, &org).await
        };
        read.await.map_err(|error| crm_error(error, None))
    }

    async fn count_logs(&self, query: &LogQuery) -> Result<u64, CrmError> {
        let rest = self.rest.made_for(Purpose::BackFill);
        self.task().await?;
        logs::count(&rest, query).await.map_err(|error| crm_error(error, Some(TASK)))
    }

    async fn call_logs(&self, query: &LogQuery, after: Option<&RecordId>) -> Result<LogPage, CrmError> {
        let rest = self.rest.made_for(Purpose::BackFill);
        let task = self.task().await?;
        logs::page(&rest, query, after, &task).await.map_err(|error| crm_error(error, Some(TASK)))
    }

    async fn rows_of(&self, query: &Query, most: u32, purpose: Purpose) -> Result<Table, CrmError> {
        self.all_rows_of(query, most, purpose).await
    }

    async fn deletions(&self, object: &str, since: Timestamp, until: Timestamp) -> Result<Deletions, CrmError> {
        changes::deletions(&self.rest.made_for(Purpose::Polling), object, since, until)
            .await
            .map_err(|error| crm_error(error, None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn userinfo_becomes_an_identity() {
        let info = json!({
            "user_id": "005000000000001AAA", "organization_id": "00D000000000001", "name": "Example Agent",
            "preferred_username": "agent@example.com.dev", "email": "", "zoneinfo": "Europe/Berlin", "language": "de",
        });
        let identity = read_identity(&info, "https://a.com".into()).unwrap();
        assert_eq!(identity.org.as_str(), "00D000000000001EAA");
        assert_eq!(
            (identity.name.as_str(), identity.email, identity.zone.as_deref()),
            ("Example Agent", None, Some("Europe/Berlin"))
        );
        assert_eq!(identity.language.as_deref(), Some("de"));
        let page = json!({ "user_id": "005000000000001AAA", "organization_id": "00D000000000001", "username": "a@b.c",
            "display_name": "Example Agent", "timezone": "Europe/Berlin" });
        let same = read_identity(&page, "https://a.com".into()).unwrap();
        assert_eq!((same.name, same.zone, same.username.as_str()), (identity.name, identity.zone, "a@b.c"));
        assert_eq!(read_identity(&json!({ "user_id": "005000000000001AAA" }), String::new()), None);
    }
}
