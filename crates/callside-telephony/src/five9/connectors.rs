//! The web connectors of Five9 as an admin enters them: trigger, address, parameters, constants.
//!
//! Source: Five9, Configuration Web Services, `webConnector`, and the help of the VCC administrator. Values are Five9's
//! variables, `@Group.variable@`.

/// One connector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connector {
    /// Its name in Five9.
    pub name: &'static str,
    /// Trigger, as the list in Five9 shows it.
    pub trigger: &'static str,
    /// The word that a call of this trigger leaves here.
    pub leaves: &'static str,
    /// Address without parameters.
    pub url: String,
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The box "Execute in browser" is ticked.
    pub in_browser: bool,
    /// Constants: name and value.
    pub constants: Vec<(&'static str, String)>,
    /// Parameters: name and Five9's variable.
    pub variables: Vec<(&'static str, &'static str)>,
}

/// What every connector sends.
const ALWAYS: [(&str, &str); 10] = [
    ("call_id", "@Call.call_id@"),
    ("session_id", "@Call.session_id@"),
    ("ANI", "@Call.ANI@"),
    ("DNIS", "@Call.DNIS@"),
    ("type_name", "@Call.type_name@"),
    ("campaign_name", "@Call.campaign_name@"),
    ("skill_name", "@Call.skill_name@"),
    ("full_name", "@Agent.full_name@"),
    ("user_name", "@Agent.user_name@"),
    ("start_timestamp", "@Call.start_timestamp@"),
];
/// What is known at the end besides.
const AT_THE_END: [(&str, &str); 5] = [
    ("end_timestamp", "@Call.end_timestamp@"),
    ("length", "@Call.length@"),
    ("handle_time", "@Call.handle_time@"),
    ("hold_time", "@Call.hold_time@"),
    ("wrapup_time", "@Call.wrapup_time@"),
];
/// What the agent said.
const AFTER_WRAP_UP: [(&str, &str); 3] = [
    ("disposition_id", "@Call.disposition_id@"),
    ("disposition_name", "@Call.disposition_name@"),
    ("comments", "@Call.comments@"),
];

/// All connectors for a door. `base` and `secret` are this machine's.
#[must_use]
pub fn connectors(base: &str, secret: &str) -> Vec<Connector> {
    let url = format!("{}/five9/connector", base.trim_end_matches('/'));
    // Only the agent's own browser reaches this machine, so each opens there; a relay is reached silently.
    let local = url.starts_with("http://");
    let of = |name, trigger, leaves, more: &[&[(&'static str, &'static str)]]| Connector {
        name,
        trigger,
        leaves,
        url: url.clone(),
        method: if local { "GET" } else { "POST" },
        in_browser: local,
        constants: vec![("secret", secret.to_owned()), ("trigger", trigger.to_owned())],
        variables: ALWAYS.iter().chain(more.iter().copied().flatten()).copied().collect(),
    };
    vec![
        of("Callside accepted", "OnCallAccepted", "answered", &[]),
        of("Callside preview", "OnPreview", "previewed", &[]),
        of("Callside transfer", "OnWarmTransferInitiation", "transferred", &[]),
        of("Callside disconnected", "OnCallDisconnected", "hung_up", &[&AT_THE_END]),
        of("Callside dispositioned", "OnCallDispositioned", "dispositioned", &[&AT_THE_END, &AFTER_WRAP_UP]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inbound::{Headers, Inbound, Method, Route};
    use crate::secrets::Secrets;
    use callside_core::event::Event;
    use callside_core::secret::Secret;

    /// What an admin enters by the sheet is read, trigger by trigger, also where Five9 fills in nothing.
    #[test]
    fn a_connector_made_by_the_sheet_is_understood() {
        let secret = "five9-training-secret-0001";
        let five9 = super::super::Settings::new(Secrets::new(vec![Secret::new(secret)]).unwrap());
        let settings = crate::Settings { five9: Some(five9), ..crate::Settings::default() };
        for connector in connectors("http://127.0.0.1:47800/a1b2", secret) {
            let value =
                |variable: &str| if variable == "@Call.call_id@" { "300".to_owned() } else { variable.to_owned() };
            let constants = connector.constants.iter().map(|(name, value)| format!("{name}={value}"));
            let variables = connector.variables.iter().map(|(name, variable)| format!("{name}={}", value(variable)));
            let query = constants.chain(variables).collect::<Vec<_>>().join("&");
            let inbound = Inbound {
                method: Method::Get,
                route: Route::Five9Connector,
                query: &query,
                headers: Headers::default(),
                body: &[],
                received_at: "2026-11-26T04:00:00Z".parse().unwrap(),
            };
            let events = crate::read(&inbound, &settings).unwrap();
            let [Event::Call(event)] = &events[..] else { panic!("{events:?}") };
            let word = serde_json::to_value(&event.what).unwrap()["change"].clone();
            assert_eq!(word, connector.leaves, "{}", connector.trigger);
        }
    }
}
