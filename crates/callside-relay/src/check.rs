//! `callside-relay check`: everything that can be wrong before it is, each with what to do about it.

use crate::config::{Config, FleetConfig, PhoneFiles, Share, secret_file};
use crate::fleet::{Fleet, Seal, Terms};
use crate::identity::Identity;
use crate::ivr::Ivr;
use crate::start::{DATABASE, phone_secrets};
use crate::team::Directory;
use crate::tls::Tls;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// How one thing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// It works.
    Works(String),
    /// It works, but somebody should look.
    Doubt(String),
    /// It does not work.
    Wrong(String),
}

/// Looks at everything. A relay that runs with this configuration need not be stopped.
pub async fn check(config: &Config) -> Vec<Finding> {
    let mut findings = Vec::new();
    let secrets = &config.secrets;
    for (what, path) in [
        ("secrets.database_key_file", &secrets.database_key_file),
        ("secrets.session_key_file", &secrets.session_key_file),
        ("secrets.path_secret_file", &secrets.path_secret_file),
    ] {
        findings.push(match secret_file(path) {
            Ok(secret) if secret.expose().len() >= 32 => Finding::Works(format!("{what}: is there")),
            Ok(_) => Finding::Wrong(format!("{what}: is shorter than 32 characters")),
            Err(error) => Finding::Wrong(format!("{what}: {error}")),
        });
    }
    findings.push(match config.tls.as_ref().map(Tls::load) {
        None => Finding::Works("tls: a proxy in front does it".into()),
        Some(Ok(_)) => Finding::Works("tls: certificate and key fit".into()),
        Some(Err(error)) => Finding::Wrong(format!("tls: {error}")),
    });
    findings.push(phones(config));
    findings.extend(crate::rights::look(&config.files()));
    findings.extend(ivr(config).await);
    findings.push(data(config));
    for (what, address) in [("listen", config.listen), ("inner", config.inner)] {
        findings.push(match TcpListener::bind(address).await {
            Ok(_) => Finding::Works(format!("{what}: {address} is free")),
            Err(_) => Finding::Doubt(format!(
                "{what}: {address} is taken: fine if this relay is running, else another program has it"
            )),
        });
    }
    findings.push(identity(config).await);
    if let Some(fleet) = &config.fleet {
        findings.push(match tokio::time::timeout(Duration::from_secs(10), join(config, fleet)).await {
            Ok(Ok(version)) => Finding::Works(format!("fleet: nats-server {version} with JetStream")),
            Ok(Err(error)) => Finding::Wrong(format!("fleet: {error}")),
            Err(_) => Finding::Wrong("fleet: no NATS server answers; the relay would start, and wait for it".into()),
        });
    }
    findings.extend(history(config));
    findings.extend(Directory::doubts(&config.team).into_iter().map(|doubt| Finding::Doubt(format!("team: {doubt}"))));
    if config.team.people.is_empty() && config.team.rules.is_empty() {
        let doubt = "nobody is mapped and there is no rule: only calls that name a signed-in person's e-mail arrive";
        findings.push(Finding::Doubt(format!("team: {doubt}")));
    }
    findings
}

fn history(config: &Config) -> Vec<Finding> {
    let (days, share) = (config.history.days, config.history.share);
    let told = match share {
        Share::Off => return vec![Finding::Works("history: off, nobody hears of other people's calls".into())],
        Share::Calls => "calls, outcomes and ids of written records, without notes",
        Share::CallsAndNotes => "calls, outcomes, notes, what agents saw and what was written",
    };
    let mut findings = vec![Finding::Works(format!("history: {told}, kept {days} days for desktops that are off"))];
    if Directory::new(&config.team).looked_after.is_empty() {
        let doubt = "history: nobody supervises a group, so nobody hears of anything";
        findings.push(Finding::Doubt(doubt.into()));
    }
    findings
}

