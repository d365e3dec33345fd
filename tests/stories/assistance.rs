//! Two engines and a relay: an agent asks for help on a call, the one who looks after them sees it and answers.

use callside_core::assistance::{AgentView, AssistanceDesk, Seen, Way};
use callside_core::event::{CallChange, Event};
use callside_core::ids::CallKey;
use callside_core::wallboard::LiveCall;
use callside_engine::{AdviceFate, Assistance, RelayLink};
use callside_flow::Draft;
use callside_relay::Relay;
use callside_tests::desk::{Desk, PATIENCE};
use callside_tests::site::{Site, event, up};
use serde_json::{Value, json};
use std::net::SocketAddr;

/// Waits until something is seen.
async fn sees<T>(assistance: &Assistance, look: impl Fn(&AssistanceDesk) -> Option<T>) -> T {
    let mut turns = assistance.turns();
    let seen = async {
        loop {
            turns.mark_unchanged();
            if let Some(seen) = look(&assistance.read()) {
                return seen;
            }
            turns.changed().await.expect("the link is there");
        }
    };
    let seen = tokio::time::timeout(PATIENCE, seen).await;
    seen.unwrap_or_else(|_| panic!("{:?}", assistance.read()))
}

fn shown(desk: &AssistanceDesk) -> Option<AgentView> {
    match desk.look()?.view.clone()? {
        Seen::View(view) => Some(*view),
        Seen::Unreadable => panic!("both are of one version"),
    }
}

fn told(call: &str, what: &str) -> Value {
    let mut told = event(call);
    told["event"] = json!(what);
    told["eventId"] = json!(format!("{call}-{what}"));
    told
}

async fn relay(site: &Site, listen: SocketAddr) -> Relay {
    site.relay_with(listen, |config| {
        config["team"]["people"]
            .as_array_mut()
            .expect("people")
            .push(json!({ "email": "bea@example.com", "role": "supervisor", "supervises": ["billing"] }));
        config["team"]["groups"] = json!({ "billing": ["dana@example.com"] });
    })
    .await
}

/// Dana and Bea at their desks, linked, and a call at Dana's.
async fn at_work() -> (Desk, Desk, Site, Relay, RelayLink, RelayLink, CallKey) {
    let (mut dana, bea) = (Desk::open().await, Desk::open().await);
    let site = Site::new().await;
    let relay = relay(&site, SocketAddr::from(([127, 0, 0, 1], 0))).await;
    let at = relay.listen();
    let danas = site.linked(&dana, at).await;
    let beas = site.linked_of(&bea, at, "bea@example.com").await;
    up(&danas).await;
    up(&beas).await;
    site.rings(at, "1").await;
    let call: CallKey = "five9:1".parse().expect("a key");
    dana.live_pop(&call).await;
    (dana, bea, site, relay, danas, beas, call)
}

