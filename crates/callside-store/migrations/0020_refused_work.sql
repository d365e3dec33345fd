-- A refused write is work, too: other desks hear where it waits.
-- SQLite changes no CHECK: the table is made anew (sqlite.org/lang_altertable.html, section 7).

CREATE TABLE work_anew (
  kind       TEXT    NOT NULL CHECK (kind IN ('unlogged', 'callback', 'refused')),
  call       TEXT    NOT NULL REFERENCES call (key) ON DELETE CASCADE,
  changed_at INTEGER NOT NULL,
  person     TEXT,
  due_at     INTEGER,
  settled    INTEGER NOT NULL,
  item       TEXT    NOT NULL,
  PRIMARY KEY (kind, call)
) STRICT, WITHOUT ROWID;
INSERT INTO work_anew SELECT kind, call, changed_at, person, due_at, settled, item FROM work;
DROP TABLE work;
ALTER TABLE work_anew RENAME TO work;
CREATE INDEX work_of_call ON work (call);
CREATE INDEX work_open ON work (kind, due_at) WHERE settled = 0;

PRAGMA user_version = 20;
