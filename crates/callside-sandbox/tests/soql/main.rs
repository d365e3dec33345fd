//! The query language of the stand-in org, from text to rows and refusals.

#![expect(clippy::unwrap_used, reason = "test code: a surprise must stop the test")]

mod aggregates;
mod ask;
mod dates;
mod fields;
mod literals;
mod operators;
mod org;
mod refusals;
mod relations;
mod robustness;
mod rules;
mod schema;
mod semi_joins;
mod sorting;
mod syntax;
