//! Actions: what people and automations do in Salesforce beside wrapping up.
//!
//! A [`Template`] says as data what an action does; the built-in [`catalogue`] has those of the product, an admin adds
//! more. A [`Setup`] is a template (or a chain of them) under a name of its own, for some roles, queues and moments.
//! [`bind()`] turns a step, what a person gave and the facts into one typed [`Request`]: the only thing that the CRM is
//! ever asked. Reads are answered at once; writes travel in the outbox as a [`Run`].

mod bind;
pub mod catalogue;
mod check;
mod cover;
mod form;
mod given;
mod listed;
mod mend;
mod present;
mod request;
mod run;
mod setup;
mod soql;
mod template;
mod typed;

pub use bind::{BindFault, Bound, Gone, bind, defaults, no_records};
use bind::{MOST_ROWS, ROWS};
#[cfg(test)]
use check::wrongs_of_template;
pub use form::{Form, FormField, FormKind, FormType, form};
pub use given::Given;
use mend::by_id;
pub use mend::{choose, mend, undo, use_existing};
pub use present::{Present, present};
pub use request::{
    Answer, By, Check, Find, Match, Once, Request, Row, Search, Select, StepDone, Test, Tests, Verb, Within,
};
pub use run::{Done, Run, RunStep, Todo};
pub use setup::{Action, ActionPart, Actions, Moment, Offer, Results, Serving, Setup, SetupStep};
pub use soql::{Piece, SoqlTemplate};
pub use template::{
    CheckSpec, Drop, FieldSpec, GoesWith, Input, InputKind, MatchSpec, Returning, Step, StepKind, Sub, Template,
    TestSpec, When, WrittenAs,
};
pub use typed::{BadValue, Wanted, typed};
