use super::bench::{access, address, call, known_call, sandbox, switch, to, with_key};
use callside_core::ids::Provider;
use callside_core::phone_system::{
    Ability, Destination, PhoneError, PhoneSystem, Symptom, Transfer, TransferKind, diagnose,
};
use callside_core::secret::Secret;
use callside_sandbox::phones::{SWITCH_LOGIN, System};
use callside_sandbox::players::Player;
use callside_telephony::phone_switch::{Access, Credentials, PhoneSwitch};

#[tokio::test]
async fn a_call_is_made_held_handed_over_and_ended() {
    let sandbox = sandbox().await;
    let mut access = access(&sandbox);
    access.paths.hold = Some("/calls/hold".into());
    access.campaign_name = "Renewals".into();
    access.skill_id = "sales-1".into();
    let switch = PhoneSwitch::new(&access, &with_key()).unwrap();
    switch.connect().await.unwrap();
    let made = switch.dial(&to("+14155550134", "201")).await.unwrap().call.expect("the id of the new call");
    assert_eq!(made.to_string(), "phone:sw-000001");
    switch.hold(&made, true).await.unwrap();
    switch.hold(&made, false).await.unwrap();
    let to = Destination::read("202", None).unwrap();
    switch.transfer(&Transfer { call: made.clone(), to, kind: TransferKind::Attended }).await.unwrap();
    assert_eq!(switch.recording(&made).await, Err(PhoneError::NotThere), "recordings appear at the end");
    switch.hang_up(&made).await.unwrap();
    let recording = switch.recording(&made).await.unwrap();
    let audio = callside_telephony::recordings::fetch(&recording.url).await.unwrap();
    assert_eq!((audio.kind, audio.bytes.len()), ("audio/wav", 8_044));
    let deeds = sandbox.deeds(System::Switch);
    assert_eq!(deeds[0].about["campaign_name"], "Renewals");
    assert_eq!(
        deeds.iter().map(|deed| deed.what.as_str()).collect::<Vec<_>>(),
        ["make", "hold", "hold", "transfer", "recording", "hangup", "recording"]
    );
}

#[tokio::test]
async fn basic_and_bearer_are_both_taken_and_a_wrong_one_is_said() {
    let sandbox = sandbox().await;
    let basic = Credentials {
        username: Some(SWITCH_LOGIN.0.into()),
        password: Some(Secret::new(SWITCH_LOGIN.1)),
        ..Credentials::default()
    };
    for (credentials, expected) in [
        (basic, Ok(())),
        (with_key(), Ok(())),
        (
            Credentials { api_key: Some(Secret::new("another-key")), ..Credentials::default() },
            Err(PhoneError::WrongKey),
        ),
    ] {
        let switch = PhoneSwitch::new(&access(&sandbox), &credentials).unwrap();
        assert_eq!(switch.connect().await, expected);
    }
    assert!(PhoneSwitch::new(&access(&sandbox), &Credentials::default()).is_err());
}

#[tokio::test]
async fn a_no_is_understood_under_any_status() {
    let sandbox = sandbox().await;
    let usual = switch(&sandbox);
    let refused = |status, said: &str| PhoneError::Refused { status, said: said.into() };
    for (campaign, number, agent, expected) in [
        // HTTP 200 with "success": false.
        ("", "+14155550134", "203", PhoneError::AgentNotReady),
        ("Nothing", "+14155550134", "201", refused(422, "no such campaign")),
        ("", "+14155550134", "999", PhoneError::NotThere),
    ] {
        let access = Access { campaign_name: campaign.into(), ..access(&sandbox) };
        let switch = PhoneSwitch::new(&access, &with_key()).unwrap();
        assert_eq!(switch.dial(&to(number, agent)).await, Err(expected), "{campaign} {agent}");
    }
    usual.dial(&to("+14155550134", "201")).await.unwrap();
    assert_eq!(usual.dial(&to("+14155550134", "201")).await, Err(PhoneError::AgentNotReady), "busy");
    let unknown = usual.hang_up(&call(Provider::Phone, "nothing")).await.unwrap_err();
    assert_eq!(diagnose(Ability::HangUp, &unknown), Symptom::HangUpDoesNothing);
}

#[tokio::test]
async fn the_place_of_the_call_id_is_a_setting() {
    let sandbox = sandbox().await;
    for (place, found) in [("$.data.call_id", true), ("$.elsewhere", false)] {
        let access = Access { call_id_at: vec![place.into()], ..access(&sandbox) };
        let switch = PhoneSwitch::new(&access, &with_key()).unwrap();
        let agent = if found { "201" } else { "202" };
        let made = switch.dial(&to("+14155550134", agent)).await.unwrap();
        assert_eq!(made.call.is_some(), found, "{place}");
    }
}

#[tokio::test]
async fn a_call_that_rang_in_can_be_ended_too_and_a_wrong_address_is_said() {
    let sandbox = sandbox().await;
    known_call(&sandbox, Player::Phone, "in-1", &["call.ringing"]).await;
    switch(&sandbox).hang_up(&call(Provider::Phone, "in-1")).await.unwrap();
    let nowhere = Access { api_base_url: "http://127.0.0.1:9".into(), ..Access::default() };
    let switch = PhoneSwitch::new(&nowhere, &with_key()).unwrap();
    let failed = switch.connect().await.unwrap_err();
    assert_eq!(diagnose(Ability::Connect, &failed), Symptom::ConnectFails);
    let elsewhere = Access { api_base_url: address(&sandbox, "nothing"), ..Access::default() };
    let failed = PhoneSwitch::new(&elsewhere, &with_key()).unwrap().connect().await.unwrap_err();
    assert_eq!(diagnose(Ability::Connect, &failed), Symptom::ConnectFails);
}
