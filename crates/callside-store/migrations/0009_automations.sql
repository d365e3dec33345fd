-- Automations: what happened, what they did about it, and what of Salesforce they watch. Times are milliseconds since
-- 1970, UTC.

-- What happened and is not decided yet has a payload. The id stays for a while after, so that a repeat is known.
CREATE TABLE occurrence (
  row        INTEGER PRIMARY KEY,
  id         TEXT    NOT NULL UNIQUE,
  heard_at   INTEGER NOT NULL,
  payload    TEXT
) STRICT;
CREATE INDEX occurrence_open ON occurrence (row) WHERE payload IS NOT NULL;

-- One run of an automation for one occurrence, whatever is repeated. entry is the outbox entry that it waits for.
CREATE TABLE automation_run (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  automation TEXT    NOT NULL,
  occurrence TEXT    NOT NULL,
  began_at   INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  state      TEXT    NOT NULL CHECK (state IN ('going', 'waiting', 'finished', 'held_back')),
  entry      INTEGER,
  payload    TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX automation_run_once ON automation_run (automation, occurrence);
CREATE INDEX automation_run_open ON automation_run (state, id) WHERE state IN ('going', 'waiting');
CREATE INDEX automation_run_recent ON automation_run (automation, began_at);

-- Records that runs wrote, so that what Salesforce tells of these writes does not set off the same automation again.
-- seen: the watch has met the change that it left.
CREATE TABLE automation_write (
  record TEXT    NOT NULL,
  run    INTEGER NOT NULL REFERENCES automation_run (id) ON DELETE CASCADE,
  at     INTEGER NOT NULL,
  seen   INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (record, run)
) STRICT, WITHOUT ROWID;
CREATE INDEX automation_write_of_run ON automation_write (run);

-- Objects that are watched. Records created before baseline are not new. state is the watch as its owner keeps it.
CREATE TABLE watch (
  object TEXT NOT NULL PRIMARY KEY,
  state  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Watched records as they were seen last: what a change is told from.
CREATE TABLE watched_record (
  record  TEXT    NOT NULL PRIMARY KEY,
  object  TEXT    NOT NULL,
  stamp   TEXT    NOT NULL,
  seen_at INTEGER NOT NULL,
  fields  TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 9;
