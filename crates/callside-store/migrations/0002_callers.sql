-- The copy of Salesforce that stage one of a pop is made from.

CREATE TABLE caller (
  id        TEXT    NOT NULL PRIMARY KEY,
  object    TEXT    NOT NULL,
  seen_at   INTEGER NOT NULL,
  candidate TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- When Salesforce last said who has a number, also when the answer was nobody.
CREATE TABLE number (
  e164     TEXT    NOT NULL PRIMARY KEY,
  asked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE caller_number (
  e164   TEXT NOT NULL REFERENCES number (e164) ON DELETE CASCADE,
  caller TEXT NOT NULL REFERENCES caller (id) ON DELETE CASCADE,
  PRIMARY KEY (e164, caller)
) STRICT, WITHOUT ROWID;
CREATE INDEX caller_number_of_caller ON caller_number (caller);

CREATE TABLE caller_context (
  caller  TEXT    NOT NULL PRIMARY KEY,
  seen_at INTEGER NOT NULL,
  context TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- Records that this app made: Salesforce's search index may not know them for some minutes.
CREATE TABLE made_here (
  e164      TEXT    NOT NULL,
  record    TEXT    NOT NULL,
  made_at   INTEGER NOT NULL,
  candidate TEXT    NOT NULL,
  PRIMARY KEY (e164, record)
) STRICT, WITHOUT ROWID;

-- Whom the agent picked when several records have one number.
CREATE TABLE number_choice (
  e164      TEXT    NOT NULL PRIMARY KEY,
  object    TEXT    NOT NULL,
  record    TEXT    NOT NULL,
  chosen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 2;
