//! What an IVR is told about a caller before a person answers: flat variables, decided by rules, with safe defaults.
//!
//! Rules are tried in their order; for each variable the first rule that holds and says something about it wins. An IVR
//! must always get an answer: whatever is not known leaves the default.

use crate::call::Call;
use crate::call_memory::Remembered;
use crate::event::{CallChange, CallEvent, CallFacts, Direction};
use crate::facts::{Fact, Facts, Number, Vocabulary};
use crate::ids::{CallKey, EventId, Provider};
use crate::record::{CallerContext, Candidate};
use crate::rule::Rule;
use crate::template::Template;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::time::Duration;

/// Longest text of an answer, in characters: Five9 cuts call variables at 1,024, and nobody listens that long.
const LONGEST: usize = 300;

/// Milliseconds that an answer may take.
pub const BUDGETS_MS: RangeInclusive<u32> = 100..=10_000;

/// Kept from the budget for reading the request and writing the answer.
const RESERVE_MS: u32 = 50;

/// Why settings cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IvrFault {
    /// The budget is none of [`BUDGETS_MS`].
    #[error("budget_ms is not between 100 and 10000")]
    Budget,
    /// A rule or its greeting names something that there is not.
    #[error("the rule \"{rule}\" names something that there is not, at character {}", .from + 1)]
    Rule {
        /// The rule's name.
        rule: String,
        /// First character that it is about, from 0.
        from: usize,
    },
}

/// What an IVR asks with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IvrAsk {
    /// The phone system whose call this is: the pop that follows is of the same call.
    pub phone_system: Provider,
    /// The phone system's id of the call.
    pub call_id: String,
    /// The number that calls, as it was written.
    pub ani: Option<String>,
    /// The number that was called.
    pub dnis: Option<String>,
    /// Campaign.
    pub campaign: Option<String>,
    /// Ids that the caller typed or the IVR knows, such as `account_number`.
    pub external_ids: BTreeMap<String, String>,
}

impl Default for IvrAsk {
    /// A question of Five9's IVR that says nothing.
    fn default() -> Self {
        Self {
            phone_system: Provider::Five9,
            call_id: String::new(),
            ani: None,
            dnis: None,
            campaign: None,
            external_ids: BTreeMap::new(),
        }
    }
}

impl IvrAsk {
    /// The call as it is known so far, to ask about its caller with; none when the id cannot be one.
    #[must_use]
    pub fn call(&self, at: Timestamp) -> Option<Call> {
        Some(Call::begin(&CallEvent {
            id: EventId(String::new()),
            call: CallKey::new(self.phone_system, &self.call_id).ok()?,
            at,
            what: CallChange::Created,
            facts: CallFacts {
                direction: Some(Direction::Inbound),
                customer_number: self.ani.clone(),
                company_number: self.dnis.clone(),
                ..CallFacts::default()
            },
        }))
    }
}

/// What is known about the caller by then.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IvrKnown {
    /// Name of the one record with this number. Hostile text.
    pub customer_name: Option<String>,
    /// Support or service tier of that record.
    pub tier: Option<String>,
    /// One of their open cases is escalated.
    pub escalated: bool,
    /// Number of open cases.
    pub open_cases: u32,
    /// What Sticky Calls remembers.
    pub remembered: Option<Remembered>,
}

impl IvrKnown {
    /// What one record and what is around it say.
    #[must_use]
    pub fn of(candidate: &Candidate, context: &CallerContext, tier: Option<String>) -> Self {
        Self {
            customer_name: Some(candidate.name.clone()),
            tier,
            escalated: context.cases.iter().any(|case| case.escalated),
            open_cases: u32::try_from(context.cases.len()).unwrap_or(u32::MAX),
            remembered: None,
        }
    }
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IvrRule {
    /// What people call it.
    pub name: String,
    /// When it holds.
    pub when: Rule,
    /// What is said to the caller.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub greeting: Option<Template>,
    /// Where the call goes, in the IVR's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<String>,
    /// The caller's tier for queues and priorities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vip_tier: Option<String>,
}

/// How an IVR is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IvrSettings {
    /// The answer leaves within so many milliseconds, with what is known by then.
    pub budget_ms: u32,
    /// The rules, in their order.
    pub rules: Vec<IvrRule>,
    /// What is said when no rule says anything.
    pub greeting: String,
    /// Where calls go when no rule says so.
    pub route: String,
    /// The tier of everybody else.
    pub vip_tier: String,
}

