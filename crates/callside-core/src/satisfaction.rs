//! What customers said of their calls: an admin's query, and the ratings in what it finds.
//!
//! Every organisation keeps its surveys in objects of its own, so the query is theirs; the section says which of its
//! columns is the rating, when it was given, and whose call it is about.

use crate::config::{Known, Problem, Section, Wrong};
use crate::facts::Vocabulary;
use crate::ids::CallKey;
use crate::look_up::{Cell, Row, Table};
use crate::soql::ast::{Item, Operand, Query};
use crate::soql::{Schema, check, parse};
use jiff::Timestamp;
use jiff::civil::{Date, time};
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The section `satisfaction`: where ratings are, and what they mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Satisfaction {
    /// The query, without values of a call.
    pub soql: String,
    /// Column of the rating, as the query names it.
    pub rating: String,
    /// Column of the day or the moment.
    pub date: String,
    /// Column of the person who had the call: a user's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Column of the call's key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<String>,
    /// The worst rating there is.
    #[serde(default = "one")]
    pub worst: i32,
    /// The best rating there is.
    #[serde(default = "five")]
    pub best: i32,
    /// Minutes that a copy is good for.
    #[serde(default = "quarter")]
    pub minutes: u32,
}

const fn one() -> i32 {
    1
}

const fn five() -> i32 {
    5
}

const fn quarter() -> u32 {
    15
}

/// One rating.
#[derive(Debug, Clone, PartialEq)]
pub struct Rating {
    /// The record that it is in, else its place among the rows.
    pub record: String,
    /// When it was given; a day counts as its noon.
    pub at: Timestamp,
    /// On the scale of the section.
    pub score: f64,
    /// Who had the call.
    pub agent: Option<String>,
    /// Their name.
    pub agent_name: Option<String>,
    /// The call.
    pub call: Option<CallKey>,
}

impl Satisfaction {
    /// Most rows that are read.
    pub const MOST_ROWS: u32 = 20_000;
    /// Longest time that a copy is good for, in minutes.
    pub const LONGEST: u32 = 24 * 60;

    /// The ratings in what the query found, and how many rows hold none that is on the scale.
    #[must_use]
    pub fn read(&self, table: &Table, zone: &TimeZone) -> (Vec<Rating>, usize) {
        let place = |name: &str| table.columns.iter().position(|column| column.path.eq_ignore_ascii_case(name));
        let (Some(score), Some(at)) = (place(&self.rating), place(&self.date)) else {
            return (Vec::new(), table.rows.len());
        };
        let optional = |name: &Option<String>| name.as_deref().and_then(place);
        let (owner, call) = (optional(&self.owner), optional(&self.call));
        let name = self.owner.as_deref().and_then(name_of).as_deref().and_then(place);
        let read = |(n, row): (usize, &Row)| {
            let cell = |place: Option<usize>| row.cells.get(place?);
            let score = number(row.cells.get(score)?).filter(|score| self.is_on_scale(*score))?;
            let record = row.record.as_ref().map_or_else(|| format!("row:{n}"), |(_, id)| id.to_string());
            Some(Rating {
                record,
                at: moment(row.cells.get(at)?, zone)?,
                score,
                agent: cell(owner).and_then(text),
                agent_name: cell(name).and_then(text),
                call: cell(call).and_then(text).and_then(|key| key.parse().ok()),
            })
        };
        let ratings: Vec<Rating> = table.rows.iter().enumerate().filter_map(read).collect();
        let left_out = table.rows.len() - ratings.len();
        (ratings, left_out)
    }

    fn is_on_scale(&self, score: f64) -> bool {
        (f64::from(self.worst)..=f64::from(self.best)).contains(&score)
    }

