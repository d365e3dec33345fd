//! Fields of parents, such as `Account.Owner.Name`: whether a path leads anywhere in an org, and what stands at its end.

use crate::nearest::nearest;
use crate::shape::{ObjectShape, OrgShape};
use std::collections::{BTreeMap, BTreeSet};

/// Most names of a path: five parents and the field.
/// Source: SOQL and SOSL Reference, "Understanding relationship query limitations".
const MOST_NAMES: usize = 6;
/// What can be asked of a parent that may be of several objects, with Salesforce's type words.
/// Source: SOQL and SOSL Reference, "Understanding polymorphic keys and relationships" (the object Name).
const OF_SEVERAL: [(&str, &str); 11] = [
    ("Id", "id"),
    ("Name", "string"),
    ("FirstName", "string"),
    ("LastName", "string"),
    ("Email", "email"),
    ("Phone", "phone"),
    ("Title", "string"),
    ("Alias", "string"),
    ("Username", "string"),
    ("Type", "picklist"),
    ("IsActive", "boolean"),
];

/// Where a path leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Led<'o> {
    /// To a field of this type, in Salesforce's word.
    Field {
        /// The word.
        kind: &'o str,
    },
    /// Through this object, which has to be described before anything can be said.
    Undescribed {
        /// Its API name.
        object: &'o str,
    },
    /// Nowhere.
    Nowhere {
        /// The path with the wrong name put right, where one is near.
        nearest: Option<String>,
    },
}