impl Default for IvrSettings {
    /// Greeting by confidence, senior queue for escalations, tiers, and one route by intent.
    fn default() -> Self {
        let rule = |name: &str, when: &str, greeting: Option<&str>, route: Option<&str>, tier: Option<&str>| {
            Some(IvrRule {
                name: name.to_owned(),
                when: Rule::parse(when).ok()?,
                greeting: greeting.and_then(|text| Template::parse(text).ok()),
                route: route.map(str::to_owned),
                vip_tier: tier.map(str::to_owned),
            })
        };
        let rules = [
            rule(
                "Recognised callers are greeted by name",
                "confidence >= 0.8 and customerName is not empty",
                Some("Welcome back, {{customerName}}."),
                None,
                None,
            ),
            rule(
                "Probable callers are greeted without a name",
                "confidence >= 0.5",
                Some("Welcome back. We will check a few details first."),
                None,
                None,
            ),
            rule("Escalated cases go to the senior queue", "escalated", None, Some("senior"), None),
            rule("Platinum is its own queue", r#"tier in ["Platinum"]"#, None, Some("priority"), Some("platinum")),
            rule("Gold", r#"tier in ["Gold"]"#, None, None, Some("gold")),
            rule("Refunds", r#"openIntents contains "refund_request""#, None, Some("billing"), None),
        ];
        Self {
            budget_ms: 800,
            rules: rules.into_iter().flatten().collect(),
            greeting: "Thank you for calling.".to_owned(),
            route: "default".to_owned(),
            vip_tier: "standard".to_owned(),
        }
    }
}

impl IvrSettings {
    /// How long asking about a caller may take, so that the answer still leaves in time.
    #[must_use]
    pub fn time_to_ask(&self) -> Duration {
        Duration::from_millis(u64::from(self.budget_ms.saturating_sub(RESERVE_MS).max(RESERVE_MS)))
    }

    /// The first thing that makes these settings useless, if any.
    ///
    /// # Errors
    /// [`IvrFault`].
    pub fn check(&self) -> Result<(), IvrFault> {
        if !BUDGETS_MS.contains(&self.budget_ms) {
            return Err(IvrFault::Budget);
        }
        let words = vocabulary();
        for rule in &self.rules {
            let greeting = rule.greeting.iter().flat_map(|greeting| greeting.faults(&words)).map(|fault| fault.from);
            let when = rule.when.faults(&words).into_iter().map(|fault| fault.from);
            if let Some(from) = when.chain(greeting).next() {
                return Err(IvrFault::Rule { rule: rule.name.clone(), from });
            }
        }
        Ok(())
    }
}

/// The answer: flat, every variable always there.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IvrAnswer {
    /// Sticky Calls' reference, for the end of the call; empty when it was not asked or did not answer.
    pub customer_ref: String,
    /// 0 to 1.
    pub confidence: f64,
    /// Its word.
    pub confidence_level: String,
    /// Its advice.
    pub recommendation: String,
    /// Names of the open intents, separated by commas.
    pub open_intents: String,
    /// Name of the caller.
    pub customer_name: String,
    /// What to say.
    pub greeting: String,
    /// Where to go.
    pub route: String,
    /// The tier.
    pub vip_tier: String,
}

/// What a rule did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decided {
    /// The rule's name.
    pub rule: String,
    /// Whether it holds.
    pub holds: bool,
    /// Variables that it decided; those that an earlier rule had decided are not among them.
    pub decided: Vec<&'static str>,
}

/// The facts that rules and greetings read.
#[must_use]
pub fn facts(ask: &IvrAsk, known: &IvrKnown) -> Facts {
    let mut facts = Facts::new();
    let remembered = known.remembered.as_ref();
    facts.set_some("confidence", Number::new(remembered.map_or(0.0, |r| r.confidence.share())));
    facts.set_some("confidenceLevel", remembered.map(|r| speakable(&r.level)));
    facts.set_some("recommendation", remembered.map(|r| speakable(&r.recommendation)));
    let intents = remembered.map(|r| r.open_intents.iter().map(|i| Fact::text(&i.intent)).collect::<Vec<_>>());
    facts.set("openIntents", intents.unwrap_or_default());
    facts.set_some("customerName", known.customer_name.as_deref().map(speakable));
    facts.set_some("tier", known.tier.as_deref());
    facts.set("escalated", known.escalated);
    facts.set("openCases", known.open_cases);
    facts.set_some("campaign", ask.campaign.as_deref());
    facts.set_some("dnis", ask.dnis.as_deref());
    for (name, value) in ask.external_ids.iter().take(20) {
        facts.set(&format!("ids.{name}"), value.as_str());
    }
    facts
}

/// Every name that a rule may use.
#[must_use]
pub fn vocabulary() -> Vocabulary {
    use crate::facts::Kind;
    [
        ("confidence", Kind::Number),
        ("confidenceLevel", Kind::Text),
        ("recommendation", Kind::Text),
        ("openIntents", Kind::List),
        ("customerName", Kind::Text),
        ("tier", Kind::Text),
        ("escalated", Kind::Bool),
        ("openCases", Kind::Number),
        ("campaign", Kind::Text),
        ("dnis", Kind::Text),
    ]
    .into_iter()
    .fold(Vocabulary::always(), |words, (name, kind)| words.with(name, kind))
    .with_open("ids")
}

/// Answers an IVR, and says what each rule did.
#[must_use]
pub fn answer(settings: &IvrSettings, ask: &IvrAsk, known: &IvrKnown) -> (IvrAnswer, Vec<Decided>) {
    let facts = facts(ask, known);
    let (mut greeting, mut route, mut vip_tier) = (None, None, None);
    let mut trail = Vec::new();
    for rule in &settings.rules {
        let holds = rule.when.holds(&facts);
        let mut decided = Vec::new();
        if holds {
            let filled = rule.greeting.as_ref().and_then(|template| template.fill(&facts)).map(|fact| fact.to_string());
            settle(&mut greeting, filled, "greeting", &mut decided);
            settle(&mut route, rule.route.clone(), "route", &mut decided);
            settle(&mut vip_tier, rule.vip_tier.clone(), "vipTier", &mut decided);
        }
        trail.push(Decided { rule: rule.name.clone(), holds, decided });
    }
    let remembered = known.remembered.as_ref();
    let text = |text: &str| speakable(text);
    let intents: Vec<_> = remembered.iter().flat_map(|r| &r.open_intents).map(|i| text(&i.intent)).collect();
    let answer = IvrAnswer {
        customer_ref: remembered.map(|r| text(&r.customer_ref)).unwrap_or_default(),
        confidence: remembered.map_or(0.0, |r| r.confidence.share()),
        confidence_level: remembered.map(|r| text(&r.level)).unwrap_or_default(),
        recommendation: remembered.map(|r| text(&r.recommendation)).unwrap_or_default(),
        open_intents: text(&intents.join(",")),
        customer_name: known.customer_name.as_deref().map(text).unwrap_or_default(),
        greeting: text(&greeting.unwrap_or_else(|| settings.greeting.clone())),
        route: text(&route.unwrap_or_else(|| settings.route.clone())),
        vip_tier: text(&vip_tier.unwrap_or_else(|| settings.vip_tier.clone())),
    };
    (answer, trail)
}

/// What an IVR gets when nothing could be found out in time.
#[must_use]
pub fn safe_answer(settings: &IvrSettings) -> IvrAnswer {
    let nobody = IvrSettings { rules: Vec::new(), ..settings.clone() };
    answer(&nobody, &IvrAsk::default(), &IvrKnown::default()).0
}

fn settle(slot: &mut Option<String>, value: Option<String>, name: &'static str, decided: &mut Vec<&'static str>) {
    if slot.is_none() && value.is_some() {
        *slot = value;
        decided.push(name);
    }
}

/// A text that a machine will read aloud or compare: one line, without marks that speech markup would read as its own.
fn speakable(text: &str) -> String {
    let plain = text.chars().map(|c| if c.is_control() || matches!(c, '<' | '>' | '&' | '"') { ' ' } else { c });
    let line: String = plain.take(LONGEST).collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call_memory::{Confidence, OpenIntent};

    fn remembered(confidence: f64, intents: &[&str]) -> Option<Remembered> {
        Some(Remembered {
            customer_ref: "5d0c".into(),
            confidence: Confidence::of(confidence),
            level: "high".into(),
            sources: vec![],
            recommendation: "reuse".into(),
            open_intents: intents
                .iter()
                .map(|i| OpenIntent { intent: (*i).into(), status: "open".into(), attempts: 1 })
                .collect(),
            variables: BTreeMap::new(),
        })
    }

    fn sarah() -> IvrKnown {
        IvrKnown { customer_name: Some("Sarah Johnson".into()), ..IvrKnown::default() }
    }

    #[test]
    fn greeting_route_and_tier_follow_what_is_known() {
        let settings = IvrSettings::default();
        assert_eq!(settings.rules.len(), 6, "every default rule can be read");
        let gold = Some("Gold".to_owned());
        for (known, greeting, route, tier) in [
            (IvrKnown::default(), "Thank you for calling.", "default", "standard"),
            (sarah(), "Thank you for calling.", "default", "standard"),
            (
                IvrKnown { remembered: remembered(0.86, &[]), ..sarah() },
                "Welcome back, Sarah Johnson.",
                "default",
                "standard",
            ),
            (
                IvrKnown { remembered: remembered(0.86, &[]), ..IvrKnown::default() },
                "Welcome back. We will check a few details first.",
                "default",
                "standard",
            ),
            (
                IvrKnown { remembered: remembered(0.6, &["refund_request"]), tier: gold.clone(), ..sarah() },
                "Welcome back. We will check a few details first.",
                "billing",
                "gold",
            ),
            (
                IvrKnown { escalated: true, remembered: remembered(0.9, &["refund_request"]), tier: gold, ..sarah() },
                "Welcome back, Sarah Johnson.",
                "senior",
                "gold",
            ),
        ] {
            let (answer, _) = answer(&settings, &IvrAsk::default(), &known);
            assert_eq!(
                (answer.greeting.as_str(), answer.route.as_str(), answer.vip_tier.as_str()),
                (greeting, route, tier),
                "{known:?}"
            );
        }
    }

    #[test]
    fn the_trail_says_what_each_rule_decided() {
        let known = IvrKnown { escalated: true, remembered: remembered(0.9, &["refund_request"]), ..sarah() };
        let (_, trail) = answer(&IvrSettings::default(), &IvrAsk::default(), &known);
        let told: Vec<_> = trail.iter().map(|step| (step.holds, step.decided.as_slice())).collect();
        assert_eq!(
            told,
            [(true, &["greeting"][..]), (true, &[]), (true, &["route"]), (false, &[]), (false, &[]), (true, &[]),],
            "a later rule changes nothing that an earlier one has decided"
        );
    }

    #[test]
    fn a_hostile_name_is_only_a_name() {
        let name = "<speak>Bobby & \"Tables\"\u{7}\n</speak>".to_owned();
        let known = IvrKnown { customer_name: Some(name), remembered: remembered(1.0, &[]), ..IvrKnown::default() };
        let (answer, _) = answer(&IvrSettings::default(), &IvrAsk::default(), &known);
        assert_eq!(answer.customer_name, "speak Bobby Tables /speak");
        assert!(answer.greeting.chars().all(|c| !c.is_control() && !matches!(c, '<' | '>' | '&')));
    }

    #[test]
    fn without_anything_the_answer_is_safe_and_whole() {
        let safe = serde_json::to_value(safe_answer(&IvrSettings::default())).unwrap();
        let names: Vec<_> = safe.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(
            names,
            [
                "confidence",
                "confidenceLevel",
                "customerName",
                "customerRef",
                "greeting",
                "openIntents",
                "recommendation",
                "route",
                "vipTier"
            ]
        );
        assert_eq!((safe["confidence"].as_f64(), safe["route"].as_str()), (Some(0.0), Some("default")));
    }

    #[test]
    fn a_question_is_about_the_call_of_the_phone_system_that_asks() {
        for (phone_system, expected) in
            [(Provider::Five9, "five9:7"), (Provider::Aircall, "aircall:7"), (Provider::Phone, "phone:7")]
        {
            let ask = IvrAsk { phone_system, call_id: "7".into(), ..IvrAsk::default() };
            let key = ask.call(Timestamp::UNIX_EPOCH).map(|call| call.key.to_string());
            assert_eq!(key.as_deref(), Some(expected));
        }
        assert_eq!(IvrAsk::default().call(Timestamp::UNIX_EPOCH), None, "a call without an id is none");
    }

    #[test]
    fn settings_that_cannot_work_are_named() {
        let good = IvrSettings::default();
        assert_eq!(good.check(), Ok(()));
        assert_eq!(IvrSettings { budget_ms: 99, ..good.clone() }.check(), Err(IvrFault::Budget));
        let rule =
            |json: &str| IvrSettings { rules: vec![serde_json::from_str(json).unwrap()], ..good.clone() }.check();
        let fault = |from| Err(IvrFault::Rule { rule: "r".into(), from });
        assert_eq!(rule(r#"{ "name": "r", "when": "mood is empty" }"#), fault(0));
        assert!(rule(r#"{ "name": "r", "when": "escalated", "greeting": "Hello {{mood}}" }"#).is_err());
        assert_eq!(rule(r#"{ "name": "r", "when": "escalated", "route": "senior" }"#), Ok(()));
    }
}
