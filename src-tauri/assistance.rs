//! Requests for assistance on their way from the relay's link to the window, and as toasts.

use crate::ipc::announcement::Announcement;
use crate::ipc::views::assistance::who;
use crate::shell::{Open, Shell};
use crate::toast::{Toast, Words};
use callside_core::assistance::{AssistanceDesk, AssistanceNote, AssistanceRef};
use callside_engine::Assistance;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Tells the window of every change, and shows a toast for what is new, until the link is another one.
pub async fn follow(shell: Shell, open: Arc<Open>, assistance: Assistance) {
    let mut turns = assistance.turns();
    let mut told = Told::default();
    while turns.changed().await.is_ok() {
        turns.mark_unchanged();
        for news in told.news(&assistance.read()) {
            if !open.settings.kept().do_not_disturb {
                shell.face().toast(Toast::Note { words: words(&shell, &news) });
            }
        }
        shell.face().announce(Announcement::Assistance);
    }
}

/// What is worth a toast.
#[derive(Debug, PartialEq, Eq)]
enum News {
    /// This agent asks.
    Asks(String),
    /// Somebody of this name answered.
    Answers(String),
}

/// What had a toast already.
#[derive(Default)]
struct Told {
    asked: BTreeSet<AssistanceRef>,
    notes: BTreeSet<AssistanceNote>,
}

impl Told {
    fn news(&mut self, desk: &AssistanceDesk) -> Vec<News> {
        let asked: BTreeSet<_> = desk.theirs().map(callside_core::assistance::AssistanceRequest::reference).collect();
        let fresh = desk.theirs().filter(|request| !self.asked.contains(&request.reference()));
        let mut news: Vec<_> = fresh.map(|request| News::Asks(who(request))).collect();
        let notes: BTreeSet<_> = desk.mine().into_iter().flat_map(|mine| mine.notes.iter().cloned()).collect();
        news.extend(notes.difference(&self.notes).map(|note| News::Answers(note.by.shown().to_owned())));
        (self.asked, self.notes) = (asked, notes);
        news
    }
}

/// What was written is for the window: a toast may be seen by others, and stays.
fn words(shell: &Shell, news: &News) -> Words {
    let say = shell.language().words();
    let summary = match news {
        News::Asks(who) => (say.asks_for_help)(who),
        News::Answers(who) => (say.answers)(who),
    };
    Words { summary, body: String::new(), open: say.open }
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::assistance::{AssistanceNews, AssistanceRequest, Helper};
    use callside_core::person::PersonId;
    use callside_core::wallboard::LiveCall;
    use jiff::Timestamp;

    fn request(person: &str, notes: &[AssistanceNote]) -> AssistanceRequest {
        AssistanceRequest {
            person: PersonId::new(&format!("{person}@example.com")).unwrap(),
            name: (person == "dana").then(|| "Dana".to_owned()),
            call: live(),
            since: Timestamp::UNIX_EPOCH,
            told: 1,
            looking: vec![],
            notes: notes.to_vec(),
        }
    }

    fn live() -> LiveCall {
        LiveCall { call: "five9:1".parse().unwrap(), queue: None, campaign: None, direction: None }
    }

    #[test]
    fn each_request_and_each_note_has_one_toast() {
        let now = Timestamp::UNIX_EPOCH;
        let bea = PersonId::new("bea@example.com").unwrap();
        let note = |text: &str| AssistanceNote {
            at: now,
            by: Helper { person: PersonId::new("cal@example.com").unwrap(), name: Some("Cal".into()) },
            text: text.into(),
        };
        let (mut desk, mut told) = (AssistanceDesk::default(), Told::default());
        desk.begins(&bea, true);
        desk.asks(live(), now);
        let asks = |name: &str| News::Asks(name.into());
        let answers = || News::Answers("Cal".into());
        for (requests, news) in [
            (vec![request("dana", &[])], vec![asks("Dana")]),
            (vec![request("dana", &[note("to Dana")])], vec![]),
            (vec![request("dana", &[]), request("lee", &[])], vec![asks("lee@example.com")]),
            (vec![request("bea", &[note("one"), note("two")])], vec![answers(), answers()]),
            (vec![request("bea", &[note("one"), note("two")])], vec![]),
            (vec![request("dana", &[])], vec![asks("Dana")]),
        ] {
            desk.take(&AssistanceNews::Stands { at: now, requests }, now);
            assert_eq!(told.news(&desk), news);
        }
    }
}
