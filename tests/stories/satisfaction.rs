//! What customers said of their calls, by an admin's query.

use callside_core::crm::CrmError;
use callside_core::team::Dimension;
use callside_flow::{Notice, Ratings};
use callside_sandbox::faults::{Fault, FaultKind};
use callside_store::{Days, Scope};
use callside_tests::desk::{Desk, PATIENCE};
use jiff::{Timestamp, ToSpan as _, tz::TimeZone};
use serde_json::json;

/// The org has no object for surveys; the length of a logged call is a number with a day and an owner like any rating.
async fn set_up(desk: &Desk, with: serde_json::Value) -> bool {
    let mut section = json!({
        "soql": "SELECT CallDurationInSeconds, CreatedDate, OwnerId, Owner.Name FROM Task WHERE TaskSubtype = 'Call'",
        "rating": "CallDurationInSeconds", "date": "CreatedDate", "owner": "OwnerId", "worst": 0, "best": 300,
    });
    section.as_object_mut().expect("an object").extend(with.as_object().expect("an object").clone());
    let file = json!({ "callside_config": 1, "satisfaction": section }).to_string();
    desk.companion.import_configuration("satisfaction.json", &file, None).await.expect("it can be stored").is_ok()
}

fn half_a_year() -> Days {
    let last = Timestamp::now().to_zoned(TimeZone::UTC).date();
    Days { first: last.checked_sub(180.days()).expect("a day"), last, zone: TimeZone::UTC }
}

async fn ratings(desk: &Desk, scope: &Scope) -> Option<Ratings> {
    desk.companion.ratings(&half_a_year(), scope, Dimension::Agent).await.expect("the database answers")
}

async fn when(desk: &mut Desk, right: impl Fn(&Ratings) -> bool) -> Ratings {
    let found = async {
        loop {
            match ratings(desk, &Scope::default()).await {
                Some(found) if right(&found) => return found,
                _ => while !matches!(desk.notices.recv().await, Ok(Notice::Ratings)) {},
            }
        }
    };
    tokio::time::timeout(PATIENCE, found).await.expect("the ratings come in time")
}

#[tokio::test]
async fn ratings_are_asked_for_once_in_a_while_and_kept_with_their_age() {
    let mut desk = Desk::open().await;
    assert_eq!(ratings(&desk, &Scope::default()).await, None, "nobody has set it up");
    assert!(!set_up(&desk, json!({ "rating": "Stars__c" })).await, "the query does not ask for that");
    assert!(!set_up(&desk, json!({ "date": "OwnerId" })).await, "that is no date");
    assert!(set_up(&desk, json!({})).await);
    let first = ratings(&desk, &Scope::default()).await.expect("set up");
    assert_eq!((first.as_of, first.asking, first.days.now.whole().0), (None, true, 0));
    let found = when(&mut desk, |found| found.as_of.is_some()).await;
    let (count, sum) = found.days.now.whole();
    assert!(count > 10 && sum > 0.0 && found.left_out > 0, "{found:?}");
    assert!(found.days.now.groups.len() > 1);
    let (key, (name, theirs, _)) = found.days.now.groups.iter().next().expect("an agent");
    assert!(name.is_some() && key.is_some());
    let one = ratings(&desk, &Scope { agent: key.clone(), ..Scope::default() }).await.expect("set up");
    assert_eq!((one.days.now.whole().0, one.asking), (*theirs, false), "a fresh copy is not asked for again");

    // A new set-up makes the copy worthless.
    assert!(set_up(&desk, json!({ "best": 700 })).await);
    let anew = ratings(&desk, &Scope::default()).await.expect("set up");
    assert_eq!((anew.as_of, anew.asking), (None, true));
    let all = when(&mut desk, |found| found.as_of.is_some()).await;
    assert!(all.days.now.whole().0 > count && all.left_out < found.left_out);
}

#[tokio::test]
async fn while_salesforce_refuses_the_reason_is_told_and_it_is_not_asked_at_every_look() {
    let mut desk = Desk::open().await;
    assert!(set_up(&desk, json!({})).await);
    desk.sandbox.inject(Fault::new(FaultKind::RequestLimitExceeded).on_path("/query"));
    let failed = when(&mut desk, |found| found.trouble.is_some()).await;
    assert!(matches!(failed.trouble, Some(CrmError::LimitReached { .. })), "{failed:?}");
    assert_eq!((failed.as_of, failed.asking), (None, false));
    let again = ratings(&desk, &Scope::default()).await.expect("set up");
    assert!(!again.asking, "not at every look");
}
