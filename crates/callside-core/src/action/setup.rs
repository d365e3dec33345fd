//! What an admin sets up: templates of their own, and actions under names of their own. The section `actions` of a
//! configuration file.

use super::catalogue::{self, Group};
use super::template::MatchSpec;
use super::{Given, Step, StepKind, Template};
use crate::role::Role;
use crate::template::Tree;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The section.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Actions {
    /// Templates beside the built-in ones, by id. An id of the catalogue replaces that template.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub templates: BTreeMap<String, Template>,
    /// Actions, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub setups: BTreeMap<String, Setup>,
    /// For whom and when templates are offered as they are, by id; the others are offered to everybody, always.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub serves: BTreeMap<String, Serving>,
    /// What searches bring, by the name of a template or of an action; the others bring what their template says.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub searches: BTreeMap<String, Results>,
    /// Templates and actions that ask before they create or change anything. Before something is deleted it is always
    /// asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub confirm: Vec<String>,
    /// Templates and actions that are not offered at all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub off: Vec<String>,
}

/// What a search brings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Results {
    /// Rows at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 2000))]
    pub limit: Option<u32>,
    /// Fields of a row, such as `Name` or `Account.Name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show: Option<Vec<String>>,
    /// Fields that are compared with what is typed, and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub any: Option<Vec<MatchSpec>>,
}

/// For whom, on which calls and when an action is offered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Serving {
    /// Who sees it; empty for everybody.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// Calls of which queues offer it; empty for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub queues: Vec<String>,
    /// When it is offered; empty for always.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub moments: Vec<Moment>,
    /// It stands on the call itself, not only in the list of all actions.
    #[serde(skip_serializing_if = "is_false")]
    pub on_call: bool,
}

/// An action that was set up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// Title in lists.
    pub title: String,
    /// One sentence: what it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// What it runs, one after another. It stops where one fails.
    pub steps: Vec<SetupStep>,
    /// Ask before anything is created or changed. Before something is deleted it is always asked.
    #[serde(default, skip_serializing_if = "is_false")]
    pub confirm: bool,
    /// For whom and when.
    #[serde(default, skip_serializing_if = "is_default")]
    pub serves: Serving,
}

/// One thing that a set-up runs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetupStep {
    /// A template, or another set-up.
    pub run: String,
    /// Values of its inputs.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub inputs: BTreeMap<String, Tree>,
    /// Values of its fields; `null` clears.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, Tree>,
    /// Other columns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show: Option<Vec<String>>,
    /// Other fields to compare with the term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub any: Option<Vec<MatchSpec>>,
    /// Another number of rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// When an action is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// While it rings.
    Ringing,
    /// While people talk.
    Talking,
    /// After the call, until it is wrapped up.
    WrapUp,
    /// Also without a call.
    Always,
}

/// Where and for whom actions are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Offer<'a> {
    /// The person's role.
    pub role: Role,
    /// The call's queue.
    pub queue: Option<&'a str>,
    /// The call's moment; `None` without a call.
    pub moment: Option<Moment>,
}

/// An action that can be run: its name, and everything that it does in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Name of the set-up, or id of the template.
    pub name: String,
    /// Title.
    pub title: String,
    /// One sentence.
    pub about: String,
    /// Where it belongs in lists.
    pub group: Group,
    /// Ask before it is run.
    pub confirm: bool,
    /// For whom and when it is offered.
    pub serves: Serving,
    /// What it does.
    pub parts: Vec<ActionPart>,
}

/// A template of an action with what was set for it: one step each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionPart {
    /// The template, reduced to this step.
    pub template: Template,
    /// Values that were set.
    pub preset: SetupStep,
    /// It goes on with the template of the part before it: what that was given is given to this one too.
    pub goes_on: bool,
}

impl ActionPart {
    /// Its step.
    #[must_use]
    pub fn step(&self) -> Option<&Step> {
        self.template.steps.first()
    }

