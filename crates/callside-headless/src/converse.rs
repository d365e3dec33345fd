//! Lines in become commands, announcements become lines out.

use crate::assemble::Desk;
use crate::lines::Output;
use crate::protocol::{Answer, Command, Line, Request, WrapUp};
use callside_core::ids::CallKey;
use callside_engine::LinkState;
use callside_flow::{Companion, FlowError, Missing, Notice, Preview, Saved};
use std::sync::Arc;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::task::JoinSet;

/// Longest line that is read, in bytes. Notes of 32,000 characters fit many times.
const LONGEST_LINE: usize = 1024 * 1024;

/// Says that all is ready, then runs until `quit` or the end of the input.
pub async fn run(desk: &Desk, output: &Output) {
    let companion = desk.companion.clone();
    let notices = companion.subscribe();
    output.line(&desk.ready());
    tokio::select! {
        () = announce(notices, output) => {}
        () = listen(&companion, output) => {}
        () = tell_of_relay(desk, output) => {}
    }
}

/// Says how the link to the relay stands, where there is one.
async fn tell_of_relay(desk: &Desk, output: &Output) {
    let Some(link) = &desk.relay else { return std::future::pending().await };
    let mut states = link.state();
    loop {
        let state = states.borrow_and_update().clone();
        match &state {
            LinkState::Connecting => output.line(&Line::Relay { state: "connecting", relay: None }),
            LinkState::Up { relay, .. } => output.line(&Line::Relay { state: "up", relay: Some(relay) }),
            LinkState::Waiting { .. } => output.line(&Line::Relay { state: "waiting", relay: None }),
            LinkState::SignInNeeded => output.line(&Line::Relay { state: "sign_in_needed", relay: None }),
            LinkState::Stopped { .. } => output.line(&Line::Relay { state: "stopped", relay: None }),
        }
        if states.changed().await.is_err() {
            return std::future::pending().await;
        }
    }
}

async fn announce(mut notices: Receiver<Notice>, output: &Output) {
    loop {
        match notices.recv().await {
            Ok(Notice::Pop { pop, first }) => output.line(&Line::Pop { first, pop: &pop }),
            Ok(Notice::Outbox { entry }) => output.line(&Line::Outbox { entry: &entry }),
            Ok(Notice::SignInNeeded) => output.line(&Line::SignInNeeded),
            Ok(
                Notice::Calls
                | Notice::Agents
                | Notice::Callbacks
                | Notice::Work
                | Notice::LookUps { .. }
                | Notice::Budget { .. }
                | Notice::Sending { .. }
                | Notice::Org
                | Notice::Automations
                | Notice::BackFill
                | Notice::Ratings
                | Notice::Configuration
                | Notice::AutomationToast { .. }
                | Notice::OpenRecord { .. },
            ) => {}
            Err(RecvError::Lagged(missed)) => tracing::warn!(missed, "lines were left out: the reader is slow"),
            Err(RecvError::Closed) => return,
        }
    }
}

async fn listen(companion: &Companion, output: &Output) {
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    let mut waiting = JoinSet::new();
    loop {
        tokio::select! {
            line = lines.next_line() => match line {
                Ok(Some(line)) if line.trim().is_empty() => {}
                Ok(Some(line)) => match read(&line) {
                    Err(reason) => output.error(None, "malformed", &reason),
                    Ok(Request { id, command: Command::Quit }) => {
                        return output.line(&Line::Answer { id, answer: Answer::Done });
                    }
                    // Draining takes as long as Salesforce does; other commands are answered in their order.
                    Ok(Request { id, command: Command::Drain }) => {
                        let companion = companion.clone();
                        waiting.spawn(async move { (id, companion.drained().await.map(|()| Answer::Done)) });
                    }
                    Ok(Request { id, command }) => answer(output, id, obey(companion, command).await),
                },
                Ok(None) | Err(_) => return,
            },
            Some(Ok((id, answered))) = waiting.join_next(), if !waiting.is_empty() => {
                answer(output, id, answered.map_err(Failure::Flow));
            }
        }
    }
}

fn read(line: &str) -> Result<Request, std::sync::Arc<str>> {
    if line.len() > LONGEST_LINE {
        return Err(Arc::from("the line is longer than a megabyte"));
    }
    // serde's words name the place and the field, never the values.
    serde_json::from_str(line).map_err(|error| Arc::from(format!("{} at column {}", category(&error), error.column())))
}