/// What stands at the end of a way through parents.
enum Parent<'o> {
    /// This object.
    Of(&'o ObjectShape),
    /// One of several objects, known by what they have in common.
    OfSeveral,
    /// An object that has to be described first.
    Undescribed(&'o str),
    /// Nothing: at this place of the way stands a name that is no relationship of this object.
    Nothing(usize, &'o ObjectShape),
    /// Nothing: several objects have no way on in common.
    BehindSeveral,
}

/// What can be named of a parent: its fields with Salesforce's type words, and names of the relationships that lead on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offered {
    /// The fields, in the order of the alphabet.
    pub fields: BTreeMap<String, String>,
    /// The relationships, in the order of the alphabet; none where no path may lead further.
    pub relationships: Vec<String>,
}

impl OrgShape {
    /// Follows a path from an object: relationships to parents, and a field at last.
    #[must_use]
    pub fn led<'o>(&'o self, object: &'o str, path: &str) -> Led<'o> {
        let names: Vec<&str> = path.split('.').collect();
        let Some((last, way)) = names.split_last().filter(|_| names.len() <= MOST_NAMES) else {
            return Led::Nowhere { nearest: None };
        };
        match self.parent(object, way) {
            Parent::Of(shape) => match shape.fields.get(*last) {
                Some(field) => Led::Field { kind: &field.kind },
                None => nowhere(&names, way.len(), shape.fields.keys().map(String::as_str)),
            },
            Parent::OfSeveral => of_several(&names, last),
            Parent::Undescribed(object) => Led::Undescribed { object },
            Parent::Nothing(place, shape) => nowhere(&names, place, relationships(shape)),
            Parent::BehindSeveral => Led::Nowhere { nearest: None },
        }
    }

    /// What can be named at the end of a way from an object: of the object itself for an empty way. Nothing where the way
    /// leads nowhere or through an object that nobody described.
    #[must_use]
    pub fn offered(&self, object: &str, way: &[&str]) -> Offered {
        let last = way.len() + 1 >= MOST_NAMES;
        match self.parent(object, way) {
            _ if way.len() >= MOST_NAMES => Offered::default(),
            Parent::Of(shape) => {
                let on: BTreeSet<&str> = relationships(shape).filter(|_| !last).collect();
                Offered {
                    fields: shape.fields.iter().map(|(name, field)| (name.clone(), field.kind.clone())).collect(),
                    relationships: on.into_iter().map(str::to_owned).collect(),
                }
            }
            Parent::OfSeveral => {
                let fields = OF_SEVERAL.iter().map(|(name, kind)| ((*name).to_owned(), (*kind).to_owned()));
                Offered { fields: fields.collect(), relationships: Vec::new() }
            }
            Parent::Undescribed(_) | Parent::Nothing(..) | Parent::BehindSeveral => Offered::default(),
        }
    }

    /// What people call what stands at the end of a path: the field's label behind the parents that lead to it. What
    /// people call a parent by needs no label of its own.
    #[must_use]
    pub fn label_along(&self, object: &str, path: &str) -> String {
        let names: Vec<&str> = path.split('.').collect();
        let Some((last, way)) = names.split_last() else { return path.to_owned() };
        let field = match self.parent(object, way) {
            Parent::Of(shape) => shape.fields.get(*last),
            _ => None,
        };
        let way: Vec<String> = way.iter().map(|name| words(name)).collect();
        if !way.is_empty() && (*last == "Name" || field.is_some_and(|field| field.is_name)) {
            return way.join(" ");
        }
        let label = field.map(|field| field.label.as_str()).filter(|label| !label.is_empty());
        let label = label.map_or_else(|| words(last), str::to_owned);
        // An account's phone is called "Account Phone" anyway.
        let told = way.last().is_some_and(|parent| label.starts_with(parent.as_str()));
        let before = if told { way.len() - 1 } else { way.len() };
        [&way[..before], &[label]].concat().join(" ")
    }

    fn parent<'o>(&'o self, object: &'o str, way: &[&str]) -> Parent<'o> {
        let mut at = object;
        for (place, relationship) in way.iter().enumerate() {
            let Some(shape) = self.objects.get(at) else { return Parent::Undescribed(at) };
            let reference = shape.fields.values().find(|field| field.relationship.as_deref() == Some(*relationship));
            let Some(reference) = reference else { return Parent::Nothing(place, shape) };
            match &reference.references[..] {
                [only] => at = only,
                _ if place + 1 == way.len() => return Parent::OfSeveral,
                _ => return Parent::BehindSeveral,
            }
        }
        self.objects.get(at).map_or(Parent::Undescribed(at), Parent::Of)
    }
}

/// A name of the API as words: `ReportsTo` and `Main_Account__r` are "Reports To" and "Main Account".
fn words(name: &str) -> String {
    let name = name.strip_suffix("__r").or_else(|| name.strip_suffix("__c")).unwrap_or(name);
    let mut text = String::new();
    for c in name.chars() {
        let begins = c.is_uppercase() && text.ends_with(char::is_lowercase);
        if begins || (c == '_' && !text.ends_with(' ')) {
            text.push(' ');
        }
        if c != '_' {
            text.push(c);
        }
    }
    text
}

fn relationships(shape: &ObjectShape) -> impl Iterator<Item = &str> {
    shape.fields.values().filter_map(|field| field.relationship.as_deref())
}

fn of_several<'o>(names: &[&str], last: &str) -> Led<'o> {
    match OF_SEVERAL.iter().find(|(name, _)| *name == last) {
        Some((_, kind)) => Led::Field { kind },
        None => nowhere(names, names.len() - 1, OF_SEVERAL.iter().map(|(name, _)| *name)),
    }
}

/// The path with the name at a place put right.
fn nowhere<'n, 'o>(names: &[&str], place: usize, right: impl Iterator<Item = &'n str>) -> Led<'o> {
    let near = nearest(names[place], right).map(|near| {
        let mut names = names.to_vec();
        names[place] = near;
        names.join(".")
    });
    Led::Nowhere { nearest: near }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::FieldShape;

    fn org() -> OrgShape {
        let mut org = OrgShape::default();
        let mut add = |object: &str, field: &str, kind: &str, to: Option<(&str, &[&str])>| {
            let shape = FieldShape {
                kind: kind.into(),
                relationship: to.map(|(relationship, _)| relationship.to_owned()),
                references: to.map(|(_, of)| of.iter().map(|name| (*name).to_owned()).collect()).unwrap_or_default(),
                ..FieldShape::default()
            };
            org.objects.entry(object.into()).or_default().fields.insert(field.into(), shape);
        };
        add("Case", "AccountId", "reference", Some(("Account", &["Account"])));
        add("Case", "OwnerId", "reference", Some(("Owner", &["Group", "User"])));
        add("Case", "Status", "picklist", None);
        add("Account", "Name", "string", None);
        add("Account", "AnnualRevenue", "currency", None);
        add("Account", "ParentId", "reference", Some(("Parent", &["Account"])));
        add("Account", "OwnerId", "reference", Some(("Owner", &["User"])));
        org
    }

    #[test]
    fn a_path_leads_to_a_field_or_says_which_name_is_wrong() {
        let org = org();
        let nowhere =
            |nearest: &str| Led::Nowhere { nearest: Some(nearest.to_owned()).filter(|near| !near.is_empty()) };
        for (path, led) in [
            ("Status", Led::Field { kind: "picklist" }),
            ("Account.Name", Led::Field { kind: "string" }),
            ("Account.AnnualRevenue", Led::Field { kind: "currency" }),
            ("Account.Parent.Parent.Parent.Parent.Name", Led::Field { kind: "string" }),
            ("Account.Parent.Parent.Parent.Parent.Parent.Name", nowhere("")),
            ("Owner.Name", Led::Field { kind: "string" }),
            ("Owner.IsActive", Led::Field { kind: "boolean" }),
            ("Owner.Manager.Name", nowhere("")),
            ("Account.Owner.Name", Led::Undescribed { object: "User" }),
            ("Account.Nam", nowhere("Account.Name")),
            ("Acount.Name", nowhere("Account.Name")),
            ("account.Name", nowhere("Account.Name")),
            ("Owner.Nmae", nowhere("Owner.Name")),
            ("AccountId.Name", nowhere("Account.Name")),
            ("Account.Colour", nowhere("")),
        ] {
            assert_eq!(org.led("Case", path), led, "{path}");
        }
        assert_eq!(org.led("Contract", "Account.Name"), Led::Undescribed { object: "Contract" });
    }

    #[test]
    fn what_stands_at_the_end_of_a_path_is_called_by_its_parents_and_its_label() {
        let mut org = org();
        let account = org.objects.get_mut("Account").unwrap();
        for (field, label) in [("Phone", "Account Phone"), ("Tier__c", "Support Tier"), ("Number__c", "Nummer")] {
            let is_name = field == "Number__c";
            account.fields.insert(field.into(), FieldShape { label: label.into(), is_name, ..FieldShape::default() });
        }
        for (path, label) in [
            ("Status", "Status"),
            ("Account.Name", "Account"),
            ("Account.Number__c", "Account"),
            ("Account.Phone", "Account Phone"),
            ("Account.Tier__c", "Account Support Tier"),
            ("Account.Parent.Phone", "Account Parent Account Phone"),
            ("Account.Owner.Name", "Account Owner"),
            ("Account.Owner.MobilePhone", "Account Owner Mobile Phone"),
            ("Main_Account__r.ReportsTo.Name", "Main Account Reports To"),
        ] {
            assert_eq!(org.label_along("Case", path), label, "{path}");
        }
    }

    #[test]
    fn what_a_parent_offers_is_what_a_path_may_name() {
        let org = org();
        let told = |way: &str| {
            let way: Vec<&str> = way.split('.').filter(|name| !name.is_empty()).collect();
            let Offered { fields, relationships } = org.offered("Case", &way);
            let fields: Vec<String> = fields.into_keys().collect();
            (fields.join(" "), relationships.join(" "))
        };
        for (way, fields, on) in [
            ("", "AccountId OwnerId Status", "Account Owner"),
            ("Account", "AnnualRevenue Name OwnerId ParentId", "Owner Parent"),
            ("Account.Parent.Parent.Parent", "AnnualRevenue Name OwnerId ParentId", "Owner Parent"),
            ("Account.Parent.Parent.Parent.Parent", "AnnualRevenue Name OwnerId ParentId", ""),
            ("Account.Parent.Parent.Parent.Parent.Parent", "", ""),
            ("Owner", "Alias Email FirstName Id IsActive LastName Name Phone Title Type Username", ""),
            ("Owner.Manager", "", ""),
            ("Account.Owner", "", ""),
            ("Acount", "", ""),
        ] {
            assert_eq!(told(way), (fields.to_owned(), on.to_owned()), "{way}");
            let way: Vec<&str> = way.split('.').filter(|name| !name.is_empty()).collect();
            for (field, kind) in &org.offered("Case", &way).fields {
                let path = [&way[..], &[field]].concat().join(".");
                assert_eq!(org.led("Case", &path), Led::Field { kind }, "{path}");
            }
        }
        assert_eq!(org.offered("Contract", &[]), Offered::default());
    }
}
