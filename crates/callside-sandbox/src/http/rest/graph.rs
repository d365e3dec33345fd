//! `/composite/graph`: several requests, each all or nothing by itself.

use std::collections::HashSet;

use serde::Deserialize;

use super::answer::{Answer, Graph, Payload};
use super::call::Call;
use super::composite::{check_names, read};
use super::desk::Desk;
use super::parts::{self, PartRequest};
use crate::refusal::{Code, Refusal};

/// Most graphs of a request.
const MOST_GRAPHS: usize = 75;
/// Most parts of all graphs together.
const MOST_NODES: usize = 500;
/// After so many failed graphs the rest is not tried.
const MOST_FAILURES: usize = 14;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    graphs: Vec<GraphRequest>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct GraphRequest {
    graph_id: String,
    composite_request: Vec<PartRequest>,
}

/// `POST /composite/graph`.
pub fn answer(call: &Call, desk: &mut Desk<'_, '_>) -> Result<Answer, Refusal> {
    let request: Request = read(call.json()?)?;
    let nodes: usize = request.graphs.iter().map(|graph| graph.composite_request.len()).sum();
    if request.graphs.len() > MOST_GRAPHS || nodes > MOST_NODES {
        let message = format!("Limit of {MOST_GRAPHS} graphs or {MOST_NODES} nodes exceeded");
        return Err(Refusal::new(Code::InvalidRequest, message));
    }
    let mut ids = HashSet::new();
    for graph in &request.graphs {
        check_names(&graph.composite_request)?;
        if !ids.insert(graph.graph_id.as_str()) {
            return Err(Refusal::new(Code::InvalidRequest, format!("Duplicate graph ID: {}", graph.graph_id)));
        }
    }
    let halted = Refusal::new(Code::ProcessingHalted, "Too many graphs of this request failed");
    let mut failures = 0;
    let graphs = request
        .graphs
        .into_iter()
        .map(|graph| {
            let parts = if failures < MOST_FAILURES {
                parts::answer_all(desk, call, &graph.composite_request, true)
            } else {
                let refused = |part: &PartRequest| super::answer::Part {
                    reference: part.reference_id.clone(),
                    answer: Answer::refused(&halted),
                };
                graph.composite_request.iter().map(refused).collect()
            };
            let successful = parts.iter().all(|part| part.answer.is_success() || part.answer.status == 304);
            failures += usize::from(!successful);
            Graph { id: graph.graph_id, successful, parts }
        })
        .collect();
    Ok(Answer::of(200, Payload::Graphs(graphs)))
}
