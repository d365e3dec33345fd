//! Who says it: the token inside the body, and nothing else. Age proves nothing, because the time is not signed.

use crate::rejection::{Flaw, Rejection};
use crate::secrets::Secrets;
use serde_json::{Map, Value};

/// Compares the token in constant time.
pub(super) fn token(object: &Map<String, Value>, tokens: &Secrets) -> Result<(), Rejection> {
    match object.get("token") {
        None | Some(Value::Null) => Err(Rejection::Unsigned),
        Some(Value::String(given)) if tokens.matches(given) => Ok(()),
        Some(Value::String(_)) => Err(Rejection::BadSignature),
        Some(_) => Err(Flaw::WrongKind { field: "token" }.into()),
    }
}
