//! What an IVR asks with: parameters in query or form, or a flat JSON object. It may be Five9's or that of any phone
//! system that is set up here.

use crate::fields::Fields;
use crate::inbound::Headers;
use crate::json;
use crate::rejection::{Flaw, Rejection};
use crate::secrets::Secrets;
use crate::settings::Settings;
use crate::text;
use callside_core::ids::{CallKey, Provider};
use callside_core::ivr::IvrAsk;

/// Parameters that are ids of the company's own, as Sticky Calls names them.
const IDS: [(&str, &str); 3] =
    [("customerid", "customer_id"), ("accountnumber", "account_number"), ("memberid", "member_id")];

/// A question that has been read, and not believed yet.
pub struct IvrQuestion {
    system: Provider,
    /// The query of a question whose parameters are JSON.
    beside: Fields,
    fields: Fields,
}

impl IvrQuestion {
    /// Reads a question, so far as to know which phone system's IVR it says to be: Five9's, unless `phone_system` says
    /// `aircall` or `phone`.
    ///
    /// # Errors
    /// [`Rejection::Malformed`].
    pub fn read(query: &str, body: &[u8]) -> Result<Self, Rejection> {
        let (beside, fields) = if body.trim_ascii_start().starts_with(b"{") {
            (Fields::from_forms([query.as_bytes()])?, Fields::from_json(&json::object(body)?)?)
        } else {
            (Fields::default(), Fields::from_forms([query.as_bytes(), body])?)
        };
        let named = [&fields, &beside].into_iter().find_map(|fields| fields.raw(&["phonesystem"]));
        let system = named.map_or(Ok(Provider::Five9), |name| {
            Provider::named(&text::fold(name)).ok_or(Flaw::WrongKind { field: "phone_system" })
        })?;
        Ok(Self { system, beside, fields })
    }

    /// The phone system that it says to be of.
    #[must_use]
    pub const fn system(&self) -> Provider {
        self.system
    }

    /// Believes it by the secret of its phone system: as `secret` in query, form or JSON, as Bearer, or in
    /// `X-Callside-Secret`. Five9's IVR can send all of these (its Query module). Whatever is given must be right: one
    /// right secret does not excuse a wrong one.
    ///
    /// # Errors
    /// [`Rejection`], with nothing looked up.
    pub fn prove(self, headers: Headers<'_>, settings: &Settings) -> Result<IvrAsk, Rejection> {
        let Self { system, beside, fields } = self;
        let secrets = secrets(system, settings).ok_or(Rejection::NotConfigured { provider: system })?;
        let mut proven = false;
        for given in headers.secrets()?.into_iter().chain([beside.secret(), fields.secret()]).flatten() {
            if !secrets.matches(given) {
                return Err(Rejection::BadSignature);
            }
            proven = true;
        }
        if !proven {
            return Err(Rejection::Unsigned);
        }
        let call_id =
            fields.line(&["callid", "sessionid", "interactionid"]).ok_or(Flaw::Missing { field: "call_id" })?;
        CallKey::new(system, &call_id).map_err(|_| Flaw::WrongKind { field: "call_id" })?;
        let ids = IDS.into_iter().filter_map(|(folded, name)| Some((name.to_owned(), fields.line(&[folded])?)));
        Ok(IvrAsk {
            phone_system: system,
            call_id,
            ani: fields.line(&["ani", "from", "caller", "callernumber"]),
            dnis: fields.line(&["dnis", "to"]),
            campaign: fields.line(&["campaignname", "campaign"]),
            external_ids: ids.collect(),
        })
    }
}

