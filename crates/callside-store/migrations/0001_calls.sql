-- What phone systems said, and the calls that it adds up to. Times are milliseconds since 1970, UTC.

-- Rows in the order of arrival; the provider's ids, which have no order, stand in an index of their own.
CREATE TABLE event (
  row         INTEGER PRIMARY KEY,
  id          TEXT    NOT NULL UNIQUE,
  about       TEXT    NOT NULL,
  call        TEXT,
  kind        TEXT    NOT NULL,
  at          INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  payload     TEXT    NOT NULL
) STRICT;
CREATE INDEX event_of_call ON event (call, at) WHERE call IS NOT NULL;
CREATE INDEX event_by_receipt ON event (received_at);

-- id grows with time (see src/history.rs), so that the newest calls are the last rows of the table and of every index.
CREATE TABLE call (
  id          INTEGER PRIMARY KEY,
  key         TEXT    NOT NULL UNIQUE,
  began_at    INTEGER NOT NULL,
  number      TEXT,
  e164        TEXT,
  digits      TEXT,
  heard_name  TEXT,
  known_name  TEXT,
  heard_notes TEXT,
  notes       TEXT,
  pops        INTEGER NOT NULL,
  wrapped     INTEGER NOT NULL DEFAULT 0,
  state       TEXT    NOT NULL
) STRICT;
CREATE INDEX call_by_number ON call (e164) WHERE e164 IS NOT NULL;
CREATE INDEX call_unwrapped ON call (began_at) WHERE pops = 1 AND wrapped = 0;

CREATE TABLE agent_state (
  agent TEXT    NOT NULL PRIMARY KEY,
  name  TEXT,
  at    INTEGER NOT NULL,
  state TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- Words in names and notes. The texts stay in table call; the triggers keep the index true to them.
CREATE VIRTUAL TABLE call_words USING fts5 (
  heard_name, known_name, heard_notes, notes,
  content = 'call', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
-- PRAGMA secure_delete does not reach into the index; this does (SQLite, FTS5 chapter 6.10).
INSERT INTO call_words (call_words, rank) VALUES ('secure-delete', 1);
-- An index grows by segments that must be merged. That is for quiet moments (src/upkeep.rs), not for the commit that a
-- pop waits for.
INSERT INTO call_words (call_words, rank) VALUES ('automerge', 0);

CREATE TRIGGER call_words_add AFTER INSERT ON call
WHEN coalesce(new.heard_name, new.known_name, new.heard_notes, new.notes) IS NOT NULL
BEGIN
  INSERT INTO call_words (rowid, heard_name, known_name, heard_notes, notes)
  VALUES (new.id, new.heard_name, new.known_name, new.heard_notes, new.notes);
END;
CREATE TRIGGER call_words_change AFTER UPDATE OF heard_name, known_name, heard_notes, notes ON call
WHEN old.heard_name IS NOT new.heard_name OR old.known_name IS NOT new.known_name
  OR old.heard_notes IS NOT new.heard_notes OR old.notes IS NOT new.notes
BEGIN
  INSERT INTO call_words (call_words, rowid, heard_name, known_name, heard_notes, notes)
  SELECT 'delete', old.id, old.heard_name, old.known_name, old.heard_notes, old.notes
  WHERE coalesce(old.heard_name, old.known_name, old.heard_notes, old.notes) IS NOT NULL;
  INSERT INTO call_words (rowid, heard_name, known_name, heard_notes, notes)
  SELECT new.id, new.heard_name, new.known_name, new.heard_notes, new.notes
  WHERE coalesce(new.heard_name, new.known_name, new.heard_notes, new.notes) IS NOT NULL;
END;
CREATE TRIGGER call_words_remove AFTER DELETE ON call
WHEN coalesce(old.heard_name, old.known_name, old.heard_notes, old.notes) IS NOT NULL
BEGIN
  INSERT INTO call_words (call_words, rowid, heard_name, known_name, heard_notes, notes)
  VALUES ('delete', old.id, old.heard_name, old.known_name, old.heard_notes, old.notes);
END;

-- Fragments of numbers, from three digits.
CREATE VIRTUAL TABLE call_digits USING fts5 (
  digits, content = 'call', content_rowid = 'id', tokenize = 'trigram'
);
INSERT INTO call_digits (call_digits, rank) VALUES ('secure-delete', 1);
INSERT INTO call_digits (call_digits, rank) VALUES ('automerge', 0);

CREATE TRIGGER call_digits_add AFTER INSERT ON call WHEN new.digits IS NOT NULL
BEGIN
  INSERT INTO call_digits (rowid, digits) VALUES (new.id, new.digits);
END;
CREATE TRIGGER call_digits_change AFTER UPDATE OF digits ON call WHEN old.digits IS NOT new.digits
BEGIN
  INSERT INTO call_digits (call_digits, rowid, digits) SELECT 'delete', old.id, old.digits WHERE old.digits IS NOT NULL;
  INSERT INTO call_digits (rowid, digits) SELECT new.id, new.digits WHERE new.digits IS NOT NULL;
END;
CREATE TRIGGER call_digits_remove AFTER DELETE ON call WHEN old.digits IS NOT NULL
BEGIN
  INSERT INTO call_digits (call_digits, rowid, digits) VALUES ('delete', old.id, old.digits);
END;

PRAGMA user_version = 1;
