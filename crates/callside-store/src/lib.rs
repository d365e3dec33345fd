//! The encrypted SQLite file: the only user of sqlx.
