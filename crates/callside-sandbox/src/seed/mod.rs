//! The first rows of the org: invented people and companies, the same for the same seed.
//!
//! Every number is in a range that regulators keep for fiction, every address under a domain kept for examples.

mod callers;
mod cast;
mod names;
mod people;
mod phones;
mod planter;
mod sales;
mod setup;
mod support;

pub use callers::{Caller, CallerMatch};
pub use cast::{Cast, CastUser};

use jiff::Timestamp;

use crate::options::SandboxOptions;
use crate::org::Org;
use planter::Planter;

/// Fills an empty org and gives the people that matter by name.
pub fn plant(org: &mut Org, options: &SandboxOptions, now: Timestamp) -> Cast {
    let mut planter = Planter::new(org, options.seed, now);
    let users = setup::plant(&mut planter);
    let products = sales::plant_products(&mut planter);
    let callers = callers::plant(&mut planter, &users, &products);
    let companies = people::plant(&mut planter, &users, options.contacts);
    sales::plant_opportunities(&mut planter, &users, &companies, &products);
    support::plant_cases(&mut planter, &users, &companies);
    support::plant_calls(&mut planter, &users, &companies);
    support::plant_articles(&mut planter, &users);
    sales::plant_campaigns(&mut planter, &users, &companies);
    let org_id = planter.org_id();
    Cast { org_id, users: users.all, callers }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::org::{FieldSecurity, RecordId, values_accept};
    use crate::schema::{Rows as _, Schema, Scope};

    fn planted(seed: u64) -> (Org, Cast) {
        let id = RecordId::parse("00DCs0000000001").unwrap();
        let mut org = Org::new(id, Schema::standard(), FieldSecurity::default());
        let options = SandboxOptions { seed, ..SandboxOptions::default() };
        let cast = plant(&mut org, &options, "2026-11-20T10:00:00Z".parse().unwrap());
        (org, cast)
    }

    #[test]
    fn the_same_seed_plants_the_same_org() {
        let names = |org: &Org| -> Vec<Value> {
            org.tables().rows("Contact", Scope::Live).iter().filter_map(|row| row.get("LastName").cloned()).collect()
        };
        let (first, second, other) = (planted(1).0, planted(1).0, planted(2).0);
        assert!(names(&first).len() >= 240);
        assert_eq!(names(&first), names(&second));
        assert_ne!(names(&first), names(&other));
    }

    #[test]
    fn an_org_may_be_larger_than_there_are_names() {
        let mut org =
            Org::new(RecordId::parse("00DCs0000000001").unwrap(), Schema::standard(), FieldSecurity::default());
        let options = SandboxOptions { contacts: 6_000, ..SandboxOptions::default() };
        plant(&mut org, &options, "2026-11-20T10:00:00Z".parse().unwrap());
        assert!(org.tables().rows("Contact", Scope::Live).len() >= 6_000);
        assert!(org.tables().rows("Lead", Scope::Live).len() >= 1_500);
        let accounts = org.tables().rows("Account", Scope::Live);
        let names: std::collections::HashSet<_> = accounts.iter().filter_map(|row| row.get("Name")).collect();
        assert_eq!(names.len(), accounts.len());
    }

    #[test]
    fn every_seeded_value_would_be_accepted() {
        let (org, _) = planted(3);
        for object in org.schema().objects() {
            for row in org.tables().rows(object.name, Scope::WithDeleted) {
                for field in object.fields.iter().filter(|field| field.createable && field.name != "Content") {
                    let Some(value) = row.get(field.name) else {
                        assert!(!field.is_required(), "{}.{} is missing", object.name, field.name);
                        continue;
                    };
                    let accepted = values_accept(field, value);
                    assert_eq!(accepted.as_ref(), Ok(value), "{}.{}", object.name, field.name);
                }
            }
        }
    }

    #[test]
    fn every_reference_points_to_a_row() {
        let (org, _) = planted(4);
        for object in org.schema().objects() {
            for row in org.tables().rows(object.name, Scope::WithDeleted) {
                for field in object.fields.iter().filter(|field| !field.reference_to().is_empty()) {
                    let Some(id) = row.get(field.name).and_then(Value::as_str) else { continue };
                    let known = field.reference_to().iter().any(|target| {
                        org.schema().object(target).is_none()
                            || org.tables().by_id(target, id, Scope::WithDeleted).is_some()
                    });
                    assert!(known, "{}.{} -> {id}", object.name, field.name);
                }
            }
        }
    }

    #[test]
    fn the_test_callers_are_who_they_say() {
        let (org, cast) = planted(1);
        let sarah = cast.callers.iter().find(|caller| caller.key == "known_contact").unwrap();
        assert_eq!(sarah.number, "+14155550134");
        let row = org.record("Contact", &sarah.matches[0].id).unwrap();
        assert_eq!(row.get("Title").and_then(Value::as_str), Some("VP of Operations"));
        assert_eq!(cast.callers.iter().find(|caller| caller.key == "switchboard").unwrap().matches.len(), 2);
        let nobody = cast.callers.iter().find(|caller| caller.key == "unknown").unwrap();
        let digits: String = nobody.number.chars().filter(char::is_ascii_digit).collect();
        for object in ["Contact", "Lead", "Account"] {
            for row in org.tables().rows(object, Scope::Live) {
                let held: String = ["Phone", "MobilePhone"]
                    .iter()
                    .filter_map(|field| row.get(*field).and_then(Value::as_str))
                    .flat_map(str::chars)
                    .filter(char::is_ascii_digit)
                    .collect();
                assert!(!held.contains(&digits[1..]), "{object} has the number that nobody has");
            }
        }
    }
}
