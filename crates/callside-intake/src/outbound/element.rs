//! XML as a small tree with namespaces, bounded, and without document types.

use super::MessageFault;
use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

const DEEPEST: usize = 12;
/// A hundred notifications of objects with eight hundred fields, which is Salesforce's limit.
const MOST: usize = 100_000;
const SCHEMA_INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub namespace: String,
    pub name: String,
    /// `xsi:type`, without its prefix.
    pub kind: Option<String>,
    /// `xsi:nil`.
    pub nil: bool,
    pub text: String,
    pub children: Vec<Element>,
}

impl Element {
    /// The children of this name.
    pub fn all(&self, namespace: &'static str, name: &'static str) -> impl Iterator<Item = &Self> {
        self.children.iter().filter(move |child| child.namespace == namespace && child.name == name)
    }

    /// The only child of this name.
    pub fn only(&self, namespace: &'static str, name: &'static str) -> Result<&Self, MessageFault> {
        let mut found = self.all(namespace, name);
        found.next().filter(|_| found.next().is_none()).ok_or(MessageFault::Shape(name))
    }
}

/// Reads a document to its root element.
pub(super) fn parse(text: &str) -> Result<Element, MessageFault> {
    let mut reader = NsReader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut open = vec![Element::default()];
    let mut count = 0;
    loop {
        let event = reader.read_event().map_err(|_| MessageFault::Syntax)?;
        match event {
            Event::Start(ref start) | Event::Empty(ref start) => {
                count += 1;
                if open.len() > DEEPEST || count > MOST {
                    return Err(MessageFault::TooMuch);
                }
                let element = element(start, &reader)?;
                if matches!(event, Event::Start(_)) {
                    open.push(element);
                } else if let Some(parent) = open.last_mut() {
                    parent.children.push(element);
                }
            }
            Event::End(_) => {
                let element = open.pop().ok_or(MessageFault::Syntax)?;
                open.last_mut().ok_or(MessageFault::Syntax)?.children.push(element);
            }
            Event::Text(text) => append(&mut open, &text.xml10_content()),
            Event::CData(text) => append(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => append(&mut open, &resolved(&reference)?),
            Event::DocType(_) => return Err(MessageFault::Doctype),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    let mut document = open.pop().filter(|_| open.is_empty()).ok_or(MessageFault::Syntax)?;
    let blank = document.text.trim().is_empty();
    let root = document.children.pop().filter(|_| blank && document.children.is_empty());
    root.ok_or(MessageFault::Syntax)
}

fn append(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

/// Without a document type there are the five entities of XML and characters by number.
fn resolved(reference: &quick_xml::events::BytesRef<'_>) -> Result<String, MessageFault> {
    if reference.is_char_ref() {
        let character = reference.resolve_char_ref().ok().flatten().ok_or(MessageFault::Syntax)?;
        return Ok(character.to_string());
    }
    Ok(match reference.as_ref() as &str {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "apos" => "'",
        "quot" => "\"",
        _ => return Err(MessageFault::Syntax),
    }
    .to_owned())
}

fn element(start: &BytesStart<'_>, reader: &NsReader<&[u8]>) -> Result<Element, MessageFault> {
    let (namespace, name) = reader.resolver().resolve_element(start.name());
    let mut element = Element {
        namespace: match namespace {
            ResolveResult::Bound(Namespace(namespace)) => namespace.to_owned(),
            ResolveResult::Unbound => String::new(),
            ResolveResult::Unknown(_) => return Err(MessageFault::Syntax),
        },
        name: name.into_inner().to_owned(),
        ..Element::default()
    };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| MessageFault::Syntax)?;
        let (space, name) = reader.resolver().resolve_attribute(attribute.key);
        if space != ResolveResult::Bound(Namespace(SCHEMA_INSTANCE)) {
            continue;
        }
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).map_err(|_| MessageFault::Syntax)?;
        match name.into_inner() {
            "type" => element.kind = Some(value.rsplit(':').next().unwrap_or(&value).to_owned()),
            "nil" => element.nil = matches!(value.trim(), "true" | "1"),
            _ => {}
        }
    }
    Ok(element)
}
