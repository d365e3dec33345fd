//! What the people who rule a machine set for everybody on it: policy over person over default.
//!
//! One table ([`SETTINGS`]) says which settings there are, what each may be and what it is for. A policy file is read by
//! it ([`read`]), and the schema, the templates for Windows, the profile for macOS and the reference in the guide are made
//! from it ([`publish`]). What cannot be heeded is a [`PolicyFault`] that is shown; the rest holds.

mod fault;
mod key;
pub mod publish;
mod read;
mod table;
#[cfg(test)]
mod tests;
mod value;

pub use fault::PolicyFault;
pub use key::Key;
pub use read::{LARGEST, VERSION, VERSION_KEY, from_members, read};
pub use table::{SETTINGS, Setting, setting};
pub use value::{Form, Kind, Value};

use std::collections::BTreeMap;

/// Where the value of a setting comes from; the later one wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// As it comes.
    Default,
    /// A person changed it.
    Person,
    /// The policy says so, and nobody else can change it.
    Policy,
}

/// What a policy sets. A setting that it does not name is free.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    values: BTreeMap<Key, Value>,
}

impl Policy {
    /// A policy of these values. Those that a setting cannot have are left out.
    #[must_use]
    pub fn of(values: impl IntoIterator<Item = (Key, Value)>) -> Self {
        Self { values: values.into_iter().filter(|(key, value)| setting(*key).kind.allows(value)).collect() }
    }

    /// Whether it rules a setting.
    #[must_use]
    pub fn locks(&self, key: Key) -> bool {
        self.values.contains_key(&key)
    }

    /// What it sets a setting to.
    #[must_use]
    pub fn value(&self, key: Key) -> Option<&Value> {
        self.values.get(&key)
    }

    /// The same as a yes or no.
    #[must_use]
    pub fn flag(&self, key: Key) -> Option<bool> {
        if let Some(Value::Flag(flag)) = self.value(key) { Some(*flag) } else { None }
    }

    /// The same as a number.
    #[must_use]
    pub fn number(&self, key: Key) -> Option<u32> {
        if let Some(Value::Number(number)) = self.value(key) { Some(*number) } else { None }
    }

    /// The same as a text.
    #[must_use]
    pub fn text(&self, key: Key) -> Option<&str> {
        if let Some(Value::Text(text)) = self.value(key) { Some(text) } else { None }
    }

    /// The same as several texts.
    #[must_use]
    pub fn texts(&self, key: Key) -> Option<&[String]> {
        if let Some(Value::Texts(texts)) = self.value(key) { Some(texts) } else { None }
    }

    /// Everything that it sets, by key.
    pub fn all(&self) -> impl Iterator<Item = (Key, &Value)> {
        self.values.iter().map(|(key, value)| (*key, value))
    }
}