fn category(error: &serde_json::Error) -> &'static str {
    match error.classify() {
        serde_json::error::Category::Data => "an unknown command, or a field that is missing or of the wrong kind",
        _ => "this is not a JSON object",
    }
}

enum Failure {
    Flow(FlowError),
    CannotDial,
}

impl From<FlowError> for Failure {
    fn from(error: FlowError) -> Self {
        Self::Flow(error)
    }
}

fn answer(output: &Output, id: Option<serde_json::Value>, answered: Result<Answer, Failure>) {
    match answered {
        Ok(answer) => output.line(&Line::Answer { id, answer }),
        Err(Failure::CannotDial) => output.error(id, "cannot_dial", "no phone system that can dial is set up"),
        Err(Failure::Flow(error)) => output.error(id, code(&error), &error.to_string()),
    }
}

const fn code(error: &FlowError) -> &'static str {
    match error {
        FlowError::UnknownCall(_) => "unknown_call",
        FlowError::UnknownAction => "unknown_action",
        FlowError::UnknownEntry => "unknown_entry",
        FlowError::NotOffered => "not_offered",
        FlowError::TooLate => "too_late",
        FlowError::OtherOrg => "other_org",
        FlowError::Signed => "signed",
        FlowError::SignInNeeded => "sign_in_needed",
        FlowError::Crm(_) => "salesforce",
        FlowError::Store(_) => "storage",
    }
}

async fn obey(companion: &Companion, command: Command) -> Result<Answer, Failure> {
    Ok(match command {
        Command::WrapUp(wrap_up) => save(companion, wrap_up).await?,
        Command::Preview(wrap_up) => preview(companion, wrap_up).await?,
        Command::Choose { call, record } => pop(companion.choose(&call, record.as_ref()).await?),
        Command::Confirm { call } => pop(companion.confirm(&call).await?),
        Command::Lookup { text } => Answer::Found { callers: companion.search(&text).await? },
        Command::Notes { call, notes } => keep_notes(companion, &call, notes).await?,
        Command::Undo { entry } => companion.undo(entry).await.map(|_| Answer::Done)?,
        Command::Retry { entry } => companion.retry(entry).await.map(|()| Answer::Done)?,
        Command::Outbox => Answer::Outbox { entries: companion.outbox(1_000).await? },
        Command::Dial { .. } => return Err(Failure::CannotDial),
        Command::Drain | Command::Quit => Answer::Done,
    })
}

fn pop(pop: callside_core::pop::ScreenPop) -> Answer {
    Answer::Pop { pop: Box::new(pop) }
}

async fn save(companion: &Companion, wrap_up: WrapUp) -> Result<Answer, FlowError> {
    let call = wrap_up.call.clone();
    let draft = wrap_up.over(companion.desk(&call).await?.draft);
    Ok(match companion.save_wrap_up(&call, &draft).await? {
        Saved::Now(entry) => Answer::Saved { entry },
        Saved::Before(entry) => Answer::AlreadySaved { entry },
        Saved::Missing(missing) => Answer::Missing { input: input(&missing) },
    })
}

async fn preview(companion: &Companion, wrap_up: WrapUp) -> Result<Answer, FlowError> {
    let call = wrap_up.call.clone();
    let draft = wrap_up.over(companion.desk(&call).await?.draft);
    Ok(match companion.preview(&call, &draft).await? {
        Preview::Ready { plan, .. } => Answer::Plan { plan },
        Preview::Missing(missing) => Answer::Missing { input: input(&missing) },
    })
}

async fn keep_notes(companion: &Companion, call: &CallKey, notes: String) -> Result<Answer, FlowError> {
    let draft = callside_flow::Draft { notes, ..companion.desk(call).await?.draft };
    companion.save_draft(call, &draft).await?;
    Ok(Answer::Done)
}

fn input(missing: &Missing) -> String {
    match missing {
        Missing::Disposition => "disposition".into(),
        Missing::Notes => "notes".into(),
        Missing::Confirmation => "confirm".into(),
        Missing::Pick => "choose".into(),
        Missing::Field(field, _) => field.clone(),
    }
}
