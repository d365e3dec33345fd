//! What an automation asks for of the record that sets it off.

use super::{Automation, Step, Trigger};
use crate::facts::Vocabulary;
use crate::shape::OrgShape;
use std::collections::BTreeSet;

impl Automation {
    /// Fields of the record that its trigger, condition and steps name, such as `Status` or `Account.Name`.
    #[must_use]
    pub fn fields(&self) -> BTreeSet<String> {
        let mut paths = self.when.iter().flat_map(|rule| rule.names()).map(ToString::to_string).collect();
        names(&self.steps, &mut paths);
        let field =
            |path: &String| path.strip_prefix("record.").or_else(|| path.strip_prefix("before.")).map(str::to_owned);
        let mut fields: BTreeSet<String> = paths.iter().filter_map(field).collect();
        if let Trigger::UpdatedRecord { fields: named, .. } = &self.on {
            fields.extend(named.iter().cloned());
        }
        fields
    }

    /// The facts that there are when it is set off, with the parents' fields that it asks for.
    #[must_use]
    pub fn vocabulary(&self, org: &OrgShape) -> Vocabulary {
        let fields = self.fields();
        let branches = self.on.branches().into_iter();
        branches
            .fold(self.on.vocabulary(org), |known, (branch, object)| known.with_parents(branch, org, object, &fields))
    }
}

fn names(steps: &[Step], paths: &mut Vec<String>) {
    for step in steps {
        match step {
            Step::Action { with, .. } => {
                paths.extend(with.values().flat_map(|tree| tree.names()).map(|path| path.to_string()));
            }
            Step::Toast { text: template } | Step::OpenRecord { record: template } | Step::Tag { tag: template } => {
                paths.extend(template.names().map(ToString::to_string));
            }
            Step::Branch { when, then, otherwise } => {
                paths.extend(when.names().into_iter().map(ToString::to_string));
                names(then, paths);
                names(otherwise, paths);
            }
            Step::Stop => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_part_names_its_fields() {
        let automation: Automation = serde_json::from_value(json!({
            "name": "a", "title": "A", "on": {"trigger": "updated_record", "object": "Case", "fields": ["Status"]},
            "when": "record.Priority = \"High\" and before.Origin is not empty",
            "steps": [
                {"do": "branch", "when": "record.IsClosed", "otherwise": [{"do": "tag", "tag": "{{record.Type}} {{me.name}}"}]},
                {"do": "action", "action": "task.create", "with": {"Subject": "About {{record.Account.Name}}"}},
            ],
        }))
        .unwrap();
        let fields = automation.fields();
        let named: Vec<&str> = fields.iter().map(String::as_str).collect();
        assert_eq!(named, ["Account.Name", "IsClosed", "Origin", "Priority", "Status", "Type"]);
    }
}
