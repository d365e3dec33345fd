//! One link's look at the board: a snapshot, then what changes, a few times a second at most.

use super::view::{Eyes, Pending};
use super::{Board, Dirty};
use crate::house::House;
use crate::team::{Directory, Sight};
use callside_core::ids::CallKey;
use callside_core::person::PersonId;
use callside_core::wallboard::{Board as Whole, BoardNews};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::broadcast::{Receiver, error::TryRecvError};
use tokio::time::Instant;

/// Changes of this long are told together: nobody reads faster, and two hundred events a second are ten messages.
const TOGETHER: Duration = Duration::from_millis(100);
/// Most rows of one kind in one message.
const PIECE: usize = 1_000;

/// A look at the board.
pub(crate) struct Watching {
    person: PersonId,
    news: Receiver<Dirty>,
    pending: Pending,
    everything: bool,
    due: Option<Instant>,
    seq: u64,
    directory: Arc<Directory>,
    sight: Sight,
    told: HashSet<CallKey>,
}

impl Watching {
    /// Begins to look; `None` for whoever looks after no team.
    pub(crate) fn begin(house: &House, person: &PersonId) -> Option<Self> {
        let directory = house.directory();
        Some(Self {
            person: person.clone(),
            // First: what changes while the snapshot is made is told after it.
            news: house.board.news.subscribe(),
            pending: Pending::default(),
            everything: true,
            due: Some(Instant::now()),
            seq: 0,
            sight: directory.sight(person)?,
            directory,
            told: HashSet::new(),
        })
    }

    /// Comes back when there is something to tell. Cancelling it loses nothing.
    pub(crate) async fn due(&mut self) {
        loop {
            let due = async {
                match self.due {
                    Some(due) => tokio::time::sleep_until(due).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                dirty = self.news.recv() => match dirty {
                    Ok(dirty) => self.note(dirty),
                    Err(RecvError::Lagged(_)) => self.note(Dirty::All),
                    // The relay is going: the link hears of that by itself.
                    Err(RecvError::Closed) => std::future::pending().await,
                },
                () = due => return,
            }
        }
    }

    fn note(&mut self, dirty: Dirty) {
        self.everything |= !self.pending.add(dirty);
        self.due.get_or_insert_with(|| Instant::now() + TOGETHER);
    }

    /// What to tell. After [`BoardNews::NotAllowed`] there is nothing more to be told.
    pub(crate) fn tell(&mut self, house: &House) -> Vec<BoardNews> {
        self.due = None;
        loop {
            match self.news.try_recv() {
                Ok(dirty) => self.everything |= !self.pending.add(dirty),
                Err(TryRecvError::Lagged(_)) => self.everything = true,
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
            }
        }
        let directory = house.directory();
        if !Arc::ptr_eq(&directory, &self.directory) {
            let Some(sight) = directory.sight(&self.person) else { return vec![BoardNews::NotAllowed] };
            (self.sight, self.directory, self.everything) = (sight, directory, true);
        }
        let pending = std::mem::take(&mut self.pending);
        let eyes = Eyes { directory: &self.directory, sight: &self.sight, now: house.now() };
        if std::mem::take(&mut self.everything) {
            return whole(&house.board, &eyes, &mut self.seq, &mut self.told);
        }
        let changes = house.board.changes(pending, &eyes, &mut self.told);
        if changes.is_empty() {
            return Vec::new();
        }
        self.seq += 1;
        vec![BoardNews::Changes { seq: self.seq, changes }]
    }
}

fn whole(board: &Board, eyes: &Eyes<'_>, seq: &mut u64, told: &mut HashSet<CallKey>) -> Vec<BoardNews> {
    let (whole, more) = board.pieces(eyes, PIECE);
    let Whole { waiting, .. } = &whole;
    *told = waiting.iter().chain(more.iter().flat_map(|changes| &changes.waiting)).map(|w| w.call.clone()).collect();
    *seq += 1;
    let mut news = vec![BoardNews::Snapshot { seq: *seq, whole }];
    for changes in more {
        *seq += 1;
        news.push(BoardNews::Changes { seq: *seq, changes });
    }
    news
}
