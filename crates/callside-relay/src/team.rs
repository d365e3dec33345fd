//! Who gets which calls. Pure: a configuration and an event in, a placing out.

pub use crate::sight::{ALL_TEAMS, Audience, Sight};
use callside_core::automation::Notification;
use callside_core::event::{AgentName, CallChange, CallEvent, Event, RecordEvent};
use callside_core::ids::Provider;
use callside_core::person::PersonId;
use callside_core::work::{WorkChange, WorkEvent};
use callside_link::Role;
use callside_store::relay::{EVERYONE, Placing};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The team as an admin writes it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Team {
    /// People. Anybody else of the org who signs in is an agent too, under their verified e-mail address.
    pub people: Vec<Person>,
    /// Ring groups, by name.
    pub groups: BTreeMap<String, Vec<PersonId>>,
    /// For calls that name nobody (yet): the first rule that fits.
    pub rules: Vec<Rule>,
    /// Only those listed may sign in.
    pub closed: bool,
}

/// One person.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The e-mail address, as Salesforce has it.
    pub email: PersonId,
    /// Names that phone systems use: user names, ids, extensions. The e-mail address needs no mention.
    #[serde(default)]
    pub names: BTreeMap<Provider, Vec<String>>,
    /// The id of the user in Salesforce: for orgs whose tokens carry no e-mail address, and for Outbound Messages about
    /// records of this owner.
    #[serde(default)]
    pub salesforce_user: Option<String>,
    /// What this person may do here.
    #[serde(default)]
    pub role: Role,
    /// Groups whose board this person sees, where the role is supervisor or admin; `*` for everybody.
    #[serde(default)]
    pub supervises: Vec<String>,
}

/// A rule: where all that is said is so, the call goes to these.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Of this phone system.
    #[serde(default)]
    pub provider: Option<Provider>,
    /// In this campaign. Compared without case.
    #[serde(default)]
    pub campaign: Option<String>,
    /// In this queue or skill. Compared without case.
    #[serde(default)]
    pub queue: Option<String>,
    /// To this number of the company. Digits are compared.
    #[serde(default)]
    pub number: Option<String>,
    /// For Outbound Messages about this object, such as `Case`, whose owner is nobody's `salesforce_user`. A rule with
    /// an object is for no call.
    #[serde(default)]
    pub object: Option<String>,
    /// To whom.
    pub to: Target,
}

/// To whom a rule sends calls.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Target {
    /// A ring group.
    Group(String),
    /// These people.
    People(Vec<PersonId>),
    /// Every desktop.
    Everyone,
}

/// Whoever can read the relay's session key, at its own commands. The address can receive no mail (RFC 2606), so nobody
/// signs in with it.
pub const OPERATOR: &str = "operator@callside-relay.invalid";

/// Words for why a call is parked.
pub mod reasons {
    /// The phone system names a person whom nobody has mapped.
    pub const UNKNOWN_AGENT: &str = "unknown_agent";
    /// The call names nobody, and its campaign is in no rule.
    pub const UNMAPPED_CAMPAIGN: &str = "unmapped_campaign";
    /// The call names nobody, and no rule fits.
    pub const UNASSIGNED: &str = "unassigned";
    /// The note of a hand-over is for an extension or number that is in nobody's names.
    pub const UNKNOWN_EXTENSION: &str = "unknown_extension";
    /// An Outbound Message about a record of nobody here, and no rule is for its object.
    pub const UNASSIGNED_RECORD: &str = "unassigned_record";
}

/// Where an event goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Keep it like this.
    Keep(Placing),
    /// It is about somebody's readiness or an address book, and nobody here has a use for it. It is counted.
    NotForUs,
}