    fn column_wrongs(&self, query: &Query, schema: &Schema) -> Vec<Wrong> {
        let mut wrongs = Vec::new();
        let columns = [
            ("rating", Some(&self.rating), &["double", "int", "currency", "percent", "picklist", "string"][..]),
            ("date", Some(&self.date), &["date", "datetime"][..]),
            ("owner", self.owner.as_ref(), &["reference", "string"][..]),
            ("call", self.call.as_ref(), &["string", "textarea"][..]),
        ];
        let shape = schema.object(&query.select.from.text).map(|(_, shape)| shape);
        for (key, name, kinds) in columns {
            let Some(name) = name else { continue };
            if !asks_for(query, name) {
                wrongs.push(Wrong::new(key, Problem::Missing { name: name.clone() }));
                continue;
            }
            let field = shape.and_then(|shape| shape.fields.iter().find(|(field, _)| field.eq_ignore_ascii_case(name)));
            if let Some((_, field)) = field
                && !kinds.contains(&field.kind.as_str())
            {
                let message = format!("{name} is {}; it must be {}", field.kind, kinds.join(", "));
                wrongs.push(Wrong::new(key, Problem::Shape { message }));
            }
        }
        wrongs
    }
}

/// Whether a column is among those that are asked for, by its path or its alias.
fn asks_for(query: &Query, name: &str) -> bool {
    query.select.items.iter().any(|item| match item {
        Item::Operand { alias: Some(alias), .. } => alias.text.eq_ignore_ascii_case(name),
        Item::Operand { operand: Operand::Field(field), alias: None } => field.text.eq_ignore_ascii_case(name),
        Item::Operand { .. } | Item::Children(_) | Item::TypeOf { .. } | Item::AllFields(_) => false,
    })
}

/// Where the name of a referenced record stands: `OwnerId` is `Owner.Name`, `Agent__c` is `Agent__r.Name`.
fn name_of(reference: &str) -> Option<String> {
    let parent = match reference.strip_suffix("Id") {
        Some(standard) => standard.to_owned(),
        None => format!("{}__r", reference.strip_suffix("__c")?),
    };
    Some(format!("{parent}.Name"))
}

fn text(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Text(text) | Cell::Number(text) => Some(text.clone()),
        Cell::Record { id, .. } => Some(id.to_string()),
        Cell::Empty | Cell::Bool(_) | Cell::Date(_) | Cell::Moment(_) | Cell::Rows(_) => None,
    }
}

