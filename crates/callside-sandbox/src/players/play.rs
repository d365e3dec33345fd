//! What shall be played, and playing it.

use std::net::IpAddr;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use reqwest::Url;
use serde::Deserialize;

use super::script::Script;
use super::send::{self, PlayReport};
use super::{aircall, five9, phone};
use crate::error::SandboxError;
use crate::random::Dice;

/// A phone system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Player {
    /// Five9 web connectors: parameters in a query or a form, a secret among them.
    Five9,
    /// Five9's events by name, as JSON from a relay.
    Five9Events,
    /// Aircall webhooks, with the token in the body.
    Aircall,
    /// A phone system with signed webhooks.
    Phone,
}

/// Which way a call goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The customer calls.
    #[default]
    Inbound,
    /// The agent calls.
    Outbound,
}

/// How a call ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Somebody answers.
    #[default]
    Answered,
    /// Nobody answers.
    Missed,
    /// Nobody answers and the caller leaves a message.
    Voicemail,
}

/// How a phone system signs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signature {
    /// `webhook-id`, `webhook-timestamp`, `webhook-signature` (Standard Webhooks 1.0).
    #[default]
    StandardWebhooks,
    /// `X-Signature: sha256=<hexadecimal>` over the body.
    Hex,
    /// None: the door must refuse it.
    None,
}

/// The agent who takes or makes the call.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Agent {
    /// First and last name.
    pub name: String,
    /// E-mail address, which is also the user name.
    pub email: String,
    /// The phone system's number for the agent.
    pub id: u64,
}

impl Default for Agent {
    fn default() -> Self {
        Self { name: "Dana Whitfield".to_owned(), email: "dana.whitfield@callside.example".to_owned(), id: 731_416 }
    }
}

/// A call to play.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallPlay {
    /// The phone system that tells it.
    pub player: Player,
    /// The door: origin and path before `/five9`, `/aircall` or `/phone`. It must be on this machine.
    pub target: String,
    /// Secret, token or signing key; the sandbox's own when absent.
    #[serde(default)]
    pub secret: Option<String>,
    /// The customer's number in E.164, or `anonymous`.
    pub caller: String,
    /// The company's number.
    #[serde(default = "default_line")]
    pub line: String,
    /// Which way it goes.
    #[serde(default)]
    pub direction: Direction,
    /// How it ends.
    #[serde(default)]
    pub outcome: Outcome,
    /// Who takes or makes it.
    #[serde(default)]
    pub agent: Agent,
    /// Id of the call; invented when absent. Aircall's is a number.
    #[serde(default)]
    pub call_id: Option<String>,
    /// When it started. When absent: now at speed 1, and the faster it is played the longer ago, so that nothing lies in
    /// the future; at speed 0 its last step is now. A call that is played in several pieces keeps it.
    #[serde(default)]
    pub started_at: Option<Timestamp>,
    /// Queue or skill.
    #[serde(default)]
    pub queue: Option<String>,
    /// Campaign.
    #[serde(default)]
    pub campaign: Option<String>,
    /// Disposition that the agent sets in the phone system (a tag in Aircall).
    #[serde(default)]
    pub disposition: Option<String>,
    /// Notes that the agent types in the phone system.
    #[serde(default)]
    pub notes: Option<String>,
    /// Whom it is transferred to, for the steps that transfer.
    #[serde(default)]
    pub transfer_to: Option<String>,
    /// How long it rings.
    #[serde(default = "default_ring")]
    pub ring_seconds: u32,
    /// How long people talk.
    #[serde(default = "default_talk")]
    pub talk_seconds: u32,
    /// The steps to play, by their own names; the usual ones when empty.
    #[serde(default)]
    pub steps: Vec<String>,
    /// 1 plays in real time, 0 without any wait.
    #[serde(default)]
    pub speed: f64,
    /// Plays the steps in an order that follows from this number.
    #[serde(default)]
    pub shuffle: Option<u64>,
    /// How often each step is sent.
    #[serde(default = "default_repeat")]
    pub repeat: u32,
    /// Five9 connectors: `GET` as a page in the agent's browser, `POST` as a silent one. As Five9 advises when absent:
    /// a page at the beginning, silent at the end.
    #[serde(default)]
    pub method: Option<String>,
    /// How the phone system signs.
    #[serde(default)]
    pub signature: Signature,
}