#[tokio::test]
async fn help_on_a_call_is_asked_seen_answered_and_over_with_it() {
    let (dana, bea, site, relay, danas, beas, call) = at_work().await;
    let at = relay.listen();
    let (agent, supervisor) = (danas.assistance(), beas.assistance());
    assert!(agent.ask(&call).await.expect("the call is known"));
    let request = sees(&supervisor, |desk| desk.theirs().next().cloned()).await;
    assert_eq!((request.person.as_str(), &request.call.call), ("dana@example.com", &call));
    sees(&agent, |desk| desk.passed_on().filter(|passed| passed.told == 1).cloned()).await;
    let text = serde_json::to_string(&request).expect("JSON");
    assert!(!text.contains("4155550134"), "nothing of the caller before somebody looks: {text}");

    supervisor.look_at(request.reference()).await;
    let on_screen = dana.companion.desk(&call).await.expect("the call is known").pop;
    sees(&supervisor, |desk| shown(desk).filter(|view| view.pop == on_screen)).await;
    sees(&agent, |desk| desk.passed_on().filter(|passed| passed.looking.len() == 1).cloned()).await;
    // What the agent types follows.
    let draft = dana.companion.desk(&call).await.expect("the call is known").draft;
    let draft = Draft { notes: "Wants a refund".into(), ..draft };
    dana.companion.save_draft(&call, &draft).await.expect("it is kept");
    agent.typed();
    sees(&supervisor, |desk| shown(desk).filter(|view| view.notes == "Wants a refund")).await;

    assert_eq!(supervisor.advise(&request.reference(), " \n").await, AdviceFate::Empty);
    let note = "Offer 10 %, not to 4111 1111 1111 1111.";
    assert_eq!(supervisor.advise(&request.reference(), note).await, AdviceFate::Sent);
    let notes = sees(&agent, |desk| desk.mine().map(|mine| mine.notes.clone()).filter(|notes| !notes.is_empty())).await;
    assert_eq!(notes[0].text, "Offer 10 %, not to •••• •••• •••• 1111.");
    assert_eq!(notes[0].by.person.as_str(), "bea@example.com");
    // It stays with the call, by name.
    let advised = async || {
        let story = dana.companion.story(&call).await.expect("the call is known");
        let events = story.events.into_iter().filter_map(|(_, event)| match event {
            Event::Call(event) => matches!(event.what, CallChange::Advised { .. }).then_some(event.what),
            _ => None,
        });
        events.collect::<Vec<_>>()
    };
    let mut notices = dana.companion.subscribe();
    let kept = async {
        while advised().await.is_empty() {
            notices.recv().await.expect("the engine is there");
        }
    };
    tokio::time::timeout(PATIENCE, kept).await.expect("it is kept");
    let by = notes[0].by.shown().to_owned();
    assert_eq!(advised().await, [CallChange::Advised { by, note: notes[0].text.clone() }]);

    // Both ends have it on record.
    let deeds = async |desk: &Desk, word: &str| {
        let lines = desk.companion.audit(None, None, 100).await.expect("the audit");
        lines.into_iter().filter(|line| line.what.word() == word).count()
    };
    assert_eq!((deeds(&dana, "call_shown").await, deeds(&bea, "call_opened").await), (1, 1));

    // Over with the call.
    for what in ["call.answered", "call.ended"] {
        site.says(at, &told("1", what)).await;
    }
    sees(&supervisor, |desk| (desk.theirs().count() == 0 && shown(desk).is_none()).then_some(())).await;
    sees(&agent, |desk| desk.mine().is_none().then_some(())).await;
    assert_eq!(supervisor.advise(&request.reference(), "Too late").await, AdviceFate::Over);
    assert!(!agent.ask(&call).await.expect("the call is known"), "it does not go on");
}

#[tokio::test]
async fn a_request_outlives_its_relay_and_is_taken_back() {
    let (dana, _bea, site, relay_before, danas, beas, call) = at_work().await;
    let (agent, supervisor) = (danas.assistance(), beas.assistance());
    assert!(agent.ask(&call).await.expect("the call is known"));
    let request = sees(&supervisor, |desk| desk.theirs().next().cloned()).await;
    supervisor.look_at(request.reference()).await;
    sees(&supervisor, shown).await;
    assert_eq!(supervisor.advise(&request.reference(), "Offer 10 %").await, AdviceFate::Sent);
    sees(&agent, |desk| desk.mine().filter(|mine| mine.notes.len() == 1).cloned()).await;
    let at = relay_before.listen();
    relay_before.drain().await;
    for end in [&agent, &supervisor] {
        sees(end, |desk| (desk.way() == Way::Down).then_some(())).await;
    }
    assert!(agent.read().mine().is_some() && agent.read().passed_on().is_none());
    assert_eq!(supervisor.advise(&request.reference(), "Hello?").await, AdviceFate::NotReached);
    let _relay = relay(&site, at).await;
    danas.nudge();
    beas.nudge();
    let again = sees(&supervisor, |desk| desk.theirs().next().filter(|_| desk.way() == Way::Open).cloned()).await;
    assert_eq!(again.call, LiveCall::of(&dana.companion.desk(&call).await.expect("the call is known").call));
    sees(&supervisor, shown).await;
    assert_eq!(agent.read().mine().expect("it stands").notes.len(), 1, "what was answered stays at the desk");
    agent.take_back();
    sees(&supervisor, |desk| (desk.theirs().count() == 0).then_some(())).await;
}
