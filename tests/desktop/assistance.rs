//! A supervisor in the real window helps an agent at another desk.

use crate::day::Day;
use callside_core::event::{CallChange, Event};
use callside_core::ids::CallKey;
use callside_tests::desk::{Desk, PATIENCE};
use callside_tests::site::{Site, up};

#[tokio::test]
async fn a_supervisor_sees_what_an_agent_sees_and_answers_with_a_note() {
    let day = Day::signed_in_as("Grace").await;
    let site = Site::new().await;
    let relay = day.relay_of(&site, &["dana@example.com"]).await;
    day.link_to(&relay).await;

    let mut dana = Desk::open().await;
    let link = site.linked(&dana, relay.listen()).await;
    up(&link).await;
    site.rings(relay.listen(), "1").await;
    let call: CallKey = "five9:1".parse().expect("a key");
    let pop = dana.live_pop(&call).await;
    let caller = pop.caller.one().expect("one caller").candidate.name.clone();
    let mut notices = dana.companion.subscribe();
    assert!(link.assistance().ask(&call).await.expect("the call is known"));
    day.app
        .sees("the badge", "return [...document.querySelectorAll('nav .count')].some((e) => e.textContent === '1')")
        .await;
    day.app.keys("t").await;
    day.app.reads("Asking for help").await;
    day.app.click("Look").await;
    day.app.reads(&caller).await;
    let field = "return (() => { const f = document.querySelector('.look textarea'); f?.focus(); return f === document.activeElement; })()";
    day.app.sees("the note", field).await;
    day.app.keys("Offer 10 %").await;
    day.picture("help-wanted").await;
    day.app.click("Send note").await;
    day.app.sees("it is sent", "return document.querySelector('.look textarea').value === ''").await;

    // It is at the agent's desk, with the name of who wrote it, and stays with the call.
    let kept = async {
        loop {
            let story = dana.companion.story(&call).await.expect("the call is known");
            let note = story.events.into_iter().find_map(|(_, event)| match event {
                Event::Call(event) => match event.what {
                    CallChange::Advised { by, note } => Some((by, note)),
                    _ => None,
                },
                _ => None,
            });
            if let Some(note) = note {
                return note;
            }
            notices.recv().await.expect("the engine is there");
        }
    };
    let (by, note) = tokio::time::timeout(PATIENCE, kept).await.expect("it is kept");
    assert!(by.starts_with("Grace"), "{by}");
    assert_eq!(note, "Offer 10 %");
    link.assistance().take_back();
    day.app.reads("The call is over, or the agent took the request back.").await;
    relay.drain().await;
}
