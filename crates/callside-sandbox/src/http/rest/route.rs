//! Which resource a call means.

use super::answer::Answer;
use super::call::{Call, Verb};
use super::desk::Desk;
use super::{
    batch, collections, composite, describe, graph, limits, picklist_values, query, records, replication, search, tree,
    ui_api, versions,
};
use crate::refusal::Refusal;
use crate::schema::Scope;

/// Answers a call.
///
/// # Errors
/// The refusal that a client of a single call sees.
pub fn answer(call: &Call, desk: &mut Desk<'_, '_>) -> Result<Answer, Refusal> {
    desk.tx.version = call.version_text();
    desk.tx.duplicates = call.duplicates();
    match call.segments().as_slice() {
        [] => get(call, |call| Ok(versions::resources(call, desk))),
        ["limits"] => get(call, |_| Ok(limits::answer(desk))),
        ["recent"] => get(call, |_| Ok(Answer::json(200, serde_json::json!([])))),
        ["query"] => get(call, |call| query::first_page(call, desk, Scope::Live)),
        ["queryAll"] => get(call, |call| query::first_page(call, desk, Scope::WithDeleted)),
        ["query" | "queryAll", locator] => get(call, |call| query::next_page(call, desk, locator)),
        ["search"] => get(call, |call| search::sosl(call, desk)),
        ["parameterizedSearch"] => search::parameterized(call, desk),
        ["composite"] => composite::answer(call, desk),
        ["composite", "batch"] => post(call, |call| batch::answer(call, desk)),
        ["composite", "graph"] => post(call, |call| graph::answer(call, desk)),
        ["composite", "tree", object] => post(call, |call| tree::answer(call, desk, object)),
        ["composite", "sobjects", rest @ ..] => collections::answer(call, desk, rest),
        ["sobjects"] => get(call, |call| describe::global(call, desk)),
        ["sobjects", object] => match call.verb {
            Verb::Get => describe::basic(call, desk, object),
            Verb::Post => records::create(call, desk, object),
            _ => Err(call.method_refusal("HEAD,GET,POST")),
        },
        ["sobjects", object, "describe"] => get(call, |call| describe::object(call, desk, object)),
        ["sobjects", object, "updated"] => get(call, |call| replication::updated(call, desk, object)),
        ["sobjects", object, "deleted"] => get(call, |call| replication::deleted(call, desk, object)),
        ["sobjects", object, id] => match call.verb {
            Verb::Get => records::read(call, desk, object, id),
            Verb::Patch => records::update(call, desk, object, id),
            Verb::Delete => records::delete(call, desk, object, id),
            Verb::Post | Verb::Put => Err(call.method_refusal("HEAD,GET,PATCH,DELETE")),
        },
        ["sobjects", "ContentNote", id, "Content"] => get(call, |_| records::note_content(desk, id)),
        ["ui-api", "records"] => post(call, |call| ui_api::create(call, desk)),
        ["ui-api", "object-info", object, "picklist-values", record_type] => {
            get(call, |call| picklist_values::answer(call, desk, object, record_type))
        }
        ["sobjects", object, field, value] => records::by_key(call, desk, object, field, value),
        _ => Err(Refusal::not_found()),
    }
}

fn get(call: &Call, answer: impl FnOnce(&Call) -> Result<Answer, Refusal>) -> Result<Answer, Refusal> {
    if call.verb == Verb::Get { answer(call) } else { Err(call.method_refusal("HEAD,GET")) }
}

fn post(call: &Call, answer: impl FnOnce(&Call) -> Result<Answer, Refusal>) -> Result<Answer, Refusal> {
    if call.verb == Verb::Post { answer(call) } else { Err(call.method_refusal("POST")) }
}
