use super::*;
use crate::ids::{CallKey, Provider, RecordId};
use crate::recording::{Fetch, Heard, Link};
use jiff::civil::date;
use proptest::prelude::*;

fn text(text: &str) -> Piece {
    Piece::Text(text.to_owned())
}

fn moment() -> Piece {
    // Half past ten at night in New York, the next morning in Berlin.
    Piece::Moment("2026-11-21T03:30:00Z".parse().unwrap())
}

fn through(steps: &str, piece: Piece) -> Option<Piece> {
    let new_york = TimeZone::get("America/New_York").unwrap();
    Steps::read(steps).unwrap().apply(piece, &new_york, "US".parse().ok())
}

#[test]
fn each_step_has_its_cases() {
    let dana = || Piece::Person { name: "Dana Whitfield".into(), user: RecordId::new("005000000000001AAA").unwrap() };
    let fetched = || {
        let call = CallKey::new(Provider::Aircall, "42").unwrap();
        Piece::Link(Link::Fetched(Fetch { what: Heard::Recording, call }))
    };
    for (steps, piece, expected) in [
        ("first name", text("Ana María Ruiz"), Some(text("Ana María"))),
        ("last name", text("Ana María Ruiz"), Some(text("Ruiz"))),
        ("first name", text("Prince"), Some(text(""))),
        ("last name", text(" Prince "), Some(text("Prince"))),
        ("last name", dana(), Some(text("Whitfield"))),
        ("seconds", Piece::Duration(381), Some(Piece::Whole(381))),
        ("minutes", Piece::Duration(381), Some(Piece::Whole(7))),
        ("minutes", Piece::Duration(360), Some(Piece::Whole(6))),
        ("minutes", Piece::Duration(0), Some(Piece::Whole(0))),
        ("clock", Piece::Duration(381), Some(text("6:21"))),
        ("clock", Piece::Duration(3_723), Some(text("1:02:03"))),
        ("date", moment(), Some(Piece::Day(date(2026, 11, 20)))),
        ("date in Europe/Berlin", moment(), Some(Piece::Day(date(2026, 11, 21)))),
        ("time", moment(), Some(text("2026-11-20 22:30"))),
        ("time in Europe/Berlin as %d.%m.%Y %H:%M", moment(), Some(text("21.11.2026 04:30"))),
        ("truncate 5", text("Wants the invoice"), Some(text("Want…"))),
        ("truncate 5 with ..", text("Wants"), Some(text("Wants"))),
        ("truncate 6 with \" +\"", text("Wants it"), Some(text("Want +"))),
        ("truncate 3", text("🦀🦀🦀🦀"), Some(text("🦀🦀…"))),
        ("translate inbound=Inbound", text("INBOUND"), Some(text("Inbound"))),
        ("translate inbound=In", text("internal"), Some(text("internal"))),
        ("translate inbound=In, otherwise nothing", text("internal"), None),
        ("translate inbound=In, otherwise \"nothing\"", text("internal"), Some(text("nothing"))),
        ("translate \"a=b, c\"=\"x|y\"", text("a=b, c"), Some(text("x|y"))),
        ("e164", Piece::Phone("(415) 555-0134".into()), Some(text("+14155550134"))),
        ("national", Piece::Phone("+14155550134".into()), Some(text("(415) 555-0134"))),
        ("digits", Piece::Phone("+1 415-555-0134".into()), Some(text("14155550134"))),
        ("e164", Piece::Phone("anonymous".into()), Some(text("anonymous"))),
        ("one line", text("a\r\n  b\u{0}"), Some(text("a b"))),
        ("trim | upper case | truncate 3 with .", text("  busy "), Some(text("BU."))),
        ("lower case", text("BUSY"), Some(text("busy"))),
        ("call id", fetched(), Some(text("aircall:42"))),
        ("", text("as it is"), Some(text("as it is"))),
    ] {
        let told = format!("{steps}: {piece:?}");
        assert_eq!(through(steps, piece), expected, "{told}");
    }
}

#[test]
fn what_is_no_step_is_said_with_the_nearest_that_is() {
    for (steps, nearest) in [
        ("lst name", Some("last name")),
        ("transalte a=b", Some("translate")),
        ("secnds", Some("seconds")),
        ("date in Mars/Olympus", None),
        ("date at noon", None),
        ("truncate", None),
        ("truncate 0", None),
        ("truncate 2 with ...", None),
        ("translate", None),
        ("translate a=b=c", None),
        ("time as %~", None),
        ("rm -rf", None),
    ] {
        let fault = Steps::read(steps).unwrap_err();
        assert_eq!((fault.step.as_str(), fault.nearest.as_deref()), (steps, nearest));
        assert!(!fault.problem.to_string().is_empty());
    }
}

#[test]
fn a_step_that_cannot_take_what_comes_is_found_before_there_is_a_call() {
    for (steps, from, ends) in [
        ("seconds", Sort::Duration, Ok(Sort::Whole)),
        ("seconds", Sort::Text, Err(Sort::Text)),
        ("date | first name", Sort::Moment, Err(Sort::Day)),
        ("truncate 10", Sort::Link, Err(Sort::Link)),
        ("translate a=1", Sort::Text, Ok(Sort::Any)),
        ("", Sort::Person, Ok(Sort::Person)),
    ] {
        let steps = Steps::read(steps).unwrap();
        assert_eq!(steps.sort(from).map_err(|(_, gets)| gets), ends, "{steps} of {from}");
    }
}

proptest! {
    #[test]
    fn steps_read_back_what_they_print(words in prop::collection::vec(("[^\\p{Cc}]{0,12}", "[^\\p{Cc}]{1,12}"), 1..4),
                                       mark in "[^\\p{Cc}]{1,3}", length in 8_usize..500) {
        let words = words.into_iter().map(|(from, to)| (from.trim().to_owned(), to.trim().to_owned())).collect();
        let steps = Steps(vec![
            Step::Translate { words, otherwise: Otherwise::Word("x=\"y\"".into()) },
            Step::Truncate { length, mark: mark.trim().to_owned() },
            Step::Day { zone: Some("Europe/Berlin".into()) },
        ]);
        prop_assert_eq!(Steps::read(&steps.to_string()), Ok(steps));
    }

    #[test]
    fn a_cut_text_is_never_longer_and_what_fits_is_never_cut(text in "\\PC{0,60}", length in 2_usize..40) {
        let Some(Piece::Text(cut)) = through(&format!("truncate {length}"), Piece::Text(text.clone())) else { panic!() };
        prop_assert!(cut.chars().count() <= length);
        prop_assert_eq!(cut == text, text.chars().count() <= length);
    }

    #[test]
    fn first_and_last_name_together_are_the_name(name in "[A-Za-zéß]{1,8}( [A-Za-zéß]{1,8}){0,3}") {
        let (first, last) = super::super::split_name(&name);
        let whole = format!("{first} {last}");
        prop_assert_eq!(whole.trim(), name.trim());
    }

    #[test]
    fn no_text_makes_reading_steps_panic(text in "\\PC{0,200}") {
        let _ = Steps::read(&text);
        let _ = Steps::read(&format!("translate {text}"));
        let _ = Steps::read(&format!("time as {text}"));
    }
}