fn number(cell: &Cell) -> Option<f64> {
    text(cell)?.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

fn moment(cell: &Cell, zone: &TimeZone) -> Option<Timestamp> {
    match cell {
        Cell::Moment(at) => Some(*at),
        Cell::Date(day) => {
            let noon = day.parse::<Date>().ok()?.to_datetime(time(12, 0, 0, 0));
            Some(noon.to_zoned(zone.clone()).ok()?.timestamp())
        }
        _ => None,
    }
}

impl Section for Satisfaction {
    const NAME: &'static str = "satisfaction";

    fn wrongs(&self, known: &Known<'_>) -> Vec<Wrong> {
        let schema = Schema::of(known.org);
        let mut wrongs = Vec::new();
        match parse(&self.soql) {
            Err(fault) => wrongs.extend(Wrong::soql("soql", vec![fault])),
            Ok(query) => {
                // There is no call whose values could stand in it.
                wrongs.extend(Wrong::soql("soql", check(&query, &schema, Some(&Vocabulary::default()))));
                wrongs.extend(self.column_wrongs(&query, &schema));
            }
        }
        if self.owner.is_none() && self.call.is_none() {
            wrongs.push(Wrong::new("owner", Problem::Missing { name: "owner".to_owned() }));
        }
        if self.worst >= self.best {
            let message = format!("the worst rating is {}; the best must be more, and is {}", self.worst, self.best);
            wrongs.push(Wrong::new("best", Problem::Shape { message }));
        }
        if !(1..=Self::LONGEST).contains(&self.minutes) {
            wrongs.push(Wrong::new("minutes", Problem::Range { from: 1, to: Self::LONGEST }));
        }
        wrongs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::RecordId;
    use crate::look_up::Column;
    use crate::shape::{FieldShape, ObjectShape, OrgShape};
    use serde_json::{Value, json};

    fn org() -> OrgShape {
        let field = |kind: &str| FieldShape { kind: kind.into(), filterable: true, ..FieldShape::default() };
        let fields = [
            ("Id", "id"),
            ("Rating__c", "double"),
            ("Comment__c", "textarea"),
            ("Call__c", "string"),
            ("CreatedDate", "datetime"),
            ("OwnerId", "reference"),
        ];
        let fields = fields.into_iter().map(|(name, kind)| (name.to_owned(), field(kind))).collect();
        OrgShape { objects: [("Survey__c".to_owned(), ObjectShape { fields, ..ObjectShape::default() })].into() }
    }

    fn section(with: &Value) -> Satisfaction {
        let mut whole = json!({
            "soql": "SELECT Rating__c, CreatedDate, OwnerId, Call__c FROM Survey__c",
            "rating": "Rating__c", "date": "CreatedDate", "owner": "OwnerId",
        });
        whole.as_object_mut().unwrap().extend(with.as_object().unwrap().clone());
        serde_json::from_value(whole).unwrap()
    }

    #[test]
    fn what_cannot_be_right_is_said_where_it_stands() {
        let org = org();
        for (with, at) in [
            (json!({}), None),
            (json!({ "owner": null, "call": "Call__c" }), None),
            (json!({ "owner": null }), Some("owner")),
            (json!({ "soql": "SELECT" }), Some("soql")),
            (json!({ "soql": "SELECT Stars__c, Rating__c, CreatedDate, OwnerId FROM Survey__c" }), Some("soql")),
            (
                json!({ "soql": "SELECT Rating__c, CreatedDate, OwnerId FROM Survey__c WHERE Call__c = {{call.id}}" }),
                Some("soql"),
            ),
            (json!({ "rating": "Comment__c" }), Some("rating")),
            (json!({ "date": "OwnerId" }), Some("date")),
            (json!({ "worst": 5, "best": 5 }), Some("best")),
            (json!({ "minutes": 0 }), Some("minutes")),
        ] {
            let wrongs = section(&with).wrongs(&Known::new(&org));
            assert_eq!(wrongs.first().map(|wrong| wrong.at.as_str()), at, "{with} {wrongs:?}");
        }
    }

    #[test]
    fn ratings_are_read_from_rows_and_what_is_off_the_scale_is_left_out() {
        let user = RecordId::new("005000000000001AAA").unwrap();
        let column = |path: &str| Column { path: path.into(), label: path.into() };
        let columns = ["Rating__c", "CreatedDate", "OwnerId", "Owner.Name", "Call__c"].map(column).to_vec();
        let cells = |score: Cell, at: Cell| {
            let owner = Cell::Record { object: "User".into(), id: user.clone() };
            Row { record: None, cells: vec![score, at, owner, Cell::Text("Dana".into()), Cell::Text("five9:7".into())] }
        };
        let moment = Cell::Moment("2026-11-20T09:00:00Z".parse().unwrap());
        let rows = vec![
            cells(Cell::Number("4.5".into()), moment.clone()),
            cells(Cell::Text("3".into()), Cell::Date("2026-11-21".into())),
            cells(Cell::Number("9".into()), moment.clone()),
            cells(Cell::Empty, moment.clone()),
            cells(Cell::Text("NaN".into()), moment),
        ];
        let table = Table { columns, rows, total: None };
        let whole = section(&json!({ "call": "Call__c" }));
        let (ratings, left_out) = whole.read(&table, &TimeZone::UTC);
        assert_eq!((ratings.len(), left_out), (2, 3));
        let told: Vec<_> = ratings.iter().map(|one| (one.score, one.at.to_string())).collect();
        assert_eq!(told, [(4.5, "2026-11-20T09:00:00Z".into()), (3.0, "2026-11-21T12:00:00Z".into())]);
        assert_eq!(ratings[0].agent.as_deref(), Some(user.as_str()));
        assert_eq!(ratings[0].agent_name.as_deref(), Some("Dana"));
        assert_eq!(ratings[0].call.as_ref().map(ToString::to_string).as_deref(), Some("five9:7"));
        assert_eq!(name_of("Agent__c").as_deref(), Some("Agent__r.Name"));
    }
}
