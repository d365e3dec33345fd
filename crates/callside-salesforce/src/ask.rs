//! Asking what a person wrote: saved look-ups and the console.

use crate::rest::{Ask, Part, Rest, RestError, crm_error, encode};
use crate::salesforce::Salesforce;
use crate::soql::Soql;
use crate::table::table;
use callside_core::budget::Purpose;
use callside_core::crm::{CrmError, Refusal, RefusalReason};
use callside_core::facts::{Facts, Vocabulary};
use callside_core::look_up::Table;
use callside_core::soql::ast::Query;
use callside_core::soql::{Completion, Schema, SoqlFault, check, complete, parse};
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

/// Rows of a page of a look-up: Salesforce's least.
const FEW: u16 = 200;
/// Rows of a page of the console.
const MANY: u16 = 1000;
/// Addresses longer than this go in the body of a batch instead. Salesforce refuses addresses over 16,384 bytes (414,
/// 431), its guide advises 2,000, and what stands between may be stricter.
const LONGEST_ADDRESS: usize = 2000;
/// Salesforce itself gives a query up after 120 seconds (QUERY_TIMEOUT).
const LONGEST_QUERY: Duration = Duration::from_secs(130);

/// Where the rest of the rows is. It can only be followed at the org that gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    path: String,
}

/// One page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its rows.
    pub table: Table,
    /// Where there are more.
    pub next: Option<Cursor>,
}

impl Salesforce {
    /// What is wrong with a query for this user. `values` are the values of a call that may stand in it.
    ///
    /// # Errors
    /// When Salesforce cannot tell what the objects look like.
    pub async fn faults(&self, text: &str, values: Option<&Vocabulary>) -> Result<Vec<SoqlFault>, CrmError> {
        match parse(text) {
            Err(fault) => Ok(vec![fault]),
            Ok(query) => Ok(check(&query, &*self.schema_for(&query).await?, values)),
        }
    }

    /// What may come at byte `at` of a text.
    ///
    /// # Errors
    /// When Salesforce cannot tell what the objects look like.
    pub async fn complete(&self, text: &str, at: usize, values: &[String]) -> Result<Completion, CrmError> {
        let rest = self.rest().made_for(Purpose::Describe);
        let error = |error| crm_error(error, None);
        let mut schema = self.schemas().with_names(&rest, self.age()).await.map_err(error)?;
        for _ in 0..4 {
            let completion = complete(text, at, &schema, values);
            if completion.needs.is_empty() {
                return Ok(completion);
            }
            let next = self.schemas().with(&rest, self.shapes(), self.age(), &completion.needs).await.map_err(error)?;
            if completion.needs.iter().all(|name| next.object(name).is_none()) {
                return Ok(completion);
            }
            schema = next;
        }
        Ok(complete(text, at, &schema, values))
    }

    /// Asks a query without values of a call and gives its first page. Dropping the future withdraws the question.
    ///
    /// # Errors
    /// As the port's; a query that Salesforce refuses is [`CrmError::Refused`] in its words.
    pub async fn ask(&self, query: &Query) -> Result<Page, CrmError> {
        let soql = Soql::bound(query, &Facts::new()).map_err(|_| CrmError::Unexpected { code: "values".into() })?;
        let schema = self.schema_for(query).await?;
        let rest = self.rest().made_for(Purpose::Console).patient(LONGEST_QUERY);
        let page = rest.first_page(&soql, MANY).await.map_err(query_error)?;
        read(query, &schema, &page)
    }

    /// The next page.
    ///
    /// # Errors
    /// As [`Self::ask`].
    pub async fn ask_more(&self, query: &Query, cursor: &Cursor) -> Result<Page, CrmError> {
        let schema = self.schema_for(query).await?;
        let rest = self.rest().made_for(Purpose::Console).patient(LONGEST_QUERY);
        let page = rest.ask(&cursor.path, Ask::Get).await.map_err(query_error)?;
        read(query, &schema, &page)
    }