    /// Whether a field was set to something that only the step before it gives.
    #[must_use]
    pub fn waits_for(&self, field: &str) -> bool {
        let of_result = |path: &crate::facts::Path| {
            ["previous.", "previousAction."].iter().any(|word| path.as_str().starts_with(word))
        };
        let set = self.preset.fields.get(field).or_else(|| self.preset.inputs.get(field));
        set.is_some_and(|tree| tree.names().iter().any(of_result))
    }

    /// What was set, for these facts.
    #[must_use]
    pub fn given(&self, facts: &crate::facts::Facts) -> Given {
        let fill = |values: &BTreeMap<String, Tree>| {
            values.iter().filter_map(|(name, tree)| Some((name.clone(), tree.fill(facts)?))).collect()
        };
        Given { inputs: fill(&self.preset.inputs), fields: fill(&self.preset.fields), ..Given::default() }
    }
}

impl Action {
    /// What its first search brings: rows at most, and fields, where those can be chosen.
    #[must_use]
    pub fn results(&self) -> Option<(u32, &[String])> {
        self.parts.iter().filter_map(ActionPart::step).find_map(Step::results)
    }

    /// The fields that its first search compares with what is typed; none where it compares nothing.
    #[must_use]
    pub fn compared(&self) -> &[MatchSpec] {
        match self.parts.iter().filter_map(ActionPart::step).find(|step| step.results().is_some()) {
            Some(Step::Search { any, .. }) => any,
            _ => &[],
        }
    }

    /// The gravest thing that it does.
    #[must_use]
    pub fn kind(&self) -> StepKind {
        let kinds = || self.parts.iter().map(|part| part.template.kind());
        let has = |wanted| kinds().any(|kind| kind == wanted);
        [StepKind::Delete, StepKind::Update, StepKind::Create]
            .into_iter()
            .find(|kind| has(*kind))
            .unwrap_or(StepKind::Read)
    }
}

/// Templates that stand on the call itself unless an admin says otherwise.
const ON_CALL: [&str; 4] = ["case.create", "task.create", "event.create", "note.create"];
/// Deepest chain of set-ups that run set-ups.
const DEEPEST: usize = 8;

impl Actions {
    /// A template by id: the admin's own, else the built-in one.
    #[must_use]
    pub fn template(&self, id: &str) -> Option<&Template> {
        self.templates.get(id).or_else(|| catalogue::template(id))
    }

    /// An action by name; `None` for a name that nothing has, and for a chain that leads back to itself.
    #[must_use]
    pub fn action(&self, name: &str) -> Option<Action> {
        let mut parts = Vec::new();
        let group = catalogue::group_of(name).cloned().unwrap_or_else(Group::own);
        if let Some(setup) = self.setups.get(name) {
            for step in &setup.steps {
                self.unfold(step, 0, &mut parts)?;
            }
            self.set_results(name, &mut parts);
            return Some(Action {
                name: name.to_owned(),
                title: setup.title.clone(),
                about: setup.about.clone(),
                group: Group::own(),
                confirm: setup.confirm || self.asks_first(name) || has_delete(&parts),
                serves: setup.serves.clone(),
                parts,
            });
        }
        let template = self.template(name)?;
        self.unfold(&SetupStep { run: name.to_owned(), ..SetupStep::default() }, 0, &mut parts)?;
        self.set_results(name, &mut parts);
        Some(Action {
            name: name.to_owned(),
            title: template.title.clone(),
            about: template.about.clone(),
            group,
            confirm: self.asks_first(name) || has_delete(&parts),
            serves: self.serving(name),
            parts,
        })
    }

