//! Which fields of a caller's record hold phone numbers: these are searched, and these count when candidates are compared.

use crate::config::{Known, Noun, Problem, Section, Wrong};
use crate::mapping::Sort;
use crate::nearest::nearest;
use crate::record::CallerObject;
use crate::shape::{FieldShape, OrgShape};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// Most fields of one object. A question that names each with every spelling of a number then still fits into an address
/// (Salesforce takes 16,384 bytes of it; Salesforce Developer Limits and Allocations, "API request limits").
pub const MOST: usize = 12;

/// The phone fields of each object, most telling first: the whole list. An object that was never set has its standard ones.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<CallerObject, Vec<String>>", into = "BTreeMap<CallerObject, Vec<String>>")]
pub struct PhoneFields(BTreeMap<CallerObject, Vec<Listed>>);

/// A field of a list, as a text: its API name, with `: confirm` or `: sure` where a match in it is trusted otherwise than
/// that of a field of its name usually is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// API name.
    pub name: String,
    /// Its numbers may reach somebody else than the record: a match in it is not sure, and the agent confirms it first.
    pub confirm: bool,
}

/// Standard fields whose numbers usually reach somebody else.
const SOMEBODY_ELSE: [&str; 2] = ["AssistantPhone", "Fax"];
/// The words after the name, and what they make of [`Listed::confirm`].
const WORDS: [(&str, bool); 2] = [("confirm", true), ("sure", false)];

impl Listed {
    /// Reads a text of a list. What is behind the colon and no word of ours is taken for a part of the name: no org has such
    /// a field, and whoever checks the list says so.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        let said = text.rsplit_once(':').and_then(|(name, word)| {
            let (_, confirm) = WORDS.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(word.trim()))?;
            Some(Self { name: name.trim().to_owned(), confirm })
        });
        said.unwrap_or_else(|| Self { confirm: usually_confirmed(text), name: text.to_owned() })
    }
}

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if self.confirm == usually_confirmed(&self.name) {
            return Ok(());
        }
        write!(f, ": {}", WORDS[usize::from(!self.confirm)].0)
    }
}

fn usually_confirmed(name: &str) -> bool {
    SOMEBODY_ELSE.iter().any(|field| field.eq_ignore_ascii_case(name))
}

/// More fields of an object than [`MOST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("at most {MOST} phone fields of {0}")]
pub struct TooMany(pub CallerObject);

/// What numbers are found by in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundBy {
    /// A field of type phone: full-text search finds a number however it was typed.
    Search,
    /// A text field: Salesforce's search for phone numbers passes it over, so only the usual spellings are found.
    Spelling,
}

/// Why a field of the list is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// The org does not have it, or the user may not read it: a describe does not tell these apart.
    Absent,
    /// It is of a type that numbers cannot be found in, such as a date or a long text.
    NoNumbers,
}

/// A field of the list that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// Of which object.
    pub object: CallerObject,
    /// As the list spells it.
    pub field: String,
    /// Why.
    pub because: LeftOut,
}

impl PhoneFields {
    /// The list of an object.
    pub fn of(&self, object: CallerObject) -> impl Iterator<Item = &str> {
        let own = self.0.get(&object);
        let standard = if own.is_none() { object.standard_phone_fields() } else { &[] };
        own.into_iter().flatten().map(|field| field.name.as_str()).chain(standard.iter().copied())
    }

    /// The list of an object, with how far a match in each field is trusted.
    #[must_use]
    pub fn list(&self, object: CallerObject) -> Vec<Listed> {
        let standard = || object.standard_phone_fields().iter().map(|name| Listed::read(name)).collect();
        self.0.get(&object).cloned().unwrap_or_else(standard)
    }

    /// Whether a match in a field is confirmed by the agent before it is trusted.
    #[must_use]
    pub fn confirms(&self, object: CallerObject, field: &str) -> bool {
        let mut own = self.0.get(&object).into_iter().flatten();
        let listed = own.find(|known| known.name.eq_ignore_ascii_case(field));
        listed.map_or_else(|| usually_confirmed(field), |known| known.confirm)
    }

    /// Whether an object has the standard list.
    #[must_use]
    pub fn is_standard(&self, object: CallerObject) -> bool {
        !self.0.contains_key(&object)
    }

    /// Sets the list of an object by the texts of its fields ([`Listed`]); a field that is named again counts once. With none
    /// at all its records are not found by their numbers.
    ///
    /// # Errors
    /// More than [`MOST`]; the list before holds then.
    pub fn set(&mut self, object: CallerObject, fields: impl IntoIterator<Item = String>) -> Result<(), TooMany> {
        let mut list: Vec<Listed> = Vec::new();
        for field in fields.into_iter().map(|text| Listed::read(&text)) {
            if !list.iter().any(|known| known.name.eq_ignore_ascii_case(&field.name)) {
                list.push(field);
            }
        }
        if list.len() > MOST {
            return Err(TooMany(object));
        }
        self.0.remove(&object);
        if list != self.list(object) {
            self.0.insert(object, list);
        }
        Ok(())
    }

    /// Gives an object its standard list again.
    pub fn reset(&mut self, object: CallerObject) {
        self.0.remove(&object);
    }

    /// Where a field stands in the list of an object; `None`: its numbers do not count. Salesforce does not tell letter
    /// cases of names apart.
    #[must_use]
    pub fn place(&self, object: CallerObject, field: &str) -> Option<usize> {
        self.of(object).position(|known| known.eq_ignore_ascii_case(field))
    }

