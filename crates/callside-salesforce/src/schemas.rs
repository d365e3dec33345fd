//! Descriptions of any object of the org, asked for when a query speaks of it.

use crate::describe::Shapes;
use crate::rest::{Ask, Rest, RestError};
use callside_core::soql::ast::Query;
use callside_core::soql::{Schema, needs};
use futures_util::future::try_join_all;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// Rounds of describing: a path leads through five parents at most.
const ROUNDS: usize = 6;
/// Most objects that are described at the same time.
const MOST_AT_ONCE: usize = 12;

/// What was described during this sign-in.
#[derive(Default)]
pub(crate) struct Schemas(Mutex<Known>);

#[derive(Default)]
struct Known {
    schema: Arc<Schema>,
    tenure: u64,
    since: Option<Instant>,
}

impl Schemas {
    fn held(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is known, without asking.
    pub(crate) fn known(&self, rest: &Rest, age: Duration) -> Arc<Schema> {
        let mut known = self.held();
        let tenure = rest.session.tenure();
        if known.tenure != tenure || known.since.is_none_or(|since| since.elapsed() > age) {
            *known = Known { schema: Arc::default(), tenure, since: Some(Instant::now()) };
        }
        Arc::clone(&known.schema)
    }

    /// The names of all objects.
    pub(crate) async fn with_names(&self, rest: &Rest, age: Duration) -> Result<Arc<Schema>, RestError> {
        let known = self.known(rest, age);
        if !known.names().is_empty() {
            return Ok(known);
        }
        let answer = rest.ask(&rest.resource("sobjects"), Ask::Get).await?;
        let objects = answer["sobjects"].as_array().ok_or(RestError::Unreadable("list of objects"))?;
        let queryable = objects.iter().filter(|object| object["queryable"].as_bool() == Some(true));
        let named = queryable.filter_map(|object| {
            let name = object["name"].as_str()?;
            Some((name.to_owned(), object["label"].as_str().unwrap_or(name).to_owned()))
        });
        Ok(self.change(|schema| schema.name_all(named.collect())))
    }

    /// What is known, with these objects besides. One that the user does not have stays away.
    pub(crate) async fn with(
        &self,
        rest: &Rest,
        shapes: &Shapes,
        age: Duration,
        objects: &[String],
    ) -> Result<Arc<Schema>, RestError> {
        let known = self.known(rest, age);
        let right =
            |name: &String| known.names().iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(n, _)| n);
        let missing: Vec<&String> =
            objects.iter().filter(|name| known.object(name).is_none()).filter_map(right).take(MOST_AT_ONCE).collect();
        let described = try_join_all(missing.iter().map(|name| shapes.object(name, age, rest))).await?;
        if described.iter().all(Option::is_none) {
            return Ok(known);
        }
        Ok(self.change(|schema| {
            for (name, shape) in missing.into_iter().zip(described) {
                if let Some(shape) = shape {
                    schema.describe(name, shape);
                }
            }
        }))
    }

    /// What is needed to judge a query.
    pub(crate) async fn for_query(
        &self,
        rest: &Rest,
        shapes: &Shapes,
        age: Duration,
        query: &Query,
    ) -> Result<Arc<Schema>, RestError> {
        let mut schema = self.with_names(rest, age).await?;
        for _ in 0..ROUNDS {
            let wanted = needs(query, &schema);
            if wanted.is_empty() {
                break;
            }
            let next = self.with(rest, shapes, age, &wanted).await?;
            if wanted.iter().all(|name| next.object(name).is_none()) {
                break;
            }
            schema = next;
        }
        Ok(schema)
    }

    fn change(&self, change: impl FnOnce(&mut Schema)) -> Arc<Schema> {
        let mut known = self.held();
        change(Arc::make_mut(&mut known.schema));
        Arc::clone(&known.schema)
    }
}
