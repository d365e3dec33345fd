//! A card on the agent's own phone while the call is live: what Callside knows, where the phone system can show it.

use crate::companion::Inner;
use callside_core::call::Phase;
use callside_core::call_memory::Memory;
use callside_core::history::TimelineItem;
use callside_core::phone_system::{Ability, InsightCard, InsightLine};
use callside_core::pop::{Caller, ScreenPop};
use std::sync::Arc;

/// The words on a card: it is read on the phone, where no window could word it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardWords {
    /// Before the caller's company.
    pub company: &'static str,
    /// Before an open case.
    pub open_case: &'static str,
    /// Behind the number of a case that is escalated.
    pub escalated: &'static str,
    /// Before the last outcome.
    pub last_outcome: &'static str,
    /// Before what the caller still wants.
    pub still_wants: &'static str,
}

impl CardWords {
    /// English.
    pub const ENGLISH: Self = Self {
        company: "Company",
        open_case: "Open case",
        escalated: "escalated",
        last_outcome: "Last outcome",
        still_wants: "Still wants",
    };
}

/// Shows the card of a pop, once for each state of what is known. A card that fails is no trouble of the agent's.
pub(crate) fn push(inner: &Arc<Inner>, pop: &ScreenPop) {
    if pop.phase == Phase::Ended || !inner.phone_preferences().cards {
        return;
    }
    let system = inner.phones().of(pop.call.provider()).filter(|system| system.abilities().can(Ability::InsightCard));
    let instance = inner.org().identity.as_ref().map(|me| me.instance_url.clone());
    let (Some(system), Some(card)) = (system, card(pop, instance.as_deref(), &inner.card_words())) else { return };
    if !inner.is_new_card(&pop.call, &card) {
        return;
    }
    let (inner, call) = (Arc::clone(inner), pop.call.clone());
    tokio::spawn(async move {
        let shown = system.show_card(&call, &card).await;
        inner.count(call.provider().as_str(), "insight_card", &shown).await;
    });
}

/// Name, company, tier and the like, open case, last outcome. Nothing of a match that nobody has confirmed.
pub(crate) fn card(pop: &ScreenPop, instance: Option<&str>, words: &CardWords) -> Option<InsightCard> {
    let Caller::One { matched, confirmed: true } = &pop.caller else { return None };
    let candidate = &matched.candidate;
    let link = |id: &str| instance.map(|instance| format!("{}/{id}", instance.trim_end_matches('/')));
    let mut lines = Vec::new();
    let mut line = |label: &str, text: &str, link: Option<String>| {
        if !text.trim().is_empty() {
            lines.push(InsightLine { label: label.to_owned(), text: text.to_owned(), link });
        }
    };
    line(words.company, candidate.company.as_deref().unwrap_or_default(), None);
    for (label, text) in candidate.extra.iter().take(4) {
        line(label, text, None);
    }
    if let Some(case) = pop.context.cases.iter().max_by_key(|case| case.escalated) {
        let escalated = if case.escalated { format!(" ({})", words.escalated) } else { String::new() };
        line(words.open_case, &format!("{}{escalated}: {}", case.number, case.subject), link(case.id.as_str()));
    }
    let last = pop.timeline.iter().find_map(|item| match item {
        TimelineItem::Call { call } => call.disposition.clone(),
        TimelineItem::Task { .. } | TimelineItem::Case { .. } => None,
    });
    line(words.last_outcome, last.as_deref().unwrap_or_default(), None);
    if let Some(Memory::Known { remembered, .. }) = &pop.memory {
        let intents: Vec<_> = remembered.open_intents.iter().map(|open| open.intent.as_str()).collect();
        line(words.still_wants, &intents.join(", "), None);
    }
    Some(InsightCard { title: candidate.name.clone(), link: link(candidate.record.id.as_str()), lines })
}
