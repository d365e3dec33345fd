//! Who says it. A Five9 connector can send its secret only as a parameter; a middleware can do better.

use crate::fields::Fields;
use crate::inbound::Inbound;
use crate::rejection::Rejection;
use crate::secrets::Secrets;

/// Has anything that came before the body proved the sender?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Proven(bool);

fn check(given: &str, secrets: &Secrets) -> Result<(), Rejection> {
    if secrets.matches(given) { Ok(()) } else { Err(Rejection::BadSignature) }
}

/// A connector's parameters must hold the secret, once.
pub(super) fn connector(fields: &Fields, secrets: &Secrets) -> Result<(), Rejection> {
    check(fields.secret().ok_or(Rejection::Unsigned)?, secrets)
}

/// Looks at headers and query. Whatever is given must be right: one right secret does not excuse a wrong one.
pub(super) fn before_reading(inbound: &Inbound<'_>, secrets: &Secrets) -> Result<Proven, Rejection> {
    let query = Fields::from_forms([inbound.query.as_bytes()])?;
    let mut proven = false;
    for given in inbound.headers.secrets()?.into_iter().chain([query.secret()]).flatten() {
        check(given, secrets)?;
        proven = true;
    }
    Ok(Proven(proven))
}

/// The last chance for a named event is the field `secret` beside `event`.
pub(super) fn named_event(proven: Proven, top: &Fields, secrets: &Secrets) -> Result<(), Rejection> {
    match top.secret() {
        Some(given) => check(given, secrets),
        None if proven.0 => Ok(()),
        None => Err(Rejection::Unsigned),
    }
}
