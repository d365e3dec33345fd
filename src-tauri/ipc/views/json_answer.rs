//! What a resource of the API answered, as people read it: rows where there are some, values by name, and the whole of it
//! as text behind them.

use super::values;
use crate::ipc::action::{AnswerRow, AnswerView, LabelledView};
use crate::ipc::wrap_up::ValueView;
use serde_json::{Map, Value};

/// Most columns that stand beside each other.
const COLUMNS: usize = 6;
/// Most values of a list within a cell.
const LISTED: usize = 12;
/// What people look for first, in this order; the others follow by name.
const FIRST: [&str; 6] = ["label", "name", "value", "type", "Max", "Remaining"];
/// What leads a program on and tells a person nothing.
const HIDDEN: [&str; 4] = ["url", "urls", "eTag", "attributes"];

/// An object and the name it stands under, empty in a list.
type NamedRow<'v> = (&'v str, &'v Map<String, Value>);

/// The answer: a table, or values with the longest table among them; the whole as text last.
#[must_use]
pub fn views(value: &Value, cut: bool) -> Vec<AnswerView> {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut views = Vec::new();
    if let Some(rows) = table(value, cut) {
        views.push(rows);
    } else if let Value::Object(members) = value {
        let own: Vec<LabelledView> = shown(members).filter_map(|(name, value)| labelled(name, value)).collect();
        if own.len() > 1 {
            views.push(AnswerView::Record { object: None, id: None, fields: own, body: None });
        }
        let lists = shown(members).filter(|(_, value)| value.is_array());
        // What an object is described by are its fields, however many relationships it has.
        let longest = lists.max_by_key(|(name, value)| (*name == "fields", value.as_array().map_or(0, Vec::len)));
        views.extend(longest.and_then(|(_, value)| table(value, cut)));
    }
    views.push(AnswerView::Text { text, cut, aside: !views.is_empty() });
    views
}

fn shown(members: &Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    members.iter().filter(|(name, _)| !HIDDEN.contains(&name.as_str()))
}

fn labelled(name: &str, value: &Value) -> Option<LabelledView> {
    let plain = !value.is_object() && !value.is_array() && !value.is_null();
    plain.then(|| LabelledView { label: values::spaced(name), value: values::json(value) })
}

/// A list of objects, or an object of objects by their names: a row each.
fn table(value: &Value, more: bool) -> Option<AnswerView> {
    let (named, rows): (bool, Vec<NamedRow<'_>>) = match value {
        Value::Array(items) => (false, items.iter().map(|item| Some(("", item.as_object()?))).collect::<Option<_>>()?),
        Value::Object(members) => {
            let all = members.iter().map(|(name, member)| Some((name.as_str(), member.as_object()?)));
            (true, all.collect::<Option<_>>()?)
        }
        _ => return None,
    };
    let columns = columns(&rows);
    if rows.is_empty() || columns.is_empty() {
        return None;
    }
    let line = |(name, members): &NamedRow<'_>| {
        let own = named.then(|| ValueView::Text { text: (*name).to_owned() });
        let cells = columns.iter().map(|column| cell(members.get(*column).unwrap_or(&Value::Null)));
        AnswerRow { object: None, id: None, cells: own.into_iter().chain(cells).collect() }
    };
    let headings = columns.iter().map(|column| values::spaced(column));
    Some(AnswerView::Rows {
        columns: named.then(String::new).into_iter().chain(headings).collect(),
        rows: rows.iter().map(line).collect(),
        more,
    })
}

fn columns<'v>(rows: &[NamedRow<'v>]) -> Vec<&'v str> {
    let mut columns: Vec<&str> = Vec::new();
    for (name, value) in rows.iter().flat_map(|(_, members)| shown(members)) {
        if !columns.contains(&name.as_str()) && readable(value) {
            columns.push(name);
        }
    }
    let place = |column: &&str| FIRST.iter().position(|first| first == column).unwrap_or(FIRST.len());
    columns.sort_by_key(place);
    columns.truncate(COLUMNS);
    columns
}

/// Values, and lists of what has a label.
fn readable(value: &Value) -> bool {
    match value {
        Value::Null | Value::Object(_) => false,
        Value::Array(items) => !items.is_empty() && items.iter().all(|item| item["label"].is_string()),
        _ => true,
    }
}

