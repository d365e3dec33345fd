//! Rows of a query as a table.

use crate::rows::{id_in_address, kind, shown};
use callside_core::ids::RecordId;
use callside_core::look_up::{Cell, Column, Row, Table};
use callside_core::shape::{FieldShape, ObjectShape};
use callside_core::soql::Schema;
use callside_core::soql::ast::{Item, Name, Operand, Query, Select};
use callside_core::soql::words::AGGREGATES;
use serde_json::Value;

/// How one column is read.
struct Source<'q> {
    column: Column,
    /// Keys from the row to the value.
    keys: Vec<String>,
    field: Option<&'q FieldShape>,
    children: Option<&'q Select>,
}

/// A page of rows as a table.
pub(crate) fn table(query: &Query, schema: &Schema, page: &Value) -> Table {
    if is_bare_count(&query.select) {
        let total = page["totalSize"].as_u64().unwrap_or_default();
        let column = Column { path: "COUNT()".to_owned(), label: "COUNT()".to_owned() };
        let row = Row { record: None, cells: vec![Cell::Number(total.to_string())] };
        return Table { columns: vec![column], rows: vec![row], total: None };
    }
    let shape = schema.object(&query.select.from.text).map(|(_, shape)| shape);
    rows_of(&query.select, shape, schema, page)
}

fn is_bare_count(select: &Select) -> bool {
    matches!(&select.items[..], [Item::Operand { operand: Operand::Function { name, fields }, alias: None }]
        if name.text.eq_ignore_ascii_case("COUNT") && fields.is_empty())
}

fn rows_of(select: &Select, shape: Option<&ObjectShape>, schema: &Schema, page: &Value) -> Table {
    let rows: &[Value] = page["records"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut sources = sources(select, shape, schema, rows.first());
    label_apart(&mut sources);
    let cells = |row: &Value| sources.iter().map(|source| cell(source, shape, schema, row)).collect();
    let rows = rows.iter().map(|row| Row { record: record(row), cells: cells(row) }).collect();
    let total = page["totalSize"].as_u64().and_then(|total| u32::try_from(total).ok());
    Table { columns: sources.into_iter().map(|source| source.column).collect(), rows, total }
}

fn sources<'q>(
    select: &'q Select,
    shape: Option<&'q ObjectShape>,
    schema: &'q Schema,
    first: Option<&Value>,
) -> Vec<Source<'q>> {
    let mut unnamed = 0;
    let mut all = Vec::new();
    for item in &select.items {
        match item {
            Item::Operand { operand: Operand::Field(name), alias } => {
                all.push(of_field(name, alias.as_ref(), select, shape, schema))
            }
            Item::Operand { operand: Operand::Function { name, fields }, alias } => {
                let aggregate = AGGREGATES.iter().any(|known| known.eq_ignore_ascii_case(&name.text)) || select.grouped;
                let key = match (alias, aggregate) {
                    (Some(alias), _) => alias.text.clone(),
                    (None, true) => {
                        unnamed += 1;
                        format!("expr{}", unnamed - 1)
                    }
                    (None, false) => fields.first().map_or_else(String::new, |field| field.text.clone()),
                };
                let inner = fields.iter().map(|field| field.text.as_str()).collect::<Vec<_>>().join(", ");
                let path = format!("{}({inner})", name.text);
                let label = alias.as_ref().map_or_else(|| path.clone(), |alias| alias.text.clone());
                let keys = key.split('.').map(str::to_owned).collect();
                all.push(Source { column: Column { path, label }, keys, field: None, children: None });
            }
            Item::Children(children) => {
                let path = children.from.text.clone();
                let keys = vec![path.rsplit('.').next().unwrap_or_default().to_owned()];
                let column = Column { label: path.clone(), path };
                all.push(Source { column, keys, field: None, children: Some(children) });
            }
            Item::TypeOf { relationship, .. } => {
                let path = relationship.text.clone();
                let column = Column { label: path.clone(), path: path.clone() };
                all.push(Source { column, keys: vec![path], field: None, children: None });
            }
            Item::AllFields(_) => {
                let keys = first.and_then(Value::as_object).into_iter().flat_map(|row| row.keys());
                for key in keys.filter(|key| *key != "attributes") {
                    let field = shape.and_then(|shape| shape.fields.get(key));
                    let label = field.map_or_else(|| key.clone(), |field| field.label.clone());
                    let column = Column { path: key.clone(), label };
                    all.push(Source { column, keys: vec![key.clone()], field, children: None });
                }
            }
        }
    }
    all
}

