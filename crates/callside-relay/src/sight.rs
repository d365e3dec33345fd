//! Who may see whom on the board. Pure.

use crate::team::{Directory, OPERATOR};
use callside_core::person::PersonId;
use callside_link::Role;
use callside_store::relay::EVERYONE;
use std::collections::BTreeSet;

/// In a person's `supervises` this means everybody.
pub const ALL_TEAMS: &str = "*";

/// What somebody who looks after teams may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// Everybody, and calls that are nobody's.
    All,
    /// These teams.
    Teams {
        /// Their names.
        teams: BTreeSet<String>,
        /// Their people.
        people: BTreeSet<PersonId>,
    },
}

/// Whose calls these are.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Audience {
    everyone: bool,
    teams: BTreeSet<String>,
}

impl Audience {
    /// Both together.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.everyone |= other.everyone;
        self.teams.extend(other.teams.iter().cloned());
        self
    }
}

impl Sight {
    /// Is this person theirs to see?
    #[must_use]
    pub fn sees(&self, person: &PersonId) -> bool {
        match self {
            Self::All => true,
            Self::Teams { people, .. } => people.contains(person),
        }
    }

    /// Is this team theirs to see?
    #[must_use]
    pub fn sees_team(&self, team: &str) -> bool {
        match self {
            Self::All => true,
            Self::Teams { teams, .. } => teams.contains(team),
        }
    }

    /// Are calls of these theirs to see?
    #[must_use]
    pub fn hears_of(&self, audience: &Audience) -> bool {
        match self {
            Self::All => true,
            Self::Teams { teams, .. } => audience.everyone || !teams.is_disjoint(&audience.teams),
        }
    }
}

impl Directory {
    /// What a person may see of the board: with a role of at least supervisor the teams that the configuration names for
    /// them. `None`: nothing.
    #[must_use]
    pub fn sight(&self, person: &PersonId) -> Option<Sight> {
        if person.as_str() == OPERATOR {
            return Some(Sight::All);
        }
        let named = self.supervises(person);
        if self.role(person)? < Role::Supervisor || named.is_empty() {
            return None;
        }
        if named.iter().any(|team| team == ALL_TEAMS) {
            return Some(Sight::All);
        }
        let people = named.iter().flat_map(|team| self.members(team)).cloned().collect();
        Some(Sight::Teams { teams: named.iter().cloned().collect(), people })
    }

    /// Those who look after a team of this person.
    pub(crate) fn supervisors_of(&self, person: &PersonId) -> BTreeSet<&PersonId> {
        let groups = self.teams(person).map(String::as_str).chain([ALL_TEAMS]);
        groups.filter_map(|group| self.looked_after.get(group)).flatten().collect()
    }

    /// Those who hear of a call of these people for the history of their teams: whoever looks after one of them and has
    /// no part in it. What is for everyone reaches them as it is.
    #[must_use]
    pub fn watchers(&self, people: &[String]) -> Vec<String> {
        if people.iter().any(|person| person == EVERYONE) {
            return Vec::new();
        }
        let of = people.iter().filter_map(|person| PersonId::new(person).ok());
        let watchers: BTreeSet<String> = of
            .flat_map(|person| self.supervisors_of(&person).into_iter().map(ToString::to_string).collect::<Vec<_>>())
            .collect();
        watchers.into_iter().filter(|watcher| !people.contains(watcher)).collect()
    }

    /// Those who hear of it, where it is for a history at all: of somebody whom anybody looks after, or who is of a team that
    /// somebody may be given.
    #[must_use]
    pub fn watched(&self, people: &[String]) -> Option<Vec<String>> {
        let watchers = self.watchers(people);
        let is_of_a_team = || {
            let audience = self.audience(people);
            !audience.everyone && !audience.teams.is_empty()
        };
        (!watchers.is_empty() || is_of_a_team()).then_some(watchers)
    }

    /// The teams that a person looks after, as the configuration names them.
    pub(crate) fn looks_after(&self, person: &PersonId) -> &[String] {
        match self.sight(person) {
            Some(_) => self.supervises(person),
            None => &[],
        }
    }

    /// Whether a call of these people is one of these teams.
    #[must_use]
    pub fn are_of(&self, teams: &BTreeSet<String>, people: &[String]) -> bool {
        let all = teams.contains(ALL_TEAMS) && !people.is_empty();
        all || !teams.is_disjoint(&self.audience(people).teams)
    }

