use super::bench::{call, five9, known_call, sandbox, to};
use callside_core::ids::Provider;
use callside_core::phone_system::{Ability, NewContact, PhoneError, PhoneSystem};
use callside_core::secret::Secret;
use callside_sandbox::phones::{FIVE9_TOKEN, System};
use callside_sandbox::players::Player;
use callside_telephony::five9::{Access, Five9};

#[tokio::test]
async fn contacts_calls_campaigns_dispositions_and_recordings_by_the_middleware() {
    let sandbox = sandbox().await;
    let five9 = five9(&sandbox);
    five9.connect().await.unwrap();
    assert_eq!(five9.campaigns().await.unwrap(), ["Inbound Sales", "Renewals"]);
    let new =
        NewContact { last_name: Some("Okafor".into()), number: Some("+12125550199".into()), ..NewContact::default() };
    let made = five9.save_contact(&new).await.unwrap();
    assert_eq!(five9.find_contacts("+12125550199").await.unwrap(), [made]);
    let dialled = five9.dial(&to("+14155550134", "dana.whitfield@callside.example")).await.unwrap();
    let key = dialled.call.expect("the id of the new call");
    five9.set_disposition(&key, "Interested").await.unwrap();
    assert!(five9.recording(&key).await.unwrap().url.ends_with(".wav"));
    assert_eq!(five9.dial(&to("+14155550134", "somebody")).await, Err(PhoneError::AgentNotReady));
    let unknown = call(Provider::Five9, "a/../../b");
    assert_eq!(five9.recording(&unknown).await, Err(PhoneError::NotThere), "an id never leaves its place");
    known_call(&sandbox, Player::Five9, "300000000000777", &["OnCallAccepted"]).await;
    five9.set_disposition(&call(Provider::Five9, "300000000000777"), "Resolved").await.unwrap();
    assert_eq!(sandbox.deeds(System::Five9).len(), 4);
}

#[tokio::test]
async fn what_the_middleware_does_not_offer_is_not_offered() {
    let sandbox = sandbox().await;
    let mut access = Access { api_base_url: super::bench::address(&sandbox, "five9"), ..Access::default() };
    access.paths.recordings = String::new();
    let five9 = Five9::new(&access, &Secret::new(FIVE9_TOKEN)).unwrap();
    assert!(!five9.abilities().can(Ability::Recording) && !five9.abilities().can(Ability::Hold));
    let key = call(Provider::Five9, "1");
    assert_eq!(five9.recording(&key).await, Err(PhoneError::NotOffered(Provider::Five9)));
    assert_eq!(five9.hang_up(&key).await, Err(PhoneError::NotOffered(Provider::Five9)));
}

#[tokio::test]
async fn the_places_of_the_call_id_and_of_the_recording_are_settings() {
    let sandbox = sandbox().await;
    let places = |call_id: &str, recording: &str| {
        let access = Access {
            api_base_url: super::bench::address(&sandbox, "five9"),
            call_id_at: vec![call_id.into()],
            recording_at: vec![recording.into()],
            ..Access::default()
        };
        Five9::new(&access, &Secret::new(FIVE9_TOKEN)).unwrap()
    };
    let (right, wrong) = (places("$.callId", "$.recordingUrl"), places("$.elsewhere", "$.elsewhere"));
    let dial = to("+14155550134", "dana.whitfield@callside.example");
    let made = right.dial(&dial).await.unwrap().call.expect("the id stands there");
    assert_eq!(wrong.dial(&dial).await.unwrap().call, None);
    assert!(right.recording(&made).await.unwrap().url.ends_with(".wav"));
    assert_eq!(wrong.recording(&made).await, Err(PhoneError::NotThere));
}

#[tokio::test]
async fn calls_are_made_in_the_campaign_that_is_set() {
    let sandbox = sandbox().await;
    let dial = async |campaign: &str| {
        let api_base_url = super::bench::address(&sandbox, "five9");
        let access = Access { api_base_url, campaign: campaign.into(), ..Access::default() };
        let five9 = Five9::new(&access, &Secret::new(FIVE9_TOKEN)).unwrap();
        five9.dial(&to("+14155550134", "dana.whitfield@callside.example")).await
    };
    assert!(dial("Renewals").await.is_ok() && dial(" ").await.is_ok());
    let asked = sandbox.deeds(System::Five9);
    assert_eq!((&asked[0].about["campaign"], asked[1].about.get("campaign")), (&"Renewals".into(), None));
    assert!(matches!(dial("Autumn").await, Err(PhoneError::Refused { status: 422, .. })));
}