/// The shared secret of a phone system, which its IVR proves itself by.
fn secrets(system: Provider, settings: &Settings) -> Option<&Secrets> {
    match system {
        Provider::Five9 => settings.five9.as_ref().map(|five9| &five9.secrets),
        Provider::Aircall => settings.aircall.as_ref().map(|aircall| &aircall.tokens),
        Provider::Phone => settings.phone.as_ref()?.secrets(),
        Provider::Salesforce => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PhoneSecrets;
    use callside_core::secret::Secret;

    const SECRET: &str = "five9-training-secret-0001";
    const TOKEN: &str = "45c0ffeea08f4c7d9b21c0e6f7a81320";
    const SWITCH: &str = "switch-training-secret-0001";

    fn ask(query: &str, headers: &[(&str, &[u8])], body: &str) -> Result<IvrAsk, Rejection> {
        let secret = |text| Some(Secret::new(text));
        let secrets = PhoneSecrets { five9: secret(SECRET), aircall: secret(TOKEN), ..PhoneSecrets::default() };
        let settings = PhoneSecrets { phone: secret(SWITCH), ..secrets }.settings().unwrap();
        IvrQuestion::read(query, body.as_bytes())?.prove(Headers(headers), &settings)
    }

    #[test]
    fn query_form_and_json_ask_the_same() {
        let bearer = format!("Bearer {SECRET}");
        let bearer: &[(&str, &[u8])] = &[("authorization", bearer.as_bytes())];
        let with_secret = format!("call_id=7&ANI=4155550134&campaign_name=Care&account_number=AC-1&secret={SECRET}");
        let json = r#"{"callId":"7","ani":"4155550134","campaign":"Care","accountNumber":"AC-1"}"#;
        for (query, headers, body) in [
            (with_secret.as_str(), &[][..], ""),
            ("", &[], with_secret.as_str()),
            ("", bearer, json),
            (&format!("secret={SECRET}"), &[], json),
        ] {
            let asked = ask(query, headers, body).unwrap();
            assert_eq!((asked.call_id.as_str(), asked.ani.as_deref()), ("7", Some("4155550134")), "{query} {body}");
            assert_eq!((asked.campaign.as_deref(), asked.phone_system), (Some("Care"), Provider::Five9));
            assert_eq!(asked.external_ids["account_number"], "AC-1");
        }
    }

    #[test]
    fn an_ivr_proves_itself_by_the_secret_of_the_phone_system_that_it_names() {
        let json = |system: &str| format!(r#"{{"callId":"7","phoneSystem":"{system}"}}"#);
        for (query, body, expected) in [
            (format!("call_id=7&phone_system=phone&secret={SWITCH}"), String::new(), Ok(Provider::Phone)),
            (format!("call_id=7&phone_system=Aircall&secret={TOKEN}"), String::new(), Ok(Provider::Aircall)),
            (format!("call_id=7&phone_system=five9&secret={SECRET}"), String::new(), Ok(Provider::Five9)),
            (format!("secret={SWITCH}"), json("phone"), Ok(Provider::Phone)),
            (format!("phone_system=aircall&secret={TOKEN}"), r#"{"callId":"7"}"#.into(), Ok(Provider::Aircall)),
            (format!("call_id=7&phone_system=phone&secret={SECRET}"), String::new(), Err(Rejection::BadSignature)),
            (format!("call_id=7&secret={SWITCH}"), String::new(), Err(Rejection::BadSignature)),
            (format!("secret={SECRET}"), json("aircall"), Err(Rejection::BadSignature)),
        ] {
            assert_eq!(ask(&query, &[], &body).map(|ask| ask.phone_system), expected, "{query} {body}");
        }
        let unknown = format!("call_id=7&phone_system=salesforce&secret={SECRET}");
        assert_eq!(ask(&unknown, &[], ""), Err(Rejection::from(Flaw::WrongKind { field: "phone_system" })));
        let five9 = PhoneSecrets { five9: Some(Secret::new(SECRET)), ..PhoneSecrets::default() }.settings().unwrap();
        let question = IvrQuestion::read(&format!("call_id=7&phone_system=phone&secret={SWITCH}"), b"").unwrap();
        let refused = question.prove(Headers::default(), &five9);
        assert_eq!(refused, Err(Rejection::NotConfigured { provider: Provider::Phone }));
    }

    #[test]
    fn nothing_is_looked_up_for_strangers() {
        let wrong: &[(&str, &[u8])] = &[("authorization", b"Bearer wrong")];
        for (query, headers, body, expected) in [
            ("call_id=7", &[][..], "", Rejection::Unsigned),
            ("call_id=7&secret=wrong", &[], "", Rejection::BadSignature),
            (&format!("call_id=7&secret={SECRET}"), wrong, "", Rejection::BadSignature),
            ("", wrong, r#"{"callId":"7"}"#, Rejection::BadSignature),
            (&format!("secret={SECRET}"), &[], "", Flaw::Missing { field: "call_id" }.into()),
            (&format!("secret={SECRET}"), &[], "{", Flaw::Json { line: 1, column: 1 }.into()),
        ] {
            assert_eq!(ask(query, headers, body).unwrap_err(), expected, "{query} {body}");
        }
    }
}