    /// The fields of the list that this user's org has and that can hold numbers, as the org spells them.
    pub fn usable<'a>(
        &'a self,
        object: CallerObject,
        org: &'a OrgShape,
    ) -> impl Iterator<Item = (&'a str, &'a FieldShape)> {
        let described = move |field| described(org, object, field);
        self.of(object).filter_map(described).filter(|(_, shape)| found_by(shape).is_some())
    }

    /// The fields that an admin chose and that are left out. Of standard lists nothing is said: that an org hides some of
    /// those is usual. Nothing is known of an org that was never described.
    #[must_use]
    pub fn lacking(&self, org: &OrgShape) -> Vec<Lacking> {
        if org.objects.is_empty() {
            return Vec::new();
        }
        let chosen = self.0.iter().flat_map(|(object, list)| list.iter().map(move |field| (*object, &field.name)));
        let lacks = |(object, field): (CallerObject, &String)| {
            let because = standing(org, object, field).err()?;
            Some(Lacking { object, field: field.clone(), because })
        };
        chosen.filter_map(lacks).collect()
    }
}

impl TryFrom<BTreeMap<CallerObject, Vec<String>>> for PhoneFields {
    type Error = TooMany;

    fn try_from(lists: BTreeMap<CallerObject, Vec<String>>) -> Result<Self, TooMany> {
        let mut fields = Self::default();
        for (object, list) in lists {
            fields.set(object, list)?;
        }
        Ok(fields)
    }
}

impl From<PhoneFields> for BTreeMap<CallerObject, Vec<String>> {
    fn from(fields: PhoneFields) -> Self {
        fields.0.into_iter().map(|(object, list)| (object, list.iter().map(Listed::to_string).collect())).collect()
    }
}

impl JsonSchema for PhoneFields {
    fn schema_name() -> Cow<'static, str> {
        "PhoneFields".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let list = json_schema!({ "type": "array", "items": { "type": "string" }, "maxItems": MOST });
        let lists = CallerObject::ALL.map(|object| (object.api_name().to_owned(), list.as_value().clone()));
        json_schema!({
            "description": "API names of the phone fields of each object, most telling first: the whole list. An object \
                            that is not named has its standard ones. After a name, ': confirm' makes the agent confirm \
                            who it is before personal data of a match in this field is shown, and ': sure' does not; \
                            without a word AssistantPhone and Fax are confirmed, and others are sure.",
            "type": "object",
            "properties": serde_json::Map::from_iter(lists),
            "additionalProperties": false,
        })
    }
}

impl Section for PhoneFields {
    const NAME: &'static str = "phone_fields";

    fn wrongs(&self, known: &Known<'_>) -> Vec<Wrong> {
        let lacking = self.lacking(known.org).into_iter().filter_map(|Lacking { object, field, because }| {
            let at = format!("{object}.{}", self.place(object, &field)?);
            // An object that this user may not see says nothing about its fields.
            let fields = &known.org.objects.get(object.api_name())?.fields;
            Some(match because {
                LeftOut::Absent => {
                    let nearest = nearest_text(&field, fields.keys());
                    Wrong { at, problem: Problem::Unknown { noun: Noun::Field, name: field }, nearest }
                }
                LeftOut::NoNumbers => {
                    let kind = described(known.org, object, &field)?.1.kind.clone();
                    Wrong::new(at, Problem::FieldTakes { field, kind, gives: Sort::Phone })
                }
            })
        });
        lacking.collect()
    }
}

/// The text that was probably meant by one that names no field: another name, or another word behind the colon.
fn nearest_text<'a>(typed: &str, names: impl Iterator<Item = &'a String>) -> Option<String> {
    let Some((name, word)) = typed.rsplit_once(':') else {
        return nearest(typed, names.map(String::as_str)).map(str::to_owned);
    };
    let all: Vec<&str> = names.map(String::as_str).collect();
    let known = all.iter().copied().find(|known| known.eq_ignore_ascii_case(name.trim()));
    let name = known.or_else(|| nearest(name.trim(), all.iter().copied()))?;
    let word = nearest(word.trim(), WORDS.into_iter().map(|(word, _)| word)).unwrap_or(WORDS[0].0);
    Some(format!("{name}: {word}"))
}

/// How numbers are found in a field; `None` = not at all. Encrypted and long texts cannot be filtered by.
/// Source: SOAP API Developer Guide, "Field Types"; SOQL and SOSL Reference, `IN SearchGroup`.
#[must_use]
pub fn found_by(field: &FieldShape) -> Option<FoundBy> {
    match field.kind.as_str() {
        "phone" => Some(FoundBy::Search),
        "string" if field.filterable => Some(FoundBy::Spelling),
        _ => None,
    }
}

/// How an org finds numbers in a field, or why it leaves it out of the look-up.
///
/// # Errors
/// [`LeftOut`].
pub fn standing(org: &OrgShape, object: CallerObject, field: &str) -> Result<FoundBy, LeftOut> {
    let (_, shape) = described(org, object, field).ok_or(LeftOut::Absent)?;
    found_by(shape).ok_or(LeftOut::NoNumbers)
}

/// A field with the org's spelling of its name. Salesforce does not tell letter cases of names apart.
#[must_use]
pub fn described<'a>(org: &'a OrgShape, object: CallerObject, field: &str) -> Option<(&'a str, &'a FieldShape)> {
    let mut fields = org.objects.get(object.api_name())?.fields.iter();
    fields.find(|(name, _)| name.eq_ignore_ascii_case(field)).map(|(name, shape)| (name.as_str(), shape))
}

#[cfg(test)]
#[path = "phone_fields_tests.rs"]
mod tests;