    /// The first rows that a look-up finds for these facts.
    pub(crate) async fn look_up_rows(
        &self,
        query: &Query,
        facts: &Facts,
        rows: u32,
    ) -> Result<Option<Table>, CrmError> {
        let Ok(soql) = Soql::bound(query, facts) else { return Ok(None) };
        let schema = self.schema_for(query).await?;
        let rest = self.rest().made_for(Purpose::LookUp);
        let page = rest.first_page(&soql, FEW).await.map_err(query_error)?;
        Ok(Some(read(query, &schema, &page)?.table.cut(rows)))
    }

    /// All rows of a query without values of a call, page by page, at most so many.
    pub(crate) async fn all_rows_of(&self, query: &Query, most: u32, purpose: Purpose) -> Result<Table, CrmError> {
        let soql = Soql::bound(query, &Facts::new()).map_err(|_| CrmError::Unexpected { code: "values".into() })?;
        let schema = self.schema_for(query).await?;
        let rest = self.rest().made_for(purpose).patient(LONGEST_QUERY);
        let first = rest.first_page(&soql, MANY).await.map_err(query_error)?;
        let Page { mut table, mut next } = read(query, &schema, &first)?;
        let enough = usize::try_from(most).unwrap_or(usize::MAX);
        while let Some(cursor) = next.filter(|_| table.rows.len() < enough) {
            let more = rest.ask(&cursor.path, Ask::Get).await.map_err(query_error)?;
            let page = read(query, &schema, &more)?;
            table.rows.extend(page.table.rows);
            next = page.next;
        }
        Ok(table.cut(most))
    }

    async fn schema_for(&self, query: &Query) -> Result<Arc<Schema>, CrmError> {
        let rest = self.rest().made_for(Purpose::Describe);
        self.schemas().for_query(&rest, self.shapes(), self.age(), query).await.map_err(|error| crm_error(error, None))
    }

    /// Asks for the org's limits, so that the budget knows them before anything else is asked.
    pub(crate) async fn read_limits(&self) -> Result<(), RestError> {
        let rest = self.rest().made_for(Purpose::Describe);
        let answer = rest.ask(&rest.resource("limits"), Ask::Get).await?;
        let figure = |key: &str| answer["DailyApiRequests"][key].as_u64().and_then(|n| u32::try_from(n).ok());
        let (Some(max), Some(left)) = (figure("Max"), figure("Remaining")) else {
            return Err(RestError::Unreadable("daily limit"));
        };
        rest.meter.record(&format!("api-usage={}/{max}", max.saturating_sub(left)));
        Ok(())
    }
}

/// A query that Salesforce cannot read is a refusal in its own words: whoever wrote it must see them.
fn query_error(error: RestError) -> CrmError {
    match error {
        RestError::Answered { status: 400, errors, .. } if errors.iter().any(|one| one.code == "MALFORMED_QUERY") => {
            let message = errors.iter().map(|one| one.message.as_str()).collect::<Vec<_>>().join("\n");
            let code = "MALFORMED_QUERY".to_owned();
            let refusal = Refusal { reason: RefusalReason::Other, code, message, object: None, fields: Vec::new() };
            CrmError::Refused(Box::new(refusal))
        }
        error => crm_error(error, None),
    }
}

fn read(query: &Query, schema: &Schema, page: &Value) -> Result<Page, CrmError> {
    let next = Rest::next_page(page).map_err(|error| crm_error(error, None))?;
    Ok(Page { table: table(query, schema, page), next: next.map(|path| Cursor { path }) })
}

impl Rest {
    /// The first page of a query, in an address while that is short enough, else in a body.
    async fn first_page(&self, soql: &Soql, rows: u16) -> Result<Value, RestError> {
        let path = self.resource(&format!("query?q={}", encode(soql.as_str())));
        if path.len() <= LONGEST_ADDRESS {
            return self.ask(&path, Ask::Rows(rows)).await;
        }
        let mut answers = self.batch(&[Part::Text(soql.clone())]).await?;
        answers.pop().unwrap_or(Err(RestError::Unreadable("batch results")))
    }
}