/// The team, ready to be asked.
#[derive(Debug, Default)]
pub struct Directory {
    names: HashMap<(Provider, String), PersonId>,
    users: HashMap<String, PersonId>,
    roles: HashMap<PersonId, Role>,
    supervises: HashMap<PersonId, Vec<String>>,
    /// Who looks after a group; after everybody, under [`ALL_TEAMS`].
    pub(crate) looked_after: BTreeMap<String, BTreeSet<PersonId>>,
    teams: HashMap<PersonId, BTreeSet<String>>,
    groups: BTreeMap<String, Vec<PersonId>>,
    rules: Vec<Rule>,
    closed: bool,
}

fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

impl Directory {
    /// Makes a directory of a team.
    #[must_use]
    pub fn new(team: &Team) -> Self {
        let mut directory =
            Self { groups: team.groups.clone(), rules: team.rules.clone(), closed: team.closed, ..Self::default() };
        for person in &team.people {
            directory.roles.insert(person.email.clone(), person.role);
            directory.supervises.insert(person.email.clone(), person.supervises.clone());
            if person.role >= Role::Supervisor {
                for group in &person.supervises {
                    directory.looked_after.entry(group.clone()).or_default().insert(person.email.clone());
                }
            }
            if let Some(user) = &person.salesforce_user {
                directory.users.insert(user.chars().take(15).collect(), person.email.clone());
            }
            for (provider, names) in &person.names {
                for name in names {
                    directory.names.insert((*provider, fold(name)), person.email.clone());
                }
            }
        }
        for (group, people) in &team.groups {
            for person in people {
                directory.teams.entry(person.clone()).or_default().insert(group.clone());
            }
        }
        directory
    }

    /// What is doubtful in a team, in plain words.
    #[must_use]
    pub fn doubts(team: &Team) -> Vec<String> {
        let mut doubts = Vec::new();
        let mut seen = BTreeMap::new();
        for person in &team.people {
            for (provider, names) in &person.names {
                for name in names {
                    if let Some(other) = seen.insert((*provider, fold(name)), &person.email)
                        && *other != person.email
                    {
                        let who = provider.label();
                        doubts.push(format!("{who} \"{name}\" is both {other} and {}", person.email));
                    }
                }
            }
        }
        for person in team.people.iter().filter(|person| !person.supervises.is_empty()) {
            if person.role < Role::Supervisor {
                doubts.push(format!("{} supervises groups, but the role is agent: they see no board", person.email));
            }
            for group in person.supervises.iter().filter(|group| *group != ALL_TEAMS) {
                if !team.groups.contains_key(group) {
                    doubts.push(format!("{} supervises the group \"{group}\", which is not there", person.email));
                }
            }
        }
        for (number, rule) in team.rules.iter().enumerate() {
            if let Target::Group(group) = &rule.to
                && !team.groups.contains_key(group)
            {
                doubts.push(format!("rule {} sends to the group \"{group}\", which is not there", number + 1));
            }
            let catches_all = rule.provider.is_none()
                && rule.campaign.is_none()
                && rule.queue.is_none()
                && rule.number.is_none()
                && rule.object.is_none();
            if catches_all && number + 1 < team.rules.len() {
                doubts.push(format!("rule {} fits every call: those after it are never used", number + 1));
            }
        }
        doubts
    }

    /// What a person may do; `None` when this person may not sign in.
    #[must_use]
    pub fn role(&self, person: &PersonId) -> Option<Role> {
        if person.as_str() == OPERATOR {
            return Some(Role::Admin);
        }
        let listed = self.roles.get(person).copied();
        if self.closed { listed } else { Some(listed.unwrap_or_default()) }
    }

    /// Groups that the configuration names for a person to look after.
    pub(crate) fn supervises(&self, person: &PersonId) -> &[String] {
        self.supervises.get(person).map(Vec::as_slice).unwrap_or_default()
    }

    /// The groups that a person is in.
    pub(crate) fn teams(&self, person: &PersonId) -> impl Iterator<Item = &String> {
        self.teams.get(person).into_iter().flatten()
    }

