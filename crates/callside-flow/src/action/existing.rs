//! Records that a person may pick from when one cannot be meant: a key named several, or a duplicate rule knows some. A
//! refusal has their ids; what people call them is asked for when they are shown, and kept nowhere.

use super::DEADLINE;
use super::point::{searched, text_at};
use crate::companion::{Companion, Inner};
use crate::error::FlowError;
use callside_core::action::{Answer, By, Match, Request, Row, Search};
use callside_core::crm::Refusal;
use callside_core::ids::{EntryId, RecordId};
use callside_core::outbox::State;
use callside_core::parents::Led;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Most records of one object whose names are asked for: nobody picks from more.
const MOST: usize = 100;
/// Most fields that are read of each.
const FIELDS: usize = 10;
/// Most values that tell a record from others: the first that it has.
const DETAILS: usize = 3;

/// A record and what people call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedRecord {
    /// SObject API name.
    pub object: String,
    /// Its id.
    pub id: RecordId,
    /// Its name; `None` where whoever is signed in may not read it, or Salesforce could not be asked.
    pub name: Option<String>,
    /// What tells it from others of that name; may be empty.
    pub detail: String,
}

/// Records of one object as they were read.
struct Read {
    columns: Vec<String>,
    /// The first column is the object's name field.
    named: bool,
    rows: HashMap<RecordId, Row>,
}

impl Companion {
    /// The records that a refused entry lets a person pick from, in the order of the refusal, with their names as whoever
    /// is signed in reads them. A record whose name cannot be had is there by its id.
    ///
    /// # Errors
    /// [`FlowError::UnknownEntry`], or when the database fails.
    pub async fn existing_records(&self, id: EntryId) -> Result<Vec<NamedRecord>, FlowError> {
        let entry = self.inner.entry(id).await?;
        let State::Refused { refusal, .. } = &entry.state else { return Ok(Vec::new()) };
        let planned = entry.work.wrap_up().and_then(|(_, plan)| plan.new_caller());
        let existing = refusal.existing(planned);
        let here = self.inner.org().identity.as_ref().map(|me| me.org.clone());
        // Ids of another org mean nothing here, or something else.
        let read = if entry.org == here { self.inner.read_existing(&existing).await } else { BTreeMap::new() };
        Ok(existing.into_iter().map(|(object, id)| named(object, id, &read)).collect())
    }
}

fn named(object: String, id: RecordId, read: &BTreeMap<String, Read>) -> NamedRecord {
    let found = read.get(&object).and_then(|read| Some((read, read.rows.get(&id)?)));
    let Some((read, row)) = found else { return NamedRecord { object, id, name: None, detail: String::new() } };
    let own = usize::from(read.named);
    let name = read.columns[..own].first().and_then(|path| text_at(row, path));
    let detail: Vec<String> = read.columns[own..].iter().filter_map(|path| text_at(row, path)).take(DETAILS).collect();
    NamedRecord { object, id, name, detail: detail.join(" · ") }
}

impl Inner {
    /// The records that a reading request could have meant, to be looked at; `None` for a refusal that is about something
    /// else. One that may not be read is there by its id.
    pub(super) async fn several(&self, refusal: &Refusal) -> Option<Answer> {
        let existing = refusal.existing(None);
        if existing.is_empty() {
            return None;
        }
        let mut read = self.read_existing(&existing).await;
        let mut columns: Vec<String> = Vec::new();
        for column in read.values().flat_map(|read| &read.columns) {
            if !columns.contains(column) {
                columns.push(column.clone());
            }
        }
        let unread = |object: String, id: RecordId| Row {
            values: serde_json::json!({ "Id": id }),
            object: Some(object),
            id: Some(id),
        };
        let rows: Vec<Row> = existing
            .into_iter()
            .map(|(object, id)| {
                let found = read.get_mut(&object).and_then(|read| read.rows.remove(&id));
                found.unwrap_or_else(|| unread(object, id))
            })
            .collect();
        if columns.is_empty() {
            columns.push("Id".to_owned());
        }
        Some(Answer::Rows { columns, rows, more: false })
    }

    /// Reads records by one query an object. An object that cannot be read is missing.
    async fn read_existing(&self, existing: &[(String, RecordId)]) -> BTreeMap<String, Read> {
        let objects: BTreeSet<&str> = existing.iter().map(|(object, _)| object.as_str()).collect();
        let mut read = BTreeMap::new();
        for object in objects {
            let ids = existing.iter().filter(|(of, _)| of == object).map(|(_, id)| id).take(MOST);
            if let Some(found) = self.read_of(object, ids.collect()).await {
                read.insert(object.to_owned(), found);
            }
        }
        read
    }

    async fn read_of(&self, object: &str, ids: Vec<&RecordId>) -> Option<Read> {
        let crm = self.crm()?;
        let (columns, named) = self.called_by(object).await;
        if columns.is_empty() {
            return None;
        }
        let is = |id: &&RecordId| Match { field: "Id".into(), by: By::Exact, term: id.to_string() };
        let search = Search {
            object: object.to_owned(),
            show: columns.clone(),
            any: ids.iter().map(is).collect(),
            all: Vec::new(),
            newest: "Id".into(),
            limit: u32::try_from(ids.len()).unwrap_or(u32::MAX),
        };
        match tokio::time::timeout(DEADLINE, crm.act(&Request::Search(search), "", None)).await {
            Ok(Ok(Answer::Rows { rows, .. })) => {
                let rows = rows.into_iter().filter_map(|row| Some((row.id.clone()?, row))).collect();
                Some(Read { columns, named, rows })
            }
            Ok(Ok(_)) | Err(_) => None,
            Ok(Err(error)) => {
                tracing::warn!(object, %error, "existing records could not be read by name");
                None
            }
        }
    }

    /// The fields by which people know records of an object, of those that whoever is signed in sees; whether the first of
    /// them is the record's name.
    pub(super) async fn called_by(&self, object: &str) -> (Vec<String>, bool) {
        let mut org = self.org().shape.clone();
        self.describe_more(&BTreeSet::from([object.to_owned()]), &mut org).await;
        let fields = org.objects.get(object).map(|shape| &shape.fields);
        let name = fields.into_iter().flatten().find(|(_, field)| field.is_name).map(|(name, _)| name.clone());
        let shown = searched(object).into_iter().filter(|path| matches!(org.led(object, path), Led::Field { .. }));
        let others = shown.filter(|path| name.as_ref() != Some(path)).take(FIELDS - 1);
        let columns: Vec<String> = name.iter().cloned().chain(others).collect();
        (columns, name.is_some())
    }
}
