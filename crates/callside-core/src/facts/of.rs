//! Where facts come from: the call and its pop, the agent, a disposition, an event, a record, an earlier result.
//! Each builder fills one branch of the tree; the paths and kinds are those of [`super::vocabulary`].

use super::{Fact, Facts, Number};
use crate::call::{Call, Phase};
use crate::crm::Identity;
use crate::disposition::Disposition;
use crate::event::{CallChange, CallEvent, Direction};
use crate::matching::Match;
use crate::parents::Led;
use crate::phone::Line;
use crate::pop::{Caller, Freshness, ScreenPop};
use crate::shape::{ObjectShape, OrgShape};
use crate::working_hours::WorkingHours;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

/// `call.*`, `caller.*`, `case.*` and `opportunity.*`: the call and what its pop says about the other party.
#[must_use]
pub fn call(call: &Call, pop: &ScreenPop) -> Facts {
    let mut facts = Facts::new();
    call_itself(&mut facts, call);
    facts.set_some("call.began_at", Some(pop.began_at));
    caller(&mut facts, pop);
    around(&mut facts, pop);
    facts
}

fn call_itself(facts: &mut Facts, call: &Call) {
    facts.set("call.id", call.key.id());
    facts.set("call.key", call.key.to_string());
    facts.set("call.provider", call.key.provider().as_str());
    facts.set_some("call.direction", call.direction().and_then(word::<Direction>));
    facts.set_some("call.phase", word::<Phase>(&call.phase()));
    facts.set_some("call.queue", call.queue());
    facts.set_some("call.campaign", call.campaign());
    facts.set_some("call.session", call.session());
    facts.set_some("call.company_number", call.company_number());
    facts.set_some("call.agent", call.agent().map(|agent| agent.name.as_ref().unwrap_or(&agent.key)));
    facts.set_some("call.answered_at", call.answered_at());
    facts.set_some("call.ended_at", call.ended_at());
    facts.set("call.answered", call.answered_at().is_some());
    facts.set_some("call.duration_s", call.duration_s().copied());
    facts.set_some("call.talk_s", call.talk_seconds());
    facts.set_some("call.hold_s", call.hold_s().copied());
    facts.set("call.transfers", count(call.transfers.len()));
    facts.set_some("call.missed_reason", call.missed_reason());
    facts.set_some("call.disposition", call.provider_disposition());
    facts.set_some("call.notes", call.notes());
    facts.set_some("call.recording_url", call.recording_url());
    facts.set_some("call.voicemail_url", call.voicemail_url());
    facts.set("call.voicemail", call.voicemail_at().is_some());
    facts.set("call.tags", call.tags().map(Fact::from).collect::<Vec<_>>());
}

fn caller(facts: &mut Facts, pop: &ScreenPop) {
    facts.set("caller.found", found(pop));
    facts.set_some("caller.provider_name", pop.provider_name.as_ref());
    match &pop.line {
        Line::Number { number } => facts.set("caller.number", number.e164()),
        Line::Internal { digits } => facts.set("caller.number", digits),
        Line::Withheld | Line::Unreadable { .. } => {}
    }
    if let Caller::One { matched, confirmed } = &pop.caller {
        person(facts, matched);
        facts.set("caller.confirmed", *confirmed);
    }
}

/// That nobody has the number is only known once Salesforce has said so.
const fn found(pop: &ScreenPop) -> &'static str {
    match &pop.caller {
        Caller::Withheld => "withheld",
        Caller::Internal { .. } => "internal",
        Caller::Unreadable { .. } => "unreadable",
        Caller::Unknown if matches!(pop.freshness, Freshness::Live { .. }) => "nobody",
        Caller::Unknown => "not_asked",
        Caller::One { .. } => "one",
        Caller::Several { .. } => "several",
    }
}

fn person(facts: &mut Facts, matched: &Match) {
    let who = &matched.candidate;
    facts.set("caller.object", who.record.object.api_name());
    facts.set("caller.id", who.record.id.as_str());
    facts.set("caller.name", &who.name);
    facts.set_some("caller.title", who.title.as_ref());
    facts.set_some("caller.company", who.company.as_ref());
    facts.set_some("caller.account_id", who.account.as_ref().map(|id| id.as_str()));
    facts.set_some("caller.email", who.email.as_ref());
    facts.set_some("caller.owner", who.owner.as_ref());
    facts.set_some("caller.status", who.status.as_ref());
    facts.set("caller.do_not_call", who.do_not_call);
}

/// The newest open case and the opportunity that closes soonest, and how many there are.
fn around(facts: &mut Facts, pop: &ScreenPop) {
    facts.set("caller.open_cases", count(pop.context.cases.len()));
    facts.set("caller.open_opportunities", count(pop.context.opportunities.len()));
    if let Some(case) = pop.context.cases.first() {
        facts.set("case.id", case.id.as_str());
        facts.set("case.number", &case.number);
        facts.set("case.subject", &case.subject);
        facts.set("case.status", &case.status);
        facts.set_some("case.priority", case.priority.as_ref());
        facts.set("case.escalated", case.escalated);
        facts.set("case.opened_at", case.opened_at);
    }
    if let Some(deal) = pop.context.opportunities.first() {
        facts.set("opportunity.id", deal.id.as_str());
        facts.set("opportunity.name", &deal.name);
        facts.set("opportunity.stage", &deal.stage);
        let amount = deal.amount.as_ref().and_then(|text| text.parse().ok()).and_then(Number::new);
        facts.set_some("opportunity.amount", amount);
        facts.set_some("opportunity.closes", deal.closes.as_ref().and_then(|day| day.parse().ok()).map(Fact::Date));
    }
}

