//! Shared pieces of the whole-house tests.
