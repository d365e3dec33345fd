//! Who is on the line, as the desk shows it.

use super::{Lens, mask};
use crate::ipc::caller::{
    CallerView, FieldLabel, FieldView, InputView, NewRecordView, RecordView, SameNumber, WhoView, WhyView,
};
use crate::ipc::pop::LineView;
use callside_core::mapping::Sheet;
use callside_core::matching::{Match, Source, Why};
use callside_core::parents::Led;
use callside_core::phone::{Line, Sameness, read};
use callside_core::pop::{Caller, ScreenPop};
use callside_core::record::{CallerRef, Candidate, PhoneField};
use std::collections::BTreeSet;

/// A record for the UI.
#[must_use]
pub fn record(record: &CallerRef) -> RecordView {
    RecordView { object: record.object.api_name().to_owned(), id: record.id.to_string() }
}

/// Whether personal data of the match must stay covered.
#[must_use]
pub const fn is_masked(caller: &Caller) -> bool {
    matches!(caller, Caller::One { confirmed: false, .. })
}

/// The number as people read it; covered while the match is unsure.
#[must_use]
pub fn number(line: &Line, masked: bool) -> LineView {
    match line {
        Line::Number { number } if masked => LineView::Number { text: number.masked(), extension: None },
        Line::Number { number } => LineView::Number {
            text: number.international(),
            extension: number.extension().map(|extension| extension.to_string()),
        },
        Line::Internal { digits } => LineView::Internal { digits: digits.clone() },
        Line::Withheld => LineView::Withheld,
        Line::Unreadable { .. } => LineView::Unreadable,
    }
}

/// Who it is.
#[must_use]
pub fn who(pop: &ScreenPop, lens: &Lens) -> WhoView {
    match &pop.caller {
        Caller::Withheld => WhoView::Withheld,
        Caller::Internal { digits } => WhoView::Internal { digits: digits.clone() },
        Caller::Unreadable { text } => WhoView::Unreadable { text: text.clone() },
        Caller::Unknown => WhoView::Unknown { drafts: new_records(pop, lens) },
        Caller::One { matched, confirmed: true } => {
            WhoView::One { caller: Box::new(card(matched, &pop.changed, lens)), masked: false }
        }
        Caller::One { matched, confirmed: false } => {
            WhoView::One { caller: Box::new(covered(matched, lens)), masked: true }
        }
        Caller::Several { matches } => {
            WhoView::Several { callers: matches.iter().map(|matched| entry(matched, lens)).collect() }
        }
    }
}

/// The whole card.
fn card(matched: &Match, changed: &BTreeSet<String>, lens: &Lens) -> CallerView {
    CallerView { fields: fields(&matched.candidate, changed, lens), ..entry(matched, lens) }
}

/// A line in a list: enough to tell people apart, nothing private.
fn entry(matched: &Match, lens: &Lens) -> CallerView {
    let Match { candidate, why } = matched;
    let object = candidate.record.object.api_name();
    let phone = format!("{} {}", lens.field(object, &why.field), why.typed);
    CallerView {
        tells_apart: [candidate.company.clone(), Some(phone)].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        why: because(why, object, lens),
        // Whoever calls is called back by the number that they call from.
        dial: None,
        ..found(candidate, lens)
    }
}

/// A record that a person searched for.
#[must_use]
pub fn found(candidate: &Candidate, lens: &Lens) -> CallerView {
    let object = lens.object(candidate.record.object.api_name());
    let phone = candidate.phones.first().map(|phone| phone.typed.clone());
    let apart = [Some(object), candidate.company.clone(), phone];
    let dialled = |phone: &PhoneField| Some(read(&phone.typed, lens.home).number()?.e164().to_owned());
    CallerView {
        record: record(&candidate.record),
        name: candidate.name.clone(),
        title: candidate.title.clone(),
        company: candidate.company.clone(),
        do_not_call: candidate.do_not_call,
        fields: Vec::new(),
        why: WhyView::Found,
        tells_apart: apart.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        dial: candidate.phones.iter().find_map(dialled),
    }
}

