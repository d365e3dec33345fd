//! The built-in templates, as data: one file a group, in the schema of [`super::Template`]. A test runs each of them
//! against the sandbox.

use super::Template;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The files, in the order in which groups are listed.
const FILES: [&str; 14] = [
    include_str!("catalogue/contact.json"),
    include_str!("catalogue/lead.json"),
    include_str!("catalogue/account.json"),
    include_str!("catalogue/opportunity.json"),
    include_str!("catalogue/case.json"),
    include_str!("catalogue/task.json"),
    include_str!("catalogue/event.json"),
    include_str!("catalogue/note.json"),
    include_str!("catalogue/knowledge.json"),
    include_str!("catalogue/people.json"),
    include_str!("catalogue/product.json"),
    include_str!("catalogue/campaign.json"),
    include_str!("catalogue/lookup.json"),
    include_str!("catalogue/org.json"),
];

/// Where a template belongs in lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its word.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its place.
    pub order: usize,
}

impl Group {
    /// What an admin made comes first.
    #[must_use]
    pub fn own() -> Self {
        Self { name: "own".into(), title: "Your company's".into(), order: 0 }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    group: String,
    title: String,
    templates: BTreeMap<String, Template>,
}

struct Built {
    templates: BTreeMap<String, (usize, Template)>,
    groups: Vec<Group>,
}

fn built() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| {
        let mut built = Built { templates: BTreeMap::new(), groups: Vec::new() };
        // A file of the product that cannot be read is found by the test below, not by an agent.
        for (place, file) in FILES.iter().filter_map(|text| serde_json::from_str::<File>(text).ok()).enumerate() {
            built.groups.push(Group { name: file.group, title: file.title, order: place + 1 });
            built.templates.extend(file.templates.into_iter().map(|(id, template)| (id, (place, template))));
        }
        built
    })
}

/// A built-in template.
#[must_use]
pub fn template(id: &str) -> Option<&'static Template> {
    built().templates.get(id).map(|(_, template)| template)
}

/// The group of a built-in template.
#[must_use]
pub fn group_of(id: &str) -> Option<&'static Group> {
    let (place, _) = built().templates.get(id)?;
    built().groups.get(*place)
}

/// Ids of all built-in templates.
pub fn ids() -> impl Iterator<Item = &'static str> {
    built().templates.keys().map(String::as_str)
}

/// The groups, in their order.
#[must_use]
pub fn groups() -> &'static [Group] {
    &built().groups
}

/// Objects that built-in templates are about.
pub fn objects() -> impl Iterator<Item = &'static str> {
    built().templates.values().flat_map(|(_, template)| template.steps.iter().filter_map(super::Step::object))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::wrongs_of_template;

    #[test]
    fn every_file_is_read_and_there_are_fifty_six_templates_in_thirteen_groups() {
        for text in FILES {
            serde_json::from_str::<File>(text).map_err(|error| format!("{error}: {}", &text[..40])).unwrap();
        }
        let product: Vec<&str> = ids().filter(|id| !id.starts_with("org.")).collect();
        assert_eq!(product.len(), 56);
        assert_eq!(groups().len(), 14, "thirteen, and the ready-made ones about the org itself");
        for object in ["contact", "lead", "account", "opportunity", "case", "task", "event"] {
            for verb in ["search", "create", "update", "delete"] {
                assert!(template(&format!("{object}.{verb}")).is_some(), "{object}.{verb}");
            }
        }
    }

    #[test]
    fn every_name_in_the_catalogue_is_known() {
        for id in ids() {
            let wrongs = wrongs_of_template(template(id).unwrap());
            assert!(wrongs.is_empty(), "{id}: {wrongs:?}");
        }
    }

    #[test]
    fn what_is_written_is_what_was_read() {
        for id in ids() {
            let template = template(id).unwrap();
            let text = serde_json::to_string(template).unwrap();
            assert_eq!(&serde_json::from_str::<Template>(&text).unwrap(), template, "{id}");
        }
    }
}
