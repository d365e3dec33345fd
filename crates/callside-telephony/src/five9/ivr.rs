//! What a Five9 IVR (or any other) asks with: parameters in query or form, or a flat JSON object.

use super::Settings;
use super::verify;
use crate::fields::Fields;
use crate::inbound::{Headers, Inbound, Method, Route};
use crate::json;
use crate::rejection::{Flaw, Rejection};
use callside_core::ids::{CallKey, Provider};
use callside_core::ivr::IvrAsk;
use jiff::Timestamp;

/// Parameters that are ids of the company's own, as Sticky Calls names them.
const IDS: [(&str, &str); 3] =
    [("customerid", "customer_id"), ("accountnumber", "account_number"), ("memberid", "member_id")];

/// Reads the question. The secret proves who asks: as `secret` in query, form or JSON, as Bearer, or in
/// `X-Callside-Secret`. Five9's IVR can send all of these (its Query module).
///
/// # Errors
/// [`Rejection`], with nothing looked up.
pub fn ivr_ask(query: &str, headers: Headers<'_>, body: &[u8], settings: &Settings) -> Result<IvrAsk, Rejection> {
    let is_json = body.trim_ascii_start().starts_with(b"{");
    let inbound = Inbound {
        method: Method::Post,
        route: Route::Five9Events,
        query: if is_json { query } else { "" },
        headers,
        body,
        received_at: Timestamp::UNIX_EPOCH,
    };
    let proven = verify::before_reading(&inbound, &settings.secrets)?;
    let fields =
        if is_json { Fields::from_json(&json::object(body)?)? } else { Fields::from_forms([query.as_bytes(), body])? };
    verify::named_event(proven, &fields, &settings.secrets)?;
    let call_id = fields.line(&["callid", "sessionid", "interactionid"]).ok_or(Flaw::Missing { field: "call_id" })?;
    CallKey::new(Provider::Five9, &call_id).map_err(|_| Flaw::WrongKind { field: "call_id" })?;
    let ids = IDS.into_iter().filter_map(|(folded, name)| Some((name.to_owned(), fields.line(&[folded])?)));
    Ok(IvrAsk {
        call_id,
        ani: fields.line(&["ani", "from", "caller", "callernumber"]),
        dnis: fields.line(&["dnis", "to"]),
        campaign: fields.line(&["campaignname", "campaign"]),
        external_ids: ids.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::Secrets;
    use callside_core::secret::Secret;

    const SECRET: &str = "five9-training-secret-0001";

    fn ask(query: &str, headers: &[(&str, &[u8])], body: &str) -> Result<IvrAsk, Rejection> {
        let settings = Settings::new(Secrets::new(vec![Secret::new(SECRET)]).unwrap());
        ivr_ask(query, Headers(headers), body.as_bytes(), &settings)
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
            assert_eq!(asked.campaign.as_deref(), Some("Care"));
            assert_eq!(asked.external_ids["account_number"], "AC-1");
        }
    }

    #[test]
    fn nothing_is_looked_up_for_strangers() {
        let wrong: &[(&str, &[u8])] = &[("authorization", b"Bearer wrong")];
        for (query, headers, body, expected) in [
            ("call_id=7", &[][..], "", Rejection::Unsigned),
            ("call_id=7&secret=wrong", &[], "", Rejection::BadSignature),
            ("", wrong, r#"{"callId":"7"}"#, Rejection::BadSignature),
            (&format!("secret={SECRET}"), &[], "", Flaw::Missing { field: "call_id" }.into()),
            (&format!("secret={SECRET}"), &[], "{", Flaw::Json { line: 1, column: 1 }.into()),
        ] {
            assert_eq!(ask(query, headers, body).unwrap_err(), expected, "{query} {body}");
        }
    }
}