/// An unsure match: only the first letters of the name.
fn covered(matched: &Match, lens: &Lens) -> CallerView {
    let Match { candidate, why } = matched;
    let object = candidate.record.object.api_name();
    CallerView {
        record: record(&candidate.record),
        name: mask::name(&candidate.name),
        title: None,
        company: None,
        do_not_call: candidate.do_not_call,
        fields: Vec::new(),
        why: because(why, object, lens),
        tells_apart: lens.object(object),
        dial: None,
    }
}

fn fields(candidate: &Candidate, changed: &BTreeSet<String>, lens: &Lens) -> Vec<FieldView> {
    let object = candidate.record.object.api_name();
    let org = |text: String| FieldLabel::Org { text };
    let standard = [
        ("email", org(lens.field(object, "Email")), &candidate.email),
        ("owner", FieldLabel::Owner, &candidate.owner),
        ("status", org(lens.field(object, "Status")), &candidate.status),
    ];
    let standard = standard.into_iter().filter_map(|(key, label, value)| {
        Some(FieldView { label, value: value.clone()?, changed: changed.contains(key) })
    });
    let extra = candidate.extra.iter().map(|(label, value)| FieldView {
        label: org(called(label, object, lens)),
        value: value.clone(),
        changed: changed.contains(label),
    });
    standard.chain(extra).collect()
}

/// What a further field is called: a look-up from before the org was described in this session kept its name in the API.
fn called(label: &str, object: &str, lens: &Lens) -> String {
    let is_label = lens.org.objects.get(object).is_some_and(|shape| shape.fields.values().any(|f| f.label == label));
    match lens.org.led(object, label) {
        Led::Field { .. } | Led::Undescribed { .. } if !is_label => lens.org.label_along(object, label),
        _ => label.to_owned(),
    }
}

/// Why a record is taken for the caller.
#[must_use]
pub fn because(why: &Why, object: &str, lens: &Lens) -> WhyView {
    WhyView::Number {
        field: lens.field(object, &why.field),
        same: match why.sameness {
            Sameness::Exact => SameNumber::Exact,
            Sameness::National => SameNumber::National,
        },
        chosen_before: why.chosen_before,
        made_here: why.source == Source::MadeHere,
    }
}

/// Forms for somebody new, with what the phone system told as the mapping says. Source of the fields: Salesforce object
/// reference.
fn new_records(pop: &ScreenPop, lens: &Lens) -> Vec<NewRecordView> {
    let form = |sheet: Sheet| {
        let (object, names) = (sheet.api_name(), sheet.form_fields());
        let prefill = lens.mapping.prefill(pop, sheet, &lens.org, &lens.zone, lens.home);
        let prefilled = |field: &str| prefill.get(field).cloned().unwrap_or_default();
        let always = |field: &str| field == "LastName" || field == "Company";
        let mut inputs: Vec<_> =
            names.iter().map(|field| input(object, field, prefilled(field), always(field), lens)).collect();
        let described = lens.org.objects.get(object).into_iter().flat_map(|shape| &shape.fields);
        let more = described.filter(|(field, shape)| {
            shape.required && shape.createable && !names.contains(&field.as_str()) && shape.kind != "boolean"
        });
        inputs.extend(more.map(|(field, _)| input(object, field, prefilled(field), true, lens)));
        NewRecordView { object: object.to_owned(), inputs }
    };
    vec![form(Sheet::NewContact), form(Sheet::NewLead)]
}

fn input(object: &str, field: &str, value: String, always: bool, lens: &Lens) -> InputView {
    let shape = lens.org.field(object, field);
    InputView {
        field: field.to_owned(),
        label: lens.field(object, field),
        value,
        required: always || shape.is_some_and(|shape| shape.required),
        max_length: shape.map_or(0, |shape| shape.length),
    }
}

#[cfg(test)]
#[path = "caller_tests.rs"]
mod tests;
