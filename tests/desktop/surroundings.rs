//! The desktop around the window: toasts and the tray.

use crate::day::Day;
use crate::stage::Stage;
use crate::stage::desktop::{Notifications, ToastEvent, Trays};
use crate::wait::until;

#[tokio::test]
async fn a_click_on_a_toast_shows_its_call_whatever_is_in_front() {
    let stage = Stage::new();
    let desktop = Notifications::start(stage.bus());
    let day = Day::begin_on(stage).await;
    day.sign_in().await;
    day.phone("known_contact", "toast-1", &["call.ringing", "call.answered"]).await;
    day.app.reads("Sarah Johnson").await;
    day.app.notes("typing").await;

    day.phone("lead", "toast-2", &["call.ringing"]).await;
    let of_the_lead = async || {
        desktop.events().into_iter().rev().find_map(|event| match event {
            ToastEvent::Shown { id, summary, .. } if summary == "Marcus Bell" => Some(id),
            ToastEvent::Shown { .. } | ToastEvent::Closed { .. } => None,
        })
    };
    let id = until("the second call has a toast", of_the_lead).await;
    let typing = "return document.activeElement?.value === 'typing'";
    day.app.sees("the keyboard stays in the notes of the first", typing).await;
    // The program listens for clicks on a thread of its own, which may come a moment after the toast.
    let opened =
        "return document.querySelector('main h1, main h2')?.ownerDocument.body.innerText.includes('Northwind Gardens')";
    let clicked = async || {
        desktop.click(id);
        (day.app.driver.try_script(opened, serde_json::json!([])).await == Ok(true.into())).then_some(())
    };
    until("its call is shown", clicked).await;
}

#[tokio::test]
async fn the_tray_tells_of_a_ringing_call_with_another_picture() {
    let stage = Stage::new();
    let trays = Trays::start(stage.bus());
    let day = Day::begin_on(stage).await;
    let idle = until("there is an icon", async || trays.picture()).await;
    assert!(idle.exists(), "{idle:?}");
    let pixels = std::fs::read(&idle).expect("the picture");
    day.sign_in().await;
    day.phone("known_contact", "tray-1", &["call.ringing"]).await;
    let ringing = until("the icon has changed", async || trays.picture().filter(|now| *now != idle)).await;
    assert!(std::fs::read(ringing).expect("the picture") != pixels, "it is another picture");
}
