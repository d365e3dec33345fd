//! What a relay could bring to nobody, as the settings show it.

use crate::ipc::relay::{LookedAgainView, ParkedName, ParkedRow, ParkedView, ParkedWhat};
use callside_core::ids::Provider;
use callside_engine::{LookedAgain, ParkedDelivery, ParkedList};

/// What waits at relays.
#[must_use]
pub fn parked(list: ParkedList) -> ParkedView {
    ParkedView {
        relays: all(list.relay, list.others),
        silent: list.silent,
        total: list.total,
        rows: list.parked.into_iter().map(row).collect(),
    }
}

/// What looking again brought.
#[must_use]
pub fn looked_again(looked: LookedAgain) -> LookedAgainView {
    let relays = all(looked.relay, looked.others);
    LookedAgainView { relays, placed: looked.placed, still_parked: looked.still_parked }
}

fn all(asked: String, others: Vec<String>) -> Vec<String> {
    let mut relays = vec![asked];
    relays.extend(others);
    relays.sort_unstable();
    relays
}

fn row(of: ParkedDelivery) -> ParkedRow {
    let named = [
        (ParkedWhat::Agent, of.agent),
        (ParkedWhat::HandedOverTo, of.handed_over_to),
        (ParkedWhat::Queue, of.queue),
        (ParkedWhat::Campaign, of.campaign),
        (ParkedWhat::CompanyNumber, of.company_number),
        (ParkedWhat::Object, of.object),
        (ParkedWhat::Record, of.record),
        (ParkedWhat::Call, of.call),
        (ParkedWhat::Relay, of.relay),
    ];
    ParkedRow {
        at: of.received_at.as_millisecond(),
        reason: of.reason,
        provider: of.provider.as_deref().and_then(Provider::named).map(|system| system.label().to_owned()),
        names: named.into_iter().filter_map(|(what, text)| Some(ParkedName { what, text: text? })).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_event_names_is_shown_and_a_system_of_tomorrow_has_no_name() {
        let mut waits = ParkedDelivery::new("2026-11-28T09:00:00Z".parse().unwrap(), "unknown_agent".into());
        waits.agent = Some("dana.w".into());
        waits.call = Some("five9:1".into());
        waits.relay = Some("b".into());
        let names = vec![
            ParkedName { what: ParkedWhat::Agent, text: "dana.w".into() },
            ParkedName { what: ParkedWhat::Call, text: "five9:1".into() },
            ParkedName { what: ParkedWhat::Relay, text: "b".into() },
        ];
        for (word, label) in [("five9", Some("Five9")), ("of_tomorrow", None)] {
            waits.provider = Some(word.into());
            let shown = row(waits.clone());
            assert_eq!((shown.at, shown.provider.as_deref()), (1_795_856_400_000, label), "{word}");
            assert_eq!(shown.names, names, "{word}");
        }
    }
}
