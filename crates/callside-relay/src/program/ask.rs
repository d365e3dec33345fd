//! Commands that ask the running relay, on its inner address. The right to ask comes from being able to read its session
//! key: the session is made here and lasts a minute.

use callside_core::person::PersonId;
use callside_relay::config::{Config, secret_file};
use callside_relay::identity::{Kind, Sessions};
use callside_relay::team::OPERATOR;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use std::process::ExitCode;

/// Asks and prints the answer.
pub async fn get(config: &Config, path: &str) -> ExitCode {
    send(config, |client, base| client.get(format!("{base}/{path}"))).await
}

/// Tells and prints the answer.
pub async fn post(config: &Config, path: &str, body: &Value) -> ExitCode {
    send(config, |client, base| client.post(format!("{base}/{path}")).json(body)).await
}

async fn send(config: &Config, request: impl Fn(&reqwest::Client, &str) -> reqwest::RequestBuilder) -> ExitCode {
    let key = match secret_file(&config.secrets.session_key_file) {
        Ok(key) => key,
        Err(error) => return failed(&error.to_string()),
    };
    let Ok(operator) = PersonId::new(OPERATOR) else { return failed("the operator has no name") };
    let ends = Timestamp::now() + SignedDuration::from_mins(1);
    let session = Sessions::new(key).make(Kind::Session, &operator, ends);
    let base = format!("http://{}", config.inner);
    let sent = request(&reqwest::Client::new(), &base).bearer_auth(session).send().await;
    let Ok(response) = sent else { return failed(&format!("no relay answers at {}", config.inner)) };
    let good = response.status().is_success();
    let Ok(answer) = response.json::<Value>().await else { return failed("what answers is no relay") };
    println!("{}", serde_json::to_string_pretty(&answer).unwrap_or_default());
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn failed(why: &str) -> ExitCode {
    eprintln!("callside-relay: {why}");
    ExitCode::FAILURE
}