    /// The people of a group.
    pub(crate) fn members(&self, group: &str) -> &[PersonId] {
        self.groups.get(group).map(Vec::as_slice).unwrap_or_default()
    }

    /// Everybody whom the configuration names.
    pub(crate) fn listed(&self) -> impl Iterator<Item = &PersonId> {
        self.roles.keys().chain(self.teams.keys())
    }

    /// The person with this Salesforce user id.
    #[must_use]
    pub fn user(&self, id: &str) -> Option<&PersonId> {
        self.users.get(&id.chars().take(15).collect::<String>())
    }

    /// The person whom a phone system calls by this number, extension or name.
    #[must_use]
    pub fn called(&self, provider: Provider, name: &str) -> Option<&PersonId> {
        self.names.get(&(provider, fold(name)))
    }

    /// The person whom a phone system names. An e-mail address is its own name where the person is listed or has
    /// signed in before.
    pub(crate) fn person(
        &self,
        provider: Provider,
        agent: &AgentName,
        has_signed_in: &dyn Fn(&PersonId) -> bool,
    ) -> Option<PersonId> {
        if let Some(person) = self.names.get(&(provider, fold(&agent.key))) {
            return Some(person.clone());
        }
        let person = PersonId::new(&agent.key).ok()?;
        (self.roles.contains_key(&person) || has_signed_in(&person)).then_some(person)
    }

    /// Where an event goes. `earlier`: who was given something of the same call before; they hear how it goes on.
    pub fn place(&self, event: &Event, earlier: &[String], has_signed_in: &dyn Fn(&PersonId) -> bool) -> Place {
        match event {
            Event::Call(event) => Place::Keep(self.place_call(event, earlier, has_signed_in)),
            Event::Agent(event) => {
                let provider = Provider::ALL.into_iter().find(|p| event.id.0.starts_with(&format!("{}:", p.as_str())));
                let person = provider.and_then(|provider| self.person(provider, &event.agent, has_signed_in));
                person.map_or(Place::NotForUs, |person| Place::Keep(Placing::To(vec![person.into()])))
            }
            Event::Contact(_) => Place::NotForUs,
            Event::Record(event) => Place::Keep(self.place_record(event)),
            Event::Work(event) => Place::Keep(self.place_work(event, earlier, has_signed_in)),
        }
    }

    /// A flag goes to the agent of its call alone. Work goes to whoever has something of the call, and to the one whom it
    /// is given to; a refused write also to the desk where it waits and to those who look after its team.
    fn place_work(&self, event: &WorkEvent, earlier: &[String], has_signed_in: &dyn Fn(&PersonId) -> bool) -> Placing {
        match &event.what {
            WorkChange::Flag { .. } => {
                let agent = event.facts.agent.as_ref();
                match agent.and_then(|agent| self.person(event.call.provider(), agent, has_signed_in)) {
                    Some(person) => Placing::To(vec![person.into()]),
                    None => Placing::Parked(reasons::UNKNOWN_AGENT),
                }
            }
            WorkChange::Item { item } => {
                let desk = item.refused.as_ref().map(|refused| &refused.desk);
                let named = item.given.iter().map(|given| &given.to).chain([&event.by]).chain(desk);
                let people = named.filter_map(|worker| PersonId::new(&worker.0).ok()).map(String::from);
                let mut people: BTreeSet<String> = earlier.iter().cloned().chain(people).collect();
                let desk = desk.and_then(|worker| PersonId::new(&worker.0).ok());
                people.extend(desk.iter().flat_map(|desk| self.supervisors_of(desk)).map(ToString::to_string));
                let everyone = people.contains(EVERYONE);
                Placing::To(if everyone { vec![EVERYONE.to_owned()] } else { people.into_iter().collect() })
            }
        }
    }

