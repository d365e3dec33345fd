//! Asking Salesforce who is calling: all questions at once, under one deadline.

use crate::local;
use callside_core::crm::{Crm, CrmError};
use callside_core::ids::RecordId;
use callside_core::matching::{Match, MatchOutcome, MatchRules, Source, judge};
use callside_core::phone::PhoneNumber;
use callside_core::record::{CallerContext, CallerRef, Candidate};
use callside_store::Known;
use futures_util::future::OptionFuture;
use std::time::Duration;

/// After this long the copy on this machine stands.
pub(crate) const DEADLINE: Duration = Duration::from_secs(8);

/// What Salesforce says about a number.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Who it is.
    pub outcome: MatchOutcome,
    /// Every record that carries the number, to be kept on this machine.
    pub callers: Vec<Candidate>,
    /// What Salesforce knows around the one caller.
    pub context: Option<CallerContext>,
}

/// Asks who has this number. A caller that this machine knows costs one round trip: the records, the search and the
/// context are asked for together. An unknown one costs two.
pub(crate) async fn by_number(
    crm: &dyn Crm,
    number: &PhoneNumber,
    known: &Known,
    rules: &MatchRules,
    within: Duration,
) -> Result<Answer, CrmError> {
    let in_time = tokio::time::timeout(within, async {
        let refs = local::refs(known);
        let likely = local::likely(known, number, rules);
        let read = OptionFuture::from((!refs.is_empty()).then(|| crm.read_callers(&refs)));
        let context =
            OptionFuture::from(likely.as_ref().map(|(caller, account)| crm.context(caller, account.as_ref())));
        let (found, read, context) = futures_util::join!(crm.find_by_phone(number), read, context);
        let (found, read) = (found?, read.transpose()?.unwrap_or_default());
        let candidates = merge(found, read, known);
        let callers = candidates.iter().map(|(candidate, _)| candidate.clone()).collect();
        let outcome = judge(number, candidates, known.choice.as_ref(), rules);
        let context = match (&outcome, likely, context) {
            (MatchOutcome::One { matched }, Some((asked, _)), Some(context)) if matched.candidate.record == asked => {
                Some(context?)
            }
            (MatchOutcome::One { matched }, _, _) => Some(around(crm, &matched.candidate).await?),
            (MatchOutcome::None | MatchOutcome::Several { .. }, _, _) => None,
        };
        Ok(Answer { outcome, callers, context })
    });
    in_time.await.unwrap_or(Err(CrmError::TooLate))
}

/// The present state of one record and what is around it, in one round trip.
pub(crate) async fn by_record(
    crm: &dyn Crm,
    caller: &CallerRef,
    account: Option<&RecordId>,
) -> Result<Option<(Candidate, CallerContext)>, CrmError> {
    let refs = [caller.clone()];
    let both = tokio::time::timeout(DEADLINE, async {
        let (read, context) = futures_util::join!(crm.read_callers(&refs), crm.context(caller, account));
        let Some(candidate) = read?.pop() else { return Ok(None) };
        let context = if candidate.account.as_ref() == account { context? } else { around(crm, &candidate).await? };
        Ok(Some((candidate, context)))
    });
    both.await.unwrap_or(Err(CrmError::TooLate))
}

async fn around(crm: &dyn Crm, candidate: &Candidate) -> Result<CallerContext, CrmError> {
    crm.context(&candidate.record, candidate.account.as_ref()).await
}

/// What was found, and what this machine knew and Salesforce still has. A record that was made here and that the
/// search does not know yet keeps its mark.
fn merge(found: Vec<Candidate>, read: Vec<Candidate>, known: &Known) -> Vec<(Candidate, Source)> {
    let made_here = |record: &CallerRef| known.made.iter().any(|made| made.record == *record);
    let mut merged: Vec<(Candidate, Source)> = found.into_iter().map(|c| (c, Source::Salesforce)).collect();
    for candidate in read {
        if !merged.iter().any(|(other, _)| other.record == candidate.record) {
            let source = if made_here(&candidate.record) { Source::MadeHere } else { Source::Salesforce };
            merged.push((candidate, source));
        }
    }
    merged
}

/// The outcome for a record that the agent picked by hand.
pub(crate) fn picked(candidate: Candidate) -> MatchOutcome {
    MatchOutcome::One { matched: Box::new(Match::picked(candidate)) }
}