    fn unfold(&self, step: &SetupStep, depth: usize, parts: &mut Vec<ActionPart>) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        if let Some(setup) = self.setups.get(&step.run) {
            return setup.steps.iter().try_for_each(|inner| self.unfold(inner, depth + 1, parts));
        }
        let template = self.template(&step.run)?;
        for (n, one) in template.steps.iter().enumerate() {
            let reduced = Template { steps: vec![with_settings(one, step)], ..template.clone() };
            parts.push(ActionPart { template: reduced, preset: step.clone(), goes_on: n > 0 });
        }
        Some(())
    }

    /// Gives the first search of an action what was set for it.
    fn set_results(&self, name: &str, parts: &mut [ActionPart]) {
        let Some(set) = self.searches.get(name) else { return };
        let mut steps = parts.iter_mut().flat_map(|part| &mut part.template.steps);
        match steps.find(|step| step.results().is_some()) {
            Some(Step::Search { show, any, limit, .. }) => {
                *limit = set.limit.or(*limit);
                any.clone_from(set.any.as_ref().unwrap_or(&any.clone()));
                show.clone_from(set.show.as_ref().unwrap_or(&show.clone()));
            }
            Some(Step::Find { limit, .. }) => *limit = set.limit.or(*limit),
            _ => {}
        }
    }

    /// For whom and when a template is offered as it is.
    fn serving(&self, id: &str) -> Serving {
        let on_call = ON_CALL.contains(&id);
        self.serves.get(id).cloned().unwrap_or(Serving { on_call, ..Serving::default() })
    }

    /// An action, when this role may run it. Queue and moment say where it is shown; a call may go on while a form is
    /// filled in.
    #[must_use]
    pub fn allowed(&self, name: &str, role: Role) -> Option<Action> {
        let action = self.action(name)?;
        (!self.is_off(name) && action.serves.is_for(role)).then_some(action)
    }

    fn asks_first(&self, name: &str) -> bool {
        self.confirm.iter().any(|asks| asks == name)
    }

    fn is_off(&self, name: &str) -> bool {
        self.off.iter().any(|off| off == name)
    }

    /// Everything that is offered here, set-ups first, then by group.
    #[must_use]
    pub fn offered(&self, offer: Offer<'_>) -> Vec<Action> {
        let mut offered = self.all();
        offered.retain(|action| !self.is_off(&action.name) && action.serves.is_offered(offer));
        offered
    }

    /// Everything that could be offered, set-ups first, then by group.
    #[must_use]
    pub fn all(&self) -> Vec<Action> {
        let mut names: Vec<&str> = self.templates.keys().map(String::as_str).collect();
        for id in catalogue::ids().filter(|id| !self.templates.contains_key(*id)) {
            names.push(id);
        }
        names.retain(|id| !self.setups.contains_key(*id));
        names.extend(self.setups.keys().map(String::as_str));
        let mut all: Vec<Action> = names.into_iter().filter_map(|name| self.action(name)).collect();
        all.sort_by(|a, b| (a.group.order, a.kind(), &a.title).cmp(&(b.group.order, b.kind(), &b.title)));
        all
    }
}

impl Serving {
    fn is_for(&self, role: Role) -> bool {
        self.roles.is_empty() || self.roles.iter().any(|wanted| role.covers(*wanted))
    }

    fn is_offered(&self, offer: Offer<'_>) -> bool {
        let queue = self.queues.is_empty()
            || offer.queue.is_some_and(|queue| self.queues.iter().any(|known| known.eq_ignore_ascii_case(queue)));
        let moment = self.moments.is_empty()
            || self.moments.contains(&Moment::Always)
            || offer.moment.is_some_and(|moment| self.moments.contains(&moment));
        self.is_for(offer.role) && queue && moment
    }
}

fn has_delete(parts: &[ActionPart]) -> bool {
    parts.iter().any(|part| part.template.kind() == StepKind::Delete)
}

/// A step with other columns, fields to compare and numbers of rows.
fn with_settings(step: &Step, set: &SetupStep) -> Step {
    let mut step = step.clone();
    match &mut step {
        Step::Search { show, any, limit, .. } => {
            show.clone_from(set.show.as_ref().unwrap_or(&show.clone()));
            any.clone_from(set.any.as_ref().unwrap_or(&any.clone()));
            *limit = set.limit.or(*limit);
        }
        Step::Get { show, .. } => show.clone_from(set.show.as_ref().unwrap_or(&show.clone())),
        Step::Find { limit, .. } => *limit = set.limit.or(*limit),
        Step::Query { .. } | Step::Create { .. } | Step::Update { .. } | Step::Delete { .. } | Step::Call { .. } => {}
    }
    step
}

const fn is_false(yes: &bool) -> bool {
    !*yes
}

fn is_default(serves: &Serving) -> bool {
    *serves == Serving::default()
}

#[cfg(test)]
#[path = "setup_tests.rs"]
mod tests;
