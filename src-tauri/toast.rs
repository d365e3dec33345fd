//! When a toast is shown, changed and closed, and what it says. Pure; [`crate::notify`] does it.

use crate::ipc::views::{Lens, caller, rows};
use callside_core::call::Phase;
use callside_core::ids::CallKey;
use callside_core::pop::{Caller, ScreenPop};

/// What a toast says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Name or number.
    pub summary: String,
    /// Why we think so, and on which queue.
    pub body: String,
}

/// What to do about a call's toast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Toast {
    /// Show it, or change the one that is shown.
    Show {
        /// The call.
        call: CallKey,
        /// What it says.
        words: Words,
        /// The call is new: show it even when there is none to change.
        first: bool,
    },
    /// Take it away.
    Close {
        /// The call.
        call: CallKey,
    },
}

/// What a change of a pop means for its toast: shown while the call has not been picked up, and for a call that was
/// answered before it popped (a Five9 connector tells of nothing earlier).
#[must_use]
pub fn of(pop: &ScreenPop, first: bool, lens: &Lens) -> Toast {
    let call = pop.call.clone();
    match pop.phase {
        Phase::Ringing | Phase::Preview | Phase::Waiting => Toast::Show { call, words: words(pop, lens), first },
        Phase::Talking if first => Toast::Show { call, words: words(pop, lens), first },
        Phase::Talking | Phase::OnHold | Phase::Ended => Toast::Close { call },
    }
}

fn words(pop: &ScreenPop, lens: &Lens) -> Words {
    let masked = caller::is_masked(&pop.caller);
    let why = match &pop.caller {
        Caller::One { matched, .. } => caller::because(&matched.why, matched.candidate.record.object.api_name(), lens),
        Caller::Several { matches } => format!("{} people have this number.", matches.len()),
        Caller::Unknown => "Nobody in Salesforce has this number.".to_owned(),
        Caller::Withheld => "The caller hides the number.".to_owned(),
        Caller::Internal { .. } => "A colleague or a short code.".to_owned(),
        Caller::Unreadable { .. } => "The number cannot be read.".to_owned(),
    };
    let company = pop.caller.one().filter(|_| !masked).and_then(|matched| matched.candidate.company.clone());
    let number = pop.line.number().map(|_| caller::number(&pop.line, masked));
    let place = [company, number, pop.queue.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let body = [place, why].into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    Words { summary: rows::known_as(pop), body }
}

/// Text for a daemon that reads markup in bodies.
/// Source: freedesktop.org, Desktop Notifications Specification, "Markup".
#[must_use]
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
#[path = "toast_tests.rs"]
mod tests;