fn of_field<'q>(
    name: &Name,
    alias: Option<&Name>,
    select: &Select,
    shape: Option<&'q ObjectShape>,
    schema: &'q Schema,
) -> Source<'q> {
    let mut parts: Vec<&str> = name.text.split('.').collect();
    let own = |first: &str| {
        first.eq_ignore_ascii_case(&select.from.text)
            || select.alias.as_ref().is_some_and(|alias| alias.text.eq_ignore_ascii_case(first))
    };
    if parts.len() > 1 && own(parts[0]) {
        parts.remove(0);
    }
    let field = shape.and_then(|shape| field_at(shape, &parts, schema));
    let label = field.map(|field| field.label.clone()).filter(|label| !label.is_empty());
    let label = alias.map(|alias| alias.text.clone()).or(label).unwrap_or_else(|| parts.join("."));
    let keys =
        alias.map_or_else(|| parts.iter().map(|part| (*part).to_owned()).collect(), |alias| vec![alias.text.clone()]);
    Source { column: Column { path: parts.join("."), label }, keys, field, children: None }
}

fn field_at<'s>(shape: &'s ObjectShape, parts: &[&str], schema: &'s Schema) -> Option<&'s FieldShape> {
    let (last, parents) = parts.split_last()?;
    let mut shape = shape;
    for relationship in parents {
        let same = |f: &&FieldShape| f.relationship.as_deref().is_some_and(|r| r.eq_ignore_ascii_case(relationship));
        let [only] = &shape.fields.values().find(same)?.references[..] else { return None };
        shape = schema.object(only)?.1;
    }
    shape.fields.iter().find(|(name, _)| name.eq_ignore_ascii_case(last)).map(|(_, field)| field)
}

/// Two columns with one label are told apart by their paths.
fn label_apart(sources: &mut [Source<'_>]) {
    let labels: Vec<String> = sources.iter().map(|source| source.column.label.clone()).collect();
    for source in sources {
        if labels.iter().filter(|label| **label == source.column.label).count() > 1 {
            source.column.label = source.column.path.clone();
        }
    }
}

fn cell(source: &Source<'_>, shape: Option<&ObjectShape>, schema: &Schema, row: &Value) -> Cell {
    let mut value = value_at(row, &source.keys);
    // A grouped path answers under its last name.
    if value.is_null() && source.keys.len() > 1 {
        value = value_at(row, &source.keys[source.keys.len() - 1..]);
    }
    if let Some(children) = source.children {
        if value.is_null() {
            return Cell::Empty;
        }
        let relationship = source.keys.first().map(String::as_str).unwrap_or_default();
        let same = |child: &&callside_core::shape::ChildShape| child.relationship.eq_ignore_ascii_case(relationship);
        let child = shape.and_then(|shape| shape.children.iter().find(same));
        let inner = child.and_then(|child| schema.object(&child.object)).map(|(_, shape)| shape);
        return Cell::Rows(Box::new(rows_of(children, inner, schema, value)));
    }
    if let Value::Object(parent) = value {
        let name = ["Name", "Subject", "Title", "CaseNumber"].iter().find_map(|key| parent.get(*key).and_then(shown));
        return name.map_or(Cell::Empty, Cell::Text);
    }
    let Some(text) = shown(value) else { return Cell::Empty };
    typed(text, value, source.field, row)
}

fn typed(text: String, value: &Value, field: Option<&FieldShape>, row: &Value) -> Cell {
    let kind_of_field = field.map(|field| field.kind.as_str());
    match (value, kind_of_field) {
        (Value::Bool(yes), _) => Cell::Bool(*yes),
        (Value::Number(_), _) => Cell::Number(text),
        (_, Some("date")) => Cell::Date(text),
        (_, Some("datetime")) => text.parse().map_or(Cell::Text(text), Cell::Moment),
        (_, Some("reference")) => match (field.map(|field| &field.references[..]), RecordId::new(&text)) {
            (Some([object]), Ok(id)) => Cell::Record { object: object.clone(), id },
            _ => Cell::Text(text),
        },
        (_, Some("id")) => match (kind(row), RecordId::new(&text)) {
            (Some(object), Ok(id)) => Cell::Record { object: object.to_owned(), id },
            _ => Cell::Text(text),
        },
        _ => Cell::Text(text),
    }
}

fn value_at<'v>(row: &'v Value, keys: &[String]) -> &'v Value {
    keys.iter().fold(row, |value, key| match value.get(key) {
        Some(inner) => inner,
        None => value
            .as_object()
            .and_then(|fields| fields.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)))
            .map_or(&Value::Null, |(_, inner)| inner),
    })
}