    /// Whether the history of a call of these people is this person's to hear, as things are now.
    #[must_use]
    pub fn may_watch(&self, person: &PersonId, people: &[String]) -> bool {
        self.sight(person).is_some_and(|sight| sight.hears_of(&self.audience(people)))
    }

    /// People whom the configuration names, as far as they are to be seen.
    #[must_use]
    pub fn seen_by<'a>(&'a self, sight: &'a Sight) -> BTreeSet<&'a PersonId> {
        match sight {
            Sight::All => self.listed().collect(),
            Sight::Teams { people, .. } => people.iter().collect(),
        }
    }

    /// Whose calls those of these people are.
    #[must_use]
    pub fn audience(&self, people: &[String]) -> Audience {
        let teams = people.iter().filter_map(|person| PersonId::new(person).ok());
        Audience {
            everyone: people.iter().any(|person| person == EVERYONE),
            teams: teams.flat_map(|person| self.teams(&person).cloned().collect::<Vec<_>>()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::team::Team;

    fn directory() -> Directory {
        let team: Team = serde_json::from_value(serde_json::json!({
            "people": [
                { "email": "bea@example.com", "role": "supervisor", "supervises": ["billing"] },
                { "email": "cal@example.com", "role": "admin", "supervises": ["*"] },
                { "email": "ada@example.com", "role": "admin" },
                { "email": "eve@example.com", "supervises": ["billing"] },
                { "email": "dana@example.com" },
            ],
            "groups": { "billing": ["dana@example.com", "lee@example.com"], "sales": ["sam@example.com", "dana@example.com"] },
        }))
        .unwrap();
        Directory::new(&team)
    }

    fn id(name: &str) -> PersonId {
        PersonId::new(&format!("{name}@example.com")).unwrap()
    }

    #[test]
    fn a_supervisor_sees_the_teams_that_are_named_for_them_and_nobody_else() {
        let directory = directory();
        let bea = directory.sight(&id("bea")).unwrap();
        for (person, expected) in [("dana", true), ("lee", true), ("sam", false), ("bea", false), ("cal", false)] {
            assert_eq!(bea.sees(&id(person)), expected, "{person}");
        }
        assert!(bea.sees_team("billing") && !bea.sees_team("sales"));
        assert_eq!(directory.supervisors_of(&id("lee")), BTreeSet::from([&id("bea"), &id("cal")]));
        assert_eq!(directory.supervisors_of(&id("sam")), BTreeSet::from([&id("cal")]));
        for (people, expected) in [
            (vec!["lee@example.com"], true),
            (vec!["dana@example.com"], true),
            (vec!["sam@example.com"], false),
            (vec![EVERYONE], true),
            (vec![], false),
        ] {
            let people: Vec<String> = people.into_iter().map(str::to_owned).collect();
            let audience = directory.audience(&people);
            assert_eq!(bea.hears_of(&audience), expected, "{people:?}");
            assert!(directory.sight(&id("cal")).unwrap().hears_of(&audience), "{people:?}");
        }
        assert_eq!(directory.sight(&id("cal")), Some(Sight::All));
    }

    #[test]
    fn whoever_looks_after_somebody_with_a_call_hears_of_it_and_nobody_else() {
        let directory = directory();
        let mail = |name: &str| format!("{name}@example.com");
        for (people, expected) in [
            (vec!["lee"], vec!["bea", "cal"]),
            (vec!["sam"], vec!["cal"]),
            (vec!["sam", "dana"], vec!["bea", "cal"]),
            (vec!["sam", "cal"], vec![]),
            (vec!["stranger"], vec!["cal"]),
            (vec![], vec![]),
        ] {
            let people: Vec<String> = people.into_iter().map(mail).collect();
            let expected: Vec<String> = expected.into_iter().map(mail).collect();
            assert_eq!(directory.watchers(&people), expected, "{people:?}");
            for person in ["bea", "cal", "ada", "eve", "dana"] {
                let may = directory.may_watch(&id(person), &people);
                let would = expected.contains(&mail(person)) || (person == "cal");
                assert_eq!(may, would, "{person} {people:?}");
            }
        }
        assert_eq!(directory.watchers(&[EVERYONE.to_owned()]), Vec::<String>::new());
    }

    #[test]
    fn without_the_role_or_without_a_team_there_is_nothing_to_see() {
        let directory = directory();
        for person in ["eve", "ada", "dana", "stranger"] {
            assert_eq!(directory.sight(&id(person)), None, "{person}");
        }
        let all = Sight::All;
        assert_eq!(directory.seen_by(&all).len(), 7, "everybody whom the configuration names, once");
    }
}
