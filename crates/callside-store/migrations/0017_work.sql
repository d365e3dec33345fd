-- Flags of quality review, and who has which work. Both are told whole, and the latest telling counts (src/work.rs).

CREATE TABLE quality_flag (
  id         TEXT    NOT NULL PRIMARY KEY,
  call       TEXT    NOT NULL REFERENCES call (key) ON DELETE CASCADE,
  changed_at INTEGER NOT NULL,
  kind       TEXT    NOT NULL,
  for_agent  INTEGER NOT NULL,
  resolved   INTEGER NOT NULL,
  flag       TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX quality_flag_of_call ON quality_flag (call);
CREATE INDEX quality_flag_of_kind ON quality_flag (kind, call);
CREATE INDEX quality_flag_open ON quality_flag (call) WHERE resolved = 0;

-- person: who has it. due_at: of a callback that another desk gave. A row exists only for work that was given, dismissed
-- or done after it was given.
CREATE TABLE work (
  kind       TEXT    NOT NULL CHECK (kind IN ('unlogged', 'callback')),
  call       TEXT    NOT NULL REFERENCES call (key) ON DELETE CASCADE,
  changed_at INTEGER NOT NULL,
  person     TEXT,
  due_at     INTEGER,
  settled    INTEGER NOT NULL,
  item       TEXT    NOT NULL,
  PRIMARY KEY (kind, call)
) STRICT, WITHOUT ROWID;
CREATE INDEX work_of_call ON work (call);
CREATE INDEX work_open ON work (kind, due_at) WHERE settled = 0;

-- What other desks have not heard yet.
CREATE TABLE work_unsent (
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  event TEXT    NOT NULL
) STRICT;

-- Calls that are over and have no outcome, newest first.
CREATE INDEX call_fact_unlogged ON call_fact (id) WHERE over = 1 AND outcome IS NULL;

PRAGMA user_version = 17;
