//! What a desktop gets from a relay that works alone: page after page of its own file.

use crate::backlog::{Held, Reading};
use crate::house::House;
use callside_core::person::PersonId;
use callside_link::wire::{MAX_BATCH, MAX_EVENTS};
use callside_link::{Cursor, Envelope, Heard, Place};
use callside_store::StoreError;
use callside_store::relay::{Page, Reach, Waiting};

/// Some events, and how far the desktop is once it has them.
pub(crate) type Batch = (Vec<Envelope>, Option<Cursor>);

/// Pages of a backlog without anything for this desktop, after which it is told how far it is.
const PAGES: usize = 50;

/// A place in this relay's file.
pub(crate) struct Alone {
    person: PersonId,
    after: i64,
    reach: Reach,
    /// Where the desktop understands a history.
    backlog: Option<Reading>,
}

impl Alone {
    /// Begins where the cursor says; without one, where the person's other desktops are; with one of another log, at
    /// the beginning.
    pub(crate) async fn begin(
        house: &House,
        person: &PersonId,
        cursor: Option<&Cursor>,
        reach: Reach,
    ) -> Result<Self, StoreError> {
        let (after, before) = match cursor {
            Some(cursor) => (cursor.place_in(&house.log).map_or(0, |place| seq(place.own)), 0),
            None => {
                let furthest = house.store.furthest(person).await?;
                (furthest, place(furthest))
            }
        };
        let had = cursor.and_then(|cursor| cursor.backlog_in(&house.log)).unwrap_or_default();
        let backlog = (reach == Reach::History).then(|| Reading::new(person, had, before));
        Ok(Self { person: person.clone(), after, reach, backlog })
    }

    /// The next page; `None` when there is nothing more just now.
    pub(crate) async fn pull(&mut self, house: &House) -> Result<Option<Batch>, StoreError> {
        let page = house.store.waiting(&self.person, self.after, page(), false, self.reach).await?;
        // What happens comes before what happened.
        let Some(last) = page.last() else { return self.pull_backlog(house).await };
        self.after = last.seq;
        Ok(Some((envelopes(house, &self.person, page), Some(self.cursor(house)))))
    }

    fn cursor(&self, house: &House) -> Cursor {
        let cursor = Cursor::new(&house.log, Place { own: place(self.after), ..Place::default() });
        match &self.backlog {
            Some(reading) => cursor.with(reading.backlog()),
            None => cursor,
        }
    }

    /// The next page of what is held for this person's teams and did not come as it happened.
    async fn pull_backlog(&mut self, house: &House) -> Result<Option<Batch>, StoreError> {
        let Some(reading) = &mut self.backlog else { return Ok(None) };
        reading.look(&house.directory());
        for _ in 0..PAGES {
            let Some(after) = reading.after() else { return Ok(None) };
            let held = house.store.held(seq(after), house.held_since(), page()).await?;
            let Some(last) = held.last() else {
                reading.is_read();
                continue;
            };
            let last = place(last.seq);
            let missing = held.into_iter().filter(|held| {
                let (people, watchers) = (&held.people, &held.watchers);
                reading.is_missing(&Held { event: &held.event, people, watchers, place: place(held.seq) })
            });
            let events: Vec<_> = missing
                .filter_map(|held| {
                    let event = Heard::Known(held.event);
                    let envelope = Envelope { received_at: held.received_at, for_history: true, event };
                    house.for_history(&self.person, envelope, &held.people)
                })
                .collect();
            reading.is_at(last);
            if !events.is_empty() {
                return Ok(Some((events, Some(self.cursor(house)))));
            }
        }
        Ok(Some((Vec::new(), Some(self.cursor(house)))))
    }
}

/// A place of this file as a cursor has it.
fn place(seq: i64) -> u64 {
    u64::try_from(seq).unwrap_or(0)
}

fn seq(place: u64) -> i64 {
    i64::try_from(place).unwrap_or(0)
}

/// What fits one message.
pub(crate) fn page() -> Page {
    Page { rows: u32::try_from(MAX_BATCH).unwrap_or(u32::MAX), bytes: MAX_EVENTS }
}

/// What of a page is somebody's to hear.
pub(crate) fn envelopes(house: &House, person: &PersonId, page: Vec<Waiting>) -> Vec<Envelope> {
    let envelope = |waiting: Waiting| {
        let Waiting { received_at, event, history, .. } = waiting;
        let envelope = Envelope { received_at, for_history: false, event: Heard::Known(event) };
        match history {
            None => Some(envelope),
            Some(people) => house.for_history(person, envelope, &people),
        }
    };
    page.into_iter().filter_map(envelope).collect()
}