/// `me.*`: the person who is signed in to Salesforce.
#[must_use]
pub fn me(me: &Identity) -> Facts {
    let mut facts = Facts::new();
    facts.set("me.id", me.user.as_str());
    facts.set("me.org", me.org.as_str());
    facts.set("me.username", &me.username);
    facts.set("me.name", &me.name);
    facts.set_some("me.email", me.email.as_ref());
    facts.set_some("me.zone", me.zone.as_ref());
    facts.set_some("me.language", me.language.as_ref());
    facts
}

/// `disposition.*`: what the agent decided.
#[must_use]
pub fn disposition(row: &Disposition, notes: &str, agreed_at: Option<Timestamp>) -> Facts {
    let mut facts = Facts::new();
    facts.set("disposition.code", row.code.0.as_str());
    facts.set("disposition.label", &row.label);
    facts.set("disposition.notes", notes);
    facts.set_some("disposition.agreed_at", agreed_at);
    facts
}

/// `event.*`: what a phone system just said about the call.
#[must_use]
pub fn event(event: &CallEvent) -> Facts {
    let mut facts = Facts::new();
    facts.set("event.id", &event.id.0);
    facts.set("event.at", event.at);
    facts.set("event.kind", event.what.word());
    match &event.what {
        CallChange::Transferred { to } | CallChange::Assigned { to } => facts.set_some("event.to", to.as_ref()),
        CallChange::Dispositioned { label } => facts.set_some("event.label", label.as_ref()),
        CallChange::Commented { text, .. } => facts.set("event.text", text),
        CallChange::Tagged { tag } | CallChange::Untagged { tag } => facts.set("event.tag", tag),
        _ => {}
    }
    facts
}

/// `now.*`: the moment, and the days that follow-ups are due on, in the agent's zone.
#[must_use]
pub fn now(now: Timestamp, zone: &TimeZone, hours: &WorkingHours) -> Facts {
    let today = now.to_zoned(zone.clone()).date();
    let next = |date: jiff::civil::Date| date.tomorrow().unwrap_or(date);
    let mut facts = Facts::new();
    facts.set("now.at", now);
    facts.set("now.today", today);
    facts.set("now.tomorrow", next(today));
    facts.set("now.next_working_day", hours.next_day(today));
    facts.set("now.in_a_week", (0..7).fold(today, |day, _| next(day)));
    facts
}

/// A branch (`record`, or `previous` for what the action before gave back) from a record as Salesforce sent it. Values
/// get the kinds that describe says; without a description they keep those of JSON.
#[must_use]
pub fn record(branch: &str, values: &serde_json::Value, shape: Option<&ObjectShape>) -> Facts {
    let mut facts = Facts::new();
    facts.set_json(branch, values);
    facts.forget(&format!("{branch}.attributes"));
    for (name, field) in shape.into_iter().flat_map(|shape| &shape.fields) {
        let path = format!("{branch}.{name}");
        if let Some(typed) = facts.find(&path).and_then(|fact| as_described(&field.kind, fact)) {
            facts.set(&path, typed);
        }
    }
    facts
}

/// The fields of parents among the facts of a record get the kinds that describe says, and lose what only says where they
/// came from. `paths` lead from the object, as `Account.Name` does.
pub fn parents<'p>(
    facts: &mut Facts,
    branch: &str,
    org: &OrgShape,
    object: &str,
    paths: impl IntoIterator<Item = &'p String>,
) {
    for path in paths.into_iter().filter(|path| path.contains('.')) {
        for (at, _) in path.match_indices('.') {
            facts.forget(&format!("{branch}.{}.attributes", &path[..at]));
        }
        let name = format!("{branch}.{path}");
        let Led::Field { kind } = org.led(object, path) else { continue };
        if let Some(typed) = facts.find(&name).and_then(|fact| as_described(kind, fact)) {
            facts.set(&name, typed);
        }
    }
}

/// A value in the kind of its field; `None` when it already is, or does not fit. Moments of REST carry `+0000`, those of
/// Outbound Messages `Z`; several picklist values are joined by `;`.
fn as_described(kind: &str, fact: &Fact) -> Option<Fact> {
    let Fact::Text(text) = fact else { return None };
    match super::vocabulary::kind_of_field(kind) {
        super::Kind::Bool => text.parse().ok().map(Fact::Bool),
        super::Kind::Number => text.parse().ok().and_then(Number::new).map(Fact::Number),
        super::Kind::Date => text.parse().ok().map(Fact::Date),
        super::Kind::Moment => moment(text).map(Fact::Moment),
        super::Kind::List => Some(Fact::List(text.split(';').map(|part| Fact::text(part.trim())).collect())),
        super::Kind::Text | super::Kind::Any => None,
    }
}

/// A moment as Salesforce's REST API (`2026-11-26T04:05:47.000+0000`) or SOAP (`…Z`) writes it.
#[must_use]
pub fn moment(text: &str) -> Option<Timestamp> {
    let with_colon = text.strip_suffix("+0000").map(|start| format!("{start}Z"));
    with_colon.as_deref().unwrap_or(text).parse().ok()
}

fn count(n: usize) -> Number {
    u32::try_from(n).unwrap_or(u32::MAX).into()
}

/// The stable word that an enum is stored under.
fn word<T: Serialize>(value: &T) -> Option<Fact> {
    serde_json::to_value(value).ok().and_then(|value| Fact::from_json(&value))
}

/// What people call the record that facts are about: the first of the fields by which objects are known, where it is there.
#[must_use]
pub fn record_name(facts: &Facts) -> Option<String> {
    const NAMES: [&str; 3] = ["record.Name", "record.CaseNumber", "record.Subject"];
    NAMES.iter().find_map(|name| facts.find(name)).map(ToString::to_string)
}

#[cfg(test)]
#[path = "of_tests.rs"]
mod tests;