fn cell(value: &Value) -> ValueView {
    let Value::Array(items) = value else { return values::json(if value.is_object() { &Value::Null } else { value }) };
    let mut labels: Vec<&str> = items.iter().filter_map(|item| item["label"].as_str()).collect();
    let more = labels.len() > LISTED;
    labels.truncate(LISTED);
    let text = labels.join(", ");
    if text.is_empty() {
        return ValueView::Empty;
    }
    ValueView::Text { text: if more { format!("{text}, …") } else { text } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Columns and texts of the cells of the first table.
    fn read(value: &Value) -> (Vec<String>, Vec<Vec<String>>) {
        let views = views(value, false);
        let table = views.iter().find_map(|view| match view {
            AnswerView::Rows { columns, rows, .. } => Some((columns.clone(), rows)),
            _ => None,
        });
        let Some((columns, rows)) = table else { return Default::default() };
        let text = |cell: &ValueView| match cell {
            ValueView::Text { text } => text.clone(),
            ValueView::Yes => "yes".into(),
            ValueView::No => "no".into(),
            _ => String::new(),
        };
        (columns, rows.iter().map(|row| row.cells.iter().map(text).collect()).collect())
    }

    fn strings(all: &[&str]) -> Vec<String> {
        all.iter().map(|one| (*one).to_owned()).collect()
    }

    #[test]
    fn lists_of_objects_and_objects_of_objects_are_rows() {
        let objects = json!([
            { "custom": false, "label": "Case", "name": "Case", "urls": { "describe": "/x" } },
            { "custom": true, "label": "Invoice", "name": "Invoice__c", "urls": { "describe": "/y" } },
        ]);
        let (columns, rows) = read(&objects);
        assert_eq!(columns, strings(&["Label", "Name", "Custom"]));
        assert_eq!(rows[1], strings(&["Invoice", "Invoice__c", "yes"]));
        let limits = json!({ "DailyApiRequests": { "Max": 15000, "Remaining": 14998 }, "DataStorageMB": { "Max": 5, "Remaining": 1 } });
        let (columns, rows) = read(&limits);
        assert_eq!(columns, strings(&["", "Max", "Remaining"]));
        assert_eq!(rows[0], strings(&["DailyApiRequests", "15000", "14998"]));
        let picklists = json!({ "Status": { "controllerValues": {}, "defaultValue": null, "url": "/z",
            "values": [{ "label": "New", "value": "New" }, { "label": "In Arbeit", "value": "Working" }] } });
        let (columns, rows) = read(&picklists);
        assert_eq!((columns, &rows[0]), (strings(&["", "Values"]), &strings(&["Status", "New, In Arbeit"])));
    }

    #[test]
    fn a_description_is_its_values_and_its_longest_list() {
        let described = json!({ "name": "Case", "label": "Case", "queryable": true, "urls": {}, "supportedScopes": [],
            "childRelationships": [{ "childSObject": "Task" }],
            "fields": [{ "name": "Id", "label": "Case ID", "type": "id" }, { "name": "Status", "label": "Status", "type": "picklist" }] });
        let all = views(&described, false);
        let AnswerView::Record { fields, .. } = &all[0] else { panic!("{all:?}") };
        assert_eq!(fields.iter().map(|field| field.label.as_str()).collect::<Vec<_>>(), ["Label", "Name", "Queryable"]);
        let (columns, rows) = read(&described);
        assert_eq!((columns, rows.len()), (strings(&["Label", "Name", "Type"]), 2));
        assert!(matches!(all.last(), Some(AnswerView::Text { aside: true, .. })), "the whole is there as well");
    }

    #[test]
    fn what_has_no_rows_is_text_and_what_was_cut_says_so() {
        for value in [json!("Case"), json!(null), json!([1, 2]), json!([]), json!({}), json!({ "a": [{ "b": null }] })]
        {
            let all = views(&value, true);
            assert!(matches!(&all[..], [AnswerView::Text { aside: false, cut: true, .. }]), "{value}: {all:?}");
        }
        let AnswerView::Rows { more, .. } = &views(&json!([{ "a": 1 }]), true)[0] else { panic!("rows") };
        assert!(more);
    }
}
