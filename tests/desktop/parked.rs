//! What a relay could bring to nobody, in the real window of an admin: read, mended in the relay's team, gone.

use crate::day::Day;
use callside_tests::site::{Site, event};
use serde_json::json;

#[tokio::test]
async fn an_admin_reads_what_found_nobody_and_sees_it_go_when_the_team_is_mended() {
    let day = Day::signed_in_as("Grace").await;
    let site = Site::new().await;
    let relay = day
        .relay_like(&site, &["dana@example.com"], |config| config["team"]["people"][1]["role"] = json!("admin"))
        .await;
    let mut named = event("1");
    named["data"]["agentUserName"] = json!("p.nair");
    site.says(relay.listen(), &named).await;
    day.link_to(&relay).await;
    day.app.keys("s").await;
    day.app.reads("For nobody yet").await;
    day.app.reads("1 waits at").await;
    day.app.reads("Nobody in the team has this name").await;
    day.app.reads("p.nair").await;
    day.app.click("Look again").await;
    day.app.reads("0 on the way to their person, 1 still waiting").await;
    day.picture("parked").await;

    let people = json!([
        { "email": "dana@example.com", "names": { "five9": ["dana", "p.nair"] } },
        { "email": "grace@example.com", "role": "admin" },
    ]);
    let team = serde_json::from_value(json!({ "people": people })).expect("a team");
    let replayed = relay.use_team(&team).await.expect("the team is used");
    assert_eq!((replayed.placed, replayed.still_parked), (1, 0));
    day.app.click("Look again").await;
    day.app.reads("Everything that came in found its person").await;
}
