//! When a toast is shown, changed and closed, and what it says. Pure; [`crate::notify`] does it.

use crate::ipc::pop::LineView;
use crate::ipc::views::{Lens, caller, mask, rows};
use crate::words::{Language, Vocabulary};
use callside_core::call::Phase;
use callside_core::ids::CallKey;
use callside_core::matching::{Match, Source};
use callside_core::phone::{Line, Sameness};
use callside_core::pop::{Caller, ScreenPop};

/// What a toast says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Name or number.
    pub summary: String,
    /// Why we think so, and on which queue.
    pub body: String,
    /// What a click does.
    pub open: &'static str,
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
    /// Show a note that belongs to no call.
    Note {
        /// What it says.
        words: Words,
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
pub fn of(pop: &ScreenPop, first: bool, lens: &Lens, language: Language) -> Toast {
    let call = pop.call.clone();
    let words = || words(pop, lens, language.words());
    match pop.phase {
        Phase::Ringing | Phase::Preview | Phase::Waiting => Toast::Show { call, words: words(), first },
        Phase::Talking if first => Toast::Show { call, words: words(), first },
        Phase::Talking | Phase::OnHold | Phase::Ended => Toast::Close { call },
    }
}

fn words(pop: &ScreenPop, lens: &Lens, say: &Vocabulary) -> Words {
    let masked = lens.masked || caller::is_masked(&pop.caller);
    let why = match &pop.caller {
        Caller::One { matched, .. } => because(matched, lens, say),
        Caller::Several { matches } => (say.several)(matches.len()),
        Caller::Unknown => say.unknown.to_owned(),
        Caller::Withheld => say.withheld.to_owned(),
        Caller::Internal { .. } => say.internal.to_owned(),
        Caller::Unreadable { .. } => say.unreadable.to_owned(),
    };
    let company = pop.caller.one().filter(|_| !masked).and_then(|matched| matched.candidate.company.clone());
    let number = pop.line.number().map(|_| line(&pop.line, masked, say));
    let place = [company, number, pop.queue.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let body = [place, why].into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    let known_as = rows::known_as(pop).map(|name| if lens.masked { mask::name(&name) } else { name });
    let summary = known_as.unwrap_or_else(|| line(&pop.line, lens.masked, say));
    Words { summary, body, open: say.open }
}

fn because(matched: &Match, lens: &Lens, say: &Vocabulary) -> String {
    let Match { candidate, why } = matched;
    let field = lens.field(candidate.record.object.api_name(), &why.field);
    let on = match why.sameness {
        Sameness::Exact => (say.matched)(&field),
        Sameness::National => (say.matched_national)(&field),
    };
    let before = why.chosen_before.then_some(say.chosen_before);
    let here = (why.source == Source::MadeHere).then_some(say.made_here);
    [Some(on.as_str()), before, here].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn line(line: &Line, masked: bool, say: &Vocabulary) -> String {
    match caller::number(line, masked) {
        LineView::Number { text, extension: None } => (say.number)(&text),
        LineView::Number { text, extension: Some(extension) } => {
            format!("{}, {}", (say.number)(&text), (say.extension)(&extension))
        }
        LineView::Internal { digits } => (say.extension)(&digits),
        LineView::Withheld => say.number_withheld.to_owned(),
        LineView::Unreadable | LineView::Unknown => say.number_unreadable.to_owned(),
    }
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
