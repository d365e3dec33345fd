//! What may come next, while a query is typed.

use super::schema::{Schema, children, field, parent};
use super::token::{Kind, Token, tokens_before_fault};
use super::words::{COUNTED_DATES, DATES, FUNCTIONS, is_one_of};
use crate::shape::{FieldShape, ObjectShape};

/// Most suggestions at once.
const MOST: usize = 50;

/// What may stand at a place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completion {
    /// First byte of what is replaced.
    pub from: usize,
    /// The byte after it.
    pub to: usize,
    /// In the order in which they are shown.
    pub options: Vec<Suggestion>,
    /// Objects that must be described before more can be said.
    pub needs: Vec<String>,
}

/// One suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What is written.
    pub text: String,
    /// What people call it: a label, a type.
    pub detail: String,
    /// What it is.
    pub sort: Sort,
}

/// What a suggestion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A word of SOQL.
    Keyword,
    /// An object, or a list of child records.
    Object,
    /// A field.
    Field,
    /// A way to a parent.
    Relationship,
    /// A value.
    Value,
    /// A value of the call.
    CallValue,
}

/// What may come at byte `at` of a text. `values` are the values of a call that may stand in it.
#[must_use]
pub fn complete(text: &str, at: usize, schema: &Schema, values: &[String]) -> Completion {
    let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let typed = &text[..at];
    let (mut before, fault) = tokens_before_fault(typed);
    let mut from = at;
    if let Some(fault) = fault {
        from = fault.from;
    } else if let Some(last) = before.last().filter(|last| last.kind == Kind::Word && last.span.to == at) {
        from = last.span.from;
        before.pop();
    }
    let rest = &text[at..];
    let rest = &rest[rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len())..];
    let (after, _) = tokens_before_fault(rest);
    let mut frames = frames(typed, &before);
    look_ahead(rest, &after, &mut frames);
    let mut wanted = Wanted { schema, values, prefix: &typed[from..], options: Vec::new(), needs: Vec::new() };
    wanted.at(&frames);
    let to = at;
    Completion { from, to, options: wanted.options, needs: wanted.needs }
}

/// A pair of parentheses that is open here, or the whole query.
#[derive(Default)]
struct Frame<'t> {
    words: Vec<&'t str>,
    from: Option<&'t str>,
}

impl<'t> Frame<'t> {
    fn is_select(&self) -> bool {
        self.words.first().is_some_and(|word| word.eq_ignore_ascii_case("SELECT"))
    }

    /// The last clause that was begun.
    fn clause(&self) -> &'t str {
        const CLAUSES: [&str; 8] = ["SELECT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET"];
        self.words.iter().rfind(|word| is_one_of(word, &CLAUSES)).copied().unwrap_or_default()
    }

    fn last(&self) -> &'t str {
        self.words.last().copied().unwrap_or_default()
    }
}

fn frames<'t>(text: &'t str, tokens: &[Token]) -> Vec<Frame<'t>> {
    let mut frames = vec![Frame::default()];
    for token in tokens {
        let word = token.span.of(text);
        match word {
            "(" => frames.push(Frame::default()),
            ")" if frames.len() > 1 => {
                frames.pop();
                if let Some(frame) = frames.last_mut() {
                    frame.words.push(")");
                }
            }
            _ => {
                let Some(frame) = frames.last_mut() else { continue };
                if frame.last().eq_ignore_ascii_case("FROM") && frame.is_select() {
                    frame.from = Some(word);
                }
                frame.words.push(word);
            }
        }
    }
    frames
}

/// FROM often stands behind the place where somebody types.
fn look_ahead<'t>(text: &'t str, tokens: &[Token], frames: &mut [Frame<'t>]) {
    let (mut level, mut inner) = (frames.len(), 0_u32);
    let mut words = tokens.iter().map(|token| token.span.of(text)).peekable();
    while let Some(word) = words.next() {
        match word {
            "(" => inner += 1,
            ")" if inner > 0 => inner -= 1,
            ")" => level = level.saturating_sub(1),
            word if inner == 0 && word.eq_ignore_ascii_case("FROM") => {
                let select = frames.iter_mut().take(level).rfind(|frame| frame.is_select());
                if let (Some(frame), Some(name)) = (select, words.peek()) {
                    frame.from.get_or_insert(name);
                }
            }
            _ => {}
        }
        if level == 0 {
            return;
        }
    }
}

struct Wanted<'a> {
    schema: &'a Schema,
    values: &'a [String],
    prefix: &'a str,
    options: Vec<Suggestion>,
    needs: Vec<String>,
}

