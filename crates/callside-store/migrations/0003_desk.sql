-- What the agent saw, picked and typed during a call.

CREATE TABLE pop (
  id       INTEGER PRIMARY KEY,
  call     TEXT    NOT NULL REFERENCES call (key) ON DELETE CASCADE,
  shown_at INTEGER NOT NULL,
  pop      TEXT    NOT NULL
) STRICT;
CREATE INDEX pop_of_call ON pop (call);

CREATE TABLE chosen (
  call      TEXT    NOT NULL PRIMARY KEY REFERENCES call (key) ON DELETE CASCADE,
  object    TEXT    NOT NULL,
  record    TEXT    NOT NULL,
  confirmed INTEGER NOT NULL,
  chosen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
  call     TEXT    NOT NULL PRIMARY KEY REFERENCES call (key) ON DELETE CASCADE,
  saved_at INTEGER NOT NULL,
  draft    TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 3;
