//! All sections together: what runs, and what a file makes of it.

use super::{About, Fault, File, Known, Noun, Section, VERSION, VERSION_KEY};
use crate::action::Actions;
use crate::automation::Automations;
use crate::budget::Shares;
use crate::disposition::DispositionTable;
use crate::look_up::LookUps;
use crate::mapping::Mapping;
use crate::phone_fields::PhoneFields;
use crate::satisfaction::Satisfaction;
use crate::shape::OrgShape;

/// Makes [`Configuration`] from the list of its sections.
macro_rules! sections {
    ($($(#[$doc:meta])* $field:ident: $section:ty,)*) => {
        /// Everything that an admin sets up. A section that is `None` has never been set.
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct Configuration {
            $($(#[$doc])* pub $field: Option<$section>,)*
        }

        impl Configuration {
            /// The names of all sections.
            pub const SECTIONS: &'static [&'static str] = &[$(<$section as Section>::NAME),*];

            /// Takes the sections of a file over what runs, without asking whether they can be right in an org.
            ///
            /// # Errors
            /// Everything that cannot be read.
            pub fn load(&self, name: &str, text: &str) -> Result<Self, Vec<Fault>> {
                self.load_file(&File::read(name, text, Self::SECTIONS)?)
            }

            fn load_file(&self, file: &File) -> Result<Self, Vec<Fault>> {
                let mut next = self.clone();
                let mut faults = Vec::new();
                $(match file.section::<$section>() {
                    Ok(Some(section)) => next.$field = Some(section),
                    Ok(None) => {}
                    Err(found) => faults.extend(found),
                })*
                if faults.is_empty() { Ok(next) } else { Err(faults) }
            }

            /// Reads a file over what runs: sections that the file lacks stay. The file is checked against the org,
            /// against itself, and with it the sections that stay against the file; `offers` are the names that are
            /// there besides (built-in actions, for example).
            ///
            /// # Errors
            /// Everything that is wrong; what runs is untouched.
            pub fn read(
                &self,
                name: &str,
                text: &str,
                org: &OrgShape,
                offers: impl IntoIterator<Item = (Noun, String)>,
            ) -> Result<Self, Vec<Fault>> {
                let file = File::read(name, text, Self::SECTIONS)?;
                let next = self.load_file(&file)?;
                let mut faults = Vec::new();
                let mut known = Known::new(org);
                known.learn(offers);
                $(if let Some(section) = &next.$field { known.learn(section.offers()); })*
                $(if let Some(section) = &next.$field {
                    let wrongs = section.wrongs(&known);
                    faults.extend(wrongs.into_iter().map(|wrong| file.fault(<$section as Section>::NAME, wrong)));
                })*
                if faults.is_empty() { Ok(next) } else { Err(faults) }
            }

            /// JSON Schema (2020-12) of a file, made from the types of its sections.
            #[must_use]
            pub fn schema() -> serde_json::Value {
                let mut generator = schemars::SchemaGenerator::default();
                let mut properties = serde_json::Map::new();
                properties.insert(VERSION_KEY.to_owned(), serde_json::json!({ "const": VERSION }));
                $(
                    let schema = generator.subschema_for::<$section>();
                    properties.insert(<$section as Section>::NAME.to_owned(), schema.into());
                )*
                serde_json::json!({
                    "$schema": "https://json-schema.org/draft/2020-12/schema",
                    "title": "Callside configuration",
                    "type": "object",
                    "required": [VERSION_KEY],
                    "properties": properties,
                    "additionalProperties": false,
                    "$defs": generator.take_definitions(true),
                })
            }

            /// The file that says all this: what [`Self::read`] reads.
            #[must_use]
            pub fn write(&self) -> String {
                let mut file = serde_json::Map::new();
                file.insert(VERSION_KEY.to_owned(), VERSION.into());
                $(if let Some(section) = &self.$field {
                    let value = serde_json::to_value(section).unwrap_or_default();
                    file.insert(<$section as Section>::NAME.to_owned(), value);
                })*
                let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
                text.push('\n');
                text
            }
        }
    };
}

sections! {
    /// What a file says of itself.
    about: About,
    /// What goes to which field.
    fields: Mapping,
    /// How calls end and what follows.
    dispositions: DispositionTable,
    /// Which fields of callers hold phone numbers.
    phone_fields: PhoneFields,
    /// What is done when something happens.
    automations: Automations,
    /// Queries whose answers stand on the pop.
    look_ups: LookUps,
    /// What customers said of their calls.
    satisfaction: Satisfaction,
    /// When what can wait spares the org's API calls.
    api_budget: Shares,
    /// Actions: templates and set-ups.
    actions: Actions,
}
