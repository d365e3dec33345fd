//! What is open and what has happened around a caller, in one round trip.

use super::{Lookup, Round};
use crate::queries::{open_cases, opportunities_by_role, opportunities_of_account, tasks_of};
use crate::rest::{Part, RestError};
use crate::rows::{open_case, open_opportunity, past_task};
use crate::soql::Select;
use callside_core::ids::RecordId;
use callside_core::record::{CallerContext, CallerObject, CallerRef};
use callside_core::shape::OrgShape;
use serde_json::Value;

/// What a query is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Cases,
    Opportunities,
    Tasks,
}

type Answers = Vec<(About, Result<Vec<Value>, RestError>)>;

impl Lookup<'_> {
    /// Open cases, open opportunities and last activities. A part that the user may not see is empty; one that
    /// fails is left empty too, unless all fail.
    pub(crate) async fn around(
        &self,
        caller: &CallerRef,
        account: Option<&RecordId>,
    ) -> Result<CallerContext, RestError> {
        let mut answers = self.ask_around(Round::AsKnown, caller, account).await?;
        if answers.iter().any(|(_, answer)| answer.as_ref().is_err_and(|error| error.is(&["INVALID_FIELD"]))) {
            answers = self.ask_around(Round::AsDescribed, caller, account).await?;
        }
        put_together(answers)
    }

    async fn ask_around(
        &self,
        round: Round,
        caller: &CallerRef,
        account: Option<&RecordId>,
    ) -> Result<Answers, RestError> {
        let org = self.org(round).await?;
        let (abouts, parts): (Vec<_>, Vec<_>) = queries(org.as_deref(), caller, account)
            .into_iter()
            .map(|(about, select)| (about, Part::Query(select)))
            .unzip();
        if parts.is_empty() {
            return Ok(Vec::new());
        }
        let mut answers = Vec::with_capacity(parts.len());
        for (about, answer) in abouts.into_iter().zip(self.rest.batch(&parts).await?) {
            let rows = match answer {
                Ok(page) => self.rest.all_rows(page).await,
                // The object is not there for this user.
                Err(error) if error.is(&["INVALID_TYPE"]) => Ok(Vec::new()),
                Err(error) => Err(error),
            };
            answers.push((about, rows));
        }
        Ok(answers)
    }
}

fn queries(org: Option<&OrgShape>, caller: &CallerRef, account: Option<&RecordId>) -> Vec<(About, Select)> {
    let company = if caller.object == CallerObject::Account { Some(&caller.id) } else { account };
    let company = company.filter(|_| caller.object != CallerObject::Lead);
    let by_role = (caller.object == CallerObject::Contact).then(|| opportunities_by_role(org, &caller.id));
    [
        (About::Cases, open_cases(org, caller, account)),
        (About::Opportunities, company.and_then(|account| opportunities_of_account(org, account))),
        (About::Opportunities, by_role.flatten()),
        (About::Tasks, tasks_of(org, caller)),
    ]
    .into_iter()
    .filter_map(|(about, select)| Some((about, select?)))
    .collect()
}

fn put_together(answers: Answers) -> Result<CallerContext, RestError> {
    if let Some(error) = answers.iter().find_map(|(_, answer)| answer.as_ref().err()) {
        if answers.iter().all(|(_, answer)| answer.is_err()) {
            return Err(error.clone());
        }
        tracing::warn!(%error, "a part of what is around the caller is missing");
    }
    let mut context = CallerContext::default();
    for (about, rows) in answers.into_iter().filter_map(|(about, answer)| Some((about, answer.ok()?))) {
        match about {
            About::Cases => context.cases.extend(rows.iter().filter_map(open_case)),
            About::Tasks => context.tasks.extend(rows.iter().filter_map(past_task)),
            About::Opportunities => {
                for opportunity in rows.iter().filter_map(open_opportunity) {
                    if !context.opportunities.iter().any(|known| known.id == opportunity.id) {
                        context.opportunities.push(opportunity);
                    }
                }
            }
        }
    }
    // Two queries brought them; dates are `YYYY-MM-DD`, and those without one go last.
    context.opportunities.sort_by(|a, b| (a.closes.is_none(), &a.closes).cmp(&(b.closes.is_none(), &b.closes)));
    Ok(context)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn opportunities_of_both_ways_are_one_list() {
        let row = |id: &str, closes: Value| json!({ "Id": id, "Name": id, "StageName": "S", "CloseDate": closes });
        let context = put_together(vec![
            (
                About::Opportunities,
                Ok(vec![row("006000000000001AAA", json!("2026-12-01")), row("006000000000002AAA", json!(null))]),
            ),
            (
                About::Opportunities,
                Ok(vec![
                    row("006000000000003AAA", json!("2026-11-30")),
                    row("006000000000001AAA", json!("2026-12-01")),
                ]),
            ),
            (About::Cases, Err(RestError::TooLate)),
        ])
        .unwrap();
        let ids: Vec<_> = context.opportunities.iter().map(|o| o.id.as_str()).collect();
        assert_eq!(ids, ["006000000000003AAA", "006000000000001AAA", "006000000000002AAA"]);
        assert_eq!(put_together(vec![(About::Tasks, Err(RestError::TooLate))]), Err(RestError::TooLate));
        assert_eq!(put_together(vec![]), Ok(CallerContext::default()));
    }

    #[test]
    fn leads_have_neither_cases_nor_opportunities() {
        let caller = |object, id| CallerRef { object, id: RecordId::new(id).unwrap() };
        let account = RecordId::new("001000000000001AAA").unwrap();
        let abouts = |caller: &CallerRef, account: Option<&RecordId>| -> Vec<About> {
            queries(None, caller, account).into_iter().map(|(about, _)| about).collect()
        };
        let lead = caller(CallerObject::Lead, "00Q000000000001AAA");
        assert_eq!(abouts(&lead, Some(&account)), [About::Tasks]);
        let company = caller(CallerObject::Account, "001000000000001AAA");
        assert_eq!(abouts(&company, None), [About::Cases, About::Opportunities, About::Tasks]);
        let person = caller(CallerObject::Contact, "003000000000001AAA");
        assert_eq!(abouts(&person, Some(&account)).len(), 4);
        assert_eq!(abouts(&person, None).len(), 3);
    }
}
