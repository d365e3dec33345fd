//! What a person typed into the forms of an action, with what may not be kept covered.

use super::{Given, InputKind, Template};
use crate::card::CardNumbers;
use crate::describe::{FieldKind, ObjectDescribe};
use crate::ids::RecordId;
use serde_json::Value;

impl Given {
    /// Covers card numbers and the like in every text, where they are covered. Records and the fields of phone numbers stay
    /// as they are: `describe` tells them, where it is known. What the person saw in a record stays, too: it stands in
    /// Salesforce, and is compared with what stands there.
    pub fn cover(&mut self, template: &Template, describe: Option<&ObjectDescribe>, cards: CardNumbers) {
        let is_record =
            |name: &String| template.inputs.iter().any(|input| input.name == *name && input.kind == InputKind::Record);
        self.inputs.iter_mut().filter(|(name, _)| !is_record(name)).for_each(|(_, value)| cover(value, cards));
        let is_text = |name: &String| {
            let kind = describe.and_then(|describe| describe.field(name)).map(|field| field.kind);
            !matches!(kind, Some(FieldKind::Reference | FieldKind::Phone | FieldKind::Bytes))
        };
        self.fields.iter_mut().filter(|(name, _)| is_text(name)).for_each(|(_, value)| cover(value, cards));
    }
}

fn cover(value: &mut Value, cards: CardNumbers) {
    match value {
        // Digits alone are no id: some cards have as many.
        Value::String(text)
            if text.contains(|c: char| c.is_ascii_alphabetic()) && RecordId::new(text.trim()).is_ok() => {}
        Value::String(text) => cards.apply(text),
        Value::Array(values) => values.iter_mut().for_each(|value| cover(value, cards)),
        Value::Object(members) => members.values_mut().for_each(|value| cover(value, cards)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Input;
    use crate::describe::FieldDescribe;
    use serde_json::json;
    use std::collections::BTreeMap;

    const CARD: &str = "4111 1111 1111 1111";
    const COVERED: &str = "•••• •••• •••• 1111";

    fn template() -> Template {
        let input = |name: &str, kind| Input { name: name.into(), kind, ..Input::default() };
        let inputs = vec![input("record", InputKind::Record), input("term", InputKind::Text)];
        Template { title: String::new(), about: String::new(), inputs, steps: vec![] }
    }

    fn object() -> ObjectDescribe {
        let field = |name: &str, kind| FieldDescribe { name: name.into(), kind, ..FieldDescribe::default() };
        let fields = vec![
            field("Description", FieldKind::Area),
            field("MobilePhone", FieldKind::Phone),
            field("AccountId", FieldKind::Reference),
        ];
        ObjectDescribe { fields, ..ObjectDescribe::default() }
    }

    #[test]
    fn what_a_person_typed_is_covered_by_the_type_of_its_field() {
        for (name, typed, is) in [
            ("Description", json!(format!("paid with {CARD}")), json!(format!("paid with {COVERED}"))),
            ("description", json!("CVV 123"), json!("CVV •••")),
            ("Description", json!("378282246310005"), json!("•••••••••••0005")),
            ("Description", json!("a30569309025904"), json!("a30569309025904")),
            ("Own__c", json!([CARD, "b"]), json!([COVERED, "b"])),
            ("Own__c", json!(4_111_111_111_111_111_u64), json!(4_111_111_111_111_111_u64)),
            ("Own__c", Value::Null, Value::Null),
            ("MobilePhone", json!(CARD), json!(CARD)),
            ("AccountId", json!("378282246310005"), json!("378282246310005")),
        ] {
            let mut given = Given { fields: [(name.to_owned(), typed.clone())].into(), ..Given::default() };
            given.cover(&template(), Some(&object()), CardNumbers::Cover);
            assert_eq!(given.fields[name], is, "{name} {typed}");
        }
    }

    #[test]
    fn inputs_are_covered_but_for_records_and_what_was_seen_stays() {
        let values = |record: &str, term: &str| -> BTreeMap<String, Value> {
            [("record".to_owned(), json!(record)), ("term".to_owned(), json!(term))].into()
        };
        let typed = Given {
            inputs: values("378282246310005", CARD),
            fields: [("MobilePhone".to_owned(), json!(CARD))].into(),
            seen: [("Description".to_owned(), json!(CARD))].into(),
            ..Given::default()
        };
        let mut given = typed.clone();
        given.cover(&template(), None, CardNumbers::Cover);
        assert_eq!(given.inputs, values("378282246310005", COVERED));
        assert_eq!(given.fields["MobilePhone"], json!(COVERED), "without a description nobody knows its type");
        assert_eq!(given.seen, typed.seen);
        let mut kept = typed.clone();
        kept.cover(&template(), None, CardNumbers::Keep);
        assert_eq!(kept, typed);
    }
}
