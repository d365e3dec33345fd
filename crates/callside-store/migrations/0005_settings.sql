-- Settings that matter, and events that were turned away.

CREATE TABLE setting (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE rejection (
  id     INTEGER PRIMARY KEY,
  at     INTEGER NOT NULL,
  source TEXT    NOT NULL,
  reason TEXT    NOT NULL,
  detail TEXT    NOT NULL
) STRICT;

PRAGMA user_version = 5;
