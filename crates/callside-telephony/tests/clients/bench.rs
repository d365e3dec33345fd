//! A sandbox and the ways to its phone systems.

use callside_core::ids::{CallKey, Provider};
use callside_core::phone_system::{Destination, Dial};
use callside_core::secret::Secret;
use callside_sandbox::faults::{Fault, FaultKind};
use callside_sandbox::phones::{AIRCALL_KEY, FIVE9_TOKEN, STICKY_KEY, SWITCH_KEY};
use callside_sandbox::players::{CallPlay, Player};
use callside_sandbox::{Sandbox, SandboxOptions};
use callside_telephony::{aircall, five9, phone_switch, sticky_calls};
use jiff::Timestamp;
use std::sync::Arc;

pub async fn sandbox() -> Sandbox {
    Sandbox::start(SandboxOptions { contacts: 4, ..SandboxOptions::default() }).await.unwrap()
}

pub fn address(sandbox: &Sandbox, system: &str) -> String {
    format!("http://{}/phones/{system}", sandbox.address())
}

pub fn sticky(sandbox: &Sandbox, key: &str) -> sticky_calls::StickyCalls {
    let settings = sticky_calls::Settings { address: address(sandbox, "sticky"), key: Secret::new(key) };
    sticky_calls::StickyCalls::new(&settings).unwrap()
}

pub fn usual_sticky(sandbox: &Sandbox) -> sticky_calls::StickyCalls {
    sticky(sandbox, STICKY_KEY)
}

pub fn access(sandbox: &Sandbox) -> phone_switch::Access {
    phone_switch::Access { api_base_url: address(sandbox, "switch"), ..phone_switch::Access::default() }
}

pub fn with_key() -> phone_switch::Credentials {
    phone_switch::Credentials { api_key: Some(Secret::new(SWITCH_KEY)), ..phone_switch::Credentials::default() }
}

pub fn switch(sandbox: &Sandbox) -> phone_switch::PhoneSwitch {
    phone_switch::PhoneSwitch::new(&access(sandbox), &with_key()).unwrap()
}

pub fn aircall(sandbox: &Sandbox) -> aircall::Aircall {
    let access = aircall::Access {
        address: address(sandbox, "aircall"),
        api_id: AIRCALL_KEY.0.to_owned(),
        api_token: Secret::new(AIRCALL_KEY.1),
    };
    aircall::Aircall::new(&access, Arc::new(Timestamp::now)).unwrap()
}

pub fn five9(sandbox: &Sandbox) -> five9::Five9 {
    let access = five9::Access { api_base_url: address(sandbox, "five9"), ..five9::Access::default() };
    five9::Five9::new(&access, &Secret::new(FIVE9_TOKEN)).unwrap()
}

pub fn to(number: &str, agent: &str) -> Dial {
    Dial { to: Destination::read(number, None).unwrap(), agent: agent.to_owned() }
}

pub fn call(provider: Provider, id: &str) -> CallKey {
    CallKey::new(provider, id).unwrap()
}

/// A call that the phone system's API knows, without a door that hears of it.
pub async fn known_call(sandbox: &Sandbox, player: Player, id: &str, steps: &[&str]) {
    let mut call = CallPlay::new(player, "http://127.0.0.1:9/none", "+14155550134");
    call.call_id = Some(id.to_owned());
    call.steps = steps.iter().map(|step| (*step).to_owned()).collect();
    sandbox.play(&call).await.unwrap();
}

pub fn strike(sandbox: &Sandbox, kind: FaultKind) {
    sandbox.inject(Fault::new(kind).on_path("/phones/").times(1));
}