    /// Everybody to whom work can be given: those who are listed, and those whom `signed_in` names besides, as far as
    /// they may sign in. In the order of their addresses.
    #[must_use]
    pub fn people(&self, signed_in: impl Iterator<Item = PersonId>) -> Vec<PersonId> {
        let all: BTreeSet<PersonId> = self.roles.keys().cloned().chain(signed_in).collect();
        all.into_iter().filter(|person| person.as_str() != OPERATOR && self.role(person).is_some()).collect()
    }

    /// A record goes to its owner, else by the rule for its object.
    fn place_record(&self, event: &RecordEvent) -> Placing {
        let Notification { object, fields, .. } = &event.notification;
        if let Some(owner) = fields.get("OwnerId").and_then(|owner| self.user(owner)) {
            return Placing::To(vec![owner.to_string()]);
        }
        let is_for = |rule: &&Rule| rule.object.as_ref().is_some_and(|wanted| fold(wanted) == fold(object));
        match self.rules.iter().find(is_for).map(|rule| self.people_of(rule)) {
            Some(people) if !people.is_empty() => Placing::To(people.into_iter().collect()),
            _ => Placing::Parked(reasons::UNASSIGNED_RECORD),
        }
    }

    fn place_call(&self, event: &CallEvent, earlier: &[String], has_signed_in: &dyn Fn(&PersonId) -> bool) -> Placing {
        let named = event.facts.agent.as_ref();
        let person = match &event.what {
            // Whoever had the call has the note already: it waits for the one whom it is for.
            CallChange::HandedOver { to, .. } => match self.called(event.call.provider(), to) {
                Some(person) => Some(person.clone()),
                None => return Placing::Parked(reasons::UNKNOWN_EXTENSION),
            },
            _ => named.and_then(|agent| self.person(event.call.provider(), agent, has_signed_in)),
        };
        let mut people: BTreeSet<String> = earlier.iter().cloned().collect();
        if let Some(person) = &person {
            people.insert(person.to_string());
        } else if people.is_empty() {
            people = self.by_rule(event);
        }
        match (people.is_empty(), named) {
            (false, _) if people.contains(EVERYONE) => Placing::To(vec![EVERYONE.to_owned()]),
            (false, _) => Placing::To(people.into_iter().collect()),
            (true, Some(_)) => Placing::Parked(reasons::UNKNOWN_AGENT),
            (true, None) if event.facts.campaign.is_some() && self.rules.iter().any(|rule| rule.campaign.is_some()) => {
                Placing::Parked(reasons::UNMAPPED_CAMPAIGN)
            }
            (true, None) => Placing::Parked(reasons::UNASSIGNED),
        }
    }

    fn by_rule(&self, event: &CallEvent) -> BTreeSet<String> {
        self.rules.iter().find(|rule| rule.fits(event)).map(|rule| self.people_of(rule)).unwrap_or_default()
    }

    fn people_of(&self, rule: &Rule) -> BTreeSet<String> {
        match &rule.to {
            Target::Everyone => BTreeSet::from([EVERYONE.to_owned()]),
            Target::People(people) => people.iter().map(ToString::to_string).collect(),
            Target::Group(group) => self.groups.get(group).into_iter().flatten().map(ToString::to_string).collect(),
        }
    }
}

impl Rule {
    fn fits(&self, event: &CallEvent) -> bool {
        let same = |wanted: &Option<String>, said: &Option<String>| {
            wanted.as_ref().is_none_or(|wanted| said.as_ref().is_some_and(|said| fold(said) == fold(wanted)))
        };
        let number = self.number.as_ref().is_none_or(|wanted| {
            event.facts.company_number.as_ref().is_some_and(|said| digits(said) == digits(wanted))
        });
        self.object.is_none()
            && self.provider.is_none_or(|provider| provider == event.call.provider())
            && same(&self.campaign, &event.facts.campaign)
            && same(&self.queue, &event.facts.queue)
            && number
    }
}

#[cfg(test)]
#[path = "team_tests.rs"]
mod tests;
