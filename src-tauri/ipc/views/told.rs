//! What the desk of a colleague told of its wrap-up, over the relay of the team.

use super::{Lens, millis, plan, refusal};
use crate::ipc::caller::RecordView;
use crate::ipc::outbox::{AboutView, EntryStateView};
use crate::ipc::team::{ToldRecordView, ToldStandingView, ToldWritingView};
use crate::ipc::wrap_up::TitleView;
use callside_core::call::{Call, ToldRecord, ToldStanding, ToldWrapUp};
use callside_core::plan::CALL_LOG;

/// What it writes and what became of that, where that is told.
#[must_use]
pub fn writing(call: &Call, lens: &Lens) -> Option<ToldWritingView> {
    let told = call.told_wrap_up()?;
    let decided = told.decided.as_ref()?;
    let writing = decided.writing.as_ref()?;
    Some(ToldWritingView {
        by: told.by.0.clone(),
        outcome: decided.outcome.clone(),
        standing: standing(&writing.standing, lens),
        records: writing.records.iter().map(|it| record(it, lens)).collect(),
    })
}

/// What happened when it was told, as the words of the page of a call know it.
#[must_use]
pub fn word(told: &ToldWrapUp) -> &'static str {
    let Some(decided) = &told.decided else { return "wrap_up_taken_back" };
    match decided.writing.as_ref().map(|writing| &writing.standing) {
        Some(ToldStanding::Written { .. }) => "wrap_up_written",
        Some(ToldStanding::Refused { .. }) => "wrap_up_refused",
        Some(ToldStanding::Waiting) | None => "wrapped_up",
    }
}

/// Where it stands.
#[must_use]
pub fn standing(standing: &ToldStanding, lens: &Lens) -> ToldStandingView {
    match standing {
        ToldStanding::Waiting => ToldStandingView::Waiting,
        ToldStanding::Written { at, found_again } => {
            ToldStandingView::Sent { at: millis(*at), found_again: *found_again }
        }
        ToldStanding::Refused { at, because, object, fields } => ToldStandingView::Refused {
            at: millis(*at),
            reason: refusal::because(*because),
            about: AboutView {
                object: object.as_deref().map(|object| lens.object(object)),
                fields: object.iter().flat_map(|object| fields.iter().map(move |it| lens.field(object, it))).collect(),
            },
        },
    }
}

/// The same as a list of calls shows it.
#[must_use]
pub fn entry(standing: &ToldStanding, lens: &Lens) -> EntryStateView {
    match self::standing(standing, lens) {
        ToldStandingView::Waiting => EntryStateView::Waiting { trouble: None, next_at: 0 },
        ToldStandingView::Sent { at, found_again } => EntryStateView::Sent { at, records: Vec::new(), found_again },
        ToldStandingView::Refused { reason, about, .. } => EntryStateView::Refused {
            reason,
            about,
            message: String::new(),
            fields: Vec::new(),
            differences: Vec::new(),
            existing: Vec::new(),
            may_save_anyway: false,
        },
    }
}

fn record(told: &ToldRecord, lens: &Lens) -> ToldRecordView {
    let ToldRecord { reference, object, id, created, label, fields } = told;
    let title = match (reference.as_str(), object.as_str()) {
        (CALL_LOG, _) => TitleView::CallLog,
        (_, "Event") => TitleView::CalendarEvent,
        (_, object) => TitleView::Record { object: lens.object(object) },
    };
    ToldRecordView {
        title,
        // The log of a call is named after its caller.
        name: label.clone().filter(|_| reference != CALL_LOG),
        record: id.as_ref().map(|id| RecordView { object: object.clone(), id: id.to_string() }),
        created: *created,
        fields: fields
            .iter()
            .filter(|field| plan::tells(object, field))
            .map(|field| lens.field(object, field))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{at, id, lens};
    use super::*;
    use crate::ipc::outbox::RefusedBecause;
    use callside_core::crm::RefusalKind;

    fn told(reference: &str, object: &str, fields: &[&str]) -> ToldRecord {
        ToldRecord {
            reference: reference.into(),
            object: object.into(),
            id: Some(id("00T000000000007AAA")),
            created: true,
            label: Some("Rosa Diaz".into()),
            fields: fields.iter().map(|field| (*field).to_owned()).collect(),
        }
    }

    #[test]
    fn records_are_called_as_the_org_of_whoever_reads_calls_them() {
        let log = record(&told(CALL_LOG, "Task", &["CallDisposition", "WhoId", "OwnerId"]), &lens());
        assert_eq!((log.title, log.name), (TitleView::CallLog, None));
        assert_eq!(log.fields, ["Call Result"], "what says nothing to people is left out");
        let deal = record(&told("deal", "Opportunity", &["StageName", "OwnerId"]), &lens());
        assert_eq!(deal.title, TitleView::Record { object: "Opportunity".into() });
        assert_eq!((deal.name.as_deref(), deal.fields.len()), (Some("Rosa Diaz"), 2));
        assert_eq!(deal.record.map(|record| record.object).as_deref(), Some("Opportunity"));
    }

    #[test]
    fn a_list_and_the_page_of_a_call_say_the_same_of_a_refusal() {
        let refused = ToldStanding::Refused {
            at: at("2026-11-20T12:00:00Z"),
            because: RefusalKind::Missing,
            object: Some("Opportunity".into()),
            fields: vec!["StageName".into()],
        };
        let ToldStandingView::Refused { reason, about, .. } = standing(&refused, &lens()) else { panic!() };
        assert_eq!((reason, about.fields.clone()), (RefusedBecause::Missing, vec!["Stage".to_owned()]));
        let EntryStateView::Refused { reason, about: listed, .. } = entry(&refused, &lens()) else { panic!() };
        assert_eq!((reason, listed), (RefusedBecause::Missing, about));
    }
}