impl<'a> Wanted<'a> {
    fn at(&mut self, frames: &[Frame<'_>]) {
        let Some((here, outer)) = frames.split_last() else { return };
        if here.words.is_empty() && outer.is_empty() {
            return self.keywords(&["SELECT"]);
        }
        let within = if here.is_select() { here } else { outer.iter().rfind(|f| f.is_select()).unwrap_or(here) };
        let enclosing = frames.iter().take_while(|frame| !std::ptr::eq(*frame, within)).filter(|f| f.is_select());
        let chain: Vec<&Frame<'_>> = enclosing.collect();
        let last = here.last().to_ascii_uppercase();
        let in_list = !here.is_select();
        match within.clause().to_ascii_uppercase().as_str() {
            "FROM" if last == "FROM" && !in_list => self.from(&chain, outer),
            "FROM" => self.keywords(&["WHERE", "ORDER BY", "GROUP BY", "LIMIT"]),
            "SELECT" if in_list && here.words.is_empty() && !outer_is_function(outer) => {
                self.keywords(&["SELECT"]);
            }
            "SELECT" if in_list || matches!(last.as_str(), "SELECT" | ",") => {
                self.fields(within, &chain, true);
                if !in_list {
                    self.functions();
                }
            }
            "SELECT" => self.keywords(&["FROM"]),
            "WHERE" | "HAVING" => self.condition(here, within, outer, &chain),
            "ORDER" | "GROUP" if matches!(last.as_str(), "BY" | ",") => self.fields(within, &chain, false),
            "ORDER" if last == "ORDER" => self.keywords(&["BY"]),
            "GROUP" if last == "GROUP" => self.keywords(&["BY"]),
            "ORDER" => self.keywords(&["ASC", "DESC", "NULLS FIRST", "NULLS LAST", "LIMIT"]),
            "GROUP" => self.keywords(&["HAVING", "ORDER BY", "LIMIT"]),
            "LIMIT" if last == "LIMIT" => {}
            "LIMIT" => self.keywords(&["OFFSET"]),
            _ => {}
        }
    }

    fn condition(&mut self, here: &Frame<'_>, within: &Frame<'_>, outer: &[Frame<'_>], chain: &[&Frame<'_>]) {
        let last = here.last().to_ascii_uppercase();
        let operators = ["=", "!=", "<>", "<", "<=", ">", ">=", "LIKE"];
        let before = outer.last().map(|frame| frame.last().to_ascii_uppercase()).unwrap_or_default();
        let in_values = !here.is_select() && matches!(before.as_str(), "IN" | "INCLUDES" | "EXCLUDES");
        if in_values && matches!(last.as_str(), "" | ",") {
            let words = outer.last().map(|frame| &frame.words[..]).unwrap_or_default();
            if last.is_empty() && before == "IN" {
                self.keywords(&["SELECT"]);
            }
            let name = words.iter().rev().skip(1).find(|word| !word.eq_ignore_ascii_case("NOT"));
            return self.values(name.copied(), within, chain);
        }
        if operators.contains(&last.as_str()) {
            return self.values(here.words.iter().rev().nth(1).copied(), within, chain);
        }
        match last.as_str() {
            "" | "WHERE" | "HAVING" | "AND" | "OR" => {
                self.fields(within, chain, false);
                if last != "NOT" {
                    self.keywords(&["NOT"]);
                }
            }
            "NOT" => self.fields(within, chain, false),
            _ if is_operand(here) => {
                self.keywords(&["=", "!=", "<", "<=", ">", ">=", "LIKE", "IN", "NOT IN", "INCLUDES", "EXCLUDES"]);
            }
            _ if here.is_select() => self.keywords(&["AND", "OR", "ORDER BY", "GROUP BY", "LIMIT"]),
            _ => self.keywords(&["AND", "OR"]),
        }
    }

    fn offer(&mut self, text: &str, detail: &str, sort: Sort) {
        let wanted = self.prefix.rsplit('.').next().unwrap_or_default();
        let wanted = if sort == Sort::Value { wanted.trim_start_matches('\'') } else { wanted };
        let plain = match sort {
            Sort::Field | Sort::Relationship => text.trim_end_matches('.').rsplit('.').next().unwrap_or(text),
            _ => text.trim_start_matches('\''),
        };
        let begins = |text: &str| text.get(..wanted.len()).is_some_and(|start| start.eq_ignore_ascii_case(wanted));
        let labelled = detail.split(' ').any(begins) && wanted.len() > 1;
        if self.options.len() < MOST && (begins(plain) || labelled) {
            self.options.push(Suggestion { text: text.to_owned(), detail: detail.to_owned(), sort });
        }
    }

    fn keywords(&mut self, words: &[&str]) {
        for word in words {
            self.offer(word, "", Sort::Keyword);
        }
    }

    fn functions(&mut self) {
        for name in FUNCTIONS.iter().take(6) {
            self.offer(&format!("{name}("), "", Sort::Keyword);
        }
    }

    fn from(&mut self, chain: &[&Frame<'_>], outer: &[Frame<'_>]) {
        let for_children = outer.last().is_some_and(|frame| frame.clause().eq_ignore_ascii_case("SELECT"));
        if for_children {
            let Some((_, shape)) = self.resolve(chain) else { return };
            for child in &shape.children {
                self.offer(&child.relationship, &child.object, Sort::Object);
            }
            return;
        }
        for (name, label) in self.schema.names() {
            self.offer(name, label, Sort::Object);
        }
    }

    /// The object of the innermost of these queries.
    fn resolve(&mut self, chain: &[&Frame<'_>]) -> Option<(&'a str, &'a ObjectShape)> {
        let mut at: Option<(&'a str, &'a ObjectShape)> = None;
        for frame in chain {
            let name = frame.from?;
            let child = at.and_then(|(_, shape)| children(shape, name));
            let object = child.map_or(name, |child| &child.object);
            at = self.described(object);
            at?;
        }
        at
    }

    fn described(&mut self, object: &str) -> Option<(&'a str, &'a ObjectShape)> {
        let found = self.schema.object(object);
        if found.is_none() && self.schema.has(object) != Some(false) {
            self.needs.push(object.to_owned());
        }
        found
    }

    fn object_of(&mut self, within: &Frame<'_>, chain: &[&Frame<'_>]) -> Option<(&'a str, &'a ObjectShape)> {
        self.resolve(&[chain, &[within]].concat())
    }

    /// Fields after the parents that are typed already.
    fn fields(&mut self, within: &Frame<'_>, chain: &[&Frame<'_>], all: bool) {
        let Some((_, mut shape)) = self.object_of(within, chain) else { return };
        let parents: Vec<&str> = self.prefix.split('.').collect();
        let typed = &parents[..parents.len() - 1];
        for relationship in typed {
            let Some([only]) = parent(shape, relationship).map(|field| &field.references[..]) else { return };
            let Some((_, next)) = self.described(only) else { return };
            shape = next;
        }
        let lead = typed.iter().map(|part| format!("{part}.")).collect::<String>();
        let usable = |field: &&FieldShape| all || field.filterable;
        for (name, field) in shape.fields.iter().filter(|(_, field)| usable(field)) {
            self.offer(&format!("{lead}{name}"), &field.label, Sort::Field);
        }
        for field in shape.fields.values() {
            if let Some(relationship) = &field.relationship {
                self.offer(&format!("{lead}{relationship}."), &field.references.join(", "), Sort::Relationship);
            }
        }
    }