/// The record that a row is; the address is there also when `Id` was not asked for.
fn record(row: &Value) -> Option<(String, RecordId)> {
    let object = kind(row).filter(|kind| *kind != "AggregateResult")?;
    let id = row["Id"].as_str().and_then(|id| RecordId::new(id).ok()).or_else(|| id_in_address(row))?;
    Some((object.to_owned(), id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::soql::parse;
    use serde_json::json;
    use std::sync::Arc;

    fn schema() -> Schema {
        let field =
            |kind: &str, label: &str| FieldShape { kind: kind.into(), label: label.into(), ..FieldShape::default() };
        let mut case = ObjectShape::default();
        for (name, shape) in [
            ("Id", field("id", "Case ID")),
            ("Subject", field("string", "Subject")),
            ("CreatedDate", field("datetime", "Opened")),
            ("Closed__c", field("date", "Closed")),
            ("IsEscalated", field("boolean", "Escalated")),
            (
                "ContactId",
                FieldShape {
                    references: vec!["Contact".into()],
                    relationship: Some("Contact".into()),
                    ..field("reference", "Contact ID")
                },
            ),
        ] {
            case.fields.insert(name.into(), shape);
        }
        let mut contact = ObjectShape::default();
        contact.fields.insert("Name".into(), field("string", "Full name"));
        contact.children = vec![callside_core::shape::ChildShape {
            relationship: "Cases".into(),
            object: "Case".into(),
            field: "ContactId".into(),
        }];
        let mut schema = Schema::default();
        schema.describe("Case", Arc::new(case));
        schema.describe("Contact", Arc::new(contact));
        schema
    }

    const CASE: &str = "500000000000001AAA";
    const CONTACT: &str = "003000000000001AAA";

    fn attributes(object: &str, id: &str) -> Value {
        json!({ "type": object, "url": format!("/services/data/v59.0/sobjects/{object}/{id}") })
    }

    #[test]
    fn cells_have_the_type_of_their_field_and_columns_their_label() {
        let query =
            parse("SELECT subject, CreatedDate, Closed__c, IsEscalated, ContactId, Contact.Name FROM Case").unwrap();
        let page = json!({ "totalSize": 7, "done": true, "records": [{
            "attributes": attributes("Case", CASE), "Subject": "<b>", "CreatedDate": "2026-05-01T07:25:37.000+0000",
            "Closed__c": null, "IsEscalated": true, "ContactId": CONTACT,
            "Contact": { "attributes": attributes("Contact", CONTACT), "Name": "Rosa" },
        }] });
        let table = table(&query, &schema(), &page);
        let labels: Vec<_> = table.columns.iter().map(|column| column.label.as_str()).collect();
        assert_eq!(labels, ["Subject", "Opened", "Closed", "Escalated", "Contact ID", "Full name"]);
        assert_eq!(table.rows[0].record, Some(("Case".into(), RecordId::new(CASE).unwrap())));
        assert_eq!(
            table.rows[0].cells,
            [
                Cell::Text("<b>".into()),
                Cell::Moment("2026-05-01T07:25:37Z".parse().unwrap()),
                Cell::Empty,
                Cell::Bool(true),
                Cell::Record { object: "Contact".into(), id: RecordId::new(CONTACT).unwrap() },
                Cell::Text("Rosa".into()),
            ]
        );
        assert_eq!(table.left_out(), 6);
    }

    #[test]
    fn sums_counts_and_child_records_are_tables_too() {
        let query = parse("SELECT Status, COUNT(Id), MAX(CreatedDate) latest FROM Case GROUP BY Status").unwrap();
        let page = json!({ "totalSize": 1, "done": true, "records": [
            { "attributes": { "type": "AggregateResult" }, "Status": "New", "expr0": 3, "latest": "x" }] });
        let sums = table(&query, &schema(), &page);
        assert_eq!(sums.rows[0].cells, [Cell::Text("New".into()), Cell::Number("3".into()), Cell::Text("x".into())]);
        assert_eq!(sums.rows[0].record, None);

        let count =
            table(&parse("SELECT COUNT() FROM Case").unwrap(), &schema(), &json!({ "totalSize": 12, "records": [] }));
        assert_eq!(count.rows[0].cells, [Cell::Number("12".into())]);

        let query = parse("SELECT Name, (SELECT Subject FROM Cases) FROM Contact").unwrap();
        let page = json!({ "totalSize": 2, "records": [
            { "attributes": attributes("Contact", CONTACT), "Name": "Rosa", "Cases": { "totalSize": 1, "done": true, "records": [
                { "attributes": attributes("Case", CASE), "Subject": "Seats" }] } },
            { "attributes": attributes("Contact", CONTACT), "Name": "Olu", "Cases": null },
        ] });
        let nested = table(&query, &schema(), &page);
        let Cell::Rows(cases) = &nested.rows[0].cells[1] else { panic!("{nested:?}") };
        assert_eq!(cases.rows[0].cells, [Cell::Text("Seats".into())]);
        assert_eq!(nested.rows[1].cells[1], Cell::Empty);
    }

    #[test]
    fn all_fields_are_those_that_came() {
        let query = parse("SELECT FIELDS(ALL) FROM Case LIMIT 200").unwrap();
        let page = json!({ "totalSize": 1, "records": [
            { "attributes": attributes("Case", CASE), "Id": CASE, "Subject": "Seats" }] });
        let table = table(&query, &schema(), &page);
        assert_eq!(table.columns.iter().map(|c| c.path.as_str()).collect::<Vec<_>>(), ["Id", "Subject"]);
    }
}