fn phones(config: &Config) -> Finding {
    let secrets = match phone_secrets(config) {
        Ok(secrets) => secrets,
        Err(error) => return Finding::Wrong(format!("phones: {error}")),
    };
    let settings = match secrets.settings() {
        Ok(settings) => settings,
        Err(error) => return Finding::Wrong(format!("phones: {error}")),
    };
    let set_up = [
        ("Five9", settings.five9.is_some()),
        ("Aircall", settings.aircall.is_some()),
        ("phone system", settings.phone.is_some()),
    ];
    let named: Vec<_> = set_up.iter().filter(|(_, there)| *there).map(|(name, _)| *name).collect();
    if named.is_empty() {
        return Finding::Wrong("phones: no phone system has a secret: nothing can come in".into());
    }
    Finding::Works(format!("phones: {}", named.join(", ")))
}

async fn ivr(config: &Config) -> Vec<Finding> {
    let clock: crate::Clock = Arc::new(jiff::Timestamp::now);
    let ivr = match Ivr::new(config, clock, Arc::default()) {
        Ok(None) => return vec![Finding::Works("ivr: not set up, nothing answers at its address".into())],
        Ok(Some(_)) if !proves_ivrs(&config.phones) => {
            let missing = "ivr: phones has no secret of any phone system, so no IVR can prove itself";
            return vec![Finding::Wrong(missing.into())];
        }
        Ok(Some(ivr)) => ivr,
        Err(error) => return vec![Finding::Wrong(format!("ivr: {error}"))],
    };
    let mut findings = vec![Finding::Works("ivr: rules can be used".into())];
    if let Some(records) = ivr.records() {
        findings.push(match tokio::time::timeout(Duration::from_secs(30), records.probe()).await {
            Ok(Ok(probed)) if probed.unread.is_empty() => {
                Finding::Works(format!("ivr.salesforce: signs in as {}", probed.user))
            }
            Ok(Ok(probed)) => Finding::Doubt(format!(
                "ivr.salesforce: {} may not read {}: IVRs know nothing of it",
                probed.user,
                probed.unread.join(", ")
            )),
            Ok(Err(error)) => Finding::Wrong(format!("ivr.salesforce: {error}")),
            Err(_) => Finding::Wrong("ivr.salesforce: the org does not answer".into()),
        });
    }
    findings
}

fn proves_ivrs(phones: &PhoneFiles) -> bool {
    [&phones.five9_secret_file, &phones.aircall_token_file, &phones.phone_secret_file].into_iter().any(Option::is_some)
}

fn data(config: &Config) -> Finding {
    let folder = &config.data;
    let probe = folder.join(".check");
    let tried = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&probe, b""));
    let _ = std::fs::remove_file(&probe);
    let there = if folder.join(DATABASE).exists() { ", and has a file" } else { "" };
    match tried {
        Ok(()) => Finding::Works(format!("data: {} can be written{there}", folder.display())),
        Err(error) => Finding::Wrong(format!("data: {} cannot be written: {error}", folder.display())),
    }
}

async fn identity(config: &Config) -> Finding {
    let identity = match Identity::new(config.identity.clone()) {
        Ok(identity) => identity,
        Err(error) => return Finding::Wrong(format!("identity: {error}")),
    };
    match identity.probe().await {
        Ok(0) => Finding::Wrong("identity: the provider has no RSA key".into()),
        Ok(keys) => Finding::Works(format!("identity: {} answers, {keys} keys", config.identity.issuer)),
        Err(error) => Finding::Wrong(format!("identity: {}: {error}", config.identity.issuer)),
    }
}

async fn join(config: &Config, fleet: &FleetConfig) -> Result<String, crate::fleet::FleetError> {
    let seal = Seal::new(&secret_file(&config.secrets.session_key_file)?);
    let (fleet, _queue) = Fleet::join(fleet, Terms::of(config), seal).await?;
    fleet.probe().await
}
