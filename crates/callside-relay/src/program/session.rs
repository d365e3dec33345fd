//! `session`: a session for a program that cannot open a browser. It is made from the relay's session key, so it takes
//! whoever can read that.

use callside_core::person::PersonId;
use callside_link::Grant;
use callside_relay::config::{Config, secret_file};
use callside_relay::identity::{Kind, Sessions};
use callside_relay::team::Directory;
use jiff::{SignedDuration, Timestamp};
use std::process::ExitCode;

/// Prints it as JSON, for a file that only its owner can read.
pub fn print(config: &Config, person: &str) -> ExitCode {
    let Ok(person) = PersonId::new(person) else { return failed("a person is named by an e-mail address") };
    let Some(role) = Directory::new(&config.team).role(&person) else {
        return failed("this person is not of the team");
    };
    let key = match secret_file(&config.secrets.session_key_file) {
        Ok(key) => key,
        Err(error) => return failed(&error.to_string()),
    };
    let (sessions, now) = (Sessions::new(key), Timestamp::now());
    let session_ends = now + SignedDuration::from_mins(i64::from(config.limits.session_minutes));
    let renewal_ends = now + SignedDuration::from_hours(24 * i64::from(config.limits.renewal_days));
    let grant = Grant {
        session: sessions.make(Kind::Session, &person, session_ends),
        session_ends,
        renewal: sessions.make(Kind::Renewal, &person, renewal_ends),
        renewal_ends,
        person,
        role,
    };
    println!("{}", serde_json::to_string(&grant).unwrap_or_default());
    ExitCode::SUCCESS
}

fn failed(why: &str) -> ExitCode {
    eprintln!("callside-relay: {why}");
    ExitCode::FAILURE
}
