//! What the form for somebody new starts with: the mapping's rows for it, from what the phone system told.

use super::{Given, Mapping, Sheet, Telling};
use crate::call::Call;
use crate::disposition::{Disposition, DispositionCode};
use crate::event::{CallChange, CallEvent, CallFacts};
use crate::ids::EventId;
use crate::phone::{HomeRegion, Line};
use crate::plan::{About, Value, WrapUp};
use crate::pop::ScreenPop;
use crate::shape::OrgShape;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

impl Mapping {
    /// Texts by field. Facts that only a wrap-up has (notes, disposition, agent) give nothing here.
    #[must_use]
    pub fn prefill(
        &self,
        pop: &ScreenPop,
        sheet: Sheet,
        org: &OrgShape,
        zone: &TimeZone,
        home: Option<HomeRegion>,
    ) -> BTreeMap<String, String> {
        let call = as_call(pop);
        let wrap_up = WrapUp {
            intent: None,
            call: pop.call.clone(),
            disposition: DispositionCode(String::new()),
            notes: String::new(),
            agreed_at: None,
            about: About::Nobody,
            related: vec![],
            allow_duplicate: false,
            earlier_tries: 0,
            decided_at: pop.began_at,
        };
        let none = Disposition {
            code: DispositionCode(String::new()),
            label: String::new(),
            key: 0,
            needs_notes: false,
            effects: vec![],
            also_called: vec![],
        };
        let telling = Telling { call: &call, wrap_up: &wrap_up, disposition: &none, me: None, zone, home };
        let given = self.rows_for(sheet, None).filter_map(|row| match row.give(&telling, org) {
            Given::Value(Value::Text(text)) => Some((row.field.clone(), text)),
            Given::Value(_) | Given::Nothing | Given::DoesNotFit => None,
        });
        given.collect()
    }
}

/// The call as far as its pop knows it.
fn as_call(pop: &ScreenPop) -> Call {
    let number = match &pop.line {
        Line::Number { number } => Some(number.e164().to_owned()),
        Line::Internal { digits } => Some(digits.clone()),
        Line::Withheld | Line::Unreadable { .. } => None,
    };
    let facts = CallFacts {
        direction: pop.direction,
        customer_number: number,
        customer_name: pop.provider_name.clone(),
        queue: pop.queue.clone(),
        campaign: pop.campaign.clone(),
        answered_at: pop.answered_at,
        ended_at: pop.ended_at,
        ..CallFacts::default()
    };
    let (id, what) = (EventId(String::new()), CallChange::Noted);
    Call::begin(&CallEvent { id, call: pop.call.clone(), at: pop.began_at, what, facts })
}