    fn values(&mut self, name: Option<&str>, within: &Frame<'_>, chain: &[&Frame<'_>]) {
        let shape = self.object_of(within, chain).map(|(_, shape)| shape);
        let found = shape.and_then(|shape| self.field_at(shape, name?));
        match found.map(|field| field.kind.as_str()) {
            Some("boolean") => ["true", "false"].into_iter().for_each(|word| self.offer(word, "", Sort::Value)),
            Some("date" | "datetime") => {
                DATES.iter().for_each(|word| self.offer(word, "", Sort::Value));
                COUNTED_DATES.iter().for_each(|word| self.offer(&format!("{word}:"), "", Sort::Value));
            }
            Some(_) => {
                let texts = found.map(|field| &field.values[..]).unwrap_or_default();
                for text in texts {
                    let literal = format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"));
                    self.offer(&literal, "", Sort::Value);
                }
            }
            None => {}
        }
        let braces = self.prefix.trim_start_matches('{');
        for value in self.values.iter().filter(|value| value.starts_with(braces)).take(MOST) {
            let suggestion =
                Suggestion { text: format!("{{{{{value}}}}}"), detail: String::new(), sort: Sort::CallValue };
            self.options.push(suggestion);
        }
        self.offer("null", "", Sort::Value);
    }

    fn field_at(&mut self, shape: &'a ObjectShape, path: &str) -> Option<&'a FieldShape> {
        let mut parts: Vec<&str> = path.split('.').collect();
        let last = parts.pop()?;
        let mut shape = shape;
        for relationship in parts {
            let [only] = &parent(shape, relationship)?.references[..] else { return None };
            shape = self.described(only)?.1;
        }
        field(shape, last).map(|(_, field)| field)
    }
}

/// Whether the parenthesis that is open was opened by a function.
fn outer_is_function(outer: &[Frame<'_>]) -> bool {
    outer.last().is_some_and(|frame| is_one_of(frame.last(), &FUNCTIONS))
}

/// Whether the last word of a condition is what is compared.
fn is_operand(here: &Frame<'_>) -> bool {
    let before = here.words.iter().rev().nth(1).map(|word| word.to_ascii_uppercase());
    let begins = matches!(before.as_deref(), None | Some("WHERE" | "HAVING" | "AND" | "OR" | "NOT"));
    let last = here.last();
    begins && last.chars().next().is_some_and(|c| c.is_ascii_alphabetic())
}
