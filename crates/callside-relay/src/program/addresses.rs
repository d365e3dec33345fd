//! `addresses` and `try`: what an admin enters at the phone systems, and whether it arrives.

use super::check::verdict;
use callside_core::person::PersonId;
use callside_relay::config::{Config, SecretError, secret_file};
use callside_relay::phone_secrets;
use callside_relay::trial::trial;
use callside_telephony::five9;
use std::process::ExitCode;

/// Prints each address, and Five9's web connectors as they are entered there. All of it is secret.
pub fn print(config: &Config, at: &str) -> ExitCode {
    match written(config, at) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("callside-relay: {error}");
            ExitCode::FAILURE
        }
    }
}

fn written(config: &Config, at: &str) -> Result<String, SecretError> {
    let secret = secret_file(&config.secrets.path_secret_file)?;
    let phones = phone_secrets(config)?;
    let base = format!("{}/{}", at.trim().trim_end_matches('/'), secret.expose());
    let mut text = format!("Salesforce, Outbound Messages\n  {base}/salesforce/outbound\n");
    if phones.aircall.is_some() {
        text += &format!("Aircall, webhook\n  {base}/aircall\n");
    }
    if phones.phone.is_some() {
        text += &format!("Phone system, signed webhook\n  {base}/phone\n");
    }
    let Some(five9) = &phones.five9 else { return Ok(text) };
    if config.ivr.is_some() {
        text += &format!("IVR, its question\n  {base}/ivr\n  X-Callside-Secret: {}\n", five9.expose());
    }
    text += &format!("Five9, events of a middleware\n  {base}/five9/events\n  X-Callside-Secret: {}\n", five9.expose());
    for connector in five9::connectors(&base, five9.expose()) {
        text += &format!("Five9, web connector \"{}\"\n", connector.name);
        text += &format!("  trigger    {}\n  URL        {}\n", connector.trigger, connector.url);
        text += &format!("  method     {}, without \"Execute in browser\"\n", connector.method);
        for (name, value) in connector.constants {
            text += &format!("  constant   {name} = {value}\n");
        }
        for (name, variable) in connector.variables {
            text += &format!("  parameter  {name} = {variable}\n");
        }
    }
    Ok(text)
}

/// Tries the public address. The last line is `works`, or how much is wrong.
pub async fn try_out(config: &Config, at: &str, person: Option<&str>) -> ExitCode {
    let person = match person.map(PersonId::new).transpose() {
        Ok(person) => person,
        Err(error) => {
            eprintln!("callside-relay: {error}");
            return ExitCode::FAILURE;
        }
    };
    verdict(trial(config, at, person.as_ref()).await)
}
