//! The rules of the house (ARCHITECTURE.md, "What a machine checks"): each rule is a pure function over texts, tried
//! on a text that breaks it, and then held against the repository.
#![expect(clippy::expect_used, reason = "what cannot be read must fail the test")]

mod capabilities;
mod ground;
mod languages;
mod migrations;
mod names;
mod readmes;
mod rights;
mod seams;
mod sizes;
mod words;
