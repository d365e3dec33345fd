//! What a desktop gets from a relay that works alone: page after page of its own file.

use crate::house::House;
use callside_core::person::PersonId;
use callside_link::wire::{MAX_BATCH, MAX_EVENTS};
use callside_link::{Cursor, Envelope, Heard, Place};
use callside_store::StoreError;
use callside_store::relay::{Page, Reach, Waiting};

/// Some events, and how far the desktop is once it has them.
pub(crate) type Batch = (Vec<Envelope>, Option<Cursor>);

/// A place in this relay's file.
pub(crate) struct Alone {
    person: PersonId,
    after: i64,
    reach: Reach,
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
        let after = match cursor {
            Some(cursor) => cursor.place_in(&house.log).map_or(0, |place| i64::try_from(place.own).unwrap_or(0)),
            None => house.store.furthest(person).await?,
        };
        Ok(Self { person: person.clone(), after, reach })
    }

    /// The next page; `None` when there is nothing more just now.
    pub(crate) async fn pull(&mut self, house: &House) -> Result<Option<Batch>, StoreError> {
        let page = house.store.waiting(&self.person, self.after, page(), false, self.reach).await?;
        let Some(last) = page.last() else { return Ok(None) };
        self.after = last.seq;
        let place = Place { own: u64::try_from(last.seq).unwrap_or(0), ..Place::default() };
        Ok(Some((envelopes(house, &self.person, page), Some(Cursor::new(&house.log, place)))))
    }
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