fn default_line() -> String {
    "+14155550100".to_owned()
}

fn default_ring() -> u32 {
    6
}

fn default_talk() -> u32 {
    74
}

fn default_repeat() -> u32 {
    1
}

impl CallPlay {
    /// A call by this player, caller and door, with everything else as usual.
    #[must_use]
    pub fn new(player: Player, target: &str, caller: &str) -> Self {
        Self {
            player,
            target: target.to_owned(),
            secret: None,
            caller: caller.to_owned(),
            line: default_line(),
            direction: Direction::default(),
            outcome: Outcome::default(),
            agent: Agent::default(),
            call_id: None,
            started_at: None,
            queue: None,
            campaign: None,
            disposition: None,
            notes: None,
            transfer_to: None,
            ring_seconds: default_ring(),
            talk_seconds: default_talk(),
            steps: Vec::new(),
            speed: 0.0,
            shuffle: None,
            repeat: default_repeat(),
            method: None,
            signature: Signature::default(),
        }
    }
}

/// Plays a call and reports each answer.
///
/// # Errors
/// [`SandboxError::NotLoopback`] and [`SandboxError::Unplayable`]; then nothing was sent.
pub async fn play(call: &CallPlay, now: Timestamp) -> Result<PlayReport, SandboxError> {
    on_this_machine(&call.target)?;
    let pace = read_pace(call.speed)?;
    if !(1..=100).contains(&call.repeat) {
        return Err(SandboxError::Unplayable("repeat must be between 1 and 100"));
    }
    let script = Script::of(call, now, pace)?;
    let mut steps = match call.player {
        Player::Five9 => five9::connector(&script)?,
        Player::Five9Events => five9::events(&script)?,
        Player::Aircall => aircall::webhooks(&script)?,
        Player::Phone => phone::webhooks(&script)?,
    };
    if let Some(seed) = call.shuffle {
        Dice::new(seed).shuffle(&mut steps);
    }
    let client = client()?;
    let began = tokio::time::Instant::now();
    let mut deliveries = Vec::new();
    for step in steps {
        if pace > 0.0 {
            tokio::time::sleep_until(began + step.offset.mul_f64(pace)).await;
        }
        for attempt in 1..=call.repeat {
            deliveries.push(send::deliver(&client, &step, attempt).await);
        }
    }
    Ok(PlayReport { call_id: script.call_id.clone(), started_at: script.start.to_string(), deliveries })
}

/// A client that goes nowhere but where it is told.
pub(super) fn client() -> Result<reqwest::Client, SandboxError> {
    Ok(reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(30))
        .build()?)
}

fn read_pace(speed: f64) -> Result<f64, SandboxError> {
    if (0.0..=1.0).contains(&speed) {
        Ok(speed)
    } else {
        Err(SandboxError::Unplayable("speed must be between 0 and 1"))
    }
}

/// A play goes to this machine only: the sandbox must never call anybody else's server.
pub(super) fn on_this_machine(target: &str) -> Result<(), SandboxError> {
    let refused = || SandboxError::NotLoopback(target.to_owned());
    let url = Url::parse(target).map_err(|_| refused())?;
    let host = url.host_str().ok_or_else(refused)?.trim_start_matches('[').trim_end_matches(']');
    let local = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    if url.scheme() == "http" && local { Ok(()) } else { Err(refused()) }
}

/// The length of a call, for the moment at which it must have started to be over now.
pub(super) fn whole_length(seconds: u64) -> SignedDuration {
    SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_called() {
        for good in ["http://127.0.0.1:47800/a1b2", "http://localhost:1/x", "http://[::1]:80/"] {
            assert!(on_this_machine(good).is_ok(), "{good}");
        }
        for bad in
            ["http://example.com/", "https://127.0.0.1/", "http://127.0.0.1.example.com/", "http://10.0.0.1/", "x"]
        {
            assert!(on_this_machine(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_play_needs_only_player_door_and_caller() {
        let text = r#"{"player":"five9","target":"http://127.0.0.1:1/x","caller":"+14155550134"}"#;
        let call: CallPlay = serde_json::from_str(text).unwrap();
        assert_eq!(call, CallPlay::new(Player::Five9, "http://127.0.0.1:1/x", "+14155550134"));
    }
}
